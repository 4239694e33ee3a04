"""The days of a series. Dates in, dates out.

A series is kept as local days and local times: half past nine is half past nine before and after the clocks change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

# The values of Series.Pattern.
WEEKLY, EVERY_OTHER_WEEK, MONTHLY, DATES = "weekly", "other_week", "monthly", "dates"
LAST_OF_MONTH: Final = -1
_WEEK: Final = dt.timedelta(days=7)
_ICAL_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 names them


@dataclass(frozen=True, slots=True)
class Rule:
    """How something returns between two days, both included. `weekday` 1 is Monday.

    `week_of_month` is 1 to 4, or -1 for the last one of its weekday. Every other week is counted from the first
    matching day. `dates` are the days of a rule of single days; those outside the period do not count.
    """

    pattern: str
    first: dt.date
    last: dt.date
    weekday: int | None = None
    week_of_month: int | None = None
    dates: tuple[dt.date, ...] = ()


def days_of(rule: Rule, *, without: Collection[dt.date] = ()) -> list[dt.date]:
    """The days on which it happens, in order, but those in `without`. Raises ValueError for a rule that is not whole.

    A day left out does not shift the rest: every other week keeps its weeks.
    """
    skipped = frozenset(without)
    return [day for day in _all_days(rule) if day not in skipped]


def _all_days(rule: Rule) -> Iterator[dt.date]:
    match rule.pattern:
        case "weekly":
            return _weeks(rule, step=1)
        case "other_week":
            return _weeks(rule, step=2)
        case "monthly":
            return _months(rule)
        case "dates":
            return iter(sorted({day for day in rule.dates if rule.first <= day <= rule.last}))
        case unknown:
            raise ValueError(f"unknown pattern: {unknown}")


def _weeks(rule: Rule, *, step: int) -> Iterator[dt.date]:
    day = _on_or_after(rule.first, _weekday(rule))
    while day <= rule.last:
        yield day
        day += step * _WEEK


def _months(rule: Rule) -> Iterator[dt.date]:
    weekday, week = _weekday(rule), rule.week_of_month
    if week not in {1, 2, 3, 4, LAST_OF_MONTH}:
        raise ValueError(f"no such week of a month: {week}")
    month = rule.first.replace(day=1)
    while month <= rule.last:
        following = (month + dt.timedelta(days=31)).replace(day=1)
        day = (
            _on_or_after(following - _WEEK, weekday)
            if week == LAST_OF_MONTH
            else _on_or_after(month, weekday) + (week - 1) * _WEEK
        )
        if rule.first <= day <= rule.last:
            yield day
        month = following


def _weekday(rule: Rule) -> int:
    if rule.weekday is None or not 1 <= rule.weekday <= 7:
        raise ValueError(f"no such weekday: {rule.weekday}")
    return rule.weekday


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.isoweekday()) % 7)


def same_weeks(old: Rule, new: Rule) -> dt.date:
    """The first day of `new` by which it keeps the weeks of `old`, where both are every other week.

    A change in the middle of a term, also to another weekday, does not turn the odd weeks into the even ones.
    """
    if old.pattern != EVERY_OTHER_WEEK or new.pattern != EVERY_OTHER_WEEK:
        return new.first
    begun = _on_or_after(old.first, _weekday(old))
    day = _on_or_after(new.first, _weekday(new))
    is_other = weeks_between(begun, day) % 2
    return day + _WEEK if is_other else new.first


def weeks_between(day: dt.date, other: dt.date) -> int:
    """How many weeks, Monday to Sunday, the week of `other` is after that of `day`."""
    return (monday_of(other) - monday_of(day)) // _WEEK


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week of a day."""
    return day - dt.timedelta(days=day.weekday())


def rrule_of(rule: Rule) -> str | None:
    """The rule as RFC 5545 writes it (3.3.10), for an event that begins on the first of its days; None for single days.

    The end is a count, which needs no clock: days left out (EXDATE) are counted too. None also where no day is left.
    """
    if rule.pattern == DATES or not (days := days_of(rule)):
        return None
    day = _ICAL_DAYS[_weekday(rule) - 1]
    match rule.pattern:
        case "weekly":
            parts = ["FREQ=WEEKLY", f"BYDAY={day}"]
        case "other_week":
            parts = ["FREQ=WEEKLY", "INTERVAL=2", f"BYDAY={day}"]
        case _:
            parts = ["FREQ=MONTHLY", f"BYDAY={rule.week_of_month}{day}"]
    return ";".join([*parts, f"COUNT={len(days)}"])
