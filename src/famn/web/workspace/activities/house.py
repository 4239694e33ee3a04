"""The pages of what a centre plans by: its rooms, and its terms."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads, rules
from famn.domain.centres.rules import houses_of
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import crumbs, fetched_centre, fetched_room, fetched_term, frame
from famn.web.workspace.activities.forms import LastDayForm, RoomForm, TermForm


def rooms(request: Request, centre: str) -> HttpResponse:
    """The rooms that can be booked, and a new one."""
    row = fetched_centre(request, centre)
    form = RoomForm(request.POST or None, houses=houses_of(row))
    if request.method == "POST" and form.is_valid():
        said = {"premises": None} | form.cleaned_data
        day = timezone.localdate()
        act = partial(actions.add_room, row, by=request.actor, at=timezone.now(), from_date=day, **said)
        if tried(request, act, _("Rummet är tillagt."), form):
            return redirect("rooms", row.code)
    context = frame(request, row, here="rooms") | {
        "rooms": reads.rooms_ever(row),
        "today": timezone.localdate(),
        "form": form,
        "may_keep": rules.may_keep_house(request.actor, row),
    }
    return render(request, "workspace/activities/rooms.html", context)


def change_room(request: Request, room: str) -> HttpResponse:
    """Change what a room is called, and how many it holds."""
    row = fetched_room(request, room)
    initial = {"name": row.name, "seats": row.seats, "premises": row.premises.code if row.premises else ""}
    form = RoomForm(request.POST or None, houses=houses_of(row.centre), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"premises": None} | form.cleaned_data
        act = partial(actions.change_room, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Rummet är ändrat."), form):
            return redirect("rooms", row.centre.code)
    context = {
        "title": _("Ändra rummet"),
        "save": _("Spara rummet"),
        "form": form,
        "centre": row.centre,
        "may": rules.may_keep_house(request.actor, row.centre),
        "back": reverse("rooms", args=[row.centre.code]),
        "crumbs": crumbs(row.centre),
    }
    return render(request, "workspace/activities/form.html", context)


def end_room(request: Request, room: str) -> HttpResponse:
    """Let nobody book a room any more."""
    row = fetched_room(request, room)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        act = partial(actions.end_room, row, by=request.actor, at=timezone.now(), last_day=last_day)
        if tried(request, act, _("Rummet går inte att boka efter den dagen."), form):
            return redirect("rooms", row.centre.code)
    context = {
        "title": _("Sluta boka rummet %(room)s") % {"room": row.name},
        "intro": _("Det som redan har varit i rummet finns kvar i historiken."),
        "save": _("Sluta boka rummet"),
        "form": form,
        "centre": row.centre,
        "may": rules.may_keep_house(request.actor, row.centre),
        "back": reverse("rooms", args=[row.centre.code]),
        "crumbs": crumbs(row.centre),
    }
    return render(request, "workspace/activities/form.html", context)


def staff_term(request: Request, centre: str) -> HttpResponse:
    """A term: its series in the order of the week, its breaks, and what was moved or cancelled."""
    row = fetched_centre(request, centre)
    today = timezone.localdate()
    terms = reads.terms_of(row)
    asked = next((one for one in terms if one.code == request.GET.get("termin")), None)
    term = asked or reads.term_on(terms, today)
    context = frame(request, row, here="staff_term") | {"terms": [], "page": None}
    context["may_keep"] = rules.may_keep_house(request.actor, row)
    if term is not None:
        term.centre = row
        page = reads.term_page(term, today)
        context |= {
            "term": term,
            "page": page,
            "last_day": page.term.to_date - shown.DAY,
            "breaks": [shown.break_row(one) for one in page.breaks],
            "series": [shown.series_row(one) for one in page.series],
            "changed": [shown.time_row(one) for one in page.changed],
            "on_days_off": [shown.time_row(one) | {"why": shown.off_in_words(off)} for one, off in page.on_days_off],
            "earlier": [
                {"url": f"{reverse('copy_term', args=[one.code])}?till={term.code}", "label": one.name}
                for one in terms
                if one.from_date < term.from_date
            ][:3],
            "terms": [
                {"url": f"?termin={one.code}", "label": one.name, "current": one.pk == term.pk} for one in terms[:6]
            ],
        }
    return render(request, "workspace/activities/staff_term.html", context)


def add_term(request: Request, centre: str) -> HttpResponse:
    """Put in a term with its breaks."""
    row = fetched_centre(request, centre)
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_term(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Terminen är tillagd."))
            return redirect(f"{reverse('staff_term', args=[row.code])}?termin={made.code}")
    context = {
        "title": _("Lägg till en termin"),
        "save": _("Spara terminen"),
        "form": form,
        "centre": row,
        "may": rules.may_keep_house(request.actor, row),
        "back": reverse("staff_term", args=[row.code]),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/activities/form.html", context)


def change_term(request: Request, term: str) -> HttpResponse:
    """Change a term and its breaks."""
    row = fetched_term(request, term)
    form = TermForm(request.POST or None, initial=TermForm.initial_of(row))
    back = f"{reverse('staff_term', args=[row.centre.code])}?termin={row.code}"
    if request.method == "POST" and form.is_valid():
        act = partial(actions.change_term, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Terminen är ändrad. Det som redan är planerat är kvar."), form):
            return redirect(back)
    context = {
        "title": _("Ändra terminen"),
        "save": _("Spara terminen"),
        "form": form,
        "centre": row.centre,
        "may": rules.may_keep_house(request.actor, row.centre),
        "back": back,
        "crumbs": crumbs(row.centre),
    }
    return render(request, "workspace/activities/form.html", context)
