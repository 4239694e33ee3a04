"""The boundaries, read once: shapes of counties and of municipalities, in kilometres of the map."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("boundaries")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A county or a municipality. `path` is in units of `unit` km; frame and middle are in km."""

    code: str
    name: str
    frame: tuple[float, float, float, float]
    middle: Point
    path: str
    unit: float

    def touches(self, frame: tuple[float, float, float, float]) -> bool:
        """Whether its frame has something in common with another."""
        return (
            self.frame[0] < frame[2]
            and frame[0] < self.frame[2]
            and self.frame[1] < frame[3]
            and frame[1] < self.frame[3]
        )


@cache
def counties() -> dict[str, Shape]:
    """Every county by its code."""
    return _read(FOLDER / "sweden.json")


@cache
def municipalities() -> dict[str, Shape]:
    """Every municipality by its code."""
    return {code: shape for county in counties() for code, shape in _read(FOLDER / f"{county}.json").items()}


def _frame(path: str, unit: float) -> tuple[float, float, float, float]:
    """The least frame that holds a path of ours: rings of one point and the steps from each to the next."""
    xs, ys = [], []
    for ring in path.split("M")[1:]:
        x, y = 0, 0
        numbers = [int(one) for one in re.findall(r"-?\d+", ring)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            xs.append(x)
            ys.append(y)
    return min(xs) * unit, min(ys) * unit, max(xs) * unit, max(ys) * unit


def _read(path: Path) -> dict[str, Shape]:
    told = json.loads(path.read_text(encoding="utf-8"))
    unit = told["unit"]
    return {
        one["code"]: Shape(
            code=one["code"],
            name=one["name"],
            frame=_frame(one["d"], unit),
            middle=(one["middle"][0] * unit, one["middle"][1] * unit),
            path=one["d"],
            unit=unit,
        )
        for one in told["shapes"]
    }
