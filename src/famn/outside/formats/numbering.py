"""The numbers that Word counts by itself. They stand nowhere in the text, yet decision points are known by them.

The rules are those of Office Open XML (ISO/IEC 29500-1, 17.9): lists that share an abstract definition share its
counters, a paragraph raises its own level and starts the deeper ones anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree import ElementTree

type Element = ElementTree.Element

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None  # only after this level (counted from one); 0 is never
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class List:
    """A list as paragraphs refer to it: the definition it counts with, and its own exceptions."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each numbered paragraph its label, in the order of the text."""

    def __init__(self, part: Element | None) -> None:
        self._lists: dict[str, List] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        abstracts = {_attribute(each, "abstractNumId"): each for each in part.findall("abstractNum")}
        by_style = {value: key for key, each in abstracts.items() if (value := value_of(each, "styleLink"))}
        for each in part.findall("num"):
            abstract = value_of(each, "abstractNumId") or ""
            definition = abstracts.get(abstract)
            if definition is not None and (link := value_of(definition, "numStyleLink")):
                abstract = by_style.get(link, abstract)
                definition = abstracts.get(abstract)
            if definition is None:
                continue
            numbered = List(abstract, {_level_number(one): _level(one) for one in definition.findall("lvl")})
            for override in each.findall("lvlOverride"):
                at = _level_number(override)
                if (own := override.find("lvl")) is not None:
                    numbered.levels[at] = _level(own)
                if (start := value_of(override, "startOverride")) is not None:
                    numbered.restarts[at] = _number(start, 1)
            self._lists[_attribute(each, "numId")] = numbered

    def level_of_style(self, number: str, style: str) -> int:
        """At which level of the list paragraphs of this style stand."""
        known = self._lists.get(number)
        levels = known.levels.items() if known else ()
        return next((at for at, level in levels if level.style == style), 0)

    def label(self, number: str, at: int) -> str:
        """The next label of list `number` at level `at` (from zero); empty where it has none. Bullets are `-`."""
        numbered = self._lists.get(number)
        level = numbered.levels.get(at) if numbered else None
        if numbered is None or level is None:
            return ""
        if level.format == "bullet":
            return "-"
        counters = self._counters[numbered.abstract]
        self._raise(counters, numbered, number, at)
        if level.format == "none" and not _PLACE.search(level.text):
            return level.text.strip()

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            other = numbered.levels.get(place, level)
            value = counters.get(place, other.start)
            return written(value, "decimal" if level.legal else other.format)

        return _PLACE.sub(shown, level.text).strip()

    def _raise(self, counters: dict[int, int], numbered: List, number: str, at: int) -> None:
        level = numbered.levels[at]
        if at in numbered.restarts and (number, at) not in self._begun:
            counters[at] = numbered.restarts[at]
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        self._begun.add((number, at))
        for above in range(at):
            if above not in counters:
                counters[above] = numbered.levels.get(above, level).start
        for deeper in [one for one in counters if one > at]:
            restart = numbered.levels.get(deeper, level).restart
            if restart is None or (restart and at < restart):
                del counters[deeper]


def written(value: int, style: str) -> str:
    """A number as a list shows it: `decimal`, `lowerLetter`, `upperRoman` …"""
    if style in {"lowerLetter", "upperLetter"} and value > 0:
        times, place = divmod(value - 1, 26)
        letters = chr(ord("a") + place) * min(times + 1, 9)
        return letters.upper() if style == "upperLetter" else letters
    if style in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{value:02d}"
    return "" if style == "none" else str(value)


_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(value: int) -> str:
    letters = ""
    for worth, letter in _ROMAN + _SMALL:
        times, value = divmod(value, worth)
        letters += letter * times
    return letters


def value_of(element: Element | None, name: str) -> str | None:
    """The `val` of the child `name`; None where there is no such child."""
    child = element.find(name) if element is not None else None
    return child.get("val", "") if child is not None else None


def _attribute(element: Element, name: str) -> str:
    return element.get(name, "")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _level_number(element: Element) -> int:
    return _number(element.get("ilvl"), 0)


def _level(element: Element) -> Level:
    restart = value_of(element, "lvlRestart")
    legal = element.find("isLgl")
    return Level(
        start=_number(value_of(element, "start"), 0 if value_of(element, "start") == "0" else 1),
        format=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        restart=None if restart is None else _number(restart, 0),
        legal=legal is not None and legal.get("val", "1") not in {"0", "false"},
        style=value_of(element, "pStyle") or "",
    )
