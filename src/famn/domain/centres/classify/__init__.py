"""Which class a centre has under one definition, and why, leg by leg. Pure: knows no table and no clock.

Three answers: the definition is met, it is not met, or it cannot be told. What nobody has said is never guessed: a
degree, a house or a number of hours that is not known makes an answer unknown wherever it would have decided.
"""

from famn.domain.centres.classify.facts import (
    CHILD_HEALTH,
    LEGS,
    MIDWIFERY,
    OPEN_PRESCHOOL,
    PREVENTIVE_SOCIAL,
    Answer,
    CentreFacts,
    ClassFacts,
    Degree,
    Kind,
    LegFacts,
    SetFacts,
)
from famn.domain.centres.classify.weighing import class_kind
from famn.domain.centres.classify.words import (
    LEG_WORDS,
    ClassFinding,
    Classification,
    Finding,
    LegFinding,
    classify,
)

__all__ = [
    "CHILD_HEALTH",
    "LEGS",
    "LEG_WORDS",
    "MIDWIFERY",
    "OPEN_PRESCHOOL",
    "PREVENTIVE_SOCIAL",
    "Answer",
    "CentreFacts",
    "ClassFacts",
    "ClassFinding",
    "Classification",
    "Degree",
    "Finding",
    "Kind",
    "LegFacts",
    "LegFinding",
    "SetFacts",
    "class_kind",
    "classify",
]
