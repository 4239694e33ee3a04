"""Amounts of money in running text and tables, each with what it is for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_NUMBER: Final = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+(?:,\d{1,2})?"
_AMOUNT: Final = re.compile(
    rf"(?<![\w,.])(?P<number>{_NUMBER})[ \u00a0\u202f]?"
    r"(?P<unit>miljoner(?: kronor)?|tusen kronor|kronor|mnkr|mkr|tkr|kr)\b",
    re.IGNORECASE,
)
_TIMES: Final = {"miljoner": 1_000_000, "mnkr": 1_000_000, "mkr": 1_000_000, "tusen": 1_000, "tkr": 1_000}
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_PER: Final = (
    ("år", re.compile(r"\b(?:om|per) år(?:et)?\b|/ ?år\b|\bårlig(?:en|a|t)?\b|\bvarje år\b")),
    ("månad", re.compile(r"\b(?:i|per) månad(?:en)?\b|/ ?mån(?:ad)?\b|\bvarje månad\b")),
    ("timme", re.compile(r"\b(?:i|per) timme?n?\b|/ ?tim(?:me)?\b")),
    ("kvadratmeter", re.compile(r"\bper (?:kvm|kvadratmeter)\b|/ ?(?:kvm|m2|m²)\b")),
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY: Final = frozenset(
    "är blir blev bli var vara varit att och eller men som en ett den det de dess sin sitt på om till från för av i med"
    " vid per cirka ca ungefär drygt knappt högst minst uppgår uppgå beräknas beräknat beräknad väntas kan ska skall"
    " kommer totalt sammanlagt vilket detta denna dessa samt då när inte också har hade får nu sedan år året årligen"
    " månad månaden summa kostar kostnad kostnaden kostnaderna kostnader".split()
)
_MOST_WORDS: Final = 6  # a longer sentence says too much to tell what its amount is for
_ENDINGS: Final = re.compile(r"(?:orna|arna|erna|an|en|et|ar|er|or|a|e|n|t|s)$")
_TOTALS: Final = frozenset({"summa", "totalt", "total", "sammanlagt", "alla"})


def amounts_in(text: str) -> Iterator[tuple[str, str]]:
    """What each amount of the text is for, and the amount in whole SEK ("640 000 kr"), in the order of the text.

    What it is for is told by the words before it in its sentence, the years there, and per what it is; in a table
    (cells parted by tabs or bars) by the headings of its row, its column and the table.
    """
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        if _is_table(lines):
            yield from _of_table([_cells(line) for line in lines])
            continue
        for sentence in _SENTENCE.split(block):
            yield from _of_sentence(sentence)


def _of_sentence(sentence: str) -> Iterator[tuple[str, str]]:
    found = list(_AMOUNT.finditer(sentence))
    if len(found) != 1:
        return  # of several amounts it cannot be told which word belongs to which
    (match,) = found
    words = _stems(sentence[: match.start()]) or _stems(sentence[match.end() :])
    if not 0 < len(words) <= _MOST_WORDS:
        return
    lower = sentence.casefold()
    years = sorted(set(_YEAR.findall(sentence[: match.start()] + sentence[match.end() :])))
    per = [name for name, pattern in _PER if pattern.search(lower)]
    yield " ".join([*words, *years, *(f"per {name}" for name in per)]), _sek(match["number"], match["unit"])


def _stems(text: str) -> list[str]:
    """The words that say something, each once, without endings, in the order of the alphabet."""
    words = (word.casefold() for word in _WORD.findall(text))
    return sorted({_stem(word) for word in words if word not in _EMPTY})


def _stem(word: str) -> str:
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) > 2 else word


def _sek(number: str, unit: str) -> str:
    times = next((times for name, times in _TIMES.items() if unit.casefold().startswith(name)), 1)
    whole, _comma, part = re.sub(r"[ \u00a0\u202f.]", "", number).partition(",")
    amount = int(whole) * times + (int(part.ljust(2, "0")) * times // 100 if part else 0)
    return f"{amount:,}".replace(",", " ") + " kr"


# --- tables ----------------------------------------------------------------------------------------


def _is_table(lines: list[str]) -> bool:
    return len(lines) > 1 and all("\t" in line or line.count("|") > 1 for line in lines)


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return [" ".join(part.split()) for part in parts]


_FIGURE: Final = re.compile(rf"(?P<number>{_NUMBER})(?: ?(?P<unit>kronor|kr|tkr|mkr))?", re.IGNORECASE)


def _of_table(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    head = rows[0]
    corner = head[0].casefold()
    unit = next((one for one in ("tkr", "mkr", "mnkr") if one in " ".join(head).casefold()), "kr")
    for row in rows[1:]:
        name = row[0].casefold()
        if not name or name in _TOTALS or set(name) <= set("-: "):
            continue
        for heading, cell in zip(head[1:], row[1:], strict=False):
            figure = _FIGURE.fullmatch(cell)
            if figure and heading:
                label = " / ".join(filter(None, (corner, name, heading.casefold())))
                yield label, _sek(figure["number"], figure["unit"] or unit)
