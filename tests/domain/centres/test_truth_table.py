"""Every reference definition against the same twelve centres. The answers are written by hand from what sources say.

What the sources say, in short; where one is silent, the reading stands in the definition itself:
ffff: full = the whole regular work of each party of the four legs in the house; like = child health there together
with at least one of open preschool and social services. ffff-aldre: the four legs, resources coordinated, no house
asked for. region-stockholm: the four legs wholly co-located, or partly, or all four with activities in one place.
stockholms-stad (2016): full = the four co-located; like = several of them co-located, but not all. ostermalm (2021):
the four cooperate, no house asked for. osteraker (2021): at least the four, a shared house is an advantage.
orebro-lan (2024): the four. vastra-gotaland-samlokaliserad: the four co-located. vastra-gotaland-vidare: child health
and at least one of the other three, one sentence for both classes. jonkoping: the four under one roof.
"""

from __future__ import annotations

from typing import Final

import pytest

from famn.domain.centres.classify import Answer, classify
from famn.seeds.definitions import reference_sets
from tests.domain.centres.twelve import TWELVE

SETS: Final = (
    *("ffff", "ffff-aldre", "region-stockholm", "stockholms-stad", "ostermalm", "osteraker", "orebro-lan"),
    *("vastra-gotaland-samlokaliserad", "vastra-gotaland-vidare", "jonkoping"),
)
# F full, L like, E either, W working; 1, 2, 3 the levels of Region Stockholm; - none, ? cannot be told.
# One sign a definition, in the order of SETS.
TABLE: Final = {
    "all four, whole, in one house": "F F 1 F W F F F E F",
    "all four, the midwife some hours": "L F 2 L W F F - E -",
    "no midwife, the other three whole": "L - - L - - - - E -",
    "child health and open preschool, whole": "L - - L - - - - E -",
    "all four, joint activities only": "- F 3 - W F F - E -",
    "two child health clinics, one of them some hours, the rest whole": "L F 2 F W F F F E F",
    "social services to an unknown degree, the rest whole": "? F ? ? W F F ? E ?",
    "all four, a part of each": "- F 2 F W F F F E F",
    "health care whole in one house, the municipality whole in another": "- F 2 L W F F - E -",
    "child health and preschool whole, the other two never there": "L F 2 L W F F - E -",
    "midwife and child health, whole, and nobody else": "- - - L - - - - E -",
    "all four whole, but in which of two houses the preschool is nobody knows": "? F ? ? W F F ? E ?",
}
MEANING: Final = {
    "F": (Answer.YES, "full", "familjecentral"),
    "L": (Answer.YES, "like", "familjecentralsliknande verksamhet"),
    "E": (Answer.YES, "either", "familjecentral eller familjecentralsliknande verksamhet"),
    "W": (Answer.YES, "working", "familjecentral som familjecentrerat arbetssätt"),
    "1": (Answer.YES, "full", "nivå 1: helt samlokaliserad"),
    "2": (Answer.YES, "full", "nivå 2: delvis samlokaliserad"),
    "3": (Answer.YES, "working", "nivå 3: aktiviteter på samma plats"),
    "-": (Answer.NO, None, ""),
    "?": (Answer.UNKNOWN, None, ""),
}
CASES: Final = [
    pytest.param(name, series, sign, id=f"{series}: {name}")
    for name, signs in TABLE.items()
    for series, sign in zip(SETS, signs.split(), strict=True)
]


@pytest.mark.parametrize(("name", "series", "sign"), CASES)
def test_each_definition_gives_each_of_the_twelve_the_class_that_its_source_says(
    name: str, series: str, sign: str
) -> None:
    found = classify(TWELVE[name], reference_sets()[series])
    assert (found.answer, found.kind, found.name) == MEANING[sign]


def test_the_table_asks_every_definition_of_all_twelve() -> None:
    assert len(TWELVE) == 12
    assert set(TABLE) == set(TWELVE)
    assert set(SETS) == set(reference_sets())


def test_no_definition_asks_for_hours_since_no_source_states_them() -> None:
    classes = [one for definition in reference_sets().values() for one in definition.classes]
    assert {one.min_open_hours for one in classes} == {one.min_social_hours for one in classes} == {None}
