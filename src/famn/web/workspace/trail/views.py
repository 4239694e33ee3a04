"""The trail of one thing: who did what, for which unit, and when. The thing must be visible by its own room's rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.agreements.models import JointLetter
from famn.domain.agreements.reads import parts_of as parts_of_letter
from famn.domain.agreements.rules import visible_letters
from famn.domain.centres.models import DefinitionSet, FamilyCentre
from famn.domain.centres.rules import visible_centres, visible_definition_sets
from famn.domain.establishment.models import Initiative, Ladder
from famn.domain.establishment.rules import visible_initiatives, visible_ladders
from famn.domain.matters.models import Assignment, BoardReport, Document, IncomingFile, Matter, SteeringDocument
from famn.domain.matters.reads import parts_of
from famn.domain.matters.rules import (
    visible_assignments,
    visible_documents,
    visible_incoming,
    visible_matters,
    visible_reports,
    visible_steering,
)
from famn.domain.people.models import Membership, Unit
from famn.domain.people.rules import Actor, visible_memberships, visible_people, visible_units
from famn.domain.programme.models import Programme
from famn.domain.programme.rules import visible_programmes
from famn.ground.trail import TrailEvent, events_of
from famn.web.shared.actor import Request
from famn.web.workspace.trail.words import THINGS, in_words

PAGE_SIZE: Final = 50


def trail(request: Request, thing: str, code: str) -> HttpResponse:
    """Everything that was done with one thing and what belongs to it, the newest first."""
    kind = KINDS.get(thing)
    if kind is None:
        raise Http404
    row = get_object_or_404(kind.visible(request.actor), code=code)
    page = Paginator(events_of(kind.with_parts(row)), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "title": kind.title(row),
        "kind": THINGS[thing],
        "page": page,
        "events": _shown(page, request.actor, own=thing),
        "crumbs": [{"url": kind.url(row), "label": kind.title(row)}],
    }
    return render(request, "workspace/trail/trail.html", context)


def _shown(events: Iterable[TrailEvent], actor: Actor, *, own: str) -> list[dict[str, Any]]:
    """Events in words. People and units outside one's own authority have no name here."""
    rows = list(events)
    people = visible_people(actor).in_bulk([row.user_id for row in rows if row.user_id])
    units = visible_units(actor).in_bulk([row.unit_id for row in rows if row.unit_id])
    outside = _("någon utanför myndigheten")
    return [
        {
            "what": in_words(row.verb),
            "thing": "" if row.thing == own else THINGS.get(row.thing, ""),
            "who": (people[row.user_id].name if row.user_id in people else outside)
            if row.user_id
            else _("Famn självt"),
            "unit": units[row.unit_id].name if row.unit_id in units else "",
            "at": row.at,
            "reason": row.reason,
        }
        for row in rows
    ]


# --- which things have a trail ---------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """How one kind of thing is fetched, named and found again; `with_parts` is the thing and what belongs to it."""

    visible: Callable[[Actor], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    with_parts: Callable[[Any], list[Model]] = lambda row: [row]


def _matter_url(matter: Matter) -> str:
    return reverse("matter", args=[matter.code])


def _document_url(document: Document) -> str:
    return reverse("document", args=[document.matter.code, document.code])


def _assignment_url(assignment: Assignment) -> str:
    return reverse("assignment", args=[assignment.code])


def _incoming_url(file: IncomingFile) -> str:
    return reverse("reading", args=[file.code])


def _initiative_url(initiative: Initiative) -> str:
    return reverse("initiative", args=[initiative.code])


def _ladder_url(ladder: Ladder) -> str:
    return reverse("ladder", args=[ladder.code])


def _membership_title(membership: Membership) -> str:
    return f"{membership.user.name}, {membership.unit.name}"


def _membership_url(membership: Membership) -> str:
    return reverse("person", args=[membership.user.code])


def _unit_url(unit: Unit) -> str:
    return reverse("unit", args=[unit.code])


def _matter_parts(matter: Matter) -> list[Model]:
    reports = [part for report in matter.reports.all() for part in parts_of(report)]
    return [matter, *matter.documents.all(), *matter.assignments.all(), *reports]


def _report_url(report: BoardReport) -> str:
    return reverse("report", args=[report.code])


def _initiative_parts(initiative: Initiative) -> list[Model]:
    return [initiative, *initiative.steps.all()]


def _steering_url(document: SteeringDocument) -> str:
    return reverse("steering", args=[document.code])


def _programme_url(programme: Programme) -> str:
    return reverse("programme", args=[programme.code])


def _centre_url(centre: FamilyCentre) -> str:
    return reverse("work_centre", args=[centre.code])


def _centre_parts(centre: FamilyCentre) -> list[Model]:
    return [centre, *centre.legs.all(), *centre.premises.all(), *centre.partners.all()]


def _definition_url(definition: DefinitionSet) -> str:
    return reverse("work_definition", args=[definition.code])


def _letter_url(row: JointLetter) -> str:
    return reverse("letter_of_intent", args=[row.code])


KINDS: Final[dict[str, Kind]] = {
    "matter": Kind(visible_matters, str, _matter_url, _matter_parts),
    "board_report": Kind(visible_reports, str, _report_url, parts_of),
    "document": Kind(lambda actor: visible_documents(actor).select_related("matter"), str, _document_url),
    "assignment": Kind(visible_assignments, lambda row: str(row.text)[:80], _assignment_url),
    "incoming_file": Kind(visible_incoming, lambda row: str(row.name), _incoming_url),
    "initiative": Kind(visible_initiatives, str, _initiative_url, _initiative_parts),
    "ladder": Kind(visible_ladders, str, _ladder_url),
    "steering_document": Kind(visible_steering, str, _steering_url),
    "programme": Kind(visible_programmes, str, _programme_url),
    "letter_of_intent": Kind(visible_letters, str, _letter_url, parts_of_letter),
    "family_centre": Kind(visible_centres, str, _centre_url, _centre_parts),
    "definition_set": Kind(visible_definition_sets, str, _definition_url),
    "membership": Kind(
        lambda actor: visible_memberships(actor).select_related("user", "unit"), _membership_title, _membership_url
    ),
    "unit": Kind(visible_units, str, _unit_url),
}
