"""Find a family centre: the search, its filters as links, and the list with its map.

The database is asked six times, however many centres there are: only those of the page shown are asked when they are
open and what they do today, unless the search itself is for those that are open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from famn.domain.activities.reads.finding import Coming, Offer, offered
from famn.domain.centres.models import Language
from famn.domain.centres.reads.finding import Listed, listed_centres
from famn.ground.ages import in_years
from famn.ground.languages import PageLanguage, html_code
from famn.ground.text import sort_key
from famn.web.public.asked import OLDEST, Asked, When, Wish, matching, spoken_at
from famn.web.public.map import places as map_places
from famn.web.public.map.drawing import Drawing, Spot, draw
from famn.web.public.map.nearest import NOWHERE, nearest
from famn.web.public.now import Doors, doors_of
from famn.web.public.opening import Said
from famn.web.public.sharing import Head, origin
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored
from famn.web.shared.tags import clock

A_PAGE: Final = 20
MOST_TODAY: Final = 3
MOST_TOWNS: Final = 30  # so many municipalities can be looked through; with more, the counties
A_YEAR: Final = 12  # months

WISHES: Final[dict[Wish, tuple[str | Promise, str]]] = {
    Wish.OPEN_PRESCHOOL: (gettext_lazy("Öppen förskola"), "forskola"),
    Wish.MIDWIFE: (gettext_lazy("Barnmorska"), "bmm"),
    Wish.CHILD_HEALTH: (gettext_lazy("Barnhälsovård"), "bvc"),
    Wish.TALK: (gettext_lazy("Någon att prata med"), "stod"),
    Wish.PARENT_GROUP: (gettext_lazy("Föräldragrupp"), "grupp"),
    Wish.FATHERS: (gettext_lazy("För pappor"), "pappa"),
}
WHENS: Final[dict[str, str | Promise]] = {
    When.NOW: gettext_lazy("Öppet nu"),
    When.TODAY: gettext_lazy("Öppet i dag"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is a link: it puts its filter on, or takes it off where it is on."""

    label: str
    url: str
    current: bool
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """One line of what a centre does today."""

    clock: str
    title: str
    lang: str  # empty where the title is in the page's own language
    is_cancelled: bool
    is_stale: bool  # one should ring first: nobody has confirmed it for long
    url: str


@dataclass(frozen=True, slots=True)
class Now:
    """What holds now, of the centre or of a leg that one looks for; `label` is its name and for whom that is so."""

    said: Said
    label: list[str]


@dataclass(frozen=True, slots=True)
class Card:
    """A centre in the list. `number` is its pin's on the map. `is_shut`: no door opens today, yet something happens."""

    number: int
    centre: Listed
    url: str
    now: list[Now]
    today: list[Today]
    more_today: int
    is_shut: bool

    @property
    def where(self) -> str:
        """The district with its municipality, or the municipality alone."""
        one = self.centre
        return one.place if one.place == one.municipality else f"{one.place}, {one.municipality}"

    @property
    def languages(self) -> list[str]:
        """The names of the languages that are spoken, beside Swedish."""
        return [str(Language(code).label) for code in self.centre.languages if code != Language.SV]


def cards(centres: Sequence[Listed], doors: Doors) -> list[Card]:
    """The centres as a list shows them, numbered from 1."""
    language = get_language() or PageLanguage.SV
    return [
        Card(
            number=number,
            centre=one,
            url=reverse("centre", args=[one.code]),
            now=[_now(wish, words, doors.asked.age) for wish, words in doors.words(one)],
            today=[_line(one, row, language) for row in rows[:MOST_TODAY]],
            more_today=max(0, len(rows) - MOST_TODAY),
            is_shut=bool(doors.held(one)) and not doors.is_any_open(one),
        )
        for number, one in enumerate(centres, start=1)
        for rows in [doors.shown(one)]
    ]


def _now(wish: Wish | None, words: Said, age: int | None) -> Now:
    name = str(WISHES[wish][0]) if wish else ""
    ages = words.ages or (_age(age) if age is not None and wish else "")
    return Now(words, [one for one in (name, ages) if one])


def _line(centre: Listed, row: Coming, language: str) -> Today:
    lang = "" if row.language == language else html_code(row.language)
    url = reverse("activity", args=[centre.code, row.activity])
    return Today(clock(row.starts_at), row.title, lang, row.is_cancelled, row.is_stale and not row.is_cancelled, url)


def map_of(shown: Iterable[Card]) -> Drawing | None:
    """The map of a list: the same numbers, the same links. A centre whose place nobody has given has no pin."""
    spots = [
        Spot(one.number, one.centre.code, one.centre.name, one.url, one.centre.at) for one in shown if one.centre.at
    ]
    return draw(spots)


# --- the page --------------------------------------------------------------------------------------


def centres(request: Request) -> HttpResponse:
    """The published centres that match, in Swedish order by municipality and name, with their map."""
    moment = timezone.now()
    today = timezone.localdate(moment)
    everything = listed_centres(today)
    asked = Asked.from_query(request.GET)
    offers = offered(today, in_swedish=asked.needs_offers)
    found = matching(asked, everything, offers)
    doors = doors_of(found, moment, asked, ahead=0) if asked.when else None  # who is open today is known by today alone
    if doors:
        found = [one for one in found if doors.meets(one, asked.when)]
    pages = 1 if asked.is_whole else max(1, -(-len(found) // A_PAGE))
    number = min(asked.page, pages)
    shown = found if asked.is_whole else found[(number - 1) * A_PAGE : number * A_PAGE]
    doors = doors or doors_of(shown, moment, asked)
    listed = cards(shown, doors)
    whole_url = asked.but(is_whole=True).as_query()
    context = {
        "asked": asked,
        "kept": {name: value for name, value in asked.but().as_parts().items() if name != "namn"},
        "cards": listed,
        "map": map_of(listed),
        "unplaced": [one.number for one in listed if not one.centre.at],
        "count": len(found),
        "is_empty": not everything,
        "now": timezone.localtime(moment),
        "filters": _filters(asked, everything, offers),
        "chosen": _chosen(asked),
        "pages": _pages(asked, number, pages),
        "whole_url": whole_url,
        "near_url": asked.rest.but(is_whole=True).as_query() if asked.place.is_narrow and not found else whole_url,
        **({} if found else _instead(asked, everything)),
        "sharing": Head(
            title=_("Hitta en familjecentral"),
            about=_("Familjecentraler och öppna förskolor, med öppettider och karta."),
            url=origin(reverse("centres") + (asked.place.as_query() if asked.place.is_narrow else "")),
            is_indexed=not asked.rest.is_narrow and not asked.is_whole and number == 1,
        ),
    }
    return stored(render(request, "public/centres.html", context), until=doors.changes_at, every_centre=True)


def _filters(asked: Asked, everything: Sequence[Listed], offers: Mapping[int, Offer]) -> dict[str, Any]:
    """Every filter as links. Languages and places are those that some centre has: its own, or of what it offers."""
    spoken = {code for one in everything for code in spoken_at(one, offers)}
    languages = sorted(spoken, key=lambda code: sort_key(_spoken(code)))
    return {
        "wishes": [_wish(wish, asked) for wish in WISHES],
        "whens": [_chip(str(word), asked, "when", when) for when, word in WHENS.items()],
        "languages": [_chip(_spoken(code), asked, "language", code) for code in languages if code != Language.SV],
        "ages": [_chip(_age(age), asked, "age", age) for age in range(0, OLDEST, A_YEAR)],
        "counties": _places(asked, everything, lambda one: (one.county_code, one.county), "county"),
        "municipalities": _places(
            asked,
            [one for one in everything if asked.county and one.county_code == asked.county],
            lambda one: (one.municipality_code, one.municipality),
            "municipality",
        ),
    }


def _wish(wish: Wish, asked: Asked) -> Chip:
    word, icon = WISHES[wish]
    return Chip(str(word), asked.turned(wish).as_query() or reverse("centres"), wish in asked.wishes, icon)


def _chip(label: str, asked: Asked, name: str, value: Any) -> Chip:
    is_on = getattr(asked, name) == value
    off = None if name == "age" else ""
    query = asked.but(**{name: off if is_on else value}).as_query()
    return Chip(label, query or reverse("centres"), is_on)


def _places(
    asked: Asked, centres: Iterable[Listed], place_of: Callable[[Listed], tuple[str, str]], name: str
) -> list[Chip]:
    """The places of some centres in Swedish order, as links."""
    found = sorted({place_of(one) for one in centres}, key=lambda place: (sort_key(place[1]), place[0]))
    without = asked if name == "municipality" else asked.but(municipality="")
    return [_chip(label, without, name, code) for code, label in found]


def _chosen(asked: Asked) -> list[Chip]:
    """What is asked, each as a link that takes it off."""
    county = map_places.counties()[asked.county].name if asked.county else ""
    municipality = map_places.municipalities()[asked.municipality].name if asked.municipality else ""
    off = [
        (f"”{asked.words}”" if asked.words else "", asked.but(words="")),
        (county, asked.but(county="", municipality="")),
        (municipality, asked.but(municipality="")),
        *((str(WISHES[wish][0]), asked.turned(wish)) for wish in asked.wishes),
        (_spoken(asked.language) if asked.language else "", asked.but(language="")),
        (_age(asked.age) if asked.age is not None else "", asked.but(age=None)),
        (str(WHENS[asked.when]) if asked.when else "", asked.but(when="")),
    ]
    return [Chip(label, search.as_query() or reverse("centres"), current=True) for label, search in off if label]


def _instead(asked: Asked, everything: Sequence[Listed]) -> dict[str, Any]:
    """What to offer where nothing matches: what is near the place, and every place that there is."""
    near = nearest(asked.words, asked.municipality, everything)
    home = Asked(county=near.home.code[:2], municipality=near.home.code) if near.home else None
    is_known = near != NOWHERE or matching(asked.place, list(everything), {})
    here = {
        "near": near,
        "home_url": home.as_query() if home else "",
        "is_unknown": bool(asked.words) and not is_known,
    }
    towns = _places(Asked(), everything, lambda one: (one.municipality_code, one.municipality), "municipality")
    counties = _places(Asked(), everything, lambda one: (one.county_code, one.county), "county")
    return here | {"widen": _widen(asked, everything), "elsewhere": towns if len(towns) <= MOST_TOWNS else counties}


def _widen(asked: Asked, everything: Sequence[Listed]) -> list[Chip]:
    """Ways out of an empty list that lead to something: without the rest, and without the place."""
    ways = []
    in_place = matching(asked.place, list(everything), {})
    if asked.rest.is_narrow and asked.place.is_narrow and in_place:
        label = ngettext(
            "Visa den enda familjecentralen där", "Visa alla %(count)s familjecentraler där", len(in_place)
        )
        ways.append(Chip(label % {"count": len(in_place)}, asked.place.as_query(), current=False))
    if asked.place.is_narrow and asked.rest.is_narrow:
        ways.append(Chip(_("Sök i hela landet"), asked.rest.as_query(), current=False))
    return ways


def _pages(asked: Asked, number: int, pages: int) -> dict[str, Any] | None:
    if pages < 2:
        return None
    return {
        "number": number,
        "count": pages,
        "before": asked.but(page=number - 1).as_query() or reverse("centres") if number > 1 else "",
        "after": asked.but(page=number + 1).as_query() if number < pages else "",
    }


def _spoken(code: str) -> str:
    return str(Language(code).label)


def _age(age: int) -> str:
    return _("Under 1 år") if age < A_YEAR else in_years(age // A_YEAR)
