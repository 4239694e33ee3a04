"""The way up a ladder: going back, going past a step, what a step demands and what shows that it is met."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import WrittenDemand
from famn.domain.establishment.models import (
    DemandMet,
    Initiative,
    InitiativeStep,
    Ladder,
    LadderDemand,
    LadderStep,
    StepChange,
    StepEvidence,
)
from famn.domain.people.rules import NOBODY, Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_demand, make_document, make_initiative, make_ladder, make_matter
from tests.people import AT, DAY, House, build_house

WHY = {1: "Det fanns redan.", 2: "Lokalerna blev klara före samarbetet."}


def changes(initiative: Initiative) -> list[tuple[int, str, str]]:
    rows = StepChange.objects.filter(initiative=initiative).order_by("pk")
    return list(rows.values_list("step__number", "kind", "reason"))


def standing_of(initiative: Initiative) -> list[str]:
    """What each step is, from the lowest."""
    steps = reads.public_page(initiative).steps
    return ["skipped" if one.skipped else "reached" if one.reached else "" for one in steps]


# --- going past and going back ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "number", "expected"),
    [(0, 1, []), (0, 3, [1, 2]), (1, 2, []), (1, 5, [2, 3, 4]), (4, 2, []), (5, 5, [])],
)
def test_one_goes_past_the_steps_between_where_one_stands_and_where_one_gets(
    here: int, number: int, expected: list[int]
) -> None:
    assert rules.steps_between([1, 2, 3, 4, 5], here=here, number=number) == expected


@pytest.mark.parametrize("why", [None, {}, {1: "Det fanns redan."}, {1: "Det fanns redan.", 2: "  "}])
def test_to_go_past_a_step_asks_why_for_each_of_them_and_else_nothing_happens(
    anna: Actor, why: dict[int, str] | None
) -> None:
    initiative = make_initiative(anna)
    with pytest.raises(Refused, match="Skriv varför") as refused:
        actions.record_step(initiative, by=anna, at=AT, number=3, reached_on=DAY, why_past=why)
    assert refused.value.field == ("past_2" if why and 1 in why else "past_1")
    assert changes(initiative) == []
    assert standing_of(initiative) == ["", "", ""]


def test_a_step_gone_past_is_said_to_be_so_with_its_reason_and_may_be_reached_later(anna: Actor) -> None:
    initiative = make_initiative(anna)
    actions.record_step(initiative, by=anna, at=AT, number=3, reached_on=DAY, why_past=WHY)
    assert standing_of(initiative) == ["skipped", "skipped", "reached"]
    assert changes(initiative) == [(1, "skipped", WHY[1]), (2, "skipped", WHY[2]), (3, "reached", "")]
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    assert standing_of(initiative) == ["reached", "skipped", "reached"]
    page = reads.public_page(initiative)
    assert page.next is None


def test_going_back_keeps_the_reason_and_asks_again_when_one_goes_past_anew(anna: Actor) -> None:
    initiative = make_initiative(anna)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    actions.record_step(initiative, by=anna, at=AT, number=3, reached_on=DAY, why_past=WHY)
    actions.unreach_step(initiative, by=anna, at=AT, number=3, reason=" Hyresvärden sade upp avtalet. ")
    assert standing_of(initiative) == ["reached", "", ""]
    assert changes(initiative)[-1] == (3, "went_back", "Hyresvärden sade upp avtalet.")
    with pytest.raises(Refused, match="steg 2"):
        actions.record_step(initiative, by=anna, at=AT, number=3, reached_on=DAY)


def test_going_back_to_where_one_went_past_keeps_what_lies_below(anna: Actor) -> None:
    initiative = make_initiative(anna, ladder=Ladder.objects.get(authority=None))
    actions.record_step(initiative, by=anna, at=AT, number=2, reached_on=DAY, why_past=WHY)
    actions.record_step(initiative, by=anna, at=AT, number=3, reached_on=DAY)
    actions.unreach_step(initiative, by=anna, at=AT, number=3)
    assert standing_of(initiative) == ["skipped", "reached", "", "", ""]


def test_an_initiative_that_begins_on_a_step_went_past_nothing(anna: Actor) -> None:
    initiative = actions.start_initiative(
        by=anna,
        at=AT,
        title="Familjecentral i Ekbacken",
        place=None,
        place_name="Ekbacken",
        trigger="",
        move_by=None,
        ladder=make_ladder(),
        parties=[],
        step=2,
    )
    assert standing_of(initiative) == ["reached", "reached", ""]
    assert changes(initiative) == [(2, "reached", "")]


def test_every_plan_is_a_change_too(anna: Actor) -> None:
    initiative = make_initiative(anna)
    for day in (DAY, None):
        actions.plan_step(initiative, by=anna, at=AT, number=2, planned_on=day)
    rows = reads.changes_of(initiative)
    assert [(one.kind, one.day, one.who) for one in rows] == [
        ("unplanned", None, "Anna Almgren"),
        ("planned", DAY, "Anna Almgren"),
    ]


def test_the_database_knows_no_step_that_is_reached_and_skipped_nor_one_skipped_without_a_reason(anna: Actor) -> None:
    initiative = make_initiative(anna)
    with pytest.raises(IntegrityError, match="step_reached_is_not_skipped"), transaction.atomic():
        InitiativeStep.objects.filter(initiative=initiative).update(
            reached_on=DAY, skipped_on=DAY, recorded_by=anna.user_id, recorded_at=AT
        )
    step = LadderStep.objects.filter(ladder=initiative.ladder).first()
    with pytest.raises(IntegrityError, match="step_skipped_says_why"), transaction.atomic():
        StepChange.objects.create(
            initiative=initiative, step=step, kind="skipped", day=DAY, recorded_by_id=anna.user_id, recorded_at=AT
        )


def test_how_the_steps_went_is_never_written_anew(anna: Actor) -> None:
    initiative = make_initiative(anna)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    rows = StepChange.objects.filter(initiative=initiative)
    for change in (rows.delete, lambda: rows.update(reason="Något annat")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_goes_past_a_step_that_somebody_just_left_is_asked_why(own_database: str) -> None:
    anna = build_house().anna
    initiative = make_initiative(anna)
    for number in (1, 2):
        actions.record_step(initiative, by=anna, at=AT, number=number, reached_on=DAY)
    first, second = overlapping(
        functools.partial(actions.unreach_step, initiative, by=anna, at=AT, number=2),
        functools.partial(actions.record_step, initiative, by=anna, at=AT, number=3, reached_on=DAY),
        area_id=anna.area_id,
    )
    assert isinstance(first, InitiativeStep)
    assert isinstance(second, Refused)
    assert "steg 2" in second.reason
    assert standing_of(initiative) == ["reached", "", ""]


def test_who_reaches_a_step_that_somebody_just_came_up_to_goes_past_nothing(own_database: str) -> None:
    anna = build_house().anna
    initiative = make_initiative(anna)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    reach = functools.partial(actions.record_step, initiative, by=anna, at=AT, reached_on=DAY)
    first, second = overlapping(
        functools.partial(reach, number=2), functools.partial(reach, number=3), area_id=anna.area_id
    )
    assert isinstance(first, InitiativeStep)
    assert isinstance(second, InitiativeStep)
    assert standing_of(initiative) == ["reached", "reached", "reached"]


# --- the demands of a ladder -----------------------------------------------------------------------


def own(by: Actor) -> Ladder:
    return make_ladder(name="Vår trappa", authority_id=by.authority_id)


def demanded(ladder: Ladder, number: int = 1) -> list[tuple[int, str, str, list[str]]]:
    rows = LadderDemand.objects.filter(step__ladder=ladder, step__number=number).order_by("number")
    return [(row.number, row.text, row.alone, row.legs) for row in rows]


def change(ladder: Ladder, by: Actor, *demands: WrittenDemand, **values: Any) -> LadderStep:
    seen = reads.mark_of(LadderDemand.objects.filter(step__ladder=ladder, step__number=1).order_by("number"))
    return actions.change_demands(
        ladder, **{"by": by, "at": AT, "number": 1, "demands": demands, "seen": seen} | values
    )


A = WrittenDemand("Någon håller ihop arbetet", "yes")
B = WrittenDemand("Barnhälsovården är med", "no", ("CHILD_HEALTH",))
GONE = WrittenDemand("  ", "yes")


def test_a_copy_of_a_ladder_carries_its_demands(anna: Actor) -> None:
    shared = Ladder.objects.get(authority=None)
    copy = actions.copy_ladder(shared, by=anna, at=AT, name="Vår")
    for number in range(1, 6):
        assert demanded(copy, number) == demanded(shared, number)
        assert len(demanded(copy, number)) >= 4


def test_demands_are_written_reworded_and_taken_away_and_keep_their_order(anna: Actor) -> None:
    ladder = own(anna)
    change(ladder, anna, A, B)
    assert demanded(ladder) == [(1, A.text, "yes", []), (2, B.text, "no", ["CHILD_HEALTH"])]
    second = LadderDemand.objects.get(step__ladder=ladder, number=2)
    change(ladder, anna, GONE, WrittenDemand("Barnhälsovården säger ja", "partly"), A)
    assert demanded(ladder) == [(1, "Barnhälsovården säger ja", "partly", []), (2, A.text, "yes", [])]
    assert LadderDemand.objects.get(step__ladder=ladder, number=1).pk == second.pk
    event = TrailEvent.objects.filter(verb="change_demands").last()
    assert event is not None
    assert event.thing_id == ladder.pk


@pytest.mark.parametrize(
    ("demands", "field"), [([WrittenDemand("Något", "kanske")], "alone_1"), ([A] * (rules.MOST_DEMANDS + 1), None)]
)
def test_what_cannot_be_kept_is_told_and_nothing_changes(
    anna: Actor, demands: list[WrittenDemand], field: str | None
) -> None:
    ladder = own(anna)
    with pytest.raises(Refused) as refused:
        change(ladder, anna, *demands)
    assert refused.value.field == field
    assert demanded(ladder) == []


def test_only_those_who_may_change_the_ladder_change_its_demands(house: House) -> None:
    ladder, shared = own(house.anna), Ladder.objects.get(authority=None)
    for by, row in ((house.bo, ladder), (house.cesar, ladder), (NOBODY, ladder), (house.anna, shared)):
        before = demanded(row)
        with pytest.raises(Denied):
            change(row, by, A)
        assert demanded(row) == before


def test_a_demand_that_an_initiative_meets_stays_and_tells_what_it_said_then(anna: Actor) -> None:
    ladder = own(anna)
    change(ladder, anna, A)
    initiative = make_initiative(anna, ladder=ladder)
    demand = LadderDemand.objects.get(number=1, step__ladder=ladder)
    actions.meet_demand(initiative, by=anna, at=AT, demand=demand, met_on=DAY, note="Anna är utsedd.")
    with pytest.raises(Refused, match="går inte att ta bort") as refused:
        change(ladder, anna, GONE)
    assert refused.value.field == "text_1"
    change(ladder, anna, WrittenDemand("En samordnare är anställd", "yes"))
    (shown,) = reads.demands_of(initiative, 1, [])
    assert (shown.text, shown.said, shown.met_on, shown.who) == (
        "En samordnare är anställd",
        A.text,
        DAY,
        "Anna Almgren",
    )


def test_of_two_who_change_demands_at_once_the_second_is_told(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    save = functools.partial(actions.change_demands, ladder, by=anna, at=AT, number=1, seen=reads.mark_of([]))
    first, second = overlapping(
        functools.partial(save, demands=[A]), functools.partial(save, demands=[B]), area_id=anna.area_id
    )
    assert isinstance(first, LadderStep)
    assert isinstance(second, Refused)
    assert "Någon annan" in second.reason
    assert [text for _number, text, _alone, _legs in demanded(ladder)] == [A.text]


def test_a_demand_that_is_met_while_somebody_takes_it_away_stays(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    change(ladder, anna, A)
    initiative = make_initiative(anna, ladder=ladder)
    demand = LadderDemand.objects.get(step__ladder=ladder)
    meet = functools.partial(actions.meet_demand, initiative, by=anna, at=AT, demand=demand, met_on=DAY)
    first, second = overlapping(meet, lambda: change(ladder, anna, GONE), area_id=anna.area_id)
    assert isinstance(first, DemandMet)
    assert isinstance(second, Refused)
    assert len(demanded(ladder)) == 1


def test_a_demand_that_is_taken_away_while_somebody_meets_it_is_told_to_be_gone(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    change(ladder, anna, A)
    initiative = make_initiative(anna, ladder=ladder)
    demand = LadderDemand.objects.get(step__ladder=ladder)
    meet = functools.partial(actions.meet_demand, initiative, by=anna, at=AT, demand=demand, met_on=DAY)
    first, second = overlapping(lambda: change(ladder, anna, GONE), meet, area_id=anna.area_id)
    assert isinstance(first, LadderStep)
    assert isinstance(second, Refused)
    assert "finns inte längre" in second.reason


# --- met, and what shows it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state", "is_own", "may"),
    [
        ("anna", "active", True, True),
        ("dag", "active", True, True),
        ("anna", "active", False, False),
        ("anna", "resting", True, False),
        ("anna", "ended", True, False),
        ("bo", "active", True, False),
        ("cesar", "active", True, False),
        ("disa", "active", True, False),
    ],
)
def test_who_may_say_that_a_demand_is_met(house: House, name: str, state: str, is_own: bool, may: bool) -> None:
    initiative = make_initiative(house.anna, state=state)
    demand = make_demand(initiative.ladder if is_own else make_ladder(name="En annan"))
    demand.step = LadderStep.objects.get(pk=demand.step_id)
    verdict = rules.may_meet_demand(house.everyone()[name], initiative, demand)
    assert bool(verdict) is may
    assert bool(verdict.reason) is not may


def test_a_demand_is_met_and_not_met_any_more_and_no_step_is_left_because_of_it(anna: Actor) -> None:
    initiative = make_initiative(anna)
    demand = make_demand(initiative.ladder)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    with pytest.raises(Refused) as refused:
        actions.meet_demand(initiative, by=anna, at=AT, demand=demand, met_on=DAY + dt.timedelta(days=1))
    assert refused.value.field == "met_on"
    for day in (DAY - dt.timedelta(days=9), DAY):
        actions.meet_demand(initiative, by=anna, at=AT, demand=demand, met_on=day)
    assert [row.met_on for row in DemandMet.objects.all()] == [DAY]
    for _twice in range(2):
        actions.unmeet_demand(initiative, by=anna, at=AT, demand=demand)
    assert not DemandMet.objects.exists()
    assert TrailEvent.objects.filter(verb="unmeet_demand").count() == 1
    assert standing_of(initiative) == ["reached", "", ""]


def test_a_document_of_the_initiative_shows_it_and_one_of_another_does_not(anna: Actor, cesar: Actor) -> None:
    initiative, matter = make_initiative(anna), make_matter(anna)
    document = make_document(matter, title="Protokoll från samrådet")
    demand = make_demand(initiative.ladder)
    add = functools.partial(
        actions.add_evidence, initiative, by=anna, at=AT, number=1, kind="other", demand=demand, thing=document
    )
    with pytest.raises(Refused) as refused:
        add()
    assert refused.value.field == "thing"
    actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    assert add().kind == StepEvidence.Kind.DOCUMENT
    (shown,) = reads.evidence_of(initiative, actor=anna, numbers=[1])
    assert (shown.title, shown.demand) == ("Protokoll från samrådet", 1)
    assert shown.thing == reads.Thing("document", (matter.code, document.code))
    (row,) = rules.visible_evidence(anna)
    actions.remove_evidence(row, by=anna, at=AT)
    assert not StepEvidence.objects.exists()
    assert rules.visible_evidence(cesar).count() == 0


def test_who_reads_no_matters_sees_that_there_is_a_document_and_not_what_it_is_called(anna: Actor, bo: Actor) -> None:
    initiative, matter = make_initiative(anna), make_matter(anna)
    document = make_document(matter, title="Protokoll från samrådet")
    actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    actions.add_evidence(initiative, by=anna, at=AT, number=1, kind="document", thing=document)
    (shown,) = reads.evidence_of(initiative, actor=bo, numbers=[1])
    assert (shown.title, shown.thing, shown.kind_name) == ("", None, "dokument")


def test_evidence_as_written_says_what_it_is_and_belongs_to_the_step_of_its_demand(anna: Actor) -> None:
    initiative = make_initiative(anna)
    elsewhere = make_demand(initiative.ladder, 2)
    add = functools.partial(actions.add_evidence, initiative, by=anna, at=AT, number=1, kind="meeting")
    for values, field in (({"text": " "}, "text"), ({"text": "Möte", "demand": elsewhere}, "demand")):
        with pytest.raises(Refused) as refused:
            add(**values)
        assert refused.value.field == field
    assert add(text="Möte med familjerna i biblioteket", day=DAY).kind == StepEvidence.Kind.MEETING


def test_evidence_and_met_demands_keep_their_step_in_the_ladder(anna: Actor) -> None:
    ladder = own(anna)
    initiative = make_initiative(anna, ladder=ladder)
    InitiativeStep.objects.all().delete()
    actions.add_evidence(initiative, by=anna, at=AT, number=3, kind="other", text="Ett brev")
    assert reads.ladder_page(ladder, actor=anna).last_is_used
    with pytest.raises(Refused, match="Steg 3"):
        actions.change_ladder(
            ladder,
            by=anna,
            at=AT,
            name=ladder.name,
            steps=[("Ett", ""), ("Två", "")],
            seen=reads.ladder_page(ladder, actor=anna).mark,
        )


def test_what_one_may_not_is_refused_by_the_actions_too(house: House) -> None:
    initiative = make_initiative(house.anna)
    demand = make_demand(initiative.ladder)
    evidence = actions.add_evidence(initiative, by=house.anna, at=AT, number=1, kind="other", text="Ett brev")
    for by in (house.bo, house.cesar, NOBODY):
        for act in (
            functools.partial(actions.meet_demand, initiative, by=by, at=AT, demand=demand, met_on=DAY),
            functools.partial(actions.unmeet_demand, initiative, by=by, at=AT, demand=demand),
            functools.partial(actions.add_evidence, initiative, by=by, at=AT, number=1, kind="other", text="Nej"),
            functools.partial(actions.remove_evidence, evidence, by=by, at=AT),
        ):
            with pytest.raises(Denied):
                act()
    assert StepEvidence.objects.count() == 1
    assert not DemandMet.objects.exists()
