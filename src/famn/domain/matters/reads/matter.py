"""One matter with everything that belongs to it, at a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from famn.domain.matters.models import Assignment, DecisionPoint, Document, DocumentPerson, Matter
from famn.domain.matters.rules import DueState, due_state


@dataclass(frozen=True)
class AssignmentView:
    """An assignment with how near its day is; `late_days` counts the days since, 0 where it is not late."""

    assignment: Assignment
    due_state: DueState
    late_days: int


@dataclass(frozen=True)
class DocumentView:
    """A document with those who sign, those who attested (never the same list), and its points."""

    document: Document
    signatories: list[DocumentPerson]
    attesters: list[DocumentPerson]
    points: list[DecisionPoint]


@dataclass(frozen=True)
class MatterPage:
    """A matter, its documents with the newest first, and its assignments with the nearest day first."""

    matter: Matter
    documents: list[DocumentView]
    assignments: list[AssignmentView]

    @property
    def waiting(self) -> list[AssignmentView]:
        """The assignments that wait for an answer."""
        return [one for one in self.assignments if one.due_state != DueState.SETTLED]


def matter_page(matter: Matter, *, today: dt.date) -> MatterPage:
    """The matter as its page shows it: five queries. Each document comes with `kept_by`, `matter` and `added_by`."""
    full = Matter.objects.select_related("case_officer", "unit", "authority", "opened_by", "closed_by")
    documents = (
        Document.objects.filter(matter=matter)
        .select_related("matter", "kept_by", "added_by")
        .prefetch_related(
            Prefetch("persons", DocumentPerson.objects.order_by("part", "number")),
            Prefetch("points", DecisionPoint.objects.order_by("number")),
        )
        .order_by("-added_at", "-pk")
    )
    assignments = (
        Assignment.objects.filter(matter=matter)
        .select_related("matter", "responsible", "settled_by", "point")
        .order_by("due_date", "pk")
    )
    return MatterPage(
        matter=full.get(pk=matter.pk),
        documents=[_document_view(document) for document in documents],
        assignments=assignment_views(assignments, today=today),
    )


def assignment_views(assignments: Iterable[Assignment], *, today: dt.date) -> list[AssignmentView]:
    """Assignments with how near their day is on `today`, in the order they came."""
    return [_assignment_view(assignment, today) for assignment in assignments]


def _assignment_view(assignment: Assignment, today: dt.date) -> AssignmentView:
    state = due_state(assignment, today)
    late = (today - assignment.due_date).days if state == DueState.OVERDUE else 0
    return AssignmentView(assignment, state, late)


def _document_view(document: Document) -> DocumentView:
    persons = list(document.persons.all())
    return DocumentView(
        document=document,
        signatories=[one for one in persons if one.part == DocumentPerson.Part.SIGNATORY],
        attesters=[one for one in persons if one.part == DocumentPerson.Part.ATTESTER],
        points=list(document.points.all()),
    )
