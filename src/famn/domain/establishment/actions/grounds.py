"""The only writes of what an initiative rests on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.models import Initiative, InitiativeGoal
from famn.domain.matters.models import SteeringGoal
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def cite_goal(initiative: Initiative, *, by: Actor, at: dt.datetime, goal: SteeringGoal, why: str) -> InitiativeGoal:
    """Say that an initiative serves a goal, and how; said again, the new words hold. Raises Refused without words."""
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    require(rules.may_cite(by, initiative, goal))
    if not (why := why.strip()):
        raise Refused(_("Skriv hur initiativet bidrar till målet."), field="why")
    citation, _is_new = InitiativeGoal.objects.update_or_create(
        initiative=initiative,
        goal=goal,
        defaults={"why": why, "cited_by_id": standing(by).user_id, "cited_at": at},
    )
    trail.record("cite_goal", initiative, by=by, at=at, about={"steering_goal": goal.pk})
    return citation


@transaction.atomic
def uncite_goal(citation: InitiativeGoal, *, by: Actor, at: dt.datetime) -> None:
    """Say no more that an initiative serves a goal. Needs `initiative` selected with it."""
    require(rules.may_drive(by, citation.initiative))
    InitiativeGoal.objects.filter(pk=citation.pk).delete()
    trail.record("uncite_goal", citation.initiative, by=by, at=at, about={"steering_goal": citation.goal_id})
