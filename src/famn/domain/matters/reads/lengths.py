"""The lengths that hold for an authority: its own where it has chosen, else what is usual."""

from __future__ import annotations

from dataclasses import dataclass

from famn.domain.matters.models import Length
from famn.domain.matters.rules import USUAL

Days = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What one kind of length is for each authority, in days, the longest first."""

    usual: Days
    own: dict[int, Days]

    def of(self, authority_id: int) -> Days:
        """What it is for the authority of this primary key."""
        return self.own.get(authority_id, self.usual)

    @property
    def longest(self) -> int:
        """The longest anywhere."""
        return max(days[0] for days in (self.usual, *self.own.values()))


def lengths_of(authority_id: int) -> dict[str, Days]:
    """Every length that holds for an authority, in days, the longest first, by its kind: one query."""
    own: dict[str, list[int]] = {}
    for kind, days in Length.objects.filter(authority_id=authority_id).order_by("-days").values_list("kind", "days"):
        own.setdefault(kind, []).append(days)
    return {kind: tuple(own.get(kind, usual.days)) for kind, usual in USUAL.items()}


def days_of(authority_id: int, kind: str) -> int:
    """How many days a length of one kind is for an authority: one query."""
    return lengths_of(authority_id)[kind][0]


def length_everywhere(kind: str) -> Everywhere:
    """What a length of one kind is for every authority, for what the house does by itself: one query."""
    own: dict[int, list[int]] = {}
    for authority, days in Length.objects.filter(kind=kind).order_by("-days").values_list("authority_id", "days"):
        own.setdefault(authority, []).append(days)
    return Everywhere(USUAL[kind].days, {key: tuple(days) for key, days in own.items()})
