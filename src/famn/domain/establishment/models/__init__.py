"""The tables of establishing: initiatives and the ladders that they climb."""

from famn.domain.establishment.models.initiatives import (
    INITIATIVE_STATES,
    Initiative,
    InitiativeMatter,
    InitiativeParty,
    InitiativeStep,
    Ladder,
    LadderStep,
)

__all__ = [
    "INITIATIVE_STATES",
    "Initiative",
    "InitiativeMatter",
    "InitiativeParty",
    "InitiativeStep",
    "Ladder",
    "LadderStep",
]
