"""The pages of handing over: everything open of a person, the one act, and what came of it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Handover
from famn.domain.people.rules import visible_people
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.organisation import shown
from famn.web.workspace.organisation.base import colleagues
from famn.web.workspace.organisation.forms import HandoverForm


def hand_over_everything(request: Request, person: str) -> HttpResponse:
    """Everything open that a person answers for, and to whom it goes."""
    row = get_object_or_404(visible_people(request.actor), code=person)
    may, today = rules.may_hand_over_for(request.actor, row.pk), timezone.localdate()
    people = [one for one in colleagues(request) if one.pk != row.pk]
    form = HandoverForm(request.POST or None, people=people)
    if form.is_valid():
        act = partial(actions.hand_over_everything, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        made: list[Handover] = []
        if tried(request, lambda: made.append(act()), _("Det är överlämnat."), form):
            return redirect("handover", made[0].code)
    work = reads.open_work(row, actor=request.actor, today=today) if may else reads.OpenWork()
    context = {
        "person": row,
        "is_me": row.pk == request.actor.user_id,
        "may": may,
        "form": form,
        "moving": shown.things(work.moving, today),
        "staying": shown.things(work.staying, today),
        "earlier": reads.handovers_of(request.actor, row) if may else [],
        "crumbs": [{"url": reverse("person", args=[row.code]), "label": row.name}],
    }
    return render(request, "workspace/organisation/hand_over_everything.html", context)


def handover(request: Request, handover: str) -> HttpResponse:
    """What was handed over, by whom, to whom, with which note; and what stayed, and why."""
    row = get_object_or_404(rules.visible_handovers(request.actor), code=handover)
    items = [
        {"kind": shown.kind_words(one.kind), "title": one.title, "why": one.stayed_because}
        for one in reads.handover_items(row)
    ]
    context = {
        "handover": row,
        "moved": [one for one in items if not one["why"]],
        "stayed": [one for one in items if one["why"]],
    }
    return render(request, "workspace/organisation/handover.html", context)
