"""The only writes of initiatives and ladders: from a confirmed document to the steps of an authority's own ladder."""

from famn.domain.establishment.actions.initiatives import (
    Confirmed,
    add_party,
    change_initiative,
    confirm_reading,
    end_initiative,
    plan_step,
    publish_initiative,
    record_step,
    remove_party,
    rest_initiative,
    start_initiative,
    tie_matter,
    unpublish_initiative,
    unreach_step,
    wake_initiative,
)
from famn.domain.establishment.actions.ladders import change_ladder, copy_ladder

__all__ = [
    "Confirmed",
    "add_party",
    "change_initiative",
    "change_ladder",
    "confirm_reading",
    "copy_ladder",
    "end_initiative",
    "plan_step",
    "publish_initiative",
    "record_step",
    "remove_party",
    "rest_initiative",
    "start_initiative",
    "tie_matter",
    "unpublish_initiative",
    "unreach_step",
    "wake_initiative",
]
