"""What each kind of letter is called, and the seven headings that a cooperation agreement never goes without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from famn.domain.matters.drafting.content import Section

INTENT: Final = "intent"
COOPERATION: Final = "cooperation"
OWN: Final = "eget_"  # what the key of a heading begins with that was added in one agreement alone


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind in words: `one` as in "en avsiktsförklaring", `the` as in "avsiktsförklaringen"."""

    word: str
    one: str
    the: str


WORDS: Final = {
    INTENT: KindWords("avsiktsförklaring", "en avsiktsförklaring", "avsiktsförklaringen"),
    COOPERATION: KindWords("samverkansavtal", "ett samverkansavtal", "samverkansavtalet"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One of the seven: the key its section has in every template, and what must be told under it."""

    key: str
    what: str


# What a regional joint agreement asks a local agreement to describe at the least: local additions, never subtractions.
MINIMUM: Final = (
    Point("field", "verksamhetens område och målgrupp"),
    Point("place", "vilka som samverkar och hur de är samlokaliserade"),
    Point("efforts", "insatser, åtaganden och kompetens"),
    Point("steering", "organisation, ledning och styrning"),
    Point("follow_up", "mål och uppföljning"),
    Point("direction", "inriktning för fortsatt utveckling"),
    Point("contents", "avtalets delar, med ekonomi"),
)
MINIMUM_KEYS: Final = frozenset(one.key for one in MINIMUM)


def missing_points(sections: Iterable[Section]) -> tuple[Point, ...]:
    """Which of the seven these sections have no heading for."""
    there = {one.key for one in sections if one.heading.strip()}
    return tuple(one for one in MINIMUM if one.key not in there)


def point_of(key: str) -> Point | None:
    """Which of the seven a section answers, if any."""
    return next((one for one in MINIMUM if one.key == key), None)
