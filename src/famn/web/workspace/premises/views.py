"""The pages of the search for a house: every option side by side, one option, and how it moves."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import PREMISES_STATES, Initiative, PremisesOption
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.initiatives.tabs import tabs
from famn.web.workspace.premises import shown
from famn.web.workspace.premises.forms import MoveForm, OptionForm


def premises(request: Request, initiative: str) -> HttpResponse:
    """Every option of an initiative, side by side."""
    row = fetched(request, initiative)
    page = reads.premises_page(row, actor=request.actor, today=timezone.localdate())
    chosen = page.chosen
    context = shown.side_by_side(page) | {
        "initiative": row,
        "page": page,
        "tabs": tabs(row, here="premises"),
        "may_drive": rules.may_drive(request.actor, row),
        "may_carry": carry_verdict(request, row, chosen) if chosen else None,
        "crumbs": crumbs(row)[:-1],
    }
    return render(request, "workspace/premises/premises.html", context)


def note_premises(request: Request, initiative: str) -> HttpResponse:
    """Note a house that the centre could be in."""
    row = fetched(request, initiative)
    form = OptionForm(request.POST or None, initial=OptionForm.initial_of(None))
    if request.method == "POST" and form.is_valid():
        said, rooms = form.said(), form.rooms_said()
        try:
            option = actions.note_premises(row, by=request.actor, at=timezone.now(), said=said, rooms=rooms)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Lokalen är noterad."))
            return redirect("premises_option", row.code, option.code)
    context = {"form": form, "may": rules.may_drive(request.actor, row), "back": address(row), "crumbs": crumbs(row)}
    return render(request, "workspace/premises/note_premises.html", context)


def premises_option(request: Request, initiative: str, option: str) -> HttpResponse:
    """One option: what it costs and for whom, what it makes of the centre, and how it has moved."""
    row, one = fetched_option(request, initiative, option)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    context = shown.one(view) | {
        "initiative": row,
        "may": rules.may_change_premises(request.actor, one),
        "may_carry": rules.may_carry_premises(request.actor, one),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/premises/premises_option.html", context)


def change_premises_option(request: Request, initiative: str, option: str) -> HttpResponse:
    """Change what is said of an option."""
    row, one = fetched_option(request, initiative, option)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    form = OptionForm(request.POST or None, initial=OptionForm.initial_of(view.option, view.rooms))
    if request.method == "POST" and form.is_valid():
        said, rooms, seen = form.said(), form.rooms_said(), request.POST.get("seen", "")
        by, at = request.actor, timezone.now()
        act = partial(actions.change_premises_option, one, by=by, at=at, said=said, rooms=rooms, seen=seen)
        if tried(request, act, _("Uppgifterna är sparade."), form):
            return redirect("premises_option", row.code, one.code)
    context = of_option(request, row, one, form) | {"seen": view.mark}
    return render(request, "workspace/premises/change_premises_option.html", context)


def move_premises(request: Request, initiative: str, option: str) -> HttpResponse:
    """Let an option come to another stage."""
    row, one = fetched_option(request, initiative, option)
    stage = _asked_stage(request, one)
    form = MoveForm(request.POST or None, option=one, stage=stage, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        said, seen = form.cleaned_data, request.POST.get("seen", "")
        by, at = request.actor, timezone.now()
        act = partial(actions.move_premises, one, by=by, at=at, stage=stage, seen=seen, **said)
        if tried(request, act, _("Läget är ändrat."), form):
            return redirect("premises_option", row.code, one.code)
    view = reads.option_view(one, actor=request.actor, today=timezone.localdate())
    context = of_option(request, row, one, form) | {
        "stage": stage,
        "seen": one.stage,
        "title": shown.MOVES[stage][1],
        "shown": shown.option(view),
        "is_choice": stage == PremisesOption.Stage.CHOSEN,
        "may": rules.may_move_premises(request.actor, one, stage),
    }
    return render(request, "workspace/premises/move_premises.html", context)


def _asked_stage(request: Request, one: PremisesOption) -> PremisesOption.Stage:
    """The stage that the address asks for; where it asks for none, the next that the option may come to."""
    asked = request.POST.get("till") or request.GET.get("till", "")
    stages = PremisesOption.Stage
    if asked in stages.values:
        return stages(asked)
    if asked:
        raise Http404
    return next(stage for stage in stages if PREMISES_STATES.may_go(one.stage, stage))


# --- what the pages share --------------------------------------------------------------------------


def fetched(request: Request, code: str) -> Initiative:
    """The initiative of an address, if one sees it, with its place and the centre that comes of it."""
    return get_object_or_404(rules.visible_initiatives(request.actor).select_related("place", "centre"), code=code)


def fetched_option(request: Request, initiative: str, option: str) -> tuple[Initiative, PremisesOption]:
    """The option of an address, if one sees it, and its initiative."""
    row = fetched(request, initiative)
    rows = rules.visible_premises(request.actor).select_related("initiative__place", "initiative__centre")
    return row, get_object_or_404(rows, initiative=row, code=option)


def carry_verdict(request: Request, row: Initiative, view: reads.OptionView) -> Any:
    """Whether the chosen option may be carried over to the centre."""
    view.option.initiative = row
    return rules.may_carry_premises(request.actor, view.option)


def of_option(request: Request, row: Initiative, one: PremisesOption, form: forms.Form) -> dict[str, Any]:
    """What every form about an option needs."""
    return {
        "initiative": row,
        "option": one,
        "form": form,
        "may": rules.may_change_premises(request.actor, one),
        "back": reverse("premises_option", args=[row.code, one.code]),
        "crumbs": crumbs(row, one),
    }


def address(row: Initiative) -> str:
    """Where the options of an initiative are."""
    return reverse("premises", args=[row.code])


def crumbs(row: Initiative, one: PremisesOption | None = None) -> list[dict[str, str]]:
    """The pages above."""
    above = [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("initiative", args=[row.code]), "label": row.title},
        {"url": address(row), "label": _("Lokaler")},
    ]
    if one is not None:
        above.append({"url": reverse("premises_option", args=[row.code, one.code]), "label": one.name})
    return above
