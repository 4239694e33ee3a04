"""What a new mapping begins with: the rows of the last one, or the parties of health care that are with it already."""

from __future__ import annotations

import datetime as dt

from famn.domain.establishment.models import (
    InitiativeParty,
    Mapping,
    MappingActor,
    MappingArea,
    MappingNeed,
    MappingRow,
    Stance,
    StanceHolder,
)
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor, standing
from famn.ground.tables import new_code

HEALTH = (Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value)


def carry_on(last: Mapping, mapping: Mapping) -> None:
    """Begin from the last mapping: its sub-areas to choose among anew, needs, actors, and stances with their history.

    Each row keeps who wrote it and when. How inhabitants took part belongs to its time and is not carried on.
    """
    areas: dict[int, MappingArea] = {}
    for area in MappingArea.objects.filter(mapping=last).order_by("pk"):
        number = area.pk
        areas[number] = _copied(area, mapping=mapping, choice=MappingArea.Choice.OPEN, reasons="")
    for need in MappingNeed.objects.filter(mapping=last).order_by("pk"):
        _copied(need, mapping=mapping, area=areas[need.area_id] if need.area_id else None)
    for actor in MappingActor.objects.filter(mapping=last).order_by("pk"):
        _copied(actor, mapping=mapping)
    for holder in StanceHolder.objects.filter(mapping=last).order_by("pk"):
        stances = list(Stance.objects.filter(holder=holder).order_by("pk"))
        copy = _copied(holder, mapping=mapping)
        for stance in stances:
            _copied(stance, holder=copy)


def holders_of_parties(mapping: Mapping, *, by: Actor, at: dt.datetime) -> None:
    """Begin with the initiative's parties that bring health care: their stances are to be asked for."""
    for party in InitiativeParty.objects.filter(initiative=mapping.initiative, legs__overlap=HEALTH).order_by("pk"):
        legs = [leg for leg in party.legs if leg in HEALTH]
        StanceHolder.objects.create(
            mapping=mapping,
            name=party.name,
            level=StanceHolder.Level.AUTHORITY,
            leg=legs[0] if len(legs) == 1 else "",
            authority_id=party.authority_id,
            recorded_by_id=standing(by).user_id,
            recorded_at=at,
        )


def _copied[Row: MappingRow](row: Row, **values: object) -> Row:
    """A copy of a row in another mapping, with a code of its own and the same origin."""
    for name, value in values.items():
        setattr(row, name, value)
    row.pk, row.code = None, new_code()
    row._state.adding = True
    row.save()
    return row
