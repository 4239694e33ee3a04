"""Who sees and who brings in figures of places, and which are too small to be shown."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from famn.domain.centres.models import Indicator, PlaceFigure
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Verdict, first_no

FEW: Final = 5  # so few persons in one place could be recognised: no smaller count is shown
WITH_AGES: Final = frozenset({Indicator.CHILDREN})  # a figure that says nothing without its ages


class FigureUnit(enum.StrEnum):
    """What a figure is a number of."""

    PERSONS = "persons"
    PERCENT = "percent"
    INDEX = "index"


def unit_of(indicator: str) -> FigureUnit:
    """What the figures of an indicator are numbers of. Raises ValueError for an unknown one."""
    match Indicator(indicator):
        case Indicator.POPULATION | Indicator.CHILDREN | Indicator.BIRTHS:
            return FigureUnit.PERSONS
        case Indicator.CARE_NEED_INDEX:
            return FigureUnit.INDEX
        case _:
            return FigureUnit.PERCENT


def is_few(value: Decimal, unit: FigureUnit) -> bool:
    """Whether a count is of so few persons that it is not shown."""
    return unit is FigureUnit.PERSONS and value < FEW


def visible_figures(actor: Actor) -> QuerySet[PlaceFigure]:
    """Reference data and what one's own authority has brought in, for a role that reads initiatives."""
    if actor.authority_id is None or not actor.can(Capability.READ_INITIATIVES):
        return PlaceFigure.objects.none()
    ours = PlaceFigure.objects.filter(authority_id=actor.authority_id)
    return PlaceFigure.objects.filter(authority__isnull=True) | ours


def may_keep_figures(actor: Actor) -> Verdict:
    """Whether one may bring in figures, which one's own authority then sees."""
    return first_no(actor.can(Capability.KEEP_GOALS), actor.acts_for_a_unit())
