"""Tables of stances (ställningstaganden): how each unit and authority of health care stands, dated, with its source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.mapping import Mapping, MappingRow
from famn.domain.people.models import Authority, Leg, Unit


class StanceHolder(MappingRow):
    """A unit or an authority whose stance matters. Named as written, tied to what is known here where it is."""

    class Level(models.TextChoices):
        UNIT = "unit", _("verksamhet")
        AUTHORITY = "authority", _("huvudman eller nämnd")

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(max_length=160)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.UNIT)
    leg = models.CharField(max_length=20, choices=Leg.choices, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = ("code", "origin", "mapping", "name", "level", "leg", "unit", "authority", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mapping", "name"], name="stance_holder_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(authority__isnull=True), name="stance_holder_is_one_thing"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Stance(MappingRow):
    """What one of them answered to one question on one day. Rows are added; the newest day counts."""

    class Question(models.TextChoices):
        COOPERATION = "cooperation", _("Samverka")
        CO_LOCATION = "co_location", _("Samlokalisera")
        WITHIN_BUDGET = "within_budget", _("Inom befintlig budget")

    class Answer(models.TextChoices):
        POSITIVE = "positive", _("positiv")
        UNSURE = "unsure", _("osäker")
        NO = "no", _("nej")

    holder = models.ForeignKey(StanceHolder, on_delete=models.PROTECT, related_name="stances")
    question = models.CharField(max_length=14, choices=Question.choices)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    said_on = models.DateField()
    said_by = models.CharField(max_length=120, blank=True)  # the title of who said it, never a name
    source = models.CharField(max_length=200)

    class Privacy:
        open = ("code", "origin", "holder", "question", "answer", "said_on", "said_by", "source", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        indexes = (models.Index(fields=["holder", "question", "-said_on"], name="stances_newest_first"),)
        constraints = (models.CheckConstraint(condition=~Q(source=""), name="stance_has_its_source"),)
