"""The parts and the documents of an answer as components show them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.drafting.answers import COLUMNS, Answered, said_amount, said_hours
from famn.domain.matters.models import Assignment, AssignmentAnswer, AssignmentPart, Document
from famn.domain.matters.reads import answered
from famn.domain.people.rules import Actor
from famn.web.shared.tags import date_long, moment


def parts_page(
    row: Assignment, parts: Sequence[AssignmentPart], given: AssignmentAnswer | None, actor: Actor
) -> dict[str, Any]:
    """What the page of an assignment shows of its parts, and of the documents that it was answered with."""
    return {
        "parts": [part(one, row) for one in parts],
        "parts_count": len(parts),
        "missing": [one.heading for one in parts if one.answered_at is None],
        "may_ask": rules.may_ask_parts(actor, row),
        "given_in": documents(given),
    }


def part(one: AssignmentPart, row: Assignment) -> dict[str, Any]:
    """One part with what is answered to it, and who did."""
    said = answered(one)
    who = ""
    if one.answered_by is not None:
        facts = {"when": moment(one.answered_at), "name": one.answered_by.name}
        who = _("Besvarat %(when)s av %(name)s") % facts
    return {
        "number": one.number,
        "heading": one.heading,
        "text": one.text,
        "who": who,
        "table": table(said),
        "url": reverse("answer_part", args=[row.code, one.number]),
        "drop_url": reverse("drop_part", args=[row.code, one.number]),
    }


def table(said: Answered) -> dict[str, Any] | None:
    """The rows of a part with their headings and what they come to; None where it has none."""
    if not said.rows:
        return None
    columns = COLUMNS[said.kind]
    has_hours = len(columns) > 3
    rows = [
        [one.what, one.who, *([said_hours(one.hours)] if has_hours else []), said_amount(one.amount)]
        for one in said.rows
    ]
    total = [_("Summa"), "", *([said_hours(said.hours) if said.hours else ""] if has_hours else [])]
    return {
        "columns": columns,
        "rows": rows,
        "total": [*total, said_amount(said.amount or None)] if len(rows) > 1 and (said.amount or said.hours) else None,
    }


def documents(given: AssignmentAnswer | None) -> list[dict[str, str]]:
    """The documents that an assignment was answered with, each with where it is."""
    if given is None:
        return []
    found = [document_link(one) for one in (given.paper, given.document) if one is not None]
    if given.report is not None:
        found.append({"title": given.report.title, "url": reverse("report", args=[given.report.code]), "note": ""})
    return found


def given_by(row: Assignment) -> list[dict[str, str]]:
    """What an assignment comes from: a decision by hand, or a point of a document. Needs both selected with it."""
    if row.decision is not None:
        facts = {"body": row.decision.body, "day": date_long(row.decision.meeting_date)}
        url = reverse("dispatch", args=[row.decision.code])
        return [{"key": _("Gavs efter"), "value": _("%(body)s den %(day)s") % facts, "url": url}]
    if row.point is not None:
        document = row.point.document
        url = reverse("document", args=[row.matter.code, document.code])
        return [{"key": _("Står i"), "value": document.title, "url": url}]
    return []


def document_link(one: Document) -> dict[str, str]:
    """A document in a list. Needs its `matter` selected."""
    return {
        "title": one.title,
        "url": reverse("document", args=[one.matter.code, one.code]),
        "note": one.get_kind_display().capitalize(),
        "checksum": one.sha256,
    }


def answers(rows: Sequence[Assignment]) -> list[dict[str, str]]:
    """What a document answers, as facts with links."""
    return [{"key": _("Svar på"), "value": one.text, "url": reverse("assignment", args=[one.code])} for one in rows]
