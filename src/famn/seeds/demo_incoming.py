"""A calendar that one of the demo's centres kept elsewhere: brought in once, and now read again with some changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils import timezone

from famn.domain.activities import actions
from famn.domain.activities.actions import Choice
from famn.domain.activities.models import CalendarSource
from famn.domain.activities.planning import monday_of
from famn.domain.activities.reads import incoming
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor

CENTRE: Final = "Familjecentralen Backsippan"
PERSON: Final = "Ronja Hjortron"
FILE: Final = "gamla-kalendern.ics"
ZONE: Final = "TZID=Europe/Stockholm"
WEEK: Final = dt.timedelta(days=7)


def load(actors: Mapping[str, Actor]) -> None:
    """Bring in one title, then read the calendar again: a time is moved, and there is a title that is new."""
    now, by = timezone.now(), actors[PERSON]
    centre = FamilyCentre.objects.get(name=CENTRE)
    friday = monday_of(timezone.localdate(now)) + WEEK + dt.timedelta(days=4)
    crafts = _event("pyssel", "Pysselstund", friday, "RRULE:FREQ=WEEKLY;COUNT=4")
    said: dict[str, Any] = {"by": by, "at": now, "leg": Leg.OPEN_PRESCHOOL.value, "name": FILE}
    source = actions.read_source(centre, _calendar(crafts), **said)
    actions.bring_in(source, {"pysselstund": Choice("other")}, by=by, at=now, seen=_seen(source, now), publish=True)
    moved = _event("pyssel", "Pysselstund", friday + WEEK, f"RECURRENCE-ID;{ZONE}:{_moment(friday + WEEK, 9)}", hour=13)
    walk = _event("vagn", "Barnvagnspromenad", friday - dt.timedelta(days=1), "RRULE:FREQ=WEEKLY;COUNT=3")
    trip = _event("utflykt", "Utflykt till djurparken", friday + 2 * WEEK, whole_day=True)
    actions.read_source(centre, _calendar(crafts, moved, walk, trip), **said)


def _seen(source: CalendarSource, now: dt.datetime) -> str:
    return incoming(source, timezone.localdate(now)).seen


def _calendar(*events: str) -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gamla kalendern//SV", "X-WR-CALNAME:Gamla kalendern")
    return "\r\n".join((*head, *events, "END:VCALENDAR", "")).encode()


def _event(uid: str, title: str, day: dt.date, *lines: str, hour: int = 9, whole_day: bool = False) -> str:
    """An event of an hour, by Stockholm's clock."""
    when: tuple[str, ...] = (f"DTSTART;{ZONE}:{_moment(day, hour)}", f"DTEND;{ZONE}:{_moment(day, hour + 1)}")
    if whole_day:
        when = (f"DTSTART;VALUE=DATE:{day:%Y%m%d}",)
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}@example.org", f"SUMMARY:{title}", *when, *lines, "END:VEVENT"))


def _moment(day: dt.date, hour: int) -> str:
    return f"{day:%Y%m%d}T{hour:02}0000"
