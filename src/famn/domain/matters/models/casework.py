"""Tables of matters: what came in, the matter itself, its documents and decision points, and what must be answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Authority, SecrecyArea, Unit, User
from famn.ground.sealed import SealedRow
from famn.ground.states import States
from famn.ground.tables import CodeField


class DocumentKind(models.TextChoices):
    """What a document is, by its head. The reader's words are the values."""

    BOARD_REPORT = "board_report", _("tjänsteutlåtande")
    LETTER_OF_INTENT = "letter_of_intent", _("avsiktsförklaring")
    LETTER_OF_INTENT_TEMPLATE = "letter_of_intent_template", _("mall för avsiktsförklaring")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("samverkansavtal")
    JOINT_AGREEMENT = "joint_agreement", _("överenskommelse")
    MINUTES_EXTRACT = "minutes_extract", _("protokollsutdrag")
    INTERIM_REPORT = "interim_report", _("delrapport")
    INVESTIGATION = "investigation", _("utredning")
    MOTION = "motion", _("motion")
    INTERPELLATION = "interpellation", _("interpellation")
    GUIDELINE = "guideline", _("vägledning")
    ANNUAL_REPORT = "annual_report", _("verksamhetsberättelse")
    NOTICE = "notice", _("meddelande")
    UNKNOWN = "unknown", _("okänd sort")


class IncomingFile(SealedRow):
    """A file as it came in, byte for byte, and what was read in it. Behind the wall: nobody has looked at it yet."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar på kontroll")
        CONFIRMED = "confirmed", _("bekräftad")
        SET_ASIDE = "set_aside", _("lagd åt sidan")

    code = CodeField()
    area = models.ForeignKey(SecrecyArea, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    text = models.TextField()
    pages = models.PositiveIntegerField(default=1)
    reading = models.JSONField()  # {"reading", "places"}: what the reader found and where, untouched
    draft = models.JSONField(null=True)  # what the person has corrected so far
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)  # two people at one file: the second is told
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            "code",
            "area",
            "unit",
            "received_at",
            "size",
            "sha256",
            "pages",
            "state",
            "version",
            "settled_at",
        )
        staff = ("received_by", "settled_by")
        family = ("name", "content", "text", "reading", "draft")

    class Meta:
        indexes = (models.Index(fields=["area", "state", "-received_at"], name="incoming_by_area"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="incoming_settled_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["area", "sha256"], condition=~Q(state="set_aside"), name="incoming_once_per_area"
            ),
        )


INCOMING_STATES = States(
    name="Incoming file",
    choices=IncomingFile.State,
    first=IncomingFile.State.WAITING,
    steps={
        IncomingFile.State.WAITING: frozenset({IncomingFile.State.CONFIRMED, IncomingFile.State.SET_ASIDE}),
    },
)


class Matter(models.Model):
    """Ärende: what a board is to decide on, with everything that belongs to it."""

    class State(models.TextChoices):
        OPEN = "open", _("pågår")
        CLOSED = "closed", _("avslutat")

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="matters")
    title = models.CharField(max_length=300)
    registry_number = models.CharField(max_length=60, blank=True)  # as written
    registry_key = models.CharField(max_length=60, blank=True)  # as compared
    body = models.CharField(max_length=120, blank=True)  # the board it is addressed to, as written
    case_officer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="matters")
    case_officer_name = models.CharField(max_length=120, blank=True)  # as written, where the person is not here
    meeting_date = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        open = (
            *("code", "authority", "unit", "title", "registry_number", "registry_key", "body"),
            *("meeting_date", "state", "opened_at", "closed_at"),
        )
        staff = ("case_officer", "case_officer_name", "opened_by", "closed_by")

    class Meta:
        indexes = (models.Index(fields=["authority", "state", "-opened_at"], name="matters_of_authority"),)
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "registry_key"],
                condition=~Q(registry_key=""),
                name="registry_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="matter_closed_has_who_and_when",
            ),
        )

    def __str__(self) -> str:
        return self.title


MATTER_STATES = States(
    name="Matter",
    choices=Matter.State,
    first=Matter.State.OPEN,
    steps={
        Matter.State.OPEN: frozenset({Matter.State.CLOSED}),
        Matter.State.CLOSED: frozenset({Matter.State.OPEN}),
    },
)


class Document(models.Model):
    """A document of a matter, as a person confirmed it. The original stays with the incoming file."""

    code = CodeField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    incoming = models.ForeignKey(IncomingFile, null=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32, choices=DocumentKind.choices)
    title = models.CharField(max_length=300)
    date = models.CharField(max_length=10, blank=True)  # ISO 8601, perhaps of reduced precision: 2016-11
    registry_numbers = models.JSONField(default=list)
    kept_by = models.ForeignKey(  # the secrecy area that keeps the original: the file itself may be out of sight
        SecrecyArea, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sha256 = models.CharField(max_length=64)
    sections = models.JSONField(default=list)  # [{"heading", "text"}]
    attachments = models.JSONField(default=list)
    distribution = models.JSONField(default=list)
    goals = models.JSONField(default=list)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        open = (
            *(
                "code",
                "matter",
                "incoming",
                "kept_by",
                "kind",
                "title",
                "date",
                "registry_numbers",
                "sha256",
                "sections",
            ),
            *("attachments", "distribution", "goals", "added_at"),
        )
        staff = ("added_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["matter", "sha256"], name="document_once_per_matter"),
            models.CheckConstraint(
                condition=Q(incoming__isnull=True) | Q(kept_by__isnull=False), name="document_original_has_its_keeper"
            ),
            models.CheckConstraint(
                condition=Q(date="") | Q(date__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
                name="document_date_is_iso",
            ),
        )

    def __str__(self) -> str:
        return self.title


class DocumentPerson(models.Model):
    """Somebody named on a document: one who signs it, or one who attested it. An attest is not a signature."""

    class Part(models.TextChoices):
        SIGNATORY = "signatory", _("undertecknare")
        ATTESTER = "attester", _("attesterat av")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="persons")
    part = models.CharField(max_length=10, choices=Part.choices)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    date = models.CharField(max_length=10, blank=True)

    class Privacy:
        open = ("document", "part", "number", "title", "date")
        staff = ("name",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "part", "number"], name="document_person_once"),)


class DecisionPoint(models.Model):
    """One point of a proposed decision: what, by which body, proposed by whom."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    body = models.CharField(max_length=120, blank=True)
    proposer = models.CharField(max_length=120, blank=True)
    immediate_approval = models.BooleanField(default=False)
    report_back_date = models.DateField(null=True, blank=True)

    class Privacy:
        open = ("document", "number", "text", "body", "proposer", "immediate_approval", "report_back_date")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="decision_point_once"),)


class Assignment(models.Model):
    """Something that must be answered by a day, such as a report back to the board (återredovisning)."""

    class State(models.TextChoices):
        OPEN = "open", _("väntar på svar")
        ANSWERED = "answered", _("besvarat")
        WITHDRAWN = "withdrawn", _("återtaget")

    code = CodeField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="assignments")
    point = models.ForeignKey(DecisionPoint, null=True, on_delete=models.PROTECT, related_name="assignments")
    decision = models.ForeignKey(  # where a person gave it by hand; `writing` stands above this file
        "famn.Decision", null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    text = models.TextField()
    body = models.CharField(max_length=120, blank=True)  # who gave it and gets the answer
    responsible = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="assignments")
    due_date = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    told_due_at = models.DateTimeField(null=True)  # the last time that somebody was told that the day comes
    told_overdue_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("code", "matter", "point", "decision", "text", "body", "due_date", "state", "answer", "settled_at"),
            *("told_due_at", "told_overdue_at"),
        )
        staff = ("responsible", "settled_by")

    class Meta:
        indexes = (models.Index(fields=["due_date"], condition=Q(state="open"), name="assignments_open"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="assignment_settled_has_who_and_when",
            ),
        )


ASSIGNMENT_STATES = States(
    name="Assignment",
    choices=Assignment.State,
    first=Assignment.State.OPEN,
    steps={
        Assignment.State.OPEN: frozenset({Assignment.State.ANSWERED, Assignment.State.WITHDRAWN}),
        Assignment.State.ANSWERED: frozenset({Assignment.State.OPEN}),
    },
)
