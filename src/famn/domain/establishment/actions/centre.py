"""Writes that tie an initiative to the family centre that comes of it, and carry a chosen house over to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from famn.domain.centres import actions as centres
from famn.domain.centres.models import CentreLeg, FamilyCentre, Premises
from famn.domain.centres.reads.centre import leg_mark
from famn.domain.establishment import rules
from famn.domain.establishment.actions.premises import hold_initiative, hold_option
from famn.domain.establishment.models import Initiative, InitiativeParty, PremisesOption
from famn.domain.establishment.reads import premises as reads
from famn.domain.people.rules import Actor, standing
from famn.ground import periods, trail
from famn.ground.verdict import require


@dataclass(frozen=True)
class Carried:
    """What came of carrying a house over: the house at the centre, and the legs that joined or changed."""

    house: Premises
    legs: list[CentreLeg]


@transaction.atomic
def tie_centre(initiative: Initiative, *, by: Actor, at: dt.datetime, centre: FamilyCentre | None) -> Initiative:
    """Say which family centre comes of an initiative; None says that none does any more."""
    initiative = hold_initiative(initiative.pk)
    require(rules.may_tie_centre(by, initiative, centre))
    initiative.centre = centre
    initiative.save(update_fields=["centre"])
    about = {"family_centre": centre.pk} if centre else {}
    trail.record("tie_centre", initiative, by=by, at=at, about=about)
    return initiative


@transaction.atomic
def carry_premises(option: PremisesOption, *, by: Actor, at: dt.datetime, from_date: dt.date) -> Carried:
    """Carry a chosen house over to the initiative's family centre: the house, and each leg's degree from a day.

    A leg that the centre lacks joins it. A degree that is not known never takes the place of one that is. Every write
    is an act of the centre's own room. Raises Refused where one of those does, and Denied unless the house is chosen
    and the centre is kept by one's own authority.
    """
    option = hold_option(option)
    require(rules.may_carry_premises(by, option))
    centre = option.initiative.centre
    assert centre is not None  # noqa: S101 - the rule above has said so; tells the type checker
    house = _house(option, centre, by=by, at=at)
    legs = [leg for one in _legs_at(option, by=by, at=at) for leg in _carried(one, centre, house, from_date, by, at)]
    option.house, option.carried_by_id, option.carried_at = house, standing(by).user_id, at
    option.save(update_fields=["house", "carried_by", "carried_at"])
    trail.record("carry_premises", option, by=by, at=at, about={"family_centre": centre.pk})
    return Carried(house, legs)


def _house(option: PremisesOption, centre: FamilyCentre, *, by: Actor, at: dt.datetime) -> Premises:
    """The house at the centre: the one that was carried before, one of the same name, or a new one."""
    known = option.house if option.house and option.house.centre_id == centre.pk else None
    known = known or Premises.objects.filter(centre=centre, name__iexact=option.name).first()
    name, address = option.name, option.address
    if known is None:
        return centres.add_premises(centre, by=by, at=at, name=name, address=address, is_main=True)
    return centres.change_premises(known, by=by, at=at, name=name, address=address, is_main=True)


def _legs_at(option: PremisesOption, *, by: Actor, at: dt.datetime) -> list[reads.LegAt]:
    return reads.option_view(option, actor=by, today=timezone.localdate(at)).legs


def _carried(
    one: reads.LegAt, centre: FamilyCentre, house: Premises, from_date: dt.date, by: Actor, at: dt.datetime
) -> list[CentreLeg]:
    """Let one party's leg be at the centre as the option says. Returns the rows that changed or joined."""
    in_house = one.degree not in {"", CentreLeg.Degree.NONE}
    there = list(_rows(one.party, one.leg, centre, from_date))
    if not there:
        row = centres.add_leg(
            centre,
            by=by,
            at=at,
            leg=one.leg,
            from_date=from_date,
            party_name=one.party.name,
            premises=house if in_house else None,
            degree=one.degree,
        )
        return [row]
    changed = []
    for row in there:
        premises = house if in_house else row.premises
        if not one.degree or (row.degree, row.premises) == (one.degree, premises):
            continue
        changed.append(
            centres.change_leg(
                row,
                by=by,
                at=at,
                from_date=from_date,
                unit=row.unit,
                party_name=row.party_name,
                premises=premises,
                degree=one.degree,
                hours_per_week=row.hours_per_week,
                phone=row.phone,
                word=row.word,
                seen=leg_mark(row),
            )
        )
    return changed


def _rows(party: InitiativeParty, leg: str, centre: FamilyCentre, day: dt.date) -> QuerySet[CentreLeg]:
    """The party's leg at the centre on a day: of its units, or under its name as written."""
    same = Q(party_name__iexact=party.name)
    if party.authority_id is not None:
        same |= Q(unit__area__authority_id=party.authority_id)
    rows = CentreLeg.objects.filter(same, periods.on(day), centre=centre, leg=leg)
    return rows.select_related("unit__area__authority", "premises").order_by("pk")
