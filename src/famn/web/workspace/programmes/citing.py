"""What a goal of a programme rests on: finding a goal in a steering document and citing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters.models import SteeringDocument
from famn.domain.programme import actions, reads, rules
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.goals.shown import groups
from famn.web.workspace.goals.views import levels
from famn.web.workspace.programmes.forms import CiteInProgrammeForm
from famn.web.workspace.programmes.views import crumbs, fetched, goal_of


def cite_goal(request: Request, programme: str, programme_goal: str) -> HttpResponse:
    """Find a goal and say how the programme's goal serves it. The nearest levels stand first: there one looks first."""
    row = fetched(request, programme)
    own = goal_of(row, programme_goal)
    words, level = request.GET.get("q", "").strip(), request.GET.get("niva", "")
    level = level if level in SteeringDocument.Level else ""
    found = reads.goals_to_cite(own, request.actor, today=timezone.localdate(), words=words, level=level)
    goals = [goal for group in found for one in group.rows for goal in one.goals]
    form = CiteInProgrammeForm(request.POST if request.method == "POST" else None, goals=goals)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            actions.cite_goal_in_programme(own, by=request.actor, at=timezone.now(), goal=form.chosen(), why=why)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Programmets mål vilar nu på målet."))
            return redirect("programme", row.code)
    context = {
        "about": own.text,
        "back": reverse("programme", args=[row.code]),
        "form": form,
        "asked": _("Vilket mål bidrar programmets mål till?"),
        "groups": groups(reversed(found)),
        "levels": levels(words, level),
        "words": words,
        "level": level,
        "may": rules.may_change_programme(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/goals/cite_goal.html", context)


def uncite_goal(request: Request, programme: str, programme_goal: str) -> HttpResponse:
    """Say no more that a programme's goal serves a goal."""
    row = fetched(request, programme)
    number = request.POST.get("mal", "")
    citations = goal_of(row, programme_goal).citations.select_related("programme_goal__programme")
    citation = get_object_or_404(citations, pk=int(number) if number.isascii() and number.isdigit() else 0)
    actions.uncite_goal_in_programme(citation, by=request.actor, at=timezone.now())
    messages.success(request, _("Programmets mål vilar inte längre på målet."))
    return redirect("programme", row.code)
