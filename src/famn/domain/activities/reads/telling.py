"""Whom it concerns that times are cancelled, moved or happen after all: who gets a letter, and of which of them.

Colleagues with an account are told at the address of their account. Who leads a time, and a partner who takes part in
an activity, are told where the centre has put in an address for them. Nobody else is: least of all a parent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, Partner
from famn.domain.centres.reads.stale import keepers_of
from famn.domain.people.models import Membership, User
from famn.domain.people.rules import ROLES, Actor, Capability, in_force
from famn.ground import periods

SHORT_NOTICE: Final = dt.timedelta(days=14)  # what lies further ahead everybody has time to see in the calendar
_PLANNERS: Final = [role for role, capabilities in ROLES.items() if Capability.PLAN_ACTIVITIES in capabilities]


@dataclass(slots=True)
class Reader:
    """Somebody who gets a letter. `unit` is where she works, empty where nothing but her address is known."""

    address: str
    name: str
    unit: str
    times: dict[int, Occurrence] = field(default_factory=dict)  # by their numbers, in order of time


def on_short_notice(times: Iterable[Occurrence], at: dt.datetime) -> list[Occurrence]:
    """Those of them that somebody may be on her way to: shown to all, not over, and soon. Needs `activity`."""
    return [
        one
        for one in times
        if one.activity.state == Activity.State.PUBLISHED
        and one.ends_at > at
        and min(one.starts_at, one.was_at or one.starts_at) < at + SHORT_NOTICE
    ]


def readers_of(centre: FamilyCentre, times: Sequence[Occurrence], *, by: Actor, at: dt.datetime) -> list[Reader]:
    """Whom times of one centre concern, but who acts herself: each address once, six queries at most.

    Those who coordinate the centre and those who plan for a leg there are told of all of them; those of the unit that
    answers for an activity, who leads a time and partners of what is theirs.
    """
    today, readers = timezone.localdate(at), _Readers(times)
    for person in keepers_of(None, centre, today, Capability.RUN_CENTRES):
        readers.tell(person.email, person.name, centre.kept_by_unit.name, times)
    there = _units_at(centre, today)
    for row in _planners({*there, *(one.activity.unit_id for one in times)}, today):
        own = [one for one in times if row.unit_id in there or one.activity.unit_id == row.unit_id]
        readers.tell(row.user.email, row.user.name, row.unit.name, own)
    for leader in _leaders(times, today):
        readers.tell(leader.email, leader.name, "", [one for one in times if one.leader_id == leader.pk])
    for address, name, activity in _partners(times, today):
        readers.tell(address, name, "", [one for one in times if one.activity_id == activity])
    return readers.but(by)


class _Readers:
    """The readers so far, by their addresses."""

    def __init__(self, times: Sequence[Occurrence]) -> None:
        self.found: dict[str, Reader] = {}
        self.order = [one.pk for one in times]

    def tell(self, address: str, name: str, unit: str, times: Iterable[Occurrence]) -> None:
        """Let an address be told of these times, too."""
        reader = self.found.setdefault(address.lower(), Reader(address.lower(), name, unit))
        known = reader.times | {one.pk: one for one in times}
        reader.times = {pk: known[pk] for pk in self.order if pk in known}

    def but(self, actor: Actor) -> list[Reader]:
        """All who have something to be told, without who acts."""
        if actor.user_id is not None:
            own = User.objects.values_list("email", flat=True).get(pk=actor.user_id)
            self.found.pop(own.lower(), None)
        return [reader for reader in self.found.values() if reader.times]


def _units_at(centre: FamilyCentre, today: dt.date) -> set[int]:
    """The units that run a leg at a centre."""
    legs = CentreLeg.objects.filter(periods.on(today), centre=centre, unit__isnull=False)
    return {unit for unit in legs.values_list("unit_id", flat=True) if unit is not None}


def _planners(units: Collection[int | None], today: dt.date) -> list[Membership]:
    """Who plans activities at some units."""
    rows = Membership.objects.filter(in_force(today), role__in=_PLANNERS, unit__in=[one for one in units if one])
    return list(rows.select_related("user", "unit").order_by("pk"))


def _leaders(times: Sequence[Occurrence], today: dt.date) -> list[CentrePerson]:
    numbers = {one.leader_id for one in times if one.leader_id is not None}
    rows = CentrePerson.objects.filter(periods.on(today), pk__in=numbers).exclude(email="")
    return list(rows.only("name", "email").order_by("pk"))


def _partners(times: Sequence[Occurrence], today: dt.date) -> list[tuple[str, str, int]]:
    """The address and name of each partner, and an activity that it takes part in."""
    rows = Partner.objects.filter(periods.on(today), activities__in={one.activity_id for one in times})
    return list(rows.exclude(email="").values_list("email", "name", "activities").order_by("pk"))
