"""Who may say what about the steps: what is met, what shows it, what hinders, and which steps one goes past."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import OBSTACLE_STATES, Initiative, LadderDemand, Obstacle, StepEvidence
from famn.domain.establishment.rules.initiatives import may_drive, visible_initiatives
from famn.domain.people.rules import Actor
from famn.ground.verdict import YES, Verdict, first_no, no

MOST_DEMANDS: Final = 8  # more than a checklist can hold and still be read


def visible_evidence(actor: Actor) -> QuerySet[StepEvidence]:
    """What shows that steps are reached, of the initiatives that one sees."""
    return StepEvidence.objects.filter(initiative__in=visible_initiatives(actor))


def visible_obstacles(actor: Actor) -> QuerySet[Obstacle]:
    """What hinders the initiatives that one sees."""
    return Obstacle.objects.filter(initiative__in=visible_initiatives(actor))


def may_meet_demand(actor: Actor, initiative: Initiative, demand: LadderDemand) -> Verdict:
    """Whether one may record that a demand is met, or not any more: one of the initiative's own ladder."""
    is_own = demand.step.ladder_id == initiative.ladder_id
    return first_no(may_drive(actor, initiative), YES if is_own else no(_("Kravet hör till en annan trappa.")))


def may_settle_obstacle(actor: Actor, obstacle: Obstacle, state: str) -> Verdict:
    """Whether one may say that an obstacle is solved, lived with, or in the way again. Needs `initiative` loaded."""
    return first_no(may_drive(actor, obstacle.initiative), OBSTACLE_STATES.may_go(obstacle.state, state))


def may_change_obstacle(actor: Actor, obstacle: Obstacle) -> Verdict:
    """Whether one may change what an obstacle says and who takes it on: one that still hinders."""
    is_open = obstacle.state == Obstacle.State.OPEN
    settled = no(_("Hindret är avklarat. Öppna det igen om något ska ändras."))
    return first_no(may_drive(actor, obstacle.initiative), YES if is_open else settled)


def steps_between(numbers: Iterable[int], *, here: int, number: int) -> list[int]:
    """The steps that one goes past from step `here` (0 before the first) to step `number`, the lowest first."""
    return sorted(one for one in numbers if here < one < number)
