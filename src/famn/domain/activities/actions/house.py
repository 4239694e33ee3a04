"""Writes of what a centre plans by: its rooms, and its terms with their breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.models import Occurrence, Room, Term, TermBreak
from famn.domain.centres.actions.holding import day_after, lock_centre, named
from famn.domain.centres.models import FamilyCentre, Premises
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import Refused, require

Breaks = Sequence[tuple[str, dt.date, dt.date]]  # name, first day, last day


@transaction.atomic
def add_room(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    from_date: dt.date,
    premises: Premises | None = None,
    seats: int | None = None,
) -> Room:
    """Put in a room that can be booked. Raises Refused for a name that is taken."""
    centre = lock_centre(centre.pk)
    require(rules.may_keep_house(by, centre))
    row = Room(centre=centre, from_date=from_date)
    _say_room(row, name, premises, seats)
    row.save()
    trail.record("add_room", row, by=by, at=at, about={"family_centre": centre.pk})
    return row


@transaction.atomic
def change_room(
    room: Room,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    premises: Premises | None = None,
    seats: int | None = None,
) -> Room:
    """Change what a room is called, in which house it is and how many it holds."""
    room = _lock_room(room)
    require(rules.may_keep_house(by, room.centre))
    _say_room(room, name, premises, seats)
    room.save()
    trail.record("change_room", room, by=by, at=at, about={"family_centre": room.centre_id})
    return room


@transaction.atomic
def end_room(room: Room, *, by: Actor, at: dt.datetime, last_day: dt.date) -> Room:
    """Let nobody book a room after `last_day`. Raises Refused while something is planned there after that day."""
    room = _lock_room(room)
    require(rules.may_keep_house(by, room.centre))
    if last_day < room.from_date:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    booked = Occurrence.objects.filter(room=room, state=Occurrence.State.PLANNED, day__gt=last_day)
    if (count := booked.count()) > 0:
        raise Refused(
            _("Rummet är bokat %(count)d gånger efter den dagen. Flytta dem först.") % {"count": count},
            field="last_day",
        )
    room.to_date = day_after(last_day)
    room.save(update_fields=["to_date"])
    trail.record("end_room", room, by=by, at=at, about={"family_centre": room.centre_id})
    return room


@transaction.atomic
def add_term(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    breaks: Breaks = (),
) -> Term:
    """Put in a term with its breaks. Raises Refused for a name that is taken and for days that are not in order."""
    centre = lock_centre(centre.pk)
    require(rules.may_keep_house(by, centre))
    row = Term(centre=centre)
    _say_term(row, name, first_day, last_day)
    row.save()
    _set_breaks(row, breaks)
    trail.record("add_term", row, by=by, at=at, about={"family_centre": centre.pk})
    return row


@transaction.atomic
def change_term(
    term: Term,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    breaks: Breaks,
) -> Term:
    """Change a term and its breaks. What is planned already stays as it is: the pages tell what lies in a new break."""
    lock_centre(term.centre_id)
    term = Term.objects.select_related("centre").get(pk=term.pk)
    require(rules.may_keep_house(by, term.centre))
    _say_term(term, name, first_day, last_day)
    term.save()
    _set_breaks(term, breaks)
    trail.record("change_term", term, by=by, at=at, about={"family_centre": term.centre_id})
    return term


def _lock_room(room: Room) -> Room:
    lock_centre(room.centre_id)
    return Room.objects.select_related("centre").get(pk=room.pk)


def _say_room(row: Room, name: str, premises: Premises | None, seats: int | None) -> None:
    if premises is not None and premises.centre_id != row.centre_id:
        raise Refused(_("Huset hör till en annan familjecentral."), field="premises")
    row.name, row.premises, row.seats = named(name, Room), premises, seats
    if Room.objects.filter(centre=row.centre, name__iexact=row.name).exclude(pk=row.pk).exists():
        raise Refused(_("Det finns redan ett rum som heter så."), field="name")


def _say_term(row: Term, name: str, first_day: dt.date, last_day: dt.date) -> None:
    if last_day < first_day:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    row.name, row.from_date, row.to_date = named(name, Term), first_day, day_after(last_day)
    if Term.objects.filter(centre=row.centre, name__iexact=row.name).exclude(pk=row.pk).exists():
        raise Refused(_("Det finns redan en termin som heter så."), field="name")


def _set_breaks(term: Term, breaks: Breaks) -> None:
    """Let the term have these breaks and no others."""
    rows = []
    for name, first, last in sorted(breaks, key=lambda one: one[1]):
        if not term.from_date <= first <= last < term.to_date:
            raise Refused(_("Ett lov ligger utanför terminen, eller slutar innan det börjar."), field="breaks")
        rows.append(TermBreak(term=term, name=named(name, TermBreak), from_date=first, to_date=day_after(last)))
    TermBreak.objects.filter(term=term).delete()
    TermBreak.objects.bulk_create(rows)
