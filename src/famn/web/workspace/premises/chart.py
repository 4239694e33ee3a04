"""The numbers of the options laid out as bars from 0 to 4. Pure geometry: colours are classes of the style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from famn.domain.establishment.models import MOST_POINTS
from famn.domain.establishment.rules.weighing import Weighed

WIDTH: Final = 640
ROW: Final = 56
BAR: Final = 24
FOOT: Final = 26  # room for the scale under the bars


@dataclass(frozen=True)
class Bar:
    """One option: what is sure from `x`, and from `open_x` what nobody has given points for."""

    name: str
    number: str
    label_y: int
    y: int
    x: float
    width: float
    open_x: float
    open_width: float


@dataclass(frozen=True)
class Chart:
    """Bars of one scale, with a line for each whole point."""

    width: int
    height: int
    bar: int
    bars: list[Bar]
    lines: list[tuple[float, int]]  # where each whole point is, and its number
    lines_end: int
    edge: int  # where names stand: the side that one reads from


def draw(rows: Iterable[tuple[str, str, Weighed]], *, rtl: bool = False) -> Chart:
    """Lay out (name, number in words, what it came to), mirrored where one reads from right to left."""
    bars = [_bar(place, *row, rtl=rtl) for place, row in enumerate(rows)]
    end = ROW * len(bars)
    lines = [(_at(point, rtl=rtl), point) for point in range(MOST_POINTS + 1)]
    return Chart(WIDTH, end + FOOT, BAR, bars, lines, end, WIDTH if rtl else 0)


def _at(points: float, *, rtl: bool) -> float:
    x = round(WIDTH * points / MOST_POINTS, 2)
    return WIDTH - x if rtl else x


def _bar(place: int, name: str, number: str, found: Weighed, *, rtl: bool) -> Bar:
    sure, most = float(found.low), float(found.high)
    width = round(WIDTH * sure / MOST_POINTS, 2)
    open_width = round(WIDTH * (most - sure) / MOST_POINTS, 2)
    top = place * ROW
    return Bar(
        name,
        number,
        label_y=top + 16,
        y=top + 24,
        x=_at(sure, rtl=rtl) if rtl else 0,
        width=width,
        open_x=_at(most, rtl=rtl) if rtl else width,
        open_width=open_width,
    )
