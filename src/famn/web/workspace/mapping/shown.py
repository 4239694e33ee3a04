"""A mapping as its pages show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.establishment import reads
from famn.domain.establishment.models import Mapping, MappingActor, MappingArea, Stance, StanceHolder
from famn.domain.establishment.reads import Area, Content, Holder, Invited, LocalActor, MappingPage, Need, Said
from famn.domain.matters.drafting import prose
from famn.domain.people.models import Leg
from famn.web.shared.tags import date_long, partial_date
from famn.web.workspace.mapping.parts import PARTS, Part

MARKS: Final = {Stance.Answer.POSITIVE: "yes", Stance.Answer.UNSURE: "unknown", Stance.Answer.NO: "no"}


@dataclass(frozen=True)
class Row:
    """A row of a part: what it says first, then in smaller words, and where it is changed."""

    title: str
    url: str
    lines: list[str] = field(default_factory=list)
    tag: str = ""
    is_chosen: bool = False
    noted: str = ""


@dataclass(frozen=True)
class Cell:
    """A newest answer to one question, or that there is none."""

    mark: str
    word: str
    day: str = ""


def mapping_page(page: MappingPage) -> dict[str, Any]:
    """All that the page of one mapping shows."""
    return {
        "mapping": page.mapping,
        "content": page.content,
        "parts": [part_card(part, page) for part in PARTS],
        "is_thin": bool(page.thin),
        "figures": prose.parse(page.content.figures),
        "changed": [reads.change_words(one) for one in page.changed],
        "facts": facts(page.mapping, page.content),
    }


def part_card(part: Part, page: MappingPage) -> dict[str, Any]:
    """One part with its rows, what it lacks, and where one adds to it."""
    return {
        "part": part,
        "url": reverse("mapping_part", args=[page.mapping.code, part.slug]),
        "rows": rows(part, page.mapping, page.content),
        "matrix": matrix(part, page.mapping, page.content) if part.key == "care" else None,
        "thin": [one.words for one in page.thin if one.part == part.key],
    }


def rows(part: Part, mapping: Mapping, content: Content) -> list[Row]:
    """The rows of a part; chosen sub-areas before the others."""

    def url(code: str) -> str:
        return reverse("mapping_row", args=[mapping.code, part.slug, code])

    match part.key:
        case "needs":
            return [_need(one, content, url(one.code)) for one in content.needs]
        case "actors":
            return [_actor(one, url(one.code)) for one in content.actors]
        case "care":
            return [_holder(one, url(one.code)) for one in content.holders]
        case "invitations":
            return [_invited(one, url(one.code)) for one in content.invitations]
    order = [MappingArea.Choice.CHOSEN, MappingArea.Choice.OPEN, MappingArea.Choice.NOT_CHOSEN]
    return [_area(one, content, url(one.code)) for choice in order for one in content.areas if one.choice == choice]


def _need(one: Need, content: Content, url: str) -> Row:
    where = content.area_name(one.area) or _("Hela platsen")
    source = ", ".join(filter(None, (one.source, partial_date(one.source_date))))
    lines = [" · ".join(filter(None, (one.group, where)))]
    lines.append(_("Källa: %(source)s") % {"source": source} if source else _("Ingen källa än"))
    return Row(one.statement, url, lines, noted=_noted(one))


def _actor(one: LocalActor, url: str) -> Row:
    asked = _("tillfrågad %(day)s") % {"day": partial_date(one.asked_on)} if one.asked_on else ""
    lines = [" · ".join(filter(None, (label(MappingActor.Kind, one.kind), asked, one.contact))), one.note]
    tag = label(MappingActor.Cooperation, one.cooperation) or _("inte tillfrågad än")
    return Row(one.name, url, _filled(lines), tag=tag.capitalize(), noted=_noted(one))


def _holder(one: Holder, url: str) -> Row:
    line = " · ".join(filter(None, (label(StanceHolder.Level, one.level).capitalize(), label(Leg, one.leg))))
    return Row(one.name, url, [line], noted=_noted(one))


def _invited(one: Invited, url: str) -> Row:
    count = _("%(count)d deltog") % {"count": one.how_many} if one.how_many is not None else ""
    lines = [" · ".join(filter(None, (partial_date(one.when), count))), one.heard]
    return Row(one.what, url, _filled(lines), noted=_noted(one))


def _area(one: Area, content: Content, url: str) -> Row:
    grounds = [need.statement for origin in one.grounds if (need := content.need(origin))]
    rests = _("Vilar på: %(needs)s") % {"needs": "; ".join(grounds)} if grounds else ""
    tag = label(MappingArea.Choice, one.choice).capitalize()
    chosen = one.choice == MappingArea.Choice.CHOSEN
    return Row(one.name, url, _filled([one.about, one.reasons, rests]), tag, is_chosen=chosen, noted=_noted(one))


def matrix(part: Part, mapping: Mapping, content: Content) -> dict[str, Any]:
    """Units and authorities by question: the newest answer of each, and every answer there has been."""
    return {
        "questions": [str(question.label) for question in Stance.Question],
        "rows": [
            {
                "name": holder.name,
                "url": reverse("mapping_row", args=[mapping.code, part.slug, holder.code]),
                "note": label(Leg, holder.leg) or label(StanceHolder.Level, holder.level).capitalize(),
                "cells": [cell(holder.newest(question)) for question in Stance.Question],
                "history": history(holder),
            }
            for holder in content.holders
        ],
    }


def cell(said: Said | None) -> Cell:
    """One answer as words and a mark."""
    if said is None:
        return Cell("unasked", _("Inget svar"))
    return Cell(
        MARKS[Stance.Answer(said.answer)], label(Stance.Answer, said.answer).capitalize(), partial_date(said.on)
    )


def history(holder: Holder) -> list[dict[str, Any]]:
    """Every answer of one of them, the newest first; `counts` is the newest on its question."""
    return [
        {
            "code": said.code,
            "day": partial_date(said.on),
            "question": label(Stance.Question, said.question),
            "cell": cell(said),
            "source": ", ".join(filter(None, (said.by, said.source))),
            "counts": holder.newest(said.question) is said,
            "noted": _noted(said),
        }
        for said in holder.stances
    ]


def facts(mapping: Mapping, content: Content) -> list[dict[str, str]]:
    """What a mapping is, and since when. Needs `based_on` and `started_by` selected."""
    last = mapping.based_on
    settled = {"day": partial_date(content.settled_on), "name": content.settled_by}
    rows = [
        {"key": _("Plats"), "value": content.place},
        {"key": _("Påbörjad"), "value": f"{partial_date(content.from_date)}, {mapping.started_by.name}"},
        {"key": _("Läge"), "value": mapping.get_state_display().capitalize()},
    ]
    if content.settled_on:
        rows.append({"key": _("Fastställd"), "value": _("%(day)s av %(name)s") % settled})
        rows.append({"key": _("Kontrollsumma"), "value": mapping.sha256[:16] + "…"})
    if last is not None:
        rows.append({"key": _("Bygger på"), "value": last.title, "url": reverse("mapping", args=[last.code])})
    return rows


def mapping_row(mapping: Mapping) -> dict[str, Any]:
    """One mapping in the list of an initiative."""
    settled = mapping.settled_at
    return {
        "title": mapping.title,
        "url": reverse("mapping", args=[mapping.code]),
        "note": _("Nummer %(number)d · %(place)s · påbörjad %(day)s")
        % {"number": mapping.number, "place": mapping.place_name, "day": date_long(mapping.from_date)},
        "is_settled": settled is not None,
        "state": _("Fastställd %(day)s") % {"day": date_long(settled)} if settled else _("Pågår"),
    }


def label(choices: type[TextChoices], value: str) -> str:
    """The words of a value; empty where it is empty."""
    return str(choices(value).label) if value else ""


def _filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line]


def _noted(one: Need | LocalActor | Holder | Invited | Area | Said) -> str:
    return _("Antecknat %(day)s av %(name)s") % {"day": partial_date(one.noted_on), "name": one.noted_by}
