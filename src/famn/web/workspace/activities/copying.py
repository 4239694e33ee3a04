"""The pages that copy a term or a week. What comes, what falls out and why is shown before anything is saved."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.activities import actions, reads, rules
from famn.domain.activities.planning import monday_of
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import crumbs, fetched_centre, fetched_term, frame
from famn.web.workspace.activities.forms import WeekForm


def copy_term(request: Request, term: str) -> HttpResponse:
    """Copy a whole term into another: choose which, look, and save."""
    source = fetched_term(request, term)
    centre = source.centre
    others = [one for one in reads.terms_of(centre) if one.pk != source.pk]
    later = [one for one in reversed(others) if one.from_date >= source.to_date]
    asked = request.POST.get("till") or request.GET.get("till", "")
    target = next((one for one in others if one.code == asked), next(iter(later), None))
    context: dict[str, Any] = {
        "source": source,
        "target": target,
        "others": [
            {"url": f"?till={one.code}", "label": one.name, "current": target is not None and one.pk == target.pk}
            for one in others
        ],
        "centre": centre,
        "may": rules.may_plan(request.actor, centre),
        "crumbs": crumbs(centre),
    }
    if target is not None:
        target.centre = centre
        if request.method == "POST":
            act = partial(actions.copy_term, source, target, by=request.actor, at=timezone.now())
            try:
                made = act(only=request.POST.getlist("serie"))
            except Refused as refused:
                messages.error(request, str(refused.reason))
            else:
                count = len(made)
                said = ngettext("%(count)d serie är kopierad.", "%(count)d serier är kopierade.", count)
                messages.success(request, said % {"count": count})
                return redirect(f"{reverse('staff_term', args=[centre.code])}?termin={target.code}")
        copy = reads.term_copy(source, target, legs=reads.legs_to_plan(request.actor, centre))
        rows = [shown.copied_series(one) for one in copy.series]
        context |= {
            "coming": [one for one in rows if one["comes"]],
            "staying": [one for one in rows if not one["comes"]],
            "times": copy.times,
        }
    return render(request, "workspace/activities/copy_term.html", context)


def copy_week(request: Request, centre: str) -> HttpResponse:
    """Copy one week into another: choose which, look, and save."""
    row = fetched_centre(request, centre)
    monday = monday_of(timezone.localdate())
    asked = request.POST or request.GET
    after = monday + dt.timedelta(days=7)
    is_asked = "fran" in asked
    initial = {} if is_asked else {"fran": reads.week_to_copy(row, after) or monday, "till": after}
    form = WeekForm(asked if is_asked else None, initial=initial)
    context = frame(request, row, here="staff_week") | {"form": form, "crumbs": crumbs(row), "rows": None}
    if form.is_bound and form.is_valid():
        first, other = monday_of(form.cleaned_data["fran"]), monday_of(form.cleaned_data["till"])
        if "spara" in request.POST:
            act = partial(actions.copy_week, row, by=request.actor, at=timezone.now(), week_of=first, to_week_of=other)
            if tried(request, lambda: act(only=request.POST.getlist("tid")), _("Veckan är kopierad.")):
                return redirect(f"{reverse('staff_week', args=[row.code])}?dag={other.isoformat()}")
        legs = reads.legs_to_plan(request.actor, row)
        context["rows"] = [shown.copied_time(one) for one in reads.week_copy(row, first, other, legs=legs)]
        context |= {"first": first, "other": other}
    return render(request, "workspace/activities/copy_week.html", context)
