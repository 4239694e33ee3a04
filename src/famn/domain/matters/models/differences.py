"""Table of differences between the documents of a matter that somebody has looked at and lets stand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from famn.domain.matters.models.casework import Matter
from famn.domain.people.models import User


class AcceptedDifference(models.Model):
    """A difference that may stand, and why. Known by its fingerprint: when either value changes it is another one."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="accepted_differences")
    fingerprint = models.CharField(max_length=64)
    sentence = models.TextField()  # what differed, as it was said
    reason = models.TextField()
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Privacy:
        open = ("matter", "fingerprint", "reason", "accepted_at")
        staff = ("sentence", "accepted_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["matter", "fingerprint"], name="difference_accepted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="difference_accepted_says_why"),
        )
