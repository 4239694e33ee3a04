"""The few words of a centre for those who say them in other languages: where they stand, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import AccessFact, CentrePerson, FamilyCentre, OpeningException, Partner, Phrase
from famn.domain.centres.reads.centre import mark_of
from famn.ground.languages import PageLanguage
from famn.ground.text import sort_key

LANGUAGES: Final = tuple(PageLanguage(code) for code in PageLanguage.values if code != PageLanguage.SV)


class Place(StrEnum):
    """Where some words stand, in the order in which a reader needs them: what closes a door comes first."""

    STATE = "state"
    CLOSING = "closing"
    TIME = "time"
    BOOKING = "booking"
    ROLE = "role"
    ACCESS = "access"
    PARTNER = "partner"


_PLACES: Final = list(Place)


@dataclass(frozen=True, slots=True)
class PhraseLine:
    """Some Swedish words and what they are in one language. `place` is None where nothing shows them any longer."""

    swedish: str
    place: Place | None
    text: str = ""
    checked_by: str = ""
    checked_on: dt.date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether readers of the language get the Swedish words."""
        return self.place is not None and not self.text


@dataclass(frozen=True, slots=True)
class PhraseCount:
    """How many of the words that are shown a language has not got, and how many of its own nobody has checked."""

    language: PageLanguage
    missing: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The phrase book of a centre for those who write it."""

    words: dict[str, Place]  # what pages show now or will, by where it stands
    counts: list[PhraseCount]
    language: str  # that the lines are in
    lines: list[PhraseLine]  # what is shown, then what nothing shows any longer
    mark: str


def phrase_book(centre: FamilyCentre, language: str, today: dt.date) -> PhraseBook:
    """All words of a centre, what they are in `language`, and what each language lacks: two queries."""
    words, by_language = words_of(centre, today), _by_language(Phrase.objects.filter(centre=centre))
    own = by_language.get(language, {})
    left = sorted((swedish for swedish in own if swedish not in words), key=sort_key)
    lines = [_line(swedish, words.get(swedish), own.get(swedish)) for swedish in [*words, *left]]
    counts = [_count(code, words, by_language.get(code, {})) for code in LANGUAGES]
    return PhraseBook(words, counts, language, lines, _mark(own.values()))


def phrases_mark(centre: FamilyCentre, language: str) -> str:
    """A mark of a centre's phrase book in one language: another as soon as somebody has changed it."""
    return _mark(Phrase.objects.filter(centre=centre, language=language))


def said_in(centre: FamilyCentre, words: Collection[str]) -> list[str]:
    """The languages beside Swedish that a centre has all of the words in, by their own names: one query."""
    rows = Phrase.objects.filter(centre=centre, swedish__in=words).values_list("language")
    whole = rows.annotate(found=Count("pk")).filter(found=len({*words})).values_list("language", flat=True)
    spoken = {*whole} if words else set()
    return [str(one.label) for one in LANGUAGES if one.value in spoken]


def words_of(centre: FamilyCentre, today: dt.date) -> dict[str, Place]:
    """The words that a centre's public pages show on `today` or later, in the order of their places: one query."""
    rows, *others = _words(centre, today)
    found: dict[str, Place] = {}
    for place, swedish in rows.union(*others):
        known = found.get(swedish)
        found[swedish] = min(Place(place), known or Place(place), key=_PLACES.index)
    return dict(sorted(found.items(), key=lambda one: (_PLACES.index(one[1]), sort_key(one[0]))))


def _words(centre: FamilyCentre, today: dt.date) -> Iterator[QuerySet[Any, tuple[str, str]]]:
    not_over = Q(to_date__isnull=True) | Q(to_date__gt=today)
    coming = Occurrence.objects.filter(centre=centre, day__gte=today, activity__state=Activity.State.PUBLISHED)
    shut = FamilyCentre.objects.filter(pk=centre.pk).exclude(state=FamilyCentre.State.OPEN)
    yield _told(shut, "state_note", Place.STATE)
    yield _told(OpeningException.objects.filter(centre=centre, to_date__gt=today), "note", Place.CLOSING)
    yield _told(coming, "message", Place.TIME)
    yield _told(coming, "theme", Place.TIME)
    yield _told(Activity.objects.filter(centre=centre, state=Activity.State.PUBLISHED), "how_to_book", Place.BOOKING)
    yield _told(CentrePerson.objects.filter(not_over, centre=centre), "role", Place.ROLE)
    yield _told(AccessFact.objects.filter(centre=centre), "note", Place.ACCESS)
    yield _told(Partner.objects.filter(not_over, centre=centre), "what", Place.PARTNER)


def _told(rows: QuerySet[Any], column: str, place: Place) -> QuerySet[Any, tuple[str, str]]:
    told = {"place": Value(place.value, TextField()), "words": Cast(column, TextField())}
    return rows.exclude(**{column: ""}).order_by().values_list(told["place"], told["words"])


def _by_language(rows: Iterable[Phrase]) -> dict[str, dict[str, Phrase]]:
    found: dict[str, dict[str, Phrase]] = defaultdict(dict)
    for row in rows:
        found[row.language][row.swedish] = row
    return found


def _line(swedish: str, place: Place | None, row: Phrase | None) -> PhraseLine:
    return PhraseLine(swedish, place, row.text, row.checked_by, row.checked_on) if row else PhraseLine(swedish, place)


def _count(language: PageLanguage, words: Iterable[str], own: dict[str, Phrase]) -> PhraseCount:
    there = [own[swedish] for swedish in words if swedish in own]
    unchecked = sum(row.checked_on is None for row in there)
    return PhraseCount(language, len([*words]) - len(there), unchecked)


def _mark(rows: Iterable[Phrase]) -> str:
    return mark_of(*sorted(f"{row.swedish} {row.text} {row.checked_by} {row.checked_on}" for row in rows))
