"""A letter of intent that belongs to an initiative."""

from __future__ import annotations

import pytest

from famn.domain.agreements.models import JointLetter
from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import InitiativeLetter
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import make_letter, sign
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
