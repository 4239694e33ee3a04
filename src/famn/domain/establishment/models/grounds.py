"""What an initiative rests on: the goals of steering documents that it serves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from famn.domain.establishment.models.initiatives import Initiative
from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import User


class InitiativeGoal(models.Model):
    """An initiative cites a goal that it serves, and says how."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="goals")
    goal = models.ForeignKey(SteeringGoal, on_delete=models.PROTECT, related_name="initiatives")
    why = models.TextField()
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "goal", "why", "cited_at")
        staff = ("cited_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["initiative", "goal"], name="initiative_goal_once"),
            models.CheckConstraint(condition=~Q(why=""), name="initiative_goal_says_why"),
        )
