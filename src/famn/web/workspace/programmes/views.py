"""The pages of programmes: the list, one with its goals, and what one puts in and changes."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.people.rules import Capability
from famn.domain.programme import actions, reads, rules
from famn.domain.programme.models import Programme, ProgrammeGoal
from famn.ground.verdict import Refused, Verdict
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.goals.views import kinds
from famn.web.workspace.programmes import shown
from famn.web.workspace.programmes.forms import ProgrammeForm, ProgrammeGoalForm, said_of, said_of_goal


def programmes(request: Request) -> HttpResponse:
    """The programmes of one's authority, and of the area that it lies in."""
    rows = reads.programme_list(request.actor, today=timezone.localdate())
    context = {
        "rows": [shown.row(one) for one in rows],
        "may_start": rules.may_start_programme(request.actor),
        "kinds": kinds("programmes"),
    }
    return render(request, "workspace/programmes/programmes.html", context)


def programme(request: Request, programme: str) -> HttpResponse:
    """One programme: its goals, what each serves, what has run out, and the chain of goals."""
    row, today = fetched(request, programme), timezone.localdate()
    found = reads.programme_page(row, request.actor, today=today)
    is_own = row.authority_id == request.actor.authority_id
    context = shown.page(found, today) | {
        "may_change": rules.may_change_programme(request.actor, row),
        "may_read_trail": is_own and request.actor.can(Capability.READ_TRAIL),
        "crumbs": crumbs(),
    }
    return render(request, "workspace/programmes/programme.html", context)


def start_programme(request: Request) -> HttpResponse:
    """Put in a programme, and go on to its goals."""
    form = ProgrammeForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        made = actions.start_programme(by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Programmet finns nu här. Lägg till dess mål."))
        return reverse("add_programme_goal", args=[made.code])

    may = rules.may_start_programme(request.actor)
    return _form_page(request, form, may, act, title=_("Lägg till ett program"))


def change_programme(request: Request, programme: str) -> HttpResponse:
    """Change what a programme says of itself."""
    row = fetched(request, programme)
    form = ProgrammeForm(request.POST if request.method == "POST" else None, initial=said_of(row))

    def act() -> str:
        actions.change_programme(row, by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Programmet är ändrat."))
        return reverse("programme", args=[row.code])

    may = rules.may_change_programme(request.actor, row)
    return _form_page(request, form, may, act, title=_("Ändra programmet"), row=row)


def add_goal(request: Request, programme: str) -> HttpResponse:
    """Put in a goal of a programme, and go on to what it serves."""
    row = fetched(request, programme)
    form = ProgrammeGoalForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        made = actions.add_programme_goal(row, by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Målet finns nu här. Visa vad det bidrar till."))
        return reverse("cite_programme_goal", args=[row.code, made.code])

    may = rules.may_change_programme(request.actor, row)
    return _form_page(request, form, may, act, title=_("Lägg till ett mål"), row=row)


def change_goal(request: Request, programme: str, programme_goal: str) -> HttpResponse:
    """Change a goal of a programme."""
    row = fetched(request, programme)
    goal = goal_of(row, programme_goal)
    form = ProgrammeGoalForm(request.POST if request.method == "POST" else None, initial=said_of_goal(goal))

    def act() -> str:
        actions.change_programme_goal(goal, by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Målet är ändrat."))
        return reverse("programme", args=[row.code])

    may = rules.may_change_programme(request.actor, row)
    return _form_page(request, form, may, act, title=_("Ändra målet"), row=row)


def remove_goal(request: Request, programme: str, programme_goal: str) -> HttpResponse:
    """Take a goal out of a programme."""
    row = fetched(request, programme)
    actions.remove_programme_goal(goal_of(row, programme_goal), by=request.actor, at=timezone.now())
    messages.success(request, _("Målet är borttaget."))
    return redirect("programme", row.code)


def fetched(request: Request, code: str) -> Programme:
    """One of the programmes that the actor sees, or nothing at all."""
    rows = rules.visible_programmes(request.actor).select_related("authority", "place", "added_by")
    return get_object_or_404(rows, code=code)


def goal_of(programme: Programme, code: str) -> ProgrammeGoal:
    """A goal of this programme, or nothing at all."""
    return get_object_or_404(programme.goals.select_related("programme"), code=code)


def crumbs(row: Programme | None = None) -> list[dict[str, str]]:
    """The way back."""
    found = [
        {"url": reverse("goals"), "label": _("Mål och siffror")},
        {"url": reverse("programmes"), "label": _("Program")},
    ]
    return [*found, {"url": reverse("programme", args=[row.code]), "label": row.name}] if row else found


def _form_page(
    request: Request,
    form: forms.Form,
    may: Verdict,
    act: Callable[[], str],
    *,
    title: str,
    row: Programme | None = None,
) -> HttpResponse:
    """A form that leads on where its act says; a no from the act goes to the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act())
        except Refused as refused:
            add_refusal(form, refused)
    back = reverse("programme", args=[row.code]) if row else reverse("programmes")
    context = {"form": form, "may": may, "title": title, "programme": row, "back": back, "crumbs": crumbs(row)}
    return render(request, "workspace/programmes/form.html", context)
