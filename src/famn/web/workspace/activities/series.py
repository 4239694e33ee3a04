"""The pages of series: plan one with a preview of its days before anything is saved, change it, and let it end."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads
from famn.domain.activities.actions import Changed
from famn.domain.activities.models import Activity, Series
from famn.domain.activities.reads import Kind, SeriesPlan
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.shared.tags import date_short
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import around, fetched_activity, fetched_series
from famn.web.workspace.activities.forms import ChangePlanForm, LastDayForm, PlanForm


def plan_series(request: Request, activity: str) -> HttpResponse:
    """Plan how an activity returns. The days are shown first, with what is in their way."""
    row = fetched_activity(request, activity)
    terms = reads.terms_of(row.centre)
    term = reads.term_on(terms, timezone.localdate())
    initial = {"term": term.code if term else ""}
    form = PlanForm(request.POST or None, initial=initial, rooms=_rooms(row), terms=terms)
    days: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        days = _days(request, row, form.plan())
        if _is_seen(request, days):
            act = partial(actions.plan_series, row, form.plan(), by=request.actor, at=timezone.now())
            if tried(request, lambda: act(without=_unticked(request, days)), _("Serien är planerad."), form):
                return redirect("work_activity", row.code)
    context = {"title": _("Planera när det blir av"), "form": form, "preview": days} | around(request, row)
    return render(request, "workspace/activities/plan_series.html", context)


def change_series(request: Request, series: str) -> HttpResponse:
    """Let a series go by another plan from a day on. The days are shown first."""
    row = fetched_series(request, series)
    activity, today = row.activity, timezone.localdate()
    initial = ChangePlanForm.initial_of(row, today)
    form = ChangePlanForm(
        request.POST or None, initial=initial, rooms=_rooms(activity), terms=reads.terms_of(activity.centre)
    )
    days: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        days = _days(request, activity, form.plan(), but=row)
        if _is_seen(request, days):
            try:
                done = actions.change_series(
                    row,
                    form.plan(),
                    by=request.actor,
                    at=timezone.now(),
                    from_day=form.cleaned_data["from_date"],
                    without=_unticked(request, days),
                )
            except Refused as refused:
                add_refusal(form, refused)
            else:
                _tell(request, done, _("Serien är ändrad."))
                return redirect("work_activity", activity.code)
    context = {
        "title": _("Ändra serien"),
        "form": form,
        "preview": days,
        "series": row,
        "rhythm": shown.rhythm(row),
    } | around(request, activity)
    return render(request, "workspace/activities/plan_series.html", context)


def end_series(request: Request, series: str) -> HttpResponse:
    """Let a series end."""
    row = fetched_series(request, series)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            done = actions.end_series(row, by=request.actor, at=timezone.now(), last_day=last_day)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            _tell(request, done, _("Serien avslutas."))
            return redirect("work_activity", row.activity.code)
    context = {
        "title": _("Avsluta serien"),
        "intro": shown.rhythm(row).capitalize()
        + ". "
        + _("Tillfällen efter den sista dagen tas bort, utom de som har flyttats, ställts in eller fått en egen text."),
        "save": _("Avsluta serien"),
        "form": form,
    } | around(request, row.activity)
    return render(request, "workspace/activities/form.html", context)


def _rooms(activity: Activity) -> Any:
    return reads.rooms_of(activity.centre, timezone.localdate())


def _days(request: Request, activity: Activity, plan: SeriesPlan, *, but: Series | None = None) -> dict[str, Any]:
    """The days of a plan, what is in their way, and what falls out. A plan that is not whole has none."""
    try:
        laid = reads.lay_out(plan, reads.off_for(activity.centre, [plan]), leader_id=activity.leader_id)
    except ValueError:
        return {"rows": [], "left_out": [], "clashes": 0}
    own = reads.numbers_of(but) if but else ()
    found = reads.clashes(activity.centre, laid.slots, but=own, off={})
    seen = request.POST.getlist("sedd")
    ticked = request.POST.getlist("dag") if set(seen) == {one.day.isoformat() for one in laid.slots} else None
    return {
        "rows": shown.preview(laid.slots, found, ticked),
        "left_out": shown.left_out(laid.left_out),
        "taken": sum(one.kind is Kind.ROOM for one in found),
    }


def _is_seen(request: Request, days: dict[str, Any]) -> bool:
    """Whether these very days were on the page that was sent, and sent to be saved."""
    seen = set(request.POST.getlist("sedd"))
    return "spara" in request.POST and (seen == {row["value"] for row in days["rows"]} or not days["rows"])


def _unticked(request: Request, days: dict[str, Any]) -> set[dt.date]:
    ticked = set(request.POST.getlist("dag"))
    return {row["day"] for row in days["rows"] if row["value"] not in ticked}


def _tell(request: Request, done: Changed, said: str) -> None:
    """Say what was done, and which times stay as they were."""
    messages.success(request, said)
    if done.kept:
        days = ", ".join(date_short(one.slot_date) for one in done.kept)
        messages.warning(
            request,
            _("De här tillfällena var flyttade, inställda eller hade en egen text, och är kvar som de var: %(days)s.")
            % {"days": days},
        )
