"""Single times: moved, cancelled, restored and said something of. Each change is seen by those who subscribe."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.activities import actions, reads
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.activities.making import make_activity, make_leader, make_room, make_series, occurrence_on
from tests.domain.centres.making import make_centre
from tests.people import AT

D = dt.date
THIRD, TENTH = D(2026, 3, 3), D(2026, 3, 10)


def move(one: Occurrence, by: Actor, day: dt.date, **said: object) -> Occurrence:
    """Move one time to another day, at its own hours, unless said otherwise."""
    facts = {"starts": dt.time(9, 30), "ends": dt.time(11, 30), "room": one.room} | said
    return actions.move_occurrence(one, by=by, at=AT, day=day, **facts).time  # type: ignore[arg-type]  # as named above


def test_a_moved_time_remembers_when_it_was_meant_to_be_until_it_is_back(anna: Actor, activity: Activity) -> None:
    make_series(activity, anna)
    meant = occurrence_on(THIRD).starts_at
    one = move(occurrence_on(THIRD), anna, D(2026, 3, 4), message="Vi flyttar en dag.")
    one = move(one, anna, D(2026, 3, 5))
    assert (one.was_at, one.day, one.slot_date, one.number) == (meant, D(2026, 3, 5), THIRD, 2)
    back = move(one, anna, THIRD)
    assert back.was_at is None


def test_a_time_is_not_moved_into_a_room_that_is_taken(anna: Actor, centre: FamilyCentre, activity: Activity) -> None:
    room = make_room(centre, anna)
    make_series(activity, anna, room=room)
    with pytest.raises(Refused, match="redan bokat"):
        move(occurrence_on(THIRD), anna, TENTH)
    moved = move(occurrence_on(THIRD), anna, THIRD, starts=dt.time(10))  # it is not in its own way
    assert moved.starts_at.hour == 9


def test_a_cancelled_time_says_why_and_frees_its_room(anna: Actor, centre: FamilyCentre, activity: Activity) -> None:
    room = make_room(centre, anna)
    make_series(activity, anna, room=room)
    off = actions.cancel_occurrence(occurrence_on(THIRD), by=anna, at=AT, reason="illness", message=" Vi  ses! ").time
    assert (off.state, off.reason, off.message, off.number) == ("cancelled", "illness", "Vi ses!", 1)
    other = make_activity(centre, anna, title="Babykafé")
    actions.add_occurrence(other, by=anna, at=AT, day=THIRD, starts=dt.time(10), ends=dt.time(11), room=room)
    with pytest.raises(Refused, match="Babykafé"):
        actions.restore_occurrence(off, by=anna, at=AT)


def test_a_restored_time_is_as_before_and_counts_as_a_change(anna: Actor, activity: Activity) -> None:
    make_series(activity, anna)
    off = actions.cancel_occurrence(occurrence_on(THIRD), by=anna, at=AT, reason="weather", message="Storm").time
    back = actions.restore_occurrence(off, by=anna, at=AT + dt.timedelta(hours=1)).time
    assert (back.state, back.reason, back.message, back.number) == ("planned", "", "", 2)
    assert back.changed_at == AT + dt.timedelta(hours=1)
    with pytest.raises(Denied, match="inte inställt"):
        actions.restore_occurrence(back, by=anna, at=AT)


def test_all_that_somebody_leads_today_is_cancelled_at_once(anna: Actor, centre: FamilyCentre) -> None:
    lo = make_leader(centre)
    for title, starts in (("Sångstund", dt.time(9)), ("Babykafé", dt.time(13))):
        activity = make_activity(centre, anna, title=title, leader=lo)
        make_series(activity, anna, starts=starts, ends=dt.time(starts.hour + 1))
    rows = reads.times_led_by(lo, THIRD, THIRD)
    assert [one.activity.title for one in rows] == ["Sångstund", "Babykafé"]
    done = actions.cancel_many(rows, by=anna, at=AT, reason="illness")
    assert len(done.times) == 2
    assert reads.times_led_by(lo, THIRD, THIRD) == []
    assert TrailEvent.objects.filter(verb="cancel_occurrence", reason="illness").count() == 2
    assert actions.cancel_many(rows, by=anna, at=AT, reason="weather").times == []
    assert set(Occurrence.objects.filter(day=THIRD).values_list("reason", flat=True)) == {"illness"}


def test_whoever_may_not_change_one_of_them_cancels_none(
    health: Actor, anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    hers = make_activity(centre, health, title="Öppet hus", leg=Leg.CHILD_HEALTH.value)
    make_series(hers, health)
    make_series(activity, anna)
    with pytest.raises(Denied):
        actions.cancel_many(Occurrence.objects.filter(day=THIRD), by=health, at=AT, reason="illness")
    actions.cancel_many(Occurrence.objects.filter(activity=hers, day=THIRD), by=health, at=AT, reason="illness")
    assert Occurrence.objects.filter(state="cancelled").count() == 1


def test_nothing_is_cancelled_without_a_reason_or_moved_while_it_is_cancelled(anna: Actor, activity: Activity) -> None:
    make_series(activity, anna)
    with pytest.raises(Refused, match="varför"):
        actions.cancel_occurrence(occurrence_on(THIRD), by=anna, at=AT, reason="")
    off = actions.cancel_occurrence(occurrence_on(THIRD), by=anna, at=AT, reason="other").time
    with pytest.raises(Refused, match="redan inställt"):
        actions.cancel_occurrence(off, by=anna, at=AT, reason="other")
    with pytest.raises(Refused, match="Ta tillbaka"):
        move(off, anna, TENTH)


def test_a_stranger_to_the_centre_leads_nothing_there(anna: Actor, centre: FamilyCentre, activity: Activity) -> None:
    make_series(activity, anna)
    other = make_leader(make_centre(anna, name="En annan"))
    with pytest.raises(Refused, match="arbetar på familjecentralen"):
        actions.say_of_occurrence(occurrence_on(THIRD), by=anna, at=AT, theme="", guest="", message="", leader=other)
