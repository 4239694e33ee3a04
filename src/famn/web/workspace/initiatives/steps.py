"""The pages of the steps of one initiative: where it stands, what a step demands, what shows it, what is planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Initiative
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.initiatives import shown, step_shown
from famn.web.workspace.initiatives.step_forms import (
    BackForm,
    EvidenceForm,
    MetForm,
    PlanForm,
    PlannedForm,
    ReachedForm,
)


def initiative_step(request: Request, initiative: str, step: int) -> HttpResponse:
    """One step: what it demands, what shows that it is reached, and the day it was; or take it back."""
    row = _fetched(request, initiative)
    page = _page(request, row, step)
    data, act = request.POST, request.POST.get("gor", "")
    reached = ReachedForm(data if act == "natt" else None, past=page.past, initial={"reached_on": page.step.reached_on})
    planned = PlannedForm(data if act == "planerat" else None, initial={"planned_on": page.step.planned_on})
    back = BackForm(data if act == "tillbaka" else None)
    if request.method == "POST" and _step_is_recorded(request, row, step, reached, planned, back):
        return redirect("initiative", row.code)
    context = {
        **step_shown.step_page(page, row, request.actor),
        "initiative": row,
        "state": shown.step_words(page.step),
        "reached": reached,
        "planned": planned,
        "back": back,
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/initiatives/initiative_step.html", context)


def _step_is_recorded(
    request: Request, row: Initiative, number: int, reached: ReachedForm, planned: PlannedForm, back: BackForm
) -> bool:
    """Do what the button says. False where a form is wrong or the action refused, and the form says why."""
    by, at = request.actor, timezone.now()
    if reached.is_bound and reached.is_valid():
        return tried(
            request,
            lambda: actions.record_step(row, by=by, at=at, number=number, **reached.arguments()),
            _("Steget är nått."),
            reached,
        )
    if planned.is_bound and planned.is_valid():
        return tried(
            request,
            lambda: actions.plan_step(row, by=by, at=at, number=number, **planned.cleaned_data),
            _("Planen är sparad."),
            planned,
        )
    if back.is_bound and back.is_valid():
        return tried(
            request,
            lambda: actions.unreach_step(row, by=by, at=at, number=number, **back.cleaned_data),
            _("Steget är ändrat."),
            back,
        )
    return False


def initiative_demand(request: Request, initiative: str, step: int, number: int) -> HttpResponse:
    """One demand of a step: record that it is met, or not any more."""
    row = _fetched(request, initiative)
    page = _page(request, row, step)
    demand = next((one for one in page.demands if one.number == number), None)
    if demand is None:
        raise Http404
    act, by, at = request.POST.get("gor", ""), request.actor, timezone.now()
    known = {"met_on": demand.met_on or timezone.localdate(at), "note": demand.note}
    form = MetForm(request.POST if act == "uppfyllt" else None, initial=known)
    if act == "inte":
        actions.unmeet_demand(row, by=by, at=at, demand=demand.row)
        messages.success(request, _("Kravet är inte längre uppfyllt."))
        return redirect("initiative_step", row.code, step)
    if form.is_valid() and tried(
        request,
        lambda: actions.meet_demand(row, by=by, at=at, demand=demand.row, **form.cleaned_data),
        _("Kravet är uppfyllt."),
        form,
    ):
        return redirect("initiative_step", row.code, step)
    context = {
        "initiative": row,
        "step": page.step,
        "demand": step_shown.demand_row(demand, row, step),
        "form": form,
        "may_meet": rules.may_meet_demand(by, row, demand.row),
        "crumbs": _crumbs(row, step=page.step),
    }
    return render(request, "workspace/initiatives/initiative_demand.html", context)


def initiative_evidence(request: Request, initiative: str, step: int) -> HttpResponse:
    """What shows that a step is reached or a demand met: add to it, or take something away."""
    row = _fetched(request, initiative)
    page = _page(request, row, step)
    gone, by, at = request.POST.get("bort", ""), request.actor, timezone.now()
    if gone:
        evidence = get_object_or_404(rules.visible_evidence(by).filter(initiative=row), code=gone)
        actions.remove_evidence(evidence, by=by, at=at)
        messages.success(request, _("Underlaget är borttaget härifrån."))
        return redirect("initiative_step", row.code, step)
    form = EvidenceForm(
        request.POST or None,
        demands=page.demands,
        things=reads.things_to_show(row, actor=by),
        initial={"demand": request.GET.get("krav", "")},
    )
    if form.is_valid() and tried(request, lambda: _add(request, row, page, form), _("Underlaget är sparat."), form):
        return redirect("initiative_step", row.code, step)
    context = {
        **step_shown.step_page(page, row, by),
        "initiative": row,
        "form": form,
        "crumbs": _crumbs(row, step=page.step),
    }
    return render(request, "workspace/initiatives/initiative_evidence.html", context)


def _add(request: Request, row: Initiative, page: reads.StepPage, form: EvidenceForm) -> object:
    values = form.arguments()
    chosen = values.pop("demand")
    demand = next((one.row for one in page.demands if one.number == chosen), None)
    number = page.step.number
    return actions.add_evidence(row, by=request.actor, at=timezone.now(), number=number, demand=demand, **values)


def initiative_plans(request: Request, initiative: str) -> HttpResponse:
    """When later links are planned, such as an agreement during a year."""
    row = _fetched(request, initiative)
    gone, by, at = request.POST.get("bort", ""), request.actor, timezone.now()
    form = PlanForm(request.POST if request.method == "POST" and not gone else None)
    if gone and tried(
        request, lambda: actions.plan_link(row, by=by, at=at, what=gone, period=""), _("Planen är borttagen."), form
    ):
        return redirect("initiative_plans", row.code)
    if form.is_valid() and tried(
        request, lambda: actions.plan_link(row, by=by, at=at, **form.cleaned_data), _("Planen är sparad."), form
    ):
        return redirect("initiative_plans", row.code)
    context = {
        "initiative": row,
        "form": form,
        "planned": [step_shown.planned(one) for one in reads.planned_links(row)],
        "may_drive": rules.may_drive(by, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/initiatives/initiative_plans.html", context)


# --- what these pages share ------------------------------------------------------------------------


def _fetched(request: Request, code: str) -> Initiative:
    rows = rules.visible_initiatives(request.actor).select_related("ladder").prefetch_related("ladder__steps")
    return get_object_or_404(rows, code=code)


def _page(request: Request, row: Initiative, number: int) -> reads.StepPage:
    page = reads.step_page(row, number, actor=request.actor)
    if page is None:
        raise Http404
    return page


def _crumbs(row: Initiative, *, step: reads.StepView | None = None) -> list[dict[str, Any]]:
    crumbs = [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("initiative", args=[row.code]), "label": row.title},
    ]
    if step is None:
        return crumbs
    url = reverse("initiative_step", args=[row.code, step.number])
    return [*crumbs, {"url": url, "label": _("Steg %(number)d") % {"number": step.number}}]
