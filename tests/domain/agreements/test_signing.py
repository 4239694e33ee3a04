"""Signing: in any order, the very words one saw, a no with its reason, paper, successors, and a letter that is done."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import PartyFacts, Signer
from famn.domain.agreements.models import (
    JointLetter,
    LetterParty,
    LetterScan,
    LetterVersion,
    Signature,
    SignatureLine,
    SignerLink,
)
from famn.domain.matters.models import Document, Length
from famn.domain.people.actions import end_membership
from famn.domain.people.models import Membership
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.text import checksum
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import (
    HOUR,
    OUTSIDE,
    SCAN,
    asked,
    fresh,
    line_of,
    make_letter,
    manager,
    newest_mail,
    send,
    sign,
    user_of,
    vera,
)
from tests.domain.agreements.test_letters import written
from tests.factories import make_matter
from tests.people import AT, DAY
from tests.scenes import scene

State = JointLetter.State
LEGS = {"OPEN_PRESCHOOL": "eva", "PREVENTIVE_SOCIAL": "fia", "CHILD_HEALTH": "vera"}


@pytest.mark.parametrize(
    "order", [list(LEGS), list(reversed(LEGS)), ["PREVENTIVE_SOCIAL", "CHILD_HEALTH", "OPEN_PRESCHOOL"]]
)
def test_they_sign_in_any_order_and_the_last_one_finishes_the_letter(
    sent: JointLetter, eva: Actor, fia: Actor, order: list[str]
) -> None:
    people = {"eva": eva, "fia": fia, "vera": vera()}
    for leg in order:
        assert fresh(sent).state == State.SIGNING
        sign(sent, leg, people[LEGS[leg]])
    assert fresh(sent).state == State.SIGNED
    assert "Alla parter har skrivit under" in newest_mail(OUTSIDE.email).text


def test_a_digital_approval_says_who_when_and_by_which_second_factor_and_leaves_a_trail(
    sent: JointLetter, eva: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    given = asked(sent, "OPEN_PRESCHOOL")
    assert (given.user_id, given.settled_at, given.method, given.factor) == (eva.user_id, AT + HOUR, "digital", "totp")
    event = TrailEvent.objects.get(verb="sign_letter")
    assert (event.user_id, event.thing_id) == (eva.user_id, given.pk)


def test_nobody_signs_for_somebody_else(sent: JointLetter, at_work: Actor, fia: Actor, disa: Actor) -> None:
    for actor in (at_work, fia, disa, vera()):
        with pytest.raises(Denied, match="Någon annan ska skriva under"):
            sign(sent, "OPEN_PRESCHOOL", actor)


def test_what_one_signs_is_what_one_saw(sent: JointLetter, eva: Actor) -> None:
    with pytest.raises(Refused, match="inte den som du läste"):
        actions.sign_letter(asked(sent, "OPEN_PRESCHOOL"), by=eva, at=AT, factor="totp", seen="0" * 64)


def test_without_a_second_factor_nothing_is_signed(sent: JointLetter, eva: Actor) -> None:
    seen = reads.newest_version(sent).sha256
    for factor in ("", "password"):
        with pytest.raises(Refused, match="kod eller en nyckel"):
            actions.sign_letter(asked(sent, "OPEN_PRESCHOOL"), by=eva, at=AT, factor=factor, seen=seen)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(pk=asked(sent, "OPEN_PRESCHOOL").pk).update(
            state="signed", method="digital", settled_at=AT
        )


def test_one_signs_once(sent: JointLetter, eva: Actor) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    with pytest.raises(Denied):
        sign(sent, "OPEN_PRESCHOOL", eva)


def test_a_question_about_earlier_words_cannot_be_answered(sent: JointLetter, at_work: Actor, eva: Actor) -> None:
    old = asked(sent, "OPEN_PRESCHOOL")
    seen = reads.newest_version(sent).sha256
    actions.save_letter(sent, by=at_work, at=AT, base=1, words=written(sent, meaning="Något annat."))
    with pytest.raises(Denied, match="Texten har ändrats"):
        actions.sign_letter(old, by=eva, at=AT, factor="totp", seen=seen)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.filter(pk=old.pk).update(voided_by="signer")


# --- a no ------------------------------------------------------------------------------------------


def test_a_no_needs_a_reason_and_lets_the_letter_rest(
    sent: JointLetter, at_work: Actor, eva: Actor, fia: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    with pytest.raises(Refused, match="Skriv varför"):
        actions.decline_letter(asked(sent, "PREVENTIVE_SOCIAL"), by=fia, at=AT, reason=" ")
    actions.decline_letter(asked(sent, "PREVENTIVE_SOCIAL"), by=fia, at=AT, reason="Vi har ingen budget i år.")
    assert fresh(sent).state == State.DECLINED
    told = newest_mail(user_of(at_work).email)
    assert "Vi har ingen budget i år." in told.text
    with pytest.raises(Denied, match="har avstått"):
        sign(sent, "CHILD_HEALTH", vera())
    assert rules.holds(asked(sent, "OPEN_PRESCHOOL")), "what was given stays"


def test_after_a_no_somebody_else_may_be_named_and_the_signing_goes_on(
    sent: JointLetter, at_work: Actor, eva: Actor, fia: Actor, anna: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    actions.decline_letter(asked(sent, "PREVENTIVE_SOCIAL"), by=fia, at=AT, reason="Det är inte min sak.")
    gun = manager(anna, "Gun Gran")
    signer = Signer(gun.name, "avdelningschef", user=user_of(gun))
    actions.name_signer(line_of(sent, "PREVENTIVE_SOCIAL"), by=at_work, at=AT + HOUR, signer=signer)
    assert fresh(sent).state == State.SIGNING
    sign(sent, "PREVENTIVE_SOCIAL", gun, at=AT + 2 * HOUR)
    sign(sent, "CHILD_HEALTH", vera(), at=AT + 2 * HOUR)
    assert fresh(sent).state == State.SIGNED


def test_after_a_no_the_text_may_be_changed_and_then_all_are_asked_again(
    sent: JointLetter, at_work: Actor, fia: Actor
) -> None:
    actions.decline_letter(asked(sent, "PREVENTIVE_SOCIAL"), by=fia, at=AT, reason="Stryk sista stycket.")
    actions.save_letter(sent, by=at_work, at=AT + HOUR, base=1, words=written(sent, meaning="Kort."))
    actions.send_letter(fresh(sent), by=at_work, at=AT + HOUR)
    assert fresh(sent).state == State.SIGNING
    page = reads.letter_page(sent, today=DAY)
    assert [one.reason for one in page.earlier] == ["Stryk sista stycket."]


# --- who comes and goes ----------------------------------------------------------------------------


def test_a_signer_who_leaves_gets_a_named_successor_and_what_is_given_stays(
    sent: JointLetter, at_work: Actor, anna: Actor, eva: Actor, fia: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    leaving = Membership.objects.select_related("unit__area").get(pk=fia.membership_id or 0)
    end_membership(leaving, by=HOUSE, at=AT, last_day=DAY - dt.timedelta(days=1))
    views = reads.letter_page(sent, today=DAY).lines
    assert [view.has_left for view in views] == [False, True, False]
    gun = manager(anna, "Gun Gran")
    signer = Signer(gun.name, "avdelningschef", user=user_of(gun))
    actions.name_signer(line_of(sent, "PREVENTIVE_SOCIAL"), by=at_work, at=AT + HOUR, signer=signer)
    assert "utsett någon annan" in newest_mail(user_of(fia).email).text
    assert "ber dig läsa" in newest_mail(user_of(gun).email).text
    assert fresh(sent).revision == 1
    assert rules.holds(asked(sent, "OPEN_PRESCHOOL"))
    with pytest.raises(Denied, match="Någon annan ska skriva under"):
        sign(sent, "PREVENTIVE_SOCIAL", fia)
    sign(sent, "PREVENTIVE_SOCIAL", gun, at=AT + 2 * HOUR)


def test_the_signer_of_a_given_line_is_not_changed(sent: JointLetter, at_work: Actor, eva: Actor) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    with pytest.raises(Denied, match="En given underskrift står kvar"):
        actions.name_signer(line_of(sent, "OPEN_PRESCHOOL"), by=at_work, at=AT, signer=OUTSIDE)


def test_one_who_works_elsewhere_is_no_colleague(letter: JointLetter, at_work: Actor, cesar: Actor) -> None:
    signer = Signer(cesar.name, user=user_of(cesar))
    with pytest.raises(Refused, match="arbetar inte här"):
        actions.name_signer(line_of(letter, "CHILD_HEALTH"), by=at_work, at=AT, signer=signer)


def test_one_at_work_for_another_authority_here_signs_in_as_usual_and_needs_no_link(
    letter: JointLetter, at_work: Actor, cesar: Actor
) -> None:
    signer = Signer(cesar.name, email=user_of(cesar).email)
    line = actions.name_signer(line_of(letter, "CHILD_HEALTH"), by=at_work, at=AT, signer=signer)
    assert (line.user_id, line.is_outside) == (cesar.user_id, False)


# --- paper -----------------------------------------------------------------------------------------


def record(letter: JointLetter, by: Actor, *legs: str, **values: object) -> LetterScan:
    facts = {"name": "avsikt.pdf", "content": SCAN, "signed_on": DAY, "seen_by": "Anna Almgren"} | values
    lines = [line_of(letter, leg) for leg in legs]
    return actions.record_paper(letter, by=by, at=AT + HOUR, lines=lines, **facts)  # type: ignore[arg-type]  # facts by name


def test_a_paper_signed_in_ink_is_kept_byte_for_byte_and_shown_as_paper(
    sent: JointLetter, at_work: Actor, eva: Actor
) -> None:
    scan = record(sent, at_work, "CHILD_HEALTH", "PREVENTIVE_SOCIAL")
    kept = LetterScan.objects.get(pk=scan.pk)
    assert (bytes(kept.content), kept.sha256) == (SCAN, checksum(SCAN))
    given = asked(sent, "CHILD_HEALTH")
    assert (given.method, given.factor, given.signed_on, given.seen_by) == ("paper", "", DAY, "Anna Almgren")
    sign(sent, "OPEN_PRESCHOOL", eva)
    assert fresh(sent).state == State.SIGNED


@pytest.mark.parametrize(
    ("legs", "values", "said"),
    [
        ((), {}, "Välj vilka"),
        (("CHILD_HEALTH",), {"signed_on": None}, "vilken dag"),
        (("CHILD_HEALTH",), {"signed_on": DAY + dt.timedelta(days=1)}, "vilken dag"),
        (("CHILD_HEALTH",), {"signed_on": DAY - dt.timedelta(days=1)}, "tidigare text"),
        (("CHILD_HEALTH",), {"seen_by": ""}, "vem som har sett"),
        (("CHILD_HEALTH",), {"content": b"inget papper"}, "skannad fil"),
    ],
)
def test_a_paper_without_what_makes_it_credible_is_refused(
    sent: JointLetter, at_work: Actor, legs: tuple[str, ...], values: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        record(sent, at_work, *legs, **values)
    assert not LetterScan.objects.exists()


def test_a_line_that_is_signed_digitally_is_not_also_signed_on_paper(
    sent: JointLetter, at_work: Actor, eva: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    with pytest.raises(Refused, match="har redan svarat"):
        record(sent, at_work, "OPEN_PRESCHOOL")


def test_a_scan_never_changes(sent: JointLetter, at_work: Actor) -> None:
    scan = record(sent, at_work, "CHILD_HEALTH")
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterScan.objects.filter(pk=scan.pk).update(name="annat.pdf")


# --- when all have signed --------------------------------------------------------------------------


@scene
def signed(at_work: Actor, eva: Actor, fia: Actor) -> JointLetter:
    """A letter of a matter, signed by all."""
    letter = send(make_letter(at_work, matter=make_matter(at_work)), at_work, eva, fia)
    for leg, person in (("OPEN_PRESCHOOL", eva), ("CHILD_HEALTH", vera()), ("PREVENTIVE_SOCIAL", fia)):
        sign(letter, leg, person)
    return fresh(letter)


def test_a_signed_letter_is_a_document_of_its_matter(signed: JointLetter) -> None:
    document = Document.objects.get(matter=signed.matter)
    assert signed.document_id == document.pk
    assert (document.kind, document.title) == ("letter_of_intent", signed.title)
    assert document.sha256 == reads.newest_version(signed).sha256
    assert [(one.name, one.date) for one in document.persons.order_by("number")] == [
        ("Eva Ekorre", "2026-03-02"),
        ("Fia Fjäril", "2026-03-02"),
        ("Vera Videkull", "2026-03-02"),
    ]


def test_a_signed_letter_can_never_change(signed: JointLetter, at_work: Actor) -> None:
    for act in (
        lambda: actions.save_letter(signed, by=at_work, at=AT, base=1, words=written(signed, meaning="Nej.")),
        lambda: actions.add_letter_party(signed, by=at_work, at=AT, facts=PartyFacts("Ny part", "provider")),
        lambda: actions.cite_letter_goals(signed, by=at_work, at=AT, goals=[]),
        lambda: actions.withdraw_letter(signed, by=at_work, at=AT),
    ):
        with pytest.raises(Denied):
            act()


@pytest.mark.parametrize(
    "change",
    [
        lambda one: JointLetter.objects.filter(pk=one.pk).update(title="En annan"),
        lambda one: JointLetter.objects.filter(pk=one.pk).update(state="draft"),
        lambda one: LetterParty.objects.filter(letter=one).update(name="En annan"),
        lambda one: SignatureLine.objects.filter(letter=one).update(name="En annan"),
        lambda one: SignatureLine.objects.filter(letter=one).delete(),
        lambda one: Signature.objects.filter(line__letter=one).update(name="En annan"),
        lambda one: Signature.objects.filter(line__letter=one).delete(),
        lambda one: LetterVersion.objects.create(
            letter=one,
            number=2,
            cause="text",
            content={},
            head={},
            sha256="",
            saved_by_id=one.started_by_id,
            saved_at=AT,
        ),
        lambda one: LetterParty.objects.create(letter=one, number=9, kind="provider", name="En till"),
    ],
)
def test_the_database_itself_refuses_every_change_of_a_signed_letter(signed: JointLetter, change: object) -> None:
    assert callable(change)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(signed)


def test_an_answer_once_given_never_changes_though_the_letter_is_open(sent: JointLetter, eva: Actor) -> None:
    given = sign(sent, "OPEN_PRESCHOOL", eva)
    for change in ({"state": "waiting"}, {"settled_at": AT}, {"name": "En annan"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Signature.objects.filter(pk=given.pk).update(**change)


# --- reminders -------------------------------------------------------------------------------------


def test_who_has_not_answered_is_reminded_now_and_then_and_not_for_ever(sent: JointLetter, eva: Actor) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    day = dt.timedelta(days=1)
    assert actions.remind_signers(by=HOUSE, at=AT + 4 * day) == 0
    before = Letter.objects.count()
    assert actions.remind_signers(by=HOUSE, at=AT + 5 * day) == 2
    assert actions.remind_signers(by=HOUSE, at=AT + 5 * day) == 0, "safe to run again"
    assert Letter.objects.count() == before + 2
    assert "väntar fortfarande" in newest_mail(OUTSIDE.email).text
    assert [actions.remind_signers(by=HOUSE, at=AT + days * day) for days in (10, 15, 20, 40)] == [2, 2, 0, 0]


def test_how_soon_and_how_long_a_link_lasts_is_the_keeper_s_choice_and_an_old_link_keeps_its_day(
    sent: JointLetter,
) -> None:
    day, links = dt.timedelta(days=1), SignerLink.objects.order_by("pk")
    for kind, days in ((Length.Kind.SIGNER, 2), (Length.Kind.SIGNER_LINK, 30)):
        Length.objects.create(authority_id=sent.authority_id, kind=kind, days=days)
    assert [actions.remind_signers(by=HOUSE, at=AT + days * day) for days in (1, 2, 3, 4)] == [0, 3, 0, 3]
    assert [link.expires_at for link in links] == [AT + 14 * day, AT + (2 + 30) * day, AT + (4 + 30) * day]


def test_nobody_is_reminded_of_a_letter_that_rests(sent: JointLetter, fia: Actor) -> None:
    actions.decline_letter(asked(sent, "PREVENTIVE_SOCIAL"), by=fia, at=AT, reason="Nej.")
    assert actions.remind_signers(by=HOUSE, at=AT + dt.timedelta(days=9)) == 0


def test_only_the_house_sends_reminders(sent: JointLetter, at_work: Actor) -> None:
    with pytest.raises(Denied):
        actions.remind_signers(by=at_work, at=AT)
