"""Tables of writing: how an authority's reports look, a report and its versions, attests, decisions and templates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models.boards import BoardMeeting
from famn.domain.matters.models.casework import Document, Matter
from famn.domain.people.models import Authority, User
from famn.ground.states import States
from famn.ground.tables import CodeField


class HeadingSet(models.Model):
    """How the reports of an authority are laid out. A row never changes: a change is the next version of it.

    Without an authority it is reference data; an authority edits a copy.
    """

    code = CodeField()
    name = models.CharField(max_length=120)
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="heading_sets"
    )
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    layout = models.JSONField()  # drafting.layouts.Layout as JSON
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        open = ("code", "name", "authority", "version", "is_current", "layout", "based_on", "made_at")
        staff = ("made_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "name", "version"], nulls_distinct=False, name="heading_set_version_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=Q(is_current=True),
                nulls_distinct=False,
                name="heading_set_one_current",
            ),
        )

    def __str__(self) -> str:
        return self.name


class BoardReport(models.Model):
    """A report to a board (tjänsteutlåtande, tjänsteskrivelse) that is written here. Its words are in its versions."""

    class State(models.TextChoices):
        DRAFT = "draft", _("utkast")
        READY = "ready", _("väntar på attest")
        ATTESTED = "attested", _("attesterat")
        AGENDA = "agenda", _("på dagordningen")
        DECIDED = "decided", _("beslutat")
        EXECUTED = "executed", _("verkställt")
        CLOSED = "closed", _("avslutat")

    code = CodeField()
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="reports")
    heading_set = models.ForeignKey(HeadingSet, on_delete=models.PROTECT, related_name="reports")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    title = models.CharField(max_length=300)
    meeting_date = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(  # where the authority plans its meetings here
        BoardMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    revision = models.PositiveIntegerField(default=0)  # the number of its newest version
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    document = models.OneToOneField(  # the document of the matter that it became when it was decided
        Document, null=True, on_delete=models.PROTECT, related_name="report"
    )

    class Privacy:
        open = (
            *("code", "matter", "heading_set", "follows", "title", "meeting_date", "meeting", "revision", "state"),
            *("state_at", "started_at", "document"),
        )
        staff = ("state_by", "started_by")

    class Meta:
        indexes = (models.Index(fields=["matter", "-started_at"], name="reports_of_matter"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["agenda", "decided", "executed"]) | Q(meeting_date__isnull=False),
                name="report_on_agenda_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(meeting_date__isnull=False),
                name="report_at_a_meeting_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "executed"]) | Q(document__isnull=False),
                name="report_decided_is_a_document",
            ),
        )

    def __str__(self) -> str:
        return self.title


REPORT_STATES = States(
    name="BoardReport",
    choices=BoardReport.State,
    first=BoardReport.State.DRAFT,
    steps={
        BoardReport.State.DRAFT: frozenset({BoardReport.State.READY, BoardReport.State.CLOSED}),
        BoardReport.State.READY: frozenset({BoardReport.State.DRAFT, BoardReport.State.ATTESTED}),
        BoardReport.State.ATTESTED: frozenset(
            {BoardReport.State.DRAFT, BoardReport.State.AGENDA, BoardReport.State.DECIDED}
        ),
        BoardReport.State.AGENDA: frozenset(
            {BoardReport.State.DRAFT, BoardReport.State.ATTESTED, BoardReport.State.DECIDED}
        ),
        BoardReport.State.DECIDED: frozenset(
            {BoardReport.State.AGENDA, BoardReport.State.EXECUTED, BoardReport.State.CLOSED}
        ),
        BoardReport.State.EXECUTED: frozenset({BoardReport.State.CLOSED}),
    },
)


class ReportVersion(models.Model):
    """What a report said at one moment, with its checksum. Rows are added and never change: the database sees to it."""

    class Cause(models.TextChoices):
        STARTED = "started", _("påbörjades")
        SAVED = "saved", _("sparades")
        MERGED = "merged", _("sammanfogades med en annans ändringar")
        RESTORED = "restored", _("återställdes från en tidigare version")

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    content = models.JSONField()  # drafting.content.Content as JSON
    head = models.JSONField()  # drafting.paper.Head as JSON: letterhead and head lines as they were
    sha256 = models.CharField(max_length=64)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Privacy:
        open = ("report", "number", "cause", "content", "head", "sha256", "saved_at")
        staff = ("saved_by",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),)


class WorkingCopy(models.Model):
    """What one person has written in a report since the version she began from. Nobody else's words touch it."""

    report = models.ForeignKey(BoardReport, on_delete=models.CASCADE, related_name="working_copies")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    base = models.PositiveIntegerField()  # the version it began from
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Privacy:
        open = ("report", "base", "content", "saved_at")
        staff = ("user",)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "user"], name="working_copy_once"),)


class Attestation(models.Model):
    """Somebody is asked to approve one version of a report, and does or sends it back. Not a signature."""

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        ATTESTED = "attested", _("attesterat")
        RETURNED = "returned", _("skickat tillbaka")
        VOIDED = "voided", _("gäller inte längre")

    code = CodeField()
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="attestations")
    attester = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attestations")
    name = models.CharField(max_length=120)  # as it was when asked
    title = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    comment = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    attested_at = models.DateTimeField(null=True)  # stays when the attest is voided: it was given
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("code", "version", "title", "state", "comment", "asked_at", "attested_at", "settled_at")
        staff = ("attester", "name", "asked_by")

    class Meta:
        indexes = (models.Index(fields=["attester"], condition=Q(state="waiting"), name="attestations_waiting"),)
        constraints = (
            models.UniqueConstraint(fields=["version", "attester"], name="attestation_once_per_version"),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True, attested_at__isnull=True)
                | Q(state="attested", settled_at__isnull=False, attested_at__isnull=False)
                | Q(state="returned", settled_at__isnull=False, attested_at__isnull=True) & ~Q(comment="")
                | Q(state="voided", settled_at__isnull=False),
                name="attestation_settled_has_its_time",
            ),
        )


ATTESTATION_STATES = States(
    name="Attestation",
    choices=Attestation.State,
    first=Attestation.State.WAITING,
    steps={
        Attestation.State.WAITING: frozenset(
            {Attestation.State.ATTESTED, Attestation.State.RETURNED, Attestation.State.VOIDED}
        ),
        Attestation.State.ATTESTED: frozenset({Attestation.State.VOIDED}),
    },
)


class Decision(models.Model):
    """What a board decided on a report at a meeting. Rows are added and never change (JO 3339-2013)."""

    class Outcome(models.TextChoices):
        AS_PROPOSED = "as_proposed", _("enligt förslaget")
        OTHERWISE = "otherwise", _("på annat sätt")
        REFERRED_BACK = "referred_back", _("återremiss")
        POSTPONED = "postponed", _("bordlagt")
        REJECTED = "rejected", _("avslag")

    code = CodeField()
    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="decisions")
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(  # None on rows from before a report could go to several bodies
        "famn.Passage", null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.CharField(max_length=120)
    meeting_date = models.DateField()
    paragraph = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    text = models.TextField(blank=True)  # what was decided or why, where it is not as proposed
    immediate_approval = models.BooleanField(default=False)
    dispatch_days = models.PositiveSmallIntegerField(default=7)  # from its approval, as the length was when it was made
    told_by = models.CharField(max_length=160, blank=True)  # who told of it, where the body is not kept here
    told_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = (
            *("code", "report", "version", "passage", "body", "meeting_date", "paragraph", "outcome", "text"),
            *("immediate_approval", "dispatch_days", "told_on", "recorded_at"),
        )
        staff = ("told_by", "recorded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["report", "meeting_date"],
                condition=Q(passage__isnull=True),
                name="decision_once_per_meeting",
            ),
            models.UniqueConstraint(fields=["passage", "meeting_date"], name="decision_once_per_body_and_meeting"),
            models.CheckConstraint(
                condition=Q(told_by="", told_on__isnull=True) | (~Q(told_by="") & Q(told_on__isnull=False)),
                name="told_decision_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome="as_proposed") | ~Q(text=""), name="decision_not_as_proposed_says_what"
            ),
        )


class WordTemplate(models.Model):
    """A Word template that an authority has brought for its reports. The one in use, or none: then ours is."""

    code = CodeField()
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="word_templates")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField()  # outside.word.TemplateReport as JSON
    is_in_use = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Privacy:
        open = ("code", "authority", "name", "content", "sha256", "findings", "is_in_use", "uploaded_at")
        staff = ("uploaded_by",)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority"], condition=Q(is_in_use=True), name="word_template_one_in_use"),
        )
