"""The chain of goals as shapes with coordinates, from the law down to what serves them. Pure: words in, shapes out.

It is mirrored where one reads from right to left. What a box has no room for stands in the list beside the drawing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

WIDTH: Final = 680
ACROSS: Final = 3  # boxes beside each other
GAP: Final = 16
BOX: Final = (WIDTH - GAP * (ACROSS - 1)) // ACROSS
PADDING: Final = 12
LINE: Final = 17
LETTERS: Final = 26  # on a line of a box
MOST_LINES: Final = 5
LABEL: Final = 22  # the height of a level's name above its boxes
DROP: Final = 30  # between rows, for the lines
END: Final = 6  # of a line, where it stands straight up from its box
WHOLE_LETTERS: Final = 90  # on a line of the box at the foot


@dataclass(frozen=True)
class Goal:
    """A goal of the chain: `of` names its document, `upper` are the keys of the goals that it comes out of."""

    key: int
    of: str
    text: str
    upper: tuple[int, ...] = ()
    is_cited: bool = False


@dataclass(frozen=True)
class Level:
    """The goals of one level, under its name."""

    name: str
    goals: Sequence[Goal]


@dataclass(frozen=True)
class Line:
    """A line of words in a box."""

    x: int
    y: int
    text: str
    style: str


@dataclass(frozen=True)
class Box:
    """A goal as a box with its words."""

    x: int
    y: int
    width: int
    height: int
    fill: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Chain:
    """All shapes of a drawing. `ties` are svg paths, drawn beneath the boxes."""

    width: int
    height: int
    labels: tuple[Line, ...]
    boxes: tuple[Box, ...]
    ties: tuple[str, ...]


def draw(levels: Sequence[Level], foot: str, *, rtl: bool = False) -> Chain:
    """Place the levels from the top, and `foot`, what serves the goals that are cited, at the bottom."""
    labels: list[Line] = []
    placed: dict[int, Box] = {}
    cited: list[Goal] = []
    y = 0
    for level in levels:
        labels.append(Line(WIDTH if rtl else 0, y + LABEL - 8, level.name, "q on"))
        y += LABEL
        for row in _rows(level.goals):
            tall = max(_height(goal) for goal in row)
            for goal, column in zip(row, _columns(row, y, placed, cited, rtl=rtl), strict=True):
                placed[goal.key] = _box(goal, column, y, tall, rtl=rtl)
            cited += [goal for goal in row if goal.is_cited]
            y += tall + DROP
    lines = textwrap.wrap(foot, WHOLE_LETTERS) or [""]
    tall = PADDING * 2 + LINE * len(lines)
    words = tuple(_line(0, y, number, line, "hi", width=WIDTH, rtl=rtl) for number, line in enumerate(lines))
    base = Box(0, y, WIDTH, tall, "s5", words)
    ties = [_tie(placed[goal.key], placed[key]) for one in levels for goal in one.goals for key in goal.upper]
    ties += [_tie(_under(placed[goal.key], y), placed[goal.key]) for goal in cited]
    return Chain(WIDTH, y + tall + 2, tuple(labels), (*placed.values(), base), tuple(ties))


def _rows(goals: Sequence[Goal]) -> list[list[Goal]]:
    """The goals of a level in rows: what comes out of another of the same level stands below it."""
    here = {goal.key: goal for goal in goals}
    depths = {goal.key: _depth(goal, here) for goal in goals}
    rows = []
    for depth in sorted(set(depths.values())):
        some = [goal for goal in goals if depths[goal.key] == depth]
        rows += [some[start : start + ACROSS] for start in range(0, len(some), ACROSS)]
    return rows


def _columns(
    row: Sequence[Goal], y: int, placed: dict[int, Box], cited: Sequence[Goal], *, rtl: bool
) -> tuple[int, ...]:
    """Where the boxes of a row stand: where fewest lines go behind a box, and then where the lines are shortest."""
    return min(permutations(range(ACROSS), len(row)), key=lambda some: _cost(row, some, y, placed, cited, rtl=rtl))


def _cost(
    row: Sequence[Goal], columns: Sequence[int], y: int, placed: dict[int, Box], cited: Sequence[Goal], *, rtl: bool
) -> int:
    """How bad it is to let the boxes of a row stand in these columns, at the height `y`."""
    cost = 0
    for goal, column in zip(row, columns, strict=True):
        x = _left(column, rtl=rtl)
        cost += column + 50 * sum(placed[one.key].x == x for one in cited)  # its line down would go behind this box
        for key in goal.upper:
            upper = placed[key]
            between = [box for box in placed.values() if upper.y < box.y < y]
            cost += 50 * sum(_hides(box, x, y, upper) for box in between) + 10 * abs(upper.x - x) // BOX
    return cost


def _hides(box: Box, x: int, y: int, upper: Box) -> bool:
    """Whether a box stands before the straight line from a box at `x` and `y` up to another."""
    part = (y - box.y - box.height / 2) / (y - upper.y - upper.height)
    at = x + (upper.x - x) * part
    return abs(at - box.x) < BOX / 2


def _left(column: int, *, rtl: bool) -> int:
    x = column * (BOX + GAP)
    return WIDTH - x - BOX if rtl else x


def _depth(goal: Goal, here: dict[int, Goal]) -> int:
    return max((_depth(here[key], here) + 1 for key in goal.upper if key in here), default=0)


def _words(goal: Goal) -> tuple[list[str], list[str]]:
    """The name of the document on one line, and the goal on a few."""
    name = textwrap.wrap(goal.of, LETTERS, max_lines=1, placeholder=" …")
    return name, textwrap.wrap(goal.text, LETTERS, max_lines=MOST_LINES, placeholder=" …")


def _height(goal: Goal) -> int:
    name, text = _words(goal)
    return PADDING * 2 + LINE * (len(name) + len(text))


def _box(goal: Goal, column: int, y: int, height: int, *, rtl: bool) -> Box:
    x = _left(column, rtl=rtl)
    name, text = _words(goal)
    ink = "lo" if goal.is_cited else "q b"
    plain = "ink" if goal.is_cited else ""
    lines = [_line(x, y, nth, words, ink, width=BOX, rtl=rtl) for nth, words in enumerate(name)]
    lines += [_line(x, y, nth, words, plain, width=BOX, rtl=rtl) for nth, words in enumerate(text, start=len(name))]
    return Box(x, y, BOX, height, "s2" if goal.is_cited else "plain", tuple(lines))


def _line(x: int, y: int, number: int, text: str, style: str, *, width: int, rtl: bool) -> Line:
    edge = x + width - PADDING if rtl else x + PADDING
    return Line(edge, y + PADDING + LINE * number + LINE - 5, text, style)


def _under(box: Box, y: int) -> Box:
    """The point of the foot straight below a box."""
    return Box(box.x + box.width // 2, y, 0, 0, "", ())


def _tie(lower: Box, upper: Box) -> str:
    """A line from the top of one box to the foot of the other, straight but for its ends."""
    x1, y1 = lower.x + lower.width // 2, lower.y
    x2, y2 = upper.x + upper.width // 2, upper.y + upper.height
    return f"M{x1} {y1}V{y1 - END}L{x2} {y2 + END}V{y2}"
