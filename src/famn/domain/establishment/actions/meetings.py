"""The only writes of meetings: a plan whose agenda fills itself, minutes that are written, held and approved.

What nobody has settled moves on: an open point waits for the next meeting of the group, and so does an assignment that
nobody has answered. Approved minutes never change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.actions.agenda import fill_agenda, move_on, take_off_agendas
from famn.domain.establishment.actions.group_assignments import give
from famn.domain.establishment.actions.organisation import lock_group
from famn.domain.establishment.actions.somebody import Somebody, known
from famn.domain.establishment.models import (
    AgendaPoint,
    GroupAssignment,
    GroupMeeting,
    MeetingAttendance,
    MeetingDecision,
    ProjectGroup,
)
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True)
class Outcome:
    """What came of one point of the agenda."""

    text: str = ""
    is_settled: bool = False


# --- planning --------------------------------------------------------------------------------------


@transaction.atomic
def plan_meeting(
    group: ProjectGroup, *, by: Actor, at: dt.datetime, day: dt.date, starts: dt.time | None, place: str
) -> GroupMeeting:
    """Plan a meeting; its agenda fills itself. Raises Refused where the group meets that day already."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    _refuse_same_day(group, day)
    meeting = GroupMeeting.objects.create(
        group=group,
        day=day,
        starts=starts,
        place=cut(squeeze(place), 160),
        planned_by_id=standing(by).user_id,
        planned_at=at,
    )
    trail.record("plan_meeting", meeting, by=by, at=at, about=_about(group))
    fill_agenda(group, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: GroupMeeting, *, by: Actor, at: dt.datetime, day: dt.date, starts: dt.time | None, place: str
) -> GroupMeeting:
    """Change when and where a meeting is to be."""
    meeting = lock_meeting(meeting)
    require(rules.may_change_meeting(by, meeting))
    _refuse_same_day(meeting.group, day, but=meeting)
    meeting.day, meeting.starts, meeting.place = day, starts, cut(squeeze(place), 160)
    meeting.save(update_fields=["day", "starts", "place"])
    trail.record("change_meeting", meeting, by=by, at=at, about=_about(meeting.group))
    return meeting


@transaction.atomic
def cancel_meeting(meeting: GroupMeeting, *, by: Actor, at: dt.datetime) -> GroupMeeting:
    """Call a meeting off. Its points wait for the next one."""
    meeting = lock_meeting(meeting)
    require(rules.may_move_meeting(by, meeting, GroupMeeting.State.CANCELLED))
    meeting.state = GroupMeeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    AgendaPoint.objects.filter(meeting=meeting, assignment__isnull=False).delete()
    AgendaPoint.objects.filter(meeting=meeting).update(meeting=None, number=0, state=AgendaPoint.State.OPEN)
    trail.record("cancel_meeting", meeting, by=by, at=at, about=_about(meeting.group))
    fill_agenda(meeting.group, at=at)
    return meeting


@transaction.atomic
def raise_point(group: ProjectGroup, *, by: Actor, at: dt.datetime, text: str) -> AgendaPoint:
    """Put a point to the group: on the agenda of its next meeting, or waiting until one is planned."""
    group = lock_group(group)
    require(rules.may_raise_point(by, group, day=timezone.localdate(at)))
    text = cut(squeeze(text), 300)
    if not text:
        raise Refused(_("Skriv vad ni ska ta upp."), field="text")
    point = AgendaPoint.objects.create(group=group, text=text, raised_by_id=standing(by).user_id, raised_at=at)
    trail.record("raise_point", point, by=by, at=at, about=_about(group))
    fill_agenda(group, at=at)
    return AgendaPoint.objects.select_related("meeting").get(pk=point.pk)


@transaction.atomic
def take_off_point(point: AgendaPoint, *, by: Actor, at: dt.datetime) -> ProjectGroup:
    """Take a point off that no meeting has dealt with."""
    rows = AgendaPoint.objects.select_for_update(of=("self",)).select_related("group__initiative", "meeting")
    row = rows.filter(pk=point.pk).first()
    if row is None:
        raise Refused(_("Punkten är redan borttagen."))
    require(rules.may_take_off_point(by, row))
    trail.record("take_off_point", row, by=by, at=at, about=_about(row.group))
    row.delete()
    return row.group


# --- minutes ---------------------------------------------------------------------------------------


@transaction.atomic
def write_minutes(
    meeting: GroupMeeting,
    *,
    by: Actor,
    at: dt.datetime,
    notes: str,
    also_present: str,
    present: Collection[int],
    outcomes: Mapping[int, Outcome],
    seen: str,
) -> GroupMeeting:
    """Write who was there and what came of each point. `present`: numbers of members; `outcomes`: by number of point.

    `seen` is the mark of the minutes as the writer saw them (reads.MeetingPage). Raises Refused where somebody else
    has written since.
    """
    meeting = lock_meeting(meeting)
    require(rules.may_write_minutes(by, meeting))
    if seen != reads.meeting_page(meeting).mark:
        raise Refused(_("Någon annan skrev medan du skrev. Jämför, och spara igen om din text ska gälla."))
    meeting.notes, meeting.also_present = notes.strip(), cut(squeeze(also_present), 300)
    meeting.save(update_fields=["notes", "also_present"])
    _note_attendance(meeting, present)
    for point in AgendaPoint.objects.filter(meeting=meeting, pk__in=outcomes):
        said = outcomes[point.pk]
        point.outcome = said.text.strip()
        point.state = AgendaPoint.State.SETTLED if said.is_settled else AgendaPoint.State.OPEN
        point.save(update_fields=["outcome", "state"])
    trail.record("write_minutes", meeting, by=by, at=at, about=_about(meeting.group))
    if meeting.state == GroupMeeting.State.HELD:
        move_on(meeting, at=at)
    return meeting


@transaction.atomic
def decide_at_meeting(
    meeting: GroupMeeting,
    *,
    by: Actor,
    at: dt.datetime,
    text: str,
    who: Somebody,
    due_on: dt.date | None,
) -> MeetingDecision:
    """Note what a meeting decided. With somebody and a day it is an assignment too, and she is told."""
    meeting = lock_meeting(meeting)
    require(rules.may_write_minutes(by, meeting))
    if not text.strip():
        raise Refused(_("Skriv vad mötet beslutade."), field="text")
    who = known(who, by=by, at=at, field="user", is_needed=due_on is not None)
    if who.name and due_on is None:
        raise Refused(_("Välj en dag då uppdraget ska vara klart."), field="due_on")
    rows = MeetingDecision.objects.filter(meeting=meeting)
    decision = MeetingDecision.objects.create(
        meeting=meeting,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text.strip(),
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("decide_at_meeting", decision, by=by, at=at, about={"group_meeting": meeting.pk})
    if due_on is not None:
        give(meeting.group, decision, text=text.strip(), who=who, due_on=due_on, by=by, at=at)
        fill_agenda(meeting.group, at=at)
    return decision


@transaction.atomic
def take_back_decision(decision: MeetingDecision, *, by: Actor, at: dt.datetime) -> GroupMeeting:
    """Take a decision out of minutes that nobody has approved; an assignment of it that is open is withdrawn."""
    row = MeetingDecision.objects.filter(pk=decision.pk).first()
    if row is None:
        raise Refused(_("Beslutet är redan borttaget."))
    meeting = lock_meeting(GroupMeeting(pk=row.meeting_id))
    require(rules.may_write_minutes(by, meeting))
    given = GroupAssignment.objects.filter(decision=row, state=GroupAssignment.State.OPEN)
    for assignment in given:
        assignment.state, assignment.settled_by_id, assignment.settled_at = (
            GroupAssignment.State.WITHDRAWN,
            standing(by).user_id,
            at,
        )
        assignment.save(update_fields=["state", "settled_by", "settled_at"])
        take_off_agendas(assignment)
        trail.record("withdraw_group_assignment", assignment, by=by, at=at, about=_about(meeting.group))
    trail.record("take_back_decision", row, by=by, at=at, about={"group_meeting": meeting.pk})
    row.delete()
    return meeting


@transaction.atomic
def hold_meeting(meeting: GroupMeeting, *, by: Actor, at: dt.datetime) -> GroupMeeting:
    """Record that a meeting has been. Points that nobody settled move on. Refused for a day to come."""
    meeting = lock_meeting(meeting)
    require(rules.may_move_meeting(by, meeting, GroupMeeting.State.HELD))
    if meeting.day > timezone.localdate(at):
        raise Refused(_("Mötesdagen har inte kommit än."))
    meeting.state = GroupMeeting.State.HELD
    meeting.save(update_fields=["state"])
    trail.record("hold_meeting", meeting, by=by, at=at, about=_about(meeting.group))
    move_on(meeting, at=at)
    return meeting


@transaction.atomic
def approve_minutes(meeting: GroupMeeting, *, by: Actor, at: dt.datetime) -> GroupMeeting:
    """Approve the minutes: from now on nothing in them changes. Raises Refused where nobody is noted as present."""
    meeting = lock_meeting(meeting)
    require(rules.may_move_meeting(by, meeting, GroupMeeting.State.APPROVED))
    somebody = MeetingAttendance.objects.filter(meeting=meeting, is_present=True).exists()
    if not somebody and not meeting.also_present:
        raise Refused(_("Anteckna vilka som var med innan du godkänner."))
    meeting.state, meeting.approved_by_id, meeting.approved_at = GroupMeeting.State.APPROVED, by.user_id, at
    meeting.save(update_fields=["state", "approved_by", "approved_at"])
    trail.record("approve_minutes", meeting, by=by, at=at, about=_about(meeting.group))
    return meeting


# --- taking hold of rows ---------------------------------------------------------------------------


def lock_meeting(meeting: GroupMeeting) -> GroupMeeting:
    """The meeting as it is now, its group held: one at a time writes in the meetings of a group."""
    group = ProjectGroup.objects.filter(meetings=meeting.pk)
    group.select_for_update(of=("self",)).get()
    return GroupMeeting.objects.select_related("group__initiative").get(pk=meeting.pk)


def _refuse_same_day(group: ProjectGroup, day: dt.date, *, but: GroupMeeting | None = None) -> None:
    others = GroupMeeting.objects.filter(group=group, day=day).exclude(state=GroupMeeting.State.CANCELLED)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Gruppen har redan ett möte den dagen."), field="day")


def _note_attendance(meeting: GroupMeeting, present: Collection[int]) -> None:
    """Note of each who sits in the group on the day whether she was there, by the name and leg she had."""
    MeetingAttendance.objects.bulk_create(
        [
            MeetingAttendance(
                meeting=meeting, member=member, name=member.name, leg=member.leg, is_present=member.pk in present
            )
            for member in reads.attendees(meeting)
        ],
        update_conflicts=True,
        unique_fields=["meeting", "member"],
        update_fields=["name", "leg", "is_present"],
    )


def _about(group: ProjectGroup) -> dict[str, int]:
    return {"project_group": group.pk, "initiative": group.initiative_id}
