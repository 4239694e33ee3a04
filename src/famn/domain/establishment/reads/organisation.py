"""What pages show of the project organisation: who sits where for which leg, what is missing, what to answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from famn.domain.establishment.models import (
    AgendaPoint,
    GroupAssignment,
    GroupDuty,
    GroupMeeting,
    GroupMember,
    Initiative,
    ProjectGroup,
    WheelItem,
)
from famn.domain.establishment.rules import next_wheel_day, visible_group_assignments
from famn.domain.matters.rules import DueState, due_state_of
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.text import SortKey

ORDER = {GroupMember.Part.CHAIR: 0, GroupMember.Part.COORDINATOR: 1, GroupMember.Part.MEMBER: 2}
MOST_MEETINGS = 24  # on the page of a group: two years of them, if it meets each month


@dataclass(frozen=True)
class GroupAssignmentView:
    """An assignment of a group and how near its day is."""

    assignment: GroupAssignment
    due_state: DueState

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.assignment.state == GroupAssignment.State.OPEN


@dataclass(frozen=True)
class Chair:
    """The place of one leg in one group: those who sit there; nobody is a leg that is missing."""

    leg: str
    title: str
    members: list[GroupMember]


@dataclass(frozen=True)
class GroupView:
    """One level: who sits there today, which legs are missing, when it meets, what it must see to."""

    group: ProjectGroup
    members: list[GroupMember]
    earlier: list[GroupMember]
    coming: list[GroupMember]
    duties: list[GroupDuty]
    meetings: list[GroupMeeting]
    assignments: list[GroupAssignmentView]
    waiting: list[AgendaPoint]
    today: dt.date

    @property
    def legs(self) -> list[Chair]:
        """The four legs and who sits there for each."""
        return [
            Chair(leg.value, str(leg.label), [member for member in self.members if member.leg == leg.value])
            for leg in Leg
        ]

    @property
    def missing(self) -> list[str]:
        """The codes of the legs that nobody sits there for."""
        return [chair.leg for chair in self.legs if not chair.members]

    @property
    def unanswered_duties(self) -> list[GroupDuty]:
        """What the group must see to and nobody answers for."""
        return [duty for duty in self.duties if not duty.answered_by_name]

    @property
    def next_meeting(self) -> GroupMeeting | None:
        """The nearest meeting that is planned for today or later."""
        planned = [one for one in self.meetings if one.state == GroupMeeting.State.PLANNED and one.day >= self.today]
        return min(planned, key=lambda one: one.day, default=None)

    @property
    def last_meeting(self) -> GroupMeeting | None:
        """The latest meeting that has been."""
        held = [one for one in self.meetings if one.state in {GroupMeeting.State.HELD, GroupMeeting.State.APPROVED}]
        return max(held, key=lambda one: one.day, default=None)

    @property
    def to_follow_up(self) -> list[GroupMeeting]:
        """Meetings whose day has passed without anybody saying how they went, and minutes that wait for approval."""
        passed = [one for one in self.meetings if one.state == GroupMeeting.State.PLANNED and one.day < self.today]
        return [*passed, *(one for one in self.meetings if one.state == GroupMeeting.State.HELD)]

    @property
    def open_assignments(self) -> list[GroupAssignmentView]:
        """What somebody waits for an answer to, by day."""
        return [view for view in self.assignments if view.is_open]


@dataclass(frozen=True)
class OrganisationPage:
    """The two levels of an initiative, and the coordinators over both."""

    initiative: Initiative
    groups: list[GroupView]

    @property
    def coordinators(self) -> list[GroupMember]:
        """Those who hold it together, each once."""
        found = {
            (member.user_id or member.name): member
            for group in self.groups
            for member in group.members
            if member.part == GroupMember.Part.COORDINATOR
        }
        return list(found.values())


def organisation_page(initiative: Initiative, *, today: dt.date) -> OrganisationPage:
    """The two levels with everything on them: six queries."""
    groups = ProjectGroup.objects.filter(initiative=initiative).select_related("initiative")
    return OrganisationPage(initiative, _views(groups.order_by("kind"), today))


def group_view(group: ProjectGroup, *, today: dt.date) -> GroupView:
    """One level with everything on it: six queries."""
    return _views(ProjectGroup.objects.filter(pk=group.pk).select_related("initiative"), today)[0]


def _views(groups: QuerySet[ProjectGroup], today: dt.date) -> list[GroupView]:
    rows = groups.prefetch_related(
        Prefetch("members", GroupMember.objects.select_related("user").order_by(SortKey("name"), "pk")),
        Prefetch("duties", GroupDuty.objects.select_related("answered_by").order_by("pk")),
        Prefetch("meetings", GroupMeeting.objects.select_related("approved_by").order_by("-day", "-pk")),
        Prefetch(
            "assignments",
            GroupAssignment.objects.select_related("responsible", "settled_by").order_by("due_on", "pk"),
        ),
        Prefetch(
            "points",
            AgendaPoint.objects.filter(meeting__isnull=True, state=AgendaPoint.State.OPEN)
            .select_related("raised_by")
            .order_by("raised_at", "pk"),
        ),
    )
    found = [_view(group, today) for group in rows]
    return sorted(found, key=lambda view: view.group.kind != ProjectGroup.Kind.STEERING)


def _view(group: ProjectGroup, today: dt.date) -> GroupView:
    members = sorted(group.members.all(), key=lambda one: ORDER[GroupMember.Part(one.part)])
    return GroupView(
        group=group,
        members=[one for one in members if periods.holds(one.from_date, one.to_date, today)],
        earlier=[one for one in members if one.to_date is not None and one.to_date <= today],
        coming=[one for one in members if one.from_date > today],
        duties=list(group.duties.all()),
        meetings=list(group.meetings.all())[:MOST_MEETINGS],
        assignments=[assignment_view(one, today) for one in group.assignments.all()],
        waiting=list(group.points.all()),
        today=today,
    )


def assignment_view(assignment: GroupAssignment, today: dt.date) -> GroupAssignmentView:
    """An assignment and how near its day is on `today`."""
    is_open = assignment.state == GroupAssignment.State.OPEN
    return GroupAssignmentView(assignment, due_state_of(assignment.due_on, today) if is_open else DueState.SETTLED)


# --- the wheel -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WheelView:
    """Something on the wheel of an initiative and the day it comes next; None where its only day has passed."""

    item: WheelItem
    next_day: dt.date | None

    @property
    def month(self) -> int:
        """The month it stands in, 1 to 12."""
        return self.item.only_on.month if self.item.only_on else (self.item.month or 1)


def wheel_of(initiative: Initiative, *, today: dt.date) -> list[WheelView]:
    """The yearly wheel of both groups, from January on: one query."""
    rows = WheelItem.objects.filter(group__initiative=initiative).select_related("group__initiative", "responsible")
    views = [WheelView(item, next_wheel_day(item, today)) for item in rows.order_by("pk")]
    return sorted(views, key=lambda one: (one.month, one.item.day or (one.item.only_on or today).day, one.item.pk))


# --- my day ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GroupDay:
    """What the groups want of one person: what she is to do by which day, and the meetings that come."""

    assignments: list[GroupAssignmentView]
    meetings: list[GroupMeeting]


def group_day(actor: Actor, *, today: dt.date, weeks: int = 6) -> GroupDay:
    """What the actor is to do for groups, and the meetings of the coming weeks in those she sits in: two queries."""
    if actor.user_id is None or actor.authority_id is None:
        return GroupDay([], [])
    mine = visible_group_assignments(actor).filter(responsible_id=actor.user_id, state=GroupAssignment.State.OPEN)
    rows = mine.order_by("due_on", "pk")
    seats = GroupMember.objects.filter(periods.on(today), user_id=actor.user_id)
    own = seats.values("group")
    over = seats.filter(part=GroupMember.Part.COORDINATOR).values("group__initiative")
    coming = GroupMeeting.objects.filter(
        state=GroupMeeting.State.PLANNED,
        day__gte=today,
        day__lte=today + dt.timedelta(weeks=weeks),
        group__initiative__authority_id=actor.authority_id,
        group__initiative__state=Initiative.State.ACTIVE,
    )
    meetings = coming.filter(group__in=own) | coming.filter(group__initiative__in=over)
    return GroupDay(
        [assignment_view(one, today) for one in rows],
        list(meetings.select_related("group__initiative").order_by("day", "starts", "pk")),
    )
