"""The pages where one says who pays for an option, how each leg would be there, and what points it gets."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.premises import shown
from famn.web.workspace.premises.forms import CriteriaForm, LegsForm, ScoreForm, SharesForm
from famn.web.workspace.premises.views import address, crumbs, fetched, fetched_option, of_option


def premises_shares(request: Request, initiative: str, option: str) -> HttpResponse:
    """Say who pays what, and whether it fits inside each payer's budget."""
    row, one = fetched_option(request, initiative, option)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    form = SharesForm(request.POST or None, view=view)
    if request.method == "POST" and form.is_valid():
        shares, seen, by, at = form.said(), request.POST.get("seen", ""), request.actor, timezone.now()
        act = partial(actions.set_shares, one, by=by, at=at, shares=shares, seen=seen)
        if tried(request, act, _("Andelarna är sparade."), form):
            return redirect("premises_option", row.code, one.code)
    context = of_option(request, row, one, form) | {"seen": view.shares_mark, "shown": shown.option(view)}
    return render(request, "workspace/premises/premises_shares.html", context)


def premises_legs(request: Request, initiative: str, option: str) -> HttpResponse:
    """Say how each party's leg would be in the house, and how far away it is."""
    row, one = fetched_option(request, initiative, option)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    form = LegsForm(request.POST or None, legs=view.legs)
    if request.method == "POST" and form.is_valid():
        legs, seen, by, at = form.said(), request.POST.get("seen", ""), request.actor, timezone.now()
        act = partial(actions.set_premises_legs, one, by=by, at=at, legs=legs, seen=seen)
        if tried(request, act, _("Verksamheterna är sparade."), form):
            return redirect("premises_option", row.code, one.code)
    context = of_option(request, row, one, form) | {"seen": view.legs_mark}
    return render(request, "workspace/premises/premises_legs.html", context)


def score_premises(request: Request, initiative: str, option: str) -> HttpResponse:
    """Give an option points under each criterion."""
    row, one = fetched_option(request, initiative, option)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    form = ScoreForm(request.POST or None, scores=view.scores)
    if request.method == "POST" and form.is_valid():
        scores, seen, by, at = form.said(), request.POST.get("seen", ""), request.actor, timezone.now()
        act = partial(actions.score_premises, one, by=by, at=at, scores=scores, seen=seen)
        if tried(request, act, _("Poängen är sparade."), form):
            return redirect("premises_option", row.code, one.code)
    context = of_option(request, row, one, form) | {"seen": view.scores_mark}
    return render(request, "workspace/premises/score_premises.html", context)


def premises_criteria(request: Request, initiative: str) -> HttpResponse:
    """Say what the group weighs houses by, and how heavy each thing is."""
    row = fetched(request, initiative)
    page = reads.premises_page(row, actor=request.actor, today=timezone.localdate())
    form = CriteriaForm(request.POST or None, criteria=page.criteria)
    if request.method == "POST" and form.is_valid():
        seen, by, at = request.POST.get("seen", ""), request.actor, timezone.now()
        try:
            actions.set_criteria(row, by=by, at=at, criteria=form.said(), seen=seen)
        except Refused as refused:
            add_refusal(form, Refused(refused.reason, field=form.place_of(refused.field or "")))
        else:
            return redirect(address(row) + "#vaga")
    context = {
        "form": form,
        "page": page,
        "seen": page.criteria_mark,
        "may": rules.may_drive(request.actor, row),
        "back": address(row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/premises/premises_criteria.html", context)
