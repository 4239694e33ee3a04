"""What somebody was asked to do in a matter by a day, part by part, and the answer."""

from __future__ import annotations

from collections.abc import Iterator

from famn.domain.establishment.reads.archive.reports import things_of
from famn.domain.establishment.reads.archive.scope import Scope, printed
from famn.domain.establishment.reads.archive.tables import facts_of, rows_of, table_of
from famn.domain.matters import reads
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import Assignment, AssignmentAnswer, AssignmentPart, Matter
from famn.outside.archive import Day, File, Person, Record


def assignments(matter: Matter, scope: Scope) -> Iterator[Record]:
    """A record for each assignment; one that is answered has its answer set out on a paper."""
    for row in rows_of(Assignment, "due_date", matter=matter):
        is_open = row.state == Assignment.State.OPEN
        if is_open:
            scope.gaps.append(f"Uppdraget ”{row.text[:80]}” väntar på svar.")
        yield Record(
            folder="04-uppdrag",
            code=row.code,
            kind="uppdrag",
            title=row.text[:300],
            created_at=row.settled_at or matter.opened_at,
            days=(Day("due", row.due_date.isoformat()),),
            people=(Person(row.responsible.name, "ansvarig"),) if row.responsible else (),
            facts=facts_of(row, "matter")
            | {
                "Delar": table_of(rows_of(AssignmentPart, "number", assignment=row), "assignment"),
                "Svaret i handlingar": table_of(rows_of(AssignmentAnswer, assignment=row), "assignment"),
            },
            files=tuple(_answer(row)),
            things=things_of([row]),
            is_unfinished=is_open,
        )


def _answer(row: Assignment) -> Iterator[File]:
    if row.state == Assignment.State.ANSWERED and row.settled_at is not None:
        settled = row.settled_at

        def paper() -> Paper:
            full = Assignment.objects.select_related("matter").get(pk=row.pk)
            return reads.answer_paper(full, at=settled)

        yield printed("svar.pdf", "Svaret", settled, paper)
