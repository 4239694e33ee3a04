"""What pages show of initiatives, at the same price for one and for three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions.steps import begin_on_step
from famn.domain.establishment.models import Initiative, InitiativeParty, Ladder
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from tests.factories import make_assignment, make_initiative, make_ladder, make_matter
from tests.people import AT, DAY


def queries(show: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        show()
    return len(seen)


def full(by: Actor, name: str = "Ekbacken") -> Initiative:
    """A public initiative with two of everything."""
    ladder = Ladder.objects.filter(name="Provtrappan").first() or make_ladder()
    place = Place.objects.get(code="0117")
    initiative = make_initiative(by, place=place, place_name=name, is_public=True, ladder=ladder)
    for leg in ("MIDWIFERY", "OPEN_PRESCHOOL"):
        InitiativeParty.objects.create(initiative=initiative, name=f"Part {leg}", legs=[leg])
    for _ in range(2):
        matter = make_matter(by)
        make_assignment(matter)
        actions.tie_matter(initiative, by=by, at=AT, matter=matter)
    return initiative


def test_the_lists_cost_the_same_with_one_initiative_and_with_three(anna: Actor) -> None:
    def show() -> int:
        return len(reads.initiatives_list(anna)) + len(reads.public_list())

    full(anna)
    one = queries(show)
    full(anna), full(anna)
    assert queries(show) == one
    assert show() == 6


def test_the_page_costs_the_same_with_two_of_everything_and_with_four(anna: Actor) -> None:
    initiative = full(anna)

    def show() -> None:
        page = reads.initiative_page(initiative, today=DAY, actor=anna)
        assert page.authority_name == "Ekbackens stadsdelsnämnd"
        assert all(matter.case_officer is not None for matter in page.matters)
        assert all(one.assignment.matter.code for one in page.assignments)
        assert [party.authority for party in page.parties]
        reads.timeline(initiative, today=DAY)

    two = queries(show)
    for _ in range(2):
        matter = make_matter(anna)
        make_assignment(matter)
        actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
        InitiativeParty.objects.create(initiative=initiative, name=f"Mer {matter.pk}", legs=[])
    assert queries(show) == two


def test_the_public_list_is_in_swedish_order_and_never_by_how_far_one_has_come(anna: Actor) -> None:
    for name in ("Östermalm", "Ängby", "Zinkensdamm", "Älvsjö", "Årsta"):
        full(anna, name)
    far = Initiative.objects.get(place_name="Östermalm")
    for number in (1, 2, 3):
        actions.record_step(far, by=anna, at=AT, number=number, reached_on=DAY)
    shown = [row.place_name for row in reads.public_list()]
    assert shown == ["Zinkensdamm", "Årsta", "Älvsjö", "Ängby", "Östermalm"]


def test_the_own_list_has_what_is_under_way_first(anna: Actor) -> None:
    actions.end_initiative(full(anna, "Alby"), by=anna, at=AT)
    full(anna, "Boda")
    assert [(row.place_name, row.state) for row in reads.initiatives_list(anna)] == [
        ("Boda", "active"),
        ("Alby", "ended"),
    ]


def test_a_row_tells_where_one_stands_and_which_legs_are_missing(anna: Actor) -> None:
    initiative = full(anna)
    for number in (1, 2):
        actions.record_step(initiative, by=anna, at=AT, number=number, reached_on=DAY)
    (row,) = reads.initiatives_list(anna)
    assert (row.step, row.steps_total, row.step_title) == (2, 3, "Vi delar hus")
    assert row.legs == ["MIDWIFERY", "OPEN_PRESCHOOL"]
    assert row.missing_legs == ["CHILD_HEALTH", "PREVENTIVE_SOCIAL"]


def test_an_initiative_before_its_first_step_stands_nowhere_and_that_is_no_fault(anna: Actor) -> None:
    full(anna)
    (row,) = reads.public_list()
    assert (row.step, row.step_title) == (0, "")
    assert [step.reached for step in row.steps] == [False, False, False]


def test_the_page_tells_who_brings_each_leg_and_what_comes_next(anna: Actor) -> None:
    initiative = full(anna)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    page = reads.public_page(initiative)
    assert {leg.code: leg.parties for leg in page.legs} == {
        "MIDWIFERY": ["Part MIDWIFERY"],
        "CHILD_HEALTH": [],
        "OPEN_PRESCHOOL": ["Part OPEN_PRESCHOOL"],
        "PREVENTIVE_SOCIAL": [],
    }
    assert [leg.code for leg in page.missing_legs] == ["CHILD_HEALTH", "PREVENTIVE_SOCIAL"]
    assert page.current is not None
    assert page.next is not None
    assert (page.current.number, page.next.number) == (1, 2)


def test_steps_below_the_one_where_it_began_count_as_reached_with_their_day_unknown(anna: Actor) -> None:
    initiative = full(anna)
    begin_on_step(initiative, by=anna, at=AT, number=3, reached_on=DAY)
    assert [(step.reached, step.reached_on) for step in reads.public_page(initiative).steps] == [
        (True, None),
        (True, None),
        (True, DAY),
    ]


def test_the_public_page_holds_nothing_of_matters(anna: Actor) -> None:
    page = reads.public_page(full(anna))
    assert not hasattr(page, "matters")
    assert not hasattr(page, "assignments")


def test_the_page_for_one_who_reads_no_matters_holds_none_but_her_own_answers(anna: Actor, bo: Actor) -> None:
    initiative = full(anna)
    mine = make_assignment(
        reads.initiative_page(initiative, today=DAY, actor=anna).matters[0], responsible_id=bo.user_id
    )
    page = reads.initiative_page(initiative, today=DAY, actor=bo)
    assert page.matters == []
    assert [one.assignment.pk for one in page.assignments] == [mine.pk]
    whole = reads.initiative_page(initiative, today=DAY, actor=anna)
    assert (len(whole.matters), len(whole.assignments)) == (2, 3)


def test_the_timeline_has_plans_first_and_going_back_as_an_event_like_any_other(anna: Actor) -> None:
    initiative = full(anna)
    later = DAY + dt.timedelta(days=30)
    for hour, act in enumerate((actions.record_step, actions.unreach_step)):
        extra = {"reached_on": DAY} if act is actions.record_step else {}
        act(initiative, by=anna, at=AT + dt.timedelta(hours=hour + 1), number=1, **extra)
    actions.plan_step(initiative, by=anna, at=AT + dt.timedelta(hours=3), number=2, planned_on=later)
    events = reads.timeline(initiative, today=DAY)
    assert events[0].coming
    assert (events[0].day, events[0].text) == (later, "Steg 2: Vi delar hus")
    assert [event.title for event in events[1:4]] == [
        "Ett steg planerades",
        "Ett steg är inte längre nått",
        "Ett steg nåddes",
    ]
    assert events[3].text == "Steg 1: Vi träffas"
    assert events[3].who == "Anna Almgren"


def test_the_day_when_premises_must_be_left_is_to_come(anna: Actor) -> None:
    initiative = make_initiative(anna, move_by=DAY, trigger="Hyran sägs upp.")
    (event,) = reads.timeline(initiative, today=DAY)
    assert (event.coming, event.day, event.text) == (True, DAY, "Hyran sägs upp.")
    assert reads.timeline(initiative, today=DAY + dt.timedelta(days=1)) == []


def test_the_initiative_under_way_at_a_place_is_found_for_its_own_authority(anna: Actor, cesar: Actor) -> None:
    initiative = full(anna)
    place = Place.objects.get(code="0117")
    found = reads.open_initiative_for(place, authority_id=anna.authority_id or 0)
    assert found is not None
    assert found.pk == initiative.pk
    assert reads.open_initiative_for(place, authority_id=cesar.authority_id or 0) is None
    actions.rest_initiative(initiative, by=anna, at=AT)
    assert reads.open_initiative_for(place, authority_id=anna.authority_id or 0) is None


def test_a_matter_knows_its_initiatives_through_the_higher_room(anna: Actor) -> None:
    initiative, matter = full(anna), make_matter(anna)
    assert reads.initiatives_of_matter(matter) == []
    actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    assert [one.pk for one in reads.initiatives_of_matter(matter)] == [initiative.pk]


def test_ladders_come_with_their_steps_and_ones_own_first(anna: Actor) -> None:
    make_ladder("Vi ses", name="Vår", authority_id=anna.authority_id)
    own, reference = reads.ladders(anna)
    assert (own.name, [step.title for step in own.steps.all()]) == ("Vår", ["Vi ses"])
    assert [step.number for step in reference.steps.all()] == [1, 2, 3, 4, 5]
