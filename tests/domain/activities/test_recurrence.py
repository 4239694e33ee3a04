"""The days of a series and the moments of its times. Judged by another's reading of the calendar format."""

from __future__ import annotations

import datetime as dt

import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from famn.domain.activities.planning import Rule, days_of, rrule_of, same_weeks
from famn.domain.activities.reads.laying import slot
from famn.ground.stockholm import STOCKHOLM, moment_of

D = dt.date
SPRING, AUTUMN = D(2026, 3, 29), D(2026, 10, 25)  # the days when Sweden changes its clocks
CLOCKS = st.times(min_value=dt.time(0), max_value=dt.time(22)).map(lambda one: one.replace(second=0, microsecond=0))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule of any pattern, a season long, that often crosses a change of the clocks."""
    first = draw(st.dates(min_value=D(2025, 12, 1), max_value=D(2026, 12, 31)))
    last = first + dt.timedelta(days=draw(st.integers(0, 200)))
    weekday = draw(st.integers(1, 7))
    pattern = draw(st.sampled_from(["weekly", "other_week", "monthly"]))
    week = draw(st.sampled_from([1, 2, 3, 4, -1])) if pattern == "monthly" else None
    return Rule(pattern, first, last, weekday, week)


def event(rule: Rule, clock: dt.time, without: set[dt.date], moved: dict[dt.date, dt.datetime]) -> str:
    """The series as a calendar program is told it: a rule in local time, days left out, and times that were moved."""

    def local(value: dt.datetime) -> str:
        return f"TZID=Europe/Stockholm:{value:%Y%m%dT%H%M%S}"

    start = dt.datetime.combine(days_of(rule)[0], clock)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//prov//",
        "BEGIN:VEVENT",
        "UID:serie",
        "DTSTAMP:20260101T000000Z",
    ]
    lines += [f"DTSTART;{local(start)}", "DURATION:PT1H", f"RRULE:{rrule_of(rule)}"]
    lines += [f"EXDATE;{local(dt.datetime.combine(day, clock))}" for day in sorted(without)]
    lines += ["END:VEVENT"]
    for day, to in moved.items():
        lines += ["BEGIN:VEVENT", "UID:serie", "DTSTAMP:20260101T000000Z"]
        lines += [f"RECURRENCE-ID;{local(dt.datetime.combine(day, clock))}", f"DTSTART;{local(to)}", "DURATION:PT1H"]
        lines += ["END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def as_others_read(text: str, rule: Rule) -> list[dt.datetime]:
    """When it happens, as `recurring-ical-events` expands it."""
    margin = dt.timedelta(days=9)
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(rule.first - margin, rule.last + margin)
    return sorted(one["DTSTART"].dt.astimezone(dt.UTC) for one in found)


@settings(max_examples=40)
@given(rule=rules(), clock=CLOCKS, data=st.data())
@example(rule=Rule("weekly", D(2026, 3, 1), D(2026, 4, 30), 7), clock=dt.time(9, 30), data=None)
@example(rule=Rule("other_week", D(2026, 10, 4), D(2026, 11, 30), 7), clock=dt.time(1, 30), data=None)
@example(rule=Rule("monthly", D(2026, 1, 31), D(2026, 12, 1), 7, -1), clock=dt.time(3, 30), data=None)
def test_the_expansion_agrees_with_another_program_s_reading_of_the_rule(
    rule: Rule, clock: dt.time, data: st.DataObject | None
) -> None:
    days = days_of(rule)
    if not days:
        assert rrule_of(rule) is None
        return
    out = set(data.draw(st.lists(st.sampled_from(days), max_size=3))) if data else {days[-1]}
    rest = [day for day in days if day not in out]
    moved = {}
    if rest and data and data.draw(st.booleans()):
        day = data.draw(st.sampled_from(rest))
        moved[day] = dt.datetime.combine(day + dt.timedelta(days=data.draw(st.integers(-3, 3))), dt.time(13, 15))
    ours = [moment_of(day, clock) for day in days_of(rule, without=out) if day not in moved]
    ours += [moment_of(to.date(), to.time()) for to in moved.values()]
    assert as_others_read(event(rule, clock, out, moved), rule) == sorted(ours)


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_half_past_nine_is_half_past_nine_before_and_after_the_clocks_change(change: dt.date) -> None:
    days = days_of(Rule("weekly", change - dt.timedelta(days=8), change + dt.timedelta(days=8), 1))
    shown = {moment_of(day, dt.time(9, 30)).astimezone(STOCKHOLM).time() for day in days}
    assert shown == {dt.time(9, 30)}
    assert len({moment_of(day, dt.time(9, 30)).time() for day in days}) == 2


@given(
    day=st.sampled_from([SPRING, AUTUMN, D(2026, 6, 1)]), clocks=st.lists(CLOCKS, min_size=2, max_size=2, unique=True)
)
@example(day=SPRING, clocks=[dt.time(2, 30), dt.time(3, 15)])
def test_no_time_ends_before_it_begins_not_even_in_the_night_when_the_clocks_go_forward(
    day: dt.date, clocks: list[dt.time]
) -> None:
    starts, ends = sorted(clocks)
    found = slot(day, starts, ends, room_id=None, leader_id=None)
    assert found.starts_at == moment_of(day, starts)
    assert found.starts_at < found.ends_at


def test_a_day_left_out_does_not_shift_the_other_weeks() -> None:
    rule = Rule("other_week", D(2026, 9, 1), D(2026, 10, 31), 3)
    assert days_of(rule, without={D(2026, 9, 16)}) == [D(2026, 9, 2), D(2026, 9, 30), D(2026, 10, 14), D(2026, 10, 28)]


def test_the_last_friday_of_a_month_is_the_last_also_in_a_month_of_five() -> None:
    rule = Rule("monthly", D(2026, 1, 1), D(2026, 5, 31), 5, -1)
    assert days_of(rule) == [D(2026, 1, 30), D(2026, 2, 27), D(2026, 3, 27), D(2026, 4, 24), D(2026, 5, 29)]


def test_single_days_are_told_once_in_order_and_only_those_in_the_period() -> None:
    rule = Rule(
        "dates", D(2026, 3, 1), D(2026, 3, 31), dates=(D(2026, 3, 9), D(2026, 3, 2), D(2026, 3, 9), D(2026, 4, 1))
    )
    assert days_of(rule) == [D(2026, 3, 2), D(2026, 3, 9)]
    assert rrule_of(rule) is None


@pytest.mark.parametrize(
    "rule",
    [
        Rule("now and then", D(2026, 1, 1), D(2026, 2, 1), 1),
        Rule("weekly", D(2026, 1, 1), D(2026, 2, 1), 8),
        Rule("weekly", D(2026, 1, 1), D(2026, 2, 1)),
        Rule("monthly", D(2026, 1, 1), D(2026, 2, 1), 1, 5),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(rule: Rule) -> None:
    with pytest.raises(ValueError, match=r"no such|unknown"):
        days_of(rule)


def test_a_change_to_another_weekday_keeps_the_weeks() -> None:
    old = Rule("other_week", D(2026, 3, 2), D(2026, 5, 31), 1)  # weeks 10, 12, 14
    new = Rule("other_week", D(2026, 3, 10), D(2026, 5, 31), 4)  # from the Tuesday of week 11
    first = same_weeks(old, new)
    assert days_of(Rule("other_week", first, new.last, 4))[0] == D(2026, 3, 19)  # Thursday of week 12
