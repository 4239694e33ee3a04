"""A human: who answers the telephone now or next, and sentences in Swedish to hold up at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from famn.domain.centres.models import FamilyCentre, Language, Module
from famn.domain.centres.reads.phone import Answering, answering, next_change, spoken
from famn.domain.centres.reads.place import kinds_there
from famn.domain.people.models import Leg
from famn.ground.languages import PageLanguage
from famn.ground.stockholm import midnight_after
from famn.ground.text import sort_key
from famn.web.public.door import public_centre
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored

MANY: Final = 12  # with more centres than that, the reader chooses her municipality first


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in Swedish to hold up, never translated, and what it means, in the language of the page."""

    name: str  # in the address
    swedish: str
    meaning: str | Promise
    icon: str
    leg: str = ""  # which of the four it is about


SENTENCES: Final = (
    Sentence(
        "oppna-forskolan",
        "Hej! Vi vill gärna vara med i öppna förskolan. Vart ska vi gå?",
        gettext_lazy("Du hälsar, säger att ni vill vara med i öppna förskolan och frågar vart ni ska gå."),
        "forskola",
        Leg.OPEN_PRESCHOOL,
    ),
    Sentence(
        "barnmorska",
        "Jag behöver träffa en barnmorska.",
        gettext_lazy("Du säger att du behöver träffa en barnmorska."),
        "bmm",
        Leg.MIDWIFERY,
    ),
    Sentence(
        "bvc",
        "Jag vill fråga en sjuksköterska om mitt barn.",
        gettext_lazy("Du säger att du vill fråga en sjuksköterska om ditt barn."),
        "bvc",
        Leg.CHILD_HEALTH,
    ),
    Sentence(
        "samtal",
        "Jag vill prata med någon i enrum.",
        gettext_lazy("Du säger att du vill prata med någon utan att andra hör."),
        "stod",
        Leg.PREVENTIVE_SOCIAL,
    ),
    Sentence(
        "forsta-gangen",
        "Det här är första gången vi är här. Kan du visa oss runt?",
        gettext_lazy("Du säger att ni är här för första gången och ber någon visa er runt."),
        "hem",
    ),
    Sentence(
        "tolk",
        "Jag behöver tolk. Kan vi boka en tid med tolk?",
        gettext_lazy("Du säger att du behöver en tolk och frågar om ni kan boka en tid."),
        "sprak",
    ),
    Sentence(
        "skriv",
        "Kan du skriva upp det, så läser jag det hemma?",
        gettext_lazy("Du ber någon skriva det på papper, så att du kan läsa det hemma."),
        "penna",
    ),
    Sentence(
        "namn",
        "Måste jag säga vad jag heter?",
        gettext_lazy("Du frågar om du måste säga ditt namn."),
        "las",
    ),
    Sentence(
        "vagn",
        "Var kan vi ställa barnvagnen?",
        gettext_lazy("Du frågar var barnvagnen kan stå."),
        "vagn",
    ),
    Sentence(
        "skotbord",
        "Var finns toaletten och skötbordet?",
        gettext_lazy("Du frågar var toaletten är och var du kan byta blöja."),
        "bebis",
    ),
)
# "I speak …" for each language of the pages, in Swedish.
_I_SPEAK: Final = {
    PageLanguage.EN: "Jag talar engelska.",
    PageLanguage.FI: "Jag talar finska.",
    PageLanguage.AR: "Jag talar arabiska.",
    PageLanguage.SO: "Jag talar somaliska.",
    PageLanguage.UK: "Jag talar ukrainska.",
    PageLanguage.FA: "Jag talar persiska eller dari.",
    PageLanguage.TI: "Jag talar tigrinska.",
    PageLanguage.SE: "Jag talar nordsamiska.",
    PageLanguage.FIT: "Jag talar meänkieli.",
}


def phone(request: Request) -> HttpResponse:
    """Every centre with a telephone by municipality, those where a human answers now first."""
    moment = timezone.now()
    languages = spoken(moment)
    language = request.GET.get("sprak", "")
    rows = answering(moment, language=language) if language in languages else []
    if not rows:  # nobody ever answers in it: better somebody than nobody
        language, rows = "", answering(moment)
    places = _places(rows, language)
    chosen = next((one for one in places if one["code"] == request.GET.get("kommun")), None)
    place = chosen["code"] if chosen else ""
    asks = not place and len({one.centre_code for one in rows}) > MANY
    shown = [one for one in rows if not place or one.place_code == place]
    context = {
        "now": [] if asks else _by_place(one for one in shown if one.until),
        "later": [] if asks else _by_place(one for one in shown if not one.until),
        "count": sum(one.until is not None for one in rows),
        "places": places if asks else [],
        "chosen": chosen,
        "languages": [_chip(one, language, place) for one in _own_first(languages)] if len(languages) > 1 else [],
        "every_place": _address("", language),
        "is_empty": not rows,
        "hides_answers": True,
    }
    return stored(render(request, "public/ring.html", context), until=next_change(rows), every_centre=True)


def _address(place: str, language: str) -> str:
    """The page for a municipality and a language, where they are chosen."""
    asked = urlencode({name: value for name, value in (("kommun", place), ("sprak", language)) if value})
    return reverse("phone") + (f"?{asked}" if asked else "")


def _chip(code: str, language: str, place: str) -> dict[str, Any]:
    """A language as a link that chooses it, or takes it off where it is chosen."""
    is_on = code == language
    return {"label": str(Language(code).label), "url": _address(place, "" if is_on else code), "current": is_on}


def _own_first(languages: Iterable[str]) -> list[str]:
    """The reader's own language first, then the rest by name."""
    own = (get_language() or PageLanguage.SV).removesuffix("-lattlast")
    return sorted(languages, key=lambda code: (code != own, sort_key(str(Language(code).label))))


def _places(rows: Iterable[Answering], language: str) -> list[dict[str, Any]]:
    """The municipalities in Swedish order, and how many telephones are answered now in each."""
    found: dict[str, dict[str, Any]] = {}
    for one in rows:
        place = found.setdefault(one.place_code, {"name": one.place_name, "code": one.place_code, "now": 0})
        place["url"] = _address(one.place_code, language)
        place["now"] += one.until is not None
    return sorted(found.values(), key=lambda place: (sort_key(place["name"]), place["code"]))


def _by_place(rows: Iterable[Answering]) -> list[dict[str, Any]]:
    """Municipalities in Swedish order, in each the centres, in each the legs in the order of the four."""
    ordered = sorted(rows, key=lambda one: (sort_key(one.place_name), sort_key(one.centre_name), one.centre_code))
    return [
        {"name": place, "centres": [_centre(list(legs)) for _code, legs in groupby(found, lambda one: one.centre_code)]}
        for place, found in groupby(ordered, lambda one: one.place_name)
    ]


def _centre(rows: list[Answering]) -> dict[str, Any]:
    is_known = any(one.until or one.next_at for one in rows)
    return {"name": rows[0].centre_name, "code": rows[0].centre_code, "legs": rows, "is_known": is_known}


def show_staff(request: Request, centre: str) -> HttpResponse:
    """Sentences to hold up at the door of a centre: all that fit it, or the chosen one alone and large."""
    row = public_centre(centre, module=Module.SHOW_STAFF)
    if row.state == FamilyCentre.State.CLOSED:
        raise Http404(row.code)  # there is no door any longer
    today = timezone.localdate()
    here = kinds_there(row, today)
    sentences = [one for one in (*_own_language(), *SENTENCES) if not one.leg or one.leg in here]
    chosen = next((one for one in sentences if one.name == request.GET.get("mening")), None)
    context = {"centre": row, "sentences": sentences, "chosen": chosen}
    return stored(render(request, "public/show_staff.html", context), until=midnight_after(today))


def _own_language() -> list[Sentence]:
    language = get_language() or PageLanguage.SV.value
    swedish = _I_SPEAK.get(PageLanguage(language))
    if swedish is None:
        return []
    return [Sentence("sprak", f"{swedish} Är det någon här som förstår mig?", _meaning_of_language(), "sprak")]


def _meaning_of_language() -> str:
    return _("Du säger vilket språk du talar och frågar om någon förstår dig.")
