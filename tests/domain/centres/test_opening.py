"""Opening hours without a database: the week, what stands above it, and what holds at each moment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from famn.domain.centres.opening import (
    HOLIDAY,
    HOLIDAY_NAMES,
    UNKNOWN,
    Closing,
    House,
    OpenDay,
    Sign,
    Span,
    WeekHours,
    holiday_name,
    joined,
    lay_out,
    status_at,
)
from famn.domain.centres.reads.freshness import ASK_AFTER, HIDE_AFTER, WARN_AFTER, Freshness, freshness
from famn.ground.stockholm import STOCKHOLM, moment_of

PRESCHOOL, MIDWIFE = 1, 2
SINCE = dt.date(2024, 1, 1)
MONDAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)


def at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), STOCKHOLM)


def clock(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def week(leg: int, opens: str, closes: str, days: str = "12345", **more: object) -> list[WeekHours]:
    facts: dict[str, object] = {"from_date": SINCE, **more}
    return [WeekHours(leg, int(day), clock(opens), clock(closes), **facts) for day in days]  # type: ignore[arg-type]  # named as the fields are


def said(day: OpenDay) -> list[str]:
    return [f"{one.leg} {one.opens:%H:%M}-{one.closes:%H:%M}" for one in day.spans]


USUAL = [*week(PRESCHOOL, "09:00", "12:00"), *week(MIDWIFE, "11:00", "16:00")]
BOTH = ["1 09:00-12:00", "2 11:00-16:00"]


@pytest.mark.parametrize(
    ("closings", "spans", "reason"),
    [
        ([], BOTH, ""),
        ([Closing(MONDAY, MONDAY + DAY, "planning")], [], "planning"),
        ([Closing(MONDAY + DAY, MONDAY + 2 * DAY, "planning")], BOTH, ""),
        ([Closing(MONDAY - DAY, MONDAY, "planning")], BOTH, ""),
        ([Closing(MONDAY, MONDAY + DAY, "illness", leg=PRESCHOOL)], ["2 11:00-16:00"], "illness"),
        (
            [Closing(MONDAY, MONDAY + DAY, "other", opens=clock("10:00"), closes=clock("11:00"))],
            ["1 10:00-11:00", "2 10:00-11:00"],
            "other",
        ),
        (
            [
                Closing(MONDAY, MONDAY + 14 * DAY, "summer"),
                Closing(MONDAY, MONDAY + DAY, "other", leg=MIDWIFE, opens=clock("08:00"), closes=clock("09:00")),
            ],
            ["2 08:00-09:00"],
            "summer",
        ),
        (
            [
                Closing(MONDAY, MONDAY + 14 * DAY, "summer"),
                Closing(MONDAY, MONDAY + DAY, "other", opens=clock("10:00"), closes=clock("12:00")),
            ],
            ["1 10:00-12:00", "2 10:00-12:00"],
            "other",
        ),
    ],
    ids=[
        "the week",
        "closed",
        "closed tomorrow",
        "open again today",
        "one leg closed",
        "other hours",
        "a leg stands above the centre",
        "a day stands above a fortnight",
    ],
)
def test_what_stands_above_the_week(closings: list[Closing], spans: list[str], reason: str) -> None:
    day = lay_out(MONDAY, USUAL, closings, House())
    assert said(day) == spans
    assert day.reason == reason
    gone = {(one.leg, one.opens) for one in day.struck}
    assert gone == {(PRESCHOOL, clock("09:00")), (MIDWIFE, clock("11:00"))} - {(o.leg, o.opens) for o in day.spans}


def test_other_hours_keep_the_ages_that_all_of_them_were_for() -> None:
    babies = week(PRESCHOOL, "09:00", "11:00", age_from=0, age_to=12)
    instead = Closing(MONDAY, MONDAY + DAY, "other", opens=clock("13:00"), closes=clock("14:00"))
    (span,) = lay_out(MONDAY, babies, [instead], House()).spans
    assert (span.age_from, span.age_to) == (0, 12)
    mixed = [*babies, *week(PRESCHOOL, "12:00", "13:00")]
    (span,) = lay_out(MONDAY, mixed, [instead], House()).spans
    assert (span.age_from, span.age_to) == (None, None)


def test_a_saturday_without_hours_can_be_opened_for_once() -> None:
    saturday = MONDAY + 5 * DAY
    instead = Closing(saturday, saturday + DAY, "other", opens=clock("10:00"), closes=clock("14:00"))
    assert said(lay_out(saturday, USUAL, [instead], House())) == ["None 10:00-14:00"]


def test_hours_hold_in_their_period_alone() -> None:
    hours = week(PRESCHOOL, "09:00", "12:00", to_date=MONDAY + 7 * DAY)
    assert said(lay_out(MONDAY, hours, [], House())) == ["1 09:00-12:00"]
    later = lay_out(MONDAY + 7 * DAY, hours, [], House())
    assert said(later) == []
    assert not later.is_known


@pytest.mark.parametrize(
    ("house", "day", "reason"),
    [
        (House("planned"), MONDAY, "planned"),
        (House("paused"), MONDAY, "paused"),
        (House("closed", closed_on=MONDAY), MONDAY, "closed"),
        (House("closed", closed_on=MONDAY + DAY), MONDAY, ""),
        (House("open", opened_on=MONDAY + DAY), MONDAY, "planned"),
        (House("open", opened_on=MONDAY), MONDAY, ""),
    ],
)
def test_a_centre_that_is_not_open_has_no_hours(house: House, day: dt.date, reason: str) -> None:
    laid = lay_out(day, USUAL, [], house)
    assert laid.reason == reason
    assert bool(laid.spans) is not bool(reason)
    assert len(laid.struck) == (2 if reason else 0)


# --- holidays ----------------------------------------------------------------------------------------

CHRISTMAS = dt.date(2026, 12, 25)  # a Friday


def test_a_holiday_closes_where_the_centre_keeps_it() -> None:
    day = lay_out(CHRISTMAS, USUAL, [], House())
    assert (said(day), day.reason, day.holiday) == ([], HOLIDAY, "Juldagen")
    kept_open = lay_out(CHRISTMAS, USUAL, [], House(keeps_holidays=False))
    assert (said(kept_open), kept_open.reason, kept_open.holiday) == (BOTH, "", "Juldagen")


def test_an_exception_stands_above_a_holiday() -> None:
    opened = Closing(CHRISTMAS, CHRISTMAS + DAY, "other", leg=PRESCHOOL, opens=clock("10:00"), closes=clock("12:00"))
    assert said(lay_out(CHRISTMAS, USUAL, [opened], House())) == ["1 10:00-12:00"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 4, 3), "Långfredagen"),
        (dt.date(2026, 6, 19), "Midsommarafton"),
        (dt.date(2027, 6, 25), "Midsommarafton"),
        (dt.date(2026, 12, 24), "Julafton"),
        (dt.date(2026, 12, 31), "Nyårsafton"),
        (dt.date(2026, 11, 22), ""),  # a Sunday is an ordinary one
        (dt.date(2026, 4, 4), ""),  # Easter eve is not kept by law
    ],
)
def test_the_holidays_are_those_of_the_law(day: dt.date, name: str) -> None:
    assert holiday_name(day) == name


def test_every_holiday_of_the_coming_years_has_a_name_that_pages_can_say() -> None:
    days = [dt.date(2026, 1, 1) + number * DAY for number in range(365 * 10)]
    assert {holiday_name(day) for day in days} - {""} <= set(HOLIDAY_NAMES)


# --- what holds now ----------------------------------------------------------------------------------


def days_of(
    hours: list[WeekHours], first: dt.date = MONDAY, count: int = 8, *, closings: list[Closing] | None = None
) -> list[OpenDay]:
    return [lay_out(first + number * DAY, hours, closings or [], House()) for number in range(count)]


@pytest.mark.parametrize(
    ("now", "sign", "turn", "changes"),
    [
        ("00:00", Sign.SOON, "09:00", "09:00"),
        ("08:59", Sign.SOON, "09:00", "09:00"),
        ("09:00", Sign.OPEN, "16:00", "16:00"),
        ("11:59", Sign.OPEN, "16:00", "16:00"),  # the midwife came before the preschool closed
        ("15:59", Sign.OPEN, "16:00", "16:00"),
    ],
)
def test_open_until_and_opens_at(now: str, sign: Sign, turn: str, changes: str) -> None:
    status = status_at(days_of(USUAL), at(MONDAY, now))
    assert status.sign == sign
    assert (status.until or status.opens) == at(MONDAY, turn)
    assert status.changes_at == at(MONDAY, changes)


def test_after_closing_the_next_opening_is_tomorrow_and_the_answer_lasts_till_midnight() -> None:
    status = status_at(days_of(USUAL), at(MONDAY, "16:00"))
    assert (status.sign, status.opens) == (Sign.CLOSED, at(MONDAY + DAY, "09:00"))
    assert status.changes_at == at(MONDAY + DAY, "00:00")


def test_a_closed_day_says_why_and_when_it_opens_again() -> None:
    closings = [Closing(MONDAY, MONDAY + 2 * DAY, "planning")]
    status = status_at(days_of(USUAL, closings=closings), at(MONDAY, "10:00"))
    assert (status.sign, status.reason) == (Sign.CLOSED, "planning")
    assert status.opens == at(MONDAY + 2 * DAY, "09:00")


def test_where_nobody_has_said_when_nobody_says_closed() -> None:
    status = status_at(days_of([]), at(MONDAY, "10:00"))
    assert (status.sign, status.reason, status.opens) == (Sign.CLOSED, UNKNOWN, None)


def test_a_night_that_goes_on_from_one_day_to_the_next_is_two_days_with_a_minute_between() -> None:
    night = [*week(PRESCHOOL, "22:00", "23:59", "1"), *week(PRESCHOOL, "00:00", "02:00", "2")]
    status = status_at(days_of(night), at(MONDAY, "23:00"))
    assert status.until == at(MONDAY, "23:59")
    assert status_at(days_of(night), at(MONDAY + DAY, "00:00")).sign == Sign.OPEN


SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)  # Sundays when the clocks change


def test_an_hour_that_the_clocks_jump_over_is_no_hour_and_half_of_it_comes_as_much_later() -> None:
    hours = week(PRESCHOOL, "01:00", "04:00", "7")
    status = status_at(days_of(hours, SPRING), at(SPRING, "01:00"))
    assert status.until is not None
    assert status.until - at(SPRING, "01:00").astimezone(dt.UTC) == dt.timedelta(hours=2)
    jumped = week(PRESCHOOL, "02:00", "03:00", "7")
    assert status_at(days_of(jumped, SPRING, 2), at(SPRING, "01:00")).sign == Sign.CLOSED
    late = [*week(PRESCHOOL, "02:30", "02:45", "7"), *week(PRESCHOOL, "03:00", "03:15", "7")]
    assert status_at(days_of(late, SPRING), at(SPRING, "01:00")).opens == at(SPRING, "03:00")
    assert status_at(days_of(late, SPRING), at(SPRING, "03:20")).opens == at(SPRING, "03:30")


def test_a_time_that_the_clocks_show_twice_is_the_first() -> None:
    hours = week(PRESCHOOL, "02:15", "02:45", "7")
    second = dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)  # the clocks show 02:30 again
    assert status_at(days_of(hours, AUTUMN), second - dt.timedelta(hours=1)).sign == Sign.OPEN
    assert status_at(days_of(hours, AUTUMN), second).sign == Sign.CLOSED


@pytest.mark.parametrize("sunday", [SPRING, AUTUMN])
def test_office_hours_are_by_the_clock_on_the_wall_through_both_changes(sunday: dt.date) -> None:
    hours = week(PRESCHOOL, "09:00", "15:00", "1234567")
    for day in (sunday - DAY, sunday, sunday + DAY):
        status = status_at(days_of(hours, day), at(day, "10:00"))
        assert status.until is not None
        assert (status.until.date(), status.until.time()) == (day, clock("15:00"))


BABIES = week(PRESCHOOL, "09:00", "11:30", age_from=0, age_to=12)
OLDER = week(PRESCHOOL, "11:00", "15:00", age_from=13, age_to=71)


@pytest.mark.parametrize(
    ("now", "sign", "turn", "ages", "changes"),
    [
        ("08:00", Sign.SOON, "09:00", (0, 12), "09:00"),
        ("10:00", Sign.OPEN, "11:30", (0, 12), "11:00"),  # who is let in now must be out before the house closes
        ("11:10", Sign.OPEN, "15:00", None, "11:30"),  # two groups at once: somebody is let in till three
        ("12:00", Sign.OPEN, "15:00", (13, 71), "15:00"),
        ("15:00", Sign.CLOSED, "09:00", None, "00:00"),
    ],
)
def test_what_is_said_now_is_said_of_those_who_are_let_in(
    now: str, sign: Sign, turn: str, ages: tuple[int, int] | None, changes: str
) -> None:
    status = status_at(days_of([*BABIES, *OLDER]), at(MONDAY, now))
    assert (status.sign, status.ages) == (sign, ages)
    told = status.until or status.opens
    assert told is not None
    assert f"{told:%H:%M}" == turn
    assert f"{status.changes_at.astimezone(STOCKHOLM):%H:%M}" == changes


def test_a_child_has_only_the_hours_that_let_it_in() -> None:
    (day,) = days_of([*BABIES, *week(MIDWIFE, "13:00", "16:00")], count=1)
    assert said(day.to((3, 3))) == ["1 09:00-11:30", "2 13:00-16:00"]
    assert said(day.to((42, 42))) == ["2 13:00-16:00"]
    assert said(day.to((6, 18))) == ["2 13:00-16:00"]  # all of them must be let in


def test_spans_that_touch_or_overlap_are_one() -> None:
    spans = [Span(clock(a), clock(b)) for a, b in (("13:00", "15:00"), ("09:00", "12:00"), ("11:00", "13:00"))]
    assert joined(spans) == [(clock("09:00"), clock("15:00"))]


_MINUTES = st.tuples(st.integers(0, 95), st.integers(1, 95)).filter(lambda pair: pair[0] < pair[1])


@st.composite
def some_days(draw: st.DrawFn) -> list[OpenDay]:
    """Three days in a row, some of them where the clocks change, open at quarters of an hour."""
    first = draw(st.sampled_from([MONDAY, SPRING - DAY, SPRING, AUTUMN - DAY, AUTUMN]))
    quarter = lambda number: dt.time(number // 4, 15 * (number % 4))  # noqa: E731 - one word for one thing
    return [
        OpenDay(
            first + number * DAY,
            tuple(
                Span(quarter(a), quarter(b), None, *(draw(st.sampled_from([(None, None), (0, 12), (6, 71)]))))
                for a, b in draw(st.lists(_MINUTES, max_size=3))
            ),
            is_known=draw(st.booleans()),
        )
        for number in range(3)
    ]


@settings(max_examples=50, deadline=None)
@given(days=some_days(), minutes=st.integers(0, 2 * 24 * 60 - 1), share=st.floats(0, 0.999))
def test_the_answer_is_the_same_until_the_moment_it_names(days: list[OpenDay], minutes: int, share: float) -> None:
    now = moment_of(days[0].day, dt.time()) + dt.timedelta(minutes=minutes)
    status = status_at(days, now)
    assert now < status.changes_at.astimezone(dt.UTC)
    later = now + (status.changes_at.astimezone(dt.UTC) - now) * share
    assert status_at(days, later) == status
    after = status_at(days, status.changes_at)
    if status.changes_at.astimezone(STOCKHOLM).time() != dt.time() and not any(s.ages for d in days for s in d.spans):
        assert after.sign != status.sign


# --- how old -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, Freshness.FRESH),
        (ASK_AFTER - 1, Freshness.FRESH),
        (ASK_AFTER, Freshness.ASK),
        (WARN_AFTER - 1, Freshness.ASK),
        (WARN_AFTER, Freshness.WARN),
        (HIDE_AFTER - 1, Freshness.WARN),
        (HIDE_AFTER, Freshness.HIDE),
        (None, Freshness.WARN),
    ],
)
def test_the_owner_is_asked_then_the_reader_is_warned_then_it_is_hidden(age: int | None, expected: Freshness) -> None:
    confirmed = None if age is None else MONDAY - age * DAY
    assert freshness(confirmed, MONDAY) == expected
