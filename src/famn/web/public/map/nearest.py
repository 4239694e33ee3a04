"""Where to look when no centre is in a place: the centres nearest to it, or the municipalities that have one. Pure.

What the words name is looked for in this order: a municipality, a town or a part of a city, and a municipality of whose
name they are a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist
from typing import Final

from famn.domain.centres.reads.finding import Listed, is_named, plain, words_in
from famn.web.public.map.localities import Locality, named
from famn.web.public.map.places import Shape, municipalities
from famn.web.public.map.projection import kilometres_between

MOST: Final = 3
MOST_CENTRES: Final = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A municipality with a centre, and how far it is to it: between the middles of the two, in whole kilometres."""

    code: str
    name: str
    kilometres: int


@dataclass(frozen=True, slots=True)
class Round:
    """What there is round a place. `centres` are the nearest with how far it is to each, in whole kilometres.

    `home` is the municipality that the place is a part of, where it has centres.
    """

    centres: Sequence[tuple[Listed, int]] = ()
    municipalities: Sequence[Near] = ()
    home: Shape | None = None


NOWHERE: Final = Round()


def nearest(words: str, municipality: str, centres: Iterable[Listed]) -> Round:
    """What is nearest to the municipality, or else to what the words name. Nothing where nobody knows such a place."""
    there, shapes = list(centres), municipalities()
    home = shapes.get(municipality) or _municipality(words)
    if home is not None:
        return Round(municipalities=_round(home, there))
    found = named(words)
    if by_way := _by_way([one.at for one in found if one.at], there):
        return Round(centres=by_way)
    if inside := _inside(found):
        is_there = any(one.municipality_code == inside.code for one in there)
        return Round(home=inside) if is_there else Round(municipalities=_round(inside, there))
    part = _municipality(words, is_part=True)
    return Round(municipalities=_round(part, there)) if part else NOWHERE


def _round(home: Shape, centres: Iterable[Listed]) -> list[Near]:
    """The nearest municipalities with a centre, the nearest first, never oneself."""
    shapes = municipalities()
    places = {one.municipality_code: one.municipality for one in centres if one.municipality_code in shapes}
    ways = ((dist(shapes[code].middle, home.middle), code) for code in places if code != home.code)
    return [Near(code, places[code], round(far)) for far, code in sorted(ways)[:MOST]]


def _by_way(places: Sequence[tuple[float, float]], centres: Iterable[Listed]) -> list[tuple[Listed, int]]:
    """The nearest centres to any of some places, the nearest first, of those whose position is known."""
    if not places:
        return []
    ways = [(min(kilometres_between(place, one.at) for place in places), one) for one in centres if one.at]
    return [(one, max(1, round(far))) for far, one in sorted(ways, key=lambda way: (way[0], way[1].pk))[:MOST_CENTRES]]


def _inside(found: Iterable[Locality]) -> Shape | None:
    return next((municipalities()[one.municipality] for one in found if one.municipality), None)


def _municipality(words: str, *, is_part: bool = False) -> Shape | None:
    """The municipality that a search names: in whole, or else the shortest name that the words are a part of."""
    sought = words_in(words)
    if not is_part:
        return next((one for one in municipalities().values() if _same(sought, one.name)), None)
    found = [shape for shape in municipalities().values() if sought and is_named(sought, shape.name)]
    return min(found, key=lambda shape: (len(shape.name), shape.code), default=None)


def _same(words: Sequence[str], name: str) -> bool:
    """Whether the words are a municipality's name, as it stands or as in "Laxås kommun"."""
    sought, own = [plain(word) for word in words], [plain(word) for word in words_in(name)]
    return sought == own or sought == [*own[:-1], f"{own[-1]}s"]
