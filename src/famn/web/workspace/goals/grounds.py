"""What an initiative rests on: its tab with the chain of goals, and citing a goal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Initiative
from famn.domain.matters.models import SteeringDocument
from famn.domain.programme.reads import programme_goals_in
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.goals import shown
from famn.web.workspace.goals.forms import CiteForm
from famn.web.workspace.goals.views import levels
from famn.web.workspace.initiatives.tabs import tabs


def initiative_grounds(request: Request, initiative: str) -> HttpResponse:
    """The goals that an initiative serves, and the chain that they stand in."""
    row = _fetched(request, initiative)
    page = reads.grounds_page(row, request.actor, today=timezone.localdate())
    context = shown.grounds(page, row, programme_goals_in(page.chain, request.actor)) | {
        "initiative": row,
        "tabs": tabs(row, here="initiative_grounds"),
        "may_drive": rules.may_drive(request.actor, row),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/goals/initiative_grounds.html", context)


def cite_goal(request: Request, initiative: str) -> HttpResponse:
    """Find a goal and say how the initiative serves it. The nearest levels stand first: there one looks first."""
    row = _fetched(request, initiative)
    words, level = request.GET.get("q", "").strip(), request.GET.get("niva", "")
    level = level if level in SteeringDocument.Level else ""
    today = timezone.localdate()
    found = reads.goals_to_cite(row, request.actor, today=today, words=words, level=level)
    goals = [goal for group in found for one in group.rows for goal in one.goals]
    form = CiteForm(request.POST or None, goals=goals)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cite_goal(
                row, by=request.actor, at=timezone.now(), goal=form.chosen(), why=form.cleaned_data["why"]
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Initiativet vilar nu på målet."))
            return redirect("initiative_grounds", row.code)
    context = {
        "about": row.title,
        "back": reverse("initiative_grounds", args=[row.code]),
        "form": form,
        "asked": _("Vilket mål bidrar initiativet till?"),
        "groups": shown.groups(reversed(found)),
        "levels": levels(words, level),
        "words": words,
        "level": level,
        "may": rules.may_drive(request.actor, row),
        "crumbs": [*_crumbs(), {"url": reverse("initiative_grounds", args=[row.code]), "label": row.title}],
    }
    return render(request, "workspace/goals/cite_goal.html", context)


def uncite_goal(request: Request, initiative: str) -> HttpResponse:
    """Say no more that an initiative serves a goal."""
    row = _fetched(request, initiative)
    number = request.POST.get("mal", "")
    citations = row.goals.select_related("initiative")
    citation = get_object_or_404(citations, pk=int(number) if number.isascii() and number.isdigit() else 0)
    actions.uncite_goal(citation, by=request.actor, at=timezone.now())
    messages.success(request, _("Initiativet vilar inte längre på målet."))
    return redirect("initiative_grounds", row.code)


def _fetched(request: Request, code: str) -> Initiative:
    return get_object_or_404(rules.visible_initiatives(request.actor).select_related("authority"), code=code)


def _crumbs() -> list[dict[str, str]]:
    return [{"url": reverse("initiatives"), "label": _("Initiativ")}]
