"""What the tests of the domain share: a person at work, with the wall of her area open as the web's gate has it."""

from __future__ import annotations

from famn.domain.people.rules import Actor
from famn.ground import sealed
from tests.scenes import scene


@scene
def at_work(anna: Actor) -> Actor:
    """Anna, in a transaction that acts for her area."""
    sealed.open_for(anna.area_id)
    return anna
