"""The documents of a matter as they were confirmed, with the originals as they came in where their wall is open."""

from __future__ import annotations

from collections.abc import Iterator

from famn.domain.establishment.reads.archive.scope import Scope, media_type
from famn.domain.establishment.reads.archive.tables import facts_of, rows_of, table_of
from famn.domain.matters.models import DecisionPoint, Document, DocumentPerson, IncomingFile, Matter
from famn.domain.matters.reads import original_of
from famn.ground import sealed, trail
from famn.outside.archive import Day, File, Person, Record


def documents(matter: Matter, scope: Scope) -> Iterator[Record]:
    """A record for each document: what was confirmed, and its original or who keeps it."""
    for row in rows_of(Document, "added_at", matter=matter):
        people = rows_of(DocumentPerson, "part", "number", document=row)
        original = _original(row, scope)
        yield Record(
            folder="01-handlingar",
            code=row.code,
            kind=str(row.get_kind_display()),
            title=row.title,
            created_at=row.added_at,
            direction="incoming" if row.incoming_id else "internal",
            days=(Day("document", row.date),) if row.date else (),
            people=tuple(Person(one.name, str(one.get_part_display()), one.title) for one in people if one.name),
            numbers=tuple(row.registry_numbers),
            facts=facts_of(row, "matter", "incoming", "title", "kind", "registry_numbers")
            | {"Beslutspunkter": table_of(rows_of(DecisionPoint, "number", document=row), "document")},
            files=(original,) if original else (),
            things=_things(row),
            restriction=_restriction(row) if original else "",
            kept_elsewhere="" if original or row.incoming_id is None else _keeper(row),
        )


def _original(row: Document, scope: Scope) -> File | None:
    """The file as it came in; None where there is none, or where it is behind a wall that is shut."""
    if row.incoming_id is None:
        return None
    if row.kept_by_id not in scope.areas:
        words = "{title}: originalet finns hos {keeper} och är inte med i paketet."
        scope.gaps.append(words.format(title=row.title, keeper=_keeper(row)))
        return None
    number, area = row.incoming_id, row.kept_by_id
    with sealed.acting(area):
        found = IncomingFile.objects.filter(pk=number).defer("content", "text", "reading", "draft").first()
    if found is None:
        scope.gaps.append(f"{row.title}: originalet hittades inte hos {_keeper(row)}.")
        return None
    incoming = found

    def read() -> bytes:
        with sealed.acting(area):
            return original_of(incoming)

    return File(
        name=found.name,
        media_type=media_type(found.name),
        created_at=found.received_at,
        read=read,
        words="Originalet, byte för byte",
        original_name=found.name,
        size=found.size,
    )


def _keeper(row: Document) -> str:
    return row.kept_by.name if row.kept_by else "okänt sekretessområde"


def _restriction(row: Document) -> str:
    """The file came in to a secrecy area: whether it may be given out is tried there each time."""
    area = row.kept_by
    if area is None:
        return ""
    chapter = f", {area.chapter}" if area.chapter else ""
    return f"Originalet kom in till sekretessområdet {area.name}{chapter}. Pröva sekretessen innan det lämnas ut."


def _things(row: Document) -> tuple[tuple[str, int], ...]:
    own = (trail.name_of(Document), row.pk)
    return (own,) if row.incoming_id is None else (own, (trail.name_of(IncomingFile), row.incoming_id))
