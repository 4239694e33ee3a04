"""Boards and meetings as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters.models import Board, BoardMeeting, BoardReport
from famn.domain.matters.reads import MeetingRow
from famn.web.shared.tags import clock, date_long


def meetings(rows: Iterable[MeetingRow], today: dt.date) -> list[dict[str, Any]]:
    """Meetings as a list of documents shows them."""
    return [
        {
            "title": date_long(row.meeting.day),
            "url": reverse("board_meeting", args=[row.meeting.code]),
            "note": " · ".join(filter(None, _notes(row, today))),
            "icon": "kalender",
        }
        for row in rows
    ]


def ended(board: Board) -> str:
    """That a board is abolished and which one took over; empty for one that is not. Needs `succeeded_by` with it."""
    if board.ended_on is None:
        return ""
    said = _("Nedlagd, sista dagen var %(day)s.") % {"day": date_long(board.ended_on)}
    if board.succeeded_by is None:
        return said
    return " ".join((said, _("%(board)s tog över.") % {"board": board.succeeded_by.name}))


def facts(meeting: BoardMeeting) -> list[dict[str, str]]:
    """The facts of one meeting."""
    return [
        {"key": _("Dag"), "value": date_long(meeting.day)},
        {"key": _("Klockslag"), "value": clock(meeting.starts)},
        {"key": _("Plats"), "value": meeting.place},
        {"key": _("Utlåtanden klara senast"), "value": date_long(meeting.reports_by)},
    ]


def reports(rows: Iterable[BoardReport]) -> list[dict[str, str]]:
    """What is on an agenda."""
    return [
        {
            "title": row.title,
            "url": reverse("report", args=[row.code]),
            "note": " · ".join(filter(None, (row.matter.registry_number, str(row.get_state_display())))),
        }
        for row in rows
    ]


def _notes(row: MeetingRow, today: dt.date) -> Iterable[str]:
    meeting = row.meeting
    if meeting.state == BoardMeeting.State.CANCELLED:
        yield _("Inställt")
        return
    if meeting.starts:
        yield clock(meeting.starts)
    yield meeting.place
    yield ngettext("%(count)d utlåtande", "%(count)d utlåtanden", row.reports) % {"count": row.reports}
    if meeting.day >= today:
        words = _("Utlåtanden skulle vara klara %s") if _late(meeting, today) else _("Utlåtanden klara senast %s")
        yield words % date_long(meeting.reports_by)


def _late(meeting: BoardMeeting, today: dt.date) -> bool:
    return meeting.reports_by < today
