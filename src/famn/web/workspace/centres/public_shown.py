"""What everybody reads of a centre, as the pages show it to those who keep it true."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.activities.reads.heads import closing_of
from famn.domain.activities.reads.stale import StaleActivity
from famn.domain.centres import rules
from famn.domain.centres.models import CentrePerson, FamilyCentre, Module, OpeningException, Part
from famn.domain.centres.reads import Stale, TextLine
from famn.domain.centres.reads.freshness import Freshness
from famn.domain.centres.reads.stale import STAGES
from famn.domain.centres.rules import Gap, Lack
from famn.domain.people.rules import Actor
from famn.ground.languages import direction, html_code
from famn.web.shared.closings import closing_in_words
from famn.web.shared.tags import clock, date_long

MODULES: Final = {
    Module.PEOPLE: gettext_lazy("Namn, yrke och bild på dem som har sagt ja."),
    Module.PHONE: gettext_lazy("Vem som svarar nu, på vilka språk, och när nästa gång."),
    Module.CALENDAR: gettext_lazy("Öppna förskolans tider, grupper och annat som händer."),
    Module.FEEDS: gettext_lazy("Kalendern i den egna telefonen."),
    Module.WEEK_SHEET: gettext_lazy("En sida att sätta upp på dörren, och en bild att dela."),
    Module.SCREEN: gettext_lazy("En sida som byts av sig själv, för en skärm vid ingången."),
    Module.ACCESS: gettext_lazy("Trappsteg, hiss, toalett och annat om huset, med det ni inte vet."),
    Module.PARTNERS: gettext_lazy("Bibliotek, tandvård, föreningar och andra, också vid det som händer."),
    Module.SHOW_STAFF: gettext_lazy("Meningar på svenska som en förälder kan hålla upp i dörren."),
    Module.CLASS: gettext_lazy("Svaret efter varje definition. I landets siffror räknas ni ändå med."),
}


# --- the gate ----------------------------------------------------------------------------------------


def lack(one: Lack, centre: FamilyCentre) -> dict[str, Any]:
    """One thing that is missing, and where it is mended."""
    match one.gap:
        case Gap.LEG:
            url = reverse("add_leg", args=[centre.code])
        case Gap.HOURS:
            url = reverse("leg_hours", args=[centre.code, one.leg])
        case Gap.PHONE:
            url = reverse("phone_hours", args=[centre.code, one.leg])
        case Gap.CONFIRMED:
            url = reverse("confirm_centre", args=[centre.code])
        case _:
            url = reverse("change_centre", args=[centre.code])
    return {"words": one.words, "url": url, "is_confirming": one.gap == Gap.CONFIRMED}


# --- days that are not as usual ----------------------------------------------------------------------


def exception(one: OpeningException, actor: Actor) -> dict[str, Any]:
    """Days that are not as usual, in words."""
    is_open = one.opens is not None
    return {
        "code": one.code,
        "days": _days(one),
        "what": f"{clock(one.opens)}–{clock(one.closes)}" if is_open else _("stängt"),
        "is_open": is_open,
        "about": str(one.leg) if one.leg else _("Hela familjecentralen"),
        "reason": one.get_reason_display(),
        "note": one.note,
        "decided": ", ".join(part for part in (one.decided_by, one.reference) if part),
        "may": rules.may_keep(actor, one.leg.centre if one.leg else one.centre, one.leg),
    }


def _days(one: OpeningException) -> str:
    last = one.to_date - dt.timedelta(days=1)
    return date_long(one.from_date) if last == one.from_date else f"{date_long(one.from_date)} – {date_long(last)}"


def exception_look(row: OpeningException) -> dict[str, Any]:
    """Days that are not saved yet, as the calendar would say them on each of them: for shared/look.html."""
    said = closing_in_words(closing_of(row), None)
    return {
        "template": "workspace/centres/look_days.html",
        "days": _days(row),
        "note": [text for text, _language in said],
    }


def exception_said(one: OpeningException) -> dict[str, Any]:
    """The same as the form says it."""
    said = {name: getattr(one, name) for name in ("opens", "closes", "reason", "note", "decided_by", "reference")}
    return said | {"first_day": one.from_date, "last_day": one.to_date - dt.timedelta(days=1)}


# --- the map -----------------------------------------------------------------------------------------


def where(centre: FamilyCentre) -> str:
    """The two numbers as one writes them."""
    if centre.latitude is None or centre.longitude is None:
        return ""
    return f"{centre.latitude} {centre.longitude}"


# --- people ------------------------------------------------------------------------------------------


def person(one: CentrePerson, actor: Actor) -> dict[str, Any]:
    """Somebody who is shown by name."""
    return {
        "code": one.code,
        "name": one.name,
        "role": one.role,
        "leg": str(one.leg) if one.leg else "",
        "has_photo": bool(one.photo_type),
        "confirmed": date_long(one.confirmed_on),
        "may": rules.may_keep_person(actor, one),
    }


def people_url(centre: FamilyCentre) -> str:
    """The page of those who are shown."""
    return reverse("centre_people", args=[centre.code])


# --- texts -------------------------------------------------------------------------------------------


def text_line(line: TextLine, centre: FamilyCentre) -> dict[str, Any]:
    """One text in all languages, with what is missing."""
    words = "" if line.swedish.text else _("Inte skriven än")
    return {
        "title": line.title,
        "swedish": line.swedish.text,
        "empty": words,
        "missing": len(line.missing),
        "unchecked": len(line.unchecked),
        "texts": [
            {
                "language": one.language,
                "name": one.language_name,
                "url": text_url(centre, line.kind, one.language, line.leg.code if line.leg else ""),
                "state": _state(one.text, checked=one.checked_on is not None, swedish=one.is_swedish),
                "note": _("Svenskan har ändrats sedan dess") if one.is_behind else "",
            }
            for one in line.texts
        ],
    }


def text_look(text: str | None, language: str) -> dict[str, Any] | None:
    """A text as everybody would read it, for shared/look.html; None where nothing is written."""
    if not text:
        return None
    words = {"text": text, "html_code": html_code(language), "direction": direction(language)}
    return {"template": "workspace/centres/look_text.html"} | words


def _state(text: str, *, checked: bool, swedish: bool) -> str:
    if not text:
        return "missing"
    return "checked" if checked or swedish else "unchecked"


def text_url(centre: FamilyCentre, kind: str, language: str, leg: str) -> str:
    """Where one text is written; `leg` is the code of the leg that it is about."""
    return reverse("write_text", args=[centre.code, kind, language]) + (f"?ben={leg}" if leg else "")


def texts_url(centre: FamilyCentre) -> str:
    """The page of all texts."""
    return reverse("centre_texts", args=[centre.code])


# --- what is stale -----------------------------------------------------------------------------------


def stale(one: Stale) -> dict[str, Any]:
    """One thing that nobody has confirmed for long, where it is confirmed and where it is changed."""
    code = one.centre.code
    if one.part:
        args = [code, one.leg.code] if one.leg else [code]
        urls = reverse("confirm_leg" if one.leg else "confirm_centre", args=args), _part_url(one)
    elif one.person is not None:
        args = [code, one.person.code]
        urls = reverse("confirm_person", args=args), reverse("change_shown_person", args=args)
    elif one.leg is not None:
        args = [code, one.leg.code]
        urls = reverse("confirm_leg", args=args), reverse("leg_hours", args=args)
    else:
        urls = reverse("confirm_centre", args=[code]), reverse("change_centre", args=[code])
    return {
        "title": one.title if one.leg or one.person or one.part else _("Adress, språk och text"),
        "part": one.part,
        "stage": STAGES[one.stage],
        "is_late": one.stage != Freshness.ASK,
        "since": date_long(one.confirmed_on) if one.confirmed_on else "",
        "confirm_url": urls[0],
        "change_url": urls[1],
        "is_activity": False,
    }


def _part_url(one: Stale) -> str:
    """Where the rows of a part are changed. Partners are on the page of the centre itself."""
    name = {Part.ACCESS: "centre_access", Part.TEXTS: "centre_texts"}.get(Part(one.part), "work_centre")
    return reverse(name, args=[one.centre.code])


def stale_activity(one: StaleActivity) -> dict[str, Any]:
    """An activity that nobody has confirmed for long, in the shape of `stale`."""
    code = [one.activity.code]
    return {
        "title": one.title,
        "stage": STAGES[one.stage],
        "is_late": one.stage != Freshness.ASK,
        "since": date_long(one.activity.confirmed_on),
        "confirm_url": reverse("confirm_activity", args=code),
        "change_url": reverse("change_activity", args=code),
        "part": "",
        "is_activity": True,
    }
