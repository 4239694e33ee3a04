"""A week of opening hours in the words that everybody reads: "mån–tors 9.00–15.00", each age by itself. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from famn.domain.activities.reads.calendar import ages_in_words
from famn.domain.centres.opening import WeekHours
from famn.web.shared.hours import SHORT
from famn.web.shared.tags import clock


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a day in words, and for whom it is; no ages: for everybody."""

    clock: str
    ages: str


def by_ages(week: Iterable[WeekHours], day: dt.date) -> list[Line]:
    """A week in short, each age by itself: "mån–tors 9.00–15.00", "fre 9.00–11.30" for babies."""
    held = sorted((one for one in week if one.holds(day)), key=_ages)
    lines = []
    for ages, rows in groupby(held, key=_ages):
        words = ages_in_words(*(None if age < 0 else age for age in ages))
        lines += [Line(line, words) for line in _days_in_a_row(list(rows))]
    return lines


def _ages(one: WeekHours) -> tuple[int, int]:
    return (-1 if one.age_from is None else one.age_from, -1 if one.age_to is None else one.age_to)


def _days_in_a_row(rows: Sequence[WeekHours]) -> list[str]:
    clocks = {
        weekday: clocks_in_words((row.opens, row.closes) for row in rows if row.weekday == weekday)
        for weekday in sorted({row.weekday for row in rows})
    }
    lines = []
    for (_start, words), group in groupby(enumerate(clocks.items()), key=lambda one: (one[1][0] - one[0], one[1][1])):
        days = [weekday for _number, (weekday, _words) in group]
        first, last = SHORT[days[0] - 1], SHORT[days[-1] - 1]
        lines.append(f"{first} {words}" if len(days) == 1 else f"{first}–{last} {words}")
    return lines


def clocks_in_words(spans: Iterable[tuple[dt.time, dt.time]]) -> str:
    """ "9.00–12.00 och 13.00–15.00" by the clock."""
    return _(" och ").join(_span(start, end) for start, end in sorted(spans))


def _span(start: dt.time, end: dt.time) -> str:
    """ "9.00–12.00", kept in that order inside a sentence that is read from right to left."""
    words = f"{clock(start)}–{clock(end)}"
    return f"\N{LEFT-TO-RIGHT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if get_language_bidi() else words
