"""What pages show of decisions by one person: those of a matter, those of an authority, and what is to be reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from famn.domain.matters.models import BoardMeeting, DelegationItem, Matter, PersonalDecision
from famn.domain.matters.rules import (
    to_report,
    visible_delegation_items,
    visible_meetings,
    visible_personal_decisions,
)
from famn.domain.people.rules import Actor

PAGE_SIZE = 50


@dataclass(frozen=True)
class ToReport:
    """A decision by one person that is to be reported, and the meeting that comes next where it can be, if any."""

    decision: PersonalDecision
    meeting: BoardMeeting | None


def personal_of(matter: Matter, actor: Actor) -> list[PersonalDecision]:
    """What one person decided in a matter, the newest first: one query."""
    return list(visible_personal_decisions(actor).filter(matter=matter).order_by("-decided_on", "-pk"))


def personal_list(actor: Actor, *, unreported: bool, page: int | str) -> Page[PersonalDecision]:
    """A page of the decisions by one person in the authority, the newest first: two queries."""
    rows = visible_personal_decisions(actor)
    rows = to_report(rows) if unreported else rows
    return Paginator(rows.order_by("-decided_on", "-pk"), PAGE_SIZE).get_page(page)


def reported_at(meeting: BoardMeeting, actor: Actor) -> list[PersonalDecision]:
    """What was reported at a meeting, in the order it was decided: one query."""
    return list(visible_personal_decisions(actor).filter(reported_at=meeting).order_by("decided_on", "pk"))


def due_at(meeting: BoardMeeting, actor: Actor, *, today: dt.date) -> list[PersonalDecision]:
    """What waits to be reported at this meeting: the next of its board, or one that has been: three queries at most."""
    if meeting.state != BoardMeeting.State.PLANNED:
        return []
    before = visible_meetings(actor).filter(
        board_id=meeting.board_id, state=BoardMeeting.State.PLANNED, day__gte=today, day__lt=meeting.day
    )
    if before.exists():
        return []
    rows = to_report(visible_personal_decisions(actor)).filter(Q(board_id=meeting.board_id) | Q(board__isnull=True))
    return list(rows.filter(decided_on__lte=meeting.day).order_by("decided_on", "pk"))


def personal_to_report(actor: Actor, *, today: dt.date, most: int) -> list[ToReport]:
    """What waits to be reported in the authority, each with the next meeting of its board: two queries."""
    rows = list(to_report(visible_personal_decisions(actor)).order_by("decided_on", "pk")[:most])
    if not rows:
        return []
    coming = visible_meetings(actor).filter(state=BoardMeeting.State.PLANNED, day__gte=today)
    meetings = list(coming.select_related("board").order_by("day", "pk"))
    return [
        ToReport(row, next((one for one in meetings if row.board_id in {None, one.board_id}), None)) for row in rows
    ]


def delegation_order(actor: Actor) -> list[DelegationItem]:
    """The items that hold, in the order of their numbers: one query."""
    rows = list(visible_delegation_items(actor).filter(is_current=True))
    return sorted(rows, key=lambda one: (_parts(one.number), one.pk))


def _parts(number: str) -> list[tuple[int, str]]:
    """A number such as 4.10 in parts, so that it comes after 4.9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in number.split(".")]
