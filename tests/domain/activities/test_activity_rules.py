"""Who plans what: who keeps the centre plans all of it, who runs a leg plans what that leg answers for."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.activities import actions, rules
from famn.domain.activities.models import Activity
from famn.domain.centres import actions as centres
from famn.domain.centres.models import CentreLeg, FamilyCentre, Module
from famn.domain.centres.reads.freshness import HIDE_AFTER, Freshness, freshness
from famn.domain.people.models import Leg, Role, Unit
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied
from tests.domain.activities.making import facts, make_activity, make_public
from tests.people import AT, DAY, House, make_actor

# who: plans at the centre, the preschool's activity, the child health's activity, its rooms and terms
TABLE = {
    "anna": (True, True, True, True),  # case officer of who keeps it
    "bo": (True, True, False, False),  # staff of the unit that runs the preschool
    "cesar": (True, False, True, False),  # case officer of the unit that runs the child health
    "hedda": (True, False, True, False),  # staff there
    "dag": (True, True, True, True),  # case officer of the same authority, in another area
    "disa": (False, False, False, False),
}


@pytest.mark.parametrize("who", TABLE)
def test_who_plans_what(who: str, house: House, health: Actor, centre: FamilyCentre) -> None:
    actor = {**house.everyone(), "hedda": health}[who]
    preschool = make_activity(centre, house.anna)
    other = make_activity(centre, house.anna, leg=Leg.CHILD_HEALTH.value, title="Öppet hus")
    asked = (
        rules.may_plan(actor, centre),
        rules.may_change_activity(actor, preschool),
        rules.may_change_activity(actor, other),
        rules.may_keep_house(actor, centre),
    )
    assert tuple(bool(one) for one in asked) == TABLE[who]
    assert all(one.reason for one in asked if not one)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.REVIEWER, Role.PROGRAMME_LEAD, Role.SYSTEM_ADMINISTRATOR])
def test_other_roles_at_the_same_unit_plan_nothing(role: Role, house: House, centre: FamilyCentre) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    assert not rules.may_plan(make_actor("Rut Rönn", unit, role), centre)


def test_a_leg_that_has_left_plans_nothing_more(health: Actor, anna: Actor, centre: FamilyCentre) -> None:
    leg = CentreLeg.objects.get(centre=centre, leg=Leg.CHILD_HEALTH)
    assert rules.legs_run_by(health, centre, day=DAY) == {Leg.CHILD_HEALTH}
    centres.end_leg(leg, by=anna, at=AT, last_day=DAY)
    assert rules.legs_run_by(health, centre, day=DAY + dt.timedelta(days=1)) == frozenset()


def test_nobody_moves_an_activity_to_a_leg_she_does_not_plan_for(bo: Actor, activity: Activity) -> None:
    with pytest.raises(Denied, match="En annan verksamhet"):
        actions.change_activity(activity, facts(bo, leg=Leg.CHILD_HEALTH.value), by=bo, at=AT)


def test_one_sees_the_activities_of_the_centres_that_one_sees(house: House, health: Actor, activity: Activity) -> None:
    assert activity in rules.visible_activities(health)
    assert activity not in rules.visible_activities(house.disa)


# --- what everybody sees ---------------------------------------------------------------------------


def test_everybody_sees_what_is_published_at_a_public_centre(anna: Actor, centre: FamilyCentre) -> None:
    shown, draft = make_public(centre, anna), make_activity(centre, anna, title="Utkast")
    assert set(rules.public_activities(DAY)) == {shown}
    actions.publish_activity(draft, by=anna, at=AT)
    assert set(rules.public_activities(DAY)) == {shown, draft}


def test_what_nobody_has_confirmed_for_a_year_leaves_the_public_pages(anna: Actor, centre: FamilyCentre) -> None:
    shown = make_public(centre, anna)
    last = DAY + dt.timedelta(days=HIDE_AFTER - 1)
    assert shown in rules.public_activities(last)
    assert shown not in rules.public_activities(last + dt.timedelta(days=1))


@pytest.mark.parametrize("change", [{"is_public": False}, {"switched_off": [Module.CALENDAR.value]}])
def test_nobody_sees_activities_of_a_hidden_centre_or_with_the_calendar_off(
    change: dict[str, object], anna: Actor, centre: FamilyCentre
) -> None:
    make_public(centre, anna)
    FamilyCentre.objects.filter(pk=centre.pk).update(**change)
    assert not rules.public_activities(DAY).exists()
    assert not rules.public_occurrences(DAY).exists()


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ({"unit": None}, "Välj först vilken enhet"),
        ({"booking": "sign_up"}, "hur man anmäler sig"),
    ],
)
def test_an_activity_is_shown_when_somebody_owns_it_and_says_how_to_sign_up(
    lacks: dict[str, object], says: str, anna: Actor, centre: FamilyCentre
) -> None:
    draft = make_activity(centre, anna, **lacks)
    with pytest.raises(Denied, match=says):
        actions.publish_activity(draft, by=anna, at=AT)


@pytest.mark.parametrize("days", [0, 239, 240, 364, 365, 400])
def test_an_activity_leaves_the_public_pages_on_the_day_that_all_else_does(
    anna: Actor, centre: FamilyCentre, days: int
) -> None:
    activity = make_public(centre, anna)
    FamilyCentre.objects.filter(pk=centre.pk).update(is_public=True, confirmed_on=None)
    today = activity.confirmed_on + dt.timedelta(days=days)
    is_shown = freshness(activity.confirmed_on, today) != Freshness.HIDE
    assert rules.public_activities(today).filter(pk=activity.pk).exists() is is_shown


def test_nothing_is_shown_of_a_centre_that_nobody_has_confirmed_for_a_year(anna: Actor, centre: FamilyCentre) -> None:
    make_public(centre, anna)
    FamilyCentre.objects.filter(pk=centre.pk).update(is_public=True, confirmed_on=DAY - dt.timedelta(days=365))
    assert not rules.public_activities(DAY).exists()
    FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=DAY - dt.timedelta(days=364))
    assert rules.public_activities(DAY).exists()
