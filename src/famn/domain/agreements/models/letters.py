"""Tables of the letters that parties sign together: a letter, its parties, the goals it serves, its words in versions.

A letter of intent (avsiktsförklaring) and a cooperation agreement (samverkansavtal) are signed in the same way, so they
are one table with a kind. What an agreement has besides, its term and commitments, is in tables of its own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.templates import LetterKind, LetterTemplate
from famn.domain.matters.models import Document, Matter, SteeringGoal
from famn.domain.people.models import Authority, Place, Principal, Unit, User, legs_field
from famn.ground.states import States
from famn.ground.tables import CodeField


class JointLetter(models.Model):
    """What parties mean or agree to do together. Its words are in its versions; signed, it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        SIGNING = "signing", _("väntar på godkännande")
        SIGNED = "signed", _("godkänd av alla")
        DECLINED = "declined", _("någon har avstått")
        WITHDRAWN = "withdrawn", _("återtagen")

    class Aim(models.TextChoices):
        FULL = "full", _("familjecentral")
        LIKE = "like", _("familjecentralsliknande verksamhet")

    trail_name = "letter_of_intent"  # as the trail has called these rows from the first: it is never written anew

    code = CodeField()
    kind = models.CharField(max_length=11, choices=LetterKind.choices, default=LetterKind.INTENT)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="letters")
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="letters")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=0)  # the number of its newest version
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    document = models.OneToOneField(  # the document of its matter that it became when all had signed
        Document, null=True, on_delete=models.PROTECT, related_name="letter"
    )

    class Privacy:
        open = (
            *(
                "code",
                "kind",
                "authority",
                "unit",
                "matter",
                "template",
                "place",
                "title",
                "revision",
                "state",
                "state_at",
            ),
            *("started_at", "document"),
        )
        staff = ("state_by", "started_by")

    class Meta:
        db_table = "famn_letterofintent"
        indexes = (models.Index(fields=["authority", "-started_at"], name="letters_of_authority"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=True) | Q(state="signed", matter__isnull=False),
                name="letter_of_a_matter_is_its_document_when_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(matter__isnull=True) | Q(document__isnull=False),
                name="letter_signed_in_a_matter_is_a_document",
            ),
        )

    def __str__(self) -> str:
        return self.title


_S = JointLetter.State
INTENT_STATES = States(
    name="JointLetter",
    choices=_S,
    first=_S.DRAFT,
    steps={
        _S.DRAFT: frozenset({_S.SIGNING, _S.WITHDRAWN}),
        _S.SIGNING: frozenset({_S.DRAFT, _S.SIGNED, _S.DECLINED, _S.WITHDRAWN}),
        _S.DECLINED: frozenset({_S.DRAFT, _S.SIGNING, _S.WITHDRAWN}),
    },
)


class LetterParty(models.Model):
    """A party of a letter and the legs it brings. A private care provider is a party like any other."""

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="parties")
    code = CodeField()
    number = models.PositiveSmallIntegerField()
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Principal.Kind.choices)
    name = models.CharField(max_length=160)
    legs = legs_field()
    dropped_at = models.DateTimeField(null=True)  # no longer a party: what was signed before still names it

    class Privacy:
        open = ("letter", "code", "number", "authority", "kind", "name", "legs", "dropped_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["letter", "name"], condition=Q(dropped_at__isnull=True), name="letter_party_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class LetterGoal(models.Model):
    """A goal of a steering document that a letter serves, and why."""

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="goals")
    goal = models.ForeignKey(SteeringGoal, on_delete=models.PROTECT, related_name="+")
    cited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()

    class Privacy:
        open = ("letter", "goal", "cited_at")
        staff = ("cited_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "goal"], name="letter_goal_once"),)


class LetterVersion(models.Model):
    """What a letter said at one moment, with its checksum. Rows are added and never change: the database sees to it."""

    class Cause(models.TextChoices):
        STARTED = "started", _("påbörjades")
        TEXT = "text", _("texten ändrades")
        PARTIES = "parties", _("parterna ändrades")
        GOALS = "goals", _("målen ändrades")
        TERMS = "terms", _("villkoren ändrades")

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=8, choices=Cause.choices)
    content = models.JSONField()  # drafting.content.Content as JSON
    head = models.JSONField()  # who keeps it and its registry number, as they were
    sha256 = models.CharField(max_length=64)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Privacy:
        open = ("letter", "number", "cause", "content", "head", "sha256", "saved_at")
        staff = ("saved_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["letter", "number"], name="letter_version_once"),)
