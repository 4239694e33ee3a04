"""The morning and the week of staff, and cancelling what cannot happen: somebody is away, or the house is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads
from famn.domain.activities.models import Occurrence
from famn.domain.activities.planning import monday_of
from famn.domain.centres.models import FamilyCentre
from famn.web.shared.actor import Request
from famn.web.shared.forms import looks, tried
from famn.web.workspace.activities import looks as looked
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import crumbs, day_asked, fetched_centre, frame
from famn.web.workspace.activities.forms import CancelForm

AWAY_AHEAD: Final = dt.timedelta(days=14)  # how far ahead one who is ill today may cancel at once


def activities(request: Request) -> HttpResponse:
    """The centres whose activities one sees; with one alone, its morning."""
    centres = reads.centres_to_plan(request.actor)
    if len(centres) == 1:
        return redirect("morning", centres[0].code)
    return render(request, "workspace/activities/activities.html", {"centres": centres})


def morning(request: Request, centre: str) -> HttpResponse:
    """Today, or another day: what happens, who leads, which rooms are free, and who may be away."""
    row = fetched_centre(request, centre)
    day, today = day_asked(request), timezone.localdate()
    page = reads.day_page(row, day)
    said = shown.morning(page, may_cancel=reads.legs_to_plan(request.actor, row))
    context = frame(request, row, here="morning") | said
    context |= {
        "is_today": day == today,
        "tell": shown.told_at(row, day) if any(one["is_changed"] for one in said["times"]) else {},
        "before": (day - dt.timedelta(days=1)).isoformat(),
        "after": (day + dt.timedelta(days=1)).isoformat(),
    }
    return render(request, "workspace/activities/morning.html", context)


def staff_week(request: Request, centre: str) -> HttpResponse:
    """A week: the rooms as rows."""
    row = fetched_centre(request, centre)
    day = day_asked(request)
    monday = monday_of(day)
    sunday = monday + dt.timedelta(days=6)
    context = frame(request, row, here="staff_week")
    context["week"] = shown.week(
        day, reads.rooms_of(row, monday), reads.times(row, monday, sunday), reads.days_off(row, monday, sunday)
    )
    context["is_this"] = monday == monday_of(timezone.localdate())
    context["monday"] = monday.isoformat()
    context["tell"] = shown.told_at(row, monday)
    return render(request, "workspace/activities/staff_week.html", context)


def leader_away(request: Request, centre: str, leader: str) -> HttpResponse:
    """Somebody who leads is away: what she leads that day is ticked; one more click cancels it and tells all."""
    row = fetched_centre(request, centre)
    day = day_asked(request)
    person = get_object_or_404(reads.people_of(row, day), code=leader)
    legs = reads.legs_to_plan(request.actor, row)
    hers = [
        one for one in reads.times_led_by(person, day, day + AWAY_AHEAD) if legs is None or one.activity.leg in legs
    ]
    form = CancelForm(request.POST or None)
    chosen = [one for one in hers if one.code in request.POST.getlist("tid")]
    preview = None
    if request.method == "POST" and form.is_valid():
        if not chosen:
            form.add_error(None, _("Välj minst ett tillfälle."))
        elif looks(request):
            preview = looked.cancelled_look(chosen, form.cleaned_data)
        else:
            act = partial(actions.cancel_many, chosen, by=request.actor, at=timezone.now(), **form.cleaned_data)
            if tried(request, act, partial(shown.told, row), form):
                return _morning_of(row, chosen)
    ticked = set(request.POST.getlist("tid")) if form.is_bound else {one.code for one in hers if one.day == day}
    rows = [shown.time_row(one) | {"is_ticked": one.code in ticked} for one in hers]
    context = frame(request, row, here="morning") | {
        "person": person,
        "day": day,
        "form": form,
        "preview": preview,
        "times": [one for one in rows if one["day"] == day],
        "later": [one for one in rows if one["day"] != day],
        "later_ticked": any(one["is_ticked"] for one in rows if one["day"] != day),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/activities/leader_away.html", context)


def cancel_closed(request: Request, centre: str) -> HttpResponse:
    """Cancel, in one click, what is still planned on days when the whole centre is closed."""
    row = fetched_centre(request, centre)
    today, legs = timezone.localdate(), reads.legs_to_plan(request.actor, row)
    found = reads.on_closed_days(row, today, today + dt.timedelta(days=reads.AHEAD))
    mine = [one for one in found if legs is None or one.activity.leg in legs]
    if not mine:
        messages.info(request, _("Inget är planerat på stängda dagar."))
        return redirect("morning", row.code)
    reason = Occurrence.Reason.CLOSED
    act = partial(actions.cancel_many, mine, by=request.actor, at=timezone.now(), reason=reason)
    tried(request, act, partial(shown.told, row))
    return _morning_of(row, mine)


def _morning_of(centre: FamilyCentre, cancelled: Sequence[Occurrence]) -> HttpResponse:
    """To the first day of what was cancelled: there is the text, the picture and the sheet to tell all with."""
    first = min(one.day for one in cancelled)
    return redirect(f"{reverse('morning', args=[centre.code])}?dag={first.isoformat()}")
