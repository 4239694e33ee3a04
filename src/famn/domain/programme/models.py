"""Tables of programmes: the years and the area, the goals, and the goals of steering documents that these serve."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import Authority, Place, User
from famn.ground.tables import CodeField


class Programme(models.Model):
    """Program: what an authority drives over some years for all who work in an area: a district, a city or a county.

    Years are whole: the last one counts until its end; None is open. Whether it has begun follows from its years.
    """

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="programmes")
    name = models.CharField(max_length=160)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    about = models.TextField(blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        open = ("code", "authority", "name", "place", "from_year", "to_year", "about", "added_at")
        staff = ("added_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "name"], name="programme_once_per_authority"),
            models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name"),
            models.CheckConstraint(
                condition=Q(to_year__isnull=True) | Q(from_year__lte=F("to_year")), name="programme_years_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeGoal(models.Model):
    """What a programme is to reach. `target` tells in words by what one sees that, and `by_year` when, if that is set.

    A year is whole: the goal is to be reached by its end.
    """

    code = CodeField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    target = models.CharField(max_length=300, blank=True)
    by_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Privacy:
        open = ("code", "programme", "number", "text", "target", "by_year")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="programme_goal_once"),
            models.CheckConstraint(condition=~Q(text=""), name="programme_goal_says_something"),
        )

    def __str__(self) -> str:
        return self.text


class ProgrammeGoalCitation(models.Model):
    """A goal of a programme cites a goal of a steering document that it serves, and says how."""

    programme_goal = models.ForeignKey(ProgrammeGoal, on_delete=models.CASCADE, related_name="citations")
    goal = models.ForeignKey(SteeringGoal, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Privacy:
        open = ("programme_goal", "goal", "why", "cited_at")
        staff = ("cited_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme_goal", "goal"], name="programme_goal_citation_once"),
            models.CheckConstraint(condition=~Q(why=""), name="programme_goal_citation_says_why"),
        )
