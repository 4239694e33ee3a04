"""The initiative that a matter belongs to: its settled mappings and the approved minutes of its groups."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from django.utils import timezone

from famn.domain.establishment.models import (
    GroupMeeting,
    Initiative,
    InitiativeMatter,
    Mapping,
    MeetingAttendance,
)
from famn.domain.establishment.reads.archive.reports import things_of
from famn.domain.establishment.reads.archive.scope import JSON, Scope, printed
from famn.domain.establishment.reads.archive.tables import facts_of, rows_of
from famn.domain.establishment.reads.mapping import printed_mapping
from famn.domain.establishment.reads.minutes import printed_minutes
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import Matter
from famn.outside.archive import Day, File, Person, Record

FOLDER = "06-initiativ"


def initiatives(matter: Matter, scope: Scope) -> Iterator[Record]:
    """Each initiative of the matter's authority, then its mappings and minutes. What goes on is told, not included."""
    ties = InitiativeMatter.objects.filter(matter=matter).values("initiative")
    for row in rows_of(Initiative, "started_at", pk__in=ties):
        if row.authority_id != matter.authority_id:
            scope.gaps.append(f"{row.title}: initiativet finns hos {row.authority.name} och är inte med i paketet.")
            continue
        yield Record(
            folder=FOLDER,
            code=row.code,
            kind="initiativ",
            title=row.title,
            created_at=row.started_at,
            facts=facts_of(row, "title"),
            things=things_of([row]),
        )
        yield from _mappings(row, scope)
        yield from _minutes(row, scope)
        scope.gaps.append(
            f"{row.title}: trappans steg, hinder, lokaler, årshjul och checklistor finns bara i Famn. "
            "De hör till initiativet och inte till ärendet."
        )


def _mappings(initiative: Initiative, scope: Scope) -> Iterator[Record]:
    for row in rows_of(Mapping, "number", initiative=initiative):
        if row.state != Mapping.State.SETTLED or row.settled_at is None:
            scope.gaps.append(f"{row.title}: kartläggningen pågår och är inte med.")
            continue
        settled = row.settled_at
        yield Record(
            folder=FOLDER,
            code=row.code,
            kind="kartläggning",
            title=row.title,
            created_at=settled,
            days=(Day("settled", timezone.localdate(settled).isoformat()),),
            people=(Person(row.settled_by.name, "fastställt av"),) if row.settled_by else (),
            facts=facts_of(row, "initiative", "title", "content"),
            files=(
                printed("kartlaggning.pdf", "Kartläggningen så som den såg ut", settled, _mapping(row, scope)),
                File("kartlaggning.json", JSON, settled, _mapping_words(row), "Kartläggningen, orden"),
            ),
            things=things_of([row]),
        )


def _mapping(row: Mapping, scope: Scope) -> Callable[[], Paper]:
    def paper() -> Paper:
        full = Mapping.objects.select_related("initiative", "place", "based_on", "started_by").get(pk=row.pk)
        return printed_mapping(full, scope.actor, today=timezone.localdate(scope.at))

    return paper


def _mapping_words(row: Mapping) -> Callable[[], bytes]:
    def read() -> bytes:
        said = Mapping.objects.get(pk=row.pk)
        return json.dumps({"sha256": said.sha256, **(said.content or {})}, ensure_ascii=False, indent=1).encode()

    return read


def _minutes(initiative: Initiative, scope: Scope) -> Iterator[Record]:
    for row in rows_of(GroupMeeting, "day", group__initiative=initiative):
        if row.state == GroupMeeting.State.HELD:
            scope.gaps.append(f"Mötet {row.day.isoformat()} i {row.group}: anteckningarna är inte godkända än.")
        if row.state != GroupMeeting.State.APPROVED or row.approved_at is None:
            continue
        approved = row.approved_at
        present = rows_of(MeetingAttendance, "name", meeting=row, is_present=True)
        yield Record(
            folder=FOLDER,
            code=row.code,
            kind="mötesanteckningar",
            title=f"Mötesanteckningar {row.day.isoformat()}, {row.group}",
            created_at=approved,
            days=(Day("meeting", row.day.isoformat()),),
            people=tuple(Person(one.name, "närvarande") for one in present),
            facts=facts_of(row, "group"),
            files=(printed("anteckningar.pdf", "Anteckningarna så som de godkändes", approved, _paper(row)),),
            things=things_of([row]),
        )


def _paper(row: GroupMeeting) -> Callable[[], Paper]:
    def paper() -> Paper:
        return printed_minutes(GroupMeeting.objects.get(pk=row.pk))

    return paper
