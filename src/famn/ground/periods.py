"""Half-open periods of days: from a day, to (not including) another. An open end is None."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q


def holds(start: dt.date, end: dt.date | None, day: dt.date) -> bool:
    """Whether `day` lies in the period [start, end)."""
    return start <= day and (end is None or day < end)


def on(day: dt.date, *, start: str = "from_date", end: str = "to_date", via: str = "") -> Q:
    """The rows whose period holds `day`; `via` is a prefix such as `"unit__"`."""
    return Q(**{f"{via}{start}__lte": day}) & (Q(**{f"{via}{end}__isnull": True}) | Q(**{f"{via}{end}__gt": day}))


def in_order(name: str, *, start: str = "from_date", end: str = "to_date") -> models.CheckConstraint:
    """The truth that a period ends after it begins."""
    return models.CheckConstraint(condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": F(start)}), name=name)


def of(text: str) -> tuple[dt.date, dt.date]:
    """The period that an ISO 8601 date of any precision names: `2021`, `2021-06` or `2021-06-15`.

    Raises ValueError for any other text.
    """
    if len(text) not in {4, 7, 10}:
        raise ValueError(text)
    start = dt.date.fromisoformat((text + "-01-01")[:10])
    match len(text):
        case 4:
            return start, dt.date(start.year + 1, 1, 1)
        case 7:
            return start, dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)
        case _:
            return start, start + dt.timedelta(days=1)
