"""Tables of a report's way through several bodies: each with its meeting, and who chose what came next."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.boards import Board, BoardMeeting
from famn.domain.matters.models.writing import BoardReport, Decision
from famn.domain.people.models import User
from famn.ground.states import States
from famn.ground.tables import CodeField


class Passage(models.Model):
    """A report before one body. Equal numbers go in parallel, a lower number goes first.

    A body that is kept here is a `board`; one that is not is named, with the authority it belongs to. A report that
    goes to a single body has one passage, made when it is put on the agenda.
    """

    class Role(models.TextChoices):
        PREPARES = "prepares", _("bereder")
        DECIDES = "decides", _("beslutar")

    class State(models.TextChoices):
        PLANNED = "planned", _("planerad")
        ON_AGENDA = "on_agenda", _("på dagordningen")
        DONE = "done", _("behandlad")
        WITHDRAWN = "withdrawn", _("borttagen")

    code = CodeField()
    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="passages")
    number = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.DECIDES)
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="passages")
    body = models.CharField(max_length=120)  # what the body is called; a board's name as it was when stated
    authority_name = models.CharField(max_length=120, blank=True)  # of a body that is not kept here
    is_private = models.BooleanField(default=False)  # a private provider: its decision gets no legal force
    meeting = models.ForeignKey(BoardMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="passages")
    meeting_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    stated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "report", "number", "role", "board", "body", "authority_name", "is_private"),
            *("meeting", "meeting_date", "state", "stated_at"),
        )
        staff = ("stated_by",)

    class Meta:
        indexes = (models.Index(fields=["report", "number"], name="passages_of_report"),)
        constraints = (
            models.CheckConstraint(condition=~Q(body=""), name="passage_says_which_body"),
            models.CheckConstraint(
                condition=Q(board__isnull=True) | Q(authority_name="", is_private=False),
                name="passage_is_here_or_outside",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["on_agenda", "done"]) | Q(meeting_date__isnull=False),
                name="passage_on_agenda_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(meeting_date__isnull=False, board__isnull=False),
                name="passage_at_a_meeting_has_its_board",
            ),
        )

    def __str__(self) -> str:
        return self.body

    @property
    def is_outside(self) -> bool:
        """Whether the body is not kept here: what it decided is told."""
        return self.authority_name != ""


PASSAGE_STATES = States(
    name="Passage",
    choices=Passage.State,
    first=Passage.State.PLANNED,
    steps={
        Passage.State.PLANNED: frozenset({Passage.State.ON_AGENDA, Passage.State.WITHDRAWN}),
        Passage.State.ON_AGENDA: frozenset({Passage.State.PLANNED, Passage.State.DONE}),
    },
)


class Reservation(models.Model):
    """Somebody let the minutes say that she did not share a decision. Rows are added and never change.

    Kommunallagen 4:27. `who` is a name, a party or both, as in the minutes.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reservations")
    who = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("decision", "recorded_at")
        staff = ("who", "text", "recorded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "who"], name="reservation_once_per_decision"),
            models.CheckConstraint(condition=~Q(who=""), name="reservation_says_whose"),
        )


class WayForward(models.Model):
    """Somebody chose what happens after bodies that decided differently. Rows are added and never change."""

    class Choice(models.TextChoices):
        GO_ON = "go_on", _("gå vidare med det som är beviljat")
        WRITE_ANEW = "write_anew", _("skriva ett nytt utlåtande")
        STOP = "stop", _("stanna här")

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="ways")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    reason = models.TextField()
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Privacy:
        open = ("report", "choice", "reason", "chosen_at")
        staff = ("chosen_by",)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="way_forward_says_why"),)
