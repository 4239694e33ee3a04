"""The list of matters: filters, search and a page of rows, at the same number of queries however many there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from famn.domain.matters.models import Assignment, Document, Matter
from famn.domain.matters.rules import SOON, DueState, due_state_of, registry_key, visible_matters
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey, squeeze

PAGE_SIZE: Final = 50
NO_OFFICER: Final = "none"
MINE: Final = "me"


@dataclass(frozen=True)
class MatterRow:
    """One matter in a list. `next_due` is the nearest day of an assignment that waits for an answer."""

    code: str
    title: str
    registry_number: str
    body: str
    officer: str
    officer_code: str
    meeting_date: dt.date | None
    next_due: dt.date | None
    due_state: DueState | None
    documents: int
    state: str
    state_name: str


@dataclass(frozen=True)
class MattersPage:
    """A page of the list. `pages` is Django's page, for the links to the others; `total` counts all that match."""

    rows: list[MatterRow]
    pages: Page[Matter]
    total: int


def matters_list(
    actor: Actor,
    *,
    today: dt.date,
    state: str = "",
    q: str = "",
    kind: str = "",
    officer: str = "",
    due: str = "",
    page: int | str = 1,
) -> MattersPage:
    """The matters that the actor sees, newest first, as filtered. A filter that is unknown shows nothing.

    `state` is a Matter.State; `kind` a DocumentKind that one of its documents has; `officer` a person's code,
    "me" or "none"; `due` a DueState of its next assignment ("soon" includes today).
    """
    matters = _filtered(visible_matters(actor), actor, state=state, kind=kind, officer=officer)
    if due:
        matters = matters.filter(_is_due(due, today))
    if squeeze(q):
        matters = matters.filter(_is_about(squeeze(q)))
    paginator = Paginator(matters.order_by("-opened_at", "-pk"), PAGE_SIZE)
    current = paginator.get_page(page)
    return MattersPage(_rows(current, today), current, paginator.count)


def case_officers(actor: Actor) -> list[User]:
    """Everybody who is case officer of a matter that the actor sees, in Swedish order: the choices of the filter."""
    theirs = visible_matters(actor).filter(case_officer=OuterRef("pk"))
    return list(User.objects.filter(Exists(theirs)).order_by(SortKey("name"), "pk"))


def _filtered(matters: QuerySet[Matter], actor: Actor, *, state: str, kind: str, officer: str) -> QuerySet[Matter]:
    if state:
        matters = matters.filter(state=state)
    if kind:
        matters = matters.filter(Exists(Document.objects.filter(matter=OuterRef("pk"), kind=kind)))
    if officer == MINE:
        return matters.filter(case_officer_id=actor.user_id)
    if officer == NO_OFFICER:
        return matters.filter(case_officer__isnull=True)
    return matters.filter(case_officer__code=officer) if officer else matters


def _is_due(due: str, today: dt.date) -> Exists | Q:
    """Whether an assignment that waits for an answer has its day so near."""
    waiting = Assignment.objects.filter(matter=OuterRef("pk"), state=Assignment.State.OPEN)
    match due:
        case DueState.OVERDUE:
            return Exists(waiting.filter(due_date__lt=today))
        case DueState.TODAY:
            return Exists(waiting.filter(due_date=today))
        case DueState.SOON:
            return Exists(waiting.filter(due_date__gte=today, due_date__lte=today + SOON))
        case DueState.LATER:
            return Exists(waiting.filter(due_date__gt=today + SOON))
        case _:
            return Q(pk__in=[])


def _is_about(q: str) -> Q:
    """Whether title, board or registry number hold the words. Å, ä and ö are found with and without their dots."""
    about = Q(title__unaccent__icontains=q) | Q(body__unaccent__icontains=q) | Q(registry_number__icontains=q)
    key = registry_key(q)
    return about | Q(registry_key=key) if any(sign.isdigit() for sign in key) else about


def _rows(page: Page[Matter], today: dt.date) -> list[MatterRow]:
    """The rows of one page, with officer, counts and next day: three queries at most."""
    numbers = [matter.pk for matter in page]
    waiting = Assignment.objects.filter(matter__in=numbers, state=Assignment.State.OPEN)
    next_due = dict(waiting.values_list("matter").annotate(Min("due_date")).order_by())
    documents = dict(Document.objects.filter(matter__in=numbers).values_list("matter").annotate(Count("pk")).order_by())
    people = User.objects.in_bulk([matter.case_officer_id for matter in page if matter.case_officer_id])
    rows = []
    for matter in page:
        officer = people.get(matter.case_officer_id or 0)
        due_date = next_due.get(matter.pk)
        rows.append(
            MatterRow(
                code=matter.code,
                title=matter.title,
                registry_number=matter.registry_number,
                body=matter.body,
                officer=officer.name if officer else matter.case_officer_name,
                officer_code=officer.code if officer else "",
                meeting_date=matter.meeting_date,
                next_due=due_date,
                due_state=due_state_of(due_date, today) if due_date else None,
                documents=documents.get(matter.pk, 0),
                state=matter.state,
                state_name=matter.get_state_display(),
            )
        )
    return rows
