"""What a group's criteria come to, and how little it takes to turn the order. Pure; decides nothing.

An option's number is the mean of its points, each as heavy as its criterion. Points that nobody has given are never
guessed: the number is then a span, from no points to all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from famn.domain.establishment.models import HEAVIEST, MOST_POINTS

Points = Mapping[int, int]  # points by the number of the criterion; what nobody has said is not there
TINY: Final = Fraction(1, 5)  # of the four points: as little as nobody could tell two houses apart by
SMALL: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Weight:
    """A criterion: its number, what it is called and how heavy it is."""

    number: int
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """An option's number, 0 to 4: `low` and `high` are the same where every criterion has its points."""

    low: Fraction
    high: Fraction
    missing: tuple[str, ...]  # the criteria without points

    @property
    def is_whole(self) -> bool:
        """Whether every criterion has its points."""
        return not self.missing


def weigh(points: Points, weights: Sequence[Weight]) -> Weighed | None:
    """The number of an option, None where there is nothing to weigh by or nobody has given it a point."""
    if not weights or not any(one.number in points for one in weights):
        return None
    total = sum(one.weight for one in weights)
    low = sum(one.weight * points.get(one.number, 0) for one in weights)
    missing = [one for one in weights if one.number not in points]
    high = low + sum(one.weight * MOST_POINTS for one in missing)
    return Weighed(Fraction(low, total), Fraction(high, total), tuple(one.name for one in missing))


@dataclass(frozen=True, slots=True)
class Turn:
    """A weight that would turn the order of the two first: this criterion, from its weight to another."""

    name: str
    old: int
    new: int
    is_tie: bool  # the two would come even


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near the two first are. `one_point` names the criteria where a single point would be enough to turn them."""

    first: str
    second: str
    gap: Fraction
    turns: tuple[Turn, ...]
    one_point: tuple[str, ...]

    @property
    def is_even(self) -> bool:
        """Whether they come even."""
        return not self.gap

    @property
    def is_tiny(self) -> bool:
        """Whether the difference is too little to tell anything by."""
        return self.gap <= TINY

    @property
    def is_small(self) -> bool:
        """Whether the difference is little."""
        return self.gap <= SMALL


def closeness(options: Sequence[tuple[str, Points]], weights: Sequence[Weight]) -> Closeness | None:
    """The two first of the options that have all their points, and what would turn them; None for fewer than two."""
    whole = [(name, points, one.low) for name, points in options if (one := weigh(points, weights)) and one.is_whole]
    if len(whole) < 2:
        return None
    (first, ours, high), (second, theirs, low) = sorted(whole, key=lambda one: one[2], reverse=True)[:2]
    total = sum(one.weight for one in weights)
    gap = high - low
    return Closeness(
        first,
        second,
        gap,
        tuple(turn for one in weights if gap and (turn := _turn(one, ours, theirs, weights))),
        tuple(one.name for one in weights if gap and Fraction(one.weight, total) >= gap),
    )


def _turn(one: Weight, ours: Points, theirs: Points, weights: Sequence[Weight]) -> Turn | None:
    """The nearest other weight of one criterion that takes away the lead, the others as they are."""
    lead = sum(row.weight * (ours[row.number] - theirs[row.number]) for row in weights)
    step = ours[one.number] - theirs[one.number]
    for new in sorted(range(1, HEAVIEST + 1), key=lambda new: abs(new - one.weight)):
        left = lead + (new - one.weight) * step
        if left <= 0:
            return Turn(one.name, one.weight, new, is_tie=left == 0)
    return None
