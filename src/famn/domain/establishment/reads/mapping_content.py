"""What a mapping says, as plain records: read from its rows while it is under way, from its snapshot ever after."""

from __future__ import annotations

import json
from collections.abc import Mapping as Keyed
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from famn.domain.establishment.models import (
    AreaGround,
    Invitation,
    Mapping,
    MappingActor,
    MappingArea,
    MappingNeed,
    MappingRow,
    Stance,
    StanceHolder,
)
from famn.ground.text import SortKey


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What every row has. `code` is the row's own; `origin` is the same in each mapping that it was carried on to.

    `noted_on` is a day in ISO 8601.
    """

    code: str
    origin: str
    noted_on: str
    noted_by: str


@dataclass(frozen=True, kw_only=True)
class Area(Noted):
    """A sub-area; `grounds` are the origins of the needs that the choice rests on."""

    name: str
    about: str
    choice: str
    reasons: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Need(Noted):
    """A need; `area` is the origin of its sub-area, empty where it goes for all of them."""

    statement: str
    group: str
    area: str
    source: str
    source_date: str


@dataclass(frozen=True, kw_only=True)
class LocalActor(Noted):
    """A local actor. `asked_on` is ISO 8601 or empty."""

    kind: str
    name: str
    contact: str
    cooperation: str
    asked_on: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Said(Noted):
    """One stance. `on` is a day in ISO 8601."""

    question: str
    answer: str
    on: str
    by: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Holder(Noted):
    """Whose stances: the newest first."""

    name: str
    level: str
    leg: str
    stances: tuple[Said, ...]

    def newest(self, question: str) -> Said | None:
        """The stance that counts on one question."""
        return next((said for said in self.stances if said.question == question), None)


@dataclass(frozen=True, kw_only=True)
class Invited(Noted):
    """How inhabitants were or will be invited. `when` is ISO 8601, perhaps of reduced precision, or empty."""

    what: str
    when: str
    how_many: int | None
    heard: str


@dataclass(frozen=True)
class Content:
    """The whole of a mapping. `settled_on` is empty while it is under way; `figures` is light markup, or empty."""

    title: str
    number: int
    place: str
    from_date: str
    settled_on: str
    settled_by: str
    summary: str
    areas: tuple[Area, ...]
    needs: tuple[Need, ...]
    actors: tuple[LocalActor, ...]
    holders: tuple[Holder, ...]
    invitations: tuple[Invited, ...]
    figures: str

    def need(self, origin: str) -> Need | None:
        """The need of that origin."""
        return next((need for need in self.needs if need.origin == origin), None)

    def area_name(self, origin: str) -> str:
        """What the sub-area of that origin is called; empty where there is none."""
        return next((area.name for area in self.areas if area.origin == origin), "")

    def as_json(self) -> dict[str, Any]:
        """The content as plain JSON values; `from_json` gives the same content back."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def from_json(cls, row: Keyed[str, Any]) -> Content:
        """The content of `as_json`."""
        return cls(
            **{
                **row,
                "areas": tuple(Area(**{**one, "grounds": tuple(one["grounds"])}) for one in row["areas"]),
                "needs": tuple(Need(**one) for one in row["needs"]),
                "actors": tuple(LocalActor(**one) for one in row["actors"]),
                "holders": tuple(
                    Holder(**{**one, "stances": tuple(Said(**said) for said in one["stances"])})
                    for one in row["holders"]
                ),
                "invitations": tuple(Invited(**one) for one in row["invitations"]),
            }
        )


def content_of(mapping: Mapping, *, figures: str = "") -> Content:
    """What a mapping says: its snapshot where it is settled, else its rows with these figures: eight queries."""
    if mapping.content is not None:
        return Content.from_json(mapping.content["content"])
    return Content(
        title=mapping.title,
        number=mapping.number,
        place=mapping.place_name,
        from_date=mapping.from_date.isoformat(),
        settled_on="",
        settled_by="",
        summary=mapping.summary,
        areas=tuple(_areas(mapping)),
        needs=tuple(_needs(mapping)),
        actors=tuple(_actors(mapping)),
        holders=tuple(_holders(mapping)),
        invitations=tuple(_invitations(mapping)),
        figures=figures,
    )


def _noted(row: MappingRow) -> dict[str, str]:
    day = timezone.localdate(row.recorded_at).isoformat()
    return {"code": row.code, "origin": row.origin, "noted_on": day, "noted_by": row.recorded_by.name}


def _areas(mapping: Mapping) -> list[Area]:
    grounds = Prefetch("grounds", AreaGround.objects.select_related("need").order_by("need_id"))
    rows = MappingArea.objects.filter(mapping=mapping).select_related("recorded_by").prefetch_related(grounds)
    return [
        Area(
            **_noted(row),
            name=row.name,
            about=row.about,
            choice=row.choice,
            reasons=row.reasons,
            grounds=tuple(ground.need.origin for ground in row.grounds.all()),
        )
        for row in rows.order_by(SortKey("name"), "pk")
    ]


def _needs(mapping: Mapping) -> list[Need]:
    rows = MappingNeed.objects.filter(mapping=mapping).select_related("recorded_by", "area")
    return [
        Need(
            **_noted(row),
            statement=row.statement,
            group=row.group,
            area=row.area.origin if row.area else "",
            source=row.source,
            source_date=row.source_date,
        )
        for row in rows.order_by("pk")
    ]


def _actors(mapping: Mapping) -> list[LocalActor]:
    rows = MappingActor.objects.filter(mapping=mapping).select_related("recorded_by")
    return [
        LocalActor(
            **_noted(row),
            kind=row.kind,
            name=row.name,
            contact=row.contact,
            cooperation=row.cooperation,
            asked_on=row.asked_on.isoformat() if row.asked_on else "",
            note=row.note,
        )
        for row in rows.order_by(SortKey("name"), "pk")
    ]


def _holders(mapping: Mapping) -> list[Holder]:
    stances = Prefetch("stances", Stance.objects.select_related("recorded_by").order_by("-said_on", "-pk"))
    rows = StanceHolder.objects.filter(mapping=mapping).select_related("recorded_by").prefetch_related(stances)
    return [
        Holder(
            **_noted(row),
            name=row.name,
            level=row.level,
            leg=row.leg,
            stances=tuple(
                Said(
                    **_noted(said),
                    question=said.question,
                    answer=said.answer,
                    on=said.said_on.isoformat(),
                    by=said.said_by,
                    source=said.source,
                )
                for said in row.stances.all()
            ),
        )
        for row in rows.order_by(SortKey("name"), "pk")
    ]


def _invitations(mapping: Mapping) -> list[Invited]:
    rows = Invitation.objects.filter(mapping=mapping).select_related("recorded_by")
    return [
        Invited(**_noted(row), what=row.what, when=row.when, how_many=row.how_many, heard=row.heard)
        for row in rows.order_by("when", "pk")
    ]
