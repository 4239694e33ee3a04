"""The page where one sees what differs between the documents of a matter, and lets a difference stand."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import BoardReport
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.dispatching import shown
from famn.web.workspace.dispatching.forms import AcceptForm
from famn.web.workspace.reports.fetching import crumbs_of, fetch_report


def differences(request: Request, report: str) -> HttpResponse:
    """What the report, its attests and the other documents of the matter say differently of the same thing."""
    return _page(request, fetch_report(request.actor, report), None, "")


def accept_difference(request: Request, report: str) -> HttpResponse:
    """Let a difference stand, with a reason."""
    row = fetch_report(request.actor, report)
    form, fingerprint = AcceptForm(request.POST), request.POST.get("skillnad", "")
    if form.is_valid():
        act = partial(
            actions.accept_difference, row, fingerprint, by=request.actor, at=timezone.now(), **form.cleaned_data
        )
        if tried(request, act, _("Skillnaden får vara kvar. Ditt skäl står här."), form):
            return redirect("differences", row.code)
    return _page(request, row, form, fingerprint)


def _page(request: Request, row: BoardReport, form: AcceptForm | None, fingerprint: str) -> HttpResponse:
    may_edit = rules.may_edit(request.actor, row)
    report_url = reverse("edit_report" if may_edit else "report", args=[row.code])
    found = [shown.difference(one, report_url) for one in reads.differences_of(row)]
    waiting = [one for one in found if not one["accepted"]]
    for number, one in enumerate(waiting):
        is_bound = form is not None and one["fingerprint"] == fingerprint
        one["form"] = form if is_bound else AcceptForm(auto_id=f"id_{number}_%s")
    context = {
        "report": row,
        "form": form,
        "waiting": waiting,
        "accepted": [one for one in found if one["accepted"]],
        "may_accept": rules.may_accept_difference(request.actor, row),
        "may_edit": may_edit,
        "crumbs": [*crumbs_of(row), {"url": reverse("report", args=[row.code]), "label": row.title}],
    }
    return render(request, "workspace/dispatching/differences.html", context)
