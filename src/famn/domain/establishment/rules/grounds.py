"""Who may say what an initiative rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative
from famn.domain.establishment.rules.initiatives import may_drive
from famn.domain.matters.models import SteeringGoal
from famn.domain.matters.rules import visible_goals
from famn.domain.people.rules import Actor
from famn.ground.verdict import YES, Verdict, first_no, no


def may_cite(actor: Actor, initiative: Initiative, goal: SteeringGoal) -> Verdict:
    """Whether one may say that an initiative serves a goal: one's own initiative, and a goal one sees."""
    is_seen = visible_goals(actor).filter(pk=goal.pk).exists()
    return first_no(may_drive(actor, initiative), YES if is_seen else no(_("Välj ett mål som du ser.")))
