"""What a form about a centre becomes, as everybody would read it, before it is saved: for shared/look.html.

Each answers with the template that says it and what that one needs. Nothing here is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import inf
from typing import Any

from django.urls import reverse

from famn.domain.centres import reads
from famn.domain.centres.actions.access import put_on_map
from famn.domain.centres.actions.centres import put_state
from famn.domain.centres.models import AccessFact, CentreLeg, CentrePerson, FamilyCentre, Partner, Premises
from famn.domain.centres.opening import WeekHours
from famn.domain.centres.reads import LegShown
from famn.domain.centres.reads.centre import language_names
from famn.domain.centres.reads.phone import dialled
from famn.domain.centres.reads.phrases import Word
from famn.domain.centres.reads.place import houses_shown, person_shown
from famn.domain.people.models import Leg
from famn.web.shared.tags import LEGS, listed
from famn.web.shared.way import way_to
from famn.web.shared.weeks import by_ages
from famn.web.workspace.centres.public_forms import PhoneForm

# --- the legs ----------------------------------------------------------------------------------------


def leg_look(row: CentreLeg, hours: Sequence[WeekHours], today: dt.date) -> dict[str, Any]:
    """A leg as the card of the centre's page says it. Needs `unit__area__authority` and `premises` loaded."""
    kind = str(LEGS[row.leg].word)
    leg = {
        "leg": row.leg,
        "title": str(row),
        "kind": kind if kind != str(row) else "",
        "own_word": "",
        "party": row.unit.name if row.unit else row.party_name,
        "run_by": row.unit.area.authority.name if row.unit else "",
        "degree": "" if row.degree in ("", CentreLeg.Degree.WHOLE) else row.get_degree_display(),
        "phone": row.phone,
        "dial": dialled(row.phone),
        "hours": by_ages(hours, max(today, row.from_date)),
        "no_hours": row.get_no_hours_display() if row.no_hours == CentreLeg.NoHours.BOOKED else "",
        "is_known": False,  # whether it is open now is not what one asks
        "is_too_old": False,
        "age": "",
        "house": row.premises.name if row.premises else "",
        "from_date": row.from_date,
        "edit": [],
    }
    return {
        "template": "workspace/centres/look_leg.html",
        "leg": leg,
        "is_coming": row.from_date > today,
        "is_degree_known": bool(row.degree),
    }


def week_of(leg: LegShown) -> list[WeekHours]:
    """The hours of a leg that is there already."""
    return [
        WeekHours(0, one.weekday, one.opens, one.closes, one.from_date, one.to_date, one.age_from, one.age_to)
        for one in leg.row.hours.all()
    ]


def phone_look(leg: CentreLeg, form: PhoneForm) -> dict[str, Any]:
    """A telephone and when it is answered, by a form that is filled in well."""
    said = form.cleaned_data
    by_language: dict[tuple[str, ...], list[WeekHours]] = {}
    for weekday, opens, closes, own in form.found:
        hours = WeekHours(0, weekday, opens, closes, said["from_date"], None)
        by_language.setdefault(own or tuple(said["languages"]), []).append(hours)
    weeks = [
        {"languages": listed(language_names(codes)), "hours": by_ages(week, said["from_date"])}
        for codes, week in by_language.items()
    ]
    return {
        "template": "workspace/centres/look_phone.html",
        "title": str(leg),
        "phone": said["phone"],
        "dial": dialled(said["phone"]),
        "weeks": weeks,
    }


# --- the house, people and partners ------------------------------------------------------------------


def access_look(said: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """How the house can be reached and used, by the kind of each thing: its answer and words."""
    rows = [AccessFact(kind=kind, answer=answer, note=note) for kind, (answer, note) in said.items() if answer]
    facts = [
        {"name": one.get_kind_display(), "answer": one.get_answer_display(), "code": one.answer, "note": one.note}
        for one in rows
    ]
    unknown = [str(AccessFact.Kind(kind).label).lower() for kind, (answer, _note) in said.items() if not answer]
    access = {"facts": facts, "unknown": listed(unknown)}
    return {"template": "workspace/centres/look_access.html", "access": access}


def house_look(centre: FamilyCentre, house: Premises | None, today: dt.date, said: Mapping[str, Any]) -> dict[str, Any]:
    """A house, new or changed: the houses as the centre's page tells of them, and the legs that are in it."""
    page = reads.centre_page(centre, today)
    number, was_main = (house.pk, house.is_main) if house else (None, not page.houses)
    is_main = was_main or said["is_main"]
    unsaved = Premises(pk=number, centre=centre, name=said["name"], address=said["address"], is_main=is_main)
    others = [one for one in page.houses if one.pk != number]
    for one in others:
        one.is_main = one.is_main and not is_main
    houses = sorted([*others, unsaved], key=lambda one: (not one.is_main, one.pk or inf))  # as rules.houses_of has it
    moved = [leg for leg in (*page.legs, *page.coming) if number and leg.row.premises_id == number]
    for leg in moved:
        leg.row.premises = unsaved
    return {
        "template": "workspace/centres/look_house.html",
        "houses": houses_shown(houses),
        "legs": [leg_look(leg.row, week_of(leg), today) for leg in moved],
    }


def state_look(centre: FamilyCentre, state: str, today: dt.date, said: Mapping[str, Any]) -> dict[str, Any]:
    """A centre that opens, pauses or closes. Raises Refused where the act would."""
    page = reads.centre_page(centre, today)
    put_state(page.centre, state=state, today=today, **said)
    legs = [leg_look(leg.row, week_of(leg), today) for leg in page.legs]
    return {"template": "workspace/centres/look_state.html", "centre": page.centre, "page": page, "legs": legs}


def map_look(centre: FamilyCentre, today: dt.date, where: tuple[Decimal, Decimal] | None) -> dict[str, Any]:
    """A centre's place on the map. Raises Refused where the act would."""
    moved = reads.centre_page(centre, today).centre
    put_on_map(moved, *(where or (None, None)))
    return {"template": "workspace/centres/look_map.html", "way": way_to(moved), "has_point": where is not None}


def person_look(
    centre: FamilyCentre, said: Mapping[str, Any], today: dt.date, shown: CentrePerson | None
) -> dict[str, Any]:
    """Somebody by name; with the picture of who is shown already."""
    told = {name: said[name] for name in ("name", "role", "phone", "languages", "leg")}
    row = person_shown(CentrePerson(centre=centre, confirmed_on=today, **told))
    photo = reverse("shown_photo", args=[centre.code, shown.code]) if shown and shown.photo_type else ""
    color = LEGS[row.leg].color if row.leg else ""
    person = {"row": row, "color": color, "dial": dialled(row.phone), "age": "", "photo": photo}
    return {"template": "workspace/centres/look_person.html", "person": person}


def partner_look(said: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody who works with the centre."""
    partner = Partner(kind=said["kind"], name=said["name"], what=said["what"])
    return {"template": "workspace/centres/look_partner.html", "partner": partner}


def phrases_look(words: Mapping[str, str], language: str) -> dict[str, Any]:
    """Words by their Swedish, in another language: the Swedish where there are none."""
    told = [Word(text, language) if text else Word(swedish) for swedish, text in words.items()]
    return {"template": "workspace/centres/look_phrases.html", "words": told}


def unsaved_leg(centre: FamilyCentre, leg: str, said: Mapping[str, Any]) -> CentreLeg:
    """A leg as a form says it, as a row that is not saved. `said`: the arguments of the action."""
    return CentreLeg(centre=centre, leg=Leg(leg), **said)
