"""Tables of an assignment's answer: the parts that were asked for, what is answered to each, and its documents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.casework import Assignment, Document
from famn.domain.matters.models.writing import BoardReport
from famn.domain.people.models import User


class AssignmentPart(models.Model):
    """One part that an assignment asks to be answered: costs, premises, staffing, or a question of its own."""

    class Kind(models.TextChoices):
        COSTS = "costs", _("kostnader")
        PREMISES = "premises", _("lokaler")
        STAFFING = "staffing", _("bemanning")
        QUESTION = "question", _("fråga")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    rows = models.JSONField(default=list)  # [{"what", "who", "amount", "hours"}]: drafting.answers.Row
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("assignment", "number", "kind", "heading", "text", "rows", "answered_at")
        staff = ("answered_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assignment", "number"], name="assignment_part_once"),
            models.CheckConstraint(condition=~Q(heading=""), name="assignment_part_says_what"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, text="", rows=[])
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="assignment_part_answered_has_who_and_when",
            ),
        )


class AssignmentAnswer(models.Model):
    """The documents of an answer: one that was read in, or a report written here, and its parts set out on a paper."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="given")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="answers")
    report = models.ForeignKey(BoardReport, null=True, on_delete=models.PROTECT, related_name="answers")
    paper = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="answers_in_parts")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Privacy:
        open = ("assignment", "document", "report", "paper", "given_at")
        staff = ("given_by",)
