"""Writes of who is at a centre, how much and when. What has been stays: a change ends a row and begins another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import notices, rules
from famn.domain.centres.actions.carrying import carry_over, end_hours, end_rows
from famn.domain.centres.actions.holding import day_after, lock_centre, lock_leg, named, still_said
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningHours, Premises
from famn.domain.centres.reads.centre import hours_mark, leg_mark
from famn.domain.people.models import Leg, Unit
from famn.domain.people.rules import Actor
from famn.ground import periods, trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require


class Opens(NamedTuple):
    """When a leg is open on one weekday (1 is Monday), and for children of which ages in months; None: for all."""

    weekday: int
    opens: dt.time
    closes: dt.time
    age_from: int | None = None
    age_to: int | None = None  # the last month included


Hours = Iterable[tuple[int, dt.time, dt.time] | Opens]
HOURS_IN_A_WEEK: Final = 168
# What history is kept of: a change of any of these begins a new row.
_KEPT: Final = ("unit", "party_name", "premises", "degree", "hours_per_week")


@transaction.atomic
def add_leg(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    leg: str,
    from_date: dt.date,
    unit: Unit | None = None,
    party_name: str = "",
    premises: Premises | None = None,
    degree: str = "",
    hours_per_week: Decimal | None = None,
    phone: str = "",
    word: str = "",
    no_hours: str = "",
) -> CentreLeg:
    """Let a party bring a leg to a centre from a day. The party is a unit in Famn, or a name as written.

    An empty `degree` says that it is not known; `no_hours` says why there are no opening hours. The managers of
    another authority whose unit it is are told. Raises Refused where the party has that leg there already, and for
    days, hours or a house that do not do.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    said = _said(centre, leg, from_date, None, unit, party_name, premises, degree, hours_per_week, phone, word)
    said |= {"no_hours": _known_no_hours(no_hours), "confirmed_on": timezone.localdate(at)}
    row = CentreLeg.objects.create(centre=centre, leg=leg, from_date=from_date, **said)
    trail.record("add_leg", row, by=by, at=at, about={"family_centre": centre.pk})
    if unit is not None:
        notices.tell_leg_added(row, by=by, at=at)
    return row


@transaction.atomic
def change_leg(
    leg: CentreLeg,
    *,
    by: Actor,
    at: dt.datetime,
    from_date: dt.date,
    unit: Unit | None,
    party_name: str,
    premises: Premises | None,
    degree: str,
    hours_per_week: Decimal | None,
    phone: str,
    word: str,
    seen: str,
    no_hours: str | None = None,
) -> CentreLeg:
    """Change who runs a leg, how much of it is there, or what is said of it. Returns the row that holds from then.

    A new party, house, degree or number of hours holds from `from_date`: the old row ends and another begins. From the
    row's own first day it is a correction, and the row is changed. `seen` is the mark of what the person saw
    (reads.LegShown.mark); `no_hours` stays as it is where it is None. Raises Refused where somebody changed it since,
    for a day outside the row's period, and where everybody would miss something of a published centre.
    """
    leg = lock_leg(leg)
    require(rules.may_change_leg(by, leg))
    not_stale(seen, leg_mark(leg))
    said = _said(
        *(leg.centre, leg.leg, from_date, leg.to_date, unit, party_name, premises, degree, hours_per_week, phone),
        *(word, leg),
    )
    is_history = any(getattr(leg, name) != said[name] for name in _KEPT)
    if is_history and from_date != leg.from_date:
        leg = _begin_anew(leg, from_date)
    said["no_hours"] = leg.no_hours if no_hours is None else _known_no_hours(no_hours)
    for name, value in said.items():
        setattr(leg, name, value)
    leg.confirmed_on = timezone.localdate(at)
    leg.save()
    fields = {rules.Gap.PHONE: "phone", rules.Gap.HOURS: "no_hours", rules.Gap.ADDRESS: "degree"}
    still_said(leg.centre, fields, day=max(leg.confirmed_on, leg.from_date), leg=leg.code)
    trail.record("change_leg", leg, by=by, at=at, about={"family_centre": leg.centre_id})
    return leg


def _begin_anew(leg: CentreLeg, day: dt.date) -> CentreLeg:
    """End a row and begin another of the same party with the rest of its period and of all that is said of it."""
    if not periods.holds(leg.from_date, leg.to_date, day):
        raise Refused(
            _("Uppgiften gäller från %(day)s. Välj den dagen eller en senare.") % {"day": leg.from_date.isoformat()},
            field="from_date",
        )
    rest = CentreLeg(centre=leg.centre, leg=leg.leg, from_date=day, to_date=leg.to_date)
    for name in (*_KEPT, "phone", "word", "no_hours"):
        setattr(rest, name, getattr(leg, name))
    leg.to_date = day
    leg.save(update_fields=["to_date"])
    rest.save()
    carry_over(leg, rest, day)
    return rest


@transaction.atomic
def end_leg(leg: CentreLeg, *, by: Actor, at: dt.datetime, last_day: dt.date) -> CentreLeg:
    """Let a leg leave the centre after `last_day`. Raises Refused where it has left already.

    A published centre that is open keeps at least one leg.
    """
    leg = lock_leg(leg)
    require(rules.may_change_leg(by, leg))
    if leg.to_date is not None:
        raise Refused(_("Verksamheten är redan avslutad här."))
    if last_day < leg.from_date:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    day = day_after(last_day)
    others = CentreLeg.objects.filter(periods.on(day), centre_id=leg.centre_id).exclude(pk=leg.pk)
    is_there = leg.centre.state != FamilyCentre.State.CLOSED
    if leg.centre.is_public and is_there and not others.exists():
        raise Refused(_("Det är den sista verksamheten. Sluta visa familjecentralen för alla först."))
    leg.to_date = day
    leg.save(update_fields=["to_date"])
    end_rows(leg, day)
    trail.record("end_leg", leg, by=by, at=at, about={"family_centre": leg.centre_id})
    return leg


@transaction.atomic
def set_hours(leg: CentreLeg, *, by: Actor, at: dt.datetime, from_date: dt.date, hours: Hours, seen: str) -> CentreLeg:
    """Let a leg be open at these hours from a day; the hours before that day stay as they were. This confirms the leg.

    `seen` is the mark of the hours that the person saw (reads.LegShown.hours_mark). Raises Refused where somebody
    changed them since, for hours that end before they begin or overlap (but of two age groups), for ages that are not
    in order, and for a day outside the leg's period.
    """
    leg = lock_leg(leg)
    require(rules.may_change_leg(by, leg))
    if not periods.holds(leg.from_date, leg.to_date, from_date):
        raise Refused(_("Verksamheten är inte med den dagen."), field="from_date")
    not_stale(seen, hours_mark(OpeningHours.objects.filter(leg=leg)))
    rows = _whole(hours)
    end_hours(leg, from_date)
    OpeningHours.objects.bulk_create(
        OpeningHours(leg=leg, **row._asdict(), from_date=from_date, to_date=leg.to_date) for row in rows
    )
    leg.confirmed_on = timezone.localdate(at)
    leg.save(update_fields=["confirmed_on"])
    still_said(leg.centre, {rules.Gap.HOURS: "hours"}, day=max(leg.confirmed_on, from_date), leg=leg.code)
    trail.record("set_hours", leg, by=by, at=at, about={"family_centre": leg.centre_id})
    return leg


def _whole(hours: Hours) -> list[Opens]:
    """The hours in order, none of them overlapping but those of two age groups, each in a room of its own."""
    rows = sorted((Opens(*row) for row in hours), key=_in_order)
    for row in rows:
        if not 1 <= row.weekday <= 7 or row.closes <= row.opens:
            raise Refused(_("Öppettiden slutar innan den börjar."), field="hours")
        if not _ages_in_order(row.age_from, row.age_to):
            raise Refused(_("Åldrarna går inte ihop. Skriv den lägsta först."), field="hours")
    for row, after in combinations(rows, 2):
        is_over = row.weekday == after.weekday and after.opens < row.closes
        groups = {(row.age_from, row.age_to), (after.age_from, after.age_to)}
        if is_over and (len(groups) == 1 or (None, None) in groups):
            raise Refused(_("Två öppettider samma dag går i varandra. Det går bara för olika åldrar."), field="hours")
    return rows


def _in_order(row: Opens) -> tuple[int, dt.time, dt.time, int, int]:
    return row.weekday, row.opens, row.closes, row.age_from or 0, row.age_to or 0


def _ages_in_order(age_from: int | None, age_to: int | None) -> bool:
    """Whether ages in months are both said and in order, or neither is."""
    if age_from is None or age_to is None:
        return age_from is age_to
    return 0 <= age_from <= age_to


def _known_no_hours(value: str) -> str:
    if value not in {"", *CentreLeg.NoHours.values}:
        raise Refused(_("Välj ett av svaren."), field="no_hours")
    return value


def _said(
    centre: FamilyCentre,
    leg: str,
    from_date: dt.date,
    to_date: dt.date | None,
    unit: Unit | None,
    party_name: str,
    premises: Premises | None,
    degree: str,
    hours_per_week: Decimal | None,
    phone: str,
    word: str,
    but: CentreLeg | None = None,
) -> dict[str, Any]:
    """What is said of a leg, as kept. Needs the centre locked."""
    if leg not in Leg.values:
        raise Refused(_("Välj en av de fyra verksamheterna."), field="leg")
    if degree not in {"", *CentreLeg.Degree.values}:
        raise Refused(_("Välj hur mycket av verksamheten som finns på plats."), field="degree")
    if hours_per_week is not None and not 0 <= hours_per_week <= HOURS_IN_A_WEEK:
        raise Refused(_("En vecka har 168 timmar."), field="hours_per_week")
    if premises is not None and premises.centre_id != centre.pk:
        raise Refused(_("Huset hör till en annan familjecentral."), field="premises")
    if unit is not None:
        unit = Unit.objects.select_related("area__authority").get(pk=unit.pk)
        if not periods.holds(unit.from_date, unit.to_date, from_date):
            raise Refused(_("Enheten finns inte den dagen."), field="unit")
        party_name = unit.area.authority.name
    party_name = named(party_name, CentreLeg, "party_name")
    _once(centre, leg, from_date, to_date, unit, party_name, but)
    return {
        "unit": unit,
        "party_name": party_name,
        "premises": premises,
        "degree": degree,
        "hours_per_week": hours_per_week,
        "phone": squeeze(phone)[:30],
        "word": squeeze(word)[:80],
    }


def _once(
    centre: FamilyCentre,
    leg: str,
    from_date: dt.date,
    to_date: dt.date | None,
    unit: Unit | None,
    party_name: str,
    but: CentreLeg | None,
) -> None:
    """Refuse the same party with the same leg twice at a time."""
    same = Q(unit=unit) if unit is not None else Q(unit__isnull=True, party_name__iexact=party_name)
    rows = CentreLeg.objects.filter(same, centre=centre, leg=leg).exclude(pk=but.pk if but else 0)
    rows = rows.filter(Q(to_date__isnull=True) | Q(to_date__gt=from_date))
    if to_date is not None:
        rows = rows.filter(from_date__lt=to_date)
    if rows.exists():
        raise Refused(
            _("Den verksamheten finns redan med här under den tiden."), field="unit" if unit else "party_name"
        )
