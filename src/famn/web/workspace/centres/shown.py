"""Centres and definitions as components show them. What was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres import actions, rules
from famn.domain.centres.classify import class_kind
from famn.domain.centres.models import CENTRE_STATES, DefinitionSet, FamilyCentre, Language
from famn.domain.centres.opening import WeekHours
from famn.domain.centres.reads import CentrePage, CentreRow, LegShown, SetInForce, SetPage
from famn.domain.centres.rules import Lack
from famn.domain.people.rules import Actor, Capability
from famn.ground.ages import span_of_years
from famn.ground.text import sort_key
from famn.web.shared import classes, hours
from famn.web.shared.tags import date_long
from famn.web.shared.weeks import by_ages
from famn.web.workspace.centres import public_shown

_State = FamilyCentre.State
DOTS: Final = {_State.PLANNED: "soon", _State.PAUSED: "closed", _State.CLOSED: "closed"}
STATE_ACTS: Final = {
    _State.OPEN: gettext_lazy("Öppna familjecentralen"),
    _State.PAUSED: gettext_lazy("Stäng tillfälligt"),
    _State.CLOSED: gettext_lazy("Lägg ned familjecentralen"),
}


def row(one: CentreRow, actor: Actor) -> dict[str, Any]:
    """One centre in the list. Needs `place` and `kept_by` loaded."""
    centre = one.centre
    is_ours = centre.kept_by_id == actor.authority_id
    return {
        "name": centre.name,
        "url": reverse("work_centre", args=[centre.code]),
        "place": centre.place.short_name,
        "legs": one.legs,
        "state": centre.get_state_display(),
        "dot": DOTS.get(_State(centre.state), ""),
        "is_public": centre.is_public,
        "keeper": "" if is_ours else centre.kept_by.name,
    }


def centre_page(page: CentrePage, actor: Actor, lacks: Sequence[Lack]) -> dict[str, Any]:
    """All that the page of one centre shows, beside its history and classes. `lacks` is what it must say first."""
    one = page.centre
    may_publish = rules.may_unpublish(actor, one) if one.is_public else rules.may_publish(actor, one, lacks)
    may_describe = rules.may_describe(actor, one)
    return {
        "centre": one,
        "page": page,
        "dot": DOTS.get(_State(one.state), ""),
        "is_shut": one.state in actions.SHUT,
        "legs": [_leg(leg, one, actor) for leg in page.legs],
        "coming": [_leg(leg, one, actor) for leg in page.coming],
        "facts": facts(page),
        "missing": missing(page) if may_describe else [],
        "may_describe": may_describe,
        "may_publish": may_publish,
        "lacks": [public_shown.lack(row, one) for row in lacks] if may_describe and not one.is_public else [],
        "may_read_trail": actor.can(Capability.READ_TRAIL),
        "ways": CENTRE_STATES.steps[one.state] if may_describe else [],
    }


def _leg(leg: LegShown, centre: FamilyCentre, actor: Actor) -> dict[str, Any]:
    return {
        "shown": leg,
        "leg": leg.row.leg,
        "title": leg.title,
        "kind": leg.kind_name if leg.row.word else "",
        "party": leg.party,
        "degree": leg.degree_name,
        "is_known": bool(leg.row.degree),
        "since": _("sedan %(day)s") % {"day": date_long(leg.row.from_date)},
        "house": leg.row.premises.name if leg.row.premises else "",
        "hours": hours.in_words(leg.hours),
        "staffed": classes.hours_number(leg.row.hours_per_week) if leg.row.hours_per_week is not None else "",
        "no_hours": leg.row.get_no_hours_display() if leg.row.no_hours else "",
        "phone": leg.row.phone,
        "phone_url": reverse("phone_hours", args=[centre.code, leg.code]),
        "may_change": rules.may_change_leg(actor, leg.row),
        "change_url": reverse("change_leg", args=[centre.code, leg.code]),
        "hours_url": reverse("leg_hours", args=[centre.code, leg.code]),
        "end_url": "" if leg.row.to_date else reverse("end_leg", args=[centre.code, leg.code]),
    }


def facts(page: CentrePage) -> list[dict[str, str]]:
    """What is said of a centre; what nobody has said says so."""
    one = page.centre
    return [
        {"key": _("Plats"), "value": one.place.name},
        {"key": _("Adress"), "value": one.address},
        {"key": _("Ålder"), "value": page.ages},
        {"key": _("Språk"), "value": ", ".join(page.languages)},
        {"key": _("Öppnade"), "value": date_long(one.opened_on)},
        *([{"key": _("Lades ned"), "value": date_long(one.closed_on)}] if one.closed_on else []),
        {"key": _("Hålls av"), "value": f"{one.kept_by_unit.name}, {one.kept_by.name}"},
    ]


def centre_look(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a centre and not saved yet, as everybody would read it: for shared/look.html."""
    spoken = ", ".join(str(Language(code).label) for code in said["languages"])
    return {
        "template": "workspace/centres/look_centre.html",
        "name": said["name"],
        "where": ", ".join(part for part in (said["address"], said["place"].short_name) if part),
        "about": said["about"],
        "facts": [
            {"key": _("Ålder"), "value": span_of_years(said["age_from"], said["age_to"])},
            {"key": _("Språk"), "value": spoken},
        ],
    }


def hours_look(title: str, week: Sequence[WeekHours]) -> dict[str, Any]:
    """A leg's week that is not saved yet, as everybody would read it: for shared/look.html."""
    lines = by_ages(week, week[0].from_date) if week else []
    return {"template": "workspace/centres/look_hours.html", "title": title, "hours": lines}


def missing(page: CentrePage) -> list[str]:
    """What a reader, or a definition, would ask and the page cannot answer."""
    one = page.centre
    said = []
    if one.state in actions.SHUT and not one.state_decided_by:
        said.append(_("Vilka som har bestämt att den är stängd"))
    if not page.legs:
        said.append(_("Vilka verksamheter som är med"))
    if not one.address:
        said.append(_("Adressen"))
    if not one.about:
        said.append(_("Några meningar om familjecentralen"))
    said += [
        _("Hur mycket av %(leg)s som finns på plats") % {"leg": leg.title.lower()}
        for leg in page.legs
        if not leg.row.degree
    ]
    if page.legs and not page.week:
        said.append(_("Öppettiderna"))
    if not page.languages:
        said.append(_("Vilka språk som talas"))
    return said


# --- definitions -----------------------------------------------------------------------------------


def own_sets(sets: Sequence[SetInForce], coming: Sequence[DefinitionSet]) -> list[dict[str, Any]]:
    """One's own definitions: the version that holds, and those that will."""
    series: dict[str, dict[str, Any]] = {}
    for one in sets:
        series[one.definition.series] = {"now": named(one.definition), "coming": []}
    for later in sorted(coming, key=lambda one: one.valid_from or dt.date.max):
        series.setdefault(later.series, {"now": None, "coming": []})["coming"].append(named(later))
    return list(series.values())


def named(one: DefinitionSet) -> dict[str, Any]:
    """An own definition by name, with its page."""
    return {"name": one.name, "since": classes.since(one), "url": reverse("work_definition", args=[one.code])}


def versions(page: SetPage, today: dt.date) -> list[dict[str, Any]]:
    """Every version of a definition, the latest first, with what it is today."""
    begun = [one for one in page.versions if rules.has_begun(one, day=today)]
    in_force = begun[-1].pk if begun else None
    return [
        {
            **named(one),
            "is_shown": one.pk == page.definition.pk,
            "state": _("gäller nu")
            if one.pk == in_force
            else _("gällde förut")
            if rules.has_begun(one, day=today)
            else _("kommer"),
        }
        for one in reversed(page.versions)
    ]


def changes(page: SetPage, actor: Actor, *, today: dt.date) -> dict[str, Any] | None:
    """Which of the actor's centres get another class when a version begins, as they are today.

    None where nothing holds before it. Four queries, however many the centres are.
    """
    begun = [one for one in page.versions if rules.has_begun(one, day=today)]
    if not begun:
        return None
    before = rules.set_facts(begun[-1], rules.classes_of_set(begun[-1]))
    after = rules.set_facts(page.definition, page.classes)
    centres = {one.pk: one for one in rules.visible_centres(actor)}
    known = rules.facts_of_all(list(centres), day=today)
    moved = []
    for number, centre in centres.items():
        was, becomes = class_kind(known[number], before), class_kind(known[number], after)
        if _word(was) != _word(becomes):
            url = reverse("work_centre", args=[centre.code])
            moved.append({"name": centre.name, "url": url, "was": _word(was), "becomes": _word(becomes)})
    return {"centres": sorted(moved, key=lambda one: sort_key(one["name"])), "total": len(centres)}


def _word(found: tuple[Any, Any]) -> str:
    """A class by its own name, or what the answer is instead."""
    answer, met = found
    if met is not None:
        return str(met.name)
    return str(classes.UNKNOWN.word if answer.name == "UNKNOWN" else classes.NONE.word)
