"""A decision goes out: the extract of its minutes, who gets it, what is ticked, and what is corrected."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import Approved
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import (
    Decision,
    DecisionPoint,
    Dispatch,
    DispatchCorrection,
    Document,
    DocumentKind,
    MinutesExtract,
    Passage,
    Reservation,
)
from famn.domain.people.rules import Actor
from famn.ground.due import Near
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.people import House, build_house
from tests.scenes import scene
from tests.web.report_desk import WHOLE, Desk, begin, fresh, make_desk, user, yesterday

TO_ANNA = ("Anna Almgren", "Sjövikens kommun", "Akten")


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def at() -> dt.datetime:
    return timezone.now()


def make(desk: Desk, outcome: str = "as_proposed", text: str = "", content: Content | None = None) -> Decision:
    """A decision whose report names three recipients."""

    whole = replace(content or WHOLE, distribution=TO_ANNA)
    report = begin(desk, whole)
    actions.send_report(fresh(report), by=desk.anna, at=at(), attesters=[user(desk.maj)])
    actions.attest_report(report.versions.get().attestations.get(), by=desk.maj, at=at())
    actions.put_on_agenda(fresh(report), by=desk.sara, at=at(), meeting_date=yesterday())
    actions.record_decision(fresh(report), actions.Decided(outcome, "§ 12", text), by=desk.sara, at=at())
    return rules.visible_decisions(desk.sara).get()


def rows(decision: Decision) -> dict[str, Dispatch]:
    return {row.recipient: row for row in Dispatch.objects.filter(decision=decision).order_by("pk")}


# --- the extract -----------------------------------------------------------------------------------


@scene
def decision(desk: Desk) -> Decision:
    """As proposed, and its report names three recipients."""
    return make(desk)


def test_an_extract_holds_the_decided_points_word_by_word_and_lies_in_the_matter(
    desk: Desk, decision: Decision
) -> None:
    made = actions.make_extract(decision, by=desk.sara, at=at())
    document = Document.objects.get(pk=made.document_id)
    assert (document.kind, document.matter_id, document.date) == (
        DocumentKind.MINUTES_EXTRACT,
        desk.matter.pk,
        yesterday().isoformat(),
    )
    assert document.registry_numbers == ["EKB 2026/14"] and document.title.startswith("§ 12")
    proposed = DecisionPoint.objects.filter(document__report=decision.report_id).order_by("number")
    assert [one.text for one in document.points.order_by("number")] == [one.text for one in proposed]
    assert TrailEvent.objects.filter(verb="make_extract", user_id=desk.sara.user_id).exists()


def test_where_the_board_decided_otherwise_its_own_words_stand_alone(desk: Desk) -> None:
    decision = make(desk, "otherwise", "Nämnden vill se en kalkyl först.")
    facts = reads.extract_facts(actions.make_extract(decision, by=desk.sara, at=at())).extract
    assert (facts.points, facts.words) == ((), "Nämnden vill se en kalkyl först.")


def test_making_it_twice_gives_the_same_and_later_facts_give_a_new_one(desk: Desk, decision: Decision) -> None:
    first = actions.make_extract(decision, by=desk.sara, at=at())
    assert actions.make_extract(decision, by=desk.sara, at=at()).pk == first.pk
    actions.record_approval(decision, Approved(yesterday(), "Vera Vide", "Stora salen"), by=desk.sara, at=at())
    assert reads.dispatch_page(decision).is_stale
    second = actions.make_extract(decision, by=desk.sara, at=at())
    assert second.pk != first.pk and not reads.dispatch_page(decision).is_stale
    assert reads.extract_facts(first).extract.approval is None
    approval = reads.extract_facts(second).extract.approval
    assert approval is not None and approval.approver == "Vera Vide"


def test_an_extract_never_changes(desk: Desk) -> None:
    made = actions.make_extract(make(desk), by=desk.sara, at=at())
    for change in (lambda row: row.update(sha256="x"), lambda row: row.delete()):
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            change(MinutesExtract.objects.filter(pk=made.pk))


def test_only_the_secretary_of_the_own_authority_sends_a_decision_out(desk: Desk, decision: Decision) -> None:
    for by in (desk.anna, desk.cesar):
        with pytest.raises(Denied):
            actions.make_extract(decision, by=by, at=at())
    assert not rules.visible_decisions(desk.cesar).exists()


# --- to whom ---------------------------------------------------------------------------------------


def test_a_decision_lists_those_whom_its_report_names_with_what_is_known_of_them(desk: Desk) -> None:
    listed = rows(make(desk))
    assert list(listed) == list(TO_ANNA)
    assert listed["Anna Almgren"].address == user(desk.anna).email
    assert (listed["Sjövikens kommun"].address, listed["Sjövikens kommun"].how) == ("", "")
    assert listed["Akten"].how == Dispatch.How.REGISTRY


def test_what_is_postponed_goes_to_nobody_yet(desk: Desk) -> None:
    make(desk, "postponed", "Nästa möte.")
    assert not Dispatch.objects.exists()


def test_nobody_is_listed_twice(desk: Desk, decision: Decision) -> None:
    actions.make_extract(decision, by=desk.sara, at=at())
    assert Dispatch.objects.count() == len(TO_ANNA)
    with pytest.raises(Refused) as refused:
        actions.add_recipient(decision, by=desk.sara, at=at(), recipient=" akten ")
    assert refused.value.field == "recipient"


def tick(desk: Desk, decision: Decision, *names: str, how: str = "post", day: dt.date | None = None) -> list[Dispatch]:
    codes = [rows(decision)[name].code for name in names]
    return actions.tick_dispatches(decision, codes, by=desk.sara, at=at(), how=how, sent_on=day or yesterday())


def test_several_are_ticked_at_once_with_how_when_and_by_whom(desk: Desk, decision: Decision) -> None:
    tick(desk, decision, "Akten", "Sjövikens kommun")
    page = reads.dispatch_page(decision)
    assert (page.sent_count, page.count, [one.dispatch.recipient for one in page.waiting]) == (2, 3, ["Anna Almgren"])
    row = rows(decision)["Akten"]
    assert (row.how, row.sent_on, row.sent_by_id) == ("post", yesterday(), desk.sara.user_id)


@pytest.mark.parametrize(
    ("how", "later", "field"),  # days after the one when it was decided
    [("duva", 0, "how"), ("post", -1, "sent_on"), ("post", 2, "sent_on")],
)
def test_what_cannot_be_is_told_at_its_field(desk: Desk, how: str, later: int, field: str, decision: Decision) -> None:
    with pytest.raises(Refused) as refused:
        tick(desk, decision, "Akten", how=how, day=yesterday() + dt.timedelta(days=later))
    assert refused.value.field == field


def test_nobody_ticks_twice_and_nobody_removes_what_is_ticked(desk: Desk, decision: Decision) -> None:
    (row,) = tick(desk, decision, "Akten")
    with pytest.raises(Refused, match="Någon annan"):
        tick(desk, decision, "Akten")
    with pytest.raises(Denied, match="redan avbockad"):
        actions.drop_recipient(row, by=desk.sara, at=at())
    actions.drop_recipient(rows(decision)["Anna Almgren"], by=desk.sara, at=at())
    assert "Anna Almgren" not in rows(decision)


def test_a_ticked_row_and_its_correction_never_change_in_the_database(desk: Desk, decision: Decision) -> None:
    (row,) = tick(desk, decision, "Akten")
    actions.correct_dispatch(row, by=desk.sara, at=at(), reason="Fel.", was_sent=True, how="hand", sent_on=yesterday())
    changes = (
        lambda: Dispatch.objects.filter(pk=row.pk).update(recipient="Någon annan"),
        lambda: Dispatch.objects.filter(pk=row.pk).update(sent_at=None, sent_by=None, sent_on=None),
        lambda: DispatchCorrection.objects.update(reason="Annat"),
        lambda: DispatchCorrection.objects.all().delete(),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            change()


def test_a_correction_stands_beside_the_row_and_counts(desk: Desk, decision: Decision) -> None:
    (row,) = tick(desk, decision, "Akten")
    actions.correct_dispatch(
        row, by=desk.sara, at=at(), reason="Den bars ned.", was_sent=True, how="hand", sent_on=yesterday()
    )
    shown = next(one for one in reads.dispatch_page(decision).rows if one.dispatch.recipient == "Akten")
    assert (shown.is_sent, shown.how, shown.dispatch.how) == (True, "lämnat för hand", "post")


def test_a_tick_that_is_taken_back_lets_the_recipient_wait_again(desk: Desk, decision: Decision) -> None:
    (row,) = tick(desk, decision, "Akten")
    actions.correct_dispatch(row, by=desk.sara, at=at(), reason="Det blev aldrig av.", was_sent=False)
    page = reads.dispatch_page(decision)
    assert (page.sent_count, page.count) == (0, 3)
    assert [one.dispatch.recipient for one in page.waiting].count("Akten") == 1
    with pytest.raises(Refused, match="redan tillbakatagen"):
        actions.correct_dispatch(row, by=desk.sara, at=at(), reason="Igen.", was_sent=False)


# --- by e-mail -------------------------------------------------------------------------------------


def mail(desk: Desk, decision: Decision, *names: str) -> list[Dispatch]:
    return actions.mail_dispatches(decision, [rows(decision)[one].code for one in names], by=desk.sara, at=at())


def test_a_letter_links_to_the_extract_and_ticks_the_row(desk: Desk, decision: Decision) -> None:
    (row,) = mail(desk, decision, "Anna Almgren")
    letter = Letter.objects.get(to=user(desk.anna).email, subject__startswith="Beslut: ", holds_secret=True)
    token = letter.text.split("/protokollsutdrag/")[1].split("/")[0]
    found = reads.dispatched(token, at=at())
    assert found is not None and found.pk == row.pk and token not in row.link_hash
    assert reads.dispatched(token, at=at() + rules.LINK_HOLDS + dt.timedelta(days=1)) is None
    assert reads.dispatched(f"{token}x", at=at()) is None


def test_without_an_address_nothing_is_sent_and_nothing_ticked(desk: Desk, decision: Decision) -> None:
    with pytest.raises(Refused, match="Sjövikens kommun har ingen e-postadress"):
        mail(desk, decision, "Anna Almgren", "Sjövikens kommun")
    assert not Dispatch.objects.filter(sent_at__isnull=False).exists()


def test_a_registry_that_is_added_with_its_address_gets_a_letter(desk: Desk, decision: Decision) -> None:
    actions.add_recipient(decision, by=desk.sara, at=at(), recipient="Region Norrby", address="diariet@norrby.example")
    mail(desk, decision, "Region Norrby")
    assert Letter.objects.filter(to="diariet@norrby.example").count() == 1


# --- when it is due --------------------------------------------------------------------------------


def test_it_waits_on_the_secretarys_desk_and_is_due_a_week_after_the_approval(desk: Desk, decision: Decision) -> None:
    today = timezone.localdate()

    def waits(actor: Actor) -> list[tuple[dt.date | None, Near]]:
        items = reads.waiting_for(actor, today=today)
        return [(one.day, one.nearness(today)) for one in items if one.kind == reads.WorkKind.DISPATCH]

    assert waits(desk.sara) == [(None, Near.LATER)] and waits(desk.anna) == []
    actions.record_approval(decision, Approved(yesterday(), "Vera Vide"), by=desk.sara, at=at())
    assert [day for day, _near in waits(desk.sara)] == [yesterday() + dt.timedelta(days=7)]
    tick(desk, decision, *TO_ANNA)
    assert waits(desk.sara) == []


def test_two_who_tick_at_once_give_one_tick(own_database: str) -> None:

    desk = make_desk(build_house())
    decision = make(desk)
    both = functools.partial(tick, desk, decision, "Akten")
    first, second = overlapping(both, both, area_id=desk.sara.area_id)
    assert isinstance(first, list) and isinstance(second, Refused)


def test_a_body_that_prepares_proposes_what_the_other_is_to_decide(desk: Desk) -> None:
    report, body = make(desk).report, "Sociala delegationen"
    prepares = Passage.objects.create(
        report=report, role=Passage.Role.PREPARES, body=body, stated_by_id=desk.sara.user_id, stated_at=at()
    )
    recorded = {"recorded_by_id": desk.sara.user_id, "recorded_at": at(), "meeting_date": yesterday()}
    version = report.versions.get()
    Decision.objects.create(
        report=report, version=version, passage=prepares, body=body, outcome="as_proposed", **recorded
    )
    facts = reads.extract_now(rules.visible_decisions(desk.sara).get(body=body)).extract
    assert facts.lead == "Sociala delegationen föreslår Ekbackens stadsdelsnämnd besluta"


def test_a_reservation_stands_in_the_extract(desk: Desk, decision: Decision) -> None:
    facts = {"recorded_by_id": desk.sara.user_id, "recorded_at": at()}
    Reservation.objects.create(decision=decision, who="Ulla Ekorre (X)", text="Avtalet är för långt.", **facts)
    told = reads.extract_now(decision).extract.reservations
    assert told == "Ulla Ekorre (X) reserverade sig mot beslutet.\n\nAvtalet är för långt."
