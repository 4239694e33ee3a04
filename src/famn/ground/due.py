"""One shape for everything that waits for somebody or comes on a day, whichever room it is of.

A room's reads give rows of this shape; what stands above the rooms puts them together, so that the first page of the
day and the calendar show the same. It knows no room: `kind` is a word of the room's own, and `code` its row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum


class Near(IntEnum):
    """When something waits: today (or before), in the rest of this week, which ends with its Sunday, or later."""

    TODAY = 0
    WEEK = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits for somebody to do it, or a day that comes to all whom it concerns.

    `day` is its last day, or the day it happens; None for what has no day. `near` says when it waits where the day
    does not: such a thing is never late. `note` is a quiet line for the page alone: a calendar never gets it. `on` is
    the code of the thing on whose page it stands, where it has no page of its own.
    """

    kind: str
    title: str
    code: str
    day: dt.date | None = None
    note: str = ""
    near: Near | None = None
    on: str = ""

    def late_days(self, today: dt.date) -> int:
        """How many days ago it should have been done; 0 for what is not late."""
        return 0 if self.day is None or self.near is not None else max((today - self.day).days, 0)

    def nearness(self, today: dt.date) -> Near:
        """When it waits, seen from `today`."""
        if self.near is not None:
            return self.near
        if self.day is None or self.day <= today:
            return Near.TODAY
        return Near.WEEK if self.day <= sunday_of(today) else Near.LATER


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person, by when."""

    today: list[Due] = field(default_factory=list)
    week: list[Due] = field(default_factory=list)
    later: list[Due] = field(default_factory=list)

    @property
    def buckets(self) -> list[list[Due]]:
        """The three in order, also the empty ones."""
        return [self.today, self.week, self.later]

    @property
    def count(self) -> int:
        """How many things wait in all."""
        return sum(map(len, self.buckets))


def by_nearness(items: Iterable[Due], today: dt.date) -> Waiting:
    """Share out what waits: by day in each bucket, then what has no day, in the order it came."""
    found = Waiting()
    for item in sorted(items, key=lambda one: one.day if one.day is not None and one.near is None else dt.date.max):
        found.buckets[item.nearness(today)].append(item)
    return found


def sunday_of(day: dt.date) -> dt.date:
    """The last day of the week that holds `day`."""
    return day + dt.timedelta(days=6 - day.weekday())
