"""The table of calendars that others keep and that a centre brings in: files, and addresses that are read again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg, Unit
from famn.ground.tables import CodeField


class CalendarSource(models.Model):
    """A calendar from elsewhere. What is brought in from it becomes activities and times like all others."""

    class State(models.TextChoices):
        WAITING = "waiting", _("läst, inte hämtad än")
        FOLLOWING = "following", _("följs varje natt")
        DONE = "done", _("hämtad")

    code = CodeField()
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="calendar_sources")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # `unit` owns the activities that come of it.
    leg = models.CharField(max_length=20, choices=Leg.choices)  # which of the four answers for them
    name = models.CharField(max_length=200, blank=True)  # as the calendar or its file calls itself
    address = models.CharField(max_length=500, blank=True)  # blank for a file; whoever knows it may read the calendar
    content = models.BinaryField(default=b"", blank=True)  # as last read; a file's is thrown away once brought in
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    chosen = models.JSONField(default=dict, blank=True)  # of each title: the code of an activity, "" for left out
    unchosen = models.PositiveSmallIntegerField(default=0)  # titles that came since somebody last chose
    read_at = models.DateTimeField()  # when it was last read as a whole
    next_read_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)  # why the last reading failed, as a code

    class Privacy:
        open = (
            *("code", "centre", "unit", "leg", "name", "state", "unchosen", "read_at", "next_read_at", "fault"),
            "chosen",
        )
        staff = ("address", "content")

    class Meta:
        indexes = (models.Index(fields=["next_read_at"], name="sources_to_read"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="following", next_read_at__isnull=False) & ~Q(address="")
                | ~Q(state="following") & Q(next_read_at__isnull=True),
                name="source_followed_has_an_address",
            ),
            models.UniqueConstraint(
                "centre", "address", condition=~Q(address=""), name="source_address_once_per_centre"
            ),
        )

    def __str__(self) -> str:
        return self.name
