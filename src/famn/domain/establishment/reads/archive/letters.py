"""Letters of intent and agreements: every version, who signed how, scans, sealed and signed files, what came after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q

from famn.domain.agreements.models import (
    AgreementNotice,
    AgreementTerms,
    Commitment,
    CostRow,
    JointLetter,
    LetterGoal,
    LetterParty,
    LetterScan,
    LetterVersion,
    PaidAssignment,
    SealedLetter,
    Shortfall,
    ShortfallFollowUp,
    Signature,
    SignatureLine,
    SignedFile,
    SignerLink,
    SigningOrder,
)
from famn.domain.agreements.reads import paper_of
from famn.domain.establishment.models import InitiativeLetter, InitiativeMatter
from famn.domain.establishment.reads.archive.reports import things_of, words_of
from famn.domain.establishment.reads.archive.scope import JSON, PDF, Scope, media_type, printed
from famn.domain.establishment.reads.archive.tables import facts_of, rows_of, table_of
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import Matter
from famn.outside.archive import File, Person, Record

State = JointLetter.State


def letters(matter: Matter, scope: Scope) -> Iterator[Record]:
    """The letters of the matter, and those of its initiatives that belong to no matter, kept by its authority."""
    for row in _kept(matter, scope):
        lines = rows_of(SignatureLine, "number", letter=row)
        answers = rows_of(Signature, "asked_at", line__letter=row)
        is_unfinished = row.state in {State.DRAFT, State.SIGNING, State.DECLINED}
        if is_unfinished:
            scope.gaps.append(f"{row.title}: inte undertecknat av alla ({row.get_state_display()}).")
        yield Record(
            folder="05-avtal",
            code=row.code,
            kind=str(row.get_kind_display()),
            title=row.title,
            created_at=row.started_at,
            people=tuple(Person(one.name, str(one.get_state_display()), one.title) for one in answers),
            facts=facts_of(row, "matter", "title") | _facts(row, lines, answers),
            files=(*_versions(row), *_kept_files(row)),
            things=things_of([row, *lines, *answers, *rows_of(SignerLink, line__letter=row)]),
            is_unfinished=is_unfinished,
        )


def _kept(matter: Matter, scope: Scope) -> list[JointLetter]:
    ties = InitiativeMatter.objects.filter(matter=matter).values("initiative")
    tied = InitiativeLetter.objects.filter(initiative__in=ties).values("letter")
    found = rows_of(JointLetter, "started_at", pk__in=_numbers(matter, tied))
    for row in found:
        if row.authority_id != matter.authority_id:
            scope.gaps.append(f"{row.title}: dokumentet finns hos {row.authority.name} och är inte med i paketet.")
    return [row for row in found if row.authority_id == matter.authority_id]


def _numbers(matter: Matter, tied: Any) -> list[int]:
    rows = JointLetter.objects.filter(Q(matter=matter) | Q(matter__isnull=True, pk__in=tied))
    return list(rows.values_list("pk", flat=True))


def _facts(row: JointLetter, lines: list[SignatureLine], answers: list[Signature]) -> dict[str, Any]:
    return {
        "Parter": table_of(rows_of(LetterParty, "number", letter=row), "letter"),
        "Rader att skriva under på": table_of(lines, "letter"),
        "Underskrifter": table_of(answers),
        "Underskrifter hos en tjänst": table_of(rows_of(SigningOrder, "started_at", signature__line__letter=row)),
        "Mål": table_of(rows_of(LetterGoal, letter=row), "letter"),
        "Villkor": table_of(rows_of(AgreementTerms, letter=row), "letter"),
        "Åtaganden": table_of(rows_of(Commitment, "number", letter=row), "letter"),
        "Kostnader": table_of(rows_of(CostRow, "number", letter=row), "letter"),
        "Uppsägningar": table_of(rows_of(AgreementNotice, "given_on", letter=row), "letter"),
        "Åtaganden som inte hölls": table_of(rows_of(Shortfall, "seen_on", commitment__letter=row)),
        "Uppföljning": table_of(rows_of(ShortfallFollowUp, "noted_at", shortfall__commitment__letter=row)),
        "Regionens uppdrag": table_of(rows_of(PaidAssignment, "from_date", letter=row), "letter"),
    }


def _versions(letter: JointLetter) -> Iterator[File]:
    for version in LetterVersion.objects.filter(letter=letter).defer("content", "head").order_by("number"):
        name = f"version-{version.number:03}"
        words = f"Version {version.number}"
        yield printed(f"{name}.pdf", f"{words} så som den såg ut", version.saved_at, _paper(letter, version.pk))
        yield File(f"{name}.json", JSON, version.saved_at, words_of(LetterVersion, version.pk), f"{words}, orden")


def _paper(letter: JointLetter, number: int) -> Callable[[], Paper]:
    def paper() -> Paper:
        full = JointLetter.objects.select_related("template", "matter", "authority__principal").get(pk=letter.pk)
        return paper_of(full, LetterVersion.objects.select_related("saved_by").get(pk=number))

    return paper


def _kept_files(letter: JointLetter) -> Iterator[File]:
    """What is kept byte for byte: papers signed in ink, files signed at a service, the sealed file."""
    for scan in rows_of(LetterScan, "recorded_at", version__letter=letter):
        words = f"Skannat papper, undertecknat med bläck (version {scan.version.number})"
        kind = media_type(scan.name)
        yield File(scan.name, kind, scan.recorded_at, _bytes(LetterScan, scan.pk), words, scan.name, scan.size)
    for number, signed in enumerate(rows_of(SignedFile, "validated_at", version__letter=letter), start=1):
        words = f"Undertecknad fil från {signed.service}"
        at = signed.validated_at
        yield File(f"elektronisk-underskrift-{number:03}.pdf", PDF, at, _bytes(SignedFile, signed.pk), words)
    for sealed in rows_of(SealedLetter, letter=letter):
        words = f"Filen med stämpel från {sealed.organisation}"
        yield File("stamplad.pdf", PDF, sealed.sealed_at, _bytes(SealedLetter, sealed.pk), words)


def _bytes(model: Any, number: int) -> Callable[[], bytes]:
    def read() -> bytes:
        return bytes(model.objects.values_list("content", flat=True).get(pk=number))

    return read
