"""Writes of single times: add one, move it, cancel one or many, take a cancelling back, and say something of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.activities import notices, rules
from famn.domain.activities.actions.holding import (
    bump,
    hours_in_order,
    leader_of,
    lock_activity,
    lock_occurrence,
    lock_occurrences,
    once_in_a_room,
    room_of,
    rooms_free,
)
from famn.domain.activities.models import Activity, Occurrence, Room
from famn.domain.activities.notices import News
from famn.domain.activities.reads.laying import Slot, slot
from famn.domain.centres.models import CentrePerson
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


class Told(NamedTuple):
    """What an act changed, and how many got a letter of it."""

    times: list[Occurrence]
    letters: int

    @property
    def time(self) -> Occurrence:
        """The one time, where there is one."""
        return self.times[0]


@transaction.atomic
def add_occurrence(
    activity: Activity,
    *,
    by: Actor,
    at: dt.datetime,
    day: dt.date,
    starts: dt.time,
    ends: dt.time,
    room: Room | None = None,
) -> Occurrence:
    """Let an activity happen once more, outside every series. Raises Refused where the room is taken."""
    activity = lock_activity(activity)
    require(rules.may_change_activity(by, activity))
    hours_in_order(starts, ends)
    room = room_of(activity.centre, room, day)
    when = slot(day, starts, ends, room_id=room.pk if room else None, leader_id=activity.leader_id)
    rooms_free(activity.centre, [when])
    with once_in_a_room():
        row = Occurrence.objects.create(
            centre=activity.centre,
            activity=activity,
            starts_at=when.starts_at,
            ends_at=when.ends_at,
            day=day,
            room=room,
            leader=activity.leader,
            changed_at=at,
        )
    trail.record("add_occurrence", row, by=by, at=at, about=_about(row))
    return row


@transaction.atomic
def move_occurrence(
    occurrence: Occurrence,
    *,
    by: Actor,
    at: dt.datetime,
    day: dt.date,
    starts: dt.time,
    ends: dt.time,
    room: Room | None,
    message: str = "",
) -> Told:
    """Let one time happen at another time or in another room. It remembers when it was meant to be.

    Those whom it concerns get a letter. Raises Refused for one that is cancelled, and where the room is taken.
    """
    row = lock_occurrence(occurrence)
    require(rules.may_change_activity(by, row.activity))
    if row.state == Occurrence.State.CANCELLED:
        raise Refused(_("Det är inställt. Ta tillbaka det först."))
    hours_in_order(starts, ends)
    room = room_of(row.activity.centre, room, day)
    when = slot(day, starts, ends, room_id=room.pk if room else None, leader_id=row.leader_id)
    rooms_free(row.activity.centre, [when], but=[row.pk])
    before, first = (row.starts_at, row.ends_at, row.room_id), row.was_at or row.starts_at
    row.was_at = first if when.starts_at != first else None
    row.starts_at, row.ends_at, row.day, row.room = when.starts_at, when.ends_at, day, room
    row.message = squeeze(message)[:300]
    bump([row], at=at)
    with once_in_a_room():
        row.save()
    trail.record("move_occurrence", row, by=by, at=at, about=_about(row))
    has_moved = before != (row.starts_at, row.ends_at, row.room_id)
    return Told([row], notices.tell(News.MOVED, [row], by=by, at=at) if has_moved else 0)


@transaction.atomic
def cancel_occurrence(occurrence: Occurrence, *, by: Actor, at: dt.datetime, reason: str, message: str = "") -> Told:
    """Cancel one time, with why. Calendar, feed, week sheet and screen say so from now on; the room is free.

    Those whom it concerns get a letter. Raises Refused for one that is cancelled already, and without a reason.
    """
    done = cancel_many([occurrence], by=by, at=at, reason=reason, message=message)
    if not done.times:
        raise Refused(_("Det är redan inställt."))
    return done


@transaction.atomic
def cancel_many(
    occurrences: Collection[Occurrence], *, by: Actor, at: dt.datetime, reason: str, message: str = ""
) -> Told:
    """Cancel several times for one reason; those that are cancelled already stay as they are. Returns the others.

    Those whom it concerns get a letter each, about all of them. Whoever may not change one of them cancels none. Raises
    Refused without a reason.
    """
    if reason not in Occurrence.Reason.values:
        raise Refused(_("Välj varför det ställs in."), field="reason")
    rows = lock_occurrences(occurrences)
    for row in rows:
        require(rules.may_change_activity(by, row.activity))
    rows = [row for row in rows if row.state == Occurrence.State.PLANNED]
    for row in rows:
        row.state, row.reason = Occurrence.State.CANCELLED, reason
        row.message = squeeze(message)[:300]
    bump(rows, at=at)
    Occurrence.objects.bulk_update(rows, ["state", "reason", "message", "number", "changed_at"])
    for row in rows:
        trail.record("cancel_occurrence", row, by=by, at=at, reason=reason, about=_about(row))
    return Told(rows, notices.tell(News.CANCELLED, rows, by=by, at=at))


@transaction.atomic
def restore_occurrence(occurrence: Occurrence, *, by: Actor, at: dt.datetime) -> Told:
    """Take back that one time was cancelled. Those whom it concerns get a letter.

    Raises Refused where its room has been booked since.
    """
    row = lock_occurrence(occurrence)
    require(rules.may_restore(by, row))
    rooms_free(
        row.activity.centre, [Slot(row.day, row.starts_at, row.ends_at, row.room_id, row.leader_id)], but=[row.pk]
    )
    row.state, row.reason, row.message = Occurrence.State.PLANNED, "", ""
    bump([row], at=at)
    with once_in_a_room():
        row.save(update_fields=["state", "reason", "message", "number", "changed_at"])
    trail.record("restore_occurrence", row, by=by, at=at, about=_about(row))
    return Told([row], notices.tell(News.BACK, [row], by=by, at=at))


@transaction.atomic
def say_of_occurrence(
    occurrence: Occurrence,
    *,
    by: Actor,
    at: dt.datetime,
    theme: str,
    guest: str,
    message: str,
    leader: CentrePerson | None,
) -> Occurrence:
    """Say what one time is about, who comes, what everybody should know of it, and who leads it."""
    row = lock_occurrence(occurrence)
    require(rules.may_change_activity(by, row.activity))
    row.leader = leader_of(row.activity.centre, leader)
    row.theme, row.guest, row.message = squeeze(theme)[:160], squeeze(guest)[:160], squeeze(message)[:300]
    bump([row], at=at)
    row.save(update_fields=["leader", "theme", "guest", "message", "number", "changed_at"])
    trail.record("say_of_occurrence", row, by=by, at=at, about=_about(row))
    return row


def _about(row: Occurrence) -> dict[str, int]:
    return {"activity": row.activity_id, "family_centre": row.centre_id}
