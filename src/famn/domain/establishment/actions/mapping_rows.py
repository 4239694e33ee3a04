"""The only writes of a mapping's rows: needs, local actors, how inhabitants take part, sub-areas and the choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.actions.mapping_keeping import clean_line, clean_text, clean_when, open_mapping
from famn.domain.establishment.models import (
    AreaGround,
    Invitation,
    Mapping,
    MappingActor,
    MappingArea,
    MappingNeed,
)
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused

# --- needs -----------------------------------------------------------------------------------------


@transaction.atomic
def write_need(
    mapping: Mapping,
    need: MappingNeed | None = None,
    *,
    by: Actor,
    at: dt.datetime,
    statement: str,
    group: str = "",
    area: MappingArea | None = None,
    source: str = "",
    source_date: str = "",
) -> MappingNeed:
    """Write down a need as a new row, or change the row `need`. Refused where it seems to be about a person."""
    mapping = open_mapping(mapping, by=by)
    if area is not None and area.mapping_id != mapping.pk:
        raise Refused(_("Delområdet hör till en annan kartläggning."), field="area")
    return _write(
        mapping,
        need or MappingNeed(),
        "write_need",
        by=by,
        at=at,
        statement=clean_text(statement, field="statement", needed=_("Skriv vad familjerna behöver.")),
        group=clean_line(group, 120, field="group"),
        area=area,
        source=clean_line(source, 200, field="source"),
        source_date=clean_when(source_date, field="source_date"),
    )


@transaction.atomic
def remove_need(need: MappingNeed, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take a need out of a mapping that is under way. What rested on it does so no more."""
    return _remove(need, "remove_need", by=by, at=at)


# --- local actors ----------------------------------------------------------------------------------


@transaction.atomic
def write_actor(
    mapping: Mapping,
    actor: MappingActor | None = None,
    *,
    by: Actor,
    at: dt.datetime,
    kind: str,
    name: str,
    contact: str = "",
    cooperation: str = "",
    asked_on: dt.date | None = None,
    note: str = "",
) -> MappingActor:
    """Write down a local actor as a new row, or change the row `actor`."""
    mapping = open_mapping(mapping, by=by)
    name = clean_line(name, 120, field="name", needed=_("Skriv vad aktören heter."))
    same = MappingActor.objects.filter(mapping=mapping, name__iexact=name).exclude(pk=actor.pk if actor else 0)
    if same.exists():
        raise Refused(_("Aktören är redan med."), field="name")
    if asked_on and asked_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än."), field="asked_on")
    return _write(
        mapping,
        actor or MappingActor(),
        "write_actor",
        by=by,
        at=at,
        kind=_one_of(MappingActor.Kind.values, kind, field="kind"),
        name=name,
        contact=clean_line(contact, 160, field="contact"),
        cooperation=_one_of(["", *MappingActor.Cooperation.values], cooperation, field="cooperation"),
        asked_on=asked_on,
        note=clean_text(note, field="note"),
    )


@transaction.atomic
def remove_actor(actor: MappingActor, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take a local actor out of a mapping that is under way."""
    return _remove(actor, "remove_actor", by=by, at=at)


# --- how inhabitants take part ---------------------------------------------------------------------


@transaction.atomic
def write_invitation(
    mapping: Mapping,
    invitation: Invitation | None = None,
    *,
    by: Actor,
    at: dt.datetime,
    what: str,
    when: str = "",
    how_many: int | None = None,
    heard: str = "",
) -> Invitation:
    """Write down how inhabitants were or will be invited, as a new row or a change of the row `invitation`."""
    mapping = open_mapping(mapping, by=by)
    return _write(
        mapping,
        invitation or Invitation(),
        "write_invitation",
        by=by,
        at=at,
        what=clean_line(what, 200, field="what", needed=_("Skriv hur ni bjuder in.")),
        when=clean_when(when, field="when"),
        how_many=how_many,
        heard=clean_text(heard, field="heard"),
    )


@transaction.atomic
def remove_invitation(invitation: Invitation, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take an invitation out of a mapping that is under way."""
    return _remove(invitation, "remove_invitation", by=by, at=at)


# --- sub-areas and the choice ----------------------------------------------------------------------


@transaction.atomic
def write_area(
    mapping: Mapping,
    area: MappingArea | None = None,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    about: str = "",
    choice: str = MappingArea.Choice.OPEN,
    reasons: str = "",
    grounds: Iterable[MappingNeed] = (),
) -> MappingArea:
    """Write down a sub-area as a new row, or change the row `area`: what it is, and whether it was chosen and why.

    A chosen one rests on at least one need, and a choice either way has its reasons.
    """
    mapping = open_mapping(mapping, by=by)
    name = clean_line(name, 80, field="name", needed=_("Skriv vad delområdet heter."))
    if MappingArea.objects.filter(mapping=mapping, name__iexact=name).exclude(pk=area.pk if area else 0).exists():
        raise Refused(_("Delområdet är redan med."), field="name")
    needs = [need for need in grounds if need.mapping_id == mapping.pk]
    reasons = clean_text(reasons, field="reasons")
    if choice != MappingArea.Choice.OPEN and not reasons:
        raise Refused(_("Skriv skälen till valet."), field="reasons")
    if choice == MappingArea.Choice.CHOSEN and not needs:
        raise Refused(_("Kryssa för minst ett behov som valet vilar på."), field="grounds")
    row = _write(
        mapping,
        area or MappingArea(),
        "write_area" if choice == MappingArea.Choice.OPEN else "choose_area",
        by=by,
        at=at,
        name=name,
        about=clean_text(about, field="about"),
        choice=_one_of(MappingArea.Choice.values, choice, field="choice"),
        reasons=reasons,
    )
    AreaGround.objects.filter(area=row).delete()
    AreaGround.objects.bulk_create(AreaGround(area=row, need=need) for need in needs)
    return row


@transaction.atomic
def remove_area(area: MappingArea, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take a sub-area out of a mapping that is under way. Its needs stay, for the whole place."""
    open_mapping(area.mapping, by=by)
    MappingNeed.objects.filter(area=area).update(area=None)
    return _remove(area, "remove_area", by=by, at=at)


# --- keeping rows -----------------------------------------------------------------------------------


def _one_of(values: Iterable[str], value: str, *, field: str) -> str:
    if value not in values:
        raise Refused(_("Välj ett av alternativen."), field=field)
    return value


def _write[Row: (MappingArea, MappingNeed, MappingActor, Invitation)](
    mapping: Mapping, row: Row, verb: str, *, by: Actor, at: dt.datetime, **values: Any
) -> Row:
    """Keep a row of a mapping that one holds under a lock, with these values, who and when."""
    if row.pk and row.mapping_id != mapping.pk:
        raise Refused(_("Raden hör till en annan kartläggning."))
    for name, value in values.items():
        setattr(row, name, value)
    row.mapping, row.recorded_by_id, row.recorded_at = mapping, standing(by).user_id, at
    row.save()
    trail.record(verb, mapping, by=by, at=at, about={trail.name_of(type(row)): row.pk})
    return row


def _remove(
    row: MappingArea | MappingNeed | MappingActor | Invitation, verb: str, *, by: Actor, at: dt.datetime
) -> Mapping:
    """Take a row out of its mapping. Safe to do twice."""
    mapping = open_mapping(row.mapping, by=by)
    number = row.pk
    gone, _rows = type(row).objects.filter(pk=number).delete()
    if gone:
        trail.record(verb, mapping, by=by, at=at, about={trail.name_of(type(row)): number})
    return mapping
