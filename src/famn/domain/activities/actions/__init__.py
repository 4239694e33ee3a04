"""The only writes of activities: what is offered, when it returns, each time of it, rooms and terms."""

from famn.domain.activities.actions.activities import (
    ActivityFacts,
    add_activity,
    change_activity,
    confirm_activity,
    end_activity,
    publish_activity,
    translate_activity,
)
from famn.domain.activities.actions.asking import ask_planners
from famn.domain.activities.actions.copying import copy_term, copy_week
from famn.domain.activities.actions.house import (
    add_room,
    add_term,
    change_room,
    change_term,
    end_room,
)
from famn.domain.activities.actions.incoming import (
    BroughtIn,
    Choice,
    bring_in,
    forget_waiting,
    read_source,
    refresh_source,
    stop_following,
)
from famn.domain.activities.actions.occurrences import (
    Told,
    add_occurrence,
    cancel_many,
    cancel_occurrence,
    move_occurrence,
    restore_occurrence,
    say_of_occurrence,
)
from famn.domain.activities.actions.phrases import write_phrases
from famn.domain.activities.actions.series import Changed, change_series, end_series, plan_series

__all__ = [
    "ActivityFacts",
    "BroughtIn",
    "Changed",
    "Choice",
    "Told",
    "add_activity",
    "add_occurrence",
    "add_room",
    "add_term",
    "ask_planners",
    "bring_in",
    "cancel_many",
    "cancel_occurrence",
    "change_activity",
    "change_room",
    "change_series",
    "change_term",
    "confirm_activity",
    "copy_term",
    "copy_week",
    "end_activity",
    "end_room",
    "end_series",
    "forget_waiting",
    "move_occurrence",
    "plan_series",
    "publish_activity",
    "read_source",
    "refresh_source",
    "restore_occurrence",
    "say_of_occurrence",
    "stop_following",
    "translate_activity",
    "write_phrases",
]
