"""Tables of a mapping (kartläggning): what families need, who is there to work with, how they are invited, the choice.

Everything is about groups and places, never about a person. A mapping that is settled never changes: the database
sees to it, and so it does for every row that belongs to it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models.initiatives import Initiative
from famn.domain.people.models import Place, User
from famn.ground.states import States
from famn.ground.tables import CodeField, new_code


class Mapping(models.Model):
    """One mapping of an initiative's area. The next one starts from the last, so that changes can be seen."""

    class State(models.TextChoices):
        DRAFT = "draft", _("pågår")
        SETTLED = "settled", _("fastställd")

    code = CodeField()
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="mappings")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place_name = models.CharField(max_length=80)
    from_date = models.DateField()
    summary = models.TextField(blank=True)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(null=True)  # drafting.mapping.Content as JSON, from the moment it was settled
    sha256 = models.CharField(max_length=64, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "initiative", "number", "title", "place", "place_name", "from_date", "summary", "based_on"),
            *("state", "sha256", "started_at", "settled_at"),
        )
        staff = ("content", "started_by", "settled_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["initiative", "number"], name="mapping_once_per_number"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(state="draft"), name="mapping_one_under_way"),
            models.CheckConstraint(
                condition=Q(state="draft", content__isnull=True, sha256="", settled_at__isnull=True)
                | Q(state="settled", content__isnull=False, settled_by__isnull=False, settled_at__isnull=False)
                & ~Q(sha256=""),
                name="mapping_settled_has_its_snapshot",
            ),
        )

    def __str__(self) -> str:
        return self.title


MAPPING_STATES = States(
    name="Mapping",
    choices=Mapping.State,
    first=Mapping.State.DRAFT,
    steps={Mapping.State.DRAFT: frozenset({Mapping.State.SETTLED})},
)


class MappingRow(models.Model):
    """What every row of a mapping has. `origin` is the code of the row in the first mapping that it was copied from."""

    code = CodeField()
    origin = models.CharField(max_length=16, default=new_code, editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class MappingArea(MappingRow):
    """A sub-area (delområde): a part of the place that a centre could be for, and whether it was chosen and why."""

    class Choice(models.TextChoices):
        OPEN = "open", _("inte valt än")
        CHOSEN = "chosen", _("valt")
        NOT_CHOSEN = "not_chosen", _("valdes bort")

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    choice = models.CharField(max_length=10, choices=Choice.choices, default=Choice.OPEN)
    reasons = models.TextField(blank=True)

    class Privacy:
        open = ("code", "origin", "mapping", "name", "about", "choice", "reasons", "recorded_at")
        staff = ("recorded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mapping", "name"], name="mapping_area_once"),
            models.CheckConstraint(
                condition=Q(choice="open") | ~Q(reasons=""), name="mapping_area_chosen_or_not_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.name


class MappingNeed(MappingRow):
    """What families need, as a statement about a group, with its source. Without an area it goes for all of them."""

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="needs")
    area = models.ForeignKey(MappingArea, null=True, blank=True, on_delete=models.PROTECT, related_name="needs")
    statement = models.TextField()
    group = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_date = models.CharField(max_length=10, blank=True)  # ISO 8601, perhaps a year or a month alone

    class Privacy:
        open = ("code", "origin", "mapping", "area", "statement", "group", "source", "source_date", "recorded_at")
        staff = ("recorded_by",)

    def __str__(self) -> str:
        return self.statement


class AreaGround(models.Model):
    """A need that the choice of an area rests on."""

    area = models.ForeignKey(MappingArea, on_delete=models.CASCADE, related_name="grounds")
    need = models.ForeignKey(MappingNeed, on_delete=models.CASCADE, related_name="grounds")

    class Privacy:
        open = ("area", "need")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "need"], name="area_ground_once"),)


class MappingActor(MappingRow):
    """A local actor that a centre could work with, and how far that has come."""

    class Kind(models.TextChoices):
        LIBRARY = "library", _("bibliotek")
        CULTURE = "culture", _("kultur")
        CITIZEN_OFFICE = "citizen_office", _("medborgarkontor")
        STUDY_ASSOCIATION = "study_association", _("studieförbund")
        ASSOCIATION = "association", _("förening")
        LANDLORD = "landlord", _("hyresvärd")
        OTHER = "other", _("annan aktör")

    class Cooperation(models.TextChoices):
        EXISTS = "exists", _("finns redan")
        CAN_START = "can_start", _("kan börja")
        CAN_STRENGTHEN = "can_strengthen", _("kan stärkas")
        DECLINED = "declined", _("tackade nej")

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="actors")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=160, blank=True)
    cooperation = models.CharField(max_length=16, choices=Cooperation.choices, blank=True)  # empty: not asked yet
    asked_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Privacy:
        open = ("code", "origin", "mapping", "kind", "name", "cooperation", "asked_on", "note", "recorded_at")
        staff = ("contact", "recorded_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mapping", "name"], name="mapping_actor_once"),)

    def __str__(self) -> str:
        return self.name


class Invitation(MappingRow):
    """How inhabitants are invited and take part: what, when, how many came, what was heard. Never who."""

    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="invitations")
    what = models.CharField(max_length=200)
    when = models.CharField(max_length=10, blank=True)  # ISO 8601, perhaps a year or a month alone; may be to come
    how_many = models.PositiveIntegerField(null=True, blank=True)
    heard = models.TextField(blank=True)

    class Privacy:
        open = ("code", "origin", "mapping", "what", "when", "how_many", "heard", "recorded_at")
        staff = ("recorded_by",)

    def __str__(self) -> str:
        return self.what
