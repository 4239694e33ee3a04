"""What pages show of a meeting: its agenda, who was there, what it decided, and a mark of the minutes as they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from famn.domain.establishment.models import (
    AgendaPoint,
    GroupMeeting,
    GroupMember,
    MeetingAttendance,
    MeetingDecision,
    WheelItem,
)
from famn.domain.establishment.rules import in_seat, next_wheel_day
from famn.ground.text import SortKey, checksum

NEAR_AFTER = dt.timedelta(days=45)  # how far after a meeting the wheel is looked at


@dataclass(frozen=True)
class Attendee:
    """Somebody who sits in the group on the day, and whether she was there; None before anybody has said."""

    number: int
    name: str
    leg: str
    is_present: bool | None


@dataclass(frozen=True)
class MeetingPage:
    """One meeting with its minutes. `mark` is another as soon as somebody has written in them."""

    meeting: GroupMeeting
    points: list[AgendaPoint]
    attendees: list[Attendee]
    decisions: list[MeetingDecision]
    mark: str

    @property
    def open_points(self) -> list[AgendaPoint]:
        """What nobody has settled."""
        return [point for point in self.points if point.state == AgendaPoint.State.OPEN]


def meeting_page(meeting: GroupMeeting) -> MeetingPage:
    """A meeting with its points in order, its members and its decisions: four queries."""
    points = AgendaPoint.objects.filter(meeting=meeting).order_by("number", "pk")
    decisions = MeetingDecision.objects.filter(meeting=meeting).order_by("number")
    noted = list(MeetingAttendance.objects.filter(meeting=meeting).order_by(SortKey("name"), "pk"))
    people = _noted(noted) if noted else [Attendee(one.pk, one.name, one.leg, None) for one in attendees(meeting)]
    page = MeetingPage(
        meeting=meeting,
        points=list(points.select_related("meeting", "assignment__responsible", "raised_by", "moved_from__meeting")),
        attendees=_with_new(people, meeting) if noted and meeting.state != GroupMeeting.State.APPROVED else people,
        decisions=list(decisions.select_related("assignment__responsible")),
        mark="",
    )
    return MeetingPage(page.meeting, page.points, page.attendees, page.decisions, _mark(page, noted))


def attendees(meeting: GroupMeeting) -> list[GroupMember]:
    """Who is expected at a meeting: those who sit in the group on its day, and the coordinators, over both levels."""
    seats = GroupMember.objects.filter(in_seat(meeting.day), group__initiative_id=meeting.group.initiative_id)
    own, others = Q(group_id=meeting.group_id), Q(part=GroupMember.Part.COORDINATOR)
    rows = seats.filter(own | others).order_by(SortKey("name"), "pk")
    here = {row.user_id for row in rows if row.group_id == meeting.group_id and row.user_id}
    return [row for row in rows if row.group_id == meeting.group_id or row.user_id not in here]


def wheel_near(meeting: GroupMeeting) -> list[tuple[dt.date, WheelItem]]:
    """What comes on the wheel of the group from the day of a meeting on, the nearest first."""
    items = WheelItem.objects.filter(group_id=meeting.group_id)
    days = [(next_wheel_day(item, meeting.day), item) for item in items]
    near = [(day, item) for day, item in days if day is not None and day <= meeting.day + NEAR_AFTER]
    return sorted(near, key=lambda one: (one[0], one[1].text))


def _noted(rows: Iterable[MeetingAttendance]) -> list[Attendee]:
    return [Attendee(row.member_id, row.name, row.leg, row.is_present) for row in rows]


def _with_new(people: list[Attendee], meeting: GroupMeeting) -> list[Attendee]:
    """Those noted, and whoever has come to sit in the group for that day since."""
    known = {one.number for one in people}
    return people + [Attendee(one.pk, one.name, one.leg, None) for one in attendees(meeting) if one.pk not in known]


def _mark(page: MeetingPage, noted: Iterable[MeetingAttendance]) -> str:
    said = [page.meeting.state, page.meeting.notes, page.meeting.also_present]
    said += [f"{point.pk}{point.state}{point.outcome}" for point in page.points]
    said += [f"{row.member_id}{row.is_present}" for row in noted]
    return checksum("\0".join(said).encode())[:16]
