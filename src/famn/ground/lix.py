"""How heavy a text is to read, by LIX: words a sentence, and how many of the words are long (C.-H. Björnsson, 1968)."""

from __future__ import annotations

import enum
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

LONG: Final = 6  # a word of more letters than this is long
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_LETTER: Final = re.compile(r"[^\W\d_]")
# Full stops that end no sentence: in abbreviations, in clock times and dates, in numbered references.
_ABBREVIATION: Final = re.compile(
    r"\b(?:bl\.?\s?a|t\.?\s?ex|m\.?\s?m|m\.?\s?fl|d\.?\s?v\.?\s?s|o\.?\s?s\.?\s?v|s\.?\s?k|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m"
    r"|t\.?\s?o\.?\s?m|e\.?\s?d|f\.?\s?d|f\.?\s?n|p\.?\s?g\.?\s?a|e\.?\s?kr|f\.?\s?kr|i\.?\s?o\.?\s?m|osv|dvs|resp|ev|ca"
    r"|jfr|kap|st|nr|kl|tel|tfn|dnr|prop|bet|skr|rskr|inkl|exkl|forts|red|sid|kr|tkr|mkr|mnkr|min|max|fig|tab|bil|ang"
    r"|enl|obs|avd|förv|dir|ordf|sekr|dr|prof|etc)\.(?=\s|[,;:)]|$)",
    re.IGNORECASE,
)
_INITIAL: Final = re.compile(r"\b[A-ZÅÄÖ]\.(?=\s?[A-ZÅÄÖ])")
_IN_NUMBER: Final = re.compile(r"(?<=\d)[.:](?=\d)")
_NUMBERED: Final = re.compile(r"^\s*\d{1,3}\.(?=\s)", re.MULTILINE)
_END: Final = re.compile(r"[.!?:…]+[\"”’)]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-•–]|\d{1,3}\s))|\n")
_ENDS_SENTENCE_AFTER_ABBREVIATION: Final = re.compile(r"\s+[A-ZÅÄÖ]")
_MAY_END: Final = re.compile(r"(?:m\.?\s?m|m\.?\s?fl|o\.?\s?s\.?\s?v|osv|etc|e\.?\s?d)\.$", re.IGNORECASE)


class Level(enum.StrEnum):
    """The usual reading of a LIX figure, in words."""

    VERY_EASY = "mycket lättläst"
    EASY = "lättläst"
    MEDIUM = "medelsvår"
    HARD = "svår"
    VERY_HARD = "mycket svår"


_BOUNDS: Final = ((30, Level.VERY_EASY), (40, Level.EASY), (50, Level.MEDIUM), (60, Level.HARD))


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted. `lix` is rounded to a whole number, and 0 where there are no words.

    `longest` are the long words that the text uses, the longest first and each once.
    """

    words: int
    sentences: int
    long_words: int
    lix: int
    longest: tuple[str, ...] = ()

    @property
    def level(self) -> Level | None:
        """The figure in words; None where there is nothing to read."""
        return level_of(self.lix) if self.words else None


def measure(text: str) -> Readability:
    """LIX of a text without markup (`drafting.prose.plain_text` takes markup away)."""
    found = words(text)
    if not found:
        return Readability(0, 0, 0, 0)
    count = max(1, len(sentences(text)))
    long = [word for word in found if is_long(word)]
    lix = len(found) / count + 100 * len(long) / len(found)
    once = Counter(word.casefold() for word in long)
    return Readability(
        len(found), count, len(long), round(lix), tuple(sorted(once, key=lambda word: (-len(word), word)))
    )


def level_of(lix: float) -> Level:
    """Under 30 very easy, under 40 easy, under 50 medium, up to 60 hard, above that very hard."""
    if lix > _BOUNDS[-1][0]:
        return Level.VERY_HARD
    return next((level for bound, level in _BOUNDS if lix < bound), Level.HARD)


def words(text: str) -> list[str]:
    """The words of a text; a figure counts as one, as in the common way to count."""
    return _WORD.findall(text)


def is_long(word: str) -> bool:
    """Whether the word has more than six letters. Figures and hyphens are no letters."""
    return len(_LETTER.findall(word)) > LONG


def sentences(text: str) -> list[str]:
    """The sentences of a text. A line end ends one too: headings, list items and rows of a table have no full stop."""
    guarded = _guard(text)
    found = [part.strip() for part in _END.split(guarded)]
    return [part.replace(_DOT, ".").replace(_COLON, ":") for part in found if _WORD.search(part)]


_DOT: Final = "\N{ONE DOT LEADER}"
_COLON: Final = "\N{RATIO}"


def _guard(text: str) -> str:
    """The text with other signs for the full stops that end nothing."""
    text = _NUMBERED.sub(lambda found: found.group().replace(".", " "), text)
    text = _IN_NUMBER.sub(lambda found: _DOT if found.group() == "." else _COLON, text)
    text = _INITIAL.sub(lambda found: found.group().replace(".", _DOT), text)
    return _ABBREVIATION.sub(lambda found: _guard_abbreviation(found, text), text)


def _guard_abbreviation(found: re.Match[str], text: str) -> str:
    inside = found.group()[:-1].replace(".", _DOT)
    ends = _MAY_END.search(found.group()) and _ENDS_SENTENCE_AFTER_ABBREVIATION.match(text, found.end())
    return inside + ("." if ends else _DOT)
