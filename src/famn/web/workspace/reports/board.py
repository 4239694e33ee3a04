"""The pages between a written report and a decision that is done: attest, agenda, decision, execution."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.paper import Proposal
from famn.domain.matters.models import BoardReport
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused, Verdict
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.reports import shown, shown_editor
from famn.web.workspace.reports.fetching import crumbs_of, fetch_report
from famn.web.workspace.reports.forms import AgendaForm, DecisionForm, ReturnForm, SendForm


def send_report(request: Request, report: str) -> HttpResponse:
    """Choose who is to attest the newest version, and ask them."""
    row = fetch_report(request.actor, report)
    now = timezone.now()
    people = reads.attesters_of(row, at=now)
    form = SendForm(request.POST if request.method == "POST" else None, people=people.able)
    may_send = rules.may_send(request.actor, row)
    if request.method == "POST" and may_send and form.is_valid():
        try:
            actions.send_report(row, by=request.actor, at=now, attesters=form.chosen)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Utlåtandet väntar nu på attest. De du valde har fått ett brev."))
            return redirect("report", row.code)
    copy = reads.working_copy_of(row, request.actor)
    context = {
        "report": row,
        "form": form,
        "may_send": may_send,
        "gaps": shown_editor.gaps(reads.missing_in(row, reads.newest_version(row))),
        "has_copy": copy is not None,
        "people": people,
        "why_not": next((rules.may_be_asked(author.pk, row).reason for author in people.authors), ""),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/reports/send_report.html", context)


def take_back_report(request: Request, report: str) -> HttpResponse:
    """Take a report back to write on."""
    done = _("Utlåtandet är ett utkast igen. De som har attesterat får veta det.")
    return _at_once(request, report, actions.take_back_report, done, to="edit_report")


def attest_report(request: Request, report: str) -> HttpResponse:
    """Read a report with what has changed since last time, and approve it."""
    row = fetch_report(request.actor, report)
    mine = reads.attestation_of(row, request.actor)
    if request.method == "POST" and mine is not None and rules.may_attest(request.actor, mine):
        actions.attest_report(mine, by=request.actor, at=timezone.now())
        messages.success(request, _("Du har attesterat utlåtandet."))
        return redirect("report", row.code)
    return _attest_page(request, row, ReturnForm())


def return_report(request: Request, report: str) -> HttpResponse:
    """Send a report back to its writer with a word on why."""
    row = fetch_report(request.actor, report)
    mine = reads.attestation_of(row, request.actor)
    form = ReturnForm(request.POST)
    if mine is not None and rules.may_return(request.actor, mine) and form.is_valid():
        try:
            actions.return_report(mine, by=request.actor, at=timezone.now(), comment=form.cleaned_data["comment"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Utlåtandet är tillbaka hos den som skriver."))
            return redirect("report", row.code)
    return _attest_page(request, row, form)


def _attest_page(request: Request, row: BoardReport, form: ReturnForm) -> HttpResponse:
    mine = reads.attestation_of(row, request.actor)
    page = reads.report_page(row, request.actor)
    seen = reads.what_attester_saw(mine) if mine is not None else None
    may_attest = rules.may_attest(request.actor, mine) if mine is not None else _why_not_asked(request.actor, row)
    context = {
        "report": row,
        "version": page.version,
        "paper": page.paper,
        "mine": mine,
        "may_attest": may_attest,
        "seen": seen,
        "changes": reads.difference(reads.content_of(seen), page.content) if seen else (),
        "said": shown.said_before(page, request.actor),
        "attests": [shown.attest(one) for one in page.attestations],
        "form": form,
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/reports/attest_report.html", context)


def _why_not_asked(actor: Actor, row: BoardReport) -> Verdict:
    """The reason why one has not been asked: one's own words, or simply somebody else."""
    verdict = rules.may_be_asked(actor.user_id or 0, row)
    return verdict if not verdict else Verdict(allowed=False, reason=_("Ingen har bett dig attestera den här texten."))


def put_on_agenda(request: Request, report: str) -> HttpResponse:
    """Put an attested report on the agenda of a meeting."""
    row = fetch_report(request.actor, report)
    form = _agenda_form(request, row)
    may_put = rules.may_put_on_agenda(request.actor, row)
    if request.method == "POST" and may_put and form.is_valid():
        try:
            actions.put_on_agenda(row, by=request.actor, at=timezone.now(), **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Utlåtandet är på dagordningen."))
            return redirect("report", row.code)
    earlier = shown.meeting_words(reads.report_page(row, request.actor))
    context = {"report": row, "form": form, "may_put": may_put, "earlier": earlier, "crumbs": _crumbs(row)}
    return render(request, "workspace/reports/put_on_agenda.html", context)


def _agenda_form(request: Request, row: BoardReport) -> AgendaForm:
    """The planned meetings that it can go to, the day that its matter is meant for chosen beforehand."""
    today, planned = timezone.localdate(), row.matter.meeting_date
    meetings = reads.meetings_to_choose(request.actor, today=today, after=row.meeting_date)
    meant = next((one.code for one in meetings if one.day == planned), "")
    is_ahead = planned is not None and planned >= today and not meant
    return AgendaForm(
        request.POST if request.method == "POST" else None,
        meetings=meetings,
        today=today,
        initial={"meeting": meant, "meeting_date": planned if is_ahead else None},
    )


def take_off_agenda(request: Request, report: str) -> HttpResponse:
    """Take a report off the agenda."""
    done = _("Utlåtandet är inte längre på dagordningen. Attesterna gäller fortfarande.")
    return _at_once(request, report, actions.take_off_agenda, done)


def record_decision(request: Request, report: str) -> HttpResponse:
    """Record what the board decided: one short form."""
    row = fetch_report(request.actor, report)
    page = reads.report_page(row, request.actor)
    asked = any(one.immediate_approval for one in page.content.points)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"outcome": "as_proposed", "immediate_approval": asked},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_decision(row, form.decided(), by=request.actor, at=timezone.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Beslutet är registrerat. De som berörs har fått ett brev."))
            return redirect("report", row.code)
    context = {
        "report": row,
        "form": form,
        "may_decide": rules.may_decide(request.actor, row),
        "is_ahead": row.meeting_date is not None and row.meeting_date > timezone.localdate(),
        "points": [{"text": one} for part in page.paper.parts if isinstance(part, Proposal) for one in part.clauses],
        "decisions": [shown.decision(one) for one in page.decisions],
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/reports/record_decision.html", context)


def close_report(request: Request, report: str) -> HttpResponse:
    """Close a report."""
    return _at_once(request, report, actions.close_report, _("Utlåtandet är avslutat."))


def _at_once(
    request: Request, code: str, act: Callable[..., object], done: str | Promise, *, to: str = "report"
) -> HttpResponse:
    """Do what a single button does, and say so or why not."""
    row = fetch_report(request.actor, code)
    try:
        act(row, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("report", row.code)
    messages.success(request, str(done))
    return redirect(to, row.code)


def _crumbs(row: BoardReport) -> list[dict[str, str]]:
    return [*crumbs_of(row), {"url": reverse("report", args=[row.code]), "label": row.title}]
