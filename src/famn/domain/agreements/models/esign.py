"""The table of files that came back from a signature service: the proof of an advanced electronic signature."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.letters import LetterVersion
from famn.ground.tables import CodeField


class SignedFile(models.Model):
    """A PDF signed by a person at a service, found to be whole and hers. Rows are added and never change.

    Kept byte for byte with what was found in it and when, so that anybody may check it again without us.
    """

    class CheckedBy(models.TextChoices):
        RETURN = "return", _("när den som skrev under kom tillbaka")
        CLOCK = "clock", _("av klockan")

    code = CodeField()
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="signed_files")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sent_sha256 = models.CharField(max_length=64)  # of what was sent: the file begins with those very bytes
    service = models.CharField(max_length=120)
    signer = models.CharField(max_length=200)  # as her certificate says
    issuer = models.CharField(max_length=200)  # who answers for the certificate
    signed_at = models.DateTimeField(null=True)  # as the file itself claims
    validated_at = models.DateTimeField()
    checked_by = models.CharField(max_length=6, choices=CheckedBy.choices)

    class Privacy:
        open = (
            "code",
            "version",
            "sha256",
            "sent_sha256",
            "service",
            "issuer",
            "signed_at",
            "validated_at",
            "checked_by",
        )
        staff = ("content", "signer")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "sha256"], name="signed_file_once"),
            models.CheckConstraint(condition=~Q(signer="") & ~Q(service=""), name="signed_file_says_who_and_where"),
        )
