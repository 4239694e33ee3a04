"""Activities for tests, made by the room's own actions. What is not named is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from famn.domain.activities import actions
from famn.domain.activities.actions import ActivityFacts
from famn.domain.activities.models import Activity, Occurrence, Room, Series, Term
from famn.domain.activities.reads import SeriesPlan
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from tests.domain.centres.making import own_unit
from tests.people import AT

MONDAY: Final = AT.date()  # 2 March 2026
STARTS, ENDS = dt.time(9, 30), dt.time(11, 30)
OPENED: Final = dt.date(2024, 1, 8)


def make_room(centre: FamilyCentre, by: Actor, name: str = "Stora rummet") -> Room:
    """A room that can be booked since the centre opened."""
    return actions.add_room(centre, by=by, at=AT, name=name, from_date=OPENED)


def make_leader(centre: FamilyCentre, name: str = "Lo Lind") -> CentrePerson:
    """Somebody who works at the centre and is shown by name."""
    return CentrePerson.objects.create(
        centre=centre, name=name, role="förskollärare", from_date=OPENED, confirmed_on=MONDAY
    )


def facts(by: Actor, **values: Any) -> ActivityFacts:
    """What is said of an activity that the actor's unit owns."""
    said = {
        "kind": Activity.Kind.SONG,
        "title": "Sångstund",
        "leg": Leg.OPEN_PRESCHOOL.value,
        "unit": own_unit(by),
    }
    return ActivityFacts(**said | values)


def make_activity(centre: FamilyCentre, by: Actor, **values: Any) -> Activity:
    """A draft of an activity."""
    return actions.add_activity(centre, facts(by, **values), by=by, at=AT)


def make_public(centre: FamilyCentre, by: Actor, **values: Any) -> Activity:
    """An activity that is shown to everybody."""
    return actions.publish_activity(make_activity(centre, by, **values), by=by, at=AT)


def weekly(**values: Any) -> SeriesPlan:
    """Every Tuesday in March 2026: the 3rd, 10th, 17th, 24th and 31st."""
    said = {
        "pattern": Series.Pattern.WEEKLY,
        "weekday": 2,
        "starts": STARTS,
        "ends": ENDS,
        "from_date": MONDAY,
        "last_day": dt.date(2026, 3, 31),
    }
    return SeriesPlan(**said | values)


def make_series(activity: Activity, by: Actor, **values: Any) -> Series:
    """A series of an activity, laid out."""
    return actions.plan_series(activity, weekly(**values), by=by, at=AT)


def make_term(centre: FamilyCentre, by: Actor, name: str = "Våren 2026", **values: Any) -> Term:
    """The spring of 2026, with Easter as a break."""
    said: dict[str, Any] = {
        "first_day": dt.date(2026, 1, 12),
        "last_day": dt.date(2026, 6, 5),
        "breaks": [("Påsklov", dt.date(2026, 4, 6), dt.date(2026, 4, 10))],
    }
    return actions.add_term(centre, by=by, at=AT, name=name, **said | values)


def days(rows: Any) -> list[str]:
    """The days of a series' or activity's occurrences that are to happen, as `3/3`."""
    found = Occurrence.objects.filter(**rows).exclude(state="cancelled").order_by("day")
    return [f"{one.day.day}/{one.day.month}" for one in found]


def occurrence_on(day: dt.date, **where: Any) -> Occurrence:
    """The occurrence of a day."""
    return Occurrence.objects.select_related("activity", "room").get(day=day, **where)
