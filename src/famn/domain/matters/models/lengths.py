"""The lengths of time that an authority has chosen for itself, where the rules leave it a choice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Authority


class Length(models.Model):
    """So many days an authority has chosen for something. Without a row what is usual holds (`rules.USUAL`).

    Several rows of one kind are several days, as for reminders. What was decided keeps the length it was decided with.
    """

    class Kind(models.TextChoices):
        APPEAL = "appeal", _("Tid för att överklaga ett beslut")
        DISPATCH = "dispatch", _("Tid för att expediera ett beslut")
        ASSIGNMENT = "assignment", _("Påminnelser före den dag då ett uppdrag ska vara besvarat")
        GROUP_TASK = "group_task", _("Påminnelse före den dag då något ska vara gjort för en grupp")
        SIGNER = "signer", _("Påminnelse till den som inte har skrivit under")
        SIGNER_LINK = "signer_link", _("Så länge gäller den personliga länken till den som skriver under")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="lengths")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    days = models.PositiveSmallIntegerField()

    class Privacy:
        open = ("authority", "kind", "days")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "kind", "days"], name="length_once"),
            models.CheckConstraint(condition=Q(days__gte=1), name="length_is_a_length"),
        )
