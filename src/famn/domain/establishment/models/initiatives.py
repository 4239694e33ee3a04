"""Tables of the way to a family centre: the ladder as a template, initiatives, their steps and their parties."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.models import FamilyCentre
from famn.domain.matters.models import Document, Matter
from famn.domain.people.models import Authority, Place, Unit, User, legs_field
from famn.ground.states import States
from famn.ground.tables import CodeField


class Ladder(models.Model):
    """A named ladder towards a family centre. Without an authority it is reference data; an authority edits a copy."""

    code = CodeField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="ladders")

    class Privacy:
        open = ("code", "name", "source", "authority")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "name"], nulls_distinct=False, name="ladder_once_per_authority"
            ),
        )

    def __str__(self) -> str:
        return self.name


class LadderStep(models.Model):
    """One step of a ladder. Every step has value in itself; a lower one is no failure."""

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    meaning = models.TextField(blank=True)

    class Privacy:
        open = ("ladder", "number", "title", "meaning")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["ladder", "number"], name="ladder_step_once"),)

    def __str__(self) -> str:
        return self.title


class Initiative(models.Model):
    """The work of getting a family centre in one area: what started it, who takes part, how far it has come."""

    class State(models.TextChoices):
        ACTIVE = "active", _("pågår")
        RESTING = "resting", _("vilar")
        ENDED = "ended", _("avslutat")

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="initiatives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="initiatives")
    place_name = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    trigger = models.TextField(blank=True)  # what started it, such as premises that must be left
    move_by = models.DateField(null=True, blank=True)
    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="initiatives")
    centre = models.ForeignKey(
        FamilyCentre, null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )  # the centre that comes of it
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    is_public = models.BooleanField(default=False)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "authority", "unit", "place", "place_name", "title", "trigger", "move_by", "ladder"),
            *("centre", "state", "is_public", "started_at"),
        )
        staff = ("started_by",)

    class Meta:
        indexes = (
            models.Index(fields=["authority", "-started_at"], name="initiatives_of_authority"),
            models.Index(fields=["place_name"], condition=Q(is_public=True), name="initiatives_public"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(is_public=False) | (Q(place__isnull=False) & ~Q(title="")),
                name="initiative_public_has_title_and_place",
            ),
        )

    def __str__(self) -> str:
        return self.title


INITIATIVE_STATES = States(
    name="Initiative",
    choices=Initiative.State,
    first=Initiative.State.ACTIVE,
    steps={
        Initiative.State.ACTIVE: frozenset({Initiative.State.RESTING, Initiative.State.ENDED}),
        Initiative.State.RESTING: frozenset({Initiative.State.ACTIVE, Initiative.State.ENDED}),
        Initiative.State.ENDED: frozenset({Initiative.State.ACTIVE}),
    },
)


class InitiativeStep(models.Model):
    """Where an initiative stands on one step: planned for a day, reached on a day, skipped, or nothing yet."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="steps")
    step = models.ForeignKey(LadderStep, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField(null=True, blank=True)
    reached_on = models.DateField(null=True, blank=True)
    skipped_on = models.DateField(null=True, blank=True)  # one went on past it, for a reason that its change keeps
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("initiative", "step", "planned_on", "reached_on", "skipped_on", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["initiative", "step"], name="initiative_step_once"),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(recorded_by__isnull=False, recorded_at__isnull=False),
                name="step_reached_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(skipped_on__isnull=True), name="step_reached_is_not_skipped"
            ),
        )


class InitiativeParty(models.Model):
    """A party of an initiative and the legs it would bring. Named as written until it is known here."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="parties")
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    legs = legs_field()

    class Privacy:
        open = ("initiative", "authority", "name", "legs")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "name"], name="party_once_per_initiative"),)

    def __str__(self) -> str:
        return self.name


class InitiativeMatter(models.Model):
    """A matter that belongs to an initiative, and the document that tied them."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="matters")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="initiatives")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = ("initiative", "matter", "document")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["initiative", "matter"], name="matter_once_per_initiative"),)
