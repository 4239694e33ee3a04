"""Pages of what everybody reads of a centre: days that are not as usual, the telephone, the house, the map, modules."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities.reads.phrases import said_in
from famn.domain.activities.rules import may_plan
from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreLeg, FamilyCentre, Module
from famn.ground.verdict import Verdict
from famn.web.shared.actor import Request
from famn.web.shared.forms import looked_at, looks, tried
from famn.web.workspace.activities.shown import on_closed
from famn.web.workspace.centres import looks as looked
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_forms import AccessForm, ExceptionForm, PhoneForm, WhereForm
from famn.web.workspace.centres.views import crumbs, fetched, kept

# --- days that are not as usual ----------------------------------------------------------------------


def centre_exceptions(request: Request, centre: str) -> HttpResponse:
    """The days that are not as usual, now and later."""
    row, today = fetched(request, centre), timezone.localdate()
    keeps = kept(request, row)
    rows = reads.exceptions_of(row, today)
    notes = [one.note for one in rows if one.note]
    context = {
        "centre": row,
        "rows": [public_shown.exception(one, request.actor) for one in rows],
        "said_in": said_in(row, notes) if notes else None,
        "may_add": keeps.may_add(),
        "may_describe": keeps.whole,
        "on_closed": on_closed(request.actor, row, today),
        "may": may_plan(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_exceptions.html", context)


def add_exception(request: Request, centre: str) -> HttpResponse:
    """Say that some days are not as usual."""
    row, today = fetched(request, centre), timezone.localdate()
    keeps = kept(request, row)
    initial = {"first_day": today, "last_day": today}
    form = ExceptionForm(request.POST or None, legs=keeps.legs, whole=bool(keeps.whole), initial=initial)
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.arguments() | {"leg": form.chosen_leg()}
        act = partial(actions.add_exception, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Dagarna är sparade."), form):
            return redirect("centre_exceptions", row.code)
    leg = form.chosen_leg() if form.is_bound and form.is_valid() else None
    return _exception_page(request, row, form, _("Dagar som inte är som vanligt"), keeps.may_add(), leg=leg)


def change_exception(request: Request, centre: str, exception: str) -> HttpResponse:
    """Change days that are not as usual."""
    row = fetched(request, centre)
    one = get_object_or_404(row.exceptions.select_related("centre", "leg__centre", "leg__unit__area"), code=exception)
    form = ExceptionForm(request.POST or None, legs=[], whole=True, initial=public_shown.exception_said(one))
    del form.fields["leg"]  # what it is about does not change: it is another one then
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.arguments()
        act = partial(actions.change_exception, one, by=request.actor, at=timezone.now(), seen=seen, **said)
        if tried(request, act, _("Dagarna är ändrade."), form):
            return redirect("centre_exceptions", row.code)
    may = rules.may_keep(request.actor, row, one.leg)
    extra = {"exception": one, "mark": reads.exception_mark(one)}
    title = _("Ändra dagar som inte är som vanligt")
    return _exception_page(request, row, form, title, may, leg=one.leg, **extra)


def _exception_page(
    request: Request,
    row: FamilyCentre,
    form: ExceptionForm,
    title: str,
    may: Verdict,
    *,
    leg: CentreLeg | None,
    **extra: Any,
) -> HttpResponse:
    context = {"centre": row, "form": form, "title": title, "may": may, "crumbs": crumbs(row), **extra}
    if looks(request) and form.is_valid():
        context["preview"] = public_shown.exception_look(form.unsaved(row, leg))
    return render(request, "workspace/centres/change_exception.html", context)


def end_exception(request: Request, centre: str, exception: str) -> HttpResponse:
    """Let it be as usual again."""
    row = fetched(request, centre)
    one = get_object_or_404(row.exceptions, code=exception)
    act = partial(actions.end_exception, one, by=request.actor, at=timezone.now())
    tried(request, act, _("Nu är det som vanligt igen."))
    return redirect("centre_exceptions", row.code)


def keep_holidays(request: Request, centre: str) -> HttpResponse:
    """Say whether the centre is closed on public holidays."""
    row = fetched(request, centre)
    closed = request.POST.get("stangt") == "ja"
    said = _("Familjecentralen är stängd på helgdagar.") if closed else _("Helgdagar är som andra dagar.")
    tried(request, lambda: actions.keep_holidays(row, by=request.actor, at=timezone.now(), closed=closed), said)
    return redirect("centre_exceptions", row.code)


# --- the telephone -----------------------------------------------------------------------------------


def phone_hours(request: Request, centre: str, leg: str) -> HttpResponse:
    """A leg's number, and when a human answers it."""
    row, today = fetched(request, centre), timezone.localdate()
    one = get_object_or_404(row.legs.select_related("centre", "unit__area__authority"), code=leg)
    now = reads.phone_shown(one, today)
    form = PhoneForm(request.POST or None, now=now, initial={"from_date": max(today, one.from_date)})
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.cleaned_data
        act = partial(
            actions.set_phone_hours,
            one,
            by=request.actor,
            at=timezone.now(),
            from_date=said["from_date"],
            phone=said["phone"],
            hours=form.found,
            languages=said["languages"],
            seen=seen,
        )
        if tried(request, act, _("Telefontiderna är sparade."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "leg": one,
        "form": form,
        "mark": now.mark,
        "preview": looked.phone_look(one, form) if looks(request) and form.is_valid() else None,
        "may": rules.may_change_leg(request.actor, one),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/phone_hours.html", context)


# --- the house, the map, and what a centre does without ----------------------------------------------


def centre_access(request: Request, centre: str) -> HttpResponse:
    """How the house can be reached and used."""
    row = fetched(request, centre)
    now = reads.access_of(row)
    form = AccessForm(request.POST or None, facts=now.facts)
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.said()
        act = partial(actions.say_access, row, by=request.actor, at=timezone.now(), said=said, seen=seen)
        if tried(request, act, _("Uppgifterna om huset är sparade."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "mark": now.mark,
        "preview": looked.access_look(form.said()) if looks(request) and form.is_valid() else None,
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_access.html", context)


def centre_map(request: Request, centre: str) -> HttpResponse:
    """Where on the map the centre lies."""
    row = fetched(request, centre)
    form = WhereForm(request.POST or None, initial={"where": public_shown.where(row)})
    if request.method == "POST" and form.is_valid() and not looks(request):
        latitude, longitude = form.cleaned_data["where"] or (None, None)
        act = partial(
            actions.place_on_map, row, by=request.actor, at=timezone.now(), latitude=latitude, longitude=longitude
        )
        if tried(request, act, _("Platsen är sparad."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "title": _("På kartan"),
        "intro": _(
            "Öppna en karta på nätet, leta upp huset och kopiera kartans adress hit. Eller skriv de två talen själv."
        ),
        "has_look": True,
        "preview": looked_at(request, form, lambda said: looked.map_look(row, timezone.localdate(), said["where"])),
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/change.html", context)


def centre_modules(request: Request, centre: str) -> HttpResponse:
    """What the centre's public page has, and what it does without."""
    row = fetched(request, centre)
    if request.method == "POST":
        module, on = request.POST.get("del", ""), request.POST.get("ja") == "ja"
        said = _("Den delen visas.") if on else _("Den delen visas inte.")
        tried(
            request, lambda: actions.switch_module(row, by=request.actor, at=timezone.now(), module=module, on=on), said
        )
        return redirect("centre_modules", row.code)
    context = {
        "centre": row,
        "rows": [
            {"code": code, "name": name, "says": public_shown.MODULES[Module(code)], "on": code not in row.switched_off}
            for code, name in Module.choices
        ],
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_modules.html", context)
