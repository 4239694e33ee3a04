"""People and units: who works where, in which role, and since when."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.rules import may_hand_over_for
from famn.domain.people import actions, reads, rules
from famn.domain.people.models import Membership
from famn.domain.people.rules import Capability
from famn.ground.verdict import Refused, Verdict
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.people.forms import EndForm, PersonForm, UnitForm
from famn.web.workspace.people.words import what_a_role_may


def people(request: Request) -> HttpResponse:
    """Every unit of one's authority, by secrecy area, with the people in it."""
    units = reads.units_with_people(request.actor, day=timezone.localdate())
    context = {
        "units": units,
        "may_manage": _may_manage(request),
        "may_set_lengths": request.actor.can(Capability.SET_LENGTHS),
    }
    return render(request, "workspace/people/people.html", context)


def person(request: Request, person: str) -> HttpResponse:
    """One person: how to reach her, what she does for the authority now, and what she has done."""
    shown = get_object_or_404(rules.visible_people(request.actor), code=person)
    work = reads.work_of(request.actor, shown, day=timezone.localdate())
    context = {
        "person": shown,
        "now": [_in_words(request, row) for row in work.now],
        "coming": [_in_words(request, row) for row in work.coming],
        "earlier": [_in_words(request, row) for row in work.earlier],
        "may_hand_over": may_hand_over_for(request.actor, shown.pk),
        "may_read_trail": request.actor.can(Capability.READ_TRAIL),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/people/person.html", context)


def add_person(request: Request) -> HttpResponse:
    """Let somebody work for a unit."""
    today = timezone.localdate()
    form = PersonForm(request.POST or None, initial={"unit": request.GET.get("enhet")}, actor=request.actor, day=today)
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.add_person(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        else:
            said = {"name": membership.user.name, "unit": membership.unit.name}
            messages.success(request, _("%(name)s är tillagd vid %(unit)s och får ett brev om det.") % said)
            return redirect("person", membership.user.code)
    return render(request, "workspace/people/add_person.html", {"form": form, "crumbs": _crumbs()})


def end_membership(request: Request, person: str, membership: str) -> HttpResponse:
    """Say which day is the last one that a person works for a unit."""
    rows = rules.visible_memberships(request.actor).select_related("user", "unit__area")
    ending = get_object_or_404(rows, user__code=person, code=membership)
    form = EndForm(request.POST or None, initial={"last_day": max(timezone.localdate(), ending.from_date)})
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.end_membership, ending, by=request.actor, at=timezone.now(), last_day=form.cleaned_data["last_day"]
        )
        if tried(request, act, _("Uppdraget vid %(unit)s är avslutat.") % {"unit": ending.unit.name}, form):
            return redirect("person", person)
    context = {
        "form": form,
        "membership": ending,
        "may_end": rules.may_end_membership(request.actor, ending),
        "crumbs": [*_crumbs(), {"url": reverse("person", args=[person]), "label": ending.user.name}],
    }
    return render(request, "workspace/people/end_membership.html", context)


def add_unit(request: Request) -> HttpResponse:
    """Add a unit to one of the authority's secrecy areas."""
    form = UnitForm(request.POST or None, actor=request.actor, day=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.add_unit(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Enheten %(unit)s finns nu.") % {"unit": unit.name})
            return redirect("unit", unit.code)
    return render(request, "workspace/people/add_unit.html", {"form": form, "crumbs": _crumbs()})


def unit(request: Request, unit: str) -> HttpResponse:
    """One unit: where it belongs, how to reach it, who works there and who has."""
    units = rules.visible_units(request.actor).select_related("area__authority", "administration")
    shown = get_object_or_404(units, code=unit)
    work = reads.work_at(request.actor, shown, day=timezone.localdate())
    context = {
        "unit": shown,
        "work": work,
        "may_manage": _may_manage(request),
        "may_read_trail": request.actor.can(Capability.READ_TRAIL),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/people/unit.html", context)


def _may_manage(request: Request) -> Verdict:
    return rules.may_manage_people(request.actor, request.actor.authority_id or 0)


def _in_words(request: Request, row: Membership) -> dict[str, Any]:
    """One membership with what its role may do, and whether one may end it."""
    return {"row": row, "may_do": what_a_role_may(row.role), "may_end": rules.may_end_membership(request.actor, row)}


def _crumbs() -> list[dict[str, str]]:
    return [{"url": reverse("people"), "label": _("Människor")}]
