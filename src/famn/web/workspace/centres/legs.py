"""The pages of a centre's legs: let a party join, change how much of it is there, its hours, and let it leave."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.reads import LegShown
from famn.domain.people.models import Leg
from famn.web.shared.actor import Request
from famn.web.shared.forms import looks, tried
from famn.web.workspace.centres import looks as looked
from famn.web.workspace.centres import shown
from famn.web.workspace.centres.forms import HoursForm, LastDayForm, LegForm
from famn.web.workspace.centres.views import crumbs, fetched


def add_leg(request: Request, centre: str) -> HttpResponse:
    """Let a party bring a leg: first which leg, then the rest."""
    row = fetched(request, centre)
    asked = request.POST.get("ben") or request.GET.get("ben", "")
    leg = Leg(asked) if asked in Leg.values else None
    context: dict[str, Any] = {
        "centre": row,
        "leg": leg,
        "legs": Leg.values,
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    if leg is not None:
        today = timezone.localdate()
        units = reads.units_for_leg(leg, day=today)
        form = LegForm(request.POST or None, units=units, houses=rules.houses_of(row), initial={"from_date": today})
        context["form"] = form
        if looks(request) and form.is_valid():
            context["preview"] = looked.leg_look(looked.unsaved_leg(row, leg, form.arguments()), [], today)
        elif request.method == "POST" and form.is_valid():
            said = form.arguments()
            act = partial(actions.add_leg, row, by=request.actor, at=timezone.now(), leg=leg, **said)
            if tried(request, act, _("Verksamheten är med."), form):
                return redirect("work_centre", row.code)
    return render(request, "workspace/centres/add_leg.html", context)


def change_leg(request: Request, centre: str, leg: str) -> HttpResponse:
    """Change who runs a leg, how much of it is there, or what is said of it, from a day."""
    row, one = _fetched(request, centre, leg)
    today = timezone.localdate()
    now = reads.leg_shown(one, today)
    units = reads.units_for_leg(now.row.leg, day=today)
    first_day = max(today, now.row.from_date)
    form = LegForm(
        request.POST or None,
        units=units,
        houses=rules.houses_of(row),
        initial=LegForm.initial_of(now) | {"from_date": first_day},
    )
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.arguments()
        act = partial(actions.change_leg, one, by=request.actor, at=timezone.now(), seen=seen, **said)
        if tried(request, act, _("Verksamheten är ändrad."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "leg": now,
        "form": form,
        "is_overtaken": form.is_bound and seen != now.mark,
        "preview": _leg_look(now, form, today) if looks(request) and form.is_valid() else None,
        "may": rules.may_change_leg(request.actor, now.row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/change_leg.html", context)


def _leg_look(now: LegShown, form: LegForm, today: dt.date) -> dict[str, Any]:
    row = looked.unsaved_leg(now.row.centre, now.row.leg, form.arguments())
    return looked.leg_look(row, looked.week_of(now), today)


def leg_hours(request: Request, centre: str, leg: str) -> HttpResponse:
    """Say when a leg is open, from a day."""
    row, one = _fetched(request, centre, leg)
    today = timezone.localdate()
    now = reads.leg_shown(one, today)
    first_day = max(today, now.row.from_date)
    form = HoursForm(request.POST or None, leg=now, initial={"from_date": first_day})
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        act = partial(
            actions.set_hours,
            one,
            by=request.actor,
            at=timezone.now(),
            from_date=form.cleaned_data["from_date"],
            hours=[actions.Opens(day, one.opens, one.closes, one.age_from, one.age_to) for day, one in form.found],
            seen=seen,
        )
        if tried(request, act, _("Öppettiderna är sparade."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "leg": now,
        "form": form,
        "is_overtaken": form.is_bound and seen != now.hours_mark,
        "preview": shown.hours_look(now.title, form.week()) if looks(request) and form.is_valid() else None,
        "may": rules.may_change_leg(request.actor, now.row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/leg_hours.html", context)


def end_leg(request: Request, centre: str, leg: str) -> HttpResponse:
    """Let a party leave with a leg."""
    row, one = _fetched(request, centre, leg)
    today = timezone.localdate()
    now = reads.leg_shown(one, today)
    form = LastDayForm(request.POST or None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        act = partial(actions.end_leg, one, by=request.actor, at=timezone.now(), last_day=last_day)
        if tried(request, act, _("Verksamheten avslutas. Historiken finns kvar."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "title": _("%(leg)s är inte längre med") % {"leg": now.title},
        "intro": _("%(party)s lämnar familjecentralen. Det som har varit finns kvar i historiken.")
        % {"party": now.party},
        "may": rules.may_change_leg(request.actor, now.row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/change.html", context)


def _fetched(request: Request, centre: str, leg: str) -> tuple[FamilyCentre, CentreLeg]:
    row = fetched(request, centre)
    return row, get_object_or_404(row.legs, code=leg)
