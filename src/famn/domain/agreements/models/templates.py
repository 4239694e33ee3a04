"""The table of templates for the letters that parties sign together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Authority, User
from famn.ground.tables import CodeField


class LetterKind(models.TextChoices):
    """What parties sign together: what they mean to do, or what they have agreed on."""

    INTENT = "intent", _("avsiktsförklaring")
    COOPERATION = "cooperation", _("samverkansavtal")


class LetterTemplate(models.Model):
    """A form for letters of one kind, which a region keeps for its county. A change is the next version of it.

    Without an authority it is reference data; an authority edits a copy. Its words never change.
    """

    code = CodeField()
    kind = models.CharField(max_length=11, choices=LetterKind.choices, default=LetterKind.INTENT)
    name = models.CharField(max_length=120)
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="letter_templates"
    )
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    body = models.JSONField()  # drafting.templates.Template as JSON
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = ("code", "kind", "name", "authority", "version", "is_current", "body", "based_on", "made_at")
        staff = ("made_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "name", "version"], nulls_distinct=False, name="letter_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="letter_template_one_current",
            ),
        )

    def __str__(self) -> str:
        return self.name
