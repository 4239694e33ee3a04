"""Tables of the first hundred days and of handing over: the list one works through, and what was left to whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.initiatives import Initiative
from famn.domain.people.models import Authority, User
from famn.ground.tables import CodeField


class ChecklistTemplate(models.Model):
    """What a new coordinator must see to before the door opens. Without an authority it is reference data."""

    code = CodeField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = ("code", "name", "source", "authority")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "name"], nulls_distinct=False, name="checklist_template_once_per_authority"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ChecklistTemplateItem(models.Model):
    """One thing to do, and by which of the hundred days."""

    template = models.ForeignKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)  # the law that asks for it, where one does
    by_day = models.PositiveSmallIntegerField()

    class Privacy:
        open = ("template", "number", "heading", "text", "why", "source", "by_day")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["template", "number"], name="checklist_template_item_once"),)


class Checklist(models.Model):
    """The first hundred days of one initiative, from a template or as another initiative did it."""

    initiative = models.OneToOneField(Initiative, on_delete=models.CASCADE, related_name="checklist")
    starts_on = models.DateField()
    template = models.ForeignKey(ChecklistTemplate, null=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey(Initiative, null=True, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "starts_on", "template", "copied_from", "started_at")
        staff = ("started_by",)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(template__isnull=False, copied_from__isnull=True)
                | Q(template__isnull=True, copied_from__isnull=False),
                name="checklist_has_one_origin",
            ),
            models.CheckConstraint(
                condition=Q(copied_from__isnull=True) | ~Q(copied_from=F("initiative")),
                name="checklist_is_no_copy_of_itself",
            ),
        )


class ChecklistItem(models.Model):
    """One thing on the list of one initiative: open, done, or not needed and why."""

    class State(models.TextChoices):
        OPEN = "open", _("att göra")
        DONE = "done", _("klart")
        NOT_NEEDED = "not_needed", _("behövs inte")

    code = CodeField()
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    hint = models.TextField(blank=True)  # how those did it whose list was copied
    due_on = models.DateField()
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    responsible_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    note = models.TextField(blank=True)  # how it was done, or why it is not needed
    done_on = models.DateField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "checklist", "number", "heading", "text", "why", "source", "hint", "due_on", "state", "note"),
            *("done_on", "settled_at"),
        )
        staff = ("responsible", "responsible_name", "settled_by")

    class Meta:
        indexes = (models.Index(fields=["responsible", "due_on"], condition=Q(state="open"), name="checklist_open"),)
        constraints = (
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_item_once"),
            models.CheckConstraint(
                condition=Q(responsible__isnull=True) | ~Q(responsible_name=""),
                name="checklist_item_of_a_user_has_the_name",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_by__isnull=True, settled_at__isnull=True, done_on__isnull=True)
                | Q(state="done", settled_by__isnull=False, settled_at__isnull=False, done_on__isnull=False)
                | (
                    Q(state="not_needed", settled_by__isnull=False, settled_at__isnull=False, done_on__isnull=True)
                    & ~Q(note="")
                ),
                name="checklist_item_settled_has_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return self.text


class Handover(models.Model):
    """One person left what was open to another, with a note."""

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    left_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Privacy:
        open = ("code", "authority", "note", "done_at")
        staff = ("left_by", "taken_by", "done_by")

    class Meta:
        indexes = (models.Index(fields=["taken_by", "-done_at"], name="handovers_to_one"),)
        constraints = (
            models.CheckConstraint(condition=~Q(left_by=F("taken_by")), name="handover_is_to_somebody_else"),
        )


class HandoverItem(models.Model):
    """One thing of a handover as it was called then; where it stayed, why."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    stayed_because = models.CharField(max_length=300, blank=True)

    class Privacy:
        open = ("handover", "kind", "title", "stayed_because")
