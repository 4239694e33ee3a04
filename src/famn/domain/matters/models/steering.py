"""Tables of what the work rests on: steering documents at every level, the goals in them, and which serves which."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.casework import Document
from famn.domain.people.models import Authority, User
from famn.ground.tables import CodeField


class SteeringDocument(models.Model):
    """Styrdokument: something decided that others are to work after, from a law down to a district's own plan.

    Without an authority it is reference data. Years are whole: the last one counts until its end; None is open.
    """

    class Level(models.TextChoices):
        LAW = "law", _("lag")
        NATIONAL = "national", _("nationellt mål")
        REGIONAL = "regional", _("regional strategi")
        JOINT = "joint", _("gemensam överenskommelse")
        MUNICIPAL = "municipal", _("kommunens eller stadens budget och mål")
        BOARD = "board", _("nämndens verksamhetsplan")
        DISTRICT = "district", _("lokal utvecklingsplan")

    code = CodeField()
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="steering_documents"
    )
    level = models.CharField(max_length=10, choices=Level.choices)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)  # who decided it, as written
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)  # as written; for a law its number: SFS 2025:400
    url = models.URLField(max_length=300, blank=True)
    about = models.TextField(blank=True)  # in our own words
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="steering")
    followed_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="follows")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "authority", "level", "title", "owner", "from_year", "to_year", "registry_number", "url"),
            *("about", "document", "followed_by", "added_at"),
        )
        staff = ("added_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "title", "from_year"], nulls_distinct=False, name="steering_document_once"
            ),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True) | Q(to_year__isnull=True) | Q(from_year__lte=F("to_year")),
                name="steering_document_years_in_order",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(owner=""), name="steering_document_says_what_and_whose"),
            models.CheckConstraint(
                condition=Q(authority__isnull=True) | Q(added_by__isnull=False), name="steering_document_has_who"
            ),
            models.CheckConstraint(
                condition=Q(followed_by__isnull=True) | ~Q(followed_by=F("id")),
                name="steering_document_not_after_itself",
            ),
        )

    def __str__(self) -> str:
        return self.title


class SteeringGoal(models.Model):
    """One goal of a steering document. What cites it keeps it there: a goal that is cited is never taken away."""

    code = CodeField()
    document = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Privacy:
        open = ("code", "document", "number", "text")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="steering_goal_once"),
            models.CheckConstraint(condition=~Q(text=""), name="steering_goal_says_something"),
        )

    def __str__(self) -> str:
        return self.text


class GoalSupport(models.Model):
    """A goal comes out of one at a higher level (`upper`), which it serves. A goal may serve several."""

    goal = models.ForeignKey(SteeringGoal, on_delete=models.CASCADE, related_name="serves")
    upper = models.ForeignKey(SteeringGoal, on_delete=models.PROTECT, related_name="served_by")

    class Privacy:
        open = ("goal", "upper")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["goal", "upper"], name="goal_support_once"),
            models.CheckConstraint(condition=~Q(goal=F("upper")), name="goal_support_not_itself"),
        )
