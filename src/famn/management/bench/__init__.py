"""Benchmarks: what Famn promises about speed, measured on this machine, now.

Each benchmark is a module here with a function `measure` that yields budgets; `./famn manage bench NAMN` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """One promise and what was measured. `ratio` is ours to the limit, in the same unit.

    Where there is nothing here to measure beside, `limit`, `ratio` and `met` are None: the promise is neither kept nor
    broken.
    """

    budget: str
    ours: float
    limit: float | None
    unit: str
    met: bool | None

    @property
    def ratio(self) -> float | None:
        """`ours` as a part of `limit`."""
        return None if self.limit is None else self.ours / self.limit

    def as_json(self) -> dict[str, str | float | bool | None]:
        """The keys that every benchmark prints, figures with as many digits as mean anything."""
        return {
            "budget": self.budget,
            "ours": _short(self.ours),
            "limit": None if self.limit is None else _short(self.limit),
            "unit": self.unit,
            "ratio": None if self.ratio is None else _short(self.ratio),
            "met": self.met,
        }


def at_least(budget: str, ours: float, limit: float, unit: str) -> Budget:
    """Met when `ours` reaches `limit`: for rates."""
    return Budget(budget, ours, limit, unit, met=ours >= limit)


def at_most(budget: str, ours: float, limit: float, unit: str) -> Budget:
    """Met when `ours` stays within `limit`: for times and sizes."""
    return Budget(budget, ours, limit, unit, met=ours <= limit)


def not_measured(budget: str, ours: float, unit: str) -> Budget:
    """Neither met nor missed: what it is to be compared with is not on this machine."""
    return Budget(budget, ours, None, unit, met=None)


def _short(figure: float) -> float:
    return float(f"{figure:.4g}")
