"""The clocks of Sweden, through both nights when they change, held against what others make of the same words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Event

from famn.ground.stockholm import STOCKHOLM, clock_in_words, day_of, midnight_after, moment_of

SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)  # the days when Sweden changes its clocks
DAYS = st.one_of(st.sampled_from([SPRING, AUTUMN]), st.dates(dt.date(1980, 1, 1), dt.date(2060, 1, 1)))
CLOCKS = st.times().map(lambda one: one.replace(microsecond=0))


def test_the_pages_and_the_reckoning_are_in_the_same_zone() -> None:
    assert STOCKHOLM.key == settings.TIME_ZONE


@given(day=DAYS, clock=CLOCKS)
@example(day=SPRING, clock=dt.time(2, 30))
@example(day=AUTUMN, clock=dt.time(2, 30))
def test_a_moment_shows_the_clock_it_was_made_of_or_the_clocks_jump_over_that(day: dt.date, clock: dt.time) -> None:
    moment = moment_of(day, clock)
    shown = moment.astimezone(STOCKHOLM)
    assert moment.tzinfo is dt.UTC
    assert day_of(moment) == day
    if shown.time() != clock:
        before = (moment - dt.timedelta(hours=2)).astimezone(STOCKHOLM)
        assert before.utcoffset() != shown.utcoffset()  # only where the clocks change
        assert shown.replace(tzinfo=None) - dt.datetime.combine(day, clock) == dt.timedelta(hours=1)
    else:
        earlier = (moment - dt.timedelta(hours=1)).astimezone(STOCKHOLM)
        assert (earlier.date(), earlier.time()) != (day, clock)  # of two, it is the first


def test_what_is_skipped_comes_as_much_later_and_what_is_shown_twice_is_the_first() -> None:
    assert moment_of(SPRING, dt.time(2, 30)) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)  # 3.30
    assert moment_of(SPRING, dt.time(3, 30)) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)
    assert moment_of(AUTUMN, dt.time(2, 30)) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("clock", [dt.time(1, 59), dt.time(2), dt.time(2, 30), dt.time(3)])
@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_a_calendar_program_reads_the_same_moment(day: dt.date, clock: dt.time) -> None:
    when = f"{day:%Y%m%d}T{clock:%H%M%S}"
    event = Event.from_ical(f"BEGIN:VEVENT\r\nUID:ett\r\nDTSTART;TZID={STOCKHOLM.key}:{when}\r\nEND:VEVENT\r\n")
    assert event["DTSTART"].dt.astimezone(dt.UTC) == moment_of(day, clock)


def test_a_day_is_over_at_midnight_in_sweden() -> None:
    assert midnight_after(SPRING) - midnight_after(SPRING - dt.timedelta(days=1)) == dt.timedelta(hours=23)
    assert midnight_after(AUTUMN) - midnight_after(AUTUMN - dt.timedelta(days=1)) == dt.timedelta(hours=25)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dt.time(9, 5), "9.05"),
        (dt.datetime(2026, 3, 28, 8, 5, tzinfo=dt.UTC), "9.05"),
        (dt.datetime(2026, 3, 30, 8, 5, tzinfo=dt.UTC), "10.05"),
        (dt.time(0, 0), "0.00"),
    ],
)
def test_a_clock_is_written_with_a_dot_as_sweden_shows_it(value: dt.datetime | dt.time, words: str) -> None:
    assert clock_in_words(value) == words
