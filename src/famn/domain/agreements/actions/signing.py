"""Signing: an approval with a second factor, a no with its reason, paper signed in ink, and the end when all have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import notices, rules
from famn.domain.agreements.actions.holding import lock_letter, set_state
from famn.domain.agreements.models import JointLetter, LetterKind, LetterScan, LetterVersion, Signature, SignatureLine
from famn.domain.agreements.reads import lines_of, newest_version, paper_of
from famn.domain.matters.drafting.paper import Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Document, DocumentKind, DocumentPerson, Matter
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require

State = JointLetter.State
SCAN_TYPES = {b"%PDF-": "pdf", b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}  # the first bytes of each
MAX_BYTES = 25 * 1024 * 1024
_DOCUMENT = {
    LetterKind.INTENT: DocumentKind.LETTER_OF_INTENT,
    LetterKind.COOPERATION: DocumentKind.COOPERATION_AGREEMENT,
}


@transaction.atomic
def sign_letter(signature: Signature, *, by: Actor, at: dt.datetime, factor: str, seen: str) -> Signature:
    """Approve the very words one has seen. When all have, the letter is signed and never changes again.

    `factor` is the kind of second factor that the caller has just checked, a `Signature.Factor`; `seen` is the
    checksum of the version that stood on the page. Raises Refused where the two differ.
    """
    signature = lock_signature(signature)
    require(rules.may_sign(by, signature))
    if seen != signature.version.sha256:
        raise Refused(_("Texten är inte den som du läste. Läs den nya och svara sedan."))
    if factor not in Signature.Factor.values:
        raise Refused(_("Bekräfta med en kod eller en nyckel."), field="code")
    signature.state, signature.settled_at = Signature.State.SIGNED, at
    signature.method, signature.factor = Signature.Method.DIGITAL, factor
    signature.save(update_fields=["state", "settled_at", "method", "factor"])
    letter = signature.version.letter
    trail.record("sign_letter", signature, by=by, at=at, about={"letter_of_intent": letter.pk})
    finish(letter, by=by, at=at)
    return signature


@transaction.atomic
def decline_letter(signature: Signature, *, by: Actor, at: dt.datetime, reason: str) -> Signature:
    """Say no, with a reason. The letter rests until whoever keeps it has taken a stand; what was given stays."""
    signature = lock_signature(signature)
    require(rules.may_decline(by, signature))
    if not reason.strip():
        raise Refused(_("Skriv varför du avstår, så att den som håller i arbetet kan ta ställning."), field="reason")
    signature.state, signature.reason, signature.settled_at = Signature.State.DECLINED, reason.strip(), at
    signature.save(update_fields=["state", "reason", "settled_at"])
    letter = signature.version.letter
    trail.record("decline_letter", signature, by=by, at=at, about={"letter_of_intent": letter.pk})
    set_state(letter, State.DECLINED, by=by, at=at)
    notices.tell_declined(signature, at=at)
    return signature


@transaction.atomic
def record_paper(
    letter: JointLetter,
    *,
    by: Actor,
    at: dt.datetime,
    lines: Sequence[SignatureLine],
    name: str,
    content: bytes,
    signed_on: dt.date | None,
    seen_by: str,
) -> LetterScan:
    """Record that some have signed the newest version in ink: the scan byte for byte, the day, and who saw the paper.

    Raises Refused without lines, day or witness, for a day that is not yet or comes before the words, and for a file
    that is no scan.
    """
    letter = lock_letter(letter)
    require(rules.may_record_paper(by, letter))
    version = newest_version(letter)
    _check_paper(version, lines, content, signed_on, seen_by, at)
    scan = LetterScan.objects.create(
        version=version,
        name=cut(squeeze(name.replace("\\", "/").rsplit("/", 1)[-1]) or _("namnlös"), 200),
        size=len(content),
        sha256=checksum(content),
        content=content,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    for line in lines:
        _sign_on_paper(letter, line, scan, signed_on=signed_on, seen_by=squeeze(seen_by), by=by, at=at)
    finish(letter, by=by, at=at)
    return scan


def _check_paper(
    version: LetterVersion,
    lines: Sequence[SignatureLine],
    content: bytes,
    signed_on: dt.date | None,
    seen_by: str,
    at: dt.datetime,
) -> None:
    if not lines:
        raise Refused(_("Välj vilka som har skrivit under på pappret."), field="lines")
    if signed_on is None or signed_on > timezone.localdate(at):
        raise Refused(_("Skriv vilken dag pappret är undertecknat."), field="signed_on")
    if signed_on < timezone.localdate(version.saved_at):
        raise Refused(_("Texten är nyare än så. Pappret gäller en tidigare text."), field="signed_on")
    if not squeeze(seen_by):
        raise Refused(_("Skriv vem som har sett pappret."), field="seen_by")
    if len(content) > MAX_BYTES or not any(content.startswith(sign) for sign in SCAN_TYPES):
        raise Refused(_("Välj en skannad fil: PDF, PNG eller JPEG, högst 25 MB."), field="file")
    if LetterScan.objects.filter(version=version, sha256=checksum(content)).exists():
        raise Refused(_("Den filen är redan registrerad."), field="file")


def _sign_on_paper(
    letter: JointLetter,
    line: SignatureLine,
    scan: LetterScan,
    *,
    signed_on: dt.date | None,
    seen_by: str,
    by: Actor,
    at: dt.datetime,
) -> None:
    rows = Signature.objects.select_for_update(of=("self",))
    waiting = rows.filter(line=line, line__letter=letter, version_id=scan.version_id, state=Signature.State.WAITING)
    signature = waiting.select_related("line").first()
    if signature is None:
        raise Refused(_("%(name)s har redan svarat.") % {"name": line.name or line.role}, field="lines")
    signature.state, signature.method, signature.settled_at = Signature.State.SIGNED, Signature.Method.PAPER, at
    signature.scan, signature.signed_on, signature.seen_by = scan, signed_on, cut(seen_by, 120)
    signature.save(update_fields=["state", "method", "settled_at", "scan", "signed_on", "seen_by"])
    about = {"letter_of_intent": letter.pk, "letter_scan": scan.pk}
    trail.record("record_paper", signature, by=by, at=at, about=about)


def lock_signature(signature: Signature) -> Signature:
    """The letter first, then the question, both as they are now and under locks, always in that order."""
    letter = lock_letter(JointLetter.objects.get(versions=signature.version_id))
    rows = Signature.objects.select_for_update(of=("self",))
    row = rows.select_related("version", "line__party", "asked_by").get(pk=signature.pk)
    row.version.letter = letter
    return row


# --- when all have signed ---------------------------------------------------------------------------


def finish(letter: JointLetter, *, by: Actor, at: dt.datetime) -> None:
    """When every line has its signature the letter is signed, and becomes a document of its matter if it has one."""
    version = newest_version(letter)
    given = Signature.objects.filter(version=version, state=Signature.State.SIGNED)
    signatures = list(given.select_related("line__party", "user").order_by("line__number"))
    if {one.line_id for one in signatures} != {line.pk for line in lines_of(letter)}:
        return
    if letter.matter is not None:
        letter.document = _document_of(letter.matter, letter, version, signatures, at=at)
    set_state(letter, State.SIGNED, by=by, at=at, also=("document",))
    trail.record("finish_letter", letter, by=by, at=at, about={"letter_version": version.pk})
    if letter.document is not None and letter.matter_id is not None:
        about = {"matter": letter.matter_id, "letter_of_intent": letter.pk}
        trail.record("add_document", letter.document, by=by, at=at, about=about)
    notices.tell_finished(letter, signatures, by=by, at=at)


def _document_of(
    matter: Matter, letter: JointLetter, version: LetterVersion, signatures: list[Signature], *, at: dt.datetime
) -> Document:
    paper = paper_of(letter, version)
    number = paper.registry_number
    document = Document.objects.create(
        matter=matter,
        kind=_DOCUMENT[LetterKind(letter.kind)],
        title=cut(paper.title, 300),
        date=timezone.localdate(at).isoformat(),
        registry_numbers=[number] if number else [],
        sha256=version.sha256,
        sections=[
            {"heading": part.heading, "text": plain(part.blocks)} for part in paper.parts if isinstance(part, Text)
        ],
        goals=list(version.content["goals"]),
        added_by_id=letter.started_by_id,
        added_at=at,
    )
    DocumentPerson.objects.bulk_create(
        DocumentPerson(
            document=document,
            part=DocumentPerson.Part.SIGNATORY,
            number=number,
            name=cut(one.name, 120),
            title=cut(one.title, 120),
            date=(one.signed_on or timezone.localdate(one.settled_at)).isoformat(),
        )
        for number, one in enumerate(signatures, start=1)
    )
    return document
