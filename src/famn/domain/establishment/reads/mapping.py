"""What pages show of mappings: those of an initiative, and one with what it lacks and what changed since the last."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

from famn.domain.establishment.models import Initiative, InitiativeMatter, Mapping
from famn.domain.establishment.reads.mapping_changes import Change, changes
from famn.domain.establishment.reads.mapping_content import Content, content_of
from famn.domain.establishment.reads.mapping_paper import paper_of_mapping
from famn.domain.establishment.reads.mapping_places import figures_of
from famn.domain.establishment.reads.mapping_thin import Thin, thin
from famn.domain.matters.drafting.paper import Head, Letterhead, Paper
from famn.domain.matters.reads import head_as_json, head_from_json
from famn.domain.people.rules import Actor
from famn.ground.text import checksum


@dataclass(frozen=True)
class MappingPage:
    """A mapping as its page shows it. `changed` is since the one before, nothing where there is none."""

    mapping: Mapping
    content: Content
    thin: list[Thin]
    changed: list[Change]


def mappings_of(initiative: Initiative) -> list[Mapping]:
    """The mappings of an initiative, the newest first, without their snapshots; `chosen` counts chosen sub-areas."""
    rows = Mapping.objects.filter(initiative=initiative).defer("content").select_related("settled_by", "started_by")
    return list(rows.order_by("-number"))


def newest_settled(initiative: Initiative) -> Mapping | None:
    """The last mapping of an initiative that was settled, with its snapshot."""
    rows = Mapping.objects.filter(initiative=initiative, state=Mapping.State.SETTLED)
    return rows.select_related("settled_by").order_by("-number").first()


def mapping_page(mapping: Mapping, actor: Actor) -> MappingPage:
    """A mapping with what it lacks and what changed. Needs `initiative`, `place` and `based_on` selected."""
    content = read_mapping(mapping, actor)
    return MappingPage(
        mapping=mapping,
        content=content,
        thin=[] if content.settled_on else thin(content),
        changed=_changed(mapping, content),
    )


def read_mapping(mapping: Mapping, actor: Actor) -> Content:
    """What a mapping says, with the figures of its place that the actor sees. Needs `place` selected."""
    figures = "" if mapping.content is not None else figures_of(mapping, actor)
    return content_of(mapping, figures=figures)


def printed_mapping(mapping: Mapping, actor: Actor, *, today: dt.date) -> Paper:
    """A mapping as a document; a draft is dated `today`. Needs `based_on`, `place` and `started_by` selected."""
    content = read_mapping(mapping, actor)
    kept = mapping.content
    head = head_from_json(kept["head"]) if kept is not None else head_of_mapping(mapping, day=today)
    return paper_of_mapping(content, head, changed=_changed(mapping, content), sha256=mapping.sha256)


def snapshot_of(mapping: Mapping, *, day: dt.date, by: Actor) -> tuple[dict[str, Any], str]:
    """What is kept of a mapping settled on a day by somebody: what it says and the head of its document; the checksum.

    Needs `place` and `started_by` selected.
    """
    content = replace(read_mapping(mapping, by), settled_on=day.isoformat(), settled_by=by.name)
    kept = {"content": content.as_json(), "head": head_as_json(head_of_mapping(mapping, day=day))}
    facts = json.dumps(kept, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return json.loads(facts), checksum(facts.encode("ascii"))


def head_of_mapping(mapping: Mapping, *, day: dt.date) -> Head:
    """The head of its document: the initiative's unit, and its registry number where its matters share one."""
    initiative = Initiative.objects.select_related("authority__principal", "unit__administration").get(
        pk=mapping.initiative_id
    )
    administration = initiative.unit.administration
    matters = InitiativeMatter.objects.filter(initiative=initiative).exclude(matter__registry_number="")
    numbers = set(matters.values_list("matter__registry_number", flat=True))
    return Head(
        letterhead=Letterhead(
            sender=administration.name if administration else initiative.authority.name,
            principal=initiative.authority.principal.name,
            phone=initiative.unit.phone,
            email=initiative.unit.email,
        ),
        authority=initiative.authority.name,
        date=day.isoformat(),
        registry_number=numbers.pop() if len(numbers) == 1 else "",
        case_officer=mapping.started_by.name,
    )


def _changed(mapping: Mapping, content: Content) -> list[Change]:
    """What changed since the one before, which is settled and has its snapshot."""
    return changes(content_of(mapping.based_on), content) if mapping.based_on is not None else []
