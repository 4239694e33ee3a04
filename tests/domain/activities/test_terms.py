"""A rule of the autumn as it is in spring: the same weekdays, weeks counted from the first full week."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.activities.planning import Period, Rule, days_of, first_full_week, moved_rule, weeks_between

D = dt.date
AUTUMN = Period(D(2026, 8, 19), D(2026, 12, 16))  # a Wednesday; the first full week begins on 24 August
SPRING = Period(D(2027, 1, 11), D(2027, 6, 4))  # a Monday


def moved(rule: Rule) -> Rule:
    found = moved_rule(rule, AUTUMN, SPRING)
    assert found is not None
    return found


@pytest.mark.parametrize(("first", "monday"), [(D(2026, 8, 19), D(2026, 8, 24)), (D(2027, 1, 11), D(2027, 1, 11))])
def test_the_first_full_week_is_the_first_that_has_its_monday_in_the_term(first: dt.date, monday: dt.date) -> None:
    assert first_full_week(Period(first, first + dt.timedelta(days=100))) == monday


def test_what_ran_all_autumn_runs_all_spring_on_the_same_weekday() -> None:
    found = moved(Rule("weekly", D(2026, 8, 24), D(2026, 12, 16), 2))
    days = days_of(found)
    assert (days[0], days[-1]) == (D(2027, 1, 12), D(2027, 6, 1))
    assert {day.isoweekday() for day in days} == {2}


def test_what_ended_after_five_weeks_ends_after_five_weeks() -> None:
    found = moved(Rule("weekly", D(2026, 9, 7), D(2026, 10, 5), 1))
    assert days_of(found) == [D(2027, 1, 25) + dt.timedelta(days=7 * week) for week in range(5)]


@pytest.mark.parametrize("start", [D(2026, 8, 24), D(2026, 8, 31)])
def test_every_other_week_keeps_its_weeks_counted_from_the_first_full_one(start: dt.date) -> None:
    rule = Rule("other_week", start, D(2026, 12, 16), 3)
    before = {weeks_between(first_full_week(AUTUMN), day) % 2 for day in days_of(rule)}
    after = {weeks_between(first_full_week(SPRING), day) % 2 for day in days_of(moved(rule))}
    assert before == after
    assert len(after) == 1


def test_every_other_week_from_before_the_first_full_week_keeps_its_weeks_too() -> None:
    rule = Rule("other_week", D(2026, 8, 19), D(2026, 12, 16), 3)  # the week before the first full one
    days = days_of(moved(rule))
    assert days[0] == D(2027, 1, 20)  # the second week: an odd one, as the week before the first is


def test_a_weekday_of_the_month_stays_one_and_single_days_keep_weekday_and_week() -> None:
    monthly = moved(Rule("monthly", D(2026, 8, 24), D(2026, 12, 16), 2, 1))
    assert days_of(monthly)[:2] == [D(2027, 2, 2), D(2027, 3, 2)]
    single = moved(Rule("dates", D(2026, 9, 1), D(2026, 9, 1), dates=(D(2026, 9, 1),)))  # Tuesday of the second week
    assert days_of(single) == [D(2027, 1, 19)]


def test_what_lies_after_the_end_of_a_shorter_term_does_not_come() -> None:
    short = Period(D(2027, 1, 11), D(2027, 2, 5))
    late = Rule("dates", D(2026, 12, 1), D(2026, 12, 1), dates=(D(2026, 12, 1),))
    assert moved_rule(late, AUTUMN, short) is None
