"""Writes of how the house can be reached and used, of where it lies on the map, and of what the centre does without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.holding import lock_centre
from famn.domain.centres.models import AccessFact, FamilyCentre, Module
from famn.domain.centres.reads.kept import access_mark
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

NORTH: Final = (54, 70)  # degrees: the box that Sweden lies in
EAST: Final = (10, 25)


@transaction.atomic
def say_access(
    centre: FamilyCentre, *, by: Actor, at: dt.datetime, said: Mapping[str, tuple[str, str]], seen: str
) -> FamilyCentre:
    """Say how the house can be reached and used: kind -> answer and note. What is not in `said` is not known.

    An answer may be "": not known. What is changed is confirmed by that, and what stays as it was keeps its day.
    `seen` is the mark of what the person saw (reads.access_mark). Raises Refused where somebody changed it since, and
    for an answer that there is not.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    old = AccessFact.objects.filter(centre=centre)
    not_stale(seen, access_mark(old))
    days = {(row.kind, row.answer, row.note): row.confirmed_on for row in old}
    today = timezone.localdate(at)
    rows = [
        AccessFact(centre=centre, kind=kind, answer=answer, note=squeeze(note)[:200])
        for kind, (answer, note) in said.items()
        if answer
    ]
    if any(row.kind not in AccessFact.Kind.values or row.answer not in AccessFact.Answer.values for row in rows):
        raise Refused(_("Välj ett av svaren."))
    for row in rows:
        row.confirmed_on = days.get((row.kind, row.answer, row.note), today)
    old.delete()
    AccessFact.objects.bulk_create(rows)
    trail.record("say_access", centre, by=by, at=at)
    return centre


@transaction.atomic
def place_on_map(
    centre: FamilyCentre, *, by: Actor, at: dt.datetime, latitude: Decimal | None, longitude: Decimal | None
) -> FamilyCentre:
    """Say where on the map a centre lies, in degrees of WGS 84; None for both: not said.

    Raises Refused for one of them alone, and outside Sweden.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    put_on_map(centre, latitude, longitude)
    centre.save(update_fields=["latitude", "longitude"])
    trail.record("place_on_map", centre, by=by, at=at)
    return centre


def put_on_map(centre: FamilyCentre, latitude: Decimal | None, longitude: Decimal | None) -> None:
    """Put a place on the map on a centre that is not saved. Arguments and Refused as of `place_on_map`."""
    if (latitude is None) is not (longitude is None):
        raise Refused(_("Skriv båda talen."), field="where")
    if latitude is not None and longitude is not None and not _in_sweden(latitude, longitude):
        words = _("Den platsen ligger inte i Sverige. Latituden kommer först, till exempel 59,33.")
        raise Refused(words, field="where")
    centre.latitude, centre.longitude = latitude, longitude


def _in_sweden(latitude: Decimal, longitude: Decimal) -> bool:
    return NORTH[0] <= latitude <= NORTH[1] and EAST[0] <= longitude <= EAST[1]


@transaction.atomic
def switch_module(centre: FamilyCentre, *, by: Actor, at: dt.datetime, module: str, on: bool) -> FamilyCentre:
    """Let a centre do with or without a module; one that is off has no page and no link."""
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    if module not in Module.values:
        raise Refused(_("Den delen finns inte."))
    off = {*centre.switched_off} - {module} if on else {*centre.switched_off, module}
    centre.switched_off = [one for one in Module.values if one in off]
    centre.save(update_fields=["switched_off"])
    trail.record("switch_module", centre, by=by, at=at, reason=f"{module}_on" if on else f"{module}_off")
    return centre


@transaction.atomic
def keep_holidays(centre: FamilyCentre, *, by: Actor, at: dt.datetime, closed: bool) -> FamilyCentre:
    """Say whether a centre is closed on public holidays, where no exception says otherwise."""
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    centre.keeps_holidays = closed
    centre.save(update_fields=["keeps_holidays"])
    trail.record("keep_holidays", centre, by=by, at=at, reason="closed" if closed else "open")
    return centre
