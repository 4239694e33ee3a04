"""The pages of single times: one of them, and moving, cancelling, restoring and saying something of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads, rules
from famn.domain.activities.models import Occurrence
from famn.domain.activities.planning import STOCKHOLM
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.shared.tags import weekday_long
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import crumbs, fetched_activity, fetched_occurrence, tried
from famn.web.workspace.activities.forms import CancelForm, MoveForm, SayForm, TimeForm


def work_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """One time for those who plan it."""
    row = fetched_occurrence(request, occurrence)
    context = {
        "row": shown.time_row(row),
        "rhythm": shown.rhythm(row.series) if row.series else "",
        "may_cancel": rules.may_cancel(request.actor, row),
        "may_restore": rules.may_restore(request.actor, row),
    }
    return render(request, "workspace/activities/work_occurrence.html", context | _around(request, row))


def add_occurrence(request: Request, activity: str) -> HttpResponse:
    """Let an activity happen once more, outside its series."""
    row = fetched_activity(request, activity)
    rooms = reads.rooms_of(row.centre, timezone.localdate())
    form = TimeForm(request.POST or None, rooms=rooms, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_occurrence(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Tillfället är tillagt."))
            return redirect("work_occurrence", made.code)
    context = {
        "title": _("Lägg till ett tillfälle"),
        "save": _("Lägg till tillfället"),
        "activity": row,
        "centre": row.centre,
        "form": form,
        "may": rules.may_change_activity(request.actor, row),
        "crumbs": crumbs(row.centre, row),
    }
    return render(request, "workspace/activities/form.html", context)


def move_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Move one time to another time or room."""
    row = fetched_occurrence(request, occurrence)
    starts, ends = row.starts_at.astimezone(STOCKHOLM).time(), row.ends_at.astimezone(STOCKHOLM).time()
    initial = {"day": row.day, "starts": starts, "ends": ends, "message": row.message}
    initial["room"] = row.room.code if row.room else ""
    form = MoveForm(request.POST or None, rooms=reads.rooms_of(row.activity.centre, row.day), initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.move_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Tillfället är flyttat. Alla ser det nu."), form):
            return redirect("work_occurrence", row.code)
    context = {"title": _("Flytta tillfället"), "save": _("Flytta och berätta för alla"), "form": form}
    return render(request, "workspace/activities/form.html", context | _around(request, row, deeper=True))


def cancel_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Cancel one time, with why."""
    row = fetched_occurrence(request, occurrence)
    form = CancelForm(request.POST or None, initial={"message": row.message})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.cancel_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Tillfället är inställt. Alla ser det nu."), form):
            return redirect("work_occurrence", row.code)
    context = {
        "title": _("Ställ in tillfället"),
        "save": _("Ställ in och berätta för alla"),
        "form": form,
    } | _around(request, row, deeper=True)
    context["may"] = rules.may_cancel(request.actor, row)
    return render(request, "workspace/activities/form.html", context)


def say_of_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Say what one time is about, who comes and who leads it."""
    row = fetched_occurrence(request, occurrence)
    initial = {"theme": row.theme, "guest": row.guest, "message": row.message}
    initial["leader"] = row.leader.code if row.leader else ""
    people = reads.people_of(row.activity.centre, row.day)
    form = SayForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.say_of_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Uppgifterna är sparade."), form):
            return redirect("work_occurrence", row.code)
    context = {"title": _("Tema, gäst och meddelande"), "save": _("Spara uppgifterna"), "form": form}
    return render(request, "workspace/activities/form.html", context | _around(request, row, deeper=True))


def restore_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Take back that one time was cancelled."""
    row = fetched_occurrence(request, occurrence)
    act = partial(actions.restore_occurrence, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Tillfället blir av. Alla ser det nu."))
    return redirect("work_occurrence", row.code)


def _around(request: Request, row: Occurrence, *, deeper: bool = False) -> dict[str, Any]:
    """What a page about one time has round it."""
    activity = row.activity
    way = crumbs(activity.centre, activity)
    context = {
        "occurrence": row,
        "activity": activity,
        "centre": activity.centre,
        "may": rules.may_change_activity(request.actor, activity),
        "lead": f"{activity.title} · {weekday_long(row.day)} {shown.span(row.starts_at, row.ends_at)}",
        "crumbs": way,
    }
    if deeper:
        way.append({"url": shown.time_row(row)["url"], "label": weekday_long(row.day)})
        context["back"] = way[-1]["url"]
    return context
