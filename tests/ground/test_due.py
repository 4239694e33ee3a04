"""When a row of the day waits: by its day, or as it says itself."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.ground.due import Due, Near, by_nearness, sunday_of

MONDAY = dt.date(2026, 3, 2)


def on(days: int | None, near: Near | None = None, title: str = "x") -> Due:
    return Due("kind", title, "code", None if days is None else MONDAY + dt.timedelta(days=days), near=near)


@pytest.mark.parametrize(
    ("days", "near"),
    [(-9, Near.TODAY), (0, Near.TODAY), (1, Near.WEEK), (6, Near.WEEK), (7, Near.LATER), (None, Near.TODAY)],
)
def test_a_day_says_when_something_waits_and_what_has_none_waits_today(days: int | None, near: Near) -> None:
    assert on(days).nearness(MONDAY) == near


def test_on_a_sunday_the_week_is_over() -> None:
    sunday = sunday_of(MONDAY)
    assert sunday_of(sunday) == sunday == MONDAY + dt.timedelta(days=6)
    assert on(7).nearness(sunday) == Near.LATER


def test_what_says_itself_when_it_waits_is_never_late() -> None:
    assert on(-3, Near.LATER).nearness(MONDAY) == Near.LATER
    assert on(-3, Near.LATER).late_days(MONDAY) == 0
    assert on(-3).late_days(MONDAY) == 3
    assert on(3).late_days(MONDAY) == on(None).late_days(MONDAY) == 0


def test_the_latest_stands_first_and_what_has_no_day_last_as_it_came() -> None:
    rows = [on(None, title="a"), on(0, title="b"), on(-2, title="c"), on(None, title="d"), on(9, title="e")]
    found = by_nearness(rows, MONDAY)
    assert [one.title for one in found.today] == ["c", "b", "a", "d"]
    assert [one.title for one in found.later] == ["e"]
    assert found.count == 5
