"""Writing a letter of intent: from the template, its placeholders, its parties, and what is void when words change."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import PartyFacts, Words
from famn.domain.agreements.models import JointLetter, LetterGoal, LetterParty, LetterVersion, Signature
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.models import Authority, Membership
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import (
    CARE,
    HOUR,
    OUTSIDE,
    VALUES,
    asked,
    fresh,
    line_of,
    make_letter,
    manager,
    name_all,
    newest_mail,
    sign,
)
from tests.factories import make_matter
from tests.people import AT, DAY

State = JointLetter.State


def written(letter: JointLetter, **texts: str) -> Words:
    """The letter's newest words with some texts changed."""
    content = reads.content_of(reads.newest_version(letter))
    return Words(content.title, content.aim, texts, dict(content.values))


def test_a_letter_begins_with_the_templates_words_and_a_line_for_each_leg_of_each_party(letter: JointLetter) -> None:
    content = reads.content_of(reads.newest_version(letter))
    assert letter.title == "Avsiktsförklaring om familjecentral i Ekbackens kommun"
    assert [one.words for one in content.parties] == [
        "Ekbackens kommun (öppen förskola och förebyggande socialtjänst)",
        "Solrosens vårdcentral AB (barnhälsovård)",
    ]
    assert [(one.party, one.role) for one in content.lines] == [
        ("Ekbackens kommun", "Chef för öppna förskolan"),
        ("Ekbackens kommun", "Chef för förebyggande socialtjänst"),
        ("Solrosens vårdcentral AB", "Verksamhetschef BVC"),
    ]
    assert content.text_of("opening").startswith("Parterna vill tillsammans inrätta en familjecentral i Ekbackens")


def test_open_placeholders_stop_the_signing_and_are_told_where_they_stand(at_work: Actor) -> None:
    letter = make_letter(at_work, values={name: words for name, words in VALUES.items() if name != "strategi"})
    missing = reads.missing_in(letter, reads.newest_version(letter))
    assert [(one.path, one.sentence) for one in missing] == [
        ("sections.strategy", "Strategin som arbetet vilar på saknas under ”Det här vilar på”.")
    ]
    with pytest.raises(Refused, match="Strategin som arbetet vilar på saknas"):
        actions.send_letter(letter, by=at_work, at=AT)


def test_a_blank_typed_by_hand_stops_the_signing_too(letter: JointLetter, at_work: Actor) -> None:
    version = actions.save_letter(
        letter, by=at_work, at=AT, base=1, words=written(letter, background="I xxxxx kommun.")
    )
    assert [one.path for one in reads.missing_in(fresh(letter), version)] == ["sections.background"]


def test_a_line_without_a_name_stops_the_signing(letter: JointLetter, at_work: Actor) -> None:
    with pytest.raises(Refused, match="Ingen är utsedd för raden ”Chef för öppna förskolan, Ekbackens kommun”"):
        actions.send_letter(letter, by=at_work, at=AT)
    assert fresh(letter).state == State.DRAFT


def test_who_has_saved_meanwhile_is_not_overwritten(letter: JointLetter, at_work: Actor) -> None:
    actions.save_letter(letter, by=at_work, at=AT, base=1, words=written(letter, background="Först."))
    with pytest.raises(Refused, match="Någon annan har sparat"):
        actions.save_letter(letter, by=at_work, at=AT, base=1, words=written(letter, background="Sedan."))
    assert reads.content_of(reads.newest_version(fresh(letter))).text_of("background") == "Först."


def test_saving_the_same_words_makes_no_version_and_voids_nothing(
    sent: JointLetter, at_work: Actor, eva: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    actions.save_letter(sent, by=at_work, at=AT + HOUR, base=1, words=written(sent))
    assert (fresh(sent).revision, fresh(sent).state) == (1, State.SIGNING)
    assert rules.holds(asked(sent, "OPEN_PRESCHOOL"))


def test_a_changed_text_voids_what_was_signed_and_says_so_to_everybody_asked(
    sent: JointLetter, at_work: Actor, eva: Actor, fia: Actor
) -> None:
    given = sign(sent, "OPEN_PRESCHOOL", eva)
    before = Letter.objects.count()
    actions.save_letter(sent, by=at_work, at=AT + 2 * HOUR, base=1, words=written(sent, meaning="Något annat."))
    assert (fresh(sent).state, fresh(sent).revision) == (State.DRAFT, 2)
    told = list(Letter.objects.order_by("pk")[before:])
    assert len(told) == 3
    assert "Din underskrift gäller inte längre" in next(one for one in told if "eva" in one.to).text
    assert "Du behöver inte svara nu" in newest_mail(OUTSIDE.email).text
    kept = asked(sent, "OPEN_PRESCHOOL")
    assert (kept.pk, kept.state, rules.holds(kept)) == (given.pk, Signature.State.SIGNED, False)
    assert asked(sent, "PREVENTIVE_SOCIAL").voided_by == "text"
    page = reads.letter_page(sent, today=AT.date())
    assert [one.pk for one in page.earlier] == [given.pk]
    assert page.lines[0].signature is None


def test_after_a_change_everybody_is_asked_anew_and_the_old_yes_does_not_count(
    sent: JointLetter, at_work: Actor, eva: Actor
) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    actions.save_letter(sent, by=at_work, at=AT + HOUR, base=1, words=written(sent, meaning="Något annat."))
    actions.send_letter(fresh(sent), by=at_work, at=AT + 2 * HOUR)
    assert [view.waits for view in reads.letter_page(sent, today=AT.date()).lines] == [True, True, True]
    assert len(reads.waiting_signatures(eva)) == 1


def test_a_party_that_comes_or_goes_is_a_change_of_the_words(sent: JointLetter, at_work: Actor, eva: Actor) -> None:
    sign(sent, "OPEN_PRESCHOOL", eva)
    party = actions.add_letter_party(
        sent, by=at_work, at=AT + HOUR, facts=PartyFacts("Föreningen Vi i Tallen", "association")
    )
    assert (fresh(sent).state, reads.lines_of(sent)[-1].role) == (State.DRAFT, "Behörig företrädare")
    actions.drop_letter_party(party, by=at_work, at=AT + 2 * HOUR)
    assert [one.name for one in reads.parties_of(sent)] == ["Ekbackens kommun", "Solrosens vårdcentral AB"]
    assert fresh(sent).revision == 3
    assert LetterParty.objects.filter(letter=sent).count() == 3, "what was signed before still names it"


def test_the_same_party_is_not_put_in_twice(letter: JointLetter, at_work: Actor) -> None:
    with pytest.raises(Refused, match="finns redan"):
        actions.add_letter_party(letter, by=at_work, at=AT, facts=CARE)


def test_goals_are_part_of_the_words(letter: JointLetter, at_work: Actor) -> None:
    document = SteeringDocument.objects.create(
        level="national", title="Målet för folkhälsan", owner="Riksdagen", added_at=AT
    )
    goal = SteeringGoal.objects.create(document=document, number=1, text="Hälsan ska vara jämlik.")
    actions.cite_letter_goals(letter, by=at_work, at=AT, goals=[goal])
    assert reads.content_of(reads.newest_version(fresh(letter))).goals == (
        "Hälsan ska vara jämlik. (Målet för folkhälsan)",
    )
    actions.cite_letter_goals(letter, by=at_work, at=AT, goals=[])
    assert not LetterGoal.objects.exists()
    assert fresh(letter).revision == 3


@pytest.mark.parametrize(("to_year", "must_be_renewed"), [(AT.year - 1, True), (AT.year, True), (2100, False)])
def test_a_letter_tells_that_a_document_it_rests_on_runs_out(
    letter: JointLetter, at_work: Actor, to_year: int, must_be_renewed: bool
) -> None:
    document = SteeringDocument.objects.create(
        level="national", title="Målet för folkhälsan", owner="Riksdagen", to_year=to_year, added_at=AT
    )
    goal = SteeringGoal.objects.create(document=document, number=1, text="Hälsan ska vara jämlik.")
    actions.cite_letter_goals(letter, by=at_work, at=AT, goals=[goal])
    (cited,) = reads.goals_of_letter(letter, today=DAY)
    assert (cited.goal, cited.must_be_renewed) == (goal, must_be_renewed)


def test_a_withdrawn_letter_asks_nobody_any_more(sent: JointLetter, at_work: Actor, eva: Actor) -> None:
    actions.withdraw_letter(sent, by=at_work, at=AT + HOUR)
    assert fresh(sent).state == State.WITHDRAWN
    assert reads.waiting_signatures(eva) == []
    assert "tagit tillbaka" in newest_mail(OUTSIDE.email).text
    with pytest.raises(Denied, match="återtaget"):
        actions.save_letter(sent, by=at_work, at=AT, base=1, words=written(sent, meaning="Ändå."))


def test_only_ones_own_authority_and_a_role_that_keeps_letters_may_write(
    letter: JointLetter, bo: Actor, cesar: Actor
) -> None:
    assert "en annan myndighet" in str(rules.may_write(cesar, letter).reason)
    assert "får inte göra det här" in str(rules.may_write(bo, letter).reason)
    assert not rules.visible_letters(cesar).exists()
    assert not rules.visible_letters(bo).exists()


def test_a_partys_people_see_the_letter_once_it_is_sent_and_may_not_write_in_it(
    at_work: Actor, cesar: Actor, eva: Actor, fia: Actor
) -> None:
    theirs = PartyFacts("Sjövikens socialnämnd", "municipality", (), _authority(cesar))
    letter = make_letter(at_work, parties=(theirs, CARE))
    assert not rules.visible_letters(cesar).exists()
    name_all_of(letter, at_work, eva)
    actions.send_letter(letter, by=at_work, at=AT)
    assert rules.visible_letters(cesar).get() == letter
    assert not rules.may_write(cesar, fresh(letter))


def name_all_of(letter: JointLetter, by: Actor, person: Actor) -> None:
    for line in reads.lines_of(letter):
        signer = actions.Signer(person.name, "chef")
        actions.name_signer(line, by=by, at=AT, signer=signer)


def _authority(actor: Actor) -> Authority:
    return Authority.objects.get(pk=actor.authority_id or 0)


def test_another_authoritys_matter_cannot_be_chosen(at_work: Actor, cesar: Actor) -> None:
    with pytest.raises(Refused, match="er egen myndighet"):
        make_letter(at_work, matter=make_matter(cesar))


def test_a_version_never_changes(letter: JointLetter) -> None:
    rows = LetterVersion.objects.filter(letter=letter)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_the_difference_between_two_versions_is_told_word_by_word(letter: JointLetter, at_work: Actor) -> None:
    first = reads.newest_version(letter)
    content = reads.content_of(first)
    words = Words(content.title, content.aim, {}, VALUES | {"aldrar": "0–5 år"})
    second = actions.save_letter(letter, by=at_work, at=AT, base=1, words=words)
    (changed,) = reads.difference(first, second)
    assert (changed.path, changed.label) == ("sections.background", "Bakgrund")
    assert [run.text for run in changed.runs if run.change != "same"] == ["6", "5"]


def test_the_signers_name_is_not_part_of_the_words(letter: JointLetter, at_work: Actor, eva: Actor, fia: Actor) -> None:
    name_all(letter, at_work, eva, fia)
    assert fresh(letter).revision == 1
    assert line_of(letter, "CHILD_HEALTH").is_outside


def test_a_draft_waits_for_the_unit_when_its_beginner_has_gone_and_not_before(at_work: Actor, bo: Actor) -> None:
    letter = make_letter(at_work)
    successor = manager(at_work, "Tora Efterträdsson")

    def waits(actor: Actor) -> list[str]:
        return [one.code for one in reads.letters_waiting(actor, today=AT.date())]

    assert (waits(at_work), waits(successor)) == ([letter.code], [])
    Membership.objects.filter(pk=at_work.membership_id).update(to_date=AT.date())
    assert waits(successor) == [letter.code]
    assert waits(bo) == []  # of the same unit, but she may not write letters
