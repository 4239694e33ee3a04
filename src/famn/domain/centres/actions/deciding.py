"""What is said of a closing that somebody has decided: who, why, and where the decision can be found."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from famn.ground.text import squeeze
from famn.ground.verdict import Refused


class Decision(NamedTuple):
    """Why, by which boards, and under which registry number and paragraph. Everybody may read it."""

    note: str
    decided_by: str
    reference: str


def decision(note: str, decided_by: str, reference: str, *, is_decided: bool) -> Decision:
    """A decision as kept. Raises Refused where something `is_decided` and does not say who decided it, and why.

    A centre is voluntary for its parties, so they may close it; the notice of it says by whom and why.
    """
    decided_by = squeeze(decided_by)[:200]
    if is_decided and not decided_by:
        raise Refused(_("Skriv vilka som har bestämt det, till exempel socialnämnden."), field="decided_by")
    if is_decided and not note.strip():
        raise Refused(_("Skriv varför. Alla får läsa det."), field="note")
    return Decision(note.strip(), decided_by, squeeze(reference)[:80])
