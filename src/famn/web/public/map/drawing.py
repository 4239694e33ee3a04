"""A map with numbered pins, laid out for a phone: what part of the country, which shapes, and room for every pin. Pure.

Lengths are those of the drawing, which is 300 wide. A pin that would lie on another is moved aside and tied to its
place by a line. The map is never mirrored, whatever the direction of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, dist, pi, sin
from typing import Final

from famn.web.public.map.places import Point, Shape, counties, municipalities
from famn.web.public.map.projection import project

WIDTH: Final = 300.0
LOWEST, HIGHEST = 220.0, 420.0
ROUND_PINS: Final = 34.0  # from the outermost pin's place to the edge
CLOSEST: Final = 30.0  # km across, at least: nearer than that the boundaries are too rough
FINE: Final = 260.0  # km across; a wider map shows counties, a closer one municipalities
MOST_PINS: Final = 40
APART: Final = 29.0  # between the middles of two pins: their breadth and a little
LETTER: Final = 7.0  # how wide a letter of a name is, about
Frame = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """What is to be shown: the number and name of a pin, where it leads, and where it is (latitude and longitude)."""

    number: int
    key: str
    name: str
    url: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pin:
    """A pin in the drawing. `place` is where its centre lies, `at` where the pin itself found room."""

    spot: Spot
    at: Point
    place: Point

    @property
    def is_moved(self) -> bool:
        """Whether the pin had to stand aside."""
        return self.at != self.place


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a municipality, at its middle."""

    text: str
    at: Point


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to be written as SVG. `transform` takes the shapes' own units to the drawing's."""

    height: float
    transform: str
    shapes: tuple[Shape, ...]
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]

    @property
    def is_crowded(self) -> bool:
        """Whether the pins are so many that they are small dots without numbers."""
        return len(self.pins) > MOST_PINS

    @property
    def width(self) -> float:
        """The same for every map."""
        return WIDTH


@dataclass(frozen=True, slots=True)
class _View:
    """A piece of the country: its upper left corner in km, and how long a km is in the drawing."""

    corner: Point
    scale: float
    height: float

    def place(self, point: Point) -> Point:
        return round((point[0] - self.corner[0]) * self.scale, 1), round((point[1] - self.corner[1]) * self.scale, 1)

    @property
    def frame(self) -> Frame:
        x, y = self.corner
        return x, y, x + WIDTH / self.scale, y + self.height / self.scale


def draw(spots: Sequence[Spot]) -> Drawing | None:
    """The map of some centres, None where there is nothing to show on one."""
    if not spots:
        return None
    points = [project(*spot.at) for spot in spots]
    view = _view(points)
    places = [view.place(point) for point in points]
    if len(spots) > MOST_PINS:
        pins = tuple(Pin(spot, place, place) for spot, place in zip(spots, places, strict=True))
    else:
        pins = _with_room(spots, places, view.height)
    return _drawn(view, pins)


@dataclass(frozen=True, slots=True)
class County:
    """A county in the map of the whole country: how many centres it has, and where the number stands."""

    shape: Shape
    count: int
    at: Point


@dataclass(frozen=True, slots=True)
class Country:
    """The whole country, its counties with their counts."""

    width: float
    height: float
    transform: str
    counties: tuple[County, ...]


def whole_country(counts: Mapping[str, int]) -> Country:
    """The country, with how many centres each county has by its code."""
    shapes = counties()
    left, top, right, end = zip(*(shape.frame for shape in shapes.values()), strict=True)
    scale = HIGHEST / (max(end) - min(top))
    view = _View((min(left), min(top)), scale, HIGHEST)
    x, y = view.place((0, 0))
    drawn = tuple(County(shape, counts.get(code, 0), view.place(shape.middle)) for code, shape in shapes.items())
    width = round((max(right) - min(left)) * scale, 1)
    return Country(width, HIGHEST, f"translate({x:g} {y:g}) scale({scale:.4g})", drawn)


def _drawn(view: _View, pins: tuple[Pin, ...]) -> Drawing:
    is_fine = WIDTH / view.scale <= FINE
    source = municipalities() if is_fine else counties()
    shapes = tuple(shape for shape in source.values() if shape.touches(view.frame))
    x, y = view.place((0, 0))
    zoom = view.scale * next(iter(source.values())).unit
    labels = _labels(view, shapes, pins) if is_fine else ()
    return Drawing(view.height, f"translate({x:g} {y:g}) scale({zoom:.4g})", shapes, pins, labels)


def _view(points: Iterable[Point]) -> _View:
    """The piece of the country that holds all the points, with some room round them."""
    xs, ys = zip(*points, strict=True)
    across, down = max(max(xs) - min(xs), 0.01), max(max(ys) - min(ys), 0.01)
    room = 2 * ROUND_PINS
    scale = min((WIDTH - room) / across, (HIGHEST - room) / down, WIDTH / CLOSEST)
    height = min(max(down * scale + room, LOWEST), HIGHEST)
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return _View((middle[0] - WIDTH / scale / 2, middle[1] - height / scale / 2), scale, height)


def _with_room(spots: Sequence[Spot], places: Sequence[Point], height: float) -> tuple[Pin, ...]:
    """A pin for each, in order: the first at its place, the next as near its own as there is room."""
    pins: list[Pin] = []
    for spot, place in zip(spots, places, strict=True):
        taken = [pin.at for pin in pins]
        free = (at for at in _round(place, height) if all(dist(at, other) >= APART for other in taken))
        pins.append(Pin(spot, next(free, place), place))
    return tuple(pins)


def _round(place: Point, height: float) -> Iterable[Point]:
    """The place itself and then points in wider and wider rings about it, within the drawing."""
    yield place
    edge = APART / 2
    for ring in range(1, 12):
        far = APART * (0.5 + ring / 2)
        for step in range(6 * ring):
            turn = 2 * pi * step / (6 * ring)
            x, y = place[0] + far * cos(turn), place[1] + far * sin(turn)
            if edge <= x <= WIDTH - edge and edge <= y <= height - edge:
                yield round(x, 1), round(y, 1)


def _labels(view: _View, shapes: Iterable[Shape], pins: Sequence[Pin]) -> tuple[Label, ...]:
    """The names that have room: inside the drawing, not under a pin, not on another name."""
    found: list[Label] = []
    for shape in sorted(shapes, key=lambda one: -(one.frame[2] - one.frame[0])):
        at, half = view.place(shape.middle), len(shape.name) * LETTER / 2
        inside = half + 2 <= at[0] <= WIDTH - half - 2 and 14 <= at[1] <= view.height - 8
        clear = all(abs(at[0] - pin.at[0]) > half + 14 or abs(at[1] - pin.at[1]) > 22 for pin in pins)
        alone = all(
            abs(at[0] - one.at[0]) > half + len(one.text) * LETTER / 2 or abs(at[1] - one.at[1]) > 15 for one in found
        )
        broad = (shape.frame[2] - shape.frame[0]) * view.scale >= half * 1.4
        if inside and clear and alone and broad:
            found.append(Label(shape.name, at))
    return tuple(found)
