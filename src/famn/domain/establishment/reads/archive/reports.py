"""Reports written in a matter: every version as it looked and as words, and who attested it; then what was decided."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from famn.domain.establishment.reads.archive.scope import JSON, Scope, printed
from famn.domain.establishment.reads.archive.tables import facts_of, rows_of, table_of
from famn.domain.matters import reads
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import (
    Appeal,
    Attestation,
    BoardReport,
    Decision,
    Dispatch,
    DispatchCorrection,
    Execution,
    Matter,
    MinutesApproval,
    MinutesExtract,
    Passage,
    PersonalDecision,
    ReportVersion,
    Reservation,
    WayForward,
)
from famn.ground import trail
from famn.outside.archive import Day, File, Person, Record


def reports(matter: Matter, scope: Scope) -> Iterator[Record]:
    """A record for each report with all its versions."""
    for row in rows_of(BoardReport, "started_at", matter=matter):
        attests = rows_of(Attestation, "asked_at", version__report=row)
        passages = rows_of(Passage, "number", report=row)
        is_unfinished = row.document_id is None and row.state != BoardReport.State.CLOSED
        if is_unfinished:
            scope.gaps.append(f"{row.title}: utlåtandet är inte färdigt ({row.get_state_display()}).")
        yield Record(
            folder="02-utlatanden",
            code=row.code,
            kind="tjänsteutlåtande",
            title=row.title,
            created_at=row.started_at,
            days=(Day("meeting", row.meeting_date.isoformat()),) if row.meeting_date else (),
            people=tuple(Person(one.name, "attesterat av", one.title) for one in attests if one.attested_at),
            facts=facts_of(row, "matter", "title")
            | {
                "Attester": table_of(attests),
                "Nämnder det går till": table_of(passages, "report"),
                "Vägval": table_of(rows_of(WayForward, "chosen_at", report=row), "report"),
            },
            files=tuple(_versions(row)),
            things=things_of([row, *attests, *passages]),
            is_unfinished=is_unfinished,
        )


def _versions(report: BoardReport) -> Iterator[File]:
    heads = ReportVersion.objects.filter(report=report).defer("content", "head").order_by("number")
    for version in heads:
        name = f"version-{version.number:03}"
        words = f"Version {version.number}"
        yield printed(f"{name}.pdf", f"{words} så som den såg ut", version.saved_at, _paper(report, version.number))
        read = words_of(ReportVersion, version.pk)
        yield File(f"{name}.json", JSON, version.saved_at, read, f"{words}, orden")


def _paper(report: BoardReport, number: int) -> Callable[[], Paper]:
    def paper() -> Paper:
        full = BoardReport.objects.select_related("matter", "heading_set").get(pk=report.pk)
        found = reads.printed(full, number)
        assert found is not None, "a version is never taken away"  # noqa: S101  told to the type checker
        return found.paper

    return paper


def words_of(model: Any, number: int) -> Callable[[], bytes]:
    """What a version says and its head, as they were when its checksum was made; the checksum beside."""

    def read() -> bytes:
        row = model.objects.get(pk=number)
        said = {"number": row.number, "sha256": row.sha256, "content": row.content, "head": row.head}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()

    return read


def decisions(matter: Matter, scope: Scope) -> Iterator[Record]:
    """A record for each decision of a body, with what came after it; then those that one person made."""
    for row in rows_of(Decision, "meeting_date", report__matter=matter):
        approvals = rows_of(MinutesApproval, decision=row)
        appeals = rows_of(Appeal, "appealed_on", decision=row)
        dispatches = rows_of(Dispatch, "added_at", decision=row)
        extracts = rows_of(MinutesExtract, "made_at", decision=row)
        yield Record(
            folder="03-beslut",
            code=row.code,
            kind="beslut",
            title=" ".join(filter(None, (row.body, row.meeting_date.isoformat(), row.paragraph))),
            created_at=row.recorded_at,
            days=(Day("decision", row.meeting_date.isoformat()),),
            people=tuple(Person(one.approver, "justerare") for one in approvals),
            facts=facts_of(row)
            | {
                "Reservationer": table_of(rows_of(Reservation, decision=row), "decision"),
                "Justering och anslag": table_of(approvals, "decision"),
                "Överklaganden": table_of(appeals, "decision"),
                "Verkställighet": table_of(rows_of(Execution, decision=row), "decision"),
                "Expediering": table_of(dispatches, "decision"),
                "Rättad expediering": table_of(rows_of(DispatchCorrection, dispatch__decision=row)),
            },
            files=tuple(_extract(one, number) for number, one in enumerate(extracts, start=1)),
            things=things_of([row, *approvals, *appeals, *dispatches, *extracts]),
        )
    yield from _personal(matter)


def _personal(matter: Matter) -> Iterator[Record]:
    for row in rows_of(PersonalDecision, "decided_on", matter=matter):
        yield Record(
            folder="03-beslut",
            code=row.code,
            kind=str(row.get_kind_display()),
            title=f"{str(row.get_kind_display()).capitalize()} {row.decided_on.isoformat()}, {row.title}",
            created_at=row.recorded_at,
            days=(Day("decision", row.decided_on.isoformat()),),
            people=(Person(row.name, "beslutsfattare", row.title),),
            facts=facts_of(row, "matter"),
            things=things_of([row]),
        )


def _extract(row: MinutesExtract, number: int) -> File:
    def paper() -> Paper:
        return reads.extract_facts(MinutesExtract.objects.get(pk=row.pk)).paper

    return printed(f"utdrag-{number:03}.pdf", f"Protokollsutdrag {number}", row.made_at, paper)


def things_of(rows: Any) -> tuple[tuple[str, int], ...]:
    """Rows as the trail names them."""
    return tuple((trail.name_of(type(row)), row.pk) for row in rows)
