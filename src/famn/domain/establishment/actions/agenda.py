"""What follows of itself around a meeting: its agenda fills, and what nobody has settled moves on to the next one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.models import AgendaPoint, GroupAssignment, GroupMeeting, ProjectGroup
from famn.domain.matters.facts import cut
from famn.ground.text import squeeze


def fill_agenda(group: ProjectGroup, *, at: dt.datetime) -> None:
    """Put what waits on the agenda of the group's next meeting: open points, and assignments nobody has answered."""
    planned = GroupMeeting.objects.filter(group=group, state=GroupMeeting.State.PLANNED)
    meeting = planned.filter(day__gte=timezone.localdate(at)).order_by("day").first()
    if meeting is None:
        return
    number = AgendaPoint.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    waiting = AgendaPoint.objects.filter(group=group, meeting__isnull=True, state=AgendaPoint.State.OPEN)
    for point in waiting.order_by("raised_at", "pk"):
        number += 1
        point.meeting, point.number = meeting, number
        point.save(update_fields=["meeting", "number"])
    there = AgendaPoint.objects.filter(meeting=meeting, assignment__isnull=False).values("assignment")
    asked = GroupAssignment.objects.filter(group=group, state=GroupAssignment.State.OPEN).exclude(pk__in=there)
    asked = asked.exclude(decision__meeting=meeting)  # just decided there: it is followed up at the next one
    AgendaPoint.objects.bulk_create(
        AgendaPoint(
            group=group,
            meeting=meeting,
            number=number + nth,
            text=cut(_("Uppföljning: %(text)s") % {"text": squeeze(assignment.text)}, 300),
            assignment=assignment,
            raised_at=at,
        )
        for nth, assignment in enumerate(asked.order_by("due_on", "pk"), start=1)
    )


def move_on(meeting: GroupMeeting, *, at: dt.datetime) -> None:
    """Let what a held meeting did not settle wait for the next one, and take back what it settled after all."""
    points = AgendaPoint.objects.filter(meeting=meeting)
    settled = points.filter(state=AgendaPoint.State.SETTLED)
    AgendaPoint.objects.filter(moved_from__in=settled, state=AgendaPoint.State.OPEN).filter(_not_dealt_with()).delete()
    for point in points.filter(state=AgendaPoint.State.OPEN).order_by("number"):
        point.state = AgendaPoint.State.MOVED
        point.save(update_fields=["state"])
        if point.assignment_id is None and not AgendaPoint.objects.filter(moved_from=point).exists():
            AgendaPoint.objects.create(
                group_id=point.group_id,
                text=point.text,
                moved_from=point,
                raised_by_id=point.raised_by_id,
                raised_at=point.raised_at,
            )
    fill_agenda(meeting.group, at=at)


def _not_dealt_with() -> Q:
    """Points that wait, or stand on the agenda of a meeting that has not been."""
    return Q(meeting__isnull=True) | Q(meeting__state=GroupMeeting.State.PLANNED)


def take_off_agendas(assignment: GroupAssignment) -> None:
    """Take an assignment that nobody waits for any more off the agendas of meetings to come."""
    points = AgendaPoint.objects.filter(assignment=assignment, meeting__state=GroupMeeting.State.PLANNED)
    points.delete()
