"""What a paragraph's style says about it: whether it is a heading, and which list it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from famn.outside.formats.numbering import value_of

type Element = ElementTree.Element

_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])$", re.IGNORECASE)
_DEEPEST = 6  # levels of heading in markdown
_LONGEST_LINE = 20  # styles may be based on each other; a circle ends here


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it has from those it is based on. `heading` is 0 for running text."""

    heading: int = 0
    list_number: str | None = None
    list_level: int | None = None
    list_style: str = ""


class Styles:
    """The paragraph styles of a document by their ids."""

    def __init__(self, part: Element | None) -> None:
        found = part.findall("style") if part is not None else []
        self._elements = {each.get("styleId", ""): each for each in found if each.get("type") == "paragraph"}
        self._known: dict[str, Style] = {}
        usual = (key for key, each in self._elements.items() if each.get("default") in {"1", "true"})
        self._usual = next(usual, "")

    def of(self, paragraph: Element) -> Style:
        """The style of a `w:p`."""
        key = value_of(paragraph.find("pPr"), "pStyle") or self._usual
        if key not in self._known:
            self._known[key] = self._made(key)
        return self._known[key]

    def _line(self, key: str) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first."""
        for _ in range(_LONGEST_LINE):
            element = self._elements.get(key)
            if element is None:
                return
            yield key, element
            key = value_of(element, "basedOn") or ""

    def _made(self, key: str) -> Style:
        heading: int | None = None
        number: tuple[str, str | None, str] | None = None
        for name, element in self._line(key):
            heading = _heading_of(element) if heading is None else heading
            properties = element.find("pPr/numPr")
            if number is None and (list_number := value_of(properties, "numId")) is not None:
                number = (list_number, value_of(properties, "ilvl"), name)
        if number is None:
            return Style(heading or 0)
        level = number[1]
        return Style(heading or 0, number[0], int(level) if level and level.isdigit() else None, number[2])


def _heading_of(style: Element) -> int | None:
    name = value_of(style, "name") or ""
    if match := _HEADING.match(name):
        return min(int(match.group(1)), _DEEPEST)
    if name.lower() in {"title", "rubrik"}:
        return 1
    return heading_level(value_of(style.find("pPr"), "outlineLvl"))


def heading_level(outline: str | None) -> int | None:
    """The depth of a heading by its outline level; 0 for body text, None where nothing is said."""
    if outline is None or not outline.isdigit():
        return None
    return min(int(outline) + 1, _DEEPEST) if int(outline) < 9 else 0
