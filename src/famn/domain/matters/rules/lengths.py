"""How long things last where law or an authority says so: what is usual, what the law asks for, and who may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import Length
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Verdict, first_no

Kind = Length.Kind
MOST_DAYS: Final = 365  # days: more is a slip of the finger


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where an authority has chosen nothing: so many whole days, and from what they are counted.

    `least` is what the law asks for at least; `law` says which. `most_rows` are how many numbers one may choose.
    """

    days: tuple[int, ...]
    about: Promise
    least: int = 1
    law: Promise | str = ""
    most_rows: int = 1


USUAL: Final[dict[str, Usual]] = {
    # kommunallagen 13:5, the like of förvaltningslagen 44 §
    Kind.APPEAL: Usual(
        (21,),
        gettext_lazy("Räknas från den dag då justeringen av protokollet anslås."),
        least=21,
        law=gettext_lazy("Kommunallagen 13 kap. 5 § ger tre veckor. Kortare än 21 dagar går inte att välja."),
    ),
    Kind.DISPATCH: Usual((7,), gettext_lazy("Räknas från justeringen. Ingen lag säger hur länge.")),
    Kind.ASSIGNMENT: Usual(
        (30, 7, 1), gettext_lazy("Så många dagar före. Skriv flera tal med komma emellan."), most_rows=5
    ),
    Kind.GROUP_TASK: Usual((14,), gettext_lazy("Så många dagar före.")),
    Kind.SIGNER: Usual((5,), gettext_lazy("Räknas från frågan, och sedan från förra påminnelsen. Högst tre skickas.")),
    Kind.SIGNER_LINK: Usual((14,), gettext_lazy("Räknas från den dag då länken skickas.")),
}


def may_set_lengths(actor: Actor) -> Verdict:
    """Whether one may choose lengths for one's authority."""
    return first_no(actor.can(Capability.SET_LENGTHS), actor.acts_for_a_unit())
