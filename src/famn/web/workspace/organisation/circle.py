"""The yearly wheel as shapes with coordinates. Pure: months and numbers in, shapes out.

January begins at the top and the year goes clockwise in every language, as the hands of a clock do. Each thing is a
dot with the number that it has in the list beside; words stand in the list, so that the picture works on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

SIZE = 640
MIDDLE = SIZE // 2
OUTER, INNER, NAMES = 312, 124, 280
FIRST_RING, RING = 226, 48  # how far out the first dot of a month lies, and how far in the next
PER_RING = (2, 2, 1)  # so many dots lie beside each other, from the outside in; more share the last place


@dataclass(frozen=True)
class Sector:
    """One month: its outline, where its name stands, and whether it is the present one."""

    path: str
    name: str
    x: int
    y: int
    is_now: bool


@dataclass(frozen=True)
class Dot:
    """One thing of the year, with its number in the list."""

    number: int
    x: int
    y: int
    is_next: bool


@dataclass(frozen=True)
class Wheel:
    """All shapes of one wheel."""

    sectors: tuple[Sector, ...]
    dots: tuple[Dot, ...]


def draw(months: Sequence[int], *, names: Sequence[str], now: int, next_number: int | None) -> Wheel:
    """A wheel with a dot for each of `months` (1 to 12, in the order of the list); `names` of the twelve months."""
    sectors = tuple(_sector(month, name, is_now=month == now) for month, name in enumerate(names, start=1))
    dots = []
    seen: dict[int, int] = {}
    for number, month in enumerate(months, start=1):
        place = seen.setdefault(month, 0)
        seen[month] += 1
        x, y = _place(month, place, sum(1 for one in months if one == month))
        dots.append(Dot(number, x, y, number == next_number))
    return Wheel(sectors, tuple(dots))


def _sector(month: int, name: str, *, is_now: bool) -> Sector:
    start, end = (month - 1) / 12, month / 12
    (ax, ay), (bx, by) = _at(start, OUTER), _at(end, OUTER)
    (cx, cy), (dx, dy) = _at(end, INNER), _at(start, INNER)
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}Z"
    x, y = _at((start + end) / 2, NAMES)
    return Sector(path, name, x, y, is_now)


def _place(month: int, place: int, count: int) -> tuple[int, int]:
    """Where the dot number `place` of a month lies."""
    ring = 0
    while ring < len(PER_RING) - 1 and place >= PER_RING[ring]:
        place -= PER_RING[ring]
        count -= PER_RING[ring]
        ring += 1
    beside = min(count, PER_RING[ring])
    turn = (month - 1) / 12 + (min(place, beside - 1) + 1) / (beside + 1) / 12
    return _at(turn, FIRST_RING - ring * RING)


def _at(turn: float, radius: float) -> tuple[int, int]:
    """A point so far out from the middle, `turn` of a whole turn from the top."""
    angle = turn * 2 * pi
    return round(MIDDLE + radius * sin(angle)), round(MIDDLE - radius * cos(angle))
