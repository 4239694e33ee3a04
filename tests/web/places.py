"""Public centres for tests of what everybody sees: made in few statements, without their history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningHours
from famn.domain.people.models import Leg, Place
from famn.domain.people.rules import Actor
from famn.ground.stockholm import STOCKHOLM

SINCE: Final = dt.date(2024, 1, 8)
WEEK: Final = (1, 2, 3, 4, 5, 6, 7)


def make_place(by: Actor, name: str, code: str = "0117", *, legs: tuple[str, ...] = (), **values: Any) -> FamilyCentre:
    """A published centre that was confirmed today, with legs of a party outside Famn."""
    facts: dict[str, Any] = {
        "kept_by_id": by.authority_id,
        "kept_by_unit_id": by.unit_id,
        "address": "Provgatan 1",
        "state": "open",
        "opened_on": SINCE,
        "is_public": True,
        "keeps_holidays": False,
    }
    centre = FamilyCentre.objects.create(name=name, place=Place.objects.get(code=code), **facts | values)
    rows = [
        CentreLeg(centre=centre, leg=leg, party_name="Kliniken Tallen", from_date=SINCE)
        for leg in legs or (Leg.OPEN_PRESCHOOL,)
    ]
    CentreLeg.objects.bulk_create(rows)
    return centre


def at(latitude: float, longitude: float) -> dict[str, Decimal]:
    """Where a centre lies."""
    return {"latitude": Decimal(str(latitude)), "longitude": Decimal(str(longitude))}


def open_hours(centre: FamilyCentre, opens: int, closes: int, weekdays: tuple[int, ...] = WEEK) -> None:
    """Let the centre's first leg be open between two whole hours."""
    leg = CentreLeg.objects.filter(centre=centre).earliest("pk")
    OpeningHours.objects.bulk_create(
        OpeningHours(leg=leg, weekday=day, opens=dt.time(opens), closes=dt.time(closes), from_date=SINCE)
        for day in weekdays
    )


def make_times(centre: FamilyCentre, day: dt.date, *, hour: int = 10, times: int = 1, **values: Any) -> Activity:
    """A published activity that happens at this hour on a day and the days after it."""
    facts: dict[str, Any] = {
        "kind": Activity.Kind.SONG,
        "title": "Sångstund",
        "leg": Leg.OPEN_PRESCHOOL,
        "state": Activity.State.PUBLISHED,
        "confirmed_on": day,
    }
    activity = Activity.objects.create(centre=centre, **facts | values)
    for number in range(times):
        then = day + dt.timedelta(days=number)
        starts = dt.datetime.combine(then, dt.time(hour), STOCKHOLM)
        ends = starts + dt.timedelta(hours=1)
        Occurrence.objects.create(
            centre=centre, activity=activity, starts_at=starts, ends_at=ends, day=then, changed_at=starts
        )
    return activity
