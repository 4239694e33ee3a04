"""The table that ties letters of intent to the initiatives they belong to."""

from __future__ import annotations

from django.db import models

from famn.domain.agreements.models import JointLetter
from famn.domain.establishment.models.initiatives import Initiative
from famn.domain.people.models import User


class InitiativeLetter(models.Model):
    """A letter of intent that belongs to an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="letters")
    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="initiatives")
    tied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    tied_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "letter", "tied_at")
        staff = ("tied_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "letter"], name="letter_once_per_initiative"),)
