"""Moving a rule from one term to another: the same weekdays, weeks counted from each term's first full week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from famn.domain.activities.planning.recurrence import DATES, EVERY_OTHER_WEEK, Rule, days_of, monday_of

_WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a term, both ends included."""

    first: dt.date
    last: dt.date


def first_full_week(term: Period) -> dt.date:
    """The Monday of the first week that lies in the term from its Monday on."""
    monday = monday_of(term.first)
    return monday if monday == term.first else monday + _WEEK


def moved_rule(rule: Rule, source: Period, target: Period) -> Rule | None:
    """The rule as it is in another term; None where none of its days would lie in it.

    A rule that ran until the term ended does so in the other one, however long that is; any other ends in the same
    week. Every other week keeps its weeks, counted from the first full one. Single days keep weekday and week.
    """
    step = first_full_week(target) - first_full_week(source)
    had = days_of(rule)
    if not had:
        return None
    if rule.pattern == DATES:
        days = tuple(day + step for day in had if target.first <= day + step <= target.last)
        return replace(rule, first=days[0], last=days[-1], dates=days) if days else None
    goes_on = days_of(replace(rule, last=max(rule.last, source.last))) == had
    last = target.last if goes_on else min(rule.last + step, target.last)
    first = rule.first + step
    if rule.pattern == EVERY_OTHER_WEEK:
        first = had[0] + step
        while first < target.first:
            first += 2 * _WEEK
    moved = replace(rule, first=max(first, target.first), last=last)
    return moved if moved.first <= moved.last and days_of(moved) else None
