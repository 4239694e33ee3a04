"""Where to look when there is no centre in a place: the municipalities nearest to it that have one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import dist
from typing import Final

from famn.domain.centres.reads.finding import Listed, is_named, words_in
from famn.web.public.map.places import Shape, municipalities

MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A municipality with a centre, and how far it is to it: between the middles of the two, in whole kilometres."""

    code: str
    name: str
    kilometres: int


def nearest(words: str, municipality: str, centres: Iterable[Listed]) -> list[Near]:
    """The nearest municipalities with a centre, the nearest first. Empty where the words name no municipality."""
    shapes = municipalities()
    home = shapes.get(municipality) or _named(words)
    if home is None:
        return []
    places = {one.municipality_code: one.municipality for one in centres if one.municipality_code in shapes}
    ways = ((dist(shapes[code].middle, home.middle), code) for code in places if code != home.code)
    return [Near(code, places[code], round(far)) for far, code in sorted(ways)[:MOST]]


def _named(words: str) -> Shape | None:
    """The municipality that a search names: the one whose name is shortest of those that hold its words."""
    sought = words_in(words)
    found = [shape for shape in municipalities().values() if sought and is_named(sought, shape.name)]
    return min(found, key=lambda shape: (len(shape.name), shape.code), default=None)
