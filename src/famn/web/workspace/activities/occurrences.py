"""The pages of single times: one of them, and moving, cancelling, restoring and saying something of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads, rules
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.phrases import said_in
from famn.ground.stockholm import STOCKHOLM
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, looks, tried
from famn.web.shared.tags import weekday_long
from famn.web.workspace.activities import looks as looked
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import crumbs, fetched_activity, fetched_occurrence
from famn.web.workspace.activities.forms import CancelForm, MoveForm, SayForm, TimeForm


def work_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """One time for those who plan it."""
    row = fetched_occurrence(request, occurrence)
    told = shown.time_row(row)
    words = [text for text in (row.message, row.theme) if text]
    context = {
        "row": told,
        "said_in": said_in(row.activity.centre, words) if words else None,
        "rhythm": shown.rhythm(row.series) if row.series else "",
        "may_cancel": rules.may_cancel(request.actor, row),
        "may_restore": rules.may_restore(request.actor, row),
        "tell": shown.told_at(row.activity.centre, row.day) if told["is_changed"] else {},
    }
    return render(request, "workspace/activities/work_occurrence.html", context | _around(request, row))


def add_occurrence(request: Request, activity: str) -> HttpResponse:
    """Let an activity happen once more, outside its series."""
    row = fetched_activity(request, activity)
    rooms = reads.rooms_of(row.centre, timezone.localdate())
    form = TimeForm(request.POST or None, rooms=rooms, initial={"day": timezone.localdate()})
    ways = _in_the_way(row, form, leader=row.leader_id)
    if request.method == "POST" and form.is_valid() and _has_seen(request, ways) and not looks(request):
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
        "ways": ways,
        "may": rules.may_change_activity(request.actor, row),
        "crumbs": crumbs(row.centre, row),
    } | _looked(request, form, partial(looked.added_look, row))
    return render(request, "workspace/activities/form.html", context)


def move_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Move one time to another time or room."""
    row = fetched_occurrence(request, occurrence)
    starts, ends = row.starts_at.astimezone(STOCKHOLM).time(), row.ends_at.astimezone(STOCKHOLM).time()
    initial = {"day": row.day, "starts": starts, "ends": ends, "message": row.message}
    initial["room"] = row.room.code if row.room else ""
    form = MoveForm(request.POST or None, rooms=reads.rooms_of(row.activity.centre, row.day), initial=initial)
    ways = _in_the_way(row.activity, form, leader=row.leader_id, but=[row.pk])
    if request.method == "POST" and form.is_valid() and _has_seen(request, ways) and not looks(request):
        act = partial(actions.move_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, partial(shown.told_of_one, _("Tillfället är flyttat.")), form):
            return redirect("work_occurrence", row.code)
    context = {"title": _("Flytta tillfället"), "save": _("Flytta och berätta för alla"), "form": form, "ways": ways}
    context |= _looked(request, form, partial(looked.moved_look, row))
    return render(request, "workspace/activities/form.html", context | _around(request, row, deeper=True))


def _looked(request: Request, form: Form, look: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """What a form about one time becomes, where somebody asks to see it before it is saved."""
    is_ready = looks(request) and form.is_valid()
    return {"has_look": True, "preview": look(form.cleaned_data) if is_ready else None}


def _in_the_way(activity: Activity, form: TimeForm, *, leader: int | None, but: Collection[int] = ()) -> list[str]:
    """What stands in the way of the chosen time, in words. A taken room is not among it: the act refuses that."""
    if not (form.is_bound and form.is_valid()):
        return []
    day, starts, ends = (form.cleaned_data[name] for name in ("day", "starts", "ends"))
    when = reads.slot(day, starts, ends, room_id=None, leader_id=leader)
    return [shown.clash_in_words(one) for one in reads.clashes(activity.centre, [when], but=but)]


def _has_seen(request: Request, ways: Sequence[str]) -> bool:
    """Whether who saves has been shown all that stands in the way, and saves all the same."""
    return set(ways) <= set(request.POST.getlist("sett"))


def cancel_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Cancel one time, with why."""
    row = fetched_occurrence(request, occurrence)
    form = CancelForm(request.POST or None, initial={"message": row.message})
    if request.method == "POST" and form.is_valid() and not looks(request):
        act = partial(actions.cancel_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, partial(shown.told_of_one, _("Tillfället är inställt.")), form):
            return redirect("work_occurrence", row.code)
    context = {
        "title": _("Ställ in tillfället"),
        "save": _("Ställ in och berätta för alla"),
        "form": form,
    } | _around(request, row, deeper=True)
    context |= _looked(request, form, partial(looked.cancelled_look, [row]))
    context["may"] = rules.may_cancel(request.actor, row)
    return render(request, "workspace/activities/form.html", context)


def say_of_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Say what one time is about, who comes and who leads it."""
    row = fetched_occurrence(request, occurrence)
    initial = {"theme": row.theme, "guest": row.guest, "message": row.message}
    initial["leader"] = row.leader.code if row.leader else ""
    people = reads.people_of(row.activity.centre, row.day)
    form = SayForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid() and not looks(request):
        act = partial(actions.say_of_occurrence, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Uppgifterna är sparade."), form):
            return redirect("work_occurrence", row.code)
    context = {"title": _("Tema, gäst och meddelande"), "save": _("Spara uppgifterna"), "form": form}
    context |= _looked(request, form, partial(looked.said_look, row))
    return render(request, "workspace/activities/form.html", context | _around(request, row, deeper=True))


def restore_occurrence(request: Request, occurrence: str) -> HttpResponse:
    """Take back that one time was cancelled."""
    row = fetched_occurrence(request, occurrence)
    act = partial(actions.restore_occurrence, row, by=request.actor, at=timezone.now())
    tried(request, act, partial(shown.told_of_one, _("Tillfället blir av.")))
    return redirect("work_occurrence", row.code)


def _around(request: Request, row: Occurrence, *, deeper: bool = False) -> dict[str, Any]:
    """What a page about one time has round it."""
    activity = row.activity
    way = crumbs(activity.centre, activity)
    way.insert(-1, shown.week_crumb(activity.centre, row.day))
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
