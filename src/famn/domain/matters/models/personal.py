"""Tables of decisions by one person: under delegation, a chair's urgent one, and a private provider's yes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.boards import Board, BoardMeeting
from famn.domain.matters.models.casework import Document, Matter
from famn.domain.people.models import Authority, User
from famn.ground.tables import CodeField


class DelegationItem(models.Model):
    """One item of an authority's delegation order: what may be decided, and by the holder of which post."""

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="delegation_items")
    number = models.CharField(max_length=20)
    text = models.CharField(max_length=300)
    delegate = models.CharField(max_length=120)  # the post, never a name
    is_current = models.BooleanField(default=True)

    class Privacy:
        open = ("code", "authority", "number", "text", "delegate", "is_current")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "number"], condition=Q(is_current=True), name="delegation_item_once"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(text="") & ~Q(delegate=""), name="delegation_item_is_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.text}"


class PersonalDecision(models.Model):
    """What one person decided for an authority. A row never changes but for where it was reported.

    Under delegation (kommunallagen 6:37, 7:5-8) or as an urgent matter by the chair (6:39) it is reported to the
    board; a private provider has no board, no notice board and no legal force: its yes is its signature.
    """

    class Kind(models.TextChoices):
        DELEGATION = "delegation", _("delegationsbeslut")
        CHAIR = "chair", _("ordförandebeslut")
        PROVIDER = "provider", _("vårdgivarens beslut")

    code = CodeField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="personal_decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    decider = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # as it was when it was decided
    title = models.CharField(max_length=120)
    item = models.ForeignKey(DelegationItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item_text = models.CharField(max_length=330, blank=True)  # the item as it was worded then
    text = models.TextField()
    decided_on = models.DateField()
    document = models.ForeignKey(  # what it stands on, such as a signed letter
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="personal_decisions"
    )
    board = models.ForeignKey(  # where it is to be reported; None where the authority keeps no boards here
        Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    reported_at = models.ForeignKey(
        BoardMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="personal_decisions"
    )
    reported_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    report_recorded_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "matter", "kind", "title", "item", "item_text", "text", "decided_on", "document", "board"),
            *("recorded_at", "reported_at", "report_recorded_at"),
        )
        staff = ("decider", "name", "recorded_by", "reported_by")

    class Meta:
        indexes = (
            models.Index(
                fields=["matter"],
                condition=Q(reported_at__isnull=True) & ~Q(kind="provider"),
                name="decisions_to_report",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title="") & ~Q(text=""), name="personal_decision_says_who_and_what"
            ),
            models.CheckConstraint(
                condition=(Q(kind="delegation") & ~Q(item_text="")) | (~Q(kind="delegation") & Q(item__isnull=True)),
                name="delegated_decision_has_its_item",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, reported_by__isnull=True, report_recorded_at__isnull=True)
                | (
                    ~Q(kind="provider")
                    & Q(reported_at__isnull=False, reported_by__isnull=False, report_recorded_at__isnull=False)
                ),
                name="reported_decision_has_who_and_when",
            ),
        )

    @property
    def is_to_be_reported(self) -> bool:
        """Whether a board has still to hear of it."""
        return self.kind != self.Kind.PROVIDER and self.reported_at_id is None
