"""The table of sealed letters: the finished PDF with the organisation's seal, byte for byte."""

from __future__ import annotations

from django.db import models

from famn.domain.agreements.models.letters import JointLetter


class SealedLetter(models.Model):
    """A signed letter as a sealed file. Rows are added and never change: the database sees to it."""

    letter = models.OneToOneField(JointLetter, on_delete=models.PROTECT, related_name="sealed")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    organisation = models.CharField(max_length=200)  # whose seal it is, as its certificate says
    sealed_at = models.DateTimeField()

    class Privacy:
        open = ("letter", "content", "sha256", "organisation", "sealed_at")
