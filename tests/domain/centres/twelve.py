"""Twelve centres in frozen facts, named in words: the same ones are asked of every definition. None of them is real."""

from __future__ import annotations

from typing import Final

from famn.domain.centres.classify import (
    CHILD_HEALTH,
    LEGS,
    MIDWIFERY,
    OPEN_PRESCHOOL,
    PREVENTIVE_SOCIAL,
    CentreFacts,
    LegFacts,
)

WHOLE, PART, HOURS, JOINT, NONE, NOT_KNOWN = "whole", "part", "hours", "joint", "none", ""
BMM, BVC, PRESCHOOL, SOCIAL = MIDWIFERY, CHILD_HEALTH, OPEN_PRESCHOOL, PREVENTIVE_SOCIAL


def centre(**degrees: str) -> CentreFacts:
    """A centre in one house with one party a leg: `centre(BMM="hours", BVC="whole")`."""
    legs = {"BMM": BMM, "BVC": BVC, "PRESCHOOL": PRESCHOOL, "SOCIAL": SOCIAL}
    return CentreFacts(tuple(LegFacts(legs[name], degree) for name, degree in degrees.items()))


def four(degree: str) -> CentreFacts:
    """All four legs to one degree, in one house."""
    return CentreFacts(tuple(LegFacts(leg, degree) for leg in LEGS))


TWELVE: Final = {
    "all four, whole, in one house": four(WHOLE),
    "all four, the midwife some hours": centre(BMM=HOURS, BVC=WHOLE, PRESCHOOL=WHOLE, SOCIAL=WHOLE),
    "no midwife, the other three whole": centre(BVC=WHOLE, PRESCHOOL=WHOLE, SOCIAL=WHOLE),
    "child health and open preschool, whole": centre(BVC=WHOLE, PRESCHOOL=WHOLE),
    "all four, joint activities only": four(JOINT),
    "two child health clinics, one of them some hours, the rest whole": CentreFacts(
        (
            LegFacts(BMM, WHOLE),
            LegFacts(BVC, WHOLE, party="Kliniken Tallen"),
            LegFacts(BVC, HOURS, party="Kliniken Granen"),
            LegFacts(PRESCHOOL, WHOLE),
            LegFacts(SOCIAL, WHOLE),
        )
    ),
    "social services to an unknown degree, the rest whole": centre(
        BMM=WHOLE, BVC=WHOLE, PRESCHOOL=WHOLE, SOCIAL=NOT_KNOWN
    ),
    "all four, a part of each": four(PART),
    "health care whole in one house, the municipality whole in another": CentreFacts(
        (
            LegFacts(BMM, WHOLE, "A"),
            LegFacts(BVC, WHOLE, "A"),
            LegFacts(PRESCHOOL, WHOLE, "B"),
            LegFacts(SOCIAL, WHOLE, "B"),
        )
    ),
    "child health and preschool whole, the other two never there": centre(
        BMM=NONE, BVC=WHOLE, PRESCHOOL=WHOLE, SOCIAL=NONE
    ),
    "midwife and child health, whole, and nobody else": centre(BMM=WHOLE, BVC=WHOLE),
    "all four whole, but in which of two houses the preschool is nobody knows": CentreFacts(
        (
            LegFacts(BMM, WHOLE, "A"),
            LegFacts(BVC, WHOLE, "A"),
            LegFacts(PRESCHOOL, WHOLE, None),
            LegFacts(SOCIAL, WHOLE, "A"),
        )
    ),
}
