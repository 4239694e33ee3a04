"""The table of occurrences: each time that an activity happens, also when it is moved or cancelled."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.activities.models.activities import Activity, Room, Series
from famn.domain.activities.models.sources import CalendarSource
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.ground.tables import CodeField


class MomentRange(Func):
    """A period of time as PostgreSQL compares it: from a moment, to (not including) another."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


_PERIOD: Final = MomentRange("starts_at", "ends_at", RangeBoundary())


class Occurrence(models.Model):
    """One time. `slot_date` is the day that its series gave it: it stays when the occurrence is moved."""

    class State(models.TextChoices):
        PLANNED = "planned", _("blir av")
        CANCELLED = "cancelled", _("inställt")

    class Reason(models.TextChoices):
        ILLNESS = "illness", _("personalen är sjuk")
        CLOSED = "closed", _("vi har stängt")
        PREMISES = "premises", _("lokalen går inte att använda")
        WEATHER = "weather", _("vädret")
        OTHER = "other", _("annan orsak")

    code = CodeField()
    # Two indexes below begin with these two keys, so they need none of their own.
    centre = models.ForeignKey(FamilyCentre, on_delete=models.PROTECT, related_name="occurrences", db_index=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="occurrences", db_index=False)
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="occurrences")
    slot_date = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    day = models.DateField()  # the local day of starts_at, so that a calendar need not reckon
    was_at = models.DateTimeField(null=True, blank=True)  # where it was before it was moved
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="occurrences")
    leader = models.ForeignKey(CentrePerson, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)  # why it is cancelled, in any language
    message = models.CharField(max_length=300, blank=True)  # what everybody should know of this one time
    theme = models.CharField(max_length=160, blank=True)
    guest = models.CharField(max_length=160, blank=True)
    number = models.PositiveIntegerField(default=0)  # how many times it was changed: SEQUENCE in a feed
    changed_at = models.DateTimeField()
    source = models.ForeignKey(
        CalendarSource, null=True, blank=True, on_delete=models.PROTECT, related_name="occurrences"
    )
    foreign_key = models.CharField(max_length=200, blank=True)  # which of the source's times it is
    foreign_mark = models.CharField(max_length=80, blank=True)  # when the source last said that it is

    class Privacy:
        open = (
            *("code", "centre", "activity", "series", "slot_date", "starts_at", "ends_at", "day", "was_at", "room"),
            *("leader", "state", "reason", "message", "theme", "guest", "number", "changed_at"),
            *("source", "foreign_key", "foreign_mark"),
        )

    class Meta:
        indexes = (
            models.Index(fields=["centre", "day", "starts_at"], name="occurrences_of_centre"),
            models.Index(fields=["activity", "day"], name="occurrences_of_activity"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_in_order"),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(reason="")) | Q(state="planned", reason=""),
                name="occurrence_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=True, slot_date__isnull=True)
                | Q(series__isnull=False, slot_date__isnull=False),
                name="occurrence_of_a_series_has_a_slot",
            ),
            models.UniqueConstraint(fields=["series", "slot_date"], name="occurrence_once_a_slot"),
            models.UniqueConstraint(
                fields=["source", "foreign_key"], condition=~Q(foreign_key=""), name="occurrence_once_of_a_source"
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True, foreign_key="") | (Q(source__isnull=False) & ~Q(foreign_key="")),
                name="occurrence_of_a_source_has_a_key",
            ),
            ExclusionConstraint(
                name="occurrence_room_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), (_PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(room__isnull=False, state="planned"),
            ),
        )
