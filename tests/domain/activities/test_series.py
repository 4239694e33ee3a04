"""A series is laid out as rows, round holidays, breaks and closings, and is changed without losing what was said."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.activities import actions, reads
from famn.domain.activities.models import Activity, Occurrence, Series
from famn.domain.activities.reads import Kind
from famn.domain.centres.models import FamilyCentre, OpeningException
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.activities.making import (
    MONDAY,
    days,
    make_activity,
    make_leader,
    make_room,
    make_series,
    make_term,
    occurrence_on,
    weekly,
)
from tests.domain.centres.making import make_leg
from tests.people import AT

D = dt.date
EARLIER = AT - dt.timedelta(days=1)


def close(centre: FamilyCentre, first: dt.date, last: dt.date, **said: object) -> OpeningException:
    """Let the whole centre be closed."""
    facts = {"reason": "planning", "note": "Vi planerar"} | said
    return OpeningException.objects.create(centre=centre, from_date=first, to_date=last + dt.timedelta(days=1), **facts)


def test_each_time_of_a_series_is_a_row(anna: Actor, activity: Activity) -> None:
    series = make_series(activity, anna)
    assert days({"series": series}) == ["3/3", "10/3", "17/3", "24/3", "31/3"]
    first, last = occurrence_on(D(2026, 3, 3)), occurrence_on(D(2026, 3, 31))
    assert first.starts_at == dt.datetime(2026, 3, 3, 8, 30, tzinfo=dt.UTC)
    assert last.starts_at == dt.datetime(2026, 3, 31, 7, 30, tzinfo=dt.UTC)  # after the clocks went forward
    assert {one.slot_date for one in (first, last)} == {first.day, last.day}


def test_holidays_breaks_and_closed_days_fall_out_and_say_why(anna: Actor, centre: FamilyCentre) -> None:
    term = make_term(centre, anna)
    close(centre, D(2026, 4, 14), D(2026, 4, 15))
    plan = weekly(weekday=1, from_date=D(2026, 3, 30), last_day=D(2026, 4, 20), term=term)
    plans = [plan, weekly(weekday=2, from_date=D(2026, 3, 30), last_day=D(2026, 4, 21), term=term)]
    laid = [reads.lay_out(one, reads.off_for(centre, [one]), leader_id=None) for one in plans]
    # 6 April is the day after Easter, and lies in the break too.
    assert [(day, off.why, off.name) for day, off in laid[0].left_out] == [(D(2026, 4, 6), "holiday", "Annandag påsk")]
    assert [(day, off.why, off.name) for day, off in laid[1].left_out] == [
        (D(2026, 4, 7), "break", "Påsklov"),
        (D(2026, 4, 14), "closed", "Vi planerar"),
    ]


def test_what_does_not_keep_holidays_happens_then_but_not_in_a_closed_house(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    close(centre, D(2026, 4, 13), D(2026, 4, 13))
    said = {"weekday": 1, "from_date": D(2026, 4, 1), "last_day": D(2026, 4, 20), "keeps_holidays": False}
    series = make_series(activity, anna, **said)
    assert days({"series": series}) == ["6/4", "20/4"]


def test_a_closing_of_one_leg_or_with_other_hours_closes_nothing_here(anna: Actor, centre: FamilyCentre) -> None:
    close(centre, D(2026, 3, 3), D(2026, 3, 3), opens=dt.time(9), closes=dt.time(12))
    close(centre, D(2026, 3, 10), D(2026, 3, 10), leg=centre.legs.first())
    assert reads.days_off(centre, D(2026, 3, 2), D(2026, 3, 31)) == {}


def test_days_that_are_left_out_do_not_come(anna: Actor, activity: Activity) -> None:
    series = actions.plan_series(activity, weekly(), by=anna, at=AT, without={D(2026, 3, 17)})
    assert days({"series": series}) == ["3/3", "10/3", "24/3", "31/3"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ends": dt.time(9)}, "ends"),
        ({"pattern": "yearly"}, "pattern"),
        ({"weekday": None}, "weekday"),
        ({"pattern": "monthly"}, "week_of_month"),
        ({"pattern": "dates"}, "dates"),
        ({"last_day": D(2026, 3, 1)}, "last_day"),
        ({"last_day": D(2028, 3, 1)}, "last_day"),
        ({"last_day": D(2026, 3, 2)}, None),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_at_its_field(
    said: dict[str, object], field: str | None, anna: Actor, activity: Activity
) -> None:
    with pytest.raises(Refused) as no:
        make_series(activity, anna, **said)
    assert no.value.field == field


def test_single_days_make_a_series_of_their_own(anna: Actor, activity: Activity) -> None:
    dates = (D(2026, 3, 20), D(2026, 3, 6))
    series = make_series(activity, anna, pattern="dates", dates=dates, last_day=D(2026, 12, 1))
    assert (series.from_date, series.to_date, series.weekday) == (D(2026, 3, 6), D(2026, 3, 21), None)
    assert days({"series": series}) == ["6/3", "20/3"]


# --- clashes ---------------------------------------------------------------------------------------


def test_clashes_are_told_before_anything_is_saved(anna: Actor, centre: FamilyCentre) -> None:
    room, leader = make_room(centre, anna), make_leader(centre)
    there = make_activity(centre, anna, title="Babykafé", leader=leader)
    make_series(there, anna, room=room, starts=dt.time(11), ends=dt.time(12))
    close(centre, D(2026, 3, 24), D(2026, 3, 24))
    slots = [
        reads.slot(day, dt.time(9, 30), dt.time(11, 30), room_id=room.pk, leader_id=leader.pk)
        for day in (D(2026, 3, 10), D(2026, 3, 11), D(2026, 3, 24), D(2026, 4, 6))
    ]
    found = [
        (one.day.day, one.kind, one.other.activity.title if one.other else one.name)
        for one in reads.clashes(centre, slots)
    ]
    assert found == [
        (10, Kind.LEADER, "Babykafé"),
        (10, Kind.ROOM, "Babykafé"),
        (24, Kind.CLOSED, "Vi planerar"),
        (24, Kind.LEADER, "Babykafé"),
        (24, Kind.ROOM, "Babykafé"),
        (6, Kind.HOLIDAY, "Annandag påsk"),
    ]


def test_one_time_after_the_other_in_a_room_is_no_clash(anna: Actor, centre: FamilyCentre, activity: Activity) -> None:
    room = make_room(centre, anna)
    make_series(activity, anna, room=room)
    make_series(activity, anna, room=room, starts=dt.time(11, 30), ends=dt.time(12))
    assert Occurrence.objects.count() == 10


def test_a_room_is_never_booked_twice_and_the_refusal_names_what_is_there(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    room = make_room(centre, anna)
    make_series(activity, anna, room=room)
    with pytest.raises(Refused, match=r"2026-03-03 av Sångstund\. Det gäller 4 tider till\."):
        make_series(make_activity(centre, anna, title="Annat"), anna, room=room, starts=dt.time(11), ends=dt.time(12))
    assert Series.objects.count() == 1


def test_a_later_closing_cancels_nothing_by_itself_but_staff_are_told(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    make_series(activity, anna)
    close(centre, D(2026, 3, 9), D(2026, 3, 18))
    found = reads.on_closed_days(centre, MONDAY, D(2026, 3, 31))
    assert [one.day.day for one in found] == [10, 17]
    assert {one.state for one in found} == {Occurrence.State.PLANNED}
    actions.cancel_many(found, by=anna, at=AT, reason=Occurrence.Reason.CLOSED)
    assert reads.on_closed_days(centre, MONDAY, D(2026, 3, 31)) == []


def test_where_one_leg_is_closed_its_own_times_alone_are_told_of(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    make_series(activity, anna)
    leg = make_leg(centre, anna, Leg.OPEN_PRESCHOOL)
    other = make_leg(centre, anna, Leg.CHILD_HEALTH)
    close(centre, D(2026, 3, 9), D(2026, 3, 12), leg=other)
    assert reads.on_closed_days(centre, MONDAY, D(2026, 3, 31)) == []
    close(centre, D(2026, 3, 9), D(2026, 3, 12), leg=leg)
    assert [one.day.day for one in reads.on_closed_days(centre, MONDAY, D(2026, 3, 31))] == [10]


# --- changes ---------------------------------------------------------------------------------------


def test_a_change_from_a_day_on_leaves_what_has_been_and_keeps_the_address_of_each_time(
    anna: Actor, activity: Activity
) -> None:
    series = make_series(activity, anna)
    codes = {one.day: one.code for one in Occurrence.objects.all()}
    later = dt.time(13), dt.time(14)
    done = actions.change_series(
        series, weekly(starts=later[0], ends=later[1]), by=anna, at=AT, from_day=D(2026, 3, 17)
    )
    assert (done.changed, done.added, done.removed, done.kept) == (3, 0, 0, ())
    assert done.series != series
    rows = {one.day: one for one in Occurrence.objects.all()}
    assert {day: one.code for day, one in rows.items()} == codes
    assert [reads.plan_of(one).last_day for one in Series.objects.select_related("room", "term").order_by("pk")] == [
        D(2026, 3, 16),
        D(2026, 3, 31),
    ]
    assert (rows[D(2026, 3, 10)].starts_at.hour, rows[D(2026, 3, 10)].number) == (8, 0)
    assert (rows[D(2026, 3, 17)].starts_at.hour, rows[D(2026, 3, 17)].number) == (12, 1)


def test_what_was_moved_cancelled_or_written_about_stays_and_is_told(anna: Actor, activity: Activity) -> None:
    series = make_series(activity, anna)
    actions.cancel_occurrence(occurrence_on(D(2026, 3, 10)), by=anna, at=AT, reason="illness")
    actions.move_occurrence(
        occurrence_on(D(2026, 3, 17)),
        by=anna,
        at=AT,
        day=D(2026, 3, 19),
        starts=dt.time(9),
        ends=dt.time(10),
        room=None,
    )
    actions.say_of_occurrence(
        occurrence_on(D(2026, 3, 24)), by=anna, at=AT, theme="Sömn", guest="", message="", leader=None
    )
    done = actions.change_series(series, weekly(weekday=3), by=anna, at=AT, from_day=MONDAY)
    assert [one.slot_date.day for one in done.kept if one.slot_date] == [10, 17, 24]
    assert (done.changed, done.added, done.removed) == (0, 4, 2)
    assert days({"activity": activity}) == ["4/3", "11/3", "18/3", "19/3", "24/3", "25/3"]
    assert occurrence_on(D(2026, 3, 24)).theme == "Sömn"
    assert Series.objects.count() == 1  # nothing of it had been: the series itself is another now


def test_a_change_to_a_taken_room_is_refused_and_changes_nothing(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    room = make_room(centre, anna)
    make_series(make_activity(centre, anna, title="Babykafé"), anna, room=room)
    series = make_series(activity, anna)
    with pytest.raises(Refused, match="Babykafé"):
        actions.change_series(series, weekly(room=room), by=anna, at=AT, from_day=D(2026, 3, 17))
    assert Series.objects.count() == 2
    assert set(Occurrence.objects.filter(activity=activity).values_list("room", "number")) == {(None, 0)}


def test_what_has_been_is_never_changed(anna: Actor, activity: Activity) -> None:
    series = make_series(activity, anna)
    with pytest.raises(Refused, match="har varit"):
        actions.change_series(series, weekly(), by=anna, at=AT + dt.timedelta(days=9), from_day=D(2026, 3, 10))
    with pytest.raises(Refused, match="har varit"):
        actions.end_series(series, by=anna, at=AT + dt.timedelta(days=9), last_day=D(2026, 3, 3))


def test_a_series_that_ends_loses_its_later_times_but_those_that_were_touched(anna: Actor, activity: Activity) -> None:
    series = make_series(activity, anna)
    actions.cancel_occurrence(occurrence_on(D(2026, 3, 24)), by=anna, at=AT, reason="illness")
    done = actions.end_series(series, by=anna, at=AT, last_day=D(2026, 3, 12))
    assert (done.removed, [one.day.day for one in done.kept]) == (2, [24])
    assert days({"series": series}) == ["3/3", "10/3"]


def test_whoever_may_not_plan_for_the_leg_changes_no_series(health: Actor, anna: Actor, activity: Activity) -> None:
    with pytest.raises(Denied):
        make_series(activity, health)
    series = make_series(activity, anna)
    with pytest.raises(Denied):
        actions.end_series(series, by=health, at=AT, last_day=D(2026, 3, 12))
