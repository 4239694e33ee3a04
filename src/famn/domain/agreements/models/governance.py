"""Tables of what happens to a signed agreement: notice, what was not kept, the region's paid assignment, reminders.

None of it is the signed text. Rows are added, and closed with who and when; they never go away.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.letters import JointLetter, LetterParty
from famn.domain.agreements.models.terms import Commitment
from famn.domain.people.models import Authority, User
from famn.ground.tables import CodeField


class AgreementNotice(models.Model):
    """Uppsägning: a party says that it leaves the agreement. When it then ends is computed, never stored."""

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="notices")
    party = models.ForeignKey(LetterParty, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("letter", "party", "given_on", "recorded_at", "taken_back_at")
        staff = ("reason", "recorded_by", "taken_back_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["letter", "party"], condition=Q(taken_back_at__isnull=True), name="notice_once_per_party"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_by__isnull=True, taken_back_at__isnull=True)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
                name="notice_taken_back_has_who_and_when",
            ),
        )


class Shortfall(models.Model):
    """A commitment that was not kept: what was seen, by whom and when, and what came of it."""

    code = CodeField()
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="shortfalls")
    seen_on = models.DateField()
    text = models.TextField()
    follow_up_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    class Privacy:
        open = ("code", "commitment", "seen_on", "follow_up_on", "noted_at", "closed_at")
        staff = ("text", "outcome", "noted_by", "closed_by")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="shortfall_says_what_was_seen"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True, outcome="")
                | Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(outcome=""),
                name="shortfall_closed_has_who_when_and_outcome",
            ),
        )


class ShortfallFollowUp(models.Model):
    """What was heard or agreed when a shortfall was followed up. Rows are added and never change."""

    shortfall = models.ForeignKey(Shortfall, on_delete=models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Privacy:
        open = ("shortfall", "noted_at")
        staff = ("text", "noted_by")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="follow_up_says_something"),)


class AssignmentLevel(models.Model):
    """A level of the region's paid assignment, by how much the legs are under one roof. Data of the region.

    Without an authority it is reference data: a region that keeps levels of its own uses those instead.
    """

    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="assignment_levels"
    )
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=300)  # what it asks for
    yearly = models.PositiveIntegerField(null=True, blank=True)  # what it pays, whole SEK; None where nobody has said

    class Privacy:
        open = ("authority", "number", "name", "what", "yearly")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "number"], nulls_distinct=False, name="assignment_level_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=3), name="assignment_level_of_three"),
        )

    def __str__(self) -> str:
        return self.name


class PaidAssignment(models.Model):
    """The region's paid assignment to a care unit of a party, at one level and during a time.

    Whether its condition is met, that all parties have signed, is told by the agreement itself.
    """

    code = CodeField()
    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="assignments")
    party = models.ForeignKey(LetterParty, on_delete=models.PROTECT, related_name="assignments")
    unit_name = models.CharField(max_length=120)
    name = models.CharField(max_length=160)  # what the region calls it
    level = models.PositiveSmallIntegerField()
    level_name = models.CharField(max_length=80)  # as it was called then
    yearly = models.PositiveIntegerField(null=True, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "letter", "party", "unit_name", "name", "level", "level_name", "yearly", "from_date", "to_date"),
            *("recorded_at", "ended_at"),
        )
        staff = ("recorded_by", "ended_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="paid_assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="paid_assignment_level_of_three"),
        )

    def __str__(self) -> str:
        return self.name


class ReminderDays(models.Model):
    """How many days before the last day for notice, and before the end, the keeper of an agreement is reminded.

    Without an authority it is what holds where nobody has chosen otherwise.
    """

    class Before(models.TextChoices):
        NOTICE = "notice", _("sista dagen för uppsägning")
        END = "end", _("slutdagen")

    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=6, choices=Before.choices)
    days = models.PositiveSmallIntegerField()

    class Privacy:
        open = ("authority", "before", "days")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "before", "days"], nulls_distinct=False, name="reminder_days_once"
            ),
        )


class AgreementReminder(models.Model):
    """That the keeper was reminded, of which day and how long before: once each. Rows are added and never change."""

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="reminders")
    before = models.CharField(max_length=6, choices=ReminderDays.Before.choices)
    day = models.DateField()  # the last day for notice, or the end: a prolonged agreement has another one
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Privacy:
        open = ("letter", "before", "day", "days", "sent_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["letter", "before", "day", "days"], name="agreement_reminder_once"),
        )
