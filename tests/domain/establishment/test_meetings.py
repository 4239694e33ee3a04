"""A meeting from its plan to approved minutes: what fills the agenda, what moves on, what a decision becomes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Somebody
from famn.domain.establishment.models import (
    AgendaPoint,
    GroupAssignment,
    GroupMeeting,
    GroupMember,
    MeetingAttendance,
    MeetingDecision,
)
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.establishment.organising import (
    agenda,
    days,
    fresh,
    give,
    later,
    letters,
    make_groups,
    plan,
    sit,
    user_of,
    write,
)
from tests.people import AT, DAY

# --- the agenda ------------------------------------------------------------------------------------


def test_the_agenda_fills_itself_with_what_waits_and_what_nobody_has_answered(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    actions.raise_point(working, by=anna, at=AT, text="Vårens grupper")
    give(working, anna, anna)
    meeting = plan(working, anna)
    assert agenda(meeting) == ["Vårens grupper", "Uppföljning: Ta fram två lokaler."]


def test_what_comes_after_the_plan_comes_on_the_agenda_too(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    meeting = plan(working, anna, days(7))
    point = actions.raise_point(working, by=anna, at=AT, text="Nycklarna")
    give(working, anna, anna)
    assert agenda(meeting) == ["Nycklarna", "Uppföljning: Ta fram två lokaler."]
    assert point.meeting_id == meeting.pk


def test_an_answered_assignment_is_not_asked_for_again_and_a_withdrawn_one_leaves_the_agenda(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    answered, withdrawn = give(working, anna, anna), give(working, anna, anna)
    actions.answer_group_assignment(answered, by=anna, at=AT, answer="Två är besökta.")
    meeting = plan(working, anna)
    assert AgendaPoint.objects.get(meeting=meeting).assignment_id == withdrawn.pk
    actions.withdraw_group_assignment(withdrawn, by=anna, at=AT)
    assert agenda(meeting) == []


def test_the_other_groups_points_stay_with_it(anna: Actor) -> None:
    steering, working = make_groups(anna)
    actions.raise_point(working, by=anna, at=AT, text="Vårens grupper")
    assert agenda(plan(steering, anna)) == []


def test_a_cancelled_meeting_gives_its_points_back_to_the_next(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    actions.raise_point(working, by=anna, at=AT, text="Nycklarna")
    give(working, anna, anna)
    first, second = plan(working, anna, days(7)), plan(working, anna, days(14))
    assert agenda(second) == []
    actions.cancel_meeting(first, by=anna, at=AT)
    assert agenda(second) == ["Nycklarna", "Uppföljning: Ta fram två lokaler."]


def test_a_group_meets_once_a_day_and_a_cancelled_meeting_does_not_count(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    first = plan(working, anna)
    with pytest.raises(Refused) as refused:
        plan(working, anna)
    assert refused.value.field == "day"
    actions.cancel_meeting(first, by=anna, at=AT)
    assert plan(working, anna).day == DAY


def test_a_member_without_the_role_raises_a_point_and_one_who_does_not_sit_there_is_denied(
    anna: Actor, bo: Actor
) -> None:
    _steering, working = make_groups(anna)
    with pytest.raises(Denied):
        actions.raise_point(working, by=bo, at=AT, text="Nycklarna")
    sit(working, anna, bo)
    assert actions.raise_point(working, by=bo, at=AT, text="Nycklarna").raised_by_id == bo.user_id


def test_a_point_that_no_meeting_has_dealt_with_may_go(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    point = actions.raise_point(working, by=anna, at=AT, text="Nycklarna")
    meeting = plan(working, anna)
    actions.take_off_point(point, by=anna, at=AT)
    assert agenda(meeting) == []
    kept = actions.raise_point(working, by=anna, at=AT, text="Larmet")
    actions.hold_meeting(meeting, by=anna, at=AT)
    with pytest.raises(Denied, match="står kvar"):
        actions.take_off_point(kept, by=anna, at=AT)


# --- minutes ---------------------------------------------------------------------------------------


def test_what_is_not_settled_moves_on_to_the_next_meeting(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    for text in ("Nycklarna", "Larmet"):
        actions.raise_point(working, by=anna, at=AT, text=text)
    meeting = plan(working, anna)
    write(meeting, anna, "Nycklarna")
    actions.hold_meeting(meeting, by=anna, at=AT)
    states = dict(AgendaPoint.objects.filter(meeting=meeting).values_list("text", "state"))
    assert states == {"Nycklarna": "settled", "Larmet": "moved"}
    following = plan(working, anna, days(14))
    assert agenda(following) == ["Larmet"]


def test_a_point_settled_after_all_is_taken_off_the_next_agenda_and_back_again(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    actions.raise_point(working, by=anna, at=AT, text="Larmet")
    meeting = plan(working, anna)
    actions.hold_meeting(meeting, by=anna, at=AT)
    following = plan(working, anna, days(14))
    write(meeting, anna, "Larmet")
    assert agenda(following) == []
    write(meeting, anna)
    assert agenda(following) == ["Larmet"]


def test_an_unanswered_assignment_comes_up_at_each_meeting_until_it_is_answered(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, anna)
    first = plan(working, anna)
    actions.hold_meeting(first, by=anna, at=AT)
    second = plan(working, anna, days(7), later(1))
    assert agenda(second) == agenda(first)
    actions.answer_group_assignment(assignment, by=anna, at=later(2), answer="Klart.")
    actions.hold_meeting(second, by=anna, at=later(7))
    assert agenda(plan(working, anna, days(14), later(8))) == []


def test_attendance_is_noted_for_members_and_for_the_coordinator_over_both_levels(anna: Actor, dag: Actor) -> None:
    steering, working = make_groups(anna)
    chair = sit(steering, anna, dag, part=GroupMember.Part.CHAIR)
    sit(working, anna, anna, part=GroupMember.Part.COORDINATOR)
    sit(working, anna, "Ingrid Daggkåpa")
    meeting = plan(steering, anna)
    assert [one.name for one in reads.meeting_page(fresh(meeting)).attendees] == ["Anna Almgren", "Dag Dahlström"]
    write(meeting, anna, present=[chair.pk])
    there = {one.name: one.is_present for one in reads.meeting_page(fresh(meeting)).attendees}
    assert there == {"Anna Almgren": False, "Dag Dahlström": True}


def test_who_writes_over_what_somebody_else_wrote_is_told(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    meeting = plan(working, anna)
    before = reads.meeting_page(fresh(meeting)).mark
    write(meeting, anna, notes="Först")
    with pytest.raises(Refused, match="Någon annan skrev"):
        write(meeting, anna, notes="Sedan", seen=before)
    assert fresh(meeting).notes == "Först"


def test_a_meeting_to_come_is_not_held(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    meeting = plan(working, anna, days(1))
    with pytest.raises(Refused, match="inte kommit än"):
        actions.hold_meeting(meeting, by=anna, at=AT)


def test_approved_minutes_are_locked_and_say_who_and_when(anna: Actor, dag: Actor) -> None:
    _steering, working = make_groups(anna)
    sit(working, anna, anna)
    actions.raise_point(working, by=anna, at=AT, text="Larmet")
    meeting = plan(working, anna)
    decision = decide(meeting, anna)
    actions.hold_meeting(meeting, by=anna, at=AT)
    with pytest.raises(Refused, match="vilka som var med"):
        actions.approve_minutes(meeting, by=dag, at=AT)
    write(meeting, anna)
    actions.approve_minutes(meeting, by=dag, at=later(2))
    locked = fresh(meeting)
    assert (locked.state, locked.approved_by_id, locked.approved_at) == ("approved", dag.user_id, later(2))
    with pytest.raises(Denied, match="godkända"):
        write(meeting, anna)
    with pytest.raises(Denied, match="godkända"):
        decide(meeting, anna)
    with pytest.raises(Denied, match="godkända"):
        actions.take_back_decision(decision, by=anna, at=AT)
    with pytest.raises(Denied):
        actions.change_meeting(meeting, by=anna, at=AT, day=days(1), starts=None, place="")


def test_a_planned_meeting_cannot_be_approved_at_once(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    with pytest.raises(Denied, match="Det går inte från"):
        actions.approve_minutes(plan(working, anna), by=anna, at=AT)


# --- decisions -------------------------------------------------------------------------------------


def decide(
    meeting: GroupMeeting, by: Actor, who: Somebody | None = None, due_on: dt.date | None = None
) -> MeetingDecision:
    return actions.decide_at_meeting(
        meeting, by=by, at=AT, text="Vi hyr Tallhuset.", who=who or Somebody(), due_on=due_on
    )


def test_a_decision_with_somebody_and_a_day_is_an_assignment_and_she_is_told(anna: Actor, dag: Actor) -> None:
    steering, _working = make_groups(anna)
    meeting = plan(steering, anna)
    decide(meeting, anna, Somebody(user_of(dag)), days(14))
    assignment = GroupAssignment.objects.select_related("decision").get()
    assert (assignment.responsible_id, assignment.due_on) == (dag.user_id, days(14))
    assert assignment.decision is not None and assignment.decision.meeting_id == meeting.pk
    (letter,) = letters()
    assert letter.to == user_of(dag).email
    assert "Vi hyr Tallhuset." in letter.text


def test_what_a_meeting_decides_is_followed_up_at_the_next_one_and_not_at_the_same(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    meeting = plan(steering, anna)
    decide(meeting, anna, Somebody(user_of(anna)), days(14))
    assert agenda(meeting) == []
    actions.hold_meeting(meeting, by=anna, at=AT)
    assert agenda(plan(steering, anna, days(20))) == ["Uppföljning: Vi hyr Tallhuset."]


def test_a_decision_alone_is_a_decision(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    decide(plan(steering, anna), anna)
    assert not GroupAssignment.objects.exists()


@pytest.mark.parametrize(
    ("who", "due_on", "field"), [(Somebody(name="Ingrid Daggkåpa"), None, "due_on"), (None, days(9), "user")]
)
def test_half_an_assignment_is_refused(anna: Actor, who: Somebody | None, due_on: dt.date | None, field: str) -> None:
    steering, _working = make_groups(anna)
    with pytest.raises(Refused) as refused:
        decide(plan(steering, anna), anna, who, due_on)
    assert refused.value.field == field


def test_a_decision_taken_back_withdraws_its_assignment(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    meeting = plan(steering, anna)
    decision = decide(meeting, anna, Somebody(user_of(anna)), days(14))
    actions.take_back_decision(decision, by=anna, at=AT)
    assert GroupAssignment.objects.get().state == GroupAssignment.State.WITHDRAWN
    assert reads.meeting_page(fresh(meeting)).decisions == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_meeting_costs_the_same_however_long_its_agenda(
    anna: Actor, count: int, django_assert_num_queries: object
) -> None:
    _steering, working = make_groups(anna)
    for number in range(count):
        sit(working, anna, f"Person {number}")
        actions.raise_point(working, by=anna, at=AT, text=f"Punkt {number}")
        give(working, anna, anna)
    meeting = plan(working, anna)
    for _number in range(count):
        decide(meeting, anna, Somebody(user_of(anna)), days(14))
    meeting = fresh(meeting)
    with django_assert_num_queries(4):  # type: ignore[operator]  # pytest-django's own fixture
        page = reads.meeting_page(meeting)
        assert all(point.raised_by or point.assignment for point in page.points)
        assert all(one.assignment.responsible for one in page.decisions)


def test_the_database_itself_refuses_to_change_approved_minutes(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    sit(working, anna, anna)
    actions.raise_point(working, by=anna, at=AT, text="Larmet")
    meeting = plan(working, anna)
    decide(meeting, anna)
    write(meeting, anna, "Larmet")
    actions.hold_meeting(meeting, by=anna, at=AT)
    actions.approve_minutes(meeting, by=anna, at=AT)
    changes = (
        lambda: GroupMeeting.objects.filter(pk=meeting.pk).update(notes="Något annat"),
        lambda: AgendaPoint.objects.filter(meeting=meeting).update(outcome="Något annat"),
        lambda: MeetingAttendance.objects.filter(meeting=meeting).update(is_present=False),
        lambda: MeetingDecision.objects.filter(meeting=meeting).delete(),
        lambda: MeetingDecision.objects.create(
            meeting=meeting, number=9, text="Till", recorded_by=user_of(anna), recorded_at=AT
        ),
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            change()
