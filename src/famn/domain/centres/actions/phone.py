"""Writes of when a human answers a leg's telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.holding import lock_leg, still_said
from famn.domain.centres.models import CentreLeg, Language, PhoneHours
from famn.domain.centres.reads.kept import phone_mark
from famn.domain.people.rules import Actor
from famn.ground import periods, trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require


class Answered(NamedTuple):
    """A time of a weekday (1 is Monday) when a human answers, perhaps in languages of its own."""

    weekday: int
    opens: dt.time
    closes: dt.time
    languages: Collection[str] | None = None


Answers = Iterable[tuple[int, dt.time, dt.time] | tuple[int, dt.time, dt.time, Collection[str] | None]]


@transaction.atomic
def set_phone_hours(
    leg: CentreLeg,
    *,
    by: Actor,
    at: dt.datetime,
    from_date: dt.date,
    phone: str,
    hours: Answers,
    languages: Iterable[str],
    seen: str,
) -> CentreLeg:
    """Say which number a leg has, and when a human answers it, in which languages, from a day. This confirms the leg.

    `languages` are those of each row that names none of its own. The hours before that day stay as they were. `seen`
    is the mark of what the person saw (reads.PhoneShown.mark).
    Raises Refused where somebody changed it since, for hours that overlap or end before they begin, for hours without
    a number, and for a day outside the leg's period.
    """
    leg = lock_leg(leg)
    require(rules.may_change_leg(by, leg))
    if not periods.holds(leg.from_date, leg.to_date, from_date):
        raise Refused(_("Verksamheten är inte med den dagen."), field="from_date")
    old = PhoneHours.objects.filter(leg=leg)
    not_stale(seen, phone_mark(leg, old))
    rows, phone = _whole(hours), squeeze(phone)[:30]
    if rows and not phone:
        raise Refused(_("Skriv telefonnumret också."), field="phone")
    old.filter(from_date__gte=from_date).delete()
    old.filter(Q(to_date__isnull=True) | Q(to_date__gt=from_date)).update(to_date=from_date)
    usual = set(languages)
    PhoneHours.objects.bulk_create(
        PhoneHours(
            leg=leg,
            weekday=row.weekday,
            opens=row.opens,
            closes=row.closes,
            languages=[code for code in Language.values if code in (row.languages or usual)],
            from_date=from_date,
            to_date=leg.to_date,
        )
        for row in rows
    )
    leg.phone, leg.confirmed_on = phone, timezone.localdate(at)
    leg.save(update_fields=["phone", "confirmed_on"])
    still_said(leg.centre, {rules.Gap.PHONE: "phone"}, day=max(leg.confirmed_on, from_date))
    trail.record("set_phone_hours", leg, by=by, at=at, about={"family_centre": leg.centre_id})
    return leg


def _whole(hours: Answers) -> list[Answered]:
    """The hours in order, none of them overlapping."""
    rows = sorted((Answered(*row) for row in hours), key=lambda row: row[:3])
    for row in rows:
        if not 1 <= row.weekday <= 7 or row.closes <= row.opens:
            raise Refused(_("Telefontiden slutar innan den börjar."), field="hours")
    for row, after in pairwise(rows):
        if row.weekday == after.weekday and after.opens < row.closes:
            raise Refused(_("Två telefontider samma dag går i varandra."), field="hours")
    return rows
