"""The initiative's page about its letters of intent and agreements."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import reads as letters
from famn.domain.agreements import rules as agreements
from famn.domain.establishment import actions, reads, rules
from famn.web.shared.actor import Request
from famn.web.workspace.initiatives.tabs import tabs
from famn.web.workspace.letters import shown


def initiative_letters(request: Request, initiative: str) -> HttpResponse:
    """The letters of an initiative of either kind, a new one from its parties, or one that is there already."""
    row = get_object_or_404(
        rules.visible_initiatives(request.actor).select_related("authority", "place"), code=initiative
    )
    tied = reads.letters_of_initiative(row, request.actor)
    known = {one.letter.pk for one in tied}
    others = [one for one in letters.letters_to_tie(request.actor) if one.pk not in known]
    if request.method == "POST":
        chosen = next((one for one in others if one.code == request.POST.get("letter")), None)
        if chosen is not None:
            actions.tie_letter(row, by=request.actor, at=timezone.now(), letter=chosen)
            messages.success(request, _("Det hör nu till initiativet."))
        return redirect("initiative_letters", row.code)
    context = {
        "initiative": row,
        "rows": [shown.row(one) for one in tied],
        "others": others,
        "may_drive": rules.may_drive(request.actor, row),
        "may_start": agreements.may_start_letter(request.actor),
        "start_url": reverse("start_letter", query={"initiativ": row.code}),
        "agreement_url": reverse("start_agreement", query={"initiativ": row.code}),
        "tabs": tabs(row, here="initiative_letters"),
        "crumbs": [
            {"url": reverse("initiatives"), "label": _("Initiativ")},
            {"url": reverse("initiative", args=[row.code]), "label": row.title},
        ],
    }
    return render(request, "workspace/letters/initiative_letters.html", context)
