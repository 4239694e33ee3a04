"""The lists of centres: for everybody by municipality, and for those who work with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.rules import public_centres, visible_centres
from famn.domain.people.models import Leg, Place, Unit
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.text import SortKey, sort_key


@dataclass(frozen=True)
class CentreRow:
    """One centre in a list. `legs` are the codes of those of the four that somebody brings."""

    centre: FamilyCentre
    legs: list[str]
    missing: list[str]

    @property
    def code(self) -> str:
        """The centre's name in addresses."""
        return self.centre.code

    @property
    def leg_names(self) -> list[str]:
        """The legs that somebody brings, in words."""
        return [str(Leg(leg).label) for leg in self.legs]


@dataclass(frozen=True)
class Municipality:
    """A municipality with its centres in Swedish order."""

    name: str
    county: str
    code: str
    centres: list[CentreRow]


def centres_by_municipality(day: dt.date, *, county: str = "", words: str = "") -> list[Municipality]:
    """The published centres by municipality in Swedish order, without those that have closed: two queries.

    `county` is the code of a county, such as "01"; `words` are looked for in the names of centres and places.
    """
    rows = public_centres().filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    if county:
        rows = rows.filter(place__code__startswith=county)
    if words.strip():
        looked = words.strip()
        rows = rows.filter(
            Q(name__icontains=looked)
            | Q(place__short_name__icontains=looked)
            | Q(place__parent__short_name__icontains=looked, place__kind=Place.Kind.DISTRICT)
        )
    found: dict[str, Municipality] = {}
    for row in _rows(rows, day):
        place = municipality_of(row.centre)
        county_name = place.parent.name if place.parent else place.name
        group = found.setdefault(place.code, Municipality(place.short_name, county_name, place.code, []))
        group.centres.append(row)
    return sorted(found.values(), key=lambda group: (sort_key(group.name), group.code))


def municipality_of(centre: FamilyCentre) -> Place:
    """The municipality that a centre lies in. Needs `place__parent` loaded."""
    place = centre.place
    return place.parent if place.kind == Place.Kind.DISTRICT and place.parent else place


def centres_list(actor: Actor, day: dt.date) -> list[CentreRow]:
    """The centres that the actor sees, in Swedish order: two queries."""
    return list(_rows(visible_centres(actor), day))


def _rows(centres: QuerySet[FamilyCentre], day: dt.date) -> Iterable[CentreRow]:
    ordered = list(centres.select_related("place__parent__parent", "kept_by").order_by(SortKey("name"), "pk"))
    brought: dict[int, set[str]] = {}
    legs = CentreLeg.objects.filter(periods.on(day), centre__in=[centre.pk for centre in ordered])
    for centre, leg in legs.values_list("centre_id", "leg"):
        brought.setdefault(centre, set()).add(leg)
    for one in ordered:
        here = brought.get(one.pk, set())
        yield CentreRow(
            one,
            [leg for leg in Leg.values if leg in here],
            [leg for leg in Leg.values if leg not in here],
        )


def units_for_leg(leg: str, *, day: dt.date) -> list[Unit]:
    """The units that run this leg and are in force on `day`, of any authority, in Swedish order."""
    rows = Unit.objects.filter(periods.on(day), leg=leg).select_related("area__authority")
    return list(rows.order_by(SortKey("area__authority__name"), SortKey("name"), "pk"))
