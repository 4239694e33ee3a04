"""The list of centres for those who work with them, and the units that may run a leg of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.rules import visible_centres
from famn.domain.people.models import Leg, Unit
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.text import SortKey


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
