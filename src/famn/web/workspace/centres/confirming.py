"""The page that asks whether what everybody reads is still so, and its buttons."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities.reads import stale_activities_for
from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.ground.text import sort_key
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.shared.page import safe_next
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.views import crumbs, fetched


def stale(request: Request) -> HttpResponse:
    """What nobody has confirmed for long, of the centres that one keeps, plans at or has a leg in."""
    return _page(request, None)


def _page(request: Request, only: FamilyCentre | None) -> HttpResponse:
    today = timezone.localdate()
    groups: dict[int, dict[str, Any]] = {}
    for one in reads.stale_for(request.actor, today):
        _group(groups, one.centre)["rows"].append(public_shown.stale(one))
    for activity in stale_activities_for(request.actor, today):
        _group(groups, activity.activity.centre)["rows"].append(public_shown.stale_activity(activity))
    for group in groups.values():
        # one click for all that is said of the centre; activities have owners of their own
        of_centre = [row for row in group["rows"] if not row["is_activity"]]
        group["may_all"] = len(of_centre) > 1 and bool(rules.may_describe(request.actor, group["centre"]))
    shown = [one for one in groups.values() if only is None or one["centre"] == only]
    shown.sort(key=lambda one: sort_key(one["centre"].name))
    context = {"groups": shown, "next": request.path, "crumbs": crumbs(only)}
    return render(request, "workspace/centres/stale.html", context)


def _group(groups: dict[int, dict[str, Any]], centre: FamilyCentre) -> dict[str, Any]:
    return groups.setdefault(centre.pk, {"centre": centre, "rows": []})


def confirm_centre(request: Request, centre: str) -> HttpResponse:
    """Say that all of a centre is so, or one part of it; or see what of it nobody has said so of for long."""
    row = fetched(request, centre)
    if request.method != "POST":
        return _page(request, row)
    if part := request.POST.get("del", ""):
        return _part(request, row, part, None)
    act = partial(actions.confirm_centre, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Tack. Allt om %(centre)s stämmer i dag.") % {"centre": row.name})
    return redirect(safe_next(request, reverse("stale")))


def confirm_leg(request: Request, centre: str, leg: str) -> HttpResponse:
    """Say that a leg is as it stands, or what it is called in other languages."""
    row = fetched(request, centre)
    one = get_object_or_404(row.legs, code=leg)
    if part := request.POST.get("del", ""):
        return _part(request, row, part, one)
    act = partial(actions.confirm_leg, one, by=request.actor, at=timezone.now())
    tried(request, act, _("Tack. %(leg)s stämmer i dag.") % {"leg": str(one)})
    return redirect(safe_next(request, reverse("stale")))


def _part(request: Request, row: FamilyCentre, part: str, leg: CentreLeg | None) -> HttpResponse:
    act = partial(actions.confirm_part, row, by=request.actor, at=timezone.now(), part=part, leg=leg)
    tried(request, act, _("Tack. Det stämmer i dag."))
    return redirect(safe_next(request, reverse("stale")))


def confirm_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Say that somebody is as she is shown."""
    row = fetched(request, centre)
    one = get_object_or_404(reads.shown_people(timezone.localdate()), centre=row, code=shown)
    act = partial(actions.confirm_person, one, by=request.actor, at=timezone.now())
    tried(request, act, _("Tack. Uppgifterna om %(name)s stämmer i dag.") % {"name": one.name})
    return redirect(safe_next(request, reverse("stale")))
