"""What somebody looks for, as an address says it. A value that nobody knows is dropped and the rest is kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Self
from urllib.parse import urlencode

from famn.domain.activities.models import Activity
from famn.domain.activities.reads.finding import Offer
from famn.domain.centres.models import Language
from famn.domain.centres.reads.finding import Listed, is_about, words_in
from famn.domain.people.models import Leg
from famn.web.public.map.places import counties, municipalities

LONGEST: Final = 80
OLDEST: Final = 83  # months, the last one before school


class Wish(StrEnum):
    """What one looks for. The values are words of the address."""

    OPEN_PRESCHOOL = "forskola"
    MIDWIFE = "barnmorska"
    CHILD_HEALTH = "barnhalsovard"
    TALK = "samtal"
    PARENT_GROUP = "grupp"
    FATHERS = "pappa"


class When(StrEnum):
    """When it must be open. The values are words of the address."""

    NOW = "nu"
    TODAY = "idag"


# A wish is met by a leg that is there, or by something that is offered in the coming weeks.
LEGS: Final = {
    Wish.OPEN_PRESCHOOL: Leg.OPEN_PRESCHOOL,
    Wish.MIDWIFE: Leg.MIDWIFERY,
    Wish.CHILD_HEALTH: Leg.CHILD_HEALTH,
    Wish.TALK: Leg.PREVENTIVE_SOCIAL,
}
KINDS: Final = {
    Wish.TALK: Activity.Kind.TALK,
    Wish.PARENT_GROUP: Activity.Kind.PARENT_GROUP,
    Wish.FATHERS: Activity.Kind.FATHERS,
}
_NOTHING: Final = Offer(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Asked:
    """A search. `county` and `municipality` are official codes, `age` is a child's in months, as in the calendar."""

    words: str = ""
    county: str = ""
    municipality: str = ""
    wishes: tuple[Wish, ...] = ()
    language: str = ""
    age: int | None = None
    when: str = ""
    page: int = 1
    is_whole: bool = False  # every centre on one page

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """The search of an address. Several wishes are written `vad=forskola,pappa`."""
        municipality = _among(_one(query, "kommun"), municipalities())
        wishes = {word for word in _one(query, "vad").split(",") if word in list(Wish)}
        return cls(
            words=_one(query, "namn").strip()[:LONGEST],
            county=municipality[:2] or _among(_one(query, "lan"), counties()),
            municipality=municipality,
            wishes=tuple(wish for wish in Wish if wish in wishes),
            language=_among(_one(query, "sprak"), Language.values),
            age=_number(_one(query, "alder"), most=OLDEST),
            when=_among(_one(query, "nar"), list(When)),
            page=_number(_one(query, "sida"), most=999) or 1,
            is_whole=_one(query, "visa") == "alla",
        )

    def as_query(self) -> str:
        """The same as an address says it, in one order: "?lan=18&vad=forskola"; empty where nothing is asked."""
        parts = self.as_parts()
        return f"?{urlencode(parts, safe=',')}" if parts else ""

    def as_parts(self) -> dict[str, str]:
        """Each word of the address with its value."""
        parts = {
            "namn": self.words,
            "lan": self.county,
            "kommun": self.municipality,
            "vad": ",".join(self.wishes),
            "sprak": self.language,
            "alder": "" if self.age is None else str(self.age),
            "nar": self.when,
            "sida": str(self.page) if self.page > 1 else "",
            "visa": "alla" if self.is_whole else "",
        }
        return {name: value for name, value in parts.items() if value}

    def but(self, **changes: Any) -> Asked:
        """The search with something else asked, from its first page again."""
        return replace(self, **{"page": 1, "is_whole": False} | changes)

    def turned(self, wish: Wish) -> Asked:
        """The search with a wish put on, or taken off where it is on."""
        wishes = {*self.wishes} ^ {wish}
        return self.but(wishes=tuple(one for one in Wish if one in wishes))

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked at all."""
        return self.but() != Asked()

    @property
    def needs_offers(self) -> bool:
        """Whether what is offered in Swedish too decides who matches."""
        return self.language == Language.SV or any(wish in KINDS for wish in self.wishes)

    @property
    def place(self) -> Asked:
        """Only where, without the rest."""
        return Asked(words=self.words, county=self.county, municipality=self.municipality)

    @property
    def rest(self) -> Asked:
        """The rest, without where."""
        return self.but(words="", county="", municipality="")


def matching(asked: Asked, centres: list[Listed], offers: Mapping[int, Offer]) -> list[Listed]:
    """The centres that match, in the order they came: all that is asked but when. `offers` go by the centres' pk."""
    tests: list[Callable[[Listed], bool]] = []
    if words := words_in(asked.words):
        tests.append(lambda one: is_about(one, words))
    if asked.county:
        tests.append(lambda one: one.county_code == asked.county)
    if asked.municipality:
        tests.append(lambda one: one.municipality_code == asked.municipality)
    if (age := asked.age) is not None:
        tests.append(lambda one: one.takes(age))
    if asked.language:
        tests.append(lambda one: asked.language in spoken_at(one, offers))
    tests += [_meets(wish, offers) for wish in asked.wishes]
    return [one for one in centres if all(test(one) for test in tests)]


def spoken_at(one: Listed, offers: Mapping[int, Offer]) -> set[str]:
    """The languages that one can meet at a centre: those of the house, and of what it offers in the coming weeks."""
    return {*one.languages, *offers.get(one.pk, _NOTHING).languages}


def _meets(wish: Wish, offers: Mapping[int, Offer]) -> Callable[[Listed], bool]:
    leg, kind = LEGS.get(wish), KINDS.get(wish)
    return lambda one: leg in one.legs or (kind is not None and kind in offers.get(one.pk, _NOTHING).kinds)


def _one(query: Mapping[str, Any], name: str) -> str:
    return str(query.get(name, ""))


def _among(value: str, known: Collection[str]) -> str:
    return value if value in known else ""


def _number(value: str, *, most: int) -> int | None:
    found = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
    return found if found is not None and found <= most else None
