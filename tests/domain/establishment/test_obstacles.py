"""What hinders an initiative, and when its later links are planned."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import Somebody
from famn.domain.establishment.models import Initiative, Obstacle, PlannedLink
from famn.domain.people.models import User
from famn.domain.people.rules import NOBODY, Actor
from famn.ground import periods
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_initiative
from tests.people import AT, DAY, House, build_house

LATER = DAY + dt.timedelta(days=30)


def person(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def note(initiative: Initiative, by: Actor, **values: Any) -> Obstacle:
    facts: dict[str, Any] = {
        "level": Obstacle.Level.UNIT,
        "text": "Ingen har tid",
        "noted_on": DAY,
        "owner": Somebody(name="Regionens samordnare"),
    }
    return actions.note_obstacle(initiative, by=by, at=AT, **facts | values)


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "initiative_state", "state", "changes", "solves", "reopens"),
    [
        ("anna", "active", "open", True, True, False),
        ("dag", "active", "open", True, True, False),
        ("anna", "active", "accepted", False, True, True),
        ("anna", "active", "solved", False, False, True),
        ("anna", "resting", "open", False, False, False),
        ("bo", "active", "open", False, False, False),
        ("cesar", "active", "open", False, False, False),
        ("disa", "active", "open", False, False, False),
    ],
)
def test_who_may_change_settle_and_reopen_an_obstacle(
    house: House, name: str, initiative_state: str, state: str, changes: bool, solves: bool, reopens: bool
) -> None:
    obstacle = Obstacle(initiative=make_initiative(house.anna, state=initiative_state), state=state)
    actor = house.everyone()[name]
    assert bool(rules.may_change_obstacle(actor, obstacle)) is changes
    assert bool(rules.may_settle_obstacle(actor, obstacle, Obstacle.State.SOLVED)) is solves
    assert bool(rules.may_settle_obstacle(actor, obstacle, Obstacle.State.OPEN)) is reopens


def test_obstacles_are_seen_with_their_initiative_and_by_nobody_else(house: House) -> None:
    row = note(make_initiative(house.anna), house.anna)
    seen = {name for name, actor in house.everyone().items() if row in rules.visible_obstacles(actor)}
    assert seen == {"anna", "bo", "dag"}


def test_what_one_may_not_is_refused_by_the_actions_too(house: House) -> None:
    row = note(make_initiative(house.anna), house.anna)
    for by in (house.bo, house.cesar, NOBODY):
        for act in (
            functools.partial(note, row.initiative, by),
            functools.partial(actions.settle_obstacle, row, by=by, at=AT, state="solved", outcome="Klart"),
            functools.partial(actions.hand_over_obstacle, row, by=by, at=AT, to=person(house.anna)),
            functools.partial(actions.reopen_obstacle, row, by=by, at=AT),
            functools.partial(actions.plan_link, row.initiative, by=by, at=AT, what="opening", period="2027"),
        ):
            with pytest.raises(Denied):
                act()
    assert Obstacle.objects.count() == 1


# --- noted, changed, settled -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"level": "moon"}, "level"),
        ({"noted_on": DAY + dt.timedelta(days=1)}, "noted_on"),
        ({"due_on": DAY - dt.timedelta(days=1)}, "due_on"),
        ({"owner": Somebody()}, "owner"),
    ],
)
def test_an_obstacle_has_a_level_an_owner_and_its_days(anna: Actor, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        note(make_initiative(anna), anna, **values)
    assert refused.value.field == field
    assert not Obstacle.objects.exists()


def test_one_who_works_elsewhere_does_not_take_it_on_but_may_be_named(anna: Actor, cesar: Actor, dag: Actor) -> None:
    initiative = make_initiative(anna)
    with pytest.raises(Refused) as refused:
        note(initiative, anna, owner=Somebody(person(cesar)))
    assert refused.value.field == "owner"
    row = note(initiative, anna, owner=Somebody(person(dag), "Någon annan"))
    assert (row.owner_id, row.owner_name) == (dag.user_id, "")
    facts = {"level": row.level, "text": row.text, "noted_on": row.noted_on}
    changed = actions.change_obstacle(row, by=anna, at=AT, owner=Somebody(name="Cesar på regionen"), **facts)
    assert (changed.owner, changed.owner_name) == (None, "Cesar på regionen")
    handed = actions.hand_over_obstacle(row, by=anna, at=AT, to=person(anna))
    assert (handed.owner_id, handed.owner_name) == (anna.user_id, "")
    with pytest.raises(Refused):
        actions.hand_over_obstacle(row, by=anna, at=AT, to=person(cesar))


def test_it_is_solved_with_what_came_of_it_and_may_be_in_the_way_again(anna: Actor) -> None:
    row = note(make_initiative(anna), anna)
    with pytest.raises(Refused) as refused:
        actions.settle_obstacle(row, by=anna, at=AT, state=Obstacle.State.SOLVED, outcome=" ")
    assert refused.value.field == "outcome"
    accept = functools.partial(actions.settle_obstacle, row, by=anna, at=AT, outcome="Det går ändå.")
    assert accept(state=Obstacle.State.ACCEPTED).settled_by_id == anna.user_id
    assert accept(state=Obstacle.State.SOLVED).state == Obstacle.State.SOLVED
    with pytest.raises(Denied):
        accept(state=Obstacle.State.ACCEPTED)
    again = actions.reopen_obstacle(row, by=anna, at=AT)
    assert (again.state, again.outcome, again.settled_at) == (Obstacle.State.OPEN, "", None)
    verbs = TrailEvent.objects.filter(about__obstacle=row.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["note_obstacle", "settle_obstacle", "settle_obstacle", "reopen_obstacle"]


def test_the_database_knows_no_obstacle_without_an_owner_nor_one_settled_without_its_outcome(anna: Actor) -> None:
    row = note(make_initiative(anna), anna)
    for values, name in (
        ({"owner_name": ""}, "obstacle_has_an_owner"),
        ({"state": "solved"}, "obstacle_settled_has_who_when_and_what"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Obstacle.objects.filter(pk=row.pk).update(**values)


def test_what_still_hinders_is_shown_first_the_most_pressing_at_the_top(anna: Actor) -> None:
    initiative = make_initiative(anna)
    settled = note(initiative, anna, text="Avklarat")
    actions.settle_obstacle(settled, by=anna, at=AT, state=Obstacle.State.SOLVED, outcome="Klart")
    note(initiative, anna, text="Någon gång")
    note(initiative, anna, text="Sent", due_on=DAY, owner=Somebody(person(anna)))
    found = reads.obstacles_of(initiative, actor=anna, today=LATER)
    assert [(one.text, one.late, one.is_open, one.is_mine) for one in found] == [
        ("Sent", True, True, True),
        ("Någon gång", False, True, False),
        ("Avklarat", False, False, False),
    ]


def test_two_who_settle_at_once_and_the_second_is_told(own_database: str) -> None:
    anna = build_house().anna
    row = note(make_initiative(anna), anna)
    settle = functools.partial(actions.settle_obstacle, row, by=anna, at=AT, state=Obstacle.State.SOLVED)
    first, second = overlapping(
        functools.partial(settle, outcome="Den första"),
        functools.partial(settle, outcome="Den andra"),
        area_id=anna.area_id,
    )
    assert isinstance(first, Obstacle)
    assert isinstance(second, Denied)
    assert Obstacle.objects.get().outcome == "Den första"


# --- planned links ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2021", "2021-01-01", "2022-01-01"),
        ("2021-06", "2021-06-01", "2021-07-01"),
        ("2021-12", "2021-12-01", "2022-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
    ],
)
def test_a_year_a_month_and_a_day_are_periods(text: str, first: str, after: str) -> None:
    assert periods.of(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(after))


@pytest.mark.parametrize("text", ["", "21", "2021-13", "2021-02-30", "hösten 2021", "2021-W01", "202106", "20210601"])
def test_other_words_are_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        periods.of(text)


def test_a_link_is_planned_as_precise_as_it_is_known_and_planned_anew(anna: Actor) -> None:
    initiative = make_initiative(anna)
    plan = functools.partial(actions.plan_link, initiative, by=anna, at=AT)
    plan(what="agreement", period="2027", text="Efter valet")
    plan(what="opening", period="2028-08-15")
    plan(what="agreement", period=" 2027-03 ")
    assert [(one.what, one.period, one.text) for one in reads.planned_links(initiative)] == [
        ("agreement", "2027-03", ""),
        ("opening", "2028-08-15", ""),
    ]
    assert plan(what="opening", period="") is None
    assert [one.what for one in PlannedLink.objects.all()] == ["agreement"]


@pytest.mark.parametrize(("values", "field"), [({"what": "party"}, "what"), ({"period": "snart"}, "period")])
def test_a_plan_that_cannot_be_read_is_told(anna: Actor, values: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.plan_link(make_initiative(anna), by=anna, at=AT, **{"what": "opening", "period": "2027"} | values)
    assert refused.value.field == field
