"""The only writes of boards and their meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Board, BoardMeeting, BoardReport
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

MOST_MEETINGS = 60


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What is said of a board. `report_days` is how many days before a meeting a report must be ready."""

    name: str
    kind: str
    report_days: int = 14


@transaction.atomic
def add_board(*, by: Actor, at: dt.datetime, facts: BoardFacts) -> Board:
    """Put in a board or a committee of one's authority. Raises Refused where there is one of that name."""
    require(rules.may_keep_boards(by))
    board = Board(authority_id=standing(by).authority_id)
    _say(board, facts)
    board.save()
    trail.record("add_board", board, by=by, at=at)
    return board


@transaction.atomic
def change_board(board: Board, *, by: Actor, at: dt.datetime, facts: BoardFacts) -> Board:
    """Change what is said of a board. Meetings that are planned keep the day by which their reports must be ready."""
    board = Board.objects.select_for_update().get(pk=board.pk)
    require(rules.may_change_board(by, board))
    _say(board, facts)
    board.save()
    trail.record("change_board", board, by=by, at=at)
    return board


@transaction.atomic
def plan_meetings(
    board: Board,
    *,
    by: Actor,
    at: dt.datetime,
    days: Sequence[dt.date],
    starts: dt.time | None = None,
    place: str = "",
) -> list[BoardMeeting]:
    """Plan meetings on these days; a day that is planned already is passed over. Returns those that are new.

    A report must be ready the board's number of days before each. Raises Refused for no day, and for too many.
    """
    board = Board.objects.select_for_update().get(pk=board.pk)
    require(rules.may_change_board(by, board))
    if not days:
        raise Refused(_("Skriv minst en dag."), field="days")
    if len(days) > MOST_MEETINGS:
        raise Refused(_("Skriv högst %(most)d dagar åt gången.") % {"most": MOST_MEETINGS}, field="days")
    planned = BoardMeeting.objects.filter(board=board, state=BoardMeeting.State.PLANNED)
    known = set(planned.values_list("day", flat=True))
    made = [
        BoardMeeting.objects.create(
            board=board,
            day=day,
            reports_by=day - dt.timedelta(days=board.report_days),
            starts=starts,
            place=cut(squeeze(place), 120),
            recorded_by_id=standing(by).user_id,
            recorded_at=at,
        )
        for day in sorted(set(days) - known)
    ]
    for meeting in made:
        trail.record("plan_board_meeting", meeting, by=by, at=at, about={"board": board.pk})
    return made


@transaction.atomic
def change_meeting(
    meeting: BoardMeeting,
    *,
    by: Actor,
    at: dt.datetime,
    reports_by: dt.date,
    starts: dt.time | None = None,
    place: str = "",
) -> BoardMeeting:
    """Change when reports must be ready, and when and where the board meets. Another day is another meeting."""
    meeting = _lock(meeting)
    require(rules.may_change_meeting(by, meeting, today=timezone.localdate(at)))
    if reports_by > meeting.day:
        raise Refused(_("Utlåtandena måste vara klara före mötet."), field="reports_by")
    meeting.reports_by, meeting.starts, meeting.place = reports_by, starts, cut(squeeze(place), 120)
    meeting.save(update_fields=["reports_by", "starts", "place"])
    trail.record("change_board_meeting", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: BoardMeeting, *, by: Actor, at: dt.datetime) -> BoardMeeting:
    """Cancel a meeting. Raises Refused as long as something is on its agenda: that must go to another meeting first."""
    meeting = _lock(meeting)
    require(rules.may_change_meeting(by, meeting, today=timezone.localdate(at)))
    if BoardReport.objects.filter(meeting=meeting, state=BoardReport.State.AGENDA).exists():
        raise Refused(_("Det finns utlåtanden på dagordningen. Flytta dem till ett annat möte först."))
    meeting.state = BoardMeeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    trail.record("cancel_board_meeting", meeting, by=by, at=at)
    return meeting


def _lock(meeting: BoardMeeting) -> BoardMeeting:
    rows = BoardMeeting.objects.select_for_update(of=("self",)).select_related("board")
    return rows.get(pk=meeting.pk)


def _say(board: Board, facts: BoardFacts) -> None:
    """Let a board say this. Two who put in the same name at once take turns on their authority."""
    Authority.objects.select_for_update().get(pk=board.authority_id)
    name = cut(squeeze(facts.name), 120)
    if not name:
        raise Refused(_("Skriv vad nämnden heter."), field="name")
    if Board.objects.filter(authority_id=board.authority_id, name__iexact=name).exclude(pk=board.pk).exists():
        raise Refused(_("Den nämnden finns redan."), field="name")
    if facts.kind not in Board.Kind.values:
        raise Refused(_("Välj vad det är för sorts organ."), field="kind")
    if not 0 <= facts.report_days <= 120:
        raise Refused(_("Skriv ett antal dagar från 0 till 120."), field="report_days")
    board.name, board.kind, board.report_days = name, facts.kind, facts.report_days
