"""What pages show of boards: when each meets, when reports must be ready, and what is on the agenda."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from famn.domain.matters.models import Board, BoardMeeting, BoardReport, Passage
from famn.domain.matters.rules import visible_boards, visible_meetings, visible_reports
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey

COMING = 6  # meetings that the list of boards shows of each


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list. `reports` counts what is or was on its agenda and that the actor sees."""

    meeting: BoardMeeting
    reports: int


@dataclass(frozen=True)
class BoardRow:
    """A board with its coming meetings, the nearest first."""

    board: Board
    coming: list[MeetingRow]


@dataclass(frozen=True)
class BoardPage:
    """A board with every meeting: those to come, the nearest first, and those that have been, the latest first."""

    board: Board
    coming: list[MeetingRow]
    past: list[MeetingRow]


def boards_list(actor: Actor, *, today: dt.date) -> list[BoardRow]:
    """The boards that one sees in Swedish order, those that are abolished last: two queries."""
    kept = visible_boards(actor).select_related("succeeded_by")
    boards = sorted(kept.order_by(SortKey("name"), "pk"), key=lambda one: one.ended_on is not None)
    rows = _rows(actor, Q(board__in=boards, day__gte=today, state=BoardMeeting.State.PLANNED))
    return [BoardRow(board, [row for row in rows if row.meeting.board_id == board.pk][:COMING]) for board in boards]


def board_page(board: Board, actor: Actor, *, today: dt.date) -> BoardPage:
    """One board with its meetings: one query."""
    rows = _rows(actor, Q(board=board))
    coming = [row for row in rows if row.meeting.day >= today]
    return BoardPage(board, coming, [row for row in reversed(rows) if row.meeting.day < today])


def agenda(meeting: BoardMeeting, actor: Actor) -> list[BoardReport]:
    """The reports that are or were on the agenda of a meeting, in the order they came."""
    here = Exists(Passage.objects.filter(report=OuterRef("pk"), meeting=meeting))
    rows = visible_reports(actor).filter(Q(meeting=meeting) | here)
    return list(rows.select_related("matter__case_officer", "started_by").order_by("state_at", "pk"))


def meetings_to_choose(
    actor: Actor, *, today: dt.date, after: dt.date | None = None, board: Board | None = None
) -> list[BoardMeeting]:
    """The planned meetings from `today` on, and after the day `after`, that a report can go to, the nearest first.

    Of one `board`, or of all.
    """
    rows = visible_meetings(actor).filter(state=BoardMeeting.State.PLANNED, day__gte=today)
    if board is not None:
        rows = rows.filter(board=board)
    if after is not None:
        rows = rows.filter(day__gt=after)
    return list(rows.select_related("board").order_by("day", "pk"))


def report_deadlines(actor: Actor, *, today: dt.date, until: dt.date) -> list[BoardMeeting]:
    """The planned meetings whose reports must be ready from `today` to `until`, the nearest first."""
    rows = visible_meetings(actor).filter(
        state=BoardMeeting.State.PLANNED, reports_by__gte=today, reports_by__lte=until
    )
    return list(rows.select_related("board").order_by("reports_by", "pk"))


def _rows(actor: Actor, which: Q) -> list[MeetingRow]:
    seen = BoardReport.objects.filter(matter__authority_id=actor.authority_id or 0)
    here = seen.filter(Q(meeting=OuterRef("pk")) | Q(passages__meeting=OuterRef("pk"))).order_by()
    count = here.values("matter__authority_id").annotate(count=Count("pk", distinct=True)).values("count")
    meetings = BoardMeeting.objects.filter(which).select_related("board")
    meetings = meetings.annotate(count=Coalesce(Subquery(count), 0))
    return [MeetingRow(meeting, meeting.count) for meeting in meetings.order_by("day", "pk")]
