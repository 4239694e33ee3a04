"""Writes of what the group weighs houses by, and of the points that it gave each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.actions.premises import hold_initiative, hold_option
from famn.domain.establishment.models import (
    HEAVIEST,
    MOST_POINTS,
    Initiative,
    PremisesCriterion,
    PremisesOption,
    PremisesScore,
)
from famn.domain.establishment.reads import premises as reads
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

MOST_CRITERIA: Final = 12
Criteria = Sequence[tuple[int | None, str, int]]  # number of the row, None for a new one; name; weight 1 to 5


@transaction.atomic
def set_criteria(
    initiative: Initiative, *, by: Actor, at: dt.datetime, criteria: Criteria, seen: str
) -> list[PremisesCriterion]:
    """Let these be what the group weighs houses by, in this order. One that is left out goes, with its points.

    `seen` is the mark of what the person saw (reads.PremisesPage.criteria_mark). Raises Refused where somebody changed
    them since, for a name that is missing or there twice, and for a weight outside 1 to 5; `field` ends in the number
    of the row from 1.
    """
    initiative = hold_initiative(initiative.pk)
    require(rules.may_drive(by, initiative))
    known = {row.pk: row for row in reads.criteria_of(initiative)}
    not_stale(seen, reads.criteria_mark(known.values()))
    wanted = _whole(criteria)
    PremisesCriterion.objects.filter(initiative=initiative).exclude(
        pk__in=[key for key, *_rest in wanted if key]
    ).delete()
    _free_names(initiative)
    rows = [known.get(key or 0) or PremisesCriterion(initiative=initiative) for key, *_rest in wanted]
    for number, (row, (_key, name, weight)) in enumerate(zip(rows, wanted, strict=True), start=1):
        if (row.name, row.weight) != (name, weight):
            row.recorded_by_id, row.recorded_at = standing(by).user_id, at
        row.number, row.name, row.weight = number, name, weight
        row.save()
    trail.record("set_criteria", initiative, by=by, at=at)
    return rows


def _whole(criteria: Criteria) -> list[tuple[int | None, str, int]]:
    """The criteria as kept, each name once."""
    rows = [(key, squeeze(name)[:120], weight) for key, name, weight in criteria]
    if len(rows) > MOST_CRITERIA:
        raise Refused(_("Skriv högst %(most)d kriterier. Med fler väger inget av dem.") % {"most": MOST_CRITERIA})
    names: set[str] = set()
    for number, (_key, name, weight) in enumerate(rows, start=1):
        if not name:
            raise Refused(_("Skriv vad kriteriet heter."), field=f"name_{number}")
        if name.casefold() in names:
            raise Refused(_("Kriteriet finns redan med."), field=f"name_{number}")
        if not 1 <= weight <= HEAVIEST:
            raise Refused(_("Vikten är ett tal från 1 till 5."), field=f"weight_{number}")
        names.add(name.casefold())
    return rows


def _free_names(initiative: Initiative) -> None:
    """Let no row stand in the way of another that takes over its name."""
    free = Concat(Value("#"), Cast(F("pk"), CharField()))
    PremisesCriterion.objects.filter(initiative=initiative).update(name=free)


@transaction.atomic
def score_premises(
    option: PremisesOption,
    *,
    by: Actor,
    at: dt.datetime,
    scores: Mapping[int, tuple[int | None, str]],
    seen: str,
) -> PremisesOption:
    """Give an option points, 0 to 4, under each criterion by its number, and say why; None takes the points away.

    `seen` is the mark of what the person saw (reads.OptionView.scores_mark). Raises Refused where somebody changed the
    points or the criteria since.
    """
    option = hold_option(option)
    require(rules.may_change_premises(by, option))
    criteria = {row.pk: row for row in reads.criteria_of(option.initiative)}
    known = {row.criterion_id: row for row in PremisesScore.objects.filter(option=option)}
    given = {key: (row.points, row.why) for key, row in known.items()}
    not_stale(seen, reads.scores_mark((key, row.name, *given.get(key, (None, ""))) for key, row in criteria.items()))
    for key, (points, why) in scores.items():
        if key not in criteria or (points is not None and not 0 <= points <= MOST_POINTS):
            raise Refused(_("Poängen är ett tal från 0 till 4."))
        if (points, squeeze(why)[:300]) == given.get(key, (None, "")):
            continue
        if points is None:
            PremisesScore.objects.filter(option=option, criterion_id=key).delete()
            continue
        row = known.get(key) or PremisesScore(option=option, criterion=criteria[key])
        row.points, row.why = points, squeeze(why)[:300]
        row.recorded_by_id, row.recorded_at = standing(by).user_id, at
        row.save()
    trail.record("score_premises", option, by=by, at=at, about={"initiative": option.initiative_id})
    return option
