"""Tables of the way up a ladder: what a step demands, what shows that it is met, every change, plans and obstacles."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.initiatives import Initiative, LadderStep
from famn.domain.establishment.models.meetings import GroupMeeting
from famn.domain.establishment.models.premises import PremisesOption
from famn.domain.matters.models import Decision, Document
from famn.domain.people.models import User, legs_field
from famn.ground.states import States
from famn.ground.tables import CodeField


class LadderDemand(models.Model):
    """Something that a step of a ladder demands, and whether the municipality can meet it without the other parties."""

    class Alone(models.TextChoices):
        YES = "yes", _("kommunen kan själv")
        PARTLY = "partly", _("kommunen kan börja själv")
        NO = "no", _("kräver andra parter")

    step = models.ForeignKey(LadderStep, on_delete=models.CASCADE, related_name="demands")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    alone = models.CharField(max_length=6, choices=Alone.choices)
    legs = legs_field()  # the legs that it is about; none for all of them

    class Privacy:
        open = ("step", "number", "text", "alone", "legs")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["step", "number"], name="ladder_demand_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(text=""), name="ladder_demand_says_what"),
        )

    def __str__(self) -> str:
        return self.text


class DemandMet(models.Model):
    """An initiative meets a demand since a day. `text` is what the demand said then: a ladder may be reworded."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="demands_met")
    demand = models.ForeignKey(LadderDemand, on_delete=models.PROTECT, related_name="met")
    text = models.CharField(max_length=300)
    met_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "demand", "text", "met_on", "note", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "demand"], name="demand_met_once"),)


_THINGS: Final = ("document", "decision", "meeting", "premises")


def _only(thing: str) -> dict[str, bool]:
    """The condition that evidence points at this thing and at no other; at nothing at all for an empty name."""
    return {f"{one}__isnull": one != thing for one in _THINGS}


class StepEvidence(models.Model):
    """What shows that a step is reached or a demand of it is met."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("dokument")
        DECISION = "decision", _("beslut")
        MEETING = "meeting", _("möte")
        PREMISES = "premises", _("lokaler")
        OTHER = "other", _("annat")

    code = CodeField()
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="evidence")
    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="evidence")
    demand = models.ForeignKey(LadderDemand, null=True, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(GroupMeeting, null=True, on_delete=models.PROTECT, related_name="+")
    premises = models.ForeignKey(PremisesOption, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    day = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "initiative", "step", "demand", "kind", "document", "decision", "meeting", "premises"),
            *("text", "day", "recorded_at"),
        )
        staff = ("recorded_by",)

    class Meta:
        indexes = (models.Index(fields=["initiative", "step"], name="evidence_of_initiative"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="document", **_only("document"))
                | Q(kind="decision", **_only("decision"))
                | Q(kind="meeting", **_only("meeting"))
                | Q(kind="premises", **_only("premises"))
                | (Q(**_only("")) & ~Q(text="")),
                name="evidence_is_one_thing_of_its_kind",
            ),
        )


class StepChange(models.Model):
    """One change of where an initiative stands on a step. Rows are added, never changed: going back is recorded too."""

    class Kind(models.TextChoices):
        REACHED = "reached", _("nåddes")
        WENT_BACK = "went_back", _("gick tillbaka")
        SKIPPED = "skipped", _("hoppades över")
        PLANNED = "planned", _("planerades")
        UNPLANNED = "unplanned", _("planen togs bort")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="step_changes")
    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    day = models.DateField(null=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "step", "kind", "day", "reason", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        indexes = (models.Index(fields=["initiative", "-recorded_at"], name="step_changes_of_initiative"),)
        constraints = (
            models.CheckConstraint(condition=~Q(kind="skipped") | ~Q(reason=""), name="step_skipped_says_why"),
            models.CheckConstraint(
                condition=Q(kind="unplanned", day__isnull=True) | (~Q(kind="unplanned") & Q(day__isnull=False)),
                name="step_change_has_its_day",
            ),
        )


class PlannedLink(models.Model):
    """When a later link of the chain is planned: a year, a month or a day, as precise as somebody has said."""

    class What(models.TextChoices):
        MAPPING = "mapping", _("kartläggning")
        LETTER = "letter", _("avsiktsförklaring")
        REPORT = "report", _("utlåtande till nämnden")
        DECISION = "decision", _("beslut")
        SIGNING = "signing", _("undertecknande")
        AGREEMENT = "agreement", _("samverkansavtal")
        PREMISES = "premises", _("lokaler")
        OPENING = "opening", _("öppning")

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="planned_links")
    what = models.CharField(max_length=9, choices=What.choices)
    period = models.CharField(max_length=10)  # ISO 8601, perhaps of reduced precision: 2021, 2021-06, 2021-06-15
    from_date = models.DateField()
    to_date = models.DateField()  # the first day after
    text = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "what", "period", "from_date", "to_date", "text", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["initiative", "what"], name="planned_link_once"),
            models.CheckConstraint(condition=Q(from_date__lt=F("to_date")), name="planned_link_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(period__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$"), name="planned_link_period_is_iso"
            ),
        )


class Obstacle(models.Model):
    """Something that hinders an initiative: on which level, who takes it on, and what came of it."""

    class Level(models.TextChoices):
        UNIT = "unit", _("enheten")
        AUTHORITY = "authority", _("myndigheten")
        POLITICAL = "political", _("politiken")

    class State(models.TextChoices):
        OPEN = "open", _("hindrar")
        SOLVED = "solved", _("löst")
        ACCEPTED = "accepted", _("vi lever med det")

    code = CodeField()
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="obstacles")
    level = models.CharField(max_length=9, choices=Level.choices)
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="obstacles")
    owner_name = models.CharField(max_length=120, blank=True)  # as written, where the person is not here
    noted_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "initiative", "level", "text", "noted_on", "due_on", "state", "outcome", "recorded_at"),
            "settled_at",
        )
        staff = ("owner", "owner_name", "recorded_by", "settled_by")

    class Meta:
        indexes = (models.Index(fields=["owner"], condition=Q(state="open"), name="obstacles_open_of_owner"),)
        constraints = (
            models.CheckConstraint(condition=Q(owner__isnull=False) | ~Q(owner_name=""), name="obstacle_has_an_owner"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True, outcome="")
                | (~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="obstacle_settled_has_who_when_and_what",
            ),
        )

    def __str__(self) -> str:
        return self.text


OBSTACLE_STATES = States(
    name="Obstacle",
    choices=Obstacle.State,
    first=Obstacle.State.OPEN,
    steps={
        Obstacle.State.OPEN: frozenset({Obstacle.State.SOLVED, Obstacle.State.ACCEPTED}),
        Obstacle.State.SOLVED: frozenset({Obstacle.State.OPEN}),
        Obstacle.State.ACCEPTED: frozenset({Obstacle.State.OPEN, Obstacle.State.SOLVED}),
    },
)
