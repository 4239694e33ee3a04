"""The only writes of what a step demands: the demands of an own ladder, which are met, and what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.actions.holding import lock_initiative
from famn.domain.establishment.models import (
    DemandMet,
    Initiative,
    Ladder,
    LadderDemand,
    LadderStep,
    StepEvidence,
)
from famn.domain.matters.facts import cut
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True)
class WrittenDemand:
    """A demand as somebody wrote it; without a text there is none (any more)."""

    text: str
    alone: str
    legs: tuple[str, ...] = ()


# --- the demands of a ladder -----------------------------------------------------------------------


@transaction.atomic
def change_demands(
    ladder: Ladder, *, by: Actor, at: dt.datetime, number: int, demands: Sequence[WrittenDemand], seen: str
) -> LadderStep:
    """Let step `number` of one's own ladder demand this: first those that it has in their order, then new ones.

    `seen` is the mark of the demands as the person saw them (reads.DemandsPage). Raises Refused where somebody
    changed them since, where there are too many, and for one taken away that an initiative meets or has evidence for.
    """
    ladder = Ladder.objects.select_for_update(no_key=True).get(pk=ladder.pk)
    require(rules.may_change_ladder(by, ladder))
    step = LadderStep.objects.select_for_update(no_key=True).filter(ladder=ladder, number=number).first()
    if step is None:
        raise Refused(_("Trappan har inte det steget."))
    known = list(LadderDemand.objects.select_for_update().filter(step=step).order_by("number"))
    if seen != reads.mark_of(known):
        raise Refused(_("Någon annan ändrade kraven medan du skrev. Jämför, och spara igen om din text ska gälla."))
    if sum(bool(squeeze(one.text)) for one in demands) > rules.MOST_DEMANDS:
        raise Refused(_("Ett steg har högst %(most)d krav.") % {"most": rules.MOST_DEMANDS})
    _take_away([row for row, one in zip(known, demands, strict=False) if not squeeze(one.text)], known)
    kept = 0
    for place, one in enumerate(demands):
        if squeeze(one.text):
            kept += 1
            row = known[place] if place < len(known) else LadderDemand(step=step)
            _write(row, one, number=kept, field=f"alone_{place + 1}")
    trail.record("change_demands", ladder, by=by, at=at, about={"ladder_step": step.pk})
    return step


def _take_away(gone: Sequence[LadderDemand], known: Sequence[LadderDemand]) -> None:
    """Take demands away that no initiative has said anything about."""
    used = set(DemandMet.objects.filter(demand__in=gone).values_list("demand_id", flat=True))
    used |= set(StepEvidence.objects.filter(demand__in=gone).values_list("demand_id", flat=True))
    for place, row in enumerate(known, start=1):
        if row.pk in used:
            words = _("Kravet går inte att ta bort, eftersom ett initiativ har antecknat något om det.")
            raise Refused(words, field=f"text_{place}")
    LadderDemand.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _write(row: LadderDemand, one: WrittenDemand, *, number: int, field: str) -> None:
    if one.alone not in LadderDemand.Alone.values:
        raise Refused(_("Välj om kommunen kan uppfylla kravet själv."), field=field)
    row.number, row.text, row.alone = number, cut(squeeze(one.text), 300), one.alone
    row.legs = [leg for leg in Leg.values if leg in one.legs]
    row.save()


# --- met or not ------------------------------------------------------------------------------------


@transaction.atomic
def meet_demand(
    initiative: Initiative, *, by: Actor, at: dt.datetime, demand: LadderDemand, met_on: dt.date, note: str = ""
) -> DemandMet:
    """Record that a demand is met since a day, or since another day than was said. Refused for a day to come."""
    initiative = lock_initiative(initiative)
    demand = _hold(demand)
    require(rules.may_meet_demand(by, initiative, demand))
    if met_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än."), field="met_on")
    values = {"text": demand.text, "met_on": met_on, "note": note.strip(), "recorded_at": at}
    values |= {"recorded_by_id": standing(by).user_id}
    met, _is_new = DemandMet.objects.update_or_create(initiative=initiative, demand=demand, defaults=values)
    trail.record("meet_demand", initiative, by=by, at=at, about={"ladder_demand": demand.pk})
    return met


@transaction.atomic
def unmeet_demand(initiative: Initiative, *, by: Actor, at: dt.datetime, demand: LadderDemand) -> Initiative:
    """Record that a demand is not met any more. Safe to do twice; no step is left because of it."""
    initiative = lock_initiative(initiative)
    demand = _hold(demand)
    require(rules.may_meet_demand(by, initiative, demand))
    gone, _rows = DemandMet.objects.filter(initiative=initiative, demand=demand).delete()
    if gone:
        trail.record("unmeet_demand", initiative, by=by, at=at, about={"ladder_demand": demand.pk})
    return initiative


def _hold(demand: LadderDemand) -> LadderDemand:
    """The demand as it is now. It is held: meanwhile nobody takes it away or rewords it."""
    held = LadderDemand.objects.select_for_update(of=("self",), no_key=True).select_related("step")
    row = held.filter(pk=demand.pk).first()
    if row is None:
        raise Refused(_("Kravet finns inte längre i trappan."))
    return row


# --- evidence --------------------------------------------------------------------------------------


@transaction.atomic
def add_evidence(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    number: int,
    kind: str,
    demand: LadderDemand | None = None,
    thing: rules.Shown | None = None,
    text: str = "",
    day: dt.date | None = None,
) -> StepEvidence:
    """Show that step `number` is reached, or one demand of it met: by a thing that is here, or as written.

    Raises Refused for a thing that is not the initiative's own or that one does not see, and for nothing at all.
    """
    initiative = lock_initiative(initiative)
    require(rules.may_record_step(by, initiative, number))
    step = (
        LadderStep.objects.select_for_update(no_key=True).filter(ladder_id=initiative.ladder_id, number=number).first()
    )
    if step is None:
        raise Refused(_("Trappan har inte det steget."))
    held = _hold(demand) if demand else None
    if held is not None and held.step_id != step.pk:
        raise Refused(_("Kravet hör till ett annat steg."), field="demand")
    if thing is not None and not rules.is_to_show(by, initiative, thing):
        raise Refused(_("Välj något som hör till initiativet."), field="thing")
    if thing is None and not squeeze(text):
        raise Refused(_("Skriv vad det är som visar det."), field="text")
    shown = {rules.FIELD_OF[type(thing)]: thing} if thing is not None else {}
    row = StepEvidence.objects.create(
        initiative=initiative,
        step=step,
        demand=held,
        kind=rules.FIELD_OF[type(thing)] if thing is not None else kind,
        text=cut(squeeze(text), 300),
        day=day,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
        **shown,
    )
    trail.record("add_evidence", initiative, by=by, at=at, about={"step_evidence": row.pk, "ladder_step": step.pk})
    return row


@transaction.atomic
def remove_evidence(evidence: StepEvidence, *, by: Actor, at: dt.datetime) -> Initiative:
    """Take away something that was shown as evidence; the thing itself stays. Safe to do twice."""
    initiative = lock_initiative(Initiative(pk=evidence.initiative_id))
    require(rules.may_drive(by, initiative))
    gone, _rows = StepEvidence.objects.filter(pk=evidence.pk).delete()
    if gone:
        trail.record("remove_evidence", initiative, by=by, at=at, about={"step_evidence": evidence.pk})
    return initiative
