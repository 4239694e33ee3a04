"""The whole of a matter's file as an archive package's plain values, and a sketch of it for a page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import OuterRef, Q, Subquery

from famn.domain.agreements.reads import VERBS as AGREEMENTS
from famn.domain.establishment.reads.archive.assignments import assignments
from famn.domain.establishment.reads.archive.documents import documents
from famn.domain.establishment.reads.archive.initiatives import initiatives
from famn.domain.establishment.reads.archive.letters import letters
from famn.domain.establishment.reads.archive.reports import decisions, reports, things_of
from famn.domain.establishment.reads.archive.scope import Scope
from famn.domain.establishment.reads.archive.words import MORE_VERBS
from famn.domain.establishment.reads.verbs import VERBS as ESTABLISHMENT
from famn.domain.establishment.rules import open_areas
from famn.domain.matters.models import Matter
from famn.domain.matters.reads.timeline import VERBS as MATTERS
from famn.domain.people.models import User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.trail import TrailEvent, TrailLink
from famn.outside.archive import Case, Doer, Event, Organisation, Package, Record, identifier_of

SOFTWARE: Final = ("Famn", "0.1.0")  # its version is that of pyproject.toml: a test holds them together
VERBS: Final = {**MORE_VERBS, **MATTERS, **AGREEMENTS, **ESTABLISHMENT}

# Each kind of content has its place here, in the order of its folder. A new table of matters is told of by one of
# them, or is named in tests/domain/establishment/test_archive_tables.py with the reason why it is not.
GATHERERS: Final[tuple[Callable[[Matter, Scope], Iterator[Record]], ...]] = (
    documents,
    reports,
    decisions,
    assignments,
    letters,
    initiatives,
)


@dataclass(frozen=True)
class Sketch:
    """What a package will hold. `size` is the bytes of files kept as they are: the others are not set yet."""

    kinds: list[tuple[str, int]]
    files: int
    size: int
    gaps: tuple[str, ...]


def sketch_of(matter: Matter, actor: Actor, *, at: dt.datetime) -> Sketch:
    """What a package would hold, without reading any file."""
    records, gaps = _gather(matter, actor, at, opens_walls=True)
    files = [file for record in records for file in record.files]
    kinds = Counter(record.kind for record in records)
    return Sketch(list(kinds.items()), len(files), sum(file.size or 0 for file in files), gaps)


def package_of(matter: Matter, actor: Actor, *, at: dt.datetime, opens_walls: bool = True) -> Package:
    """The package of a matter. Its files are read when it is written, in the same transaction.

    `opens_walls` False leaves the originals where they are: each is named with who keeps it.
    """
    row = _full(matter)
    records, gaps = _gather(row, actor, at, opens_walls=opens_walls)
    things = {*things_of([row]), *(thing for record in records for thing in record.things)}
    events = tuple(_events(things))
    users = {event.user_id for event in events if event.user_id is not None}
    names = User.objects.filter(pk__in=users).order_by("pk").values_list("pk", "name")
    return Package(
        case=_case(row),
        creator=Organisation(row.authority.name, row.authority.code),
        principal=row.authority.principal.name,
        made_by="" if actor is HOUSE else actor.name,
        made_at=at,
        software=SOFTWARE,
        records=tuple(records),
        events=events,
        doers=tuple(Doer(number, name) for number, name in names),
        gaps=gaps,
    )


def package_name(matter: Matter, *, at: dt.datetime) -> str:
    """What the file of a package is called: as the package."""
    return f"{identifier_of(matter.code, at)}.zip"


def _full(matter: Matter) -> Matter:
    rows = Matter.objects.select_related("authority__principal", "unit", "case_officer", "opened_by", "closed_by")
    return rows.get(pk=matter.pk)


def _gather(
    matter: Matter, actor: Actor, at: dt.datetime, *, opens_walls: bool
) -> tuple[list[Record], tuple[str, ...]]:
    scope = Scope(actor, open_areas(actor, matter) if opens_walls else frozenset(), at)
    records = [record for gather in GATHERERS for record in gather(matter, scope)]
    is_open = matter.state == Matter.State.OPEN
    gaps = ["Ärendet pågår: mer kan komma till."] if is_open else []
    return records, (*gaps, *scope.gaps)


def _case(row: Matter) -> Case:
    return Case(
        code=row.code,
        title=row.title,
        registry_number=row.registry_number,
        body=row.body,
        officer=row.case_officer.name if row.case_officer else row.case_officer_name,
        unit=row.unit.name,
        opened_at=row.opened_at,
        opened_by=row.opened_by.name,
        closed_at=row.closed_at,
        closed_by=row.closed_by.name if row.closed_by else "",
        meeting_date=row.meeting_date.isoformat() if row.meeting_date else "",
    )


def _events(things: Iterable[tuple[str, int]]) -> Iterator[Event]:
    """Every row of the trail about any of the things, the oldest first, with its links of the chain: two queries."""
    numbers: dict[str, list[int]] = {}
    for name, number in sorted(things):
        numbers.setdefault(name, []).append(number)
    about = reduce(or_, (Q(thing=name, thing_id__in=some) for name, some in numbers.items()))
    rows = list(TrailEvent.objects.filter(about).order_by("pk"))
    before = TrailLink.objects.filter(pk__lt=OuterRef("pk")).order_by("-pk").values("hash")[:1]
    links = TrailLink.objects.filter(event_id__in=[row.pk for row in rows]).annotate(previous=Subquery(before))
    chained = {link.event_id: (link.hash, link.previous or "0" * 64) for link in links}
    for row in rows:
        own, previous = chained.get(row.pk, ("", ""))
        yield Event(
            number=row.pk,
            at=row.at,
            verb=row.verb,
            words=str(VERBS.get(row.verb, "")),
            thing=row.thing,
            thing_id=row.thing_id,
            user_id=row.user_id,
            unit_id=row.unit_id,
            authority_id=row.authority_id,
            about=row.about,
            reason=row.reason,
            previous=previous,
            hash=own,
        )
