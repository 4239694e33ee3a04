"""The tables of centres: a centre with its parties and its definitions, and the figures of the places they serve."""

from famn.domain.centres.models.centres import (
    CENTRE_STATES,
    CentreLeg,
    ClassDefinition,
    Confirmed,
    DateRange,
    DefinitionSet,
    FamilyCentre,
    Language,
    Module,
    OpeningHours,
    Part,
    Partner,
    Premises,
    ages_in_order,
)
from famn.domain.centres.models.figures import Indicator, PlaceFigure, Sex
from famn.domain.centres.models.phrases import Phrase
from famn.domain.centres.models.public import (
    AccessFact,
    CentrePerson,
    CentreText,
    OpeningException,
    PhoneHours,
    StaleLetter,
    languages_field,
)

__all__ = [
    "CENTRE_STATES",
    "AccessFact",
    "CentreLeg",
    "CentrePerson",
    "CentreText",
    "ClassDefinition",
    "Confirmed",
    "DateRange",
    "DefinitionSet",
    "FamilyCentre",
    "Indicator",
    "Language",
    "Module",
    "OpeningException",
    "OpeningHours",
    "Part",
    "Partner",
    "PhoneHours",
    "Phrase",
    "PlaceFigure",
    "Premises",
    "Sex",
    "StaleLetter",
    "ages_in_order",
    "languages_field",
]
