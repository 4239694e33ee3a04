"""Writes of the search for a house: an option, what is said of it, and how it moves from noted to chosen or dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres.models import CentreLeg
from famn.domain.establishment import rules
from famn.domain.establishment.models import (
    Initiative,
    PremisesLeg,
    PremisesMove,
    PremisesOption,
    PremisesRoom,
    PremisesShare,
)
from famn.domain.establishment.reads import premises as reads
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

MOST_ROOMS: Final = 20
_UNKNOWN: Final = PremisesOption.Known.UNKNOWN.value
_Stage = PremisesOption.Stage


@dataclass(frozen=True)
class OptionSaid:
    """What is said of an option. The yearly cost is in whole SEK; what is not known is None, empty or "unknown"."""

    name: str
    owner: str = ""
    address: str = ""
    step_free: str = _UNKNOWN
    lift: str = _UNKNOWN
    accessible_toilet: str = _UNKNOWN
    parking: str = _UNKNOWN
    hearing_loop: str = _UNKNOWN
    outdoor: str = ""
    yearly_cost: int | None = None
    earliest_on: dt.date | None = None
    blocks: str = ""


@dataclass(frozen=True)
class ShareSaid:
    """What one payer would pay a year, in whole SEK or in percent, and whether it fits inside its budget."""

    payer: str
    yearly: int | None = None
    percent: Decimal | None = None
    fits: str = PremisesShare.Fits.UNSURE.value
    said_on: dt.date | None = None
    source: str = ""


Rooms = Sequence[tuple[str, Decimal | None]]  # name and square metres of each


# --- an option -------------------------------------------------------------------------------------


@transaction.atomic
def note_premises(
    initiative: Initiative, *, by: Actor, at: dt.datetime, said: OptionSaid, rooms: Rooms = ()
) -> PremisesOption:
    """Note a house that the centre could be in. Raises Refused where the initiative has one of that name."""
    initiative = hold_initiative(initiative.pk)
    require(rules.may_drive(by, initiative))
    option = PremisesOption.objects.create(initiative=initiative, **_values(initiative, said))
    _set_rooms(option, rooms)
    _enter(option, _Stage.NOTED, timezone.localdate(at), "", "", by=by, at=at)
    trail.record("note_premises", option, by=by, at=at, about={"initiative": initiative.pk})
    return option


@transaction.atomic
def change_premises_option(
    option: PremisesOption, *, by: Actor, at: dt.datetime, said: OptionSaid, rooms: Rooms, seen: str
) -> PremisesOption:
    """Change what is said of an option. `seen` is the mark of what the person saw (reads.OptionView.mark).

    Raises Refused where somebody changed it since, and where another option has the name.
    """
    option = hold_option(option)
    require(rules.may_change_premises(by, option))
    not_stale(seen, reads.option_mark(option, PremisesRoom.objects.filter(option=option).order_by("number")))
    values = _values(option.initiative, said, but=option)
    for name, value in values.items():
        setattr(option, name, value)
    option.save(update_fields=list(values))
    PremisesRoom.objects.filter(option=option).delete()
    _set_rooms(option, rooms)
    trail.record("change_premises_option", option, by=by, at=at, about={"initiative": option.initiative_id})
    return option


@transaction.atomic
def move_premises(
    option: PremisesOption,
    *,
    by: Actor,
    at: dt.datetime,
    stage: str,
    day: dt.date,
    seen: str,
    note: str = "",
    decided_by: str = "",
) -> PremisesOption:
    """Let an option come to `stage` on a day, perhaps with what came of it. `seen` is the stage the person saw.

    To choose one asks for the reason in words and for who decided; to drop one, or to take a choice back, for the
    reason. Raises Refused where somebody moved it first, where another one is chosen, and for a day to come.
    """
    option = hold_option(option)
    if option.stage != seen:
        stage_name = option.get_stage_display()
        raise Refused(_("Någon annan var först: lokalen är nu ”%(stage)s”.") % {"stage": stage_name})
    require(rules.may_move_premises(by, option, stage))
    note, decided_by = note.strip(), squeeze(decided_by)[:160]
    _said_enough(option, stage, note, decided_by)
    if day > timezone.localdate(at):
        raise Refused(_("Den dagen har inte kommit än."), field="day")
    option.stage = stage
    option.save(update_fields=["stage"])
    _enter(option, stage, day, note, decided_by if stage == _Stage.CHOSEN else "", by=by, at=at)
    trail.record("move_premises", option, by=by, at=at, reason=stage, about={"initiative": option.initiative_id})
    return option


def _said_enough(option: PremisesOption, stage: str, note: str, decided_by: str) -> None:
    """Refuse a choice, or the end of one, without its reason, and a second choice."""
    if stage == _Stage.CHOSEN:
        others = PremisesOption.objects.filter(initiative_id=option.initiative_id, stage=_Stage.CHOSEN)
        other = others.exclude(pk=option.pk).first()
        if other is not None:
            raise Refused(_("”%(name)s” är redan vald. Ta tillbaka det valet först.") % {"name": other.name})
        if not note:
            raise Refused(_("Skriv varför ni väljer lokalen. Talet räcker inte som skäl."), field="note")
        if not decided_by:
            raise Refused(_("Skriv vem som har bestämt."), field="decided_by")
    elif stage == _Stage.DROPPED and not note:
        raise Refused(_("Skriv varför lokalen väljs bort."), field="note")
    elif option.stage == _Stage.CHOSEN and not note:
        raise Refused(_("Skriv varför valet tas tillbaka."), field="note")


# --- who pays, and how each leg would be there -----------------------------------------------------


@transaction.atomic
def set_shares(
    option: PremisesOption, *, by: Actor, at: dt.datetime, shares: Sequence[ShareSaid], seen: str
) -> PremisesOption:
    """Let these be the shares of an option's cost. A party of which nothing is said is not kept.

    `seen` is the mark of what the person saw (reads.OptionView.shares_mark). Raises Refused where somebody changed
    them since, for a payer twice, and for a share both in SEK and in percent; `field` ends in the row's number from 1.
    Shares that are not the whole cost are kept: that is what must be talked about.
    """
    option = hold_option(option)
    require(rules.may_change_premises(by, option))
    known = {row.payer.casefold(): row for row in PremisesShare.objects.filter(option=option)}
    not_stale(seen, reads.shares_mark(known.values()))
    parties = {party.name.casefold() for party in reads.parties_of(option.initiative)}
    for said in _whole_shares(shares, parties):
        row = known.pop(said.payer.casefold(), None) or PremisesShare(option=option)
        _keep_share(row, said, by=by, at=at)
    PremisesShare.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    trail.record("set_shares", option, by=by, at=at, about={"initiative": option.initiative_id})
    return option


def _whole_shares(shares: Iterable[ShareSaid], parties: Container[str]) -> list[ShareSaid]:
    """The shares as kept, each payer once. A payer that is no party is kept by its name alone."""
    kept: dict[str, ShareSaid] = {}
    for number, one in enumerate(shares, start=1):
        payer = squeeze(one.payer)[:160]
        said = replace(one, payer=payer, source=squeeze(one.source)[:200])
        if said == ShareSaid(payer) and (not payer or payer.casefold() in parties):
            continue
        if not payer:
            raise Refused(_("Skriv vem som betalar."), field=f"payer_{number}")
        if payer.casefold() in kept:
            raise Refused(_("%(payer)s finns redan med.") % {"payer": payer}, field=f"payer_{number}")
        if one.yearly is not None and one.percent is not None:
            raise Refused(_("Skriv kronor eller procent, inte båda."), field=f"percent_{number}")
        if one.percent is not None and not 0 <= one.percent <= 100:
            raise Refused(_("Skriv ett tal från 0 till 100."), field=f"percent_{number}")
        kept[payer.casefold()] = said
    return list(kept.values())


def _keep_share(row: PremisesShare, said: ShareSaid, *, by: Actor, at: dt.datetime) -> None:
    """Save what is said; a row that says it already keeps who recorded it and when."""
    values = {part.name: getattr(said, part.name) for part in fields(said)}
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_by_id, row.recorded_at = standing(by).user_id, at
    row.save()


@transaction.atomic
def set_premises_legs(
    option: PremisesOption,
    *,
    by: Actor,
    at: dt.datetime,
    legs: Mapping[tuple[int, str], tuple[str, int | None]],
    seen: str,
) -> PremisesOption:
    """Say how each party's leg would be in the house, and how many metres away it is.

    `legs` has (party's number, leg) -> (degree, metres). An empty degree says that it is not known. `seen` is the mark
    of what the person saw (reads.OptionView.legs_mark). Raises Refused where somebody changed it since.
    """
    option = hold_option(option)
    require(rules.may_change_premises(by, option))
    brought = {(party.pk, leg) for party in reads.parties_of(option.initiative) for leg in party.legs}
    known = {(row.party_id, row.leg): row for row in PremisesLeg.objects.filter(option=option)}
    said_now = [known.get(key) or PremisesLeg(party_id=key[0], leg=key[1]) for key in brought]
    not_stale(seen, reads.legs_mark((row.party_id, row.leg, row.degree, row.metres) for row in said_now))
    for key, (degree, metres) in legs.items():
        if key not in brought or degree not in {"", *CentreLeg.Degree.values}:
            raise Refused(_("Välj bland parternas verksamheter."))
        values = {"degree": degree, "metres": metres}
        PremisesLeg.objects.update_or_create(option=option, party_id=key[0], leg=key[1], defaults=values)
    trail.record("set_premises_legs", option, by=by, at=at, about={"initiative": option.initiative_id})
    return option


# --- taking hold of rows ---------------------------------------------------------------------------


def hold_initiative(number: int) -> Initiative:
    """An initiative under a lock, with its place and the centre that comes of it."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("place", "centre")
    return rows.get(pk=number)


def hold_option(option: PremisesOption) -> PremisesOption:
    """An option under a lock, after its initiative's: of two who move it at once, the second sees what came."""
    initiative = hold_initiative(option.initiative_id)
    held = PremisesOption.objects.select_for_update(of=("self",)).select_related("house").get(pk=option.pk)
    held.initiative = initiative
    return held


def _enter(
    option: PremisesOption, stage: str, day: dt.date, note: str, decided_by: str, *, by: Actor, at: dt.datetime
) -> None:
    PremisesMove.objects.create(
        option=option,
        stage=stage,
        day=day,
        note=note,
        decided_by=decided_by,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )


def _values(initiative: Initiative, said: OptionSaid, *, but: PremisesOption | None = None) -> dict[str, Any]:
    """What is said of an option, as kept."""
    values = {part.name: getattr(said, part.name) for part in fields(said)}
    values |= {"name": squeeze(said.name)[:120], "owner": squeeze(said.owner)[:160]}
    values |= {"address": squeeze(said.address)[:200], "outdoor": said.outdoor.strip(), "blocks": said.blocks.strip()}
    if not values["name"]:
        raise Refused(_("Skriv vad ni kallar lokalen."), field="name")
    others = PremisesOption.objects.filter(initiative=initiative, name__iexact=values["name"])
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Det finns redan en lokal som heter så."), field="name")
    return values


def _set_rooms(option: PremisesOption, rooms: Rooms) -> None:
    named = [(squeeze(name)[:120], area) for name, area in rooms if squeeze(name)]
    if len(named) > MOST_ROOMS:
        raise Refused(_("Skriv högst %(most)d rum. Slå ihop rum av samma slag.") % {"most": MOST_ROOMS})
    PremisesRoom.objects.bulk_create(
        PremisesRoom(option=option, number=number, name=name, area=area)
        for number, (name, area) in enumerate(named, start=1)
    )
