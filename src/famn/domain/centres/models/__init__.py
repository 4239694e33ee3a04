"""The tables of centres: a centre with its parties and its definitions, and the figures of the places they serve."""

from famn.domain.centres.models.centres import (
    CENTRE_STATES,
    CentreLeg,
    ClassDefinition,
    DateRange,
    DefinitionSet,
    FamilyCentre,
    Language,
    OpeningHours,
    Partner,
    Premises,
)
from famn.domain.centres.models.figures import Indicator, PlaceFigure, Sex

__all__ = [
    "CENTRE_STATES",
    "CentreLeg",
    "ClassDefinition",
    "DateRange",
    "DefinitionSet",
    "FamilyCentre",
    "Indicator",
    "Language",
    "OpeningHours",
    "Partner",
    "PlaceFigure",
    "Premises",
    "Sex",
]
