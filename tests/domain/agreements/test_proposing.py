"""What a report to the board proposes about the letters that wait for it."""

from __future__ import annotations

import pytest

from famn.domain.agreements import actions
from famn.domain.agreements.actions import PartyFacts, Signer
from famn.domain.agreements.models import JointLetter
from famn.domain.agreements.reads import proposal_of
from famn.domain.matters.drafting.content import Holder
from famn.domain.matters.models import Matter
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor
from tests.domain.agreements.making import CARE, OUTSIDE, line_of, make_letter, manager, user_of
from tests.factories import make_matter
from tests.people import AT, House
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def matter(house: House) -> Matter:
    made = make_matter(house.anna, body="Familjenämnden")
    return Matter.objects.select_related("authority").get(pk=made.pk)


@scene
def letter(house: House, matter: Matter) -> JointLetter:
    own = Authority.objects.get(pk=house.anna.authority_id)
    ours = PartyFacts("Ekbackens kommun", "municipality", ("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"), own)
    return make_letter(house.anna, matter=matter, parties=(ours, CARE))


def name(letter: JointLetter, leg: str, by: Actor, person: Actor) -> None:
    signer = Signer(person.name, "enhetschef", user=user_of(person))
    actions.name_signer(line_of(letter, leg), by=by, at=AT, signer=signer)


def test_a_letter_with_nobody_named_is_proposed_for_approval_alone(
    house: House, matter: Matter, letter: JointLetter
) -> None:
    found = proposal_of(matter, house.anna)
    assert [one.text for one in found.points] == [
        f"Familjenämnden godkänner avsiktsförklaringen ”{letter.title}”.",
    ]
    assert found.attachments == (letter.title,)


def test_the_authoritys_own_signers_get_the_mandate_and_those_of_others_do_not(
    house: House, matter: Matter, letter: JointLetter
) -> None:
    name(letter, "OPEN_PRESCHOOL", house.anna, manager(house.anna, "Eva Ekorre"))
    name(letter, "PREVENTIVE_SOCIAL", house.anna, manager(house.anna, "Siv Sälg"))
    actions.name_signer(line_of(letter, "CHILD_HEALTH"), by=house.anna, at=AT, signer=OUTSIDE)
    mandate = proposal_of(matter, house.anna).points[1]
    assert mandate.text == (
        "Familjenämnden ger enhetschef Eva Ekorre och enhetschef Siv Sälg i uppdrag att skriva under "
        "avsiktsförklaringen."
    )
    assert mandate.mandate == (Holder("enhetschef", "Eva Ekorre"), Holder("enhetschef", "Siv Sälg"))


def test_nothing_is_proposed_of_what_is_taken_back_belongs_elsewhere_or_is_not_ones_to_see(
    house: House, matter: Matter, letter: JointLetter
) -> None:
    assert proposal_of(matter, house.cesar).points == ()
    other = Matter.objects.select_related("authority").get(pk=make_matter(house.anna).pk)
    assert proposal_of(other, house.anna).points == ()
    actions.withdraw_letter(letter, by=house.anna, at=AT)
    assert proposal_of(matter, house.anna).points == ()
