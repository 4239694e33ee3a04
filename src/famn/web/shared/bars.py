"""How many centres each definition counts, laid out as bars. Pure geometry: colours are classes of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from famn.domain.centres.reads import SetCount

WIDTH: Final = 640
ROW: Final = 54
BAR: Final = 24
LABEL: Final = 16  # the baseline of a row's name
TOP: Final = 24  # the upper edge of a row's bar
LEAST_FOR_NUMBER: Final = 18  # a narrower piece has its number in the table alone

# what is counted, and how it is filled: deep to light, then what cannot be told, then what is not counted
PIECES: Final = (
    ("full", "s5", "hi"),
    ("either", "s4", "hi"),
    ("like", "s3", "lo"),
    ("working", "s2", "lo"),
    ("unknown", "hatch", "on"),
    ("none", "open", ""),
)


@dataclass(frozen=True)
class Piece:
    """One part of a bar. `number` is empty where it has no room."""

    fill: str
    ink: str
    x: float
    width: float
    middle: float
    number: str


@dataclass(frozen=True)
class Bar:
    """One definition's bar under its name."""

    name: str
    label_y: int
    y: int
    number_y: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Bars:
    """A drawing of one bar for each definition, all of the same scale."""

    width: int
    height: int
    bar: int
    rows: list[Bar]


def draw(counts: Sequence[SetCount], *, rtl: bool = False) -> Bars:
    """Lay out the bars: each as long as all centres together, mirrored where one reads from right to left."""
    return Bars(WIDTH, ROW * len(counts), BAR, [_bar(one, number, rtl=rtl) for number, one in enumerate(counts)])


def _bar(one: SetCount, number: int, *, rtl: bool) -> Bar:
    top = number * ROW
    pieces, x = [], 0.0
    for kind, fill, ink in PIECES:
        count: int = getattr(one, kind)
        if not count:
            continue
        width = round(WIDTH * count / one.total, 2)
        start = WIDTH - x - width if rtl else x
        text = str(count) if width >= LEAST_FOR_NUMBER else ""
        pieces.append(Piece(fill, ink, round(start, 2), width, round(start + width / 2, 2), text))
        x += width
    return Bar(one.definition.name, top + LABEL, top + TOP, top + TOP + BAR - 7, pieces)
