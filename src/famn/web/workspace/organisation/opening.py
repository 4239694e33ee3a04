"""The pages of the first hundred days: the list, how it begins, and each thing on it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import ChecklistItem, Initiative
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.organisation import shown
from famn.web.workspace.organisation.base import colleagues, crumbs, fetched_initiative, frame
from famn.web.workspace.organisation.forms import OwnItemForm, PlanItemForm, StartChecklistForm, TickForm


def first_days(request: Request, initiative: str) -> HttpResponse:
    """The list of the first hundred days, or how to begin it."""
    row = fetched_initiative(request, initiative)
    today = timezone.localdate()
    page = reads.checklist_page(row, today=today)
    context = frame(row, here="first_days") | {
        "page": page,
        "progress": shown.progress(page) if page else "",
        "parts": [(name, [shown.item(one, request.actor, today) for one in rows]) for name, rows in page.parts]
        if page
        else [],
        "may_start": rules.may_start_checklist(request.actor, row, is_begun=page is not None),
        "may_drive": rules.may_drive(request.actor, row),
    }
    return render(request, "workspace/organisation/first_days.html", context)


def start_checklist(request: Request, initiative: str) -> HttpResponse:
    """Begin from reference data, or as another initiative did it."""
    row = fetched_initiative(request, initiative)
    offered: dict[str, dict[str, Any]] = {
        f"mall-{one.code}": {"template": one, "words": one.name} for one in reads.checklist_templates(request.actor)
    }
    for one in reads.checklists_to_copy(row, request.actor):
        words = _("Som i %(initiative)s") % {"initiative": one.initiative.title}
        offered[f"som-{one.initiative.code}"] = {"like": one, "words": words}
    choices = [(key, said["words"]) for key, said in offered.items()]
    initial = {"starts_on": timezone.localdate(), "begin_from": choices[0][0] if choices else ""}
    form = StartChecklistForm(request.POST or None, choices=choices, initial=initial)
    if form.is_valid():
        chosen = offered[form.cleaned_data["begin_from"]]
        said: dict[str, Any] = {"template": chosen.get("template"), "like": chosen.get("like")}
        said["starts_on"] = form.cleaned_data["starts_on"]
        act = partial(actions.start_checklist, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Listan är gjord. Säg vem som gör vad."), form):
            return redirect("first_days", row.code)
    is_begun = reads.checklist_page(row, today=timezone.localdate()) is not None
    context = {"initiative": row, "form": form, "crumbs": crumbs(row, on="first_days")}
    context["may"] = rules.may_start_checklist(request.actor, row, is_begun=is_begun)
    return render(request, "workspace/organisation/start_checklist.html", context)


def add_item(request: Request, initiative: str) -> HttpResponse:
    """Put something of one's own on the list."""
    row = fetched_initiative(request, initiative)
    page = reads.checklist_page(row, today=timezone.localdate())
    form = OwnItemForm(request.POST or None, people=colleagues(request))
    if page is not None and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "heading", "due_on")} | {"who": form.who()}
        act = partial(actions.add_checklist_item, page.checklist, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Punkten är tillagd."), form):
            return redirect("first_days", row.code)
    context = {"initiative": row, "form": form, "page": page, "crumbs": crumbs(row, on="first_days")}
    context["may"] = rules.may_drive(request.actor, row)
    return render(request, "workspace/organisation/add_checklist_item.html", context)


def checklist_item(request: Request, item: str) -> HttpResponse:
    """One thing on the list: tick it, say that it is not needed, or open it again."""
    row = _fetched(request, item)
    by, at, act = request.actor, timezone.now(), request.POST.get("gor", "")
    done_on = row.done_on or timezone.localdate()
    form = TickForm(request.POST or None, initial={"done_on": done_on, "note": row.note})
    if act == "oppna":
        tried(request, lambda: actions.untick_checklist_item(row, by=by, at=at), _("Punkten är öppen igen."))
        return redirect("checklist_item", row.code)
    if form.is_valid():
        note, day = form.cleaned_data["note"], form.cleaned_data["done_on"] or timezone.localdate()
        tick = partial(actions.tick_checklist_item, row, by=by, at=at, done_on=day, note=note)
        skip = partial(actions.skip_checklist_item, row, by=by, at=at, note=note)
        if tried(request, skip if act == "behovs-inte" else tick, _("Det är antecknat."), form):
            return redirect("first_days", _initiative(row).code)
    return render(request, "workspace/organisation/checklist_item.html", _shown(request, row) | {"form": form})


def plan_item(request: Request, item: str) -> HttpResponse:
    """Say who does something on the list, and by when."""
    row = _fetched(request, item)
    initial = {"due_on": row.due_on, "user": row.responsible.code if row.responsible else ""}
    initial |= {} if row.responsible else {"name": row.responsible_name}
    form = PlanItemForm(request.POST or None, people=colleagues(request), initial=initial)
    if form.is_valid():
        said = {"who": form.who(), "due_on": form.cleaned_data["due_on"]}
        act = partial(actions.plan_checklist_item, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Det är antecknat."), form):
            return redirect("first_days", _initiative(row).code)
    context = _shown(request, row) | {"form": form, "may": rules.may_plan_item(request.actor, row)}
    return render(request, "workspace/organisation/plan_checklist_item.html", context)


def _fetched(request: Request, code: str) -> ChecklistItem:
    return get_object_or_404(rules.visible_checklist_items(request.actor), code=code)


def _initiative(row: ChecklistItem) -> Initiative:
    return row.checklist.initiative


def _shown(request: Request, row: ChecklistItem) -> dict[str, Any]:
    initiative, view = _initiative(row), reads.item_view(row, timezone.localdate())
    return {
        "item": row,
        "facts": shown.item_facts(view),
        "is_open": view.is_open,
        "may_settle": rules.may_settle_item(request.actor, row),
        "may_plan": rules.may_plan_item(request.actor, row),
        "crumbs": crumbs(initiative, on="first_days"),
        "back": reverse("first_days", args=[initiative.code]),
    }
