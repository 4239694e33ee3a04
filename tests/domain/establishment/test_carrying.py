"""A chosen house is carried over to the family centre, by the centre's own acts."""

from __future__ import annotations

import pytest

from famn.domain.centres.models import CentreLeg, DefinitionSet, FamilyCentre, Premises
from famn.domain.centres.rules import classify_centre
from famn.domain.establishment import actions
from famn.domain.establishment.models import Initiative, PremisesOption
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.domain.establishment.premises import CLINIC, make_option, make_search, move, place_legs
from tests.people import AT, DAY

WHOLE = dict.fromkeys(("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL", "MIDWIFERY", "CHILD_HEALTH"), "whole")


def chosen(by: Actor, **degrees: str) -> PremisesOption:
    """A chosen house of an initiative that has a family centre."""
    initiative = make_search(by)
    actions.tie_centre(initiative, by=by, at=AT, centre=make_centre(by))
    option = make_option(initiative, by, address="Kvarngatan 3")
    place_legs(option, by, **degrees)
    return move(option, by, "visited", "chosen")


def legs_now(centre: FamilyCentre) -> dict[str, tuple[str, str | None]]:
    rows = CentreLeg.objects.filter(periods.on(DAY), centre=centre).select_related("premises")
    return {row.leg: (row.degree, row.premises.name if row.premises else None) for row in rows}


def test_one_act_carries_the_house_and_the_degrees_over_and_the_class_follows(anna: Actor) -> None:
    option = chosen(anna, **WHOLE)
    centre = FamilyCentre.objects.get()
    carried = actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    assert (carried.house.name, carried.house.address, carried.house.is_main) == ("Kvarnhuset", "Kvarngatan 3", True)
    assert legs_now(centre) == dict.fromkeys(WHOLE, ("whole", "Kvarnhuset"))
    strict = DefinitionSet.objects.get(series="ffff")
    assert classify_centre(centre, strict, day=DAY).kind == "full"
    option.refresh_from_db()
    assert (option.house_id, option.carried_by_id, option.carried_at) == (carried.house.pk, anna.user_id, AT)
    verbs = list(TrailEvent.objects.filter(at=AT).values_list("verb", flat=True))
    assert (verbs.count("add_premises"), verbs.count("add_leg"), verbs.count("carry_premises")) == (1, 4, 1)


def test_a_leg_that_is_at_the_centre_gets_its_new_degree_from_the_day_and_keeps_its_history(anna: Actor) -> None:
    option = chosen(anna, **WHOLE)
    centre = FamilyCentre.objects.get()
    make_leg(centre, anna, "OPEN_PRESCHOOL", unit=own_unit(anna), degree="hours", phone="08-465 004 01")
    make_leg(centre, anna, "MIDWIFERY", party_name=CLINIC.upper(), degree="none")
    actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    preschool = CentreLeg.objects.filter(leg="OPEN_PRESCHOOL").order_by("from_date")
    assert [(row.degree, row.to_date, row.phone) for row in preschool] == [
        ("hours", DAY, "08-465 004 01"),
        ("whole", None, "08-465 004 01"),
    ]
    assert preschool[1].unit_id == anna.unit_id
    assert CentreLeg.objects.filter(leg="MIDWIFERY", to_date__isnull=True).get().degree == "whole"


def test_what_is_not_known_never_takes_the_place_of_what_is(anna: Actor) -> None:
    option = chosen(anna, OPEN_PRESCHOOL="whole")
    centre = FamilyCentre.objects.get()
    make_leg(centre, anna, "MIDWIFERY", party_name=CLINIC, degree="part")
    actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    assert legs_now(centre) == {
        "OPEN_PRESCHOOL": ("whole", "Kvarnhuset"),
        "PREVENTIVE_SOCIAL": ("", None),
        "MIDWIFERY": ("part", None),
        "CHILD_HEALTH": ("", None),
    }


def test_carrying_twice_changes_nothing_more(anna: Actor) -> None:
    option = chosen(anna, **WHOLE)
    actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    again = actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    assert again.legs == []
    assert (Premises.objects.count(), CentreLeg.objects.count()) == (1, 4)


def test_only_a_chosen_house_is_carried_and_only_to_a_centre_that_one_keeps(anna: Actor, cesar: Actor) -> None:
    initiative = make_search(anna)
    option = move(make_option(initiative, anna), anna, "visited")
    with pytest.raises(Denied, match="Välj lokalen först"):
        actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    move(option, anna, "chosen")
    with pytest.raises(Denied, match="ingen familjecentral än"):
        actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    theirs = make_centre(cesar)
    make_leg(theirs, cesar, unit=own_unit(anna))
    actions.tie_centre(initiative, by=anna, at=AT, centre=theirs)
    with pytest.raises(Denied, match="En annan myndighet"):
        actions.carry_premises(option, by=anna, at=AT, from_date=DAY)
    assert not Premises.objects.exists()


def test_a_centre_that_one_does_not_see_is_not_tied(anna: Actor, bo: Actor, cesar: Actor) -> None:
    initiative = make_search(anna)
    with pytest.raises(Denied, match="annan myndighet"):
        actions.tie_centre(initiative, by=anna, at=AT, centre=make_centre(cesar))
    with pytest.raises(Denied):
        actions.tie_centre(initiative, by=bo, at=AT, centre=None)
    assert Initiative.objects.get(pk=initiative.pk).centre_id is None
