"""Tables of signing: the lines to sign on, the links of signers outside, scanned papers, and what each answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements.models.esign import SignedFile
from famn.domain.agreements.models.letters import JointLetter, LetterParty, LetterVersion
from famn.domain.people.models import Leg, User
from famn.ground.states import States
from famn.ground.tables import CodeField


class SignatureLine(models.Model):
    """A line to sign on: for which party and leg, by holders of which post, and who holds it now.

    The post (`role`) belongs to the letter's words. Who holds it does not: one leaves, another comes, and the words
    are the same.
    """

    letter = models.ForeignKey(JointLetter, on_delete=models.PROTECT, related_name="lines")
    code = CodeField()
    party = models.ForeignKey(LetterParty, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    leg = models.CharField(max_length=20, choices=Leg.choices, blank=True)
    role = models.CharField(max_length=120)  # such as "Verksamhetschef BVC"
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)  # of a signer outside; a colleague is reached by her own
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_outside = models.BooleanField(default=False)  # signs by a personal link and has no part in the workspace
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Privacy:
        open = (
            *("letter", "code", "party", "number", "leg", "role", "title", "unit_name", "is_outside"),
            *("named_at", "dropped_at"),
        )
        staff = ("name", "email", "user", "named_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["party", "leg"], condition=Q(dropped_at__isnull=True), name="signature_line_once_per_leg"
            ),
            models.CheckConstraint(
                condition=Q(name="", named_by__isnull=True, named_at__isnull=True)
                | ~Q(name="") & Q(named_by__isnull=False, named_at__isnull=False),
                name="signature_line_named_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(is_outside=False) | ~Q(email=""), name="signature_line_outside_has_an_address"
            ),
        )


class SignerLink(models.Model):
    """A personal link for a signer outside. The link itself is in her letter alone: here is its hash."""

    line = models.ForeignKey(SignatureLine, on_delete=models.PROTECT, related_name="links")
    code = CodeField()
    token_sha256 = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # None: the clock
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    claimed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Privacy:
        open = ("line", "code", "made_at", "expires_at", "claimed_at", "revoked_at")
        staff = ("email", "made_by", "claimed_by")
        secret = ("token_sha256",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["line"], condition=Q(revoked_at__isnull=True), name="signer_link_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="signer_link_claimed_has_who_and_when",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="signer_link_ends_after_it_begins"),
        )


class LetterScan(models.Model):
    """A paper signed in ink, scanned: byte for byte with its checksum. Rows are added and never change."""

    code = CodeField()
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="scans")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        open = ("code", "version", "size", "sha256", "recorded_at")
        staff = ("name", "content", "recorded_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "sha256"], name="letter_scan_once"),)


class Signature(models.Model):
    """Somebody is asked to approve one version of a letter, and does or declines. Once answered it never changes.

    It holds as long as its version is the letter's newest: a changed text voids it without a change of the row. A
    digital approval is a recorded act with a second factor, not an electronic signature in the sense of the law.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        SIGNED = "signed", _("godkänd")
        DECLINED = "declined", _("har avstått")
        VOIDED = "voided", _("gäller inte längre")

    class Method(models.TextChoices):
        DIGITAL = "digital", _("godkänd digitalt")
        PAPER = "paper", _("undertecknad på papper")
        ADVANCED = "advanced", _("underskriven med avancerad elektronisk underskrift")

    class Cause(models.TextChoices):
        TEXT = "text", _("texten ändrades")
        SIGNER = "signer", _("någon annan ska skriva under")
        WITHDRAWN = "withdrawn", _("dokumentet togs tillbaka")

    class Factor(models.TextChoices):
        TOTP = "totp", _("kod från en app")
        WEBAUTHN = "webauthn", _("nyckel")
        RECOVERY_CODES = "recovery_codes", _("reservkod")

    code = CodeField()
    line = models.ForeignKey(SignatureLine, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(LetterVersion, on_delete=models.PROTECT, related_name="signatures")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)  # as it was when asked
    title = models.CharField(max_length=120, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=8, choices=Method.choices, blank=True)
    factor = models.CharField(max_length=16, choices=Factor.choices, blank=True)
    reason = models.TextField(blank=True)  # why she declined, in her own words
    voided_by = models.CharField(max_length=10, choices=Cause.choices, blank=True)
    scan = models.ForeignKey(LetterScan, null=True, on_delete=models.PROTECT, related_name="signatures")
    signed_on = models.DateField(null=True)  # the day on the paper
    seen_by = models.CharField(max_length=120, blank=True)  # who saw the paper in original
    signed_file = models.ForeignKey(SignedFile, null=True, on_delete=models.PROTECT, related_name="signatures")

    class Privacy:
        open = (
            *("code", "line", "version", "state", "title", "unit_name", "asked_at", "reminders", "reminded_at"),
            *("settled_at", "method", "factor", "voided_by", "scan", "signed_on", "signed_file"),
        )
        staff = ("user", "name", "asked_by", "reason", "seen_by")

    class Meta:
        indexes = (models.Index(fields=["user"], condition=Q(state="waiting"), name="signatures_waiting"),)
        constraints = (
            models.UniqueConstraint(
                fields=["line", "version"],
                condition=Q(state__in=["waiting", "signed"]),
                name="signature_once_per_line_and_version",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True, method="")
                | Q(state="signed", settled_at__isnull=False, method="digital", user__isnull=False) & ~Q(factor="")
                | Q(state="signed", settled_at__isnull=False, method="paper", scan__isnull=False)
                & Q(signed_on__isnull=False, factor="")
                & ~Q(seen_by="")
                | Q(state="signed", settled_at__isnull=False, method="advanced", user__isnull=False)
                & Q(signed_file__isnull=False, factor="")
                | Q(state="declined", settled_at__isnull=False, method="") & ~Q(reason="")
                | Q(state="voided", settled_at__isnull=False, method="") & ~Q(voided_by=""),
                name="signature_settled_says_when_and_how",
            ),
        )


SIGNATURE_STATES = States(
    name="Signature",
    choices=Signature.State,
    first=Signature.State.WAITING,
    steps={
        Signature.State.WAITING: frozenset({Signature.State.SIGNED, Signature.State.DECLINED, Signature.State.VOIDED}),
    },
)
