"""Who sees and who may do what on the way to a family centre."""

from famn.domain.establishment.rules.initiatives import (
    may_choose_matter,
    may_drive,
    may_go,
    may_publish,
    may_record_step,
    may_start,
    may_tie,
    may_unpublish,
    public_initiatives,
    visible_initiatives,
)
from famn.domain.establishment.rules.ladders import (
    MOST_STEPS,
    ladder_for,
    may_change_ladder,
    may_copy_ladder,
    usable_ladders,
    visible_ladders,
)
from famn.domain.establishment.rules.legs import share_legs

__all__ = [
    "MOST_STEPS",
    "ladder_for",
    "may_change_ladder",
    "may_choose_matter",
    "may_copy_ladder",
    "may_drive",
    "may_go",
    "may_publish",
    "may_record_step",
    "may_start",
    "may_tie",
    "may_unpublish",
    "public_initiatives",
    "share_legs",
    "usable_ladders",
    "visible_initiatives",
    "visible_ladders",
]
