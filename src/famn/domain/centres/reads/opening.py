"""When centres are open, day by day: four queries at most, however many they are. Their legs' hours while confirmed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningException, OpeningHours
from famn.domain.centres.opening import Closing, House, OpenDay, WeekHours, lay_out
from famn.domain.centres.reads.freshness import hidden_from, leg_confirmed

DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Opening:
    """What is recorded of one centre's opening in some days."""

    house: House
    week: list[WeekHours] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)

    def days(self, first: dt.date, last: dt.date) -> list[OpenDay]:
        """Each day of the centre, both ends included. Needs all that is recorded of them."""
        return [lay_out(day, self.week, self.closings, self.house) for day in _days(first, last)]

    def days_of_leg(self, leg: int, first: dt.date, last: dt.date) -> list[OpenDay]:
        """Each day of one leg, as `days`."""
        week = [one for one in self.week if one.leg == leg]
        closings = [one for one in self.closings if one.leg in {None, leg}]
        return [lay_out(day, week, closings, self.house) for day in _days(first, last)]


def open_days(centres: Collection[int], first: dt.date, last: dt.date) -> dict[int, list[OpenDay]]:
    """Each day from `first` to `last`, both included, of each centre, by its number: three queries."""
    return {number: kept.days(first, last) for number, kept in _kept(centres, first, last).items()}


def open_days_of_legs(centre: int, first: dt.date, last: dt.date) -> dict[int, list[OpenDay]]:
    """The same of each leg that is at a centre on some of the days, by the leg's number: four queries."""
    kept = opening_of(centre, first, last)
    there = CentreLeg.objects.filter(_within(first, last), centre=centre)
    return {leg: kept.days_of_leg(leg, first, last) for leg in there.order_by("pk").values_list("pk", flat=True)}


def opening_of(centre: int, first: dt.date, last: dt.date) -> Opening:
    """All that is recorded of one centre's opening from `first` to `last`, both included: three queries.

    Raises KeyError for a number that is no centre's.
    """
    return _kept([centre], first, last)[centre]


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + DAY * number for number in range((last - first).days + 1))


def _within(first: dt.date, last: dt.date, *, via: str = "") -> Q:
    """The rows whose period [from_date, to_date) has a day between `first` and `last`."""
    open_end = Q(**{f"{via}to_date__isnull": True}) | Q(**{f"{via}to_date__gt": first})
    return Q(**{f"{via}from_date__lte": last}) & open_end


def _kept(centres: Collection[int], first: dt.date, last: dt.date) -> dict[int, Opening]:
    houses = FamilyCentre.objects.filter(pk__in=centres)
    found = {
        row.pk: Opening(House(row.state, row.opened_on, row.closed_on, row.keeps_holidays))
        for row in houses.only("state", "opened_on", "closed_on", "keeps_holidays")
    }
    for centre, hours in _week_hours(centres, first, last).items():
        found[centre].week = hours
    rows = OpeningException.objects.filter(_within(first, last), centre__in=centres)
    for row in rows.order_by("pk"):
        found[row.centre_id].closings.append(_closing(row))
    return found


def _week_hours(centres: Collection[int], first: dt.date, last: dt.date) -> dict[int, list[WeekHours]]:
    """The hours by centre. A leg's hours hold while the leg is there and as long as somebody has confirmed them."""
    rows = OpeningHours.objects.filter(_within(first, last), _within(first, last, via="leg__"), leg__centre__in=centres)
    found: dict[int, list[WeekHours]] = defaultdict(list)
    for row in rows.select_related("leg__centre", "leg__unit__area").order_by("pk"):
        found[row.leg.centre_id].append(week_hours(row))
    return found


def week_hours(row: OpeningHours) -> WeekHours:
    """One row of a week, ended where its leg leaves or its confirmation is too old. Needs the leg loaded."""
    confirmed = leg_confirmed(row.leg)
    ends = (row.to_date, row.leg.to_date, hidden_from(confirmed) if confirmed else None)
    return WeekHours(
        leg=row.leg_id,
        weekday=row.weekday,
        opens=row.opens,
        closes=row.closes,
        from_date=max(row.from_date, row.leg.from_date),
        to_date=min((one for one in ends if one is not None), default=None),
        age_from=row.age_from,
        age_to=row.age_to,
    )


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
