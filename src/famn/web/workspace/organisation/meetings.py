"""The pages of meetings: points that wait, a plan, the meeting with its minutes, and what it decided."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import Outcome
from famn.domain.establishment.models import GroupMeeting
from famn.domain.establishment.reads import MeetingPage
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.organisation import shown
from famn.web.workspace.organisation.base import colleagues, crumbs, fetched_group
from famn.web.workspace.organisation.forms import DecisionForm, MeetingForm, MinutesForm, PointForm

ACTS: Final = {
    "hallet": (actions.hold_meeting, gettext_lazy("Mötet är hållet. Öppna punkter går till nästa möte.")),
    "godkann": (actions.approve_minutes, gettext_lazy("Anteckningarna är godkända och låsta.")),
    "stall-in": (actions.cancel_meeting, gettext_lazy("Mötet är inställt. Punkterna väntar på nästa möte.")),
}


def group_points(request: Request, group: str) -> HttpResponse:
    """Put a point to the next meeting, and see those that wait."""
    row = fetched_group(request, group)
    by, at, gone = request.actor, timezone.now(), request.POST.get("bort", "")
    form = PointForm(request.POST if request.method == "POST" and not gone else None)
    if gone:
        point = get_object_or_404(rules.visible_points(by).filter(group=row), code=gone)
        tried(request, lambda: actions.take_off_point(point, by=by, at=at), _("Punkten är borttagen."))
        return redirect("group_points", row.code)
    if form.is_valid():
        act = partial(actions.raise_point, row, by=by, at=at, **form.cleaned_data)
        if tried(request, act, _("Punkten är anmäld."), form):
            return redirect("group_points", row.code)
    today = timezone.localdate()
    view = reads.group_view(row, today=today)
    context = {
        "group": row,
        "points": view.waiting,
        "meeting": shown.next_meeting(view, today),
        "form": form,
        "may": rules.may_raise_point(by, row, day=today),
        "may_organise": rules.may_organise(by, row),
        "crumbs": crumbs(row.initiative, row),
    }
    return render(request, "workspace/organisation/group_points.html", context)


def plan_meeting(request: Request, group: str) -> HttpResponse:
    """Plan a meeting: day, time and place; the agenda fills itself."""
    row = fetched_group(request, group)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        try_plan = partial(actions.plan_meeting, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        made: list[GroupMeeting] = []
        if tried(request, lambda: made.append(try_plan()), _("Mötet är planerat."), form):
            return redirect("meeting", made[0].code)
    view = reads.group_view(row, today=timezone.localdate())
    context = {
        "group": row,
        "form": form,
        "points": view.waiting,
        "assignments": view.open_assignments,
        "may": rules.may_organise(request.actor, row),
        "crumbs": crumbs(row.initiative, row),
    }
    return render(request, "workspace/organisation/plan_meeting.html", context)


def meeting(request: Request, meeting: str) -> HttpResponse:
    """One meeting: its agenda, who was there, what came of it and what it decided."""
    row = _fetched(request, meeting)
    page, by = reads.meeting_page(row), request.actor
    context = _shown(page) | {
        "may_write": rules.may_write_minutes(by, row),
        "may_change": rules.may_change_meeting(by, row),
        "may_hold": rules.may_move_meeting(by, row, GroupMeeting.State.HELD),
        "is_past": row.day <= timezone.localdate(),
        "may_approve": rules.may_move_meeting(by, row, GroupMeeting.State.APPROVED),
        "may_cancel": rules.may_move_meeting(by, row, GroupMeeting.State.CANCELLED),
        "wheel": reads.wheel_near(row),
    }
    return render(request, "workspace/organisation/meeting.html", context)


def change_meeting(request: Request, meeting: str) -> HttpResponse:
    """Change when and where a meeting is to be."""
    row = _fetched(request, meeting)
    form = MeetingForm(request.POST or None, initial={"day": row.day, "starts": row.starts, "place": row.place})
    if form.is_valid():
        act = partial(actions.change_meeting, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Mötet är ändrat."), form):
            return redirect("meeting", row.code)
    context = {"meeting": row, "form": form, "may": rules.may_change_meeting(request.actor, row)}
    return render(request, "workspace/organisation/change_meeting.html", context | _way(row))


def write_minutes(request: Request, meeting: str) -> HttpResponse:
    """Write during the meeting: who is there, what comes of each point, other notes."""
    row = _fetched(request, meeting)
    page = reads.meeting_page(row)
    form = MinutesForm(request.POST or None, initial={"notes": row.notes, "also_present": row.also_present})
    if form.is_valid():
        act = partial(
            actions.write_minutes,
            row,
            by=request.actor,
            at=timezone.now(),
            present=_present(request),
            outcomes=_outcomes(request, page),
            seen=request.POST.get("seen", ""),
            **form.cleaned_data,
        )
        if tried(request, act, _("Anteckningarna är sparade."), form):
            return redirect("meeting", row.code)
    context = _shown(page) | {"form": form, "may": rules.may_write_minutes(request.actor, row)}
    if form.is_bound:
        _as_written(context, request)
    return render(request, "workspace/organisation/write_minutes.html", context)


def meeting_decision(request: Request, meeting: str) -> HttpResponse:
    """Note what the meeting decided; with somebody and a day it is an assignment."""
    row = _fetched(request, meeting)
    by, at, gone = request.actor, timezone.now(), request.POST.get("bort", "")
    if gone:
        decision = next((one for one in reads.meeting_page(row).decisions if str(one.pk) == gone), None)
        if decision is None:
            raise Http404
        tried(request, lambda: actions.take_back_decision(decision, by=by, at=at), _("Beslutet är borttaget."))
        return redirect("meeting", row.code)
    form = DecisionForm(request.POST or None, people=colleagues(request))
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "due_on": form.cleaned_data["due_on"], "who": form.who()}
        act = partial(actions.decide_at_meeting, row, by=by, at=at, **said)
        if tried(request, act, _("Beslutet är antecknat."), form):
            return redirect("meeting_decision" if "fler" in request.POST else "meeting", row.code)
    context = _shown(reads.meeting_page(row)) | {"form": form, "may": rules.may_write_minutes(by, row)}
    return render(request, "workspace/organisation/meeting_decision.html", context)


def move_meeting(request: Request, meeting: str) -> HttpResponse:
    """Record a meeting as held, approve its minutes, or call it off."""
    row = _fetched(request, meeting)
    found = ACTS.get(request.POST.get("gor", ""))
    if found is None:
        raise Http404
    act, done = found
    tried(request, lambda: act(row, by=request.actor, at=timezone.now()), str(done))
    return redirect("meeting", row.code)


def _fetched(request: Request, code: str) -> GroupMeeting:
    return get_object_or_404(rules.visible_meetings(request.actor), code=code)


def _shown(page: MeetingPage) -> dict[str, Any]:
    row = page.meeting
    return {
        "meeting": row,
        "group": row.group,
        "page": page,
        "points": [shown.point(one) for one in page.points],
        "row": shown.meeting_row(row, timezone.localdate()),
    } | _way(row)


def _way(row: GroupMeeting) -> dict[str, Any]:
    return {"crumbs": crumbs(row.group.initiative, row.group)}


def _present(request: HttpRequest) -> set[int]:
    """The numbers of the members who were ticked."""
    return {int(one) for one in request.POST.getlist("present") if re.fullmatch(r"[0-9]{1,18}", one)}


def _outcomes(request: HttpRequest, page: MeetingPage) -> dict[int, Outcome]:
    """What was written for each point, by its number."""
    settled = set(request.POST.getlist("settled"))
    return {
        point.pk: Outcome(request.POST.get(f"outcome_{point.pk}", "")[:20_000], str(point.pk) in settled)
        for point in page.points
    }


def _as_written(context: dict[str, Any], request: HttpRequest) -> None:
    """Let the page show what was just written, which could not be saved."""
    settled, there = set(request.POST.getlist("settled")), _present(request)
    for point in context["points"]:
        point["outcome"] = request.POST.get(f"outcome_{point['pk']}", "")
        point["is_settled"] = str(point["pk"]) in settled
    context["written_present"] = there
