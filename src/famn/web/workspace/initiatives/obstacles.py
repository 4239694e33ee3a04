"""The pages of what hinders an initiative."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Initiative, Obstacle
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Capability
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.initiatives import step_shown
from famn.web.workspace.initiatives.step_forms import ObstacleForm, SettleForm


def initiative_obstacles(request: Request, initiative: str) -> HttpResponse:
    """What hinders, what did, and a form for one thing more."""
    row = get_object_or_404(rules.visible_initiatives(request.actor), code=initiative)
    by, at = request.actor, timezone.now()
    today = timezone.localdate(at)
    form = ObstacleForm(request.POST or None, people=_people(row), initial={"noted_on": today})
    if form.is_valid() and tried(
        request, lambda: actions.note_obstacle(row, by=by, at=at, **form.arguments()), _("Hindret är antecknat."), form
    ):
        return redirect("initiative_obstacles", row.code)
    found = [step_shown.obstacle(one) for one in reads.obstacles_of(row, actor=by, today=today)]
    context = {
        "initiative": row,
        "open": [one for one in found if one["is_open"]],
        "settled": [one for one in found if not one["is_open"]],
        "form": form,
        "may_drive": rules.may_drive(by, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/initiatives/initiative_obstacles.html", context)


def obstacle(request: Request, obstacle: str) -> HttpResponse:
    """One obstacle: change what it says, say how it went, or that it is in the way again."""
    rows = rules.visible_obstacles(request.actor)
    row = get_object_or_404(rows.select_related("initiative", "owner", "recorded_by", "settled_by"), code=obstacle)
    by, act = request.actor, request.POST.get("gor", "")
    change = ObstacleForm(
        request.POST if act == "andra" else None, people=_people(row.initiative, row.owner), initial=_initial(row)
    )
    settle = SettleForm(request.POST if act == "klart" else None)
    if request.method == "POST" and _is_done(request, row, act, change, settle):
        return redirect("initiative_obstacles", row.initiative.code)
    context = {
        "initiative": row.initiative,
        "one": step_shown.obstacle(reads.obstacle_view(row, actor=by, today=timezone.localdate())),
        "change": change,
        "settle": settle,
        "may_change": rules.may_change_obstacle(by, row),
        "may_reopen": rules.may_settle_obstacle(by, row, Obstacle.State.OPEN),
        "crumbs": _crumbs(row.initiative, is_one=True),
    }
    return render(request, "workspace/initiatives/obstacle.html", context)


def _is_done(request: Request, row: Obstacle, act: str, change: ObstacleForm, settle: SettleForm) -> bool:
    """Do what the button says. False where a form is wrong or the action refused, and the form says why."""
    by, at = request.actor, timezone.now()
    if act == "igen":
        return tried(request, lambda: actions.reopen_obstacle(row, by=by, at=at), _("Hindret är i vägen igen."), change)
    if change.is_bound and change.is_valid():
        return tried(
            request,
            lambda: actions.change_obstacle(row, by=by, at=at, **change.arguments()),
            _("Hindret är ändrat."),
            change,
        )
    if settle.is_bound and settle.is_valid():
        return tried(
            request,
            lambda: actions.settle_obstacle(row, by=by, at=at, **settle.cleaned_data),
            _("Hindret är avklarat."),
            settle,
        )
    return False


def _people(row: Initiative, owner: User | None = None) -> list[User]:
    """Who may take something on: colleagues who drive initiatives, and the one who has it."""
    people = colleagues_who_may(Capability.DRIVE_INITIATIVES, authority_id=row.authority_id, day=timezone.localdate())
    return people if owner is None or owner in people else [owner, *people]


def _initial(row: Obstacle) -> dict[str, Any]:
    """What the form of an obstacle begins with."""
    return {
        "text": row.text,
        "level": row.level,
        "owner": row.owner.code if row.owner else "",
        "owner_name": row.owner_name,
        "noted_on": row.noted_on,
        "due_on": row.due_on,
    }


def _crumbs(row: Initiative, *, is_one: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("initiative", args=[row.code]), "label": row.title},
    ]
    return (
        [*crumbs, {"url": reverse("initiative_obstacles", args=[row.code]), "label": _("Hinder")}] if is_one else crumbs
    )
