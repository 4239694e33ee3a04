"""A letter of intent that belongs to an initiative."""

from __future__ import annotations

import pytest

from famn.domain.agreements.models import JointLetter
from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import Initiative, InitiativeLetter
from famn.domain.establishment.reads import ChainLink, LinkKey, LinkState
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.agreeing import make_agreement
from tests.domain.agreements.making import make_letter, send, sign, vera
from tests.factories import make_initiative, make_ladder
from tests.people import AT


def test_an_initiative_has_its_letters_and_tying_one_twice_is_tying_it_once(
    letter: JointLetter, at_work: Actor
) -> None:
    initiative = make_initiative(at_work)
    for _time in range(2):
        actions.tie_letter(initiative, by=at_work, at=AT, letter=letter)
    assert InitiativeLetter.objects.count() == 1
    assert [row.letter for row in reads.letters_of_initiative(initiative, at_work)] == [letter]


def test_how_many_have_signed_is_told(sent: JointLetter, at_work: Actor, eva: Actor) -> None:
    initiative = make_initiative(at_work)
    actions.tie_letter(initiative, by=at_work, at=AT, letter=sent)
    sign(sent, "OPEN_PRESCHOOL", eva)
    (row,) = reads.letters_of_initiative(initiative, at_work)
    assert (row.signed, row.lines) == (1, 3)


def test_another_authority_ties_nothing(letter: JointLetter, at_work: Actor, cesar: Actor) -> None:
    with pytest.raises(Denied):
        actions.tie_letter(make_initiative(at_work), by=cesar, at=AT, letter=letter)
    theirs = make_letter(cesar)
    with pytest.raises(Refused, match="er egen myndighet"):
        actions.tie_letter(
            make_initiative(at_work, ladder=make_ladder(name="En annan trappa")), by=at_work, at=AT, letter=theirs
        )


def agreement_link(initiative: Initiative, actor: Actor) -> ChainLink:
    """The link of the chain that is about the agreement."""
    chain = reads.chain_of(initiative, steps=(), actor=actor, today=AT.date())
    return next(link for link in chain if link.key == LinkKey.AGREEMENT)


def test_an_agreement_is_a_link_of_the_chain_under_way_until_all_have_signed(
    at_work: Actor, eva: Actor, fia: Actor
) -> None:
    initiative = make_initiative(at_work)
    assert agreement_link(initiative, at_work).state == LinkState.MISSING
    letter = make_agreement(at_work)
    actions.tie_letter(initiative, by=at_work, at=AT, letter=letter)
    begun = agreement_link(initiative, at_work)
    assert (begun.state, begun.text) == (LinkState.UNDER_WAY, "Texten skrivs.")
    assert [thing.thing.codes for thing in begun.things if thing.thing] == [(letter.code,)]
    sent = send(letter, at_work, eva, fia)
    sign(sent, "OPEN_PRESCHOOL", eva)
    assert agreement_link(initiative, at_work).text == "1 av 3 har godkänt."
    sign(sent, "PREVENTIVE_SOCIAL", fia)
    sign(sent, "CHILD_HEALTH", vera())
    done = agreement_link(initiative, at_work)
    assert (done.state, done.day) == (LinkState.DONE, AT.date())
    letters = reads.chain_of(initiative, steps=(), actor=at_work, today=AT.date())
    assert next(link for link in letters if link.key == LinkKey.LETTER).state == LinkState.MISSING


def test_an_agreement_that_follows_belongs_to_the_same_initiatives(at_work: Actor) -> None:
    initiative, old, new = make_initiative(at_work), make_agreement(at_work), make_agreement(at_work)
    actions.tie_letter(initiative, by=at_work, at=AT, letter=old)
    actions.tie_like(old, new, by=at_work, at=AT)
    assert {row.letter for row in reads.letters_of_initiative(initiative, at_work)} == {old, new}
