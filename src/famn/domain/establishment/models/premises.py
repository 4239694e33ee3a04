"""Tables of the search for a house: every option, who would pay, how each leg would be there, and what weighs."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.models import CentreLeg, Premises
from famn.domain.establishment.models.initiatives import Initiative, InitiativeParty
from famn.domain.people.models import Leg, User
from famn.ground.states import States
from famn.ground.tables import CodeField

HEAVIEST: Final = 5  # the greatest weight of a criterion; the least is 1
MOST_POINTS: Final = 4  # the most points of an option under one criterion; the least is 0


class PremisesOption(models.Model):
    """A house that a family centre could be in. What each stage was entered for stands in its moves."""

    class Stage(models.TextChoices):
        NOTED = "noted", _("noterad")
        CONTACTED = "contacted", _("kontaktad")
        VISITED = "visited", _("besökt")
        NEGOTIATED = "negotiated", _("förhandlas")
        CHOSEN = "chosen", _("vald")
        DROPPED = "dropped", _("bortvald")

    class Known(models.TextChoices):
        YES = "yes", _("ja")
        NO = "no", _("nej")
        UNKNOWN = "unknown", _("vet inte")

    code = CodeField()
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="premises_options")
    name = models.CharField(max_length=120)
    owner = models.CharField(max_length=160, blank=True)  # who owns the house and would let it
    address = models.CharField(max_length=200, blank=True)
    step_free = models.CharField(max_length=8, choices=Known.choices, default=Known.UNKNOWN)
    lift = models.CharField(max_length=8, choices=Known.choices, default=Known.UNKNOWN)
    accessible_toilet = models.CharField(max_length=8, choices=Known.choices, default=Known.UNKNOWN)
    parking = models.CharField(max_length=8, choices=Known.choices, default=Known.UNKNOWN)
    hearing_loop = models.CharField(max_length=8, choices=Known.choices, default=Known.UNKNOWN)
    outdoor = models.TextField(blank=True)
    yearly_cost = models.PositiveIntegerField(null=True, blank=True)  # whole SEK; None: not known
    earliest_on = models.DateField(null=True, blank=True)  # the first day when it could be used
    blocks = models.TextField(blank=True)  # what stands in the way
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.NOTED)
    house = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carried_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField(null=True, blank=True)  # when it was carried over to the family centre

    class Privacy:
        open = (
            *("code", "initiative", "name", "owner", "address", "step_free", "lift", "accessible_toilet", "parking"),
            *("hearing_loop", "outdoor", "yearly_cost", "earliest_on", "blocks", "stage", "house", "carried_at"),
        )
        staff = ("carried_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint("initiative", Lower("name"), name="premises_option_once_per_initiative"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(stage="chosen"), name="premises_one_chosen"),
            models.CheckConstraint(condition=~Q(name=""), name="premises_option_has_a_name"),
            models.CheckConstraint(
                condition=Q(house__isnull=True, carried_by__isnull=True, carried_at__isnull=True)
                | Q(house__isnull=False, carried_by__isnull=False, carried_at__isnull=False),
                name="premises_carried_has_house_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return self.name


_Stage = PremisesOption.Stage
PREMISES_STATES = States(
    name="Premises option",
    choices=_Stage,
    first=_Stage.NOTED,
    # Nobody chooses a house that nobody has seen. Going back a step, or taking up one that was dropped, is no failure.
    steps={
        _Stage.NOTED: frozenset({_Stage.CONTACTED, _Stage.VISITED, _Stage.DROPPED}),
        _Stage.CONTACTED: frozenset({_Stage.NOTED, _Stage.VISITED, _Stage.NEGOTIATED, _Stage.DROPPED}),
        _Stage.VISITED: frozenset({_Stage.CONTACTED, _Stage.NEGOTIATED, _Stage.CHOSEN, _Stage.DROPPED}),
        _Stage.NEGOTIATED: frozenset({_Stage.VISITED, _Stage.CHOSEN, _Stage.DROPPED}),
        _Stage.CHOSEN: frozenset({_Stage.NEGOTIATED, _Stage.DROPPED}),
        _Stage.DROPPED: frozenset({_Stage.NOTED, _Stage.CONTACTED, _Stage.VISITED, _Stage.NEGOTIATED}),
    },
)


class PremisesMove(models.Model):
    """An option came to a stage on a day. To drop one has a reason; to choose one has a reason and a decider."""

    option = models.ForeignKey(PremisesOption, on_delete=models.CASCADE, related_name="moves")
    stage = models.CharField(max_length=10, choices=PremisesOption.Stage.choices)
    day = models.DateField()
    note = models.TextField(blank=True)  # what came of it, or why
    decided_by = models.CharField(max_length=160, blank=True)  # who decided: a person, a group or a board, as written
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("option", "stage", "day", "note", "decided_by", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        indexes = (models.Index(fields=["option", "recorded_at"], name="moves_of_premises"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(stage__in=["chosen", "dropped"], note=""), name="premises_move_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(stage="chosen", decided_by=""), name="premises_choice_says_who_decided"
            ),
        )


class PremisesRoom(models.Model):
    """A room of an option, or several of a kind."""

    option = models.ForeignKey(PremisesOption, on_delete=models.CASCADE, related_name="rooms")
    number = models.PositiveSmallIntegerField()  # its place in the list
    name = models.CharField(max_length=120)
    area = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)  # square metres

    class Privacy:
        open = ("option", "number", "name", "area")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["option", "number"], name="premises_room_once"),)

    def __str__(self) -> str:
        return self.name


class PremisesShare(models.Model):
    """What one payer would pay of an option a year, and whether it fits inside the budget that the payer has.

    The share is in SEK or in percent of the cost; neither, while nobody has said. The payer is named as written: a
    party of the initiative, or somebody else, such as another board of the same municipality.
    """

    class Fits(models.TextChoices):
        YES = "yes", _("ryms")
        NO = "no", _("ryms inte")
        UNSURE = "unsure", _("oklart")

    option = models.ForeignKey(PremisesOption, on_delete=models.CASCADE, related_name="shares")
    payer = models.CharField(max_length=160)
    yearly = models.PositiveIntegerField(null=True, blank=True)  # whole SEK
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    fits = models.CharField(max_length=8, choices=Fits.choices, default=Fits.UNSURE)
    said_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)  # who said so, or where it is written
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("option", "payer", "yearly", "percent", "fits", "said_on", "source", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint("option", Lower("payer"), name="premises_share_once_per_payer"),
            models.CheckConstraint(condition=~Q(payer=""), name="premises_share_has_a_payer"),
            models.CheckConstraint(
                condition=Q(yearly__isnull=True) | Q(percent__isnull=True), name="premises_share_in_sek_or_percent"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                name="premises_share_percent_of_a_hundred",
            ),
        )

    def __str__(self) -> str:
        return self.payer


class PremisesLeg(models.Model):
    """How one party's leg would be in the house, and how far away it is where it does not move in."""

    option = models.ForeignKey(PremisesOption, on_delete=models.CASCADE, related_name="legs")
    party = models.ForeignKey(InitiativeParty, on_delete=models.CASCADE, related_name="+")
    leg = models.CharField(max_length=20, choices=Leg.choices)
    degree = models.CharField(max_length=8, choices=CentreLeg.Degree.choices, blank=True)  # "" = not known
    metres = models.PositiveIntegerField(null=True, blank=True)  # on foot, from the house to where the leg is now

    class Privacy:
        open = ("option", "party", "leg", "degree", "metres")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["option", "party", "leg"], name="premises_leg_once_per_party"),)


class PremisesCriterion(models.Model):
    """What the group weighs houses by, and how much it weighs."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="premises_criteria")
    number = models.PositiveSmallIntegerField()  # its place in the list
    name = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("initiative", "number", "name", "weight", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint("initiative", Lower("name"), name="premises_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="premises_criterion_weighs_one_to_five"
            ),
        )

    def __str__(self) -> str:
        return self.name


class PremisesScore(models.Model):
    """The points that the group gave an option under one criterion, and why."""

    option = models.ForeignKey(PremisesOption, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(PremisesCriterion, on_delete=models.CASCADE, related_name="scores")
    points = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("option", "criterion", "points", "why", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["option", "criterion"], name="premises_score_once"),
            models.CheckConstraint(condition=Q(points__lte=MOST_POINTS), name="premises_score_of_four"),
        )
