"""All who sign a letter are named on one page: some now, some later, all right or none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.agreements import actions
from famn.domain.agreements.actions import Signer
from famn.domain.agreements.models import JointLetter
from famn.domain.agreements.reads import lines_of, possible_signers
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused
from tests.domain.agreements.making import CARE, OUTSIDE, line_of, make_letter, manager, user_of
from tests.people import AT, House
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def eva(house: House) -> Actor:
    return manager(house.anna, "Eva Ekorre")


@scene
def letter(house: House, eva: Actor) -> JointLetter:
    """A draft with three lines that have nobody."""
    return make_letter(house.anna)


def url_of(letter: JointLetter) -> str:
    return reverse("name_signers", args=[letter.code])


def names(letter: JointLetter) -> list[str]:
    return [line.name for line in lines_of(letter)]


def outside(letter: JointLetter, **changes: str) -> dict[str, str]:
    """What is written of Vera on the clinic's line."""
    code = line_of(letter, "CHILD_HEALTH").code
    said = {"name": OUTSIDE.name, "title": OUTSIDE.title, "unit_name": OUTSIDE.unit_name, "email": OUTSIDE.email}
    return {f"{code}-{field}": words for field, words in (said | changes).items()}


def colleague(letter: JointLetter, by: Actor, person: Actor) -> dict[str, str]:
    """What is chosen of a colleague on the preschool's line."""
    member = next(one for one in possible_signers(by, day=AT.date()) if one.user_id == person.user_id)
    return {f"{line_of(letter, 'OPEN_PRESCHOOL').code}-colleague": member.code}


def test_several_are_named_at_once_and_a_line_may_wait(
    clients: dict[str, Client], house: House, letter: JointLetter, eva: Actor
) -> None:
    said = outside(letter) | colleague(letter, house.anna, eva) | {"confirmed": "on"}
    page = clients["anna"].post(url_of(letter), said, follow=True)
    assert "2 personer är utsedda." in page.text
    assert names(letter) == ["Eva Ekorre", "", "Vera Videkull"]
    assert page.redirect_chain[-1][0] == reverse("letter_of_intent", args=[letter.code])
    again = clients["anna"].get(url_of(letter))
    assert [row.line.leg for row in again.context["rows"]] == ["PREVENTIVE_SOCIAL"]


def test_nobody_is_named_while_one_row_is_wrong_or_nobody_stands_for_it(
    clients: dict[str, Client], house: House, letter: JointLetter, eva: Actor
) -> None:
    for faulty in ({"title": ""}, {"email": "inte en adress"}):
        said = outside(letter, **faulty) | colleague(letter, house.anna, eva) | {"confirmed": "on"}
        page = clients["anna"].post(url_of(letter), said)
        (field,) = faulty
        code = line_of(letter, "CHILD_HEALTH").code
        assert f'href="#id_{code}-{field}"' in page.text  # the list of faults leads there
        assert 'value="Vera Videkull"' in page.text  # what was written is kept
        assert names(letter) == ["", "", ""]
    unconfirmed = clients["anna"].post(url_of(letter), outside(letter))
    assert "Kontrollera uppgifterna och kryssa i rutan." in unconfirmed.text
    assert names(letter) == ["", "", ""]


def test_colleagues_are_offered_on_the_lines_of_ones_own_authority_alone(
    clients: dict[str, Client], house: House
) -> None:
    theirs = Authority.objects.get(pk=house.cesar.authority_id)
    letter = make_letter(house.anna)
    actions.add_letter_party(
        letter,
        by=house.anna,
        at=AT,
        facts=actions.PartyFacts("Grannens nämnd", "municipality", ("MIDWIFERY",), theirs),
    )
    rows = clients["anna"].get(url_of(letter)).context["rows"]
    assert {row.line.leg: row.offers_colleagues for row in rows} == {
        "OPEN_PRESCHOOL": True,
        "PREVENTIVE_SOCIAL": True,
        "CHILD_HEALTH": CARE.authority is None,
        "MIDWIFERY": False,
    }


def test_the_act_names_all_or_none(house: House, letter: JointLetter, eva: Actor) -> None:
    stranger = Signer("Cesar Utanför", "chef", user=user_of(house.cesar))
    right = Signer(eva.name, "enhetschef", user=user_of(eva))
    signers = {line_of(letter, "OPEN_PRESCHOOL"): right, line_of(letter, "CHILD_HEALTH"): stranger}
    with pytest.raises(Refused) as refused:
        actions.name_signers(letter, by=house.anna, at=AT, signers=signers)
    assert (refused.value.field or "").startswith(line_of(letter, "CHILD_HEALTH").code)
    assert names(letter) == ["", "", ""]


def test_the_page_is_for_those_who_keep_the_letter(clients: dict[str, Client], letter: JointLetter) -> None:
    assert clients["bo"].get(url_of(letter)).status_code == 403
    assert clients["cesar"].get(url_of(letter)).status_code == 404
    said = outside(letter) | {"confirmed": "on"}
    assert clients["cesar"].post(url_of(letter), said).status_code == 404
    assert names(letter) == ["", "", ""]
