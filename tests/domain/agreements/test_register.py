"""A signed agreement: notice, what is not kept, the paid assignment, the register, reminders, the successor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import LevelFacts, Term
from famn.domain.agreements.models import (
    AgreementReminder,
    Commitment,
    JointLetter,
    ReminderDays,
    Shortfall,
    ShortfallFollowUp,
)
from famn.domain.agreements.reads import Stage, terms_of
from famn.domain.people.models import Authority
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.agreeing import (
    TERM,
    gaps,
    make_agreement,
    party,
    send_agreement,
    signed_agreement,
    text_of,
)
from tests.domain.agreements.making import (
    CARE,
    HOUR,
    OWN,
    fresh,
    make_letter,
    manager,
    send,
    sign,
    user_of,
    vera,
)
from tests.domain.agreements.test_templates import region, settle_in
from tests.people import AT
from tests.scenes import scene

DAY = dt.timedelta(days=1)


@scene
def agreement(at_work: Actor) -> JointLetter:
    """A draft in which nothing is missing but the signers."""
    return make_agreement(at_work)


@scene
def signed(at_work: Actor, eva: Actor, fia: Actor) -> JointLetter:
    """An agreement that all have signed: through 2027, six months of notice, prolonged a year at a time."""
    return signed_agreement(at_work, eva, fia)


# --- afterwards -------------------------------------------------------------------------------------


def test_a_notice_in_time_ends_it_on_its_last_day_and_one_too_late_a_year_later(
    signed: JointLetter, at_work: Actor
) -> None:
    late = dt.datetime(2027, 7, 15, 10, tzinfo=dt.UTC)
    first = actions.give_notice(signed, by=at_work, at=late, party=party(signed), given_on=dt.date(2027, 7, 1))
    assert reads.course_of(signed, today=late.date()).ends_on == dt.date(2028, 12, 31)
    actions.give_notice(signed, by=at_work, at=late, party=party(signed, 1), given_on=dt.date(2027, 6, 30))
    assert reads.course_of(signed, today=late.date()).ends_on == dt.date(2027, 12, 31)
    assert fresh(signed).state == "signed"
    with pytest.raises(Refused, match="redan sagt upp"):
        actions.give_notice(signed, by=at_work, at=late, party=party(signed), given_on=dt.date(2027, 7, 2))
    back = actions.take_back_notice(first, by=at_work, at=late)
    assert back.taken_back_at == late
    with pytest.raises(Denied):
        actions.take_back_notice(first, by=at_work, at=late)


def test_a_notice_of_tomorrow_or_from_before_the_signing_is_refused(signed: JointLetter, at_work: Actor) -> None:
    for day in (AT.date() + 2 * DAY, AT.date() - DAY):
        with pytest.raises(Refused) as refused:
            actions.give_notice(signed, by=at_work, at=AT + HOUR, party=party(signed), given_on=day)
        assert refused.value.field == "given_on"


def test_an_agreement_that_ends_by_itself_needs_no_notice(at_work: Actor, eva: Actor, fia: Actor) -> None:
    fixed = signed_agreement(at_work, eva, fia, term=Term(TERM.from_date, TERM.to_date))
    with pytest.raises(Denied, match="upphör av sig självt"):
        actions.give_notice(fixed, by=at_work, at=AT + DAY, party=party(fixed), given_on=AT.date())


def test_a_commitment_not_kept_is_noted_followed_up_and_closed(signed: JointLetter, at_work: Actor) -> None:
    commitment = Commitment.objects.get(letter=signed)
    at = AT + DAY
    with pytest.raises(Refused, match="Skriv vad som syntes"):
        actions.note_shortfall(commitment, by=at_work, at=at, seen_on=at.date(), text=" ")
    noted = actions.note_shortfall(
        commitment, by=at_work, at=at, seen_on=at.date(), text="Åtta timmar i veckan.", follow_up_on=at.date() + DAY
    )
    assert [one.pk for one in reads.shortfalls_due(at_work, today=at.date() + DAY)] == [noted.pk]
    assert reads.shortfalls_due(at_work, today=at.date()) == []
    actions.follow_up_shortfall(noted, by=at_work, at=at + DAY, text="De söker folk.")
    closed = actions.close_shortfall(noted, by=at_work, at=at + 2 * DAY, outcome="Tolv och en halv timme nu.")
    assert (closed.closed_at, closed.outcome) == (at + 2 * DAY, "Tolv och en halv timme nu.")
    view = reads.shortfall_view(closed)
    assert [one.text for one in view.follow_ups] == ["De söker folk."]
    with pytest.raises(Denied, match="avslutad"):
        actions.follow_up_shortfall(noted, by=at_work, at=at + 3 * DAY, text="Mer")
    changes: tuple[Callable[[], object], ...] = (
        lambda: Shortfall.objects.update(text="Nej"),
        lambda: ShortfallFollowUp.objects.update(text="Nej"),
        lambda: Shortfall.objects.update(outcome="Nej"),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_party_may_note_too_but_nobody_before_all_have_signed(
    at_work: Actor, eva: Actor, fia: Actor, cesar: Actor
) -> None:
    draft = make_agreement(at_work)
    with pytest.raises(Denied, match="skrivit under"):
        actions.note_shortfall(Commitment.objects.get(letter=draft), by=at_work, at=AT, seen_on=AT.date(), text="Något")
    ours = replace(CARE, authority=Authority.objects.get(pk=cesar.authority_id or 0))
    signed = signed_with(at_work, eva, fia, ours)
    commitment = Commitment.objects.get(letter=signed)
    assert actions.note_shortfall(commitment, by=cesar, at=AT + DAY, seen_on=AT.date(), text="Vi såg det.").pk
    with pytest.raises(Denied):
        actions.set_terms(signed, by=cesar, at=AT, term=TERM)


def signed_with(by: Actor, first: Actor, second: Actor, other: actions.PartyFacts) -> JointLetter:
    """A signed agreement whose second party is this one."""
    letter = send(make_agreement(by, parties=(OWN, other)), by, first, second)
    for leg, one in (("OPEN_PRESCHOOL", first), ("PREVENTIVE_SOCIAL", second), ("CHILD_HEALTH", vera())):
        sign(letter, leg, one)
    return fresh(letter)


def test_the_regions_assignment_has_a_level_a_time_and_a_condition(at_work: Actor, eva: Actor, fia: Actor) -> None:
    letter = send_agreement(at_work, eva, fia)
    level = rules.levels_for(letter).get(number=2)
    facts = actions.AssignmentFacts(party(letter, 1), "Barnavårdscentralen", "Uppdrag", level, dt.date(2025, 1, 1))
    row = actions.record_paid_assignment(letter, by=at_work, at=AT, facts=facts)
    assert (row.level, row.level_name) == (2, "Delvis samlokaliserat")
    assert not reads.agreement_part(letter, at_work, today=AT.date()).is_condition_met
    with pytest.raises(Refused, match="sluta innan"):
        actions.end_paid_assignment(row, by=at_work, at=AT, to_date=dt.date(2024, 1, 1))
    actions.end_paid_assignment(row, by=at_work, at=AT, to_date=dt.date(2025, 6, 30))
    with pytest.raises(Denied, match="redan en sista dag"):
        actions.end_paid_assignment(row, by=at_work, at=AT, to_date=dt.date(2025, 7, 30))


def test_a_region_keeps_its_own_levels_and_nobody_else_does(anna: Actor) -> None:
    rut = region("18")
    levels = [LevelFacts("Bas", "", 100_000), LevelFacts("Mer", "", 150_000), LevelFacts("Mest", "", 200_000)]
    actions.set_levels(by=rut, at=AT, levels=levels)
    assert [one.yearly for one in reads.levels_of(rut.authority_id or 0)] == [100_000, 150_000, 200_000]
    assert reads.levels_of(anna.authority_id or 0)[0].name == "Tillsammans på en plats"
    with pytest.raises(Denied, match="regionen"):
        actions.set_levels(by=manager(anna, "Märta Mossa"), at=AT, levels=levels)
    with pytest.raises(Refused, match="tre nivåerna"):
        actions.set_levels(by=rut, at=AT, levels=levels[:2])
    settle_in(anna, "1860")


# --- the register and the reminders -----------------------------------------------------------------


def test_the_register_has_what_comes_first_on_top(at_work: Actor, eva: Actor, fia: Actor) -> None:
    draft = make_agreement(at_work)
    later = signed_agreement(at_work, eva, fia)
    sooner = signed_agreement(at_work, eva, fia, term=replace(TERM, to_date=dt.date(2026, 12, 31)))
    over = signed_agreement(at_work, eva, fia, term=Term(TERM.from_date, dt.date(2025, 6, 30)))
    forever = signed_agreement(at_work, eva, fia, term=Term(TERM.from_date, None, 6))
    make_letter(at_work)
    today = dt.date(2026, 3, 1)
    rows = reads.register(at_work, today=today)
    assert [one.letter.pk for one in rows] == [sooner.pk, later.pk, draft.pk, forever.pk, over.pk]
    assert [one.stage for one in rows] == [
        Stage.IN_FORCE,
        Stage.IN_FORCE,
        Stage.DRAFT,
        Stage.IN_FORCE,
        Stage.ENDED,
    ]
    assert [one.next_day for one in rows[:2]] == [dt.date(2026, 6, 30), dt.date(2027, 6, 30)]
    assert [one.letter.pk for one in reads.register(at_work, today=today, stage="ended")] == [over.pk]


def test_the_register_costs_the_same_with_one_and_with_three(
    signed: JointLetter, at_work: Actor, eva: Actor, fia: Actor, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # a context manager of the plugin
        reads.register(at_work, today=AT.date())
    for _time in range(2):
        signed_agreement(at_work, eva, fia)
    with django_assert_num_queries(8):  # type: ignore[attr-defined]  # as above
        reads.register(at_work, today=AT.date())


def remind(year: int, month: int, day: int) -> int:
    """The clock at noon of a day."""
    return actions.remind_of_agreements(by=HOUSE, at=dt.datetime(year, month, day, 11, tzinfo=dt.UTC))


def test_the_keeper_is_reminded_before_the_last_day_for_notice_once_each(signed: JointLetter, at_work: Actor) -> None:
    mine = Letter.objects.filter(to=user_of(at_work).email, subject__contains="Sista dag för uppsägning")
    assert remind(2026, 12, 31) == 0, "181 days before"
    assert [remind(2027, 1, 1), remind(2027, 1, 1), remind(2027, 2, 1)] == [1, 0, 0], "180 days, and safe to run again"
    assert [remind(2027, 4, 1), remind(2027, 5, 31), remind(2027, 6, 30)] == [1, 1, 0]
    assert mine.count() == 3
    assert "30 juni 2027" in mine.order_by("-pk")[0].text
    assert remind(2027, 7, 1) == 0, "it is prolonged: the next day is a year away"
    assert remind(2028, 1, 2) == 1


def test_a_clock_that_stood_still_writes_one_letter_for_all_it_missed(signed: JointLetter) -> None:
    assert remind(2027, 6, 15) == 1
    assert sorted(AgreementReminder.objects.values_list("days", flat=True)) == [30, 90, 180]
    assert remind(2027, 6, 16) == 0


def test_the_end_is_told_once_a_notice_is_given(signed: JointLetter, at_work: Actor) -> None:
    at = dt.datetime(2027, 6, 1, 10, tzinfo=dt.UTC)
    actions.give_notice(signed, by=at_work, at=at, party=party(signed), given_on=at.date())
    assert [remind(2027, 6, 15), remind(2027, 10, 1), remind(2027, 10, 2), remind(2027, 12, 1)] == [0, 0, 1, 1]
    assert "upphör" in Letter.objects.filter(to=user_of(at_work).email).order_by("-pk")[0].subject
    assert remind(2028, 1, 5) == 0


def test_when_the_keeper_has_left_all_who_may_are_told(signed: JointLetter, at_work: Actor, eva: Actor) -> None:
    user = user_of(at_work)
    user.memberships.update(to_date=dt.date(2026, 1, 1))
    told = remind(2027, 1, 1)
    assert told >= 2
    assert not Letter.objects.filter(to=user.email, subject__contains="Sista dag").exists()
    assert Letter.objects.filter(to=user_of(eva).email, subject__contains="Sista dag").exists()


def test_an_authority_chooses_when_to_be_reminded(signed: JointLetter, at_work: Actor) -> None:
    boss = manager(at_work, "Märta Mossa")
    actions.choose_reminders(by=boss, at=AT, days={"notice": [10], "end": [5]})
    assert [remind(2027, 1, 1), remind(2027, 6, 20)] == [0, 1]
    with pytest.raises(Refused) as refused:
        actions.choose_reminders(by=boss, at=AT, days={"notice": [], "end": [5]})
    assert refused.value.field == "notice"
    assert ReminderDays.objects.filter(authority=boss.authority_id).count() == 2


def test_only_the_clock_reminds(at_work: Actor) -> None:
    with pytest.raises(Denied):
        actions.remind_of_agreements(by=at_work, at=AT)


# --- the successor ----------------------------------------------------------------------------------


def test_a_successor_begins_the_day_after_and_brings_what_was_agreed(signed: JointLetter, at_work: Actor) -> None:
    at = dt.datetime(2027, 5, 3, 10, tzinfo=dt.UTC)
    new = actions.follow_agreement(signed, by=at_work, at=at)
    terms = terms_of(new)
    assert (terms.from_date, terms.to_date, terms.follows) == (dt.date(2028, 1, 1), dt.date(2030, 12, 31), signed)
    assert [(one.party.name, one.what, one.amount) for one in reads.commitments_of(new)] == [
        ("Ekbackens kommun", "föräldrastödjare", Decimal("12.5"))
    ]
    assert gaps(new) == {}
    assert "Avtalet ersätter\tSamverkansavtal" in text_of(new, "terms")
    assert [one.pk for one in reads.agreement_part(signed, at_work, today=at.date()).followed_by] == [new.pk]
    with pytest.raises(Refused, match="redan ett avtal"):
        actions.follow_agreement(signed, by=at_work, at=at)
    actions.withdraw_letter(new, by=at_work, at=at)
    assert actions.follow_agreement(signed, by=at_work, at=at).pk != new.pk


def test_only_what_all_have_signed_is_followed(agreement: JointLetter, at_work: Actor) -> None:
    with pytest.raises(Denied, match="skrivit under"):
        actions.follow_agreement(agreement, by=at_work, at=AT)
