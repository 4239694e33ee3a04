"""The pages of a report: beginning it, reading it, and its versions."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import reads as agreements
from famn.domain.establishment import reads as establishment
from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.starting import StartFacts, continued, start
from famn.domain.matters.models import BoardReport, HeadingSet, Matter
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.reports import after, editor, shown, shown_route, shown_sending
from famn.web.workspace.reports.fetching import crumbs_below, crumbs_of, fetch_report
from famn.web.workspace.reports.forms import StartForm


def start_report(request: Request, matter: str) -> HttpResponse:
    """Begin a report in a matter: choose the layout, and see what is filled in from what is known."""
    row = get_object_or_404(
        rules.visible_matters(request.actor).select_related("case_officer", "authority"), code=matter
    )
    earlier = _followed(request, row)
    rows = reads.heading_sets(request.actor)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        initial={"heading_set": _likely(request.actor, rows, earlier)},
    )
    may_write = rules.may_write(request.actor, row)
    if request.method == "POST" and may_write and form.is_valid():
        content = _first_words(request.actor, row, form.chosen, earlier)
        try:
            report = actions.start_report(
                row, by=request.actor, at=timezone.now(), heading_set=form.chosen, content=content, follows=earlier
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Utlåtandet är påbörjat. Det som ärendet redan vet är ifyllt."))
            return redirect("edit_report", report.code)
    context = {
        "matter": row,
        "form": form,
        "earlier": earlier,
        "may_write": may_write,
        "told": shown.told(_known(request.actor, row)),
        "crumbs": [
            {"url": reverse("matters"), "label": _("Ärenden")},
            {"url": reverse("matter", args=[row.code]), "label": row.title},
        ],
    }
    return render(request, "workspace/reports/start_report.html", context)


def _followed(request: Request, matter: Matter) -> BoardReport | None:
    """The report of the same matter that the new one follows, if the address names one."""
    code = request.GET.get("foljer", "").replace("\x00", "")
    return rules.visible_reports(request.actor).select_related("heading_set").filter(matter=matter, code=code).first()


def _likely(actor: Actor, rows: list[HeadingSet], earlier: BoardReport | None) -> str:
    """The layout to begin with: that of the report that is followed, else the one used last, else the first."""
    used = reads.last_heading_set(actor)
    if earlier is not None:
        same = (earlier.heading_set.name, earlier.heading_set.authority_id)
        used = next((row for row in rows if (row.name, row.authority_id) == same), used)
    return used.code if used else rows[0].code if rows else ""


def _first_words(actor: Actor, matter: Matter, heading_set: HeadingSet, earlier: BoardReport | None) -> Content:
    layout = Layout.from_json(heading_set.layout)
    if earlier is not None:
        return continued(layout, reads.content_of(reads.newest_version(earlier)))
    return start(layout, _known(actor, matter))


def _known(actor: Actor, matter: Matter) -> StartFacts:
    """What the matter, its initiative and the letters that wait for the board already tell."""
    facts = reads.start_facts(matter, also=establishment.sentences_of(matter, actor=actor))
    proposal = agreements.proposal_of(matter, actor)
    enclosed = dict.fromkeys((*facts.attachments, *proposal.attachments))
    return replace(facts, points=(*facts.points, *proposal.points), attachments=tuple(enclosed))


def report(request: Request, report: str) -> HttpResponse:
    """One report: how it looks, where it stands, what can be done, what has been said of it."""
    row = fetch_report(request.actor, report)
    page = reads.report_page(row, request.actor)
    mine = reads.attestation_of(row, request.actor)
    versions = reads.versions_of(row)
    today = timezone.localdate()
    outcome, route = reads.outcome_of(row, today=today), reads.route_of(row)
    may_carry_out = bool(after.may_carry_out(request.actor, row, outcome))
    shown_page = shown.report_page(page, request.actor, mine, today, may_carry_out=may_carry_out, route=route)
    context = shown_page | {
        "versions": [shown.version_row(one, row.revision, row) for one in versions[: shown.RECENT]],
        "versions_count": len(versions),
        "afters": after.cards(outcome, request.actor),
        "dispatching": shown_sending.decided(page.decisions, reads.sent_counts(page.decisions)),
        "unsettled": [one.sentence for one in reads.unsettled(row)] if not row.document_id else [],
        "stops": shown_route.route(route, request.actor),
        "differing": shown_route.differing(outcome, request.actor, route),
        "may_plan": rules.may_plan_passages(request.actor, row),
        "may_reserve": page.decisions and rules.may_add_reservation(request.actor, page.decisions[-1]),
        "crumbs": crumbs_of(row),
    }
    return render(request, "workspace/reports/report.html", context)


def versions(request: Request, report: str) -> HttpResponse:
    """Every version of a report."""
    row = fetch_report(request.actor, report)
    context = {
        "report": row,
        "rows": [shown.version_row(one, row.revision, row) for one in reads.versions_of(row)],
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/versions.html", context)


def version(request: Request, report: str, number: int) -> HttpResponse:
    """One version: what changed since another, its whole text, who saved it and when."""
    row = fetch_report(request.actor, report)
    one = reads.version_numbered(row, number)
    if one is None:
        raise Http404
    other = reads.version_numbered(row, editor.number(request.GET.get("mot", ""), otherwise=number - 1))
    context = {
        "report": row,
        "version": one,
        "row": shown.version_row(one, row.revision, row),
        "against": other if other and other.number != one.number else None,
        "others": [each for each in reads.versions_of(row) if each.number != one.number],
        "changes": reads.difference(reads.content_of(other), reads.content_of(one)) if other else (),
        "paper": reads.paper_of(row, one),
        "may_restore": rules.may_edit(request.actor, row),
        "crumbs": [*crumbs_below(row), {"url": reverse("versions", args=[row.code]), "label": _("Versioner")}],
    }
    return render(request, "workspace/reports/version.html", context)


def restore_version(request: Request, report: str, number: int) -> HttpResponse:
    """Let an earlier version be the newest again."""
    row = fetch_report(request.actor, report)
    try:
        made = actions.restore_version(row, number, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("versions", row.code)
    facts = {"number": number, "made": made.number}
    messages.success(request, _("Version %(number)d gäller igen, som version %(made)d.") % facts)
    return redirect("report", row.code)
