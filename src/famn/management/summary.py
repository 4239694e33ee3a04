"""A reading as a page of plain Swedish for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from famn.domain.matters.models import DocumentKind
from famn.domain.people.models import Leg

type Fields = dict[str, Any]

_WIDTH = 20


def summary(fields: Fields) -> str:
    """What was read in one file, a line for each thing found. What was not found is left out."""
    return "\n".join([fields["file"], *(f"  {line}" for line in _lines(fields)), ""])


def _lines(fields: Fields) -> Iterator[str]:
    for label, value in _facts(fields):
        yield from _row(label, value)
    for number, point in enumerate(fields["decision_points"], 1):
        yield from _row(_("Beslutspunkt %d") % number, [point["text"], *_about(point)])
    yield from _row(_("Parter"), fields["parties"])
    yield from _row(_("Verksamheter"), [str(Leg(leg).label) for leg in fields["legs"]])
    yield from _row(_("Undertecknare"), [_person(one) for one in fields["signatories"]])
    yield from _row(_("Attesterat av"), [_person(one) for one in fields["attestations"]])
    yield from _row(_("Bilagor"), fields["attachments"])
    yield from _row(_("Sändlista"), fields["distribution"])
    yield from _row(_("Avsnitt"), [part["heading"] for part in fields["sections"]])
    yield from _row(_("Mål"), fields["goals"])
    yield from _row(_("Steg"), fields["steps"])
    yield from _row(_("Stadsdelar"), fields["districts"])
    yield from _row(_("Se upp"), [f"{one['message']} ({one['code']})" for one in fields["warnings"]])
    yield from _row(_("Samma dokument som"), fields["same_as"])


def _facts(fields: Fields) -> Iterator[tuple[str, str | list[str] | None]]:
    yield _("Sort"), str(DocumentKind(fields["kind"]).label)
    yield _("Titel"), fields["title"]
    yield _("Datum"), fields["date"]
    yield _("Möte"), fields["meeting_date"]
    yield _("Diarienummer"), fields["registry_numbers"]
    yield _("Nämnd eller styrelse"), fields["authority"]
    yield _("Område"), fields["area"]
    yield _("Handläggare"), fields["case_officer"]


def _about(point: Fields) -> Iterator[str]:
    if point["body"]:
        yield _("beslutar: %s") % point["body"]
    if point["proposer"]:
        yield _("föreslår: %s") % point["proposer"]
    if point["immediate_approval"]:
        yield _("omedelbar justering")
    if point["report_back_date"]:
        yield _("återredovisas: %s") % point["report_back_date"]


def _person(one: Fields) -> str:
    return ", ".join(part for part in (one["name"] or _("(inget namn)"), one["title"], one.get("date")) if part)


def _row(label: str, value: str | list[str] | None) -> Iterator[str]:
    values = [value] if isinstance(value, str) else value or []
    for number, one in enumerate(values):
        yield f"{label if not number else '':<{_WIDTH}} {one}"
