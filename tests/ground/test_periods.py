"""Half-open periods: the first day counts, the last does not; the same in Python and in the database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from famn.domain.people.models import Unit
from famn.domain.people.rules import Actor
from famn.ground import periods

MONDAY = dt.date(2026, 3, 2)
DAYS = [MONDAY + dt.timedelta(days=n) for n in range(-1, 4)]


@pytest.mark.parametrize(
    ("end", "inside"),
    [
        (MONDAY + dt.timedelta(days=2), [False, True, True, False, False]),
        (MONDAY + dt.timedelta(days=1), [False, True, False, False, False]),
        (None, [False, True, True, True, True]),
    ],
)
def test_a_period_holds_its_first_day_and_not_its_last(anna: Actor, end: dt.date | None, inside: list[bool]) -> None:
    Unit.objects.filter(pk=anna.unit_id).update(from_date=MONDAY, to_date=end)
    assert [periods.holds(MONDAY, end, day) for day in DAYS] == inside
    assert [Unit.objects.filter(periods.on(day), pk=anna.unit_id).exists() for day in DAYS] == inside


def test_a_period_that_ends_before_it_begins_is_refused_by_the_database(anna: Actor) -> None:
    for end in (MONDAY, MONDAY - dt.timedelta(days=1)):
        with pytest.raises(IntegrityError, match="unit_period_in_order"), transaction.atomic():
            Unit.objects.filter(pk=anna.unit_id).update(from_date=MONDAY, to_date=end)
