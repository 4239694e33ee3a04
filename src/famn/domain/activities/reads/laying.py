"""Laying out a series: which days come, which fall out and why, before anything is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from famn.domain.activities.models import Room, Series, Term, TermBreak
from famn.domain.activities.planning import Rule, days_of
from famn.domain.centres.models import FamilyCentre, OpeningException
from famn.domain.centres.opening import holiday_name
from famn.ground.stockholm import moment_of

DAY = dt.timedelta(days=1)


class Off(StrEnum):
    """Why nothing happens on a day."""

    HOLIDAY = "holiday"
    BREAK = "break"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which nothing happens. `name` is the holiday's, the break's, or what was written of the closing."""

    why: Off
    name: str = ""


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """How an activity is to return, as a person says it. `last_day` is included; `weekday` 1 is Monday."""

    pattern: str
    starts: dt.time
    ends: dt.time
    from_date: dt.date
    last_day: dt.date
    weekday: int | None = None
    week_of_month: int | None = None
    dates: tuple[dt.date, ...] = ()
    room: Room | None = None
    term: Term | None = None
    keeps_holidays: bool = True

    @property
    def rule(self) -> Rule:
        """The days of the plan, before any falls out. A plan of single days ends with the last of them."""
        return Rule(self.pattern, self.from_date, self.last_day, self.weekday, self.week_of_month, self.dates)


def plan_of(series: Series) -> SeriesPlan:
    """The plan that a series was laid out by. Needs `room` and `term` selected with it."""
    return SeriesPlan(
        pattern=series.pattern,
        starts=series.starts,
        ends=series.ends,
        from_date=series.from_date,
        last_day=series.to_date - DAY,
        weekday=series.weekday,
        week_of_month=series.week_of_month,
        dates=tuple(series.dates),
        room=series.room,
        term=series.term,
        keeps_holidays=series.keeps_holidays,
    )


@dataclass(frozen=True, slots=True)
class Slot:
    """One time that is to be: nothing of it is saved."""

    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    room_id: int | None = None
    leader_id: int | None = None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The times that come of a plan, and the days that fall out."""

    slots: tuple[Slot, ...]
    left_out: tuple[tuple[dt.date, DayOff], ...]


def slot(day: dt.date, starts: dt.time, ends: dt.time, *, room_id: int | None, leader_id: int | None) -> Slot:
    """One time on a local day, by the clock on the wall; its length is kept where the clocks jump over it."""
    starts_at, ends_at = moment_of(day, starts), moment_of(day, ends)
    if ends_at <= starts_at:
        ends_at = starts_at + (dt.datetime.combine(day, ends) - dt.datetime.combine(day, starts))
    return Slot(day, starts_at, ends_at, room_id, leader_id)


def lay_out(plan: SeriesPlan, off: Mapping[dt.date, DayOff], *, leader_id: int | None) -> LaidOut:
    """What comes of a plan where these days are off. Raises ValueError for a plan that is not whole.

    A plan that does not keep holidays happens on public holidays and in breaks, but never when the house is closed.
    """
    days = days_of(plan.rule)
    out = {day: off[day] for day in days if day in off and (plan.keeps_holidays or off[day].why is Off.CLOSED)}
    room = plan.room.pk if plan.room else None
    slots = (
        slot(day, plan.starts, plan.ends, room_id=room, leader_id=leader_id) for day in days_of(plan.rule, without=out)
    )
    return LaidOut(tuple(slots), tuple(out.items()))


def days_off(
    centre: FamilyCentre, first: dt.date, last: dt.date, *, breaks: Iterable[TermBreak] = ()
) -> dict[dt.date, DayOff]:
    """The days, both ends included, when nothing happens at a centre: one query.

    A closing of the whole centre stands above a holiday, and that above a break of the term.
    """
    found: dict[dt.date, DayOff] = {}
    for one in breaks:
        found |= dict.fromkeys(_days(one.from_date, one.to_date, first, last), DayOff(Off.BREAK, one.name))
    for day in _days(first, last + DAY, first, last):
        if name := holiday_name(day):
            found[day] = DayOff(Off.HOLIDAY, name)
    return found | closed_days(centre, first, last)


def closed_days(centre: FamilyCentre, first: dt.date, last: dt.date) -> dict[dt.date, DayOff]:
    """The days, both ends included, when the whole centre is closed by an exception: one query."""
    rows = OpeningException.objects.filter(
        centre=centre, leg__isnull=True, opens__isnull=True, from_date__lte=last, to_date__gt=first
    )
    found: dict[dt.date, DayOff] = {}
    for one in rows.order_by("pk"):
        what = DayOff(Off.CLOSED, one.note or str(one.get_reason_display()))
        found |= dict.fromkeys(_days(one.from_date, one.to_date, first, last), what)
    return found


def breaks_of(term: Term | None) -> list[TermBreak]:
    """The breaks of a term in order; none without a term."""
    return list(TermBreak.objects.filter(term=term).order_by("from_date")) if term else []


def off_for(centre: FamilyCentre, plans: Collection[SeriesPlan]) -> dict[dt.date, DayOff]:
    """The days off that some plans of one term and centre meet."""
    if not plans:
        return {}
    first, last = min(plan.from_date for plan in plans), max(plan.last_day for plan in plans)
    return days_off(centre, first, last, breaks=breaks_of(next(iter(plans)).term))


def _days(start: dt.date, end: dt.date, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days of [start, end) that lie from first to last."""
    start, end = max(start, first), min(end, last + DAY)
    return [start + number * DAY for number in range((end - start).days)]
