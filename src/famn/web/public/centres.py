"""Centres for everybody: the list, one centre, its class under every definition, and what the definitions count."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from famn.domain.centres import reads, rules
from famn.domain.centres.classify import Kind
from famn.domain.centres.models import DefinitionSet, FamilyCentre
from famn.domain.centres.reads import CentrePage, CentreRow, LegShown, Municipality, SetCount
from famn.ground.text import sort_key
from famn.web.shared import bars, classes, hours
from famn.web.shared.actor import Request
from famn.web.shared.tags import date_long

DOTS = {FamilyCentre.State.PLANNED: "soon", FamilyCentre.State.PAUSED: "closed", FamilyCentre.State.CLOSED: "closed"}


def centres(request: Request) -> HttpResponse:
    """The published centres by municipality in Swedish order, perhaps of one county or with some words in the name."""
    today = timezone.localdate()
    county, words = request.GET.get("lan", "")[:2], request.GET.get("namn", "")[:80].strip()
    everything = reads.centres_by_municipality(today)
    is_chosen = bool(county or words)
    found = reads.centres_by_municipality(today, county=county, words=words) if is_chosen else everything
    context = {
        "groups": [{"name": one.name, "county": one.county, "centres": _rows(one)} for one in found],
        "count": sum(len(one.centres) for one in found),
        "is_empty": not everything,
        "is_chosen": is_chosen,
        "words": words,
        "county": county,
        "counties": _counties(everything, county, words),
    }
    return render(request, "public/centres.html", context)


def _counties(everything: list[Municipality], county: str, words: str) -> list[dict[str, Any]]:
    """The counties that have a centre, as links that keep the words."""
    names = {one.code[:2]: one.county for one in everything}
    kept = f"&namn={words}" if words else ""
    links = [
        {"label": name, "url": f"?lan={code}{kept}", "current": code == county}
        for code, name in sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    ]
    return [{"label": _("Hela landet"), "url": f"?{kept.lstrip('&')}", "current": not county}, *links]


def _rows(group: Municipality) -> list[dict[str, Any]]:
    return [card(row) for row in group.centres]


def card(row: CentreRow) -> dict[str, Any]:
    """A centre in a list. Needs its `place` loaded."""
    centre = row.centre
    return {
        "name": centre.name,
        "url": reverse("centre", args=[centre.code]),
        "place_name": centre.place.short_name,
        "legs": row.legs,
        "state": centre.get_state_display(),
        "dot": DOTS.get(FamilyCentre.State(centre.state), ""),
    }


def centre(request: Request, centre: str) -> HttpResponse:
    """One centre: where, who is there, when, and what is not known."""
    row = get_object_or_404(rules.public_centres(), code=centre)
    today = timezone.localdate()
    page = reads.centre_page(row, today)
    one = page.centre
    context = {
        "centre": one,
        "page": page,
        "state": _state(one),
        "dot": DOTS.get(FamilyCentre.State(one.state), ""),
        "legs": [_leg(leg) for leg in page.legs],
        "coming": [_leg(leg) for leg in page.coming],
        "missing": ", ".join(name.lower() for name in page.missing),
        "houses": page.houses if len(page.houses) > 1 else [],
        "week": _week(page, today),
        "languages": ", ".join(page.languages),
    }
    return render(request, "public/centre.html", context)


def _state(one: FamilyCentre) -> str:
    if one.state == FamilyCentre.State.OPEN:
        return _("Öppen")
    if one.state == FamilyCentre.State.PLANNED:
        return _("Planeras, inte öppen än")
    if one.state == FamilyCentre.State.PAUSED:
        return _("Tillfälligt stängd")
    return _("Nedlagd sedan %(day)s") % {"day": date_long(one.closed_on)}


def _leg(leg: LegShown) -> dict[str, Any]:
    row = leg.row
    return {
        "leg": row.leg,
        "title": leg.title,
        "kind": leg.kind_name if row.word else "",
        "party": row.unit.name if row.unit else row.party_name,
        "run_by": row.party_name if row.unit else "",
        "degree": leg.degree_name,
        "phone": row.phone,
        "dial": "".join(sign for sign in row.phone if sign.isdigit() or sign == "+"),
        "hours": hours.in_words(leg.hours),
        "house": row.premises.name if row.premises else "",
        "from_date": row.from_date,
    }


def _week(page: CentrePage, today: dt.date) -> list[dict[str, Any]]:
    """When any of the legs is open, today marked."""
    here = today.isoweekday() if page.centre.state == FamilyCentre.State.OPEN else 0
    return [{"name": day.name, "spans": hours.spans(day), "today": day.weekday == here} for day in page.week]


def centre_class(request: Request, centre: str) -> HttpResponse:
    """What a centre is under every definition on a day, and why."""
    row = get_object_or_404(rules.public_centres().select_related("place"), code=centre)
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
