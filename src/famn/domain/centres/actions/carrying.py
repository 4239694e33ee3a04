"""What is said of a leg follows it when a new row of it begins, and ends with it: hours, exceptions, people, texts.

Whatever holds from a later day simply moves. What holds across the day ends there, and the new row gets the rest of it.
Needs the leg locked.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Model, Q, QuerySet

from famn.domain.centres.models import (
    CentreLeg,
    CentrePerson,
    CentreText,
    OpeningException,
    OpeningHours,
    PhoneHours,
)
from famn.ground.tables import new_code

_WITH_PERIODS: Final = (OpeningHours, PhoneHours, OpeningException, CentrePerson)


def carry_over(leg: CentreLeg, rest: CentreLeg, day: dt.date) -> None:
    """Let all that is said of `leg` go on with `rest`, the row that follows it from `day`."""
    for model in _WITH_PERIODS:
        rows: QuerySet[Model] = model._default_manager.filter(leg=leg)
        rows.filter(from_date__gte=day).update(leg=rest)
        for row in rows.filter(_goes_on(day)):
            _copy(row, leg=rest, from_date=day)
        rows.filter(_goes_on(day)).update(to_date=day)
    for text in CentreText.objects.filter(leg=leg):
        _copy(text, leg=rest)


def end_rows(leg: CentreLeg, day: dt.date) -> None:
    """Let all that has a period end on `day`, the first day without the leg; what would begin later goes."""
    for model in _WITH_PERIODS:
        rows: QuerySet[Model] = model._default_manager.filter(leg=leg)
        rows.filter(from_date__gte=day).delete()
        rows.filter(_goes_on(day)).update(to_date=day)


def end_hours(leg: CentreLeg, day: dt.date) -> None:
    """Let the opening hours of a leg end on `day`, the first day without them; those that would begin later go."""
    rows = OpeningHours.objects.filter(leg=leg)
    rows.filter(from_date__gte=day).delete()
    rows.filter(_goes_on(day)).update(to_date=day)


def _goes_on(day: dt.date) -> Q:
    return Q(to_date__isnull=True) | Q(to_date__gt=day)


def _copy(row: Model, **values: object) -> None:
    """The same row once more, with a code of its own and other values."""
    row.pk = None
    row._state.adding = True
    if hasattr(row, "code"):
        row.code = new_code()
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
