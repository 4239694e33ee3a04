"""What commitments sum up to, and whether the parts of a cost are the whole of it. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

WHOLE = Decimal(100)  # percent


class Committed(Protocol):
    """A commitment of a party, named by what it is called in the agreement."""

    @property
    def party(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def per(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...


class Paid(Protocol):
    """A part of a cost: percent of it, or whole SEK a year."""

    @property
    def percent(self) -> Decimal | None: ...
    @property
    def yearly(self) -> int | None: ...


def sums(rows: Iterable[Committed]) -> dict[tuple[str, str, str], Decimal]:
    """The sum of each party, kind and time: hours a week are never added to hours a year. In the order of the rows."""
    found: dict[tuple[str, str, str], Decimal] = {}
    for one in rows:
        key = (one.party, one.kind, one.per)
        found[key] = found.get(key, Decimal(0)) + one.amount
    return found


def percent_left(rows: Iterable[Paid]) -> Decimal:
    """How many percent nobody pays, below zero where the shares are more than the whole."""
    return WHOLE - sum((one.percent for one in rows if one.percent is not None), Decimal(0))


def money_left(rows: Iterable[Paid], cost: int) -> int:
    """How much of a cost nobody pays, in whole SEK a year; below zero where the posts are more than the cost."""
    return cost - sum(one.yearly or 0 for one in rows)


def shared_out(cost: int, percents: Iterable[Decimal]) -> list[int]:
    """A cost in whole SEK by percent. The parts are the whole: what is left over goes to the largest remainders."""
    exact = [cost * percent / WHOLE for percent in percents]
    parts = [int(one) for one in exact]
    if sum(exact, Decimal(0)) == cost:
        by_rest = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
        for at in by_rest[: cost - sum(parts)]:
            parts[at] += 1
    return parts
