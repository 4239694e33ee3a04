"""What pages show of centres: one centre and its history, the lists, and the classes under every definition."""

from famn.domain.centres.reads.centre import (
    VERBS,
    WEEKDAYS,
    CentrePage,
    DayHours,
    History,
    LegPeriod,
    LegShown,
    PartyHistory,
    centre_page,
    history,
    leg_shown,
)
from famn.domain.centres.reads.classes import (
    CentreUnderSet,
    SetCount,
    SetInForce,
    SetPage,
    classes_of,
    country_classes,
    set_page,
    sets_in_force,
)
from famn.domain.centres.reads.listing import (
    CentreRow,
    Municipality,
    centres_by_municipality,
    centres_list,
    units_for_leg,
)

__all__ = [
    "VERBS",
    "WEEKDAYS",
    "CentrePage",
    "CentreRow",
    "CentreUnderSet",
    "DayHours",
    "History",
    "LegPeriod",
    "LegShown",
    "Municipality",
    "PartyHistory",
    "SetCount",
    "SetInForce",
    "SetPage",
    "centre_page",
    "centres_by_municipality",
    "centres_list",
    "classes_of",
    "country_classes",
    "history",
    "leg_shown",
    "set_page",
    "sets_in_force",
    "units_for_leg",
]
