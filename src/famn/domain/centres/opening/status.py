"""What holds at a moment: open until, opens at, or closed; and when that answer becomes another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from famn.domain.centres.opening.spans import UNKNOWN, Ages, OpenDay, joined
from famn.ground.stockholm import STOCKHOLM, day_of, midnight_after, moment_of

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
    nobody has said when it is open. `ages` are those of the only children who are let in now, or at today's opening;
    then the rest is said of them. None: everybody is, or different ages are in different rooms.
    """

    sign: Sign
    until: dt.datetime | None
    opens: dt.datetime | None
    reason: str
    changes_at: dt.datetime
    ages: Ages | None = None


def status_at(days: Sequence[OpenDay], moment: dt.datetime) -> Status:
    """What holds at the aware `moment`, by days in order that begin with its own local day or earlier.

    `changes_at` is when the answer becomes another: an opening, a closing, the next local midnight at the latest. Where
    some hours are for some ages alone, it may come sooner: at the next of the day's turns.
    """
    found = _for_everybody(days, moment)
    here = next((one for one in days if one.day == day_of(moment)), None)
    if here is None or found.sign == Sign.CLOSED or all(one.ages is None for one in here.spans):
        return found
    group = _only_group(here, found.opens or moment)
    if group is not None:
        found = replace(_for_everybody([one.to(group) for one in days], moment), ages=group)
    return replace(found, changes_at=min([found.changes_at, *_turns(here, moment)]))


def _only_group(day: OpenDay, moment: dt.datetime) -> Ages | None:
    """The ages of all who are let in at a moment of the day, None where there are others too."""
    groups = {one.ages for one in day.spans if moment_of(day.day, one.opens) <= moment < moment_of(day.day, one.closes)}
    return groups.pop() if len(groups) == 1 else None


def _turns(day: OpenDay, moment: dt.datetime) -> list[dt.datetime]:
    """When somebody is let in, or no longer is, later on a day."""
    turns = (moment_of(day.day, clock) for one in day.spans for clock in (one.opens, one.closes))
    return [_swedish(turn) for turn in turns if turn > moment]


def _for_everybody(days: Sequence[OpenDay], moment: dt.datetime) -> Status:
    """What holds, whoever the hours are for."""
    day = day_of(moment)
    midnight = midnight_after(day)
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
    for start, end in sorted(_moments(days)):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _moments(days: Sequence[OpenDay]) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    for one in days:
        for opens, closes in joined(one.spans):
            start, end = moment_of(one.day, opens), moment_of(one.day, closes)
            if start < end:
                yield start, end
