"""The pages between a written report and a decision that is done: attest, agenda, decision, execution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.paper import Proposal
from famn.domain.matters.models import BoardReport, Passage
from famn.domain.matters.reads import Route, Stop
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused, Verdict
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.reports import shown, shown_editor, shown_route
from famn.web.workspace.reports.fetching import crumbs_below, fetch_report
from famn.web.workspace.reports.forms import AgendaForm, DecisionForm, ReturnForm, SendForm


def send_report(request: Request, report: str) -> HttpResponse:
    """Choose who is to attest the newest version, and ask them."""
    row = fetch_report(request.actor, report)
    now = timezone.now()
    people = reads.attesters_of(row, at=now)
    form = SendForm(request.POST if request.method == "POST" else None, people=people.able)
    may_send = rules.may_send(request.actor, row)
    if request.method == "POST" and may_send and form.is_valid():
        act = partial(actions.send_report, row, by=request.actor, at=now, attesters=form.chosen)
        if tried(request, act, _("Utlåtandet väntar nu på attest. De du valde har fått ett brev."), form):
            return redirect("report", row.code)
    copy = reads.working_copy_of(row, request.actor)
    context = {
        "report": row,
        "form": form,
        "may_send": may_send,
        "gaps": shown_editor.gaps(reads.missing_in(row, reads.newest_version(row))),
        "unsettled": [one.sentence for one in reads.unsettled(row)],
        "has_copy": copy is not None,
        "people": people,
        "why_not": next((rules.may_be_asked(author.pk, row).reason for author in people.authors), ""),
        "crumbs": crumbs_below(row),
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
        act = partial(
            actions.return_report, mine, by=request.actor, at=timezone.now(), comment=form.cleaned_data["comment"]
        )
        if tried(request, act, _("Utlåtandet är tillbaka hos den som skriver."), form):
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
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/attest_report.html", context)


def _why_not_asked(actor: Actor, row: BoardReport) -> Verdict:
    """The reason why one has not been asked: one's own words, or simply somebody else."""
    verdict = rules.may_be_asked(actor.user_id or 0, row)
    return verdict if not verdict else Verdict(allowed=False, reason=_("Ingen har bett dig attestera den här texten."))


def put_on_agenda(request: Request, report: str) -> HttpResponse:
    """Put an attested report on the agenda of a meeting, of the body that the address names where there are several."""
    row = fetch_report(request.actor, report)
    route = reads.route_of(row)
    stop = chosen_stop(request, route, Passage.State.PLANNED)
    form = _agenda_form(request, row, stop, is_single=route.is_single)
    is_one_of_several = stop is not None and not route.is_single
    may_put = (
        rules.may_take_up(request.actor, stop.passage)
        if stop is not None and is_one_of_several
        else rules.may_put_on_agenda(request.actor, row)
    )
    if request.method == "POST" and may_put and form.is_valid():
        try:
            chosen = stop.passage if stop is not None and is_one_of_several else None
            actions.put_on_agenda(row, by=request.actor, at=timezone.now(), passage=chosen, **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Utlåtandet är på dagordningen."))
            return redirect("report", row.code)
    context = {
        "report": row,
        "body": stop.passage.body if stop else row.matter.body,
        "form": form,
        "may_put": may_put,
        "earlier": shown.meeting_words(reads.report_page(row, request.actor)) if route.is_single else "",
        "before": shown_route.before(route, stop),
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/put_on_agenda.html", context)


def chosen_stop(request: Request, route: Route, state: str) -> Stop | None:
    """The body that the address names or, without a name, whose turn it is; None where there is no way at all."""
    code = request.GET.get("organ", "").replace("\x00", "")
    if code and (found := route.stop_of(code)) is not None:
        return found
    fitting = [stop for stop in route.stops if stop.passage.state == state]
    in_turn = [stop for stop in fitting if stop.is_next]
    return next(iter([*in_turn, *fitting, *route.stops]), None)


def _agenda_form(request: Request, row: BoardReport, stop: Stop | None, *, is_single: bool) -> AgendaForm:
    """The planned meetings that it can go to, the day that its matter is meant for chosen beforehand."""
    today, planned = timezone.localdate(), row.matter.meeting_date
    if stop is None or is_single:
        after = stop.last.meeting_date if stop and stop.last else row.meeting_date
        meetings = reads.meetings_to_choose(request.actor, today=today, after=after)
    else:
        after, board = stop.last.meeting_date if stop.last else None, stop.passage.board
        meetings = reads.meetings_to_choose(request.actor, today=today, after=after, board=board) if board else []
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

    def act(row: BoardReport, *, by: Actor, at: dt.datetime) -> object:
        route = reads.route_of(row)
        stop = None if route.is_single else chosen_stop(request, route, Passage.State.ON_AGENDA)
        return actions.take_off_agenda(row, by=by, at=at, passage=stop.passage if stop else None)

    return _at_once(request, report, act, done)


def record_decision(request: Request, report: str) -> HttpResponse:
    """Record what a body decided: one short form."""
    row = fetch_report(request.actor, report)
    page, route = reads.report_page(row, request.actor), reads.route_of(row)
    stop = chosen_stop(request, route, Passage.State.ON_AGENDA)
    passage = stop.passage if stop is not None and not route.is_single else None
    asked = any(one.immediate_approval for one in page.content.points)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        passage=stop.passage if stop else None,
        initial={"outcome": "as_proposed", "immediate_approval": asked, "told_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.record_decision, row, form.decided(), by=request.actor, at=timezone.now(), passage=passage
        )
        if tried(request, act, _("Beslutet är registrerat. De som berörs har fått ett brev."), form):
            return redirect("report", row.code)
    day = passage.meeting_date if passage else row.meeting_date
    context = {
        "report": row,
        "body": passage.body if passage else "",
        "day": day,
        "form": form,
        "may_decide": rules.may_record_outcome(request.actor, passage, route.passages)
        if passage
        else rules.may_decide(request.actor, row),
        "is_ahead": day is not None and day > timezone.localdate(),
        "before": shown_route.before(route, stop),
        "points": [{"text": one} for part in page.paper.parts if isinstance(part, Proposal) for one in part.clauses],
        "decisions": [shown.decision(one) for one in (stop.decisions if passage and stop else page.decisions)],
        "crumbs": crumbs_below(row),
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
