"""What stands in the way of times that somebody is about to save. The database has the last word on rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from django.db.models import Q, QuerySet

from famn.domain.activities.models import Occurrence
from famn.domain.activities.reads.laying import DayOff, Off, Slot, days_off
from famn.domain.centres.models import FamilyCentre, OpeningException


class Kind(StrEnum):
    """What is wrong with a time."""

    ROOM = "room"  # the room is taken: cannot be saved
    LEADER = "leader"  # who leads is somewhere else then
    CLOSED = "closed"  # the whole centre is closed that day
    HOLIDAY = "holiday"
    BREAK = "break"


_OF_DAY: Final = {Off.CLOSED: Kind.CLOSED, Off.HOLIDAY: Kind.HOLIDAY, Off.BREAK: Kind.BREAK}


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing in the way of one proposed time: another occurrence, another proposed time, or the day itself."""

    kind: Kind
    slot: Slot
    other: Occurrence | None = None  # with its `activity` and `room`
    name: str = ""  # of the holiday or the closing

    @property
    def day(self) -> dt.date:
        """The local day of the proposed time."""
        return self.slot.day


def clashes(
    centre: FamilyCentre,
    proposed: Sequence[Slot],
    *,
    but: Collection[int] = (),
    off: Mapping[dt.date, DayOff] | None = None,
) -> list[Clash]:
    """Everything in the way of the proposed times, in their order: two queries at most.

    `but` are the numbers of occurrences that are about to change themselves. `off` are the days off, where they are
    known already.
    """
    if not proposed:
        return []
    first, last = min(one.day for one in proposed), max(one.day for one in proposed)
    known = days_off(centre, first, last) if off is None else off
    days = {one.day for one in proposed}
    there: dict[dt.date, list[Occurrence]] = {}
    for row in _there(centre, first, last).exclude(pk__in=but):
        if row.day in days:
            there.setdefault(row.day, []).append(row)
    found = [clash for one in proposed for clash in _of_one(one, there.get(one.day, ()), known.get(one.day))]
    return sorted([*found, *_of_each_other(proposed)], key=lambda clash: (clash.slot.starts_at, clash.kind))


def _there(centre: FamilyCentre, first: dt.date, last: dt.date) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(centre=centre, state=Occurrence.State.PLANNED, day__range=(first, last))
    return rows.select_related("activity", "room", "leader").order_by("starts_at", "pk")


def _of_one(one: Slot, there: Sequence[Occurrence], off: DayOff | None) -> Iterator[Clash]:
    if off is not None:
        yield Clash(_OF_DAY[off.why], one, name=off.name)
    for row in there:
        if not (one.starts_at < row.ends_at and row.starts_at < one.ends_at):
            continue
        if one.room_id is not None and one.room_id == row.room_id:
            yield Clash(Kind.ROOM, one, row)
        if one.leader_id is not None and one.leader_id == row.leader_id:
            yield Clash(Kind.LEADER, one, row)


def _of_each_other(proposed: Sequence[Slot]) -> Iterator[Clash]:
    """Two proposed times in one room: the second is in the first one's way."""
    by_day: dict[tuple[dt.date, int], list[Slot]] = {}
    for one in proposed:
        if one.room_id is not None:
            by_day.setdefault((one.day, one.room_id), []).append(one)
    for some in by_day.values():
        for a, b in combinations(some, 2):
            if a.starts_at < b.ends_at and b.starts_at < a.ends_at:
                yield Clash(Kind.ROOM, b)


def on_closed_days(centre: FamilyCentre, first: dt.date, last: dt.date) -> list[Occurrence]:
    """What is still planned on days when the centre, or the leg that answers for it, is closed, in order."""
    rows = OpeningException.objects.filter(
        centre=centre, opens__isnull=True, from_date__lte=last, to_date__gt=first
    ).values_list("leg__leg", "from_date", "to_date")
    shut = Q(pk__in=[])
    for leg, from_date, to_date in rows:
        shut |= Q(day__gte=from_date, day__lt=to_date) & (Q(activity__leg=leg) if leg else Q())
    return list(_there(centre, first, last).filter(shut)) if rows else []
