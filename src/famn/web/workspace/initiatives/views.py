"""The pages of initiatives: the list, one initiative with its staircase, and what one records on it."""

from __future__ import annotations

from functools import partial
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Initiative
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.initiatives import chain_shown, shown, step_shown
from famn.web.workspace.initiatives.forms import (
    InitiativeForm,
    MatterForm,
    PartyForm,
    StartForm,
)
from famn.web.workspace.initiatives.tabs import tabs

MOST_EVENTS: Final = 8  # on the overview; the page of the timeline has them all


def initiatives(request: Request) -> HttpResponse:
    """Every initiative one sees."""
    rows = reads.initiatives_list(request.actor)
    context = {"rows": [shown.row(row) for row in rows], "may_start": rules.may_start(request.actor)}
    return render(request, "workspace/initiatives/initiatives.html", context)


def start_initiative(request: Request) -> HttpResponse:
    """Start an initiative without a document."""
    form = StartForm(request.POST or None, ladders=reads.ladders(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            started = actions.start_initiative(by=request.actor, at=timezone.now(), parties=[], **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Initiativet är startat. Lägg till parterna."))
            return redirect("initiative_parties", started.code)
    return render(request, "workspace/initiatives/start_initiative.html", {"form": form, "crumbs": _crumbs()})


def initiative(request: Request, initiative: str) -> HttpResponse:
    """One initiative: its staircase, what started it, who takes part, what is missing."""
    row = _fetched(request, initiative)
    today = timezone.localdate()
    page = reads.initiative_page(row, today=today, actor=request.actor)
    way = reads.way_on(page, actor=request.actor, today=today)
    context = {
        **shown.initiative_page(page, request.actor, today=today),
        **step_shown.way_on(way, row, request.actor),
        "chain": chain_shown.chain(way.chain, row),
        "events": shown.events(reads.timeline(row, today=today))[:MOST_EVENTS],
        "tabs": tabs(row, here="initiative"),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/initiatives/initiative.html", context)


def initiative_timeline(request: Request, initiative: str) -> HttpResponse:
    """What is to come and what has happened, across all links of the chain."""
    row = _fetched(request, initiative)
    found = reads.timeline_of(row, actor=request.actor, today=timezone.localdate())
    context = {"initiative": row, "events": chain_shown.moments(found), "crumbs": _crumbs(row)}
    return render(request, "workspace/initiatives/initiative_timeline.html", context)


def change_initiative(request: Request, initiative: str) -> HttpResponse:
    """Change what an initiative says of itself."""
    row = _fetched(request, initiative)
    form = InitiativeForm(request.POST or None, initial=shown.initial(row))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.change_initiative, row, by=request.actor, at=timezone.now(), **form.arguments())
        if tried(request, act, _("Initiativet är ändrat."), form):
            return redirect("initiative", row.code)
    context = {"initiative": row, "form": form, "may_drive": rules.may_drive(request.actor, row)}
    return render(request, "workspace/initiatives/change_initiative.html", context | {"crumbs": _crumbs(row)})


def initiative_parties(request: Request, initiative: str) -> HttpResponse:
    """Who takes part: let a party join or leave."""
    row = _fetched(request, initiative)
    page = reads.initiative_page(row, today=timezone.localdate(), actor=request.actor)
    gone = request.POST.get("bort", "")
    form = PartyForm(request.POST if request.method == "POST" and not gone else None)
    by, at = request.actor, timezone.now()
    if gone:
        party = get_object_or_404(row.parties, pk=int(gone) if gone.isascii() and gone.isdigit() else 0)
        actions.remove_party(party, by=by, at=at)
        messages.success(request, _("%(name)s är inte längre med.") % {"name": party.name})
        return redirect("initiative_parties", row.code)
    if form.is_valid() and tried(
        request, lambda: actions.add_party(row, by=by, at=at, **form.cleaned_data), _("Parten är med."), form
    ):
        return redirect("initiative_parties", row.code)
    context = {
        "initiative": row,
        "page": page,
        "form": form,
        "may_drive": rules.may_drive(by, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/initiatives/initiative_parties.html", context)


def initiative_matters(request: Request, initiative: str) -> HttpResponse:
    """Tie a matter that is there already to an initiative."""
    row = _fetched(request, initiative)
    matters = reads.matters_to_tie(row, request.actor)
    form = MatterForm(request.POST or None, matters=matters)
    if form.is_valid():
        matter, by, at = form.matter(), request.actor, timezone.now()
        if tried(request, lambda: actions.tie_matter(row, by=by, at=at, matter=matter), _("Ärendet är kopplat."), form):
            return redirect("initiative", row.code)
    context = {
        "initiative": row,
        "form": form,
        "is_empty": not matters,
        "may_choose": rules.may_choose_matter(request.actor, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/initiatives/initiative_matters.html", context)


def publish_initiative(request: Request, initiative: str) -> HttpResponse:
    """Show an initiative to everybody, or to nobody outside any more."""
    row = _fetched(request, initiative)
    if row.is_public:
        actions.unpublish_initiative(row, by=request.actor, at=timezone.now())
        messages.success(request, _("Initiativet visas inte längre för alla."))
    else:
        actions.publish_initiative(row, by=request.actor, at=timezone.now())
        messages.success(request, _("Initiativet visas nu för alla på startsidan."))
    return redirect("initiative", row.code)


MOVES = {"vila": actions.rest_initiative, "avsluta": actions.end_initiative, "vack": actions.wake_initiative}


def move_initiative(request: Request, initiative: str) -> HttpResponse:
    """Let an initiative rest, end or go on."""
    row = _fetched(request, initiative)
    move = MOVES.get(request.POST.get("gor", ""))
    if move is None:
        raise Http404
    moved = move(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Initiativet: %(state)s.") % {"state": moved.get_state_display()})
    return redirect("initiative", row.code)


def _fetched(request: Request, code: str) -> Initiative:
    return get_object_or_404(rules.visible_initiatives(request.actor).select_related("place"), code=code)


def _crumbs(row: Initiative | None = None) -> list[dict[str, str]]:
    crumbs = [{"url": reverse("initiatives"), "label": _("Initiativ")}]
    return [*crumbs, {"url": reverse("initiative", args=[row.code]), "label": row.title}] if row else crumbs
