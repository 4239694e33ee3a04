"""The pages of definitions: those that all share and one's own, a copy, and a change from a day."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import DefinitionSet
from famn.ground.verdict import Refused
from famn.web.shared import classes
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.centres import shown
from famn.web.workspace.centres.definition_forms import CopyForm, DefinitionForm


def definitions(request: Request) -> HttpResponse:
    """The definitions that all share, and every version of one's own."""
    today = timezone.localdate()
    sets = reads.sets_in_force(today, actor=request.actor)
    coming = rules.visible_definition_sets(request.actor).filter(valid_from__gt=today)
    context = {
        "own": shown.own_sets([one for one in sets if one.definition.authority_id], list(coming)),
        "shared": [
            {"set": classes.named_set(one.definition), "asks": classes.in_short(one.classes[0]), "classes": one.classes}
            for one in sets
            if not one.definition.authority_id
        ],
    }
    return render(request, "workspace/centres/definitions.html", context)


def work_definition(request: Request, definition: str) -> HttpResponse:
    """One definition with its versions, and what it changes for one's own centres."""
    row = _fetched(request, definition)
    today = timezone.localdate()
    page = reads.set_page(row, today)
    context = {
        "page": page,
        "set": classes.named_set(page.definition),
        "classes": classes.classes_in_words(page.classes),
        "versions": shown.versions(page, today),
        "changes": shown.changes(page, request.actor, today=today) if not page.begun else None,
        "may_copy": rules.may_copy_set(request.actor, row),
        "may_change": rules.may_change_set(request.actor, row),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/centres/work_definition.html", context)


def copy_definition(request: Request, definition: str) -> HttpResponse:
    """Make a copy for one's authority, and go on to change it."""
    row = _fetched(request, definition)
    initial = {
        "name": _("%(name)s, egen kopia") % {"name": row.name},
        "valid_from": classes.next_new_year(timezone.localdate()),
    }
    form = CopyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            copy = actions.copy_definition_set(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("change_definition", copy.code)
    context = {
        "definition": row,
        "form": form,
        "may": rules.may_copy_set(request.actor, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/centres/copy_definition.html", context)


def change_definition(request: Request, definition: str) -> HttpResponse:
    """Change one's own definition; one that has begun to hold gets a new version."""
    row = _fetched(request, definition)
    today = timezone.localdate()
    page = reads.set_page(row, today)
    one = page.definition
    first_day = classes.next_new_year(today) if page.begun else one.valid_from
    initial = {"name": one.name, "reading": one.reading, "valid_from": first_day}
    form = DefinitionForm(request.POST or None, rows=page.classes, initial=initial)
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "reading", "valid_from")} | {
            "classes": form.classes(),
            "seen": seen,
        }
        made: list[DefinitionSet] = []
        act = partial(actions.change_definition_set, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, lambda: made.append(act()), _("Definitionen är sparad."), form):
            return redirect("work_definition", made[0].code)
    context = {
        "page": page,
        "set": classes.named_set(one),
        "form": form,
        "is_overtaken": form.is_bound and seen != page.mark,
        "may": rules.may_change_set(request.actor, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/centres/change_definition.html", context)


def _fetched(request: Request, code: str) -> DefinitionSet:
    rows = rules.visible_definition_sets(request.actor).select_related("authority")
    return get_object_or_404(rows, code=code)


def _crumbs(row: DefinitionSet | None = None) -> list[dict[str, str]]:
    above = [
        {"url": reverse("my_centres"), "label": _("Familjecentraler")},
        {"url": reverse("definitions"), "label": _("Definitioner")},
    ]
    return [*above, {"url": reverse("work_definition", args=[row.code]), "label": row.name}] if row else above
