"""Definitions for everybody: what a centre is under each of them, how they count the country, and what each asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language_bidi

from famn.domain.centres import reads, rules
from famn.domain.centres.classify import Kind
from famn.domain.centres.models import DefinitionSet, Module
from famn.domain.centres.reads import SetCount
from famn.web.public.door import public_centre
from famn.web.shared import bars, classes
from famn.web.shared.actor import Request


def centre_class(request: Request, centre: str) -> HttpResponse:
    """What a centre is under every definition on a day, and why."""
    row = public_centre(centre, module=Module.CLASS)
    today = timezone.localdate()
    day, is_day = classes.chosen_day(request.GET.get("dag", ""), today=today)
    sets = reads.sets_in_force(day, actor=request.actor, place=row.place)
    past = reads.history(row)
    judging = rules.visible_definition_sets(request.actor) | rules.definition_sets_of(row.place)
    coming = judging.filter(valid_from__gt=today)
    days = {*past.turning_days[-4:], *coming.values_list("valid_from", flat=True), classes.next_new_year(today)}
    context = {
        "centre": row,
        "rows": classes.under_sets(reads.classes_of(row, day, classes.own_first(sets))),
        "day": day,
        "today": today,
        "is_day": is_day,
        "days": classes.day_links((one for one in days if one), chosen=day, today=today),
        "was_open": row.opened_on is not None and row.opened_on <= day,
        "had_closed": row.closed_on is not None and row.closed_on <= day,
    }
    return render(request, "public/centre_class.html", context)


def country(request: Request) -> HttpResponse:
    """How many centres there are under each definition, and why the numbers differ. Never a ranking."""
    today = timezone.localdate()
    day, is_day = classes.chosen_day(request.GET.get("dag", ""), today=today)
    sets = reads.sets_in_force(day, actor=request.actor)
    counts = reads.country_classes(day, sets)
    asked = {one.definition.pk: classes.in_short(one.classes[0]) for one in sets}
    whole = {one.definition.pk for one in sets if one.classes[0].kind == Kind.FULL}
    context = {
        "counts": [
            {"set": classes.named_set(one.definition), "asks": asked[one.definition.pk], "count": one} for one in counts
        ],
        "drawn": bars.draw(counts, rtl=get_language_bidi()),
        "looks": classes.EVERY_LOOK,
        "total": counts[0].total if counts else 0,
        "difference": _difference([one for one in counts if one.definition.pk in whole], asked),
        "day": day,
        "is_day": is_day,
        "days": classes.day_links({classes.next_new_year(today)}, chosen=day, today=today),
    }
    return render(request, "public/classes.html", context)


def _difference(counts: list[SetCount], asked: dict[int, str]) -> dict[str, Any] | None:
    """The definitions that count the most and the fewest centres as a whole family centre, where they differ."""
    if not counts:
        return None
    most, least = max(counts, key=lambda one: one.full), min(counts, key=lambda one: one.full)
    if most.full == least.full:
        return None
    return {
        "most": {"name": most.definition.name, "count": most.full, "asks": asked[most.definition.pk]},
        "least": {"name": least.definition.name, "count": least.full, "asks": asked[least.definition.pk]},
    }


def _version(one: DefinitionSet) -> str:
    return classes.since(one) or one.version or one.name


def definition(request: Request, definition: str) -> HttpResponse:
    """One definition in plain words: what it asks, who says so, how we read it, and its versions."""
    row = get_object_or_404(rules.public_definition_sets(), code=definition)
    today = timezone.localdate()
    page = reads.set_page(row, today)
    one = page.definition
    context = {
        "set": classes.named_set(one),
        "definition": one,
        "origin": one.based_on,
        "classes": classes.classes_in_words(page.classes),
        "versions": [
            {"code": version.code, "label": _version(version), "current": version.pk == one.pk}
            for version in reversed(page.versions)
        ],
        "begun": page.begun,
    }
    return render(request, "public/definition.html", context)
