"""Tables of sending a decision out: the extract of its minutes, to whom it goes, and what is corrected of that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.casework import Document
from famn.domain.matters.models.writing import Decision
from famn.domain.people.models import User
from famn.ground.tables import CodeField


class MinutesExtract(models.Model):
    """Protokollsutdrag: a decision as it was sent out. Rows are added and never change; later facts make a new one."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="extracts")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="extract")
    facts = models.JSONField()  # drafting.extracts.Extract and drafting.paper.Head as JSON
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = ("decision", "document", "sha256", "made_at")
        staff = ("facts", "made_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "sha256"], name="extract_once_per_facts"),)


class Dispatch(models.Model):
    """One who is to get a decision (expediering). A row that is ticked never changes but by a correction beside it."""

    class How(models.TextChoices):
        POST = "post", _("med post")
        MAIL = "mail", _("med e-post")
        HAND = "hand", _("lämnat för hand")
        REGISTRY = "registry", _("till diariet eller akten")

    code = CodeField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dispatches")
    recipient = models.CharField(max_length=200)
    address = models.EmailField(blank=True)  # of a colleague or a registry, where it is known
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    extract = models.ForeignKey(MinutesExtract, null=True, on_delete=models.PROTECT, related_name="dispatches")
    link_hash = models.CharField(max_length=64, blank=True)  # of the secret in the link of a letter sent from here
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)  # when it was ticked

    class Privacy:
        open = ("code", "decision", "how", "extract", "added_at", "sent_on", "sent_at")
        staff = ("recipient", "address", "added_by", "sent_by")
        secret = ("link_hash",)

    class Meta:
        indexes = (
            models.Index(fields=["decision"], condition=Q(sent_at__isnull=True), name="dispatches_unsent"),
            models.Index(fields=["link_hash"], condition=~Q(link_hash=""), name="dispatches_by_link"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, sent_on__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, sent_on__isnull=False) & ~Q(how=""),
                name="dispatch_sent_has_how_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(recipient=""), name="dispatch_says_to_whom"),
        )


class DispatchCorrection(models.Model):
    """What is true of a ticked row instead, and why. Rows are added and never change; the last one counts.

    `was_sent` False takes the tick back: then the recipient is to get the decision anew, on a row of its own.
    """

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="corrections")
    was_sent = models.BooleanField()
    how = models.CharField(max_length=8, choices=Dispatch.How.choices, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = ("dispatch", "was_sent", "how", "sent_on", "reason", "made_at")
        staff = ("made_by",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(was_sent=False, how="", sent_on__isnull=True)
                | Q(was_sent=True, sent_on__isnull=False) & ~Q(how=""),
                name="dispatch_corrected_to_how_and_when",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dispatch_correction_says_why"),
        )
