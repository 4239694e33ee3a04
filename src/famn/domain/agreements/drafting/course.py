"""How long an agreement holds, by when notice must be given, and when it then ends. Pure: days in, days out.

Months are counted as lagen (1930:173) om beräkning av lagstadgad tid 1 § counts them: to the day of the same number,
and where there is none to the last day of the month. A time that ends with the last day of a month keeps doing so.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Protocol


class Terms(Protocol):
    """What is agreed on: the first and the last day, and whole months of notice and of each prolongation."""

    @property
    def from_date(self) -> dt.date | None: ...
    @property
    def to_date(self) -> dt.date | None: ...
    @property
    def notice_months(self) -> int | None: ...
    @property
    def prolong_months(self) -> int | None: ...


class Phase(StrEnum):
    """Where a signed agreement is in its time."""

    COMING = "coming"
    IN_FORCE = "in_force"
    NOTICE_GIVEN = "notice_given"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Course:
    """How an agreement runs, seen from one day.

    `ends_on` is its last day if nothing more is done, else the first one that a notice given now would lead to; None
    where it cannot be told. `is_sure` tells which. `notice_by` is the last day for a notice that ends it on `ends_on`.
    """

    phase: Phase
    ends_on: dt.date | None
    is_sure: bool
    notice_by: dt.date | None
    prolonged: int  # how many times, the time that `ends_on` ends counted


def course(terms: Terms, today: dt.date, *, notice: dt.date | None = None) -> Course:
    """How a signed agreement runs on `today`; `notice` is the day on which the first party gave notice, if any did.

    The table of truth:

    | last day | prolonged | notice given | it ends |
    |---|---|---|---|
    | yes | no | or not | on its last day |
    | yes | yes | no | not before somebody gives notice: each passed last day for notice prolongs it once more |
    | yes | yes | in time for the n:th end | on the n:th end, the first whose last day for notice is not before it |
    | no | - | no | not before somebody gives notice |
    | no | - | yes | as many months after the notice as are agreed on |
    """
    ends_on, notice_by, prolonged = _end(terms, notice or today)
    is_sure = ends_on is not None and (notice is not None or not _goes_on(terms))
    if terms.to_date is None and notice is None:
        ends_on = None  # until further notice: it ends when somebody wants it to
    if is_sure and ends_on is not None and ends_on < today:
        phase = Phase.ENDED
    elif terms.from_date is not None and terms.from_date > today:
        phase = Phase.COMING
    else:
        phase = Phase.IN_FORCE if notice is None else Phase.NOTICE_GIVEN
    return Course(phase, ends_on, is_sure, None if is_sure else notice_by, prolonged)


def _goes_on(terms: Terms) -> bool:
    """Whether it holds until somebody gives notice."""
    return terms.to_date is None or terms.prolong_months is not None


def _end(terms: Terms, day: dt.date) -> tuple[dt.date | None, dt.date | None, int]:
    """The end that a notice on `day` leads to, the last day for it, and how many prolongations it takes."""
    notice = terms.notice_months or 0
    if terms.to_date is None:
        return months_after(day, notice), None, 0
    if terms.prolong_months is None:
        return terms.to_date, None, 0
    for times in count():
        end = end_after(terms.to_date, terms.prolong_months, times)
        last = last_day_of_notice(end, notice)
        if last >= day:
            return end, last, times
    raise AssertionError  # pragma: no cover - the ends go on without end


def end_after(first_end: dt.date, months: int, times: int) -> dt.date:
    """The last day after so many prolongations, always counted from the first end so that no day is lost on the way."""
    return _moved(first_end, months * times, keeps_end=True)


def last_day_of_notice(end: dt.date, months: int) -> dt.date:
    """The last day on which a notice of so many months still ends the agreement on `end`."""
    return _moved(end, -months, keeps_end=True)


def months_after(day: dt.date, months: int) -> dt.date:
    """The day of the same number so many months later; the last of the month where it has no such day."""
    return _moved(day, months, keeps_end=False)


def _moved(day: dt.date, months: int, *, keeps_end: bool) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    stays_last = keeps_end and day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if stays_last else min(day.day, last))
