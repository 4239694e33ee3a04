"""What pages show of the way to a family centre."""

from famn.domain.establishment.reads.initiatives import (
    InitiativePage,
    InitiativeRow,
    LegView,
    PublicInitiative,
    PublicPage,
    StepView,
    initiative_page,
    initiatives_list,
    initiatives_of_matter,
    matters_to_tie,
    open_initiative_for,
    public_list,
    public_page,
    sentences_of,
    timeline,
)
from famn.domain.establishment.reads.ladders import (
    LadderPage,
    LadderRow,
    default_ladder,
    ladder_page,
    ladders,
    ladders_list,
)
from famn.domain.establishment.reads.verbs import VERBS

__all__ = [
    "VERBS",
    "InitiativePage",
    "InitiativeRow",
    "LadderPage",
    "LadderRow",
    "LegView",
    "PublicInitiative",
    "PublicPage",
    "StepView",
    "default_ladder",
    "initiative_page",
    "initiatives_list",
    "initiatives_of_matter",
    "ladder_page",
    "ladders",
    "ladders_list",
    "matters_to_tie",
    "open_initiative_for",
    "public_list",
    "public_page",
    "sentences_of",
    "timeline",
]
