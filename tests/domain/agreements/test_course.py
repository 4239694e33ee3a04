"""How long an agreement holds, by when notice must be given, and when it then ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from famn.domain.agreements.drafting.agreed import Payment, Pledge
from famn.domain.agreements.drafting.course import Phase, course, end_after, last_day_of_notice, months_after
from famn.domain.agreements.drafting.sums import money_left, percent_left, shared_out, sums

D = dt.date


@dataclass(frozen=True)
class Terms:
    from_date: dt.date | None
    to_date: dt.date | None
    notice_months: int | None
    prolong_months: int | None


FIXED = Terms(D(2025, 1, 1), D(2027, 12, 31), None, None)
GOES_ON = Terms(D(2025, 1, 1), D(2027, 12, 31), 6, 12)
OPEN = Terms(D(2025, 1, 1), None, 6, None)


@pytest.mark.parametrize(
    ("terms", "today", "notice", "phase", "ends_on", "is_sure", "notice_by", "prolonged"),
    [
        (FIXED, D(2024, 12, 31), None, "coming", D(2027, 12, 31), True, None, 0),
        (FIXED, D(2025, 1, 1), None, "in_force", D(2027, 12, 31), True, None, 0),
        (FIXED, D(2027, 12, 31), None, "in_force", D(2027, 12, 31), True, None, 0),
        (FIXED, D(2028, 1, 1), None, "ended", D(2027, 12, 31), True, None, 0),
        (FIXED, D(2026, 5, 1), D(2026, 4, 1), "notice_given", D(2027, 12, 31), True, None, 0),
        (GOES_ON, D(2024, 1, 1), None, "coming", D(2027, 12, 31), False, D(2027, 6, 30), 0),
        (GOES_ON, D(2027, 6, 30), None, "in_force", D(2027, 12, 31), False, D(2027, 6, 30), 0),
        (GOES_ON, D(2027, 7, 1), None, "in_force", D(2028, 12, 31), False, D(2028, 6, 30), 1),
        (GOES_ON, D(2030, 7, 1), None, "in_force", D(2031, 12, 31), False, D(2031, 6, 30), 4),
        (GOES_ON, D(2027, 7, 2), D(2027, 6, 30), "notice_given", D(2027, 12, 31), True, None, 0),
        (GOES_ON, D(2027, 7, 2), D(2027, 7, 1), "notice_given", D(2028, 12, 31), True, None, 1),
        (GOES_ON, D(2028, 1, 1), D(2027, 6, 30), "ended", D(2027, 12, 31), True, None, 0),
        (OPEN, D(2026, 3, 1), None, "in_force", None, False, None, 0),
        (OPEN, D(2026, 3, 1), D(2026, 2, 28), "notice_given", D(2026, 8, 28), True, None, 0),
        (OPEN, D(2026, 8, 29), D(2026, 2, 28), "ended", D(2026, 8, 28), True, None, 0),
    ],
)
def test_the_table_of_truth(
    terms: Terms,
    today: dt.date,
    notice: dt.date | None,
    phase: str,
    ends_on: dt.date | None,
    is_sure: bool,
    notice_by: dt.date | None,
    prolonged: int,
) -> None:
    how = course(terms, today, notice=notice)
    assert (how.phase, how.ends_on, how.is_sure, how.notice_by, how.prolonged) == (
        Phase(phase),
        ends_on,
        is_sure,
        notice_by,
        prolonged,
    )


@pytest.mark.parametrize(
    ("end", "months", "last"),
    [
        (D(2027, 12, 31), 6, D(2027, 6, 30)),
        (D(2027, 12, 31), 3, D(2027, 9, 30)),
        (D(2028, 2, 29), 12, D(2027, 2, 28)),  # a leap day has no fellow the year before
        (D(2027, 2, 28), 6, D(2026, 8, 31)),  # the last day of a month is met by the last day of another
        (D(2028, 2, 28), 6, D(2027, 8, 28)),  # in a leap year the 28th is no last day
        (D(2027, 3, 30), 1, D(2027, 2, 28)),  # there is no 30 February
        (D(2027, 5, 15), 1, D(2027, 4, 15)),
        (D(2027, 1, 31), 0, D(2027, 1, 31)),
    ],
)
def test_the_last_day_for_notice(end: dt.date, months: int, last: dt.date) -> None:
    assert last_day_of_notice(end, months) == last


@pytest.mark.parametrize(
    ("first", "months", "times", "end"),
    [
        (D(2027, 12, 31), 12, 1, D(2028, 12, 31)),
        (D(2027, 2, 28), 12, 1, D(2028, 2, 29)),  # through February, also in a leap year
        (D(2028, 2, 29), 12, 1, D(2029, 2, 28)),
        (D(2028, 2, 29), 12, 4, D(2032, 2, 29)),  # counted from the first end: no day is lost on the way
        (D(2027, 4, 30), 1, 1, D(2027, 5, 31)),
        (D(2027, 1, 30), 1, 1, D(2027, 2, 28)),
        (D(2027, 1, 30), 1, 2, D(2027, 3, 30)),
        (D(2027, 6, 15), 24, 0, D(2027, 6, 15)),
    ],
)
def test_the_end_after_prolongations(first: dt.date, months: int, times: int, end: dt.date) -> None:
    assert end_after(first, months, times) == end


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [(D(2026, 8, 31), 6, D(2027, 2, 28)), (D(2027, 8, 31), 6, D(2028, 2, 29)), (D(2026, 2, 28), 6, D(2026, 8, 28))],
)
def test_months_are_counted_to_the_day_of_the_same_number(day: dt.date, months: int, then: dt.date) -> None:
    assert months_after(day, months) == then


DAYS = some.dates(D(2000, 1, 1), D(2080, 12, 31))


@given(end=DAYS, months=some.integers(0, 60))
def test_a_notice_on_the_last_day_is_in_time_and_one_the_day_after_is_late(end: dt.date, months: int) -> None:
    last = last_day_of_notice(end, months)
    assert months_after(last, months) <= end
    assert months_after(last + dt.timedelta(days=1), months) > end


@given(end=DAYS, notice=some.integers(0, 24), prolong=some.integers(1, 36), today=DAYS)
def test_without_a_notice_it_never_ends_in_the_past(end: dt.date, notice: int, prolong: int, today: dt.date) -> None:
    how = course(Terms(None, end, notice, prolong), today)
    assert how.ends_on is not None
    assert how.notice_by is not None
    assert today <= how.notice_by <= how.ends_on
    assert how.phase == Phase.IN_FORCE


@given(end=DAYS, notice=some.integers(0, 24), prolong=some.integers(1, 36), day=DAYS)
def test_a_later_notice_never_ends_it_earlier(end: dt.date, notice: int, prolong: int, day: dt.date) -> None:
    terms = Terms(None, end, notice, prolong)
    first = course(terms, day, notice=day)
    after = course(terms, day, notice=day + dt.timedelta(days=1))
    assert first.ends_on is not None
    assert after.ends_on is not None
    assert first.ends_on <= after.ends_on


def test_hours_a_week_are_never_added_to_hours_a_year() -> None:
    rows = [
        Pledge("A", "hours", Decimal("12.5"), "week", "x"),
        Pledge("A", "hours", Decimal(8), "week", "y"),
        Pledge("A", "hours", Decimal(40), "year", "z"),
        Pledge("B", "hours", Decimal(8), "week", "y"),
    ]
    assert sums(rows) == {
        ("A", "hours", "week"): Decimal("20.5"),
        ("A", "hours", "year"): Decimal(40),
        ("B", "hours", "week"): Decimal(8),
    }


def test_what_nobody_pays_is_told_and_so_is_too_much() -> None:
    assert percent_left([Payment("A", percent=Decimal("33.33")), Payment("B", percent=Decimal("33.33"))]) == Decimal(
        "33.34"
    )
    assert percent_left([Payment("A", percent=Decimal(60)), Payment("B", percent=Decimal(50))]) == -10
    assert money_left([Payment("A", "Hyra", yearly=300_000), Payment("B", "El", yearly=50_000)], 400_000) == 50_000


@given(cost=some.integers(0, 10_000_000), cuts=some.lists(some.integers(0, 10_000), min_size=1, max_size=7))
def test_shares_of_a_hundred_percent_are_the_whole_cost_to_the_krona(cost: int, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), 10_000]
    percents = [Decimal(after - before) / 100 for before, after in pairwise(edges)]
    parts = shared_out(cost, percents)
    assert sum(parts) == cost
    for part, percent in zip(parts, percents, strict=True):
        assert abs(part - cost * percent / 100) < 1
