"""Tables of what follows a decision: the approval of its minutes, appeals, and who chose to carry it out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.writing import Decision
from famn.domain.people.models import User


class MinutesApproval(models.Model):
    """Justering: who certified that the minutes show what was decided, and when that was announced.

    The approval of the minutes was announced on the notice board from `announced_on` to `taken_down_on`.
    `appeal_days` is the time for appeal as it was when this was recorded: law changes, and old decisions do not.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="approval")
    approved_on = models.DateField()
    approver = models.CharField(max_length=120)
    place = models.CharField(max_length=160, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    taken_down_on = models.DateField(null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("decision", "approved_on", "place", "announced_on", "taken_down_on", "appeal_days", "recorded_at")
        staff = ("approver", "recorded_by")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(approver=""), name="approval_says_by_whom"),
            models.CheckConstraint(
                condition=Q(announced_on__isnull=True) | Q(announced_on__gte=F("approved_on")),
                name="approval_before_it_is_announced",
            ),
            models.CheckConstraint(
                condition=Q(taken_down_on__isnull=True)
                | Q(announced_on__isnull=False, taken_down_on__gte=F("announced_on")),
                name="announcement_up_before_it_is_down",
            ),
        )


class Appeal(models.Model):
    """Somebody has appealed a decision, and perhaps how that ended. As long as it has not, there is no legal force."""

    class Outcome(models.TextChoices):
        STANDS = "stands", _("beslutet står fast")
        REPEALED = "repealed", _("beslutet är upphävt")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    appealed_on = models.DateField()
    court = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    final_on = models.DateField(null=True, blank=True)  # from when the court's answer can no longer be appealed
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("decision", "appealed_on", "court", "outcome", "final_on", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision"], condition=Q(outcome=""), name="appeal_one_under_way_per_decision"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", final_on__isnull=True) | (~Q(outcome="") & Q(final_on__gte=F("appealed_on"))),
                name="appeal_ended_has_its_day",
            ),
        )


class Execution(models.Model):
    """Somebody chose to carry a decision out: who, when, and why where it had no legal force. Rows never change."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="execution")
    had_force = models.BooleanField()  # whether the decision had legal force when the choice was made
    reason = models.TextField(blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Privacy:
        open = ("decision", "had_force", "reason", "chosen_at")
        staff = ("chosen_by",)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(had_force=True) | ~Q(reason=""), name="early_execution_says_why"),
        )
