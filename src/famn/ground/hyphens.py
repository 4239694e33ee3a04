"""Where a long Swedish word may be broken: soft hyphens between the parts that words about families are made of.

A browser that hyphenates by itself needs a dictionary that many lack, and breaks a long word anywhere without it. In a
narrow column that is seen at once, so the few first parts that our long words begin with are known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
LONG: Final = 11  # letters; a shorter word fits in the narrowest column
_LEAST: Final = 5  # letters left after the last break: never a bare ending
# Longer ones first: "barnmorske" is tried before "barn".
_PARTS: Final = sorted(
    (
        *("adoptions", "amnings", "andnings", "baby", "barn", "barna", "barnavårds", "barnmorske", "bostads"),
        *("familje", "föräldra", "förlossnings", "graviditets", "hembesöks", "hälso", "invandrar", "matlagnings"),
        *("mottagnings", "nyanlända", "odlings", "råd", "samtals", "skilsmässo", "social", "spädbarns", "språk"),
        *("språkutvecklings", "syskon", "sång", "tvilling", "utbildnings", "utomhus", "vaccinations", "vård"),
        *("vårdcentrals", "vårdnads"),
    ),
    key=len,
    reverse=True,
)
_WORD: Final = re.compile(rf"[^\W\d_]{{{LONG},}}")


@lru_cache(maxsize=4096)
def breakable(text: str) -> str:
    """A Swedish text whose long words may be broken between their parts: "föräldra­grupp". All else is left alone."""
    return _WORD.sub(lambda found: SOFT_HYPHEN.join(_parts(found[0])), text)


def _parts(word: str) -> list[str]:
    """The known first parts of a word, one after another, and what is left of it."""
    parts = []
    while first := next((one for one in _PARTS if _begins(word, one)), ""):
        parts.append(word[: len(first)])
        word = word[len(first) :]
    return [*parts, word]


def _begins(word: str, part: str) -> bool:
    return len(word) - len(part) >= _LEAST and word[: len(part)].lower() == part
