"""The pages of decisions by one person: the list of an authority, one decision, and recording one in a matter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Matter
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Capability
from famn.ground.text import SortKey
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.shared.personal import row
from famn.web.workspace.personal import shown
from famn.web.workspace.personal.forms import PersonalForm


def personal_decisions(request: Request) -> HttpResponse:
    """The decisions by one person in one's authority, all or those that a board has still to hear of."""
    unreported = request.GET.get("visa") == "inte-anmalda"
    page = reads.personal_list(request.actor, unreported=unreported, page=request.GET.get("sida", 1))
    count = page.paginator.count
    context = {
        "rows": [row(one, with_matter=True) for one in page],
        "page": page,
        "base": "visa=inte-anmalda&" if unreported else "",
        "count": ngettext("%(count)d beslut", "%(count)d beslut", count) % {"count": count},
        "views": [
            {"url": "?", "label": _("Alla"), "current": not unreported},
            {"url": "?visa=inte-anmalda", "label": _("Inte anmälda"), "current": unreported},
        ],
    }
    return render(request, "workspace/personal/personal_decisions.html", context)


def personal_decision(request: Request, personal: str) -> HttpResponse:
    """One decision by one person."""
    one = get_object_or_404(rules.visible_personal_decisions(request.actor), code=personal)
    context = {
        "decision": one,
        "kind": str(one.get_kind_display()).capitalize(),
        "explained": shown.explained(one),
        "facts": shown.facts(one),
        "crumbs": _crumbs(one.matter),
    }
    return render(request, "workspace/personal/personal_decision.html", context)


def record_personal_decision(request: Request, matter: str) -> HttpResponse:
    """Record in a matter what one person decided."""
    rows = rules.visible_matters(request.actor).select_related("authority", "case_officer")
    ours = get_object_or_404(rows, code=matter)
    may = rules.may_record_personal(request.actor, ours)
    form = PersonalForm(
        request.POST if request.method == "POST" else None,
        kinds=rules.decision_kinds(ours.authority),
        items=reads.delegation_order(request.actor),
        people=_colleagues(ours),
        boards=rules.kept_boards(request.actor).order_by(SortKey("name"), "pk"),
        documents=[view.document for view in reads.matter_page(ours, today=timezone.localdate()).documents],
        initial={"decided_on": timezone.localdate()},
    )
    if request.method == "POST" and may and form.is_valid():
        try:
            made = actions.record_personal_decision(ours, form.decided(), by=request.actor, at=timezone.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Beslutet är antecknat."))
            return redirect("personal_decision", made.code)
    context = {
        "matter": ours,
        "form": form,
        "may": may,
        "title": _("Beslut av en person"),
        "lead": ours.title,
        "back": reverse("matter", args=[ours.code]),
        "crumbs": _crumbs(ours),
    }
    return render(request, "shared/act.html", context)


def _colleagues(matter: Matter) -> list[User]:
    """Whom a decision can be by: those at work in the authority whose role lets them change matters."""
    today = timezone.localdate()
    return colleagues_who_may(Capability.CHANGE_MATTERS, authority_id=matter.authority_id, day=today)


def _crumbs(matter: Matter) -> list[dict[str, str]]:
    return [
        {"url": reverse("matters"), "label": _("Ärenden")},
        {"url": reverse("matter", args=[matter.code]), "label": matter.title},
    ]
