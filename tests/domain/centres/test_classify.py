"""The classifier: what always holds, and what it says."""

from __future__ import annotations

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.domain.centres import classify as module
from famn.domain.centres.classify import (
    LEGS,
    Answer,
    CentreFacts,
    ClassFacts,
    Degree,
    Kind,
    LegFacts,
    SetFacts,
    class_kind,
    classify,
)
from famn.domain.centres.models import CentreLeg, ClassDefinition
from famn.domain.people.models import Leg
from famn.seeds.definitions import reference_sets
from tests.domain.centres.twelve import (
    BMM,
    BVC,
    HOURS,
    JOINT,
    NONE,
    NOT_KNOWN,
    PART,
    PRESCHOOL,
    SOCIAL,
    TWELVE,
    WHOLE,
    centre,
    four,
)

SETS: Final = reference_sets()
STRONGER: Final = (NONE, JOINT, HOURS, PART, WHOLE)  # from the least to the most
places = st.sampled_from(["A", "B", None])
degrees = st.sampled_from([*STRONGER, NOT_KNOWN])
known = st.sampled_from(STRONGER)
parties = st.sampled_from(["Tallen", "Granen", "Eken"])
centres = st.lists(st.builds(LegFacts, st.sampled_from(LEGS), degrees, places, parties), max_size=7).map(
    lambda legs: CentreFacts(tuple(legs))
)
without_ceiling = st.sampled_from([one for one in SETS.values() if all(each.most_legs is None for each in one.classes)])


def test_the_classifier_knows_the_same_legs_degrees_and_kinds_as_the_tables() -> None:
    assert list(LEGS) == Leg.values
    assert {*CentreLeg.Degree.values, ""} == set(Degree)
    assert set(ClassDefinition.Kind.values) == set(Kind)


def test_the_classifier_imports_no_table() -> None:
    nodes = [
        node
        for path in Path(module.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if name.startswith("django")} == {"django.utils.text", "django.utils.translation"}
    assert all("classify" in name for name in names if name.startswith("famn"))


# --- what always holds -----------------------------------------------------------------------------


def strength(facts: CentreFacts, definition: SetFacts) -> int:
    """The number of the class that is surely met, counted from the weakest; 0 for none."""
    at_least = classify(facts, definition).at_least
    return len(definition.classes) - at_least.asked.number + 1 if at_least else 0


@given(centres, without_ceiling, st.data())
def test_more_presence_of_a_leg_never_takes_away_a_class(
    facts: CentreFacts, definition: SetFacts, data: st.DataObject
) -> None:
    raisable = [number for number, row in enumerate(facts.legs) if row.degree and row.degree != WHOLE]
    if not raisable:
        return
    number = data.draw(st.sampled_from(raisable))
    row = facts.legs[number]
    more = data.draw(st.sampled_from(STRONGER[STRONGER.index(row.degree) + 1 :]))
    raised = CentreFacts((*facts.legs[:number], replace(row, degree=more), *facts.legs[number + 1 :]))
    assert strength(raised, definition) >= strength(facts, definition)


@given(centres, st.sampled_from(list(SETS.values())), st.randoms(use_true_random=False))
def test_the_order_of_the_legs_makes_no_difference_to_class_or_words(
    facts: CentreFacts, definition: SetFacts, chance: object
) -> None:
    legs = list(facts.legs)
    chance.shuffle(legs)  # type: ignore[attr-defined]  # a random.Random
    one, two = classify(facts, definition), classify(CentreFacts(tuple(legs)), definition)
    assert (one.answer, one.name, one.sentence) == (two.answer, two.name, two.sentence)
    assert [leg.sentence for leg in one.legs] == [leg.sentence for leg in two.legs]


@given(centres, st.sampled_from(list(SETS.values())), st.data())
def test_what_is_told_stays_true_whatever_the_unknown_turns_out_to_be(
    facts: CentreFacts, definition: SetFacts, data: st.DataObject
) -> None:
    legs = tuple(
        replace(
            row,
            degree=row.degree or data.draw(known),
            place=data.draw(st.sampled_from(["A", "B", "C"])) if row.place is None else row.place,
        )
        for row in facts.legs
    )
    before, after = classify(facts, definition), classify(CentreFacts(legs), definition)
    assert after.answer is not Answer.UNKNOWN
    if before.answer is not Answer.UNKNOWN:
        assert (after.answer, after.name) == (before.answer, before.name)


@given(centres, st.sampled_from(list(SETS.values())))
def test_counting_gives_the_same_answer_as_explaining(facts: CentreFacts, definition: SetFacts) -> None:
    explained, counted = classify(facts, definition), class_kind(facts, definition)
    assert counted == (explained.answer, explained.found.asked if explained.found else None)


@given(centres, st.sampled_from(list(SETS.values())))
def test_every_answer_has_whole_sentences_and_a_no_or_unknown_has_a_reason(
    facts: CentreFacts, definition: SetFacts
) -> None:
    found = classify(facts, definition)
    words = [found.sentence, *(leg.sentence for leg in found.legs), *(one.sentence for one in found.others)]
    assert all(text[0].isupper() and text.endswith(".") and "%(" not in text for text in words)
    assert [leg.leg for leg in found.legs] == list(LEGS)
    if found.answer is not Answer.YES:
        assert found.told.reasons


# --- what it says ----------------------------------------------------------------------------------


def says(facts: CentreFacts, series: str, leg: str, number: int = 1) -> str:
    """What class `number` of a definition says of one leg."""
    weighed = classify(facts, SETS[series]).classes[number - 1]
    return next(one.sentence for one in weighed.legs if one.leg == leg)


def test_a_leg_that_is_there_too_little_is_told_with_what_the_definition_asks_for() -> None:
    assert says(TWELVE["all four, the midwife some hours"], "ffff", BMM) == (
        "Barnmorskan är på plats bara vissa timmar. Definitionen kräver att hela verksamheten finns i huset."
    )
    assert says(four(PART), "ffff", PRESCHOOL).startswith(
        "Öppna förskolan finns i huset bara med en del av sin verksamhet. Definitionen kräver"
    )
    assert says(four(JOINT), "jonkoping", SOCIAL) == (
        "Den förebyggande socialtjänsten är bara med i gemensamma aktiviteter."
        " Definitionen kräver att minst en del av verksamheten finns i huset."
    )


def test_what_is_not_known_is_said_and_never_guessed() -> None:
    facts = centre(BMM=WHOLE, BVC=NOT_KNOWN, PRESCHOOL=WHOLE, SOCIAL=WHOLE)
    found = classify(facts, SETS["ffff"])
    words = "Det är inte känt hur mycket av barnhälsovården som finns i huset. Därför går klassen inte att säga."
    assert says(facts, "ffff", BVC) == words
    assert found.unknown == (words,)
    assert found.sentence == "Det går inte att säga om det är ”familjecentral”."


def test_what_is_surely_so_is_told_beside_what_is_not_known() -> None:
    found = classify(TWELVE["social services to an unknown degree, the rest whole"], SETS["ffff"])
    assert found.kind is None
    assert found.at_least is not None
    assert found.sentence == (
        "Det går inte att säga om det är ”familjecentral”. Det är i alla fall ”familjecentralsliknande verksamhet”."
    )


def test_a_class_below_the_strongest_says_what_is_missing_for_the_one_above() -> None:
    found = classify(TWELVE["no midwife, the other three whole"], SETS["ffff"])
    assert found.sentence == "Räknas som ”familjecentralsliknande verksamhet”."
    assert found.stronger is not None
    assert found.stronger.reasons == (
        "Barnmorskan är inte med. Definitionen kräver att hela verksamheten finns i huset.",
    )
    assert says(TWELVE["no midwife, the other three whole"], "ffff", BMM, 2) == (
        "Definitionen frågar inte efter barnmorskan."
    )


def test_of_two_parties_the_one_that_decides_is_named() -> None:
    facts = TWELVE["two child health clinics, one of them some hours, the rest whole"]
    assert says(facts, "ffff", BVC) == (
        "Barnhälsovården hos Kliniken Granen är på plats bara vissa timmar."
        " Definitionen kräver att hela verksamheten finns i huset."
    )
    assert says(facts, "ffff", BVC, 2) == "Barnhälsovården hos Kliniken Tallen finns i huset med hela sin verksamhet."


def test_legs_in_another_house_are_told_so() -> None:
    facts = TWELVE["health care whole in one house, the municipality whole in another"]
    assert says(facts, "jonkoping", SOCIAL) == (
        "Den förebyggande socialtjänsten finns i ett annat hus. Definitionen kräver ett gemensamt hus."
    )
    for number, series in ((2, "region-stockholm"), (2, "stockholms-stad")):  # met all the same: nothing is demanded
        assert says(facts, series, SOCIAL, number) == "Den förebyggande socialtjänsten finns i ett annat hus."
    lost = TWELVE["all four whole, but in which of two houses the preschool is nobody knows"]
    assert says(lost, "jonkoping", PRESCHOOL) == (
        "Det är inte känt vilket hus öppna förskolan finns i. Därför går klassen inte att säga."
    )


def test_some_of_several_says_which_are_there() -> None:
    found = classify(TWELVE["child health and open preschool, whole"], SETS["ffff"])
    assert [one.sentence for one in found.others] == [
        "Minst en av öppna förskolan och den förebyggande socialtjänsten ska finnas i huset med hela sin verksamhet."
        " Det gör öppna förskolan."
    ]
    none = classify(TWELVE["midwife and child health, whole, and nobody else"], SETS["ffff"])
    assert none.others[0].sentence.endswith("Ingen av dem gör det.")
    assert none.sentence == f"Räknas inte. {none.others[0].sentence}"
    both = classify(TWELVE["all four, joint activities only"], SETS["stockholms-stad"])
    assert both.sentence == (
        "Räknas inte. Minst två av de fyra verksamheterna ska finnas i huset med minst en del av sin verksamhet."
        " Ingen av dem gör det."
    )


def test_a_centre_without_any_leg_is_nothing_under_any_definition() -> None:
    assert {classify(CentreFacts(()), one).answer for one in SETS.values()} == {Answer.NO}


# --- thresholds, which no source states but a region may ask for -----------------------------------


def asking(**values: object) -> SetFacts:
    one = ClassFacts(number=1, kind="full", name="familjecentral", all_of=(SOCIAL,))
    return SetFacts("Med timmar", (replace(one, **values),))  # type: ignore[arg-type]  # each has its own type


@pytest.mark.parametrize(
    ("open_hours", "answer"),
    [(Decimal(20), Answer.YES), (Decimal("19.5"), Answer.NO), (None, Answer.UNKNOWN)],
)
def test_opening_hours_count_from_the_least_that_is_asked_for(open_hours: Decimal | None, answer: Answer) -> None:
    facts = CentreFacts((LegFacts(SOCIAL, WHOLE),), open_hours)
    found = classify(facts, asking(min_open_hours=Decimal(20)))
    assert found.answer is answer
    assert "20 öppettimmar" in found.others[0].sentence


@pytest.mark.parametrize(
    ("hours", "answer"),
    [
        ([Decimal(6), Decimal(4)], Answer.YES),
        ([Decimal(10), None], Answer.YES),
        ([Decimal(6), None], Answer.UNKNOWN),
        ([Decimal(6), Decimal(3)], Answer.NO),
    ],
)
def test_the_hours_of_the_social_services_are_summed_over_their_parties(
    hours: list[Decimal | None], answer: Answer
) -> None:
    rows = tuple(LegFacts(SOCIAL, WHOLE, "", f"Part {number}", one) for number, one in enumerate(hours))
    assert classify(CentreFacts(rows), asking(min_social_hours=Decimal(10))).answer is answer


def test_a_ceiling_keeps_a_class_from_those_that_have_more() -> None:
    definition = asking(all_of=(BVC,), most_legs=2, least_degree=PART)
    assert classify(centre(BVC=WHOLE, BMM=PART), definition).answer is Answer.YES
    assert classify(centre(BVC=WHOLE, BMM=PART, SOCIAL=PART), definition).answer is Answer.NO
    assert classify(centre(BVC=WHOLE, BMM=PART, SOCIAL=NOT_KNOWN), definition).answer is Answer.UNKNOWN
