"""The pages where an authority chooses for its agreements: reminders, and a region the levels of its assignment."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import ReminderDays
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.agreements.forms import LevelsForm, RemindersForm


def levels(request: Request) -> HttpResponse:
    """The three levels of the region's paid assignment."""
    may = rules.may_shape_levels(request.actor)
    form = LevelsForm(
        request.POST if request.method == "POST" else None, levels=reads.levels_of(request.actor.authority_id or 0)
    )
    if request.method == "POST" and form.is_valid():
        act = partial(actions.set_levels, by=request.actor, at=timezone.now(), levels=form.facts())
        if tried(request, act, _("Nivåerna är sparade."), form):
            return redirect("agreements")
    context = {"form": form, "may": may, "crumbs": _crumbs()}
    return render(request, "workspace/agreements/levels.html", context)


def reminders(request: Request) -> HttpResponse:
    """How long before a day whoever keeps the agreements is reminded."""
    here = request.actor.authority_id or 0
    initial = {
        before: ", ".join(str(one) for one in reads.reminder_days(here, before))
        for before in ReminderDays.Before.values
    }
    form = RemindersForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.choose_reminders, by=request.actor, at=timezone.now(), days=form.cleaned_data)
        if tried(request, act, _("Påminnelserna är sparade."), form):
            return redirect("agreements")
    context = {"form": form, "may": rules.may_choose_reminders(request.actor), "crumbs": _crumbs()}
    return render(request, "workspace/agreements/reminders.html", context)


def _crumbs() -> list[dict[str, str]]:
    return [{"url": reverse("agreements"), "label": _("Avtal")}]
