"""The steps of an initiative as the drawing of a staircase wants them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format

from famn.domain.establishment.models import LadderStep
from famn.domain.establishment.reads import StepView
from famn.web.shared.staircase import Step


def drawn(steps: Iterable[StepView]) -> list[Step]:
    """Each step with the month it was reached and the year it is planned for; the days stand in the text beside."""
    return [
        Step(
            number=step.number,
            title=step.title,
            reached=(date_format(step.reached_on, "b Y") if step.reached_on else "") if step.reached else None,
            planned=str(step.planned_on.year) if step.planned_on else None,
            current=step.current,
            skipped=step.skipped,
        )
        for step in steps
    ]


def pattern(steps: Iterable[LadderStep]) -> list[Step]:
    """The steps of a ladder by itself, which nobody climbs here."""
    return [Step(number=step.number, title=step.title, is_pattern=True) for step in steps]
