"""The pages of what a group wants somebody to do: give it, answer it, let somebody else do it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import GroupAssignment
from famn.domain.matters.rules import DueState
from famn.web.shared.actor import Request
from famn.web.shared.due import due_words
from famn.web.shared.forms import tried
from famn.web.workspace.organisation import shown
from famn.web.workspace.organisation.base import colleagues, crumbs, fetched_group
from famn.web.workspace.organisation.forms import AnswerForm, AssignmentForm, PassOnForm

ACTS: Final = {
    "oppna": (actions.reopen_group_assignment, gettext_lazy("Uppdraget väntar på svar igen.")),
    "aterta": (actions.withdraw_group_assignment, gettext_lazy("Uppdraget är återtaget.")),
}


def give_assignment(request: Request, group: str) -> HttpResponse:
    """Give somebody something to do between meetings."""
    row = fetched_group(request, group)
    form = AssignmentForm(request.POST or None, people=colleagues(request))
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "due_on": form.cleaned_data["due_on"], "who": form.who()}
        act = partial(actions.give_group_assignment, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Uppdraget är antecknat."), form):
            return redirect("group", row.code)
    context = {"group": row, "form": form, "may": rules.may_organise(request.actor, row)}
    return render(
        request,
        "workspace/organisation/give_group_assignment.html",
        context | {"crumbs": crumbs(row.initiative, row)},
    )


def group_assignment(request: Request, task: str) -> HttpResponse:
    """What somebody is to do for a group, and the answer."""
    row = _fetched(request, task)
    form = AnswerForm(request.POST or None, initial={"answer": row.answer})
    if form.is_valid():
        act = partial(actions.answer_group_assignment, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Uppdraget är besvarat."), form):
            return redirect("group_assignment", row.code)
    return render(request, "workspace/organisation/group_assignment.html", _shown(request, row) | {"form": form})


def pass_on(request: Request, task: str) -> HttpResponse:
    """Let somebody else do it, or by another day."""
    row = _fetched(request, task)
    initial = {"due_on": row.due_on, "user": row.responsible.code if row.responsible else ""}
    initial |= {} if row.responsible else {"name": row.responsible_name}
    form = PassOnForm(request.POST or None, people=colleagues(request), initial=initial)
    if form.is_valid():
        said = {"who": form.who(), "due_on": form.cleaned_data["due_on"]}
        act = partial(actions.pass_on_group_assignment, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Uppdraget är ändrat."), form):
            return redirect("group_assignment", row.code)
    context = _shown(request, row) | {"form": form, "may": rules.may_pass_on(request.actor, row)}
    return render(request, "workspace/organisation/pass_on_assignment.html", context)


def move_assignment(request: Request, task: str) -> HttpResponse:
    """Open an answered assignment again, or record that the group took it back."""
    row = _fetched(request, task)
    found = ACTS.get(request.POST.get("gor", ""))
    if found is None:
        raise Http404
    act, done = found
    tried(request, lambda: act(row, by=request.actor, at=timezone.now()), str(done))
    return redirect("group_assignment", row.code)


def _fetched(request: Request, code: str) -> GroupAssignment:
    return get_object_or_404(rules.visible_group_assignments(request.actor), code=code)


def _shown(request: Request, row: GroupAssignment) -> dict[str, Any]:
    by, today = request.actor, timezone.localdate()
    view = reads.assignment_view(row, today)
    return {
        "task": row,
        "facts": shown.assignment_facts(row),
        "is_open": view.is_open,
        "late": view.due_state == DueState.OVERDUE,
        "due": due_words(row.due_on, today) if view.is_open else row.get_state_display(),
        "may_answer": rules.may_answer_for_group(by, row),
        "may_pass_on": rules.may_pass_on(by, row),
        "may_reopen": rules.may_reopen_for_group(by, row),
        "may_withdraw": rules.may_withdraw_for_group(by, row),
        "crumbs": crumbs(row.group.initiative, row.group),
    }
