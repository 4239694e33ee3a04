"""What the classifier is told: a centre on one day, and what a definition asks for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Final


class Degree(StrEnum):
    """How much of a leg's work is at the centre."""

    WHOLE = "whole"
    PART = "part"
    HOURS = "hours"
    JOINT = "joint"
    NONE = "none"
    NOT_KNOWN = ""


class Kind(StrEnum):
    """What a class amounts to, so that definitions can be counted beside each other."""

    FULL = "full"
    LIKE = "like"
    EITHER = "either"  # the source does not tell a full centre from one that is like it
    WORKING = "working"  # a way of working together, with or without a house


class Answer(IntEnum):
    """The least of several is what holds for all of them, the greatest what holds for any."""

    NO = 0
    UNKNOWN = 1
    YES = 2


MIDWIFERY, CHILD_HEALTH = "MIDWIFERY", "CHILD_HEALTH"
OPEN_PRESCHOOL, PREVENTIVE_SOCIAL = "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"
LEGS: Final = (MIDWIFERY, CHILD_HEALTH, OPEN_PRESCHOOL, PREVENTIVE_SOCIAL)

RANK: Final[dict[str, int]] = {Degree.NONE: 0, Degree.JOINT: 1, Degree.HOURS: 2, Degree.PART: 3, Degree.WHOLE: 4}


@dataclass(frozen=True, slots=True)
class LegFacts:
    """One party's work at a centre. `place` is a key of the house it is in, None where that is not known."""

    leg: str
    degree: str
    place: str | None = ""
    party: str = ""
    hours: Decimal | None = None  # staffed hours a week at the centre


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """A centre on one day. `open_hours` are the hours of a week when any of its legs is open, None if not known."""

    legs: tuple[LegFacts, ...]
    open_hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class of a definition: what is asked for, and of how many.

    Each leg of `all_of` is there to at least `least_degree`; at least `any_count` legs of `any_of`, and not more than
    `most_legs` legs at all, to at least `any_degree` (empty: the same). With `every_party` a leg counts when each of
    its parties is there to that degree, otherwise when one is. With `one_place` the legs that count share a house.
    """

    number: int
    kind: str
    name: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    any_count: int = 0
    most_legs: int | None = None
    least_degree: str = Degree.NONE
    any_degree: str = ""
    every_party: bool = False
    one_place: bool = False
    min_open_hours: Decimal | None = None
    min_social_hours: Decimal | None = None

    @property
    def degree_of_any(self) -> str:
        """The degree that counts where some legs of several are asked for."""
        return self.any_degree or self.least_degree


@dataclass(frozen=True, slots=True)
class SetFacts:
    """A named definition: its classes, the strongest first."""

    name: str
    classes: tuple[ClassFacts, ...]
