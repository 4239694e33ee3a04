"""What holds at a moment: open until, opens at, or closed; and when that answer becomes another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from famn.domain.centres.opening.moments import STOCKHOLM, moment_of
from famn.domain.centres.opening.spans import UNKNOWN, OpenDay, joined

DAY = dt.timedelta(days=1)


class Sign(StrEnum):
    """The answer in one word."""

    OPEN = "open"
    SOON = "soon"  # opens later today
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """What holds from a moment up to `changes_at`. Every moment is aware, shown in Swedish time.

    `until` is when it closes (OPEN only). `opens` is the next opening where it is not open now, None if no day that was
    asked about has one. `reason` says why it is closed today where something took today's hours away; "unknown" where
    nobody has said when it is open.
    """

    sign: Sign
    until: dt.datetime | None
    opens: dt.datetime | None
    reason: str
    changes_at: dt.datetime


def status_at(days: Sequence[OpenDay], moment: dt.datetime) -> Status:
    """What holds at the aware `moment`, by days in order that begin with its own local day or earlier.

    `changes_at` is when the answer becomes another: an opening, a closing, the next local midnight at the latest.
    """
    day = moment.astimezone(STOCKHOLM).date()
    midnight = moment_of(day + DAY, dt.time())
    here = next((one for one in days if one.day == day), OpenDay(day, is_known=False))
    coming = [(start, end) for start, end in _stretches(days) if moment < end]
    if coming and coming[0][0] <= moment:
        until = coming[0][1]
        return Status(Sign.OPEN, _swedish(until), None, "", _swedish(min(until, midnight)))
    opens = _swedish(coming[0][0]) if coming else None
    if opens is not None and opens.date() == day:
        return Status(Sign.SOON, None, opens, "", opens)
    reason = here.reason if here.is_known else UNKNOWN
    return Status(Sign.CLOSED, None, opens, reason, _swedish(midnight))


def _swedish(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(STOCKHOLM)


def _stretches(days: Sequence[OpenDay]) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """When it is open, in order, in UTC: those that touch are one, and those that the clocks jump over are none."""
    last: tuple[dt.datetime, dt.datetime] | None = None
    for one in days:
        for opens, closes in joined(one.spans):
            start, end = moment_of(one.day, opens), moment_of(one.day, closes)
            if not start < end:
                continue
            if last is not None and start <= last[1]:
                last = (last[0], max(last[1], end))
                continue
            if last is not None:
                yield last
            last = (start, end)
    if last is not None:
        yield last
