"""Benchmarks: what Famn promises about speed, measured on this machine, now.

Each benchmark is a module here with a function `measure` that yields budgets; `./famn manage bench NAMN` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """One promise and what was measured. `ratio` is ours to the limit, in the same unit."""

    budget: str
    ours: float
    limit: float
    unit: str
    met: bool

    @property
    def ratio(self) -> float:
        """`ours` as a part of `limit`."""
        return self.ours / self.limit

    def as_json(self) -> dict[str, str | float | bool]:
        """The keys that every benchmark prints, figures with as many digits as mean anything."""
        return {
            "budget": self.budget,
            "ours": _short(self.ours),
            "limit": self.limit,
            "unit": self.unit,
            "ratio": _short(self.ratio),
            "met": self.met,
        }


def at_least(budget: str, ours: float, limit: float, unit: str) -> Budget:
    """Met when `ours` reaches `limit`: for rates."""
    return Budget(budget, ours, limit, unit, met=ours >= limit)


def at_most(budget: str, ours: float, limit: float, unit: str) -> Budget:
    """Met when `ours` stays within `limit`: for times and sizes."""
    return Budget(budget, ours, limit, unit, met=ours <= limit)


def _short(figure: float) -> float:
    return float(f"{figure:.4g}")
