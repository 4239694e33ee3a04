"""The only writes of boards and their meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.deciding import passages_of, settle_report, show_meeting
from famn.domain.matters.actions.reports import lock_report, set_state
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Board, BoardMeeting, BoardReport, Passage, PersonalDecision
from famn.domain.matters.reads.passages import meetings_left, passages_to_move
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
    if Passage.objects.filter(meeting=meeting, state=Passage.State.ON_AGENDA).exists():
        raise Refused(_("Det finns utlåtanden på dagordningen. Flytta dem till ett annat möte först."))
    meeting.state = BoardMeeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    trail.record("cancel_board_meeting", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def end_board(
    board: Board, *, by: Actor, at: dt.datetime, ended_on: dt.date, successor: Board | None = None
) -> list[Passage]:
    """Abolish a board. What is on its way there goes to the board that follows it; its later meetings are cancelled.

    A report on a later agenda goes to the successor's first meeting from that day, or waits for one; what was on an
    agenda up to `ended_on` stays there, to be recorded. What the board decided keeps its name. Returns the passages
    that were moved. Raises Refused where something waits and there is nobody to take it.
    """
    ids = [board.pk, *([successor.pk] if successor else [])]
    rows = {one.pk: one for one in Board.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    board = rows[board.pk]
    require(rules.may_change_board(by, board))
    heir = rows.get(successor.pk) if successor else None
    _refuse_ending(board, heir, ended_on, at)
    waiting = passages_to_move(board.pk, after=ended_on)
    if waiting and heir is None:
        words = ngettext(
            "%(count)d utlåtande är på väg till nämnden. Välj vilken nämnd som tar över.",
            "%(count)d utlåtanden är på väg till nämnden. Välj vilken nämnd som tar över.",
            len(waiting),
        )
        raise Refused(words % {"count": len(waiting)}, field="successor")
    board.ended_on, board.succeeded_by = ended_on, heir
    board.save(update_fields=["ended_on", "succeeded_by"])
    trail.record("end_board", board, by=by, at=at, about={"successor": heir.pk} if heir else None)
    moved = [_move(one.pk, board, heir, by=by, at=at) for one in waiting] if heir else []
    left = [one.pk for one in meetings_left(board.pk, after=ended_on)]
    for meeting in BoardMeeting.objects.select_for_update().filter(pk__in=left).order_by("pk"):
        meeting.state = BoardMeeting.State.CANCELLED
        meeting.save(update_fields=["state"])
        trail.record("cancel_board_meeting", meeting, by=by, at=at, about={"board": board.pk})
    if heir is not None:
        _hand_on_reporting(board, heir)
    return moved


def _refuse_ending(board: Board, heir: Board | None, ended_on: dt.date, at: dt.datetime) -> None:
    if ended_on > timezone.localdate(at):
        raise Refused(_("Lägg ned nämnden när dagen har kommit."), field="ended_on")
    if heir is None:
        return
    if heir.pk == board.pk or heir.authority_id != board.authority_id or heir.ended_on is not None:
        raise Refused(_("Välj en annan nämnd som finns kvar i er myndighet."), field="successor")


def _move(number: int, board: Board, heir: Board, *, by: Actor, at: dt.datetime) -> Passage:
    """Let what was on its way to one board go to another. The report is taken hold of before its passage."""
    report = lock_report(BoardReport.objects.get(passages=number))
    passages = passages_of(report)
    row = next(one for one in passages if one.pk == number)
    if any(one.board_id == heir.pk for one in passages):  # the heir has the same text before it already
        row.state, row.meeting, row.meeting_date = Passage.State.WITHDRAWN, None, None
        passages.remove(row)
    else:
        _readdress(row, heir)
    row.save()
    is_on = show_meeting(report, passages)
    if report.document_id is not None:
        settle_report(report, by=by, at=at)
    elif report.state == BoardReport.State.AGENDA:
        state = BoardReport.State.AGENDA if is_on else BoardReport.State.ATTESTED
        set_state(report, state, by=by, at=at, also=("meeting_date", "meeting"))
    trail.record("move_passage", row, by=by, at=at, about={"board_report": report.pk, "board": board.pk})
    notices.tell_moved(row, report, old=board.name, by=by, at=at)
    return row


def _readdress(row: Passage, heir: Board) -> None:
    """Let a passage be the heir's: on the agenda of its first meeting from the same day, or waiting for one."""
    day = row.meeting_date if row.state == Passage.State.ON_AGENDA else None
    row.board, row.body, row.meeting, row.meeting_date = heir, heir.name, None, None
    row.state = Passage.State.PLANNED
    coming = BoardMeeting.objects.filter(board=heir, state=BoardMeeting.State.PLANNED, day__gte=day) if day else None
    meeting = coming.order_by("day", "pk").first() if coming is not None else None
    if meeting is not None:
        row.meeting, row.meeting_date, row.state = meeting, meeting.day, Passage.State.ON_AGENDA


def _hand_on_reporting(board: Board, heir: Board) -> None:
    """What one person decided and nobody has reported yet is reported to the board that follows."""
    rules.to_report(PersonalDecision.objects.filter(board=board)).update(board=heir)


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
