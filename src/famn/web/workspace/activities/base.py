"""What the pages of activities share: the views of a centre, the way back, trying an act."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.activities import rules
from famn.domain.activities.models import Activity, Occurrence, Room, Series, Term
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.rules import visible_centres
from famn.web.shared.actor import Request

Crumbs = list[dict[str, str]]
VIEWS: Final = (
    ("morning", gettext_lazy("I dag")),
    ("staff_week", gettext_lazy("Vecka")),
    ("staff_term", gettext_lazy("Termin")),
    ("centre_activities", gettext_lazy("Alla aktiviteter")),
    ("rooms", gettext_lazy("Rum")),
)


def fetched_centre(request: Request, code: str) -> FamilyCentre:
    """A centre that one sees."""
    request.part_of = "activities"
    return get_object_or_404(visible_centres(request.actor), code=code)


def fetched_activity(request: Request, code: str) -> Activity:
    """An activity that one sees, with its centre and who leads it."""
    request.part_of = "activities"
    rows = rules.visible_activities(request.actor).select_related("centre", "leader", "unit")
    return get_object_or_404(rows, code=code)


def fetched_occurrence(request: Request, code: str) -> Occurrence:
    """One time that one sees, with all that its pages show."""
    request.part_of = "activities"
    rows = rules.visible_occurrences(request.actor)
    return get_object_or_404(rows.select_related("activity__centre", "room", "leader", "series"), code=code)


def fetched_room(request: Request, code: str) -> Room:
    """A room that one sees, with its centre and house."""
    request.part_of = "activities"
    return get_object_or_404(rules.visible_rooms(request.actor).select_related("centre", "premises"), code=code)


def fetched_term(request: Request, code: str) -> Term:
    """A term that one sees, with its centre and breaks."""
    request.part_of = "activities"
    rows = rules.visible_terms(request.actor).select_related("centre").prefetch_related("breaks")
    return get_object_or_404(rows, code=code)


def fetched_series(request: Request, code: str) -> Series:
    """A series that one sees, with all that its pages ask of it."""
    request.part_of = "activities"
    rows = rules.visible_series(request.actor)
    return get_object_or_404(rows.select_related("activity__centre", "activity__leader", "room", "term"), code=code)


def frame(request: Request, centre: FamilyCentre, *, here: str) -> dict[str, Any]:
    """What each view of a centre has above it."""
    return {
        "centre": centre,
        "views": [
            {"url": reverse(name, args=[centre.code]), "label": label, "current": name == here} for name, label in VIEWS
        ],
        "may": rules.may_plan(request.actor, centre),
        "crumbs": [{"url": reverse("activities"), "label": _("Aktiviteter")}],
    }


def crumbs(centre: FamilyCentre, activity: Activity | None = None) -> Crumbs:
    """The way back to a centre's activities, or to one of them."""
    way = [
        {"url": reverse("activities"), "label": _("Aktiviteter")},
        {"url": reverse("morning", args=[centre.code]), "label": centre.name},
    ]
    if activity is not None:
        way.append({"url": reverse("work_activity", args=[activity.code]), "label": activity.title})
    return way


def day_asked(request: Request, name: str = "dag") -> dt.date:
    """The day that the address names; today where it names none or no real one."""
    try:
        day = dt.date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()
    return day if 2000 <= day.year <= 2100 else timezone.localdate()


def around(request: Request, row: Activity) -> dict[str, Any]:
    """What a form about an activity has round it."""
    return {
        "activity": row,
        "centre": row.centre,
        "may": rules.may_change_activity(request.actor, row),
        "crumbs": crumbs(row.centre, row),
    }
