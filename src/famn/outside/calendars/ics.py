"""iCalendar files (RFC 5545), read by the library `icalendar` and unfolded by dateutil's rules.

An event returns by the wall clock of its own zone, so that ten o'clock stays ten o'clock when summer time begins. One
broken event is told of and left out; the rest is read.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, cast

from dateutil.rrule import rrule, rruleset, rrulestr
from icalendar import Calendar, Event

from famn.ground.stockholm import STOCKHOLM, day_of, moment_of
from famn.outside.calendars.times import (
    MOST_BYTES,
    MOST_OF_ONE,
    CannotRead,
    Fault,
    ForeignCalendar,
    ForeignTime,
    Why,
    checked,
    text,
)

DAY: Final = dt.timedelta(days=1)
OFTEN: Final = {"SECONDLY", "MINUTELY", "HOURLY"}


class _Faulty(Exception):
    """One event cannot be taken in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def read_ics(content: bytes, *, first: dt.date, last: dt.date) -> ForeignCalendar:
    """What happens from `first` to `last`, both included. Raises CannotRead for what is no calendar."""
    if len(content) > MOST_BYTES:
        raise CannotRead(Why.TOO_LARGE)
    if not content.strip():
        raise CannotRead(Why.EMPTY)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for one in calendars for event in one.walk("VEVENT") if isinstance(event, Event)]
    except Exception as broken:
        raise CannotRead(Why.NOT_A_CALENDAR) from broken
    if not calendars or any(one.name != "VCALENDAR" for one in calendars):
        raise CannotRead(Why.NOT_A_CALENDAR)
    found: list[ForeignTime] = []
    faults: list[Fault] = []
    for uid, group in _by_uid(events).items():
        try:
            found += _times_of(uid, group, first, last)
        except _Faulty as faulty:
            faults.append(Fault(text(group[0].get("SUMMARY")) or uid, faulty.why))
        except Exception:
            faults.append(Fault(text(group[0].get("SUMMARY")) or uid, Why.BAD_RULE))
    return ForeignCalendar(_name(calendars), checked(found), faults)


def _name(calendars: Iterable[Any]) -> str:
    names = (text(one.get("NAME") or one.get("X-WR-CALNAME")) for one in calendars)
    return next((name for name in names if name), "")


def _by_uid(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events that are the same one: an event that returns, and its times that differ."""
    found: dict[str, list[Event]] = {}
    for number, event in enumerate(events):
        found.setdefault(text(event.get("UID")) or f"utan-uid-{number}", []).append(event)
    return found


def _times_of(uid: str, group: list[Event], first: dt.date, last: dt.date) -> Iterator[ForeignTime]:
    """The times of one event within the days, those that differ in the place of those they change."""
    masters = [event for event in group if "RECURRENCE-ID" not in event]
    changed = {_slot(_value(event["RECURRENCE-ID"])): event for event in group if "RECURRENCE-ID" in event}
    for event in masters:
        for time in _laid_out(uid, event, first, last):
            if time.slot not in changed:
                yield time
    for slot, event in changed.items():
        time = replace(_one(uid, event, _value(event["DTSTART"])), slot=slot)
        if _is_within(time, first, last):
            yield time


def _laid_out(uid: str, event: Event, first: dt.date, last: dt.date) -> Iterator[ForeignTime]:
    start = _value(event.get("DTSTART"))
    if start is None:
        raise _Faulty(Why.NO_TIME)
    rules, extra = _listed(event.get("RRULE")), _dates(event.get("RDATE"))
    if not rules and not extra:
        time = _one(uid, event, start)
        if _is_within(time, first, last):
            yield time
        return
    for moment in _returns(start, rules, extra, _dates(event.get("EXDATE")), last):
        time = replace(_one(uid, event, moment), slot=_slot(moment))
        if _is_within(time, first, last):
            yield time


def _returns(start: Any, rules: list[Any], extra: list[Any], left_out: list[Any], last: dt.date) -> list[Any]:
    """The moments that an event returns at, as days or by the wall clock of its zone, until `last`."""
    naive, end = _naive(start), dt.datetime.combine(last + 2 * DAY, dt.time())
    all_of = rruleset()
    all_of.rdate(naive)  # the first time is always one of them
    for rule in rules:
        if {str(one).upper() for one in rule.get("FREQ", [])} & OFTEN:
            raise _Faulty(Why.TOO_OFTEN)
        all_of.rrule(cast("rrule", rrulestr(_rule_text(rule, start, end), dtstart=naive)))
    for moment in extra:
        all_of.rdate(_naive_as(moment, start))
    for moment in left_out:
        all_of.exdate(_naive_as(moment, start))
    found = list(itertools.islice(itertools.takewhile(lambda one: one < end, all_of), 50 * MOST_OF_ONE))
    if len(found) > MOST_OF_ONE:
        found = [one for one in found if one >= end - 800 * DAY][:MOST_OF_ONE]
    if not isinstance(start, dt.datetime):
        return [one.date() for one in found]
    return [one.replace(tzinfo=start.tzinfo) for one in found]


def _rule_text(rule: Any, start: Any, latest: dt.datetime) -> str:
    """The rule as text, its end by the same wall clock as its beginning; one without an end is followed to `latest`."""
    until = rule.get("UNTIL", [None])[0] or (None if rule.get("COUNT") else latest)
    words = [part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL=")]
    if until is not None:
        end = _naive_as(until, start)
        if not isinstance(until, dt.datetime):
            end = dt.datetime.combine(until, dt.time.max.replace(microsecond=0))
        words.append(f"UNTIL={end:%Y%m%dT%H%M%S}")
    return "RRULE:" + ";".join(words)


def _one(uid: str, event: Event, start: Any) -> ForeignTime:
    """One time of an event that begins at `start`, as long as the event says."""
    if start is None:
        raise _Faulty(Why.NO_TIME)
    is_whole_day = not isinstance(start, dt.datetime)
    begins, ends = _aware(start), _end(event, start)
    if ends < begins:
        raise _Faulty(Why.BACKWARDS)
    return ForeignTime(
        uid=uid,
        slot="",
        title=text(event.get("SUMMARY")),
        starts_at=begins,
        ends_at=ends,
        is_whole_day=is_whole_day,
        is_cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        place=text(event.get("LOCATION")),
        notes=text(event.get("DESCRIPTION")),
    )


def _end(event: Event, start: Any) -> dt.datetime:
    """When a time that begins at `start` ends: by the wall clock where the event names its end."""
    first, end = _value(event.get("DTSTART")), _value(event.get("DTEND"))
    if end is not None and isinstance(end, dt.datetime) == isinstance(start, dt.datetime):
        return _aware(start + (_naive(end) - _naive(first)))
    if (length := _value(event.get("DURATION"))) is not None:
        return _aware(start) + dt.timedelta(seconds=length.total_seconds())
    return _aware(start) if isinstance(start, dt.datetime) else _aware(start + DAY)


# --- days and moments ------------------------------------------------------------------------------


def _value(prop: Any) -> Any:
    """What a property holds: a day, a moment or a length. The last of several, None where there is none."""
    if isinstance(prop, list):
        prop = prop[-1] if prop else None
    return getattr(prop, "dt", None)


def _listed(prop: Any) -> list[Any]:
    return [] if prop is None else prop if isinstance(prop, list) else [prop]


def _dates(prop: Any) -> list[Any]:
    """The days or moments of RDATE or EXDATE; of a period, its beginning."""
    found = [one.dt for group in _listed(prop) for one in getattr(group, "dts", [])]
    return [one[0] if isinstance(one, tuple) else one for one in found]


def _naive(value: Any) -> dt.datetime:
    """By its own wall clock."""
    return value.replace(tzinfo=None) if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())


def _naive_as(value: Any, start: Any) -> dt.datetime:
    """By the wall clock of the zone that `start` is in."""
    if isinstance(value, dt.datetime) and value.tzinfo and isinstance(start, dt.datetime) and start.tzinfo:
        return value.astimezone(start.tzinfo).replace(tzinfo=None)
    if not isinstance(value, dt.datetime) and isinstance(start, dt.datetime):
        return dt.datetime.combine(value, start.time())
    return _naive(value)


def _aware(value: Any) -> dt.datetime:
    """A moment that says where it is: a day begins in Stockholm, and a time without a zone is there."""
    if not isinstance(value, dt.datetime):
        return moment_of(value, dt.time()).astimezone(STOCKHOLM)
    return value if value.tzinfo else value.replace(tzinfo=STOCKHOLM)


def _slot(value: Any) -> str:
    """Which time of an event that returns it is: the moment that its rule gave it."""
    if isinstance(value, dt.datetime):
        return f"{_aware(value).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    return f"{value:%Y%m%d}" if value else ""


def _is_within(time: ForeignTime, first: dt.date, last: dt.date) -> bool:
    return first <= day_of(time.starts_at) <= last
