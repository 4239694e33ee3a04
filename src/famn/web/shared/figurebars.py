"""A few figures as bars of one scale, one below the other. Pure geometry: colours are classes of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

WIDTH: Final = 320
ROOM: Final = 52  # beside the longest bar, for its number
ROW: Final = 44
BAR: Final = 18
LABEL: Final = 14  # the baseline of a bar's name
TOP: Final = 20  # the upper edge of the bar


@dataclass(frozen=True)
class Value:
    """What one bar shows: its name, how long it is, the number in words, and whether it is the place asked about."""

    name: str
    value: Decimal
    words: str
    is_here: bool = False


@dataclass(frozen=True)
class Bar:
    """One bar under its name, with its number after it."""

    name: str
    words: str
    fill: str
    x: float
    y: int
    width: float
    name_x: float
    name_y: int
    number_x: float
    number_y: int


@dataclass(frozen=True)
class Bars:
    """A drawing of bars."""

    width: int
    height: int
    bar: int
    rows: tuple[Bar, ...]


def draw(values: Sequence[Value], *, rtl: bool = False) -> Bars:
    """Lay out the bars from zero, all of the same scale, mirrored where one reads from right to left."""
    most = max((one.value for one in values), default=Decimal(0)) or Decimal(1)
    rows = tuple(_bar(one, number, most, rtl=rtl) for number, one in enumerate(values))
    return Bars(WIDTH, ROW * len(values), BAR, rows)


def _bar(one: Value, number: int, most: Decimal, *, rtl: bool) -> Bar:
    top = number * ROW
    width = max(round(float(one.value / most) * (WIDTH - ROOM), 1), 2.0)
    return Bar(
        name=one.name,
        words=one.words,
        fill="s5" if one.is_here else "s2",
        x=WIDTH - width if rtl else 0,
        y=top + TOP,
        width=width,
        name_x=WIDTH if rtl else 0,
        name_y=top + LABEL,
        number_x=WIDTH - width - 8 if rtl else width + 8,
        number_y=top + TOP + BAR - 4,
    )
