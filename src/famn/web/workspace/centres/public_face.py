"""Pages of what everybody reads of a centre: days that are not as usual, the telephone, the house, the map, modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import FamilyCentre, Module, OpeningException
from famn.ground.verdict import Refused, Verdict
from famn.web.shared.actor import Request
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_forms import AccessForm, ExceptionForm, PhoneForm, WhereForm
from famn.web.workspace.centres.views import crumbs, fetched, tried

# --- days that are not as usual ----------------------------------------------------------------------


def centre_exceptions(request: Request, centre: str) -> HttpResponse:
    """The days that are not as usual, now and later."""
    row, today = fetched(request, centre), timezone.localdate()
    context = {
        "centre": row,
        "rows": [public_shown.exception(one, request.actor) for one in reads.exceptions_of(row, today)],
        "may_add": bool(reads.legs_to_keep(request.actor, row, today)) or bool(rules.may_describe(request.actor, row)),
        "may_describe": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_exceptions.html", context)


def add_exception(request: Request, centre: str) -> HttpResponse:
    """Say that some days are not as usual."""
    row, today = fetched(request, centre), timezone.localdate()
    form = _exception_form(request, row, None, {"first_day": today, "last_day": today})
    if request.method == "POST" and form.is_valid():
        said = form.arguments() | {"leg": form.chosen_leg()}
        if tried(
            request,
            form,
            lambda: actions.add_exception(row, by=request.actor, at=timezone.now(), **said),
            _("Dagarna är sparade."),
        ):
            return redirect("centre_exceptions", row.code)
    return _exception_page(request, row, form, _("Dagar som inte är som vanligt"))


def change_exception(request: Request, centre: str, exception: str) -> HttpResponse:
    """Change days that are not as usual."""
    row = fetched(request, centre)
    one = get_object_or_404(row.exceptions.select_related("centre", "leg__centre", "leg__unit__area"), code=exception)
    form = _exception_form(request, row, one, public_shown.exception_said(one))
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        said = form.arguments()
        if tried(
            request,
            form,
            lambda: actions.change_exception(one, by=request.actor, at=timezone.now(), seen=seen, **said),
            _("Dagarna är ändrade."),
        ):
            return redirect("centre_exceptions", row.code)
    extra = {"exception": one, "mark": reads.exception_mark(one)}
    return _exception_page(request, row, form, _("Ändra dagar som inte är som vanligt"), **extra)


def _exception_form(
    request: Request, row: FamilyCentre, one: OpeningException | None, initial: dict[str, Any]
) -> ExceptionForm:
    legs = reads.legs_to_keep(request.actor, row, timezone.localdate())
    whole = bool(rules.may_describe(request.actor, row))
    form = ExceptionForm(request.POST or None, legs=legs, whole=whole, initial=initial)
    if one is not None:  # what it is about does not change: it is another one then
        del form.fields["leg"]
    return form


def _exception_page(request: Request, row: FamilyCentre, form: ExceptionForm, title: str, **extra: Any) -> HttpResponse:
    one = extra.get("exception")
    may: Verdict = rules.may_keep(request.actor, row, one.leg if one else None)
    if one is None and not may and form.legs:
        may = rules.may_keep(request.actor, row, next(iter(form.legs.values())))
    context = {"centre": row, "form": form, "title": title, "may": may, "crumbs": crumbs(row), **extra}
    return render(request, "workspace/centres/change_exception.html", context)


def end_exception(request: Request, centre: str, exception: str) -> HttpResponse:
    """Let it be as usual again."""
    row = fetched(request, centre)
    one = get_object_or_404(row.exceptions, code=exception)
    done(
        request,
        lambda: actions.end_exception(one, by=request.actor, at=timezone.now()),
        _("Nu är det som vanligt igen."),
    )
    return redirect("centre_exceptions", row.code)


def keep_holidays(request: Request, centre: str) -> HttpResponse:
    """Say whether the centre is closed on public holidays."""
    row = fetched(request, centre)
    closed = request.POST.get("stangt") == "ja"
    said = _("Familjecentralen är stängd på helgdagar.") if closed else _("Helgdagar är som andra dagar.")
    done(request, lambda: actions.keep_holidays(row, by=request.actor, at=timezone.now(), closed=closed), said)
    return redirect("centre_exceptions", row.code)


# --- the telephone -----------------------------------------------------------------------------------


def phone_hours(request: Request, centre: str, leg: str) -> HttpResponse:
    """A leg's number, and when a human answers it."""
    row, today = fetched(request, centre), timezone.localdate()
    one = get_object_or_404(row.legs.select_related("centre", "unit__area__authority"), code=leg)
    now = reads.phone_shown(one, today)
    form = PhoneForm(request.POST or None, now=now, initial={"from_date": max(today, one.from_date)})
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(
            request,
            form,
            lambda: actions.set_phone_hours(
                one,
                by=request.actor,
                at=timezone.now(),
                from_date=said["from_date"],
                phone=said["phone"],
                hours=form.found,
                languages=said["languages"],
                seen=seen,
            ),
            _("Telefontiderna är sparade."),
        ):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "leg": one,
        "form": form,
        "mark": now.mark,
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
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if tried(
            request,
            form,
            lambda: actions.say_access(row, by=request.actor, at=timezone.now(), said=said, seen=seen),
            _("Uppgifterna om huset är sparade."),
        ):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "mark": now.mark,
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_access.html", context)


def centre_map(request: Request, centre: str) -> HttpResponse:
    """Where on the map the centre lies."""
    row = fetched(request, centre)
    form = WhereForm(request.POST or None, initial={"where": public_shown.where(row)})
    if request.method == "POST" and form.is_valid():
        latitude, longitude = form.cleaned_data["where"] or (None, None)
        if tried(
            request,
            form,
            lambda: actions.place_on_map(
                row, by=request.actor, at=timezone.now(), latitude=latitude, longitude=longitude
            ),
            _("Platsen är sparad."),
        ):
            return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "title": _("På kartan"),
        "intro": _(
            "Öppna en karta på nätet, leta upp huset och kopiera kartans adress hit. Eller skriv de två talen själv."
        ),
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
        done(
            request,
            lambda: actions.switch_module(row, by=request.actor, at=timezone.now(), module=module, on=on),
            said,
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


def done(request: Request, act: Callable[[], object], said: str) -> None:
    """Do an act that has no form, and say how it went."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, said)
