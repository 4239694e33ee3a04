"""The only writes of steps: reached, left, planned. Each change is kept; to go past a step asks why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.actions.holding import lock_initiative
from famn.domain.establishment.models import Initiative, InitiativeStep, LadderStep, StepChange
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require

VERB_OF: Final[dict[str, str]] = {
    StepChange.Kind.REACHED: "reach_step",
    StepChange.Kind.WENT_BACK: "unreach_step",
    StepChange.Kind.SKIPPED: "skip_step",
    StepChange.Kind.PLANNED: "plan_step",
    StepChange.Kind.UNPLANNED: "plan_step",
}


@transaction.atomic
def record_step(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    number: int,
    reached_on: dt.date,
    why_past: Mapping[int, str] | None = None,
) -> InitiativeStep:
    """Record the day a step was reached; also a lower one later, or another day.

    `why_past` says why, by number, of each step between where the initiative stands and this one. Refused for a day
    to come, and for a step gone past without a reason (field `past_N`).
    """
    initiative = lock_initiative(initiative)
    require(rules.may_record_step(by, initiative, number))
    _past_days_only(reached_on, at)
    rows = _rows(initiative)
    here = max((one.step.number for one in rows.values() if one.reached_on), default=0)
    for past in rules.steps_between(rows, here=here, number=number):
        reason = (why_past or {}).get(past, "").strip()
        if not reason:
            words = _("Skriv varför ni går förbi steg %(number)d.") % {"number": past}
            raise Refused(words, field=f"past_{past}")
        _skip(rows[past], reached_on, reason, by=by, at=at)
    return _reach(_on(rows, number), reached_on, by=by, at=at)


@transaction.atomic
def begin_on_step(
    initiative: Initiative, *, by: Actor, at: dt.datetime, number: int, reached_on: dt.date
) -> InitiativeStep:
    """Record the step on which an initiative begins. What lies below was there before it: nothing is gone past."""
    initiative = lock_initiative(initiative)
    require(rules.may_record_step(by, initiative, number))
    _past_days_only(reached_on, at)
    return _reach(_on(_rows(initiative), number), reached_on, by=by, at=at)


@transaction.atomic
def unreach_step(
    initiative: Initiative, *, by: Actor, at: dt.datetime, number: int, reason: str = ""
) -> InitiativeStep:
    """Record that a step is not reached any more. Going back is a step like any other, never a failure.

    The steps above where one stands then are no longer gone past either: they may be reached.
    """
    initiative = lock_initiative(initiative)
    require(rules.may_record_step(by, initiative, number))
    rows = _rows(initiative)
    row = _on(rows, number)
    if row.reached_on is None:
        raise Refused(_("Steget är inte nått."), field="number")
    row.reached_on = None
    here = max((one.step.number for one in rows.values() if one.reached_on), default=0)
    InitiativeStep.objects.filter(initiative=initiative, step__number__gt=here).update(skipped_on=None)
    return _save(row, StepChange.Kind.WENT_BACK, timezone.localdate(at), reason.strip(), by=by, at=at)


@transaction.atomic
def plan_step(
    initiative: Initiative, *, by: Actor, at: dt.datetime, number: int, planned_on: dt.date | None
) -> InitiativeStep:
    """Plan a step for a day; None takes the plan away. Refused for a step that is reached."""
    initiative = lock_initiative(initiative)
    require(rules.may_record_step(by, initiative, number))
    row = _on(_rows(initiative), number)
    if row.reached_on is not None:
        raise Refused(_("Steget är redan nått."), field="number")
    row.planned_on = planned_on
    kind = StepChange.Kind.UNPLANNED if planned_on is None else StepChange.Kind.PLANNED
    return _save(row, kind, planned_on, "", by=by, at=at)


def _past_days_only(day: dt.date, at: dt.datetime) -> None:
    if day > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än. Planera steget i stället."), field="reached_on")


def _rows(initiative: Initiative) -> dict[int, InitiativeStep]:
    """The initiative's place on each step by number, kept or new. The steps are held: nobody takes one away."""
    steps = LadderStep.objects.select_for_update(no_key=True).filter(ladder_id=initiative.ladder_id)
    known = {row.step_id: row for row in InitiativeStep.objects.select_related("step").filter(initiative=initiative)}
    return {
        step.number: known.get(step.pk) or InitiativeStep(initiative=initiative, step=step)
        for step in steps.order_by("number")
    }


def _on(rows: Mapping[int, InitiativeStep], number: int) -> InitiativeStep:
    """The place on one step. Refused where somebody took the step away a moment ago."""
    if number not in rows:
        raise Refused(_("Trappan har inte det steget."), field="number")
    return rows[number]


def _reach(row: InitiativeStep, day: dt.date, *, by: Actor, at: dt.datetime) -> InitiativeStep:
    row.reached_on, row.skipped_on = day, None
    return _save(row, StepChange.Kind.REACHED, day, "", by=by, at=at)


def _skip(row: InitiativeStep, day: dt.date, reason: str, *, by: Actor, at: dt.datetime) -> InitiativeStep:
    row.skipped_on = day
    return _save(row, StepChange.Kind.SKIPPED, day, reason, by=by, at=at)


def _save(
    row: InitiativeStep, kind: str, day: dt.date | None, reason: str, *, by: Actor, at: dt.datetime
) -> InitiativeStep:
    user_id = standing(by).user_id
    row.recorded_by_id, row.recorded_at = user_id, at
    row.save()
    StepChange.objects.create(
        initiative_id=row.initiative_id,
        step_id=row.step_id,
        kind=kind,
        day=day,
        reason=reason,
        recorded_by_id=user_id,
        recorded_at=at,
    )
    about = {"initiative": row.initiative_id, "ladder_step": row.step_id}
    trail.record(VERB_OF[kind], row, by=by, at=at, about=about)
    return row
