"""What pages show of ladders: the list, and one with its steps."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch

from famn.domain.establishment.models import (
    DemandMet,
    Initiative,
    InitiativeStep,
    Ladder,
    LadderStep,
    StepEvidence,
)
from famn.domain.establishment.rules import usable_ladders, visible_initiatives, visible_ladders
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey, checksum


@dataclass(frozen=True)
class LadderRow:
    """One ladder in the list. `initiatives` counts those that climb it and that the actor sees."""

    code: str
    name: str
    source: str
    is_own: bool
    is_default: bool
    steps: int
    initiatives: int


@dataclass(frozen=True)
class LadderPage:
    """One ladder with its steps from the lowest, and the initiatives that climb it and that the actor sees.

    `mark` tells whether name or steps have changed since; `last_is_used` that the last step cannot be taken away.
    """

    ladder: Ladder
    steps: list[LadderStep]
    initiatives: list[Initiative]
    last_is_used: bool

    @property
    def mark(self) -> str:
        """The same for the same name and steps, another for others."""
        words = [self.ladder.name, *(part for step in self.steps for part in (step.title, step.meaning))]
        return checksum(json.dumps(words).encode())[:16]


def ladders(actor: Actor) -> list[Ladder]:
    """The ladders an initiative may climb, with their steps in order; the one to start with first."""
    steps = Prefetch("steps", LadderStep.objects.order_by("number"))
    return list(usable_ladders(actor).prefetch_related(steps).order_by("authority_id", "pk"))


def default_ladder(actor: Actor) -> Ladder | None:
    """The ladder to start with: the authority's own copy, its oldest, before reference data."""
    return usable_ladders(actor).order_by("authority_id", "pk").first()


def ladders_list(actor: Actor) -> list[LadderRow]:
    """The ladders that the actor sees, the authority's own first: four queries."""
    ladders = list(visible_ladders(actor).order_by("authority_id", "pk"))
    steps = LadderStep.objects.filter(ladder__in=ladders).values_list("ladder").annotate(Count("pk"))
    climbing = visible_initiatives(actor).filter(ladder__in=ladders).values_list("ladder").annotate(Count("pk"))
    steps_of, initiatives_of, default = dict(steps.order_by()), dict(climbing.order_by()), default_ladder(actor)
    return [
        LadderRow(
            code=ladder.code,
            name=ladder.name,
            source=ladder.source,
            is_own=ladder.authority_id is not None,
            is_default=ladder == default,
            steps=steps_of.get(ladder.pk, 0),
            initiatives=initiatives_of.get(ladder.pk, 0),
        )
        for ladder in ladders
    ]


def ladder_page(ladder: Ladder, *, actor: Actor) -> LadderPage:
    """A ladder with its steps and where it is used: three queries."""
    steps = list(LadderStep.objects.filter(ladder=ladder).order_by("number"))
    climbing = visible_initiatives(actor).filter(ladder=ladder).order_by(SortKey("title"), "pk")
    return LadderPage(ladder, steps, list(climbing), bool(steps) and is_used(steps[-1]))


def is_used(step: LadderStep) -> bool:
    """Whether an initiative has said anything about a step, so that it cannot be taken away: one query."""
    rows = LadderStep.objects.filter(pk=step.pk).filter(
        Exists(InitiativeStep.objects.filter(step=OuterRef("pk")))
        | Exists(StepEvidence.objects.filter(step=OuterRef("pk")))
        | Exists(DemandMet.objects.filter(demand__step=OuterRef("pk")))
    )
    return rows.exists()
