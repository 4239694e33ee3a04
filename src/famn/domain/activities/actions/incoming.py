"""Writes of calendars from elsewhere: read one, bring in what was chosen, read it again each night, stop.

What somebody has changed here no calendar touches. What is no longer in a calendar is cancelled, not deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.actions.activities import ActivityFacts, add_activity, publish_activity
from famn.domain.activities.actions.holding import bump, once_in_a_room
from famn.domain.activities.models import Activity, CalendarSource, Occurrence, Room
from famn.domain.activities.planning.foreign import OFF, mark_of
from famn.domain.activities.reads.clashes import Kind
from famn.domain.activities.reads.incoming import (
    MANY_GONE,
    Act,
    Group,
    Incoming,
    Step,
    fault_in_words,
    incoming,
    keys_of,
    readable,
    seen_of,
)
from famn.domain.activities.reads.laying import DAY
from famn.domain.centres.actions.holding import lock_centre
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.people.models import Leg, Unit
from famn.domain.people.rules import Actor
from famn.ground import periods, trail
from famn.ground.stockholm import day_of, moment_of
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require
from famn.outside.calendars import CannotRead
from famn.outside.fetching import Unreachable

NIGHT: Final = dt.time(3, 0)  # when addresses are read again, by Stockholm's clock
WAITS: Final = dt.timedelta(days=7)  # how long what nobody brings in is kept
FEW_GONE: Final = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of a title: a new activity of a kind, one that is there, or neither: it is left out."""

    kind: str = ""
    activity: Activity | None = None


@dataclass(slots=True)
class BroughtIn:
    """What bringing in did, in numbers of times. `roomless` came without the room that was taken then."""

    made: list[Activity] = field(default_factory=list)
    added: int = 0
    moved: int = 0
    cancelled: int = 0
    restored: int = 0
    kept: int = 0
    roomless: int = 0


@transaction.atomic
def read_source(
    centre: FamilyCentre, content: bytes, *, by: Actor, at: dt.datetime, leg: str, name: str = "", address: str = ""
) -> CalendarSource:
    """Keep what was read from a file or an address, to be looked at before anything is brought in.

    A calendar that has been read before is the same one: by its address, or by times that it shares with an earlier
    file. Raises Refused for what is no calendar.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_plan_leg(by, centre, leg))
    if leg not in Leg.values:
        raise Refused(_("Välj en av de fyra verksamheterna."), field="leg")
    today = timezone.localdate(at)
    try:
        called, keys = readable(content, today), keys_of(content, today)
    except CannotRead as fault:
        raise Refused(fault_in_words(fault.why), field="address" if address else "file") from fault
    row = _known(centre, address, keys) or CalendarSource(centre=centre, address=address)
    if row.pk is not None:
        require(rules.may_plan_leg(by, centre, row.leg))
    row.leg, row.unit, row.name = leg, _unit_of(centre, leg, today), squeeze(called or name)[:200]
    row.content, row.read_at, row.fault = content, at, ""
    if row.state != CalendarSource.State.FOLLOWING:
        row.state = CalendarSource.State.WAITING
    row.save()
    trail.record("read_source", row, by=by, at=at, about={"family_centre": centre.pk})
    return row


def _known(centre: FamilyCentre, address: str, keys: set[str]) -> CalendarSource | None:
    """The calendar that was read before from the address, or that shares times with what was read now."""
    rows = CalendarSource.objects.filter(centre=centre, address=address)
    if not address:
        rows = rows.filter(occurrences__foreign_key__in=keys)
    return rows.order_by("-read_at", "-pk").first()


def _unit_of(centre: FamilyCentre, leg: str, day: dt.date) -> Unit | None:
    """Who runs a leg at a centre; where nobody is known to, who keeps the centre."""
    runs = CentreLeg.objects.filter(periods.on(day), centre=centre, leg=leg, unit__isnull=False)
    found = runs.select_related("unit").order_by("pk").first()
    return found.unit if found else Unit.objects.filter(pk=centre.kept_by_unit_id).first()


@transaction.atomic
def bring_in(
    source: CalendarSource,
    choices: Mapping[str, Choice],
    *,
    by: Actor,
    at: dt.datetime,
    seen: str,
    publish: bool = False,
    follow: bool = False,
) -> BroughtIn:
    """Let the times of the chosen titles happen here: those to come, and what differs in those that are here already.

    `choices` are by the key of the title; a title without one is left out. `publish` shows the new activities to
    everybody. `follow` lets an address be read again each night. Raises Refused where the calendar has been read again
    since it was looked at, where nothing was chosen, and as making and showing activities does.
    """
    source = _lock(source)
    require(rules.may_plan_leg(by, source.centre, source.leg))
    today = timezone.localdate(at)
    if not source.content or seen_of(bytes(source.content)) != seen:
        raise Refused(_("Kalendern har lästs om sedan du öppnade sidan. Titta igen innan du hämtar."))
    page = incoming(source, today)
    done = BroughtIn()
    chosen = {}
    for group in page.groups:
        activity = _activity(source, group, choices.get(group.key, Choice()), by, at, done)
        chosen[group.key] = activity.code if activity else ""
    if not any(chosen.values()) and not source.chosen:
        raise Refused(_("Välj minst en rubrik att hämta."))
    for activity in done.made if publish else ():
        publish_activity(activity, by=by, at=at)
    source.chosen, source.unchosen = source.chosen | chosen, 0
    _write(source, incoming(source, today), done, at)
    _settle(source, at, follow=follow)
    trail.record("bring_in", source, by=by, at=at, about={"family_centre": source.centre_id, "count": done.added})
    return done


def _lock(source: CalendarSource) -> CalendarSource:
    """A source under a lock, after its centre's, with what bringing in asks of it."""
    lock_centre(source.centre_id)
    rows = CalendarSource.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("centre", "unit").get(pk=source.pk)


def _activity(
    source: CalendarSource, group: Group, choice: Choice, by: Actor, at: dt.datetime, done: BroughtIn
) -> Activity | None:
    """The activity that a title becomes, made if need be; None for one that is left out."""
    if choice.activity is not None:
        if choice.activity.centre_id != source.centre_id:
            raise Refused(_("Aktiviteten hör till en annan familjecentral."))
        require(rules.may_change_activity(by, choice.activity))
        return choice.activity
    if not choice.kind:
        return None
    facts = ActivityFacts(kind=choice.kind, title=squeeze(group.title)[:120].strip(), leg=source.leg, unit=source.unit)
    made = add_activity(source.centre, facts, by=by, at=at)
    done.made.append(made)
    return made


def _settle(source: CalendarSource, at: dt.datetime, *, follow: bool) -> None:
    """Let an address be read again next night; of a file that is brought in nothing is kept."""
    if follow and source.address:
        source.state, source.next_read_at = CalendarSource.State.FOLLOWING, next_night(at)
    else:
        source.state, source.next_read_at, source.content = CalendarSource.State.DONE, None, b""
    source.save()


def next_night(at: dt.datetime) -> dt.datetime:
    """When addresses are read next, after a moment."""
    day = day_of(at)
    night = moment_of(day, NIGHT)
    return night if night > at else moment_of(day + DAY, NIGHT)


# --- writing the times -----------------------------------------------------------------------------


def _write(source: CalendarSource, page: Incoming, done: BroughtIn, at: dt.datetime) -> None:
    """Write what a calendar brings to the activities that were chosen. Needs the centre locked."""
    taking = [group for group in page.groups if group.activity is not None and group.key in source.chosen]
    new = [_new(source, group, step, done, at) for group in taking for step in group.steps if step.act is Act.NEW]
    changed = [step for group in taking for step in group.steps if step.act in _CHANGES]
    rows = [_changed(step, done) for step in changed]
    gone = [row for row in page.gone if row.activity.code in source.chosen.values()]
    for row in gone:
        _cancel(row, done)
    done.kept += sum(group.count(Act.KEPT) for group in taking)
    bump([*rows, *gone], at=at)
    with once_in_a_room():
        leaving = [row.pk for row in rows]  # two that change places never meet on the way
        Occurrence.objects.filter(pk__in=leaving).update(room=None)
        Occurrence.objects.bulk_update([*rows, *gone], _COLUMNS)
        Occurrence.objects.bulk_create(new)


_CHANGES: Final = (Act.MOVED, Act.CANCELLED, Act.RESTORED)
_COLUMNS: Final = (
    *("starts_at", "ends_at", "day", "was_at", "room", "state", "reason", "foreign_mark", "number", "changed_at"),
)


def _new(source: CalendarSource, group: Group, step: Step, done: BroughtIn, at: dt.datetime) -> Occurrence:
    activity, time = group.activity, step.time
    assert activity is not None  # noqa: S101 - tells the type checker what the caller has asked
    done.added += 1
    return Occurrence(
        centre=source.centre,
        activity=activity,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        day=day_of(time.starts_at),
        room=_room_if_free(step, done),
        leader_id=activity.leader_id,
        changed_at=at,
        source=source,
        foreign_key=step.key,
        foreign_mark=mark_of(time.starts_at, time.ends_at, is_off=False),
    )


def _changed(step: Step, done: BroughtIn) -> Occurrence:
    """The row of a step as it becomes, unsaved."""
    row, time = step.row, step.time
    assert row is not None  # noqa: S101 - a change is of a row
    if step.act is Act.CANCELLED:
        return _cancel(row, done)
    if step.act is Act.RESTORED:
        row.state, row.reason = Occurrence.State.PLANNED, ""
        done.restored += 1
    else:
        done.moved += 1
    if row.starts_at != time.starts_at:
        first = row.was_at or row.starts_at
        row.was_at = first if first != time.starts_at else None
    row.room = _room_if_free(step, done)
    row.starts_at, row.ends_at, row.day = time.starts_at, time.ends_at, day_of(time.starts_at)
    row.foreign_mark = mark_of(time.starts_at, time.ends_at, is_off=False)
    return row


def _cancel(row: Occurrence, done: BroughtIn) -> Occurrence:
    row.state, row.reason, row.foreign_mark = Occurrence.State.CANCELLED, Occurrence.Reason.OTHER, OFF
    done.cancelled += 1
    return row


def _room_if_free(step: Step, done: BroughtIn) -> Room | None:
    """The room of a step, or none where something is in it."""
    if any(clash.kind is Kind.ROOM for clash in step.clashes):
        done.roomless += 1
        return None
    return step.room


# --- each night ------------------------------------------------------------------------------------


@transaction.atomic
def refresh_source(
    source: CalendarSource, answer: bytes | Unreachable, *, by: Actor, at: dt.datetime
) -> BroughtIn | None:
    """Change what a followed address, which answered this, has changed.

    None where it cannot be done: the fault is kept and shown, and what was there stays. Titles that nobody has chosen
    are not brought in; how many they are is told. Of two clocks the second finds that it is done.
    """
    require(rules.may_refresh(by))
    row = _lock(source)
    if row.next_read_at is None or row.next_read_at > at:
        return None
    row.next_read_at = next_night(at)
    trail.record("refresh_source", row, by=by, at=at, about={"family_centre": row.centre_id})
    if isinstance(answer, Unreachable):
        return _at_fault(row, answer)
    row.content = answer
    try:
        page = incoming(row, timezone.localdate(at))
    except CannotRead as fault:
        return _at_fault(row, fault.why)
    if _is_strange(row, page, at):
        return _at_fault(row, MANY_GONE)
    done = BroughtIn()
    _write(row, page, done, at)
    row.unchosen = sum(group.key not in row.chosen for group in page.groups)
    row.read_at, row.fault = at, ""
    row.save()
    return done


def _at_fault(row: CalendarSource, fault: str) -> BroughtIn | None:
    """Keep what went wrong, and nothing of what was read."""
    row.fault = fault
    row.save(update_fields=["fault", "next_read_at"])
    return None


def _is_strange(row: CalendarSource, page: Incoming, at: dt.datetime) -> bool:
    """Whether so much has left a calendar at once that a person should look first: an emptied one above all."""
    coming = Occurrence.objects.filter(source=row, starts_at__gt=at, state=Occurrence.State.PLANNED).count()
    still = sum(step.row is not None for group in page.groups for step in group.steps)
    gone = max(len(page.gone), coming if not still else 0)
    return gone > FEW_GONE and gone * 2 > coming


@transaction.atomic
def stop_following(source: CalendarSource, *, by: Actor, at: dt.datetime) -> CalendarSource:
    """Let an address be read no more. What was brought in stays, and is changed here from now on."""
    row = _lock(source)
    require(rules.may_plan_leg(by, row.centre, row.leg))
    if row.state != CalendarSource.State.FOLLOWING:
        raise Refused(_("Kalendern följs inte längre."))
    row.fault = ""
    _settle(row, at, follow=False)
    trail.record("stop_following", row, by=by, at=at, about={"family_centre": row.centre_id})
    return row


@transaction.atomic
def forget_waiting(*, by: Actor, at: dt.datetime) -> int:
    """Throw away what was read a week ago and never brought in. Returns of how many calendars. The clock does it."""
    require(rules.may_refresh(by))
    late = CalendarSource.objects.filter(state=CalendarSource.State.WAITING, read_at__lt=at - WAITS).defer("content")
    rows = list(late.select_for_update(skip_locked=True))
    for row in rows:
        trail.record("forget_source", row, by=by, at=at, about={"family_centre": row.centre_id})
        if row.occurrences.exists():
            row.state, row.content = CalendarSource.State.DONE, b""
            row.save(update_fields=["state", "content"])
        else:
            row.delete()
    return len(rows)
