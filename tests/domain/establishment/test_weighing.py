"""What the criteria come to, and what turns the order. The numbers are worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from famn.domain.establishment import actions
from famn.domain.establishment.models import PremisesCriterion, PremisesScore
from famn.domain.establishment.rules.weighing import Turn, Weight, closeness, weigh
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.establishment.premises import make_option, make_search, move, page_of, score, seen, weigh_by
from tests.people import AT

NEAR, CHEAP, LIGHT = Weight(1, "Nära", 3), Weight(2, "Billig", 2), Weight(3, "Ljus", 1)
ALL = (NEAR, CHEAP, LIGHT)


def test_the_number_is_the_mean_of_the_points_each_as_heavy_as_its_criterion() -> None:
    found = weigh({1: 4, 2: 1, 3: 0}, ALL)
    assert found is not None
    assert found.low == found.high == Fraction(14, 6)


def test_points_that_nobody_has_given_make_the_number_a_span() -> None:
    found = weigh({1: 4}, ALL)
    assert found is not None
    assert (found.low, found.high, found.missing) == (Fraction(12, 6), Fraction(24, 6), ("Billig", "Ljus"))


def test_without_criteria_or_points_there_is_no_number() -> None:
    assert weigh({1: 4}, ()) is None
    assert weigh({}, ALL) is None


def test_the_weights_that_would_turn_the_two_first_are_named_and_those_that_bring_them_even() -> None:
    # the mill has 3*3 + 2*1 + 1*2 = 13, the school 3*1 + 2*4 + 1*2 = 13 minus the light's one: 12
    found = closeness([("Skolan", {1: 1, 2: 4, 3: 1}), ("Kvarnen", {1: 3, 2: 1, 3: 2})], ALL)
    assert found is not None
    assert (found.first, found.second, found.gap) == ("Kvarnen", "Skolan", Fraction(1, 6))
    # nearer by two a weight: one step down takes 2 from a lead of 1; cheaper by three the other way
    assert found.turns == (Turn("Nära", 3, 2, is_tie=False), Turn("Billig", 2, 3, is_tie=False))
    assert found.is_tiny
    assert found.one_point == ("Nära", "Billig", "Ljus")


def test_a_weight_that_brings_the_two_first_even_is_told_as_that() -> None:
    found = closeness([("A", {1: 3, 2: 0, 3: 0}), ("B", {1: 0, 2: 4, 3: 0})], ALL)
    assert found is not None
    assert found.turns == (Turn("Nära", 3, 2, is_tie=False), Turn("Billig", 2, 3, is_tie=False))
    found = closeness([("A", {1: 2, 2: 0, 3: 0}), ("B", {1: 0, 2: 2, 3: 0})], ALL)
    assert found is not None
    assert found.turns == (Turn("Nära", 3, 2, is_tie=True), Turn("Billig", 2, 3, is_tie=True))


def test_what_no_single_weight_turns_is_told_as_that() -> None:
    found = closeness([("A", {1: 4, 2: 4, 3: 4}), ("B", {1: 0, 2: 0, 3: 0})], ALL)
    assert found is not None
    assert (found.turns, found.one_point, found.is_small) == ((), (), False)


def test_options_that_come_even_are_even_and_no_weight_turns_them() -> None:
    found = closeness([("A", {1: 2, 2: 2, 3: 2}), ("B", {1: 2, 2: 2, 3: 2})], ALL)
    assert found is not None
    assert (found.is_even, found.turns, found.one_point) == (True, (), ())


def test_an_option_without_all_its_points_is_not_compared() -> None:
    assert closeness([("A", {1: 2, 2: 2, 3: 2}), ("B", {1: 2, 2: 2})], ALL) is None


POINTS = st.fixed_dictionaries({1: st.integers(0, 4), 2: st.integers(0, 4), 3: st.integers(0, 4)})
WEIGHTS = st.tuples(*(st.integers(1, 5) for _ in range(3)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(POINTS, POINTS, WEIGHTS)
def test_a_weight_that_is_said_to_turn_the_order_does(
    one: dict[int, int], two: dict[int, int], heavy: tuple[int, ...]
) -> None:
    weights = [Weight(number, f"Nr {number}", weight) for number, weight in enumerate(heavy, start=1)]
    points = {"A": one, "B": two}
    found = closeness(list(points.items()), weights)
    assert found is not None
    for turn in found.turns:
        changed = [Weight(row.number, row.name, turn.new if row.name == turn.name else row.weight) for row in weights]
        first, second = weigh(points[found.first], changed), weigh(points[found.second], changed)
        assert first is not None
        assert second is not None
        assert first.low == second.low if turn.is_tie else first.low < second.low


# --- what the group sets ---------------------------------------------------------------------------


def test_criteria_trade_names_and_keep_their_points(anna: Actor) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)
    numbers = weigh_by(initiative, anna, Läge=3, Kostnad=2, Ljus=1)
    score(option, anna, numbers, Läge=4, Kostnad=1, Ljus=0)
    rows = [(numbers["Läge"], "Kostnad", 3), (numbers["Kostnad"], "Läge", 2), (None, "Utemiljö", 5)]
    actions.set_criteria(initiative, by=anna, at=AT, criteria=rows, seen=page_of(initiative, anna).criteria_mark)
    view = seen(option, anna)
    assert [(one.criterion.name, one.points) for one in view.scores] == [
        ("Kostnad", 4),
        ("Läge", 1),
        ("Utemiljö", None),
    ]
    assert view.weighed is not None
    assert (view.weighed.low, view.weighed.high) == (Fraction(14, 10), Fraction(34, 10))


def test_a_group_that_saw_other_criteria_is_told(anna: Actor) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)
    numbers = weigh_by(initiative, anna, Läge=3)
    old, old_scores = page_of(initiative, anna).criteria_mark, seen(option, anna).scores_mark
    actions.set_criteria(initiative, by=anna, at=AT, criteria=[(numbers["Läge"], "Nära", 3)], seen=old)
    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.set_criteria(initiative, by=anna, at=AT, criteria=[], seen=old)
    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.score_premises(option, by=anna, at=AT, scores={numbers["Läge"]: (4, "")}, seen=old_scores)


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ([(None, " ", 3)], "name_1"),
        ([(None, "Läge", 3), (None, "läge", 2)], "name_2"),
        ([(None, "Läge", 6)], "weight_1"),
        ([(None, "Läge", 0)], "weight_1"),
    ],
)
def test_a_criterion_has_a_name_of_its_own_and_weighs_one_to_five(
    anna: Actor, criteria: list[tuple[None, str, int]], field: str
) -> None:
    initiative = make_search(anna)
    with pytest.raises(Refused) as refused:
        weigh = page_of(initiative, anna).criteria_mark
        actions.set_criteria(initiative, by=anna, at=AT, criteria=criteria, seen=weigh)
    assert refused.value.field == field
    assert not PremisesCriterion.objects.exists()


def test_points_are_given_and_taken_away_with_who_gave_them(anna: Actor, dag: Actor, bo: Actor) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)
    numbers = weigh_by(initiative, anna, Läge=3, Kostnad=2)
    score(option, anna, numbers, Läge=4, Kostnad=1)
    score(option, dag, numbers, Läge=4, Kostnad=None)
    assert list(PremisesScore.objects.values_list("points", "recorded_by")) == [(4, anna.user_id)]
    with pytest.raises(Refused):
        score(option, anna, numbers, Läge=5)
    with pytest.raises(Denied):
        score(option, bo, numbers, Läge=1)


def test_the_dropped_are_not_weighed_against_the_others(anna: Actor) -> None:
    initiative = make_search(anna)
    numbers = weigh_by(initiative, anna, Läge=3)
    for name, points in (("Kvarnen", 4), ("Skolan", 2)):
        score(make_option(initiative, anna, name), anna, numbers, Läge=points)
    found = page_of(initiative, anna).closeness
    assert found is not None
    assert found.first == "Kvarnen"
    move(page_of(initiative, anna).options[0].option, anna, "dropped")
    assert page_of(initiative, anna).closeness is None
