"""Tables of boards and their meetings: when the board meets, and when a report must be ready for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Authority, User
from famn.ground.states import States
from famn.ground.tables import CodeField


class Board(models.Model):
    """A body of an authority that meets and decides, or prepares what another decides: the board, a committee of it.

    Without one an authority's reports still go to the board itself, by date alone.
    """

    class Kind(models.TextChoices):
        BOARD = "board", _("nämnd")
        COMMITTEE = "committee", _("utskott")
        EXECUTIVE = "executive", _("styrelse")
        COUNCIL = "council", _("fullmäktige")

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="boards")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    report_days = models.PositiveSmallIntegerField(default=14)  # days before a meeting that a report must be ready
    ended_on = models.DateField(null=True, blank=True)  # the last day of a board that is abolished
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    class Privacy:
        open = ("code", "authority", "kind", "name", "report_days", "ended_on", "succeeded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "name"], name="board_once_per_authority"),
            models.CheckConstraint(condition=Q(report_days__lte=120), name="board_report_days_are_days"),
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | (Q(ended_on__isnull=False) & ~Q(succeeded_by=F("id"))),
                name="board_succeeded_has_ended",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BoardMeeting(models.Model):
    """A meeting of a board, and the last day on which a report for it must be ready."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planerat")
        CANCELLED = "cancelled", _("inställt")

    code = CodeField()
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    reports_by = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("code", "board", "day", "reports_by", "starts", "place", "state", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        indexes = (models.Index(fields=["board", "day"], name="meetings_of_board"),)
        constraints = (
            models.UniqueConstraint(
                fields=["board", "day"], condition=Q(state="planned"), name="board_meets_once_a_day"
            ),
            models.CheckConstraint(condition=Q(reports_by__lte=F("day")), name="reports_are_ready_before_the_meeting"),
        )


BOARD_MEETING_STATES = States(
    name="BoardMeeting",
    choices=BoardMeeting.State,
    first=BoardMeeting.State.PLANNED,
    steps={BoardMeeting.State.PLANNED: frozenset({BoardMeeting.State.CANCELLED})},
)
