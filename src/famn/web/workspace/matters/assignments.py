"""The pages of one assignment: what must be answered, by whom and when."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Assignment
from famn.domain.matters.reads.timeline import VERBS
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Capability
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.matters import shown
from famn.web.workspace.matters.answering import fetch_assignment, parts_shown
from famn.web.workspace.matters.forms import AnswerForm, HandOverForm
from famn.web.workspace.matters.shown_answer import given_by


def assignment(request: Request, assignment: str) -> HttpResponse:
    """What must be answered, and the answer."""
    row = fetch_assignment(request, assignment)
    form = _answer_form(request, row)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.answer_assignment, row, by=request.actor, at=timezone.now(), **form.arguments())
        if tried(request, act, _("Uppdraget är besvarat."), form):
            return redirect("assignment", row.code)
    return _page(request, row, form, HandOverForm(people=_others(request, row)))


def hand_over(request: Request, assignment: str) -> HttpResponse:
    """Give an assignment to somebody else."""
    row = fetch_assignment(request, assignment)
    form = HandOverForm(request.POST, people=_others(request, row))
    if form.is_valid():
        act = partial(actions.hand_over_assignment, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Uppdraget är överlämnat. Den som tog över får ett brev."), form):
            return redirect("assignment", row.code) if request.actor.can(Capability.READ_MATTERS) else redirect("desk")
    return _page(request, row, _answer_form(request, row, is_sent=False), form)


def reopen(request: Request, assignment: str) -> HttpResponse:
    """Open an answered assignment again."""
    row = fetch_assignment(request, assignment)
    actions.reopen_assignment(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Uppdraget väntar på svar igen."))
    return redirect("assignment", row.code)


def withdraw(request: Request, assignment: str) -> HttpResponse:
    """Record that whoever gave the assignment has taken it back."""
    row = fetch_assignment(request, assignment)
    actions.withdraw_assignment(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Uppdraget är återtaget."))
    return redirect("assignment", row.code)


def _answer_form(request: Request, row: Assignment, *, is_sent: bool = True) -> AnswerForm:
    """The form of an answer, with the documents that it may be given in and, where parts are missing, a box to tick."""
    may_read = request.actor.can(Capability.READ_MATTERS)  # else the titles in the matter are not hers to see
    return AnswerForm(
        (request.POST or None) if is_sent else None,
        initial={"answer": row.answer},
        documents=reads.documents_to_answer_with(row) if may_read else (),
        reports=reads.reports_to_answer_with(row) if may_read else (),
        missing=reads.unanswered(reads.asked_parts(row)),
    )


def _others(request: Request, row: Assignment) -> list[User]:
    """Who may take over: colleagues who answer assignments, but for the one who has it."""
    may_answer = Capability.ANSWER_ASSIGNMENTS
    people = colleagues_who_may(may_answer, authority_id=row.matter.authority_id, day=timezone.localdate())
    return [person for person in people if person.pk != row.responsible_id]


def _page(request: Request, row: Assignment, form: forms.Form, handing: forms.Form) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()
    crumbs = [{"url": reverse("desk"), "label": _("Min dag")}]
    if may_read := actor.can(Capability.READ_MATTERS):
        crumbs = [
            {"url": reverse("matters"), "label": _("Ärenden")},
            {"url": reverse("matter", args=[row.matter.code]), "label": row.matter.title},
        ]
    view = reads.assignment_views([row], today=today)[0]
    context = (
        shown.assignment_page(view, today, may_read=bool(may_read))
        | parts_shown(request, row)
        | {
            "given_by": given_by(row) if may_read else [],
            "may_read": may_read,
            "form": form,
            "handing": handing,
            "may_answer": rules.may_answer(actor, row),
            "may_hand_over": rules.may_hand_over(actor, row),
            "may_reopen": rules.may_reopen(actor, row),
            "may_withdraw": rules.may_withdraw(actor, row),
            "events": shown.events(reads.events_of([row], verbs=VERBS, texts={})),
            "crumbs": crumbs,
        }
    )
    return render(request, "workspace/matters/assignment.html", context)
