"""What a centre's own page shows beside its legs and hours: its texts by language, its people, and how to get in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    Module,
    Partner,
    Premises,
)
from famn.domain.centres.reads.centre import language_names
from famn.domain.centres.reads.freshness import Freshness, freshness, not_too_old
from famn.domain.people.models import Leg
from famn.ground import periods
from famn.ground.languages import PageLanguage, direction, html_code
from famn.ground.text import sort_key

SWEDISH: Final = (PageLanguage.SV.value, PageLanguage.SV_PLAIN.value)
_LEGS: Final = {leg: number for number, leg in enumerate(Leg.values)}


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text of a centre as a page in some language shows it. `lang` and `dir` are its own attributes.

    `is_fallback`: the page's language is missing, so this is the Swedish text. `is_unchecked`: nobody who knows the
    language has read it. `confirmed_on`: when its owner last said that it is so.
    """

    text: str
    lang: str
    dir: str
    is_fallback: bool = False
    is_unchecked: bool = False
    confirmed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who works at a centre. `leg` is which of the four she belongs to, "" for none."""

    code: str
    name: str
    role: str
    phone: str
    languages: list[str]
    leg: str
    has_photo: bool
    confirmed_on: dt.date

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class People:
    """Who works at a centre, and how many are left out since nobody has confirmed for too long that they do."""

    shown: list[PersonShown]
    too_old: int


@dataclass(frozen=True, slots=True)
class Access:
    """What is known of how the house can be reached and used, in the order of the kinds, and what is not.

    What nobody has confirmed for too long is not known any more.
    """

    known: list[AccessFact]
    unknown: list[str]


@dataclass(frozen=True, slots=True)
class Texts:
    """A centre's texts for a page in one language, by kind; what its legs are called, by the leg's number."""

    by_kind: dict[str, TextShown]
    words: dict[int, TextShown]


def texts_of(centre: FamilyCentre, language: str, day: dt.date) -> Texts:
    """The texts of a centre in a language, in Swedish where that is missing or too old on `day`: one query."""
    rows = CentreText.objects.filter(not_too_old(day), centre=centre, language__in={language, *SWEDISH[:1]})
    found = {(row.kind, row.leg_id, row.language): row for row in rows.order_by("pk")}
    about = CentreText(kind=CentreText.Kind.ABOUT, text=centre.about, confirmed_on=centre.confirmed_on)
    found |= {(CentreText.Kind.ABOUT.value, None, PageLanguage.SV.value): about}
    kinds = {}
    for kind in CentreText.Kind.values:
        own, swedish = found.get((kind, None, language)), found.get((kind, None, PageLanguage.SV.value))
        if shown := _shown(own, swedish, language):
            kinds[kind] = shown
    own_words = {row.leg_id: row for (kind, leg, said), row in found.items() if leg is not None and said == language}
    words = {leg: shown for leg, row in own_words.items() if leg and (shown := _shown(row, None, language))}
    return Texts(kinds, words)


def leg_title(leg: CentreLeg) -> str:
    """What a leg is called where nobody has chosen a word in the active language: the centre's own in Swedish."""
    return title_of(leg.leg, leg.word)


def title_of(leg: str, word: str) -> str:
    """The same, of which of the four it is and the centre's own word in Swedish."""
    swedish = (get_language() or PageLanguage.SV.value) in SWEDISH
    return word if swedish and word else str(Leg(leg).label)


def _shown(own: CentreText | None, swedish: CentreText | None, language: str) -> TextShown | None:
    row = own or swedish
    if row is None or not row.text.strip():
        return None
    said = language if own else PageLanguage.SV.value
    is_swedish = language in SWEDISH
    return TextShown(
        row.text,
        html_code(said),
        direction(said),
        is_fallback=own is None and not is_swedish,
        is_unchecked=own is not None and row.checked_on is None and not is_swedish,
        confirmed_on=row.confirmed_on,
    )


def kinds_there(centre: FamilyCentre, day: dt.date) -> set[str]:
    """Which of the four legs are at a centre on `day`: one query."""
    return set(CentreLeg.objects.filter(periods.on(day), centre=centre).values_list("leg", flat=True))


def people_of(centre: FamilyCentre, day: dt.date) -> People:
    """Who works at a centre on `day`, in the order of the legs and the names: one query. No photo is read."""
    if Module.PEOPLE in centre.switched_off:
        return People([], 0)
    rows = CentrePerson.objects.filter(periods.on(day), centre=centre).select_related("leg").defer("photo")
    people, too_old = [], 0
    for row in rows:
        if freshness(row.confirmed_on, day) == Freshness.HIDE:
            too_old += 1
        else:
            people.append(person_shown(row))
    return People(sorted(people, key=lambda one: (_LEGS.get(one.leg, 9), sort_key(one.name), one.code)), too_old)


def person_shown(row: CentrePerson) -> PersonShown:
    """Somebody who works at a centre, as everybody sees her; also one who is not saved yet. Needs `leg` loaded."""
    return PersonShown(
        code=row.code,
        name=row.name,
        role=row.role,
        phone=row.phone,
        languages=language_names(row.languages),
        leg=row.leg.leg if row.leg else "",
        has_photo=row.photo_agreed_on is not None,
        confirmed_on=row.confirmed_on,
    )


def shown_photo(centre: FamilyCentre, person: str, day: dt.date) -> CentrePerson | None:
    """Somebody whose photo the public may see on `day`, by her code: one query."""
    if Module.PEOPLE in centre.switched_off:
        return None
    rows = CentrePerson.objects.filter(periods.on(day), not_too_old(day), centre=centre, photo_agreed_on__isnull=False)
    return rows.filter(code=person).first()


def access_of(centre: FamilyCentre, day: dt.date) -> Access:
    """What is known of the house on `day`: one query."""
    rows = {row.kind: row for row in AccessFact.objects.filter(not_too_old(day), centre=centre)}
    kinds = AccessFact.Kind
    known = [rows[kind.value] for kind in kinds if kind.value in rows]
    return Access(known, [str(kind.label) for kind in kinds if kind.value not in rows])


def houses_shown(houses: list[Premises]) -> list[Premises]:
    """Those of a centre's houses that everybody is told of: where there is one alone, the centre's address is its."""
    return houses if len(houses) > 1 else []


def partners_shown(centre: FamilyCentre, partners: Iterable[Partner], day: dt.date) -> list[Partner]:
    """Those of a centre's partners that everybody sees on `day`: none that nobody has confirmed for too long."""
    if Module.PARTNERS in centre.switched_off:
        return []
    return [one for one in partners if freshness(one.confirmed_on, day) != Freshness.HIDE]
