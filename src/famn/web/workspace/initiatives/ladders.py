"""The pages of ladders: those one may climb, one with its steps, and the authority's own copy that one changes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Ladder
from famn.domain.people.rules import Capability
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.shared.ladder import pattern
from famn.web.workspace.initiatives import step_shown
from famn.web.workspace.initiatives.forms import LadderForm
from famn.web.workspace.initiatives.step_forms import DemandsForm


def ladders(request: Request) -> HttpResponse:
    """Every ladder one sees."""
    context = {"rows": reads.ladders_list(request.actor), "crumbs": _crumbs()[:1]}
    return render(request, "workspace/initiatives/ladders.html", context)


def ladder(request: Request, ladder: str) -> HttpResponse:
    """One ladder: what its steps mean, and the initiatives that climb it."""
    row = _fetched(request, ladder)
    page = reads.ladder_page(row, actor=request.actor)
    context = {
        "page": page,
        "drawn": pattern(page.steps),
        "steps": step_shown.ladder_steps(page.steps, reads.demands_of_ladder(row.pk)),
        "may_change": rules.may_change_ladder(request.actor, row),
        "may_copy": rules.may_copy_ladder(request.actor, row),
        "may_read_trail": request.actor.can(Capability.READ_TRAIL),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/initiatives/ladder.html", context)


def change_ladder(request: Request, ladder: str) -> HttpResponse:
    """Change the name and the steps of the authority's own copy."""
    row = _fetched(request, ladder)
    page = reads.ladder_page(row, actor=request.actor)
    form = LadderForm(request.POST or None, page=page)
    seen = request.POST.get("seen", "")
    if form.is_valid():
        name, steps = form.cleaned_data["name"], form.steps()
        act = partial(
            actions.change_ladder, row, by=request.actor, at=timezone.now(), name=name, steps=steps, seen=seen
        )
        if tried(request, act, _("Trappan är ändrad."), form):
            return redirect("ladder", row.code)
    context = {
        "page": page,
        "form": form,
        "is_overtaken": form.is_bound and seen != page.mark,
        "may_change": rules.may_change_ladder(request.actor, row),
        "crumbs": [*_crumbs(), {"url": reverse("ladder", args=[row.code]), "label": page.ladder.name}],
    }
    return render(request, "workspace/initiatives/change_ladder.html", context)


def change_demands(request: Request, ladder: str, number: int) -> HttpResponse:
    """Change what one step of the authority's own copy demands."""
    row = _fetched(request, ladder)
    step = get_object_or_404(row.steps, number=number)
    page = reads.demands_page(step)
    form = DemandsForm(request.POST or None, page=page)
    seen = request.POST.get("seen", "")
    if form.is_valid() and tried(
        request,
        lambda: actions.change_demands(
            row, by=request.actor, at=timezone.now(), number=number, demands=form.demands(), seen=seen
        ),
        _("Kraven är ändrade."),
        form,
    ):
        return redirect("ladder", row.code)
    context = {
        "ladder": row,
        "page": page,
        "form": form,
        "is_overtaken": form.is_bound and seen != page.mark,
        "may_change": rules.may_change_ladder(request.actor, row),
        "crumbs": [*_crumbs(), {"url": reverse("ladder", args=[row.code]), "label": row.name}],
    }
    return render(request, "workspace/initiatives/change_demands.html", context)


def copy_ladder(request: Request, ladder: str) -> HttpResponse:
    """Make a copy for one's authority, and go on to change it."""
    row = _fetched(request, ladder)
    name = _("%(name)s, egen kopia") % {"name": row.name}
    try:
        copy = actions.copy_ladder(row, by=request.actor, at=timezone.now(), name=name)
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("ladder", row.code)
    messages.success(request, _("Ni har en egen kopia. Ge den ett namn och ändra stegen så att de passar er."))
    return redirect("change_ladder", copy.code)


def _fetched(request: Request, code: str) -> Ladder:
    return get_object_or_404(rules.visible_ladders(request.actor), code=code)


def _crumbs() -> list[dict[str, str]]:
    return [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("ladders"), "label": _("Trappor")},
    ]
