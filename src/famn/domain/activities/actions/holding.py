"""Taking hold of rows before anything is planned, and what becomes of a room that somebody else took first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity, Occurrence, Room, Series
from famn.domain.activities.reads.clashes import Clash, Kind, clashes
from famn.domain.activities.reads.laying import Slot
from famn.domain.centres.actions.holding import lock_centre
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.ground.verdict import Refused

ROOM_ONCE: Final = "occurrence_room_once_at_a_time"


def lock_activity(activity: Activity) -> Activity:
    """An activity under a lock, after its centre's: of two who plan there at once the second sees what the first did.

    `centre` and `leader` come with it.
    """
    lock_centre(activity.centre_id)
    rows = Activity.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("centre", "leader").get(pk=activity.pk)


def lock_series(series: Series) -> Series:
    """A series under a lock, after its centre's, with its activity, room and term."""
    lock_centre(Activity.objects.values_list("centre_id", flat=True).get(series=series))
    rows = Series.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("activity__centre", "activity__leader", "room", "term").get(pk=series.pk)


def lock_occurrences(occurrences: Collection[Occurrence]) -> list[Occurrence]:
    """Occurrences under a lock, after their centres', in the order of their times, with what the rules ask of them."""
    for centre in sorted({one.centre_id for one in occurrences}):
        lock_centre(centre)
    rows = Occurrence.objects.select_for_update(of=("self",), no_key=True).order_by("starts_at", "pk")
    return list(rows.select_related("activity__centre", "room").filter(pk__in=[one.pk for one in occurrences]))


def lock_occurrence(occurrence: Occurrence) -> Occurrence:
    """One occurrence under a lock, after its centre's."""
    return lock_occurrences([occurrence])[0]


def bump(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """Let whoever subscribes see that these changed. Nothing is saved yet."""
    for row in rows:
        row.number += 1
        row.changed_at = at


def hours_in_order(starts: dt.time, ends: dt.time) -> None:
    """Refuse a time that ends before it begins."""
    if ends <= starts:
        raise Refused(_("Sluttiden ligger före starttiden."), field="ends")


def room_of(centre: FamilyCentre, room: Room | None, last_day: dt.date) -> Room | None:
    """A room as it is now. Raises Refused for another centre's, and for one that cannot be booked on `last_day`."""
    if room is None:
        return None
    room = Room.objects.get(pk=room.pk)
    if room.centre_id != centre.pk:
        raise Refused(_("Rummet hör till en annan familjecentral."), field="room")
    if room.to_date is not None and room.to_date <= last_day:
        raise Refused(_("Rummet %(room)s går inte att boka så länge.") % {"room": room.name}, field="room")
    return room


def leader_of(centre: FamilyCentre, leader: CentrePerson | None) -> CentrePerson | None:
    """Somebody who works at the centre. Raises Refused for anybody else."""
    if leader is not None and leader.centre_id != centre.pk:
        raise Refused(_("Välj någon som arbetar på familjecentralen."), field="leader")
    return leader


def rooms_free(centre: FamilyCentre, slots: Sequence[Slot], *, but: Collection[int] = ()) -> None:
    """Refuse times whose room is taken, and name what is there. Needs the centre locked."""
    taken = [one for one in clashes(centre, slots, but=but, off={}) if one.kind is Kind.ROOM]
    if taken:
        raise Refused(taken_in_words(taken), field="room")


def taken_in_words(taken: Sequence[Clash]) -> str:
    """What is in the way, in one sentence; where there is more, how much."""
    first = taken[0]
    what = first.other.activity.title if first.other else _("en annan tid i samma plan")
    said = _("Rummet är redan bokat %(day)s av %(what)s.") % {"day": first.day.isoformat(), "what": what}
    more = len(taken) - 1
    return said + " " + _("Det gäller %(more)d tider till.") % {"more": more} if more else said


@contextmanager
def once_in_a_room() -> Iterator[None]:
    """Turn the database's last word on a room that was taken just now into a sentence; nothing in here is kept then."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if ROOM_ONCE not in str(error):
            raise
        raise Refused(
            _("Någon annan bokade rummet medan du arbetade. Välj en annan tid eller ett annat rum."), field="room"
        ) from error
