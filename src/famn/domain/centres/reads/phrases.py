"""A centre's phrase book in the language of a page: the one way by which few words of staff reach a reader.

Whoever shows words that staff wrote in Swedish asks `said` for them. So they stand in the reader's language where the
centre has them in it, and in Swedish, marked so, where it has not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from famn.domain.centres.models import FamilyCentre, Phrase
from famn.domain.centres.reads.place import SWEDISH
from famn.ground.languages import PageLanguage, direction, html_code


@dataclass(frozen=True, slots=True)
class Word:
    """Something that staff wrote, and the language it is in: Swedish where the page's own is missing.

    `is_unchecked`: nobody who knows the language has read it.
    """

    text: str
    language: str = PageLanguage.SV
    is_unchecked: bool = False

    @property
    def lang(self) -> str:
        """Its `lang` attribute."""
        return html_code(self.language)

    @property
    def dir(self) -> str:
        """Its `dir` attribute."""
        return direction(self.language)

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING: Final = Word("")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the words of a page: whether some fell back to Swedish, and whether nobody checked some."""

    is_fallback: bool = False
    is_unchecked: bool = False

    def __or__(self, other: Standing) -> Standing:
        return Standing(self.is_fallback or other.is_fallback, self.is_unchecked or other.is_unchecked)


def standing(words: Iterable[Word], language: str) -> Standing:
    """How it stands with some words on a page in `language`. In Swedish, plain or not, nothing falls back."""
    if language in SWEDISH:
        return Standing()
    there = [one for one in words if one.text]
    return Standing(any(one.language in SWEDISH for one in there), any(one.is_unchecked for one in there))


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrase book of one centre in one language, by the Swedish words."""

    by_swedish: Mapping[str, Word] = field(default_factory=dict)

    def said(self, swedish: str) -> Word:
        """The words in the language of the book; the same words in Swedish where it has not got them."""
        return self.by_swedish.get(swedish) or Word(swedish)


IN_SWEDISH: Final = Phrases()  # of who reads Swedish, or has no centre


def phrases_of(centre: FamilyCentre, language: str) -> Phrases:
    """The phrase book of a centre: one query, none in Swedish."""
    if language == PageLanguage.SV:
        return IN_SWEDISH
    return of_told(_told(Phrase.objects.filter(centre=centre, language=language)), language)


def told_of(centre: OuterRef, language: str) -> ArraySubquery:
    """The phrase book of a centre, as one more value of a query that reads it: for `of_told`."""
    return ArraySubquery(_told(Phrase.objects.filter(centre=centre, language=language)))


def of_told(rows: Iterable[dict[str, Any] | str], language: str) -> Phrases:
    """A phrase book, by what a query told. A query that Django did not read back itself tells JSON as it stands."""
    told = (json.loads(one) if isinstance(one, str) else one for one in rows)
    plain = language in SWEDISH
    return Phrases({one["sv"]: Word(one["text"], language, not plain and one["checked"] is None) for one in told})


def _told(rows: QuerySet[Phrase]) -> QuerySet[Phrase, Any]:
    return rows.values_list(JSONObject(sv="swedish", text="text", checked="checked_on"), flat=True)
