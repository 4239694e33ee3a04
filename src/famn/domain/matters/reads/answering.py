"""What pages and papers show of the answer to an assignment: its parts, and the documents it was given in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext as _

from famn.domain.matters.drafting.answers import Answered, PartKind, Row, compose
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import Assignment, AssignmentAnswer, AssignmentPart, BoardReport, Document
from famn.domain.matters.reads.reports import head_of


def parts_of(assignment: Assignment) -> list[AssignmentPart]:
    """The parts that an assignment asks for, in order, with who answered them: one query."""
    return list(AssignmentPart.objects.filter(assignment=assignment).select_related("answered_by").order_by("number"))


def answered(part: AssignmentPart) -> Answered:
    """A part as plain values."""
    rows = tuple(Row.from_json(row) for row in part.rows)
    return Answered(PartKind(part.kind), part.heading, part.text, rows)


def unanswered(parts: Iterable[AssignmentPart]) -> list[AssignmentPart]:
    """The parts that nothing is answered to."""
    return [part for part in parts if part.answered_at is None]


def answer_of(assignment: Assignment) -> AssignmentAnswer | None:
    """The documents that an assignment was answered with, if it was."""
    full = ("document__matter", "report", "paper__matter")
    return AssignmentAnswer.objects.filter(assignment=assignment).select_related(*full).first()


def answer_paper(assignment: Assignment, *, at: dt.datetime) -> Paper:
    """The answer as a paper, a draft until it is given: three queries. Needs `matter` selected with it."""
    is_open = assignment.state == Assignment.State.OPEN
    head = head_of(assignment.matter, at=assignment.settled_at or at)
    head = replace(head, authority=assignment.body or head.authority)
    title = _("Svar på uppdrag: %(title)s") % {"title": assignment.matter.title}
    parts = [answered(part) for part in parts_of(assignment)]
    return compose(title, assignment.text, assignment.answer, parts, head, is_draft=is_open)


def documents_to_answer_with(assignment: Assignment) -> list[Document]:
    """The documents of the matter that an answer may be given in, the newest first."""
    rows = Document.objects.filter(matter=assignment.matter_id, answers_in_parts__isnull=True)
    return list(rows.order_by("-added_at", "-pk"))


def reports_to_answer_with(assignment: Assignment) -> list[BoardReport]:
    """The reports of the matter that are written here and are no documents yet, the newest first."""
    rows = BoardReport.objects.filter(matter=assignment.matter_id, document__isnull=True)
    return list(rows.order_by("-started_at", "-pk"))


def answered_with(document: Document) -> list[Assignment]:
    """The assignments that a document answers: as it came in, as the report that it was, or as their parts on paper."""
    by_report = Q(given__report__document=document)
    mine = Q(given__document=document) | Q(given__paper=document) | by_report
    return list(Assignment.objects.filter(mine).select_related("matter").order_by("due_date", "pk"))
