"""A term is copied into another and a week into another week; what falls out says why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from famn.domain.activities import actions, reads
from famn.domain.activities.models import Activity, Occurrence, Series, Term
from famn.domain.activities.reads import Off, Stays
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.activities.making import days, make_activity, make_room, make_series, make_term, occurrence_on
from tests.domain.activities.test_series import close
from tests.people import AT
from tests.scenes import scene

D = dt.date


@scene
def autumn(anna: Actor, centre: FamilyCentre) -> Term:
    """The autumn of 2026: its first full week begins on 24 August."""
    said: dict[str, Any] = {"first_day": D(2026, 8, 19), "last_day": D(2026, 12, 16), "breaks": ()}
    return make_term(centre, anna, "Hösten 2026", **said)


@scene
def spring(anna: Actor, centre: FamilyCentre) -> Term:
    """The spring of 2027, from a Monday, with a break in February and Easter on 28 March."""
    said: dict[str, Any] = {"first_day": D(2027, 1, 11), "last_day": D(2027, 6, 4)}
    return make_term(centre, anna, "Våren 2027", breaks=[("Sportlov", D(2027, 3, 1), D(2027, 3, 5))], **said)


def autumn_series(activity: Activity, by: Actor, term: Term, **said: Any) -> Series:
    """A series that runs all autumn."""
    return make_series(activity, by, **{"from_date": D(2026, 8, 24), "last_day": D(2026, 12, 16), "term": term} | said)


def test_an_autumn_becomes_a_spring_round_holidays_and_breaks(
    anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    autumn_series(activity, anna, autumn, weekday=1)
    close(centre, D(2027, 4, 19), D(2027, 4, 19))
    shown = reads.term_copy(autumn, spring).series[0]
    assert {(f"{day:%d/%m}", off.why) for day, off in shown.left_out} == {
        ("01/03", Off.BREAK),
        ("29/03", Off.HOLIDAY),
        ("19/04", Off.CLOSED),
    }
    (made,) = actions.copy_term(autumn, spring, by=anna, at=AT)
    found = days({"series": made})
    assert found == [f"{one.day.day}/{one.day.month}" for one in shown.slots]
    assert (found[0], found[-1], len(found)) == ("11/1", "31/5", 18)
    assert made.term == spring


def test_every_other_week_comes_to_the_other_weeks(
    anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    for title, first in (("Jämna", D(2026, 8, 24)), ("Udda", D(2026, 8, 31))):
        other = make_activity(centre, anna, title=title)
        autumn_series(other, anna, autumn, pattern="other_week", weekday=3, from_date=first)
    actions.copy_term(autumn, spring, by=anna, at=AT)
    january = Occurrence.objects.filter(day__gte=D(2027, 1, 1), day__lt=D(2027, 2, 1)).order_by("day")
    assert [(one.activity.title, one.day.day) for one in january.select_related("activity")] == [
        ("Jämna", 13),
        ("Udda", 20),
        ("Jämna", 27),
    ]


def test_what_is_copied_twice_comes_once(anna: Actor, activity: Activity, autumn: Term, spring: Term) -> None:
    autumn_series(activity, anna, autumn)
    actions.copy_term(autumn, spring, by=anna, at=AT)
    assert reads.term_copy(autumn, spring).series[0].stays is Stays.THERE
    with pytest.raises(Refused, match="Ingenting att kopiera"):
        actions.copy_term(autumn, spring, by=anna, at=AT)
    assert Series.objects.count() == 2


def test_a_day_whose_room_is_taken_falls_out_and_says_by_what(
    anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    room = make_room(centre, anna)
    autumn_series(activity, anna, autumn, room=room)
    there = make_activity(centre, anna, title="Babykafé")
    actions.add_occurrence(there, by=anna, at=AT, day=D(2027, 1, 19), starts=dt.time(10), ends=dt.time(11), room=room)
    shown = reads.term_copy(autumn, spring).series[0]
    assert [(one.day, one.other and one.other.activity.title) for one in shown.taken] == [(D(2027, 1, 19), "Babykafé")]
    (made,) = actions.copy_term(autumn, spring, by=anna, at=AT)
    assert "19/1" not in days({"series": made})
    assert days({"series": made})[:2] == ["12/1", "26/1"]


def test_what_was_changed_on_the_way_comes_once_as_it_ended_up(
    anna: Actor, activity: Activity, autumn: Term, spring: Term
) -> None:
    series = autumn_series(activity, anna, autumn)
    plan = reads.plan_of(Series.objects.select_related("room", "term").get(pk=series.pk))
    late = replace(plan, starts=dt.time(13), ends=dt.time(15))
    actions.change_series(series, late, by=anna, at=AT, from_day=D(2026, 10, 6))
    (made,) = actions.copy_term(autumn, spring, by=anna, at=AT)
    assert (made.starts, days({"series": made})[0]) == (dt.time(13), "12/1")


def test_only_those_chosen_come_and_ended_ones_never(
    anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    kept = autumn_series(activity, anna, autumn)
    for title in ("Inte vald", "Slutar"):
        autumn_series(make_activity(centre, anna, title=title), anna, autumn)
    Activity.objects.filter(title="Slutar").update(state="ended")
    assert [one.stays for one in reads.term_copy(autumn, spring).series if not one.comes] == [Stays.ENDED]
    (made,) = actions.copy_term(autumn, spring, by=anna, at=AT, only=[kept.code])
    assert made.activity == activity


def test_staff_of_a_leg_copy_what_their_leg_answers_for(
    bo: Actor, anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    autumn_series(activity, anna, autumn)
    autumn_series(make_activity(centre, anna, leg=Leg.CHILD_HEALTH.value), anna, autumn)
    assert [one.activity_id for one in actions.copy_term(autumn, spring, by=bo, at=AT)] == [activity.pk]


def test_a_stranger_copies_nothing(disa: Actor, autumn: Term, spring: Term) -> None:
    with pytest.raises(Denied):
        actions.copy_term(autumn, spring, by=disa, at=AT)


def test_a_week_is_copied_round_a_holiday_at_the_same_clock_times(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    make_series(activity, anna)  # Tuesdays in March
    make_series(make_activity(centre, anna, title="Babykafé"), anna, weekday=1)
    actions.cancel_occurrence(
        occurrence_on(D(2026, 3, 16), activity__title="Babykafé"), by=anna, at=AT, reason="illness"
    )
    said = {"by": anna, "at": AT, "to_week_of": D(2026, 4, 8)}
    made = actions.copy_week(centre, week_of=D(2026, 3, 12), **said)  # the Monday is the day after Easter
    assert [(one.day, one.starts_at) for one in made] == [
        (D(2026, 4, 7), dt.datetime(2026, 4, 7, 7, 30, tzinfo=dt.UTC))
    ]
    shown = reads.week_copy(centre, D(2026, 3, 9), D(2026, 4, 6))
    assert [(one.source.activity.title, one.comes, one.is_there) for one in shown] == [
        ("Babykafé", False, False),
        ("Sångstund", False, True),
    ]
    with pytest.raises(Refused, match="Ingenting att kopiera"):
        actions.copy_week(centre, week_of=D(2026, 3, 16), **said)


def test_the_week_to_copy_is_the_same_of_last_term_else_the_latest_with_something_planned(
    anna: Actor, centre: FamilyCentre, activity: Activity, autumn: Term, spring: Term
) -> None:
    third = D(2027, 1, 25)  # the third week of the spring
    assert reads.week_to_copy(centre, third) is None  # nothing was ever planned
    autumn_series(activity, anna, autumn)  # Tuesdays
    assert reads.week_to_copy(centre, third) == D(2026, 9, 7)  # the third full week of the autumn
    Occurrence.objects.filter(day=D(2026, 9, 8)).delete()
    assert reads.week_to_copy(centre, third) == D(2026, 12, 14)
