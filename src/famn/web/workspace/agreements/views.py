"""The register of agreements: what ends when, and what waits for one's own answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import reads, rules
from famn.domain.agreements.models import LetterKind
from famn.domain.agreements.reads import Stage
from famn.web.shared.actor import Request
from famn.web.workspace.letters import agreement_shown as shown


def register(request: Request) -> HttpResponse:
    """Every agreement one sees, what comes first on top; `?lage=` shows those of one stage."""
    today = timezone.localdate()
    asked = request.GET.get("lage", "")
    stage = asked if asked in set(Stage) else ""
    rows = reads.register(request.actor, today=today)
    there = {one.stage for one in rows}
    url = reverse("agreements")
    chips = [{"label": _("Alla"), "url": url, "current": not stage}] + [
        {"label": str(shown.STAGES[one]).capitalize(), "url": f"{url}?lage={one}", "current": stage == one}
        for one in Stage
        if one in there
    ]
    context = {
        "waiting": [
            one for one in reads.waiting_signatures(request.actor) if one.version.letter.kind == LetterKind.COOPERATION
        ],
        "rows": [shown.row(one, today) for one in rows if not stage or one.stage == stage],
        "chips": chips if rows else [],
        "may_start": rules.may_start_letter(request.actor),
        "may_shape_levels": rules.may_shape_levels(request.actor),
        "may_choose_reminders": rules.may_choose_reminders(request.actor),
    }
    return render(request, "workspace/agreements/register.html", context)
