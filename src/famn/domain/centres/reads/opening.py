"""When centres are open, day by day: four queries at most, however many they are. Their legs' hours while confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from django.db.models import Q

from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningException, OpeningHours
from famn.domain.centres.opening import Closing, House, OpenDay, WeekHours, lay_out
from famn.domain.centres.reads.freshness import hidden_from, last_confirmed

DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Opening:
    """What is recorded of one centre's opening in some days."""

    house: House
    week: list[WeekHours] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)  # which of the four: of each leg that anything is said of

    def days(self, first: dt.date, last: dt.date) -> list[OpenDay]:
        """Each day of the centre, both ends included. Needs all that is recorded of them."""
        return [lay_out(day, self.week, self.closings, self.house) for day in _days(first, last)]

    def days_of_leg(self, leg: int, first: dt.date, last: dt.date) -> list[OpenDay]:
        """Each day of one leg, as `days`."""
        return self._days_of({leg}, first, last)

    def days_of_kind(self, kind: str, first: dt.date, last: dt.date) -> list[OpenDay]:
        """Each day of those legs that are one of the four. Hours of the house alone do not say that they are there."""
        days = self._days_of({leg for leg, one in self.kinds.items() if one == kind}, first, last)
        return [replace(day, spans=tuple(one for one in day.spans if one.leg is not None)) for day in days]

    def _days_of(self, legs: Collection[int], first: dt.date, last: dt.date) -> list[OpenDay]:
        week = [one for one in self.week if one.leg in legs]
        closings = [one for one in self.closings if one.leg is None or one.leg in legs]
        return [lay_out(day, week, closings, self.house) for day in _days(first, last)]


def open_days(centres: Collection[int], first: dt.date, last: dt.date) -> dict[int, list[OpenDay]]:
    """Each day from `first` to `last`, both included, of each centre, by its number: three queries."""
    return {number: kept.days(first, last) for number, kept in openings(centres, first, last).items()}


def open_days_of_legs(centre: int, first: dt.date, last: dt.date) -> dict[int, list[OpenDay]]:
    """The same of each leg that is at a centre on some of the days, by the leg's number: four queries."""
    kept = opening_of(centre, first, last)
    there = CentreLeg.objects.filter(_within(first, last), centre=centre)
    return {leg: kept.days_of_leg(leg, first, last) for leg in there.order_by("pk").values_list("pk", flat=True)}


def opening_of(centre: int, first: dt.date, last: dt.date) -> Opening:
    """All that is recorded of one centre's opening from `first` to `last`, both included: three queries.

    Raises KeyError for a number that is no centre's.
    """
    return openings([centre], first, last)[centre]


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + DAY * number for number in range((last - first).days + 1))


def _within(first: dt.date, last: dt.date, *, via: str = "") -> Q:
    """The rows whose period [from_date, to_date) has a day between `first` and `last`."""
    open_end = Q(**{f"{via}to_date__isnull": True}) | Q(**{f"{via}to_date__gt": first})
    return Q(**{f"{via}from_date__lte": last}) & open_end


def openings(centres: Collection[int], first: dt.date, last: dt.date) -> dict[int, Opening]:
    """The same of many centres, by their numbers: three queries."""
    houses = FamilyCentre.objects.filter(pk__in=centres)
    found = {
        row.pk: Opening(House(row.state, row.opened_on, row.closed_on, row.keeps_holidays))
        for row in houses.only("state", "opened_on", "closed_on", "keeps_holidays")
    }
    for centre, kind, hours in _week_hours(centres, first, last):
        found[centre].week.append(hours)
        found[centre].kinds[hours.leg] = kind
    rows = OpeningException.objects.filter(_within(first, last), centre__in=centres)
    for exception in rows.select_related("leg").order_by("pk"):
        found[exception.centre_id].closings.append(_closing(exception))
        if exception.leg is not None:
            found[exception.centre_id].kinds[exception.leg.pk] = exception.leg.leg
    return found


_HOURS: Final = ("leg_id", "weekday", "opens", "closes", "from_date", "to_date", "age_from", "age_to")
_OF_LEG: Final = (
    "from_date",
    "to_date",
    "confirmed_on",
    "centre__confirmed_on",
    "centre__kept_by",
    "unit__area__authority",
)


def _week_hours(centres: Collection[int], first: dt.date, last: dt.date) -> Iterator[tuple[int, str, WeekHours]]:
    """The hours of some centres while the leg is there: the centre, which of the four the leg is, and the hours.

    They are plain values, since three hundred centres have thousands: as models they would take ten times as long.
    """
    rows = OpeningHours.objects.filter(_within(first, last), _within(first, last, via="leg__"), leg__centre__in=centres)
    of_leg = (f"leg__{name}" for name in _OF_LEG)
    periods: dict[int, tuple[dt.date, dt.date | None]] = {}
    for centre, kind, *hours in rows.order_by("pk").values_list("leg__centre", "leg__leg", *_HOURS, *of_leg):
        leg, weekday, opens, closes, from_date, to_date, age_from, age_to, *facts = hours
        if leg not in periods:
            periods[leg] = _period(*facts)
        begins, ends = periods[leg]
        until = _first(to_date, ends)
        yield centre, kind, WeekHours(leg, weekday, opens, closes, max(from_date, begins), until, age_from, age_to)


def _period(
    begins: dt.date,
    leaves: dt.date | None,
    confirmed: dt.date | None,
    centre: dt.date | None,
    keeper: int,
    runner: int | None,
) -> tuple[dt.date, dt.date | None]:
    """While a leg is there and somebody has confirmed its hours not too long ago."""
    day = last_confirmed(confirmed, centre, is_others=runner is not None and runner != keeper)
    return begins, _first(leaves, hidden_from(day) if day else None)


def _first(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


def _closing(row: OpeningException) -> Closing:
    return Closing(
        from_date=row.from_date,
        to_date=row.to_date,
        reason=row.reason,
        leg=row.leg_id,
        opens=row.opens,
        closes=row.closes,
        note=row.note,
        decided_by=row.decided_by,
        reference=row.reference,
    )
