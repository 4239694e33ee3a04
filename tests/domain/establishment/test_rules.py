"""Who sees and who may drive initiatives, and whose leg a leg is."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from famn.domain.establishment import rules
from famn.domain.establishment.models import INITIATIVE_STATES, Initiative
from famn.domain.people.models import Place, Unit
from famn.domain.people.rules import NOBODY, Actor, Role
from tests.factories import make_initiative, make_ladder, make_matter
from tests.people import House, make_actor
from tests.scenes import scene

DRIVE = {Role.COORDINATOR, Role.MANAGER, Role.CASE_OFFICER, Role.PROGRAMME_LEAD}
READ = DRIVE | {Role.SECRETARY, Role.LEG_STAFF, Role.REVIEWER}
STATES = Initiative.State


@scene
def by_role(anna: Actor) -> dict[Role, Actor]:
    """A person of each role at Anna's unit."""
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return {role: make_actor(f"{role.value.capitalize()} Testlund", unit, role) for role in Role}


def loaded(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_related("ladder").prefetch_related("ladder__steps").get(pk=initiative.pk)


def placed(by: Actor, **values: Any) -> Initiative:
    return loaded(make_initiative(by, place=Place.objects.get(code="0117"), **values))


def test_initiatives_are_seen_by_the_roles_that_read_them(by_role: dict[Role, Actor]) -> None:
    make_initiative(by_role[Role.MANAGER])
    assert {role for role, actor in by_role.items() if rules.visible_initiatives(actor).exists()} == READ


def test_initiatives_are_seen_in_the_whole_authority_and_nowhere_else(house: House) -> None:
    make_initiative(house.anna, is_public=True, place=Place.objects.get(code="0117"))
    assert {name for name, one in house.everyone().items() if rules.visible_initiatives(one).exists()} == {
        "anna",
        "bo",
        "dag",
    }


@pytest.mark.parametrize(
    ("is_public", "state", "shown"),
    [
        (True, STATES.ACTIVE, True),
        (True, STATES.RESTING, True),
        (True, STATES.ENDED, False),
        (False, STATES.ACTIVE, False),
    ],
)
def test_everybody_sees_what_is_published_and_not_ended(anna: Actor, is_public: bool, state: str, shown: bool) -> None:
    placed(anna, is_public=is_public, state=state)
    assert rules.public_initiatives().exists() == shown


def test_starting_and_driving_is_for_the_roles_that_drive(by_role: dict[Role, Actor]) -> None:
    initiative = loaded(make_initiative(by_role[Role.MANAGER]))
    assert {role for role, actor in by_role.items() if rules.may_start(actor)} == DRIVE
    assert {role for role, actor in by_role.items() if rules.may_drive(actor, initiative)} == DRIVE
    assert {role for role, actor in by_role.items() if rules.may_record_step(actor, initiative, 1)} == DRIVE
    assert not rules.may_start(NOBODY)


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_under_way_is_driven(anna: Actor, cesar: Actor, state: str) -> None:
    initiative = loaded(make_initiative(anna, state=state))
    assert bool(rules.may_drive(anna, initiative)) == (state == STATES.ACTIVE)
    assert "annan myndighet" in str(rules.may_drive(cesar, initiative).reason)


def test_what_is_shown_needs_a_title_and_a_place_and_the_reason_says_which(anna: Actor) -> None:
    assert rules.may_publish(anna, placed(anna))
    assert "plats" in str(rules.may_publish(anna, loaded(make_initiative(anna, ladder=make_ladder(name="B")))).reason)
    untitled = placed(anna, title="", ladder=make_ladder(name="C"))
    assert "rubrik" in str(rules.may_publish(anna, untitled).reason)
    shown = placed(anna, is_public=True, ladder=make_ladder(name="D"))
    assert "redan" in str(rules.may_publish(anna, shown).reason)
    assert rules.may_unpublish(anna, shown)
    assert not rules.may_unpublish(anna, untitled)


def test_the_table_itself_refuses_to_show_what_has_no_place(anna: Actor) -> None:
    with pytest.raises(IntegrityError, match="initiative_public_has_title_and_place"), transaction.atomic():
        make_initiative(anna, is_public=True)


def test_only_steps_of_the_ladder_are_recorded(anna: Actor) -> None:
    initiative = loaded(make_initiative(anna))
    allowed = [number for number in range(6) if rules.may_record_step(anna, initiative, number)]
    assert allowed == [1, 2, 3]


def test_a_matter_of_another_authority_is_not_tied(anna: Actor, cesar: Actor) -> None:
    initiative = loaded(make_initiative(anna))
    assert rules.may_tie(anna, initiative, make_matter(anna))
    assert not rules.may_tie(anna, initiative, make_matter(cesar))


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (STATES.ACTIVE, {STATES.RESTING, STATES.ENDED}),
        (STATES.RESTING, {STATES.ACTIVE, STATES.ENDED}),
        (STATES.ENDED, {STATES.ACTIVE}),
    ],
)
def test_an_initiative_rests_ends_and_wakes(anna: Actor, cesar: Actor, start: str, ends: set[str]) -> None:
    initiative = make_initiative(anna, state=start)
    assert {state for state in STATES if rules.may_go(anna, initiative, state)} == ends
    assert not any(rules.may_go(cesar, initiative, state) for state in STATES)
    assert INITIATIVE_STATES.first == STATES.ACTIVE


def test_ones_own_ladder_comes_before_reference_data_and_nobody_elses_is_used(anna: Actor, cesar: Actor) -> None:
    make_ladder("Deras", name="Deras", authority_id=cesar.authority_id)
    assert len(rules.ladder_for(anna)) == 5
    make_ladder("Vi ses", "Vi delar", name="Vår", authority_id=anna.authority_id)
    assert [step.title for step in rules.ladder_for(anna)] == ["Vi ses", "Vi delar"]


# --- whose leg -------------------------------------------------------------------------------------

BMM, BVC, OF, SOC = "MIDWIFERY", "CHILD_HEALTH", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"
ALL = (BMM, BVC, OF, SOC)


@pytest.mark.parametrize(
    ("parties", "legs", "shared"),
    [
        ((), (), []),
        (("Laxå kommun", "Region Ek"), ALL, [("Laxå kommun", (OF, SOC)), ("Region Ek", (BMM, BVC))]),
        (("Ekens stadsdelsnämnd", "Mama Ek"), ALL, [("Ekens stadsdelsnämnd", (OF, SOC)), ("Mama Ek", (BMM, BVC))]),
        (("Lindens BVC", "Lindens BMM"), (BMM, BVC), [("Lindens BVC", (BVC,)), ("Lindens BMM", (BMM,))]),
        (("Öppna förskolan Boken",), (OF,), [("Öppna förskolan Boken", (OF,))]),
        (("Laxå kommun",), (OF,), [("Laxå kommun", (OF,))]),
        (
            ("Biblioteket Boken", "Rädda Eken"),
            (OF,),
            [("Biblioteket Boken", ()), ("Rädda Eken", ()), ("Öppen förskola", (OF,))],
        ),
        ((), (BVC,), [("Barnhälsovård", (BVC,))]),
    ],
)
def test_each_confirmed_leg_goes_to_the_party_whose_name_tells_of_it(
    parties: tuple[str, ...], legs: tuple[str, ...], shared: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert rules.share_legs(parties, legs) == shared


def test_no_leg_is_lost_and_none_is_made_up() -> None:
    names = ("Region Ek", "Ekens kommun", "Mama Ek", "Föreningen", "Barnavårdscentralen", "Socialtjänsten")
    for count in range(len(names) + 1):
        for legs in ((), (BMM,), (OF, SOC), ALL):
            found = rules.share_legs(names[:count], legs)
            assert {leg for _, some in found for leg in some} == set(legs)
