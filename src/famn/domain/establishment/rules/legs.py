"""Whose leg: which of the four legs a party brings, told from its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from famn.domain.people.models import Leg

_HEALTH: Final = (Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value)


_LOCAL: Final = (Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value)


# Words in the name of a party that tell its leg, and, where none does, words that tell its kind of principal:
# regions and care providers bring maternal and child health care, municipalities the other two.
_LEG_WORDS: Final = (
    (("barnmorsk", "mödra", "bmm", "mvc"), _HEALTH[:1]),
    (("barnhälso", "barnavård", "bvc", "bhv"), _HEALTH[1:]),
    (("öppen förskola", "öppna förskola", "öppna förskolor"), _LOCAL[:1]),
    (("socialtjänst", "socialnämnd", "föräldrastöd", "familjestöd"), _LOCAL[1:]),
)


_KIND_WORDS: Final = (
    (("region", "landsting", "vårdcentral", "sjukvård", "hälsocentral", "mottagning", "klinik"), _HEALTH),
    (("kommun", "stadsdel", "nämnd", "förvaltning", " stad", "stads "), _LOCAL),
)


def share_legs(parties: Iterable[str], legs: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each party by name with those of the confirmed `legs` that its name tells of.

    Legs that no name tells of go to the one party that has none. Where that is nobody, or several, the leg stands as
    a party by its own name: it takes part, and who brings it is not said.
    """
    wanted = set(legs)
    shared = {name: [leg for leg in _legs_named(name) if leg in wanted] for name in dict.fromkeys(parties)}
    left = [leg for leg in Leg.values if leg in wanted and not any(leg in some for some in shared.values())]
    without = [name for name, some in shared.items() if not some]
    if len(without) == 1:
        shared[without[0]] = left
    else:
        shared |= {str(Leg(leg).label): [leg] for leg in left}
    return [(name, tuple(some)) for name, some in shared.items()]


def _legs_named(name: str) -> Sequence[str]:
    """The legs that the name of a party tells of, by its own words first."""
    text = f" {name.casefold()} "
    named = [leg for words, some in _LEG_WORDS for leg in some if any(word in text for word in words)]
    kind = next((some for words, some in _KIND_WORDS if any(word in text for word in words)), ())
    return named or kind
