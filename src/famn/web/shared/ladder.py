"""The steps of an initiative as the drawing of a staircase wants them. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format

from famn.domain.establishment.reads import StepView
from famn.web.shared.staircase import Step


def drawn(steps: Iterable[StepView]) -> list[Step]:
    """Each step with when it was reached and is planned, by month; the day stands on the step's own page."""
    return [
        Step(
            number=step.number,
            title=step.title,
            reached=(date_format(step.reached_on, "b Y") if step.reached_on else "") if step.reached else None,
            planned=date_format(step.planned_on, "b Y") if step.planned_on else None,
            current=step.current,
        )
        for step in steps
    ]
