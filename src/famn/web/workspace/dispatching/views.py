"""The pages of sending a decision out: the extract, who gets it and how, and what somebody is to answer after it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Decision, Dispatch
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.dispatching import shown
from famn.web.workspace.dispatching.forms import CorrectionForm, GiveForm, RecipientForm, TickForm
from famn.web.workspace.matters import shown as matters


def dispatch(request: Request, decision: str) -> HttpResponse:
    """The sending out of one decision."""
    return _page(request, fetch_decision(request.actor, decision))


def make_extract(request: Request, decision: str) -> HttpResponse:
    """Make the extract of the minutes for sending."""
    row = fetch_decision(request.actor, decision)
    actions.make_extract(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Protokollsutdraget är gjort och ligger bland ärendets dokument."))
    return redirect("dispatch", row.code)


def tick_dispatches(request: Request, decision: str) -> HttpResponse:
    """Tick that the decision has gone to those who are chosen, or to the one whose button was pressed; or mail it."""
    row = fetch_decision(request.actor, decision)
    one = request.POST.get("en", "")
    codes = [one] if one else request.POST.getlist("rows")
    form = TickForm(request.POST)
    try:
        if request.POST.get("gor") == "mejla":
            actions.mail_dispatches(row, codes, by=request.actor, at=timezone.now())
            messages.success(request, _("Beslutet är skickat med e-post och avbockat."))
            return redirect("dispatch", row.code)
        if form.is_valid():
            actions.tick_dispatches(row, codes, by=request.actor, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Avbockat."))
            return redirect("dispatch", row.code)
    except Refused as refused:
        add_refusal(form, refused)
    return _page(request, row, form=form, chosen=codes)


def add_recipient(request: Request, decision: str) -> HttpResponse:
    """Add somebody who is to get the decision."""
    row = fetch_decision(request.actor, decision)
    form = RecipientForm(request.POST)
    if form.is_valid():
        act = partial(actions.add_recipient, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Mottagaren är tillagd."), form):
            return redirect("dispatch", row.code)
    return _page(request, row, adding=form)


def drop_recipient(request: Request, dispatch: str) -> HttpResponse:
    """Take somebody off the list who has not been sent anything."""
    row = _fetch_row(request.actor, dispatch)
    actions.drop_recipient(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Mottagaren är borttagen."))
    return redirect("dispatch", row.decision.code)


def correct_dispatch(request: Request, dispatch: str) -> HttpResponse:
    """Say what is true of a ticked row instead, and why."""
    row = _fetch_row(request.actor, dispatch)
    may = rules.may_correct_dispatch(request.actor, row)
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=shown.correction(row))
    if request.method == "POST" and may and form.is_valid():
        act = partial(actions.correct_dispatch, row, by=request.actor, at=timezone.now(), **form.arguments())
        if tried(request, act, _("Rättelsen är antecknad."), form):
            return redirect("dispatch", row.decision.code)
    context = {"form": form, "may": may, "title": _("Rätta en avbockning"), "lead": row.recipient}
    return _form_page(request, row.decision, context)


def give_assignment(request: Request, decision: str) -> HttpResponse:
    """Write down what somebody is to answer after the decision."""
    row = fetch_decision(request.actor, decision)
    may = rules.may_give_assignment(request.actor, row)
    people = colleagues_who_may(
        Capability.ANSWER_ASSIGNMENTS, authority_id=row.report.matter.authority_id, day=timezone.localdate()
    )
    form = GiveForm(request.POST if request.method == "POST" else None, people=people, initial={"body": row.body})
    if request.method == "POST" and may and form.is_valid():
        try:
            given = actions.give_assignment(row, by=request.actor, at=timezone.now(), **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Uppdraget är antecknat. Den som svarar har fått ett brev."))
            return redirect("assignment", given.code)
    context = {"form": form, "may": may, "title": _("Ge ett uppdrag"), "lead": row.report.title}
    return _form_page(request, row, context)


def fetch_decision(actor: Actor, code: str) -> Decision:
    """The decision with its report and matter. Raises Http404 for one that the actor does not see."""
    return get_object_or_404(rules.visible_decisions(actor), code=code)


def _fetch_row(actor: Actor, code: str) -> Dispatch:
    return get_object_or_404(rules.visible_dispatches(actor), code=code)


def _page(
    request: Request,
    row: Decision,
    *,
    form: TickForm | None = None,
    adding: RecipientForm | None = None,
    chosen: list[str] | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    given = reads.assignment_views(reads.assignments_after(row), today=today)
    context = shown.page(reads.dispatch_page(row), request.actor, today) | {
        "form": form or TickForm(initial={"sent_on": today}),
        "adding": adding or RecipientForm(),
        "chosen": chosen or [],
        "today": today.isoformat(),
        "assignments": [matters.assignment_row(one, request.actor, today) for one in given],
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/dispatching/dispatch.html", context)


def _form_page(request: Request, row: Decision, context: dict[str, object]) -> HttpResponse:
    back = reverse("dispatch", args=[row.code])
    crumbs = [*_crumbs(row), {"url": back, "label": _("Expediera beslutet")}]
    return render(request, "shared/act.html", {**context, "back": back, "crumbs": crumbs})


def _crumbs(row: Decision) -> list[dict[str, str]]:
    report = row.report
    return [
        {"url": reverse("matters"), "label": _("Ärenden")},
        {"url": reverse("matter", args=[report.matter.code]), "label": report.matter.title},
        {"url": reverse("report", args=[report.code]), "label": report.title},
    ]
