"""Steering documents and their goals: who sees and keeps them, which comes out of which, and what runs out when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.matters.rules import Lasting
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.people import AT

pytestmark = pytest.mark.django_db
Level = SteeringDocument.Level
TODAY = dt.date(2026, 3, 2)


def add(by: Actor, level: str = Level.BOARD, title: str = "Verksamhetsplan", **facts: Any) -> SteeringDocument:
    return actions.add_steering_document(
        by=by, at=AT, facts=SteeringFacts(level, title, "Nämnden", **({"from_year": 2024} | facts))
    )


def goal(document: SteeringDocument, by: Actor, text: str = "Stödet är nära.", *serves: SteeringGoal) -> SteeringGoal:
    made = actions.add_goal(document, by=by, at=AT, text=text, serves=serves)
    return SteeringGoal.objects.select_related("document").get(pk=made.pk)


def shared(title: str = "Hälso- och sjukvårdslagen") -> SteeringGoal:
    rows = SteeringGoal.objects.select_related("document")
    return rows.get(document__authority=None, document__title=title, number=1)


def lives_in(actor: Actor, code: str) -> None:
    Authority.objects.filter(pk=actor.authority_id).update(place=Place.objects.get(code=code))


# --- who sees and keeps ------------------------------------------------------------------------------


def test_laws_and_national_goals_are_seen_by_all_and_changed_by_none(anna: Actor, cesar: Actor) -> None:
    law = shared().document
    for actor in (anna, cesar):
        assert law in rules.visible_steering(actor)
        with pytest.raises(Denied, match="delas av alla"):
            actions.add_goal(law, by=actor, at=AT, text="Ett mål till.")


def test_a_board_s_plan_is_seen_by_the_own_authority_alone(anna: Actor, dag: Actor, cesar: Actor, disa: Actor) -> None:
    plan = add(anna)
    assert plan in rules.visible_steering(dag)
    assert plan not in rules.visible_steering(cesar)
    assert not rules.visible_steering(disa).exists()


@pytest.mark.parametrize("level", [Level.REGIONAL, Level.JOINT])
def test_a_county_s_strategy_is_seen_by_every_authority_of_the_county_but_kept_by_one(
    anna: Actor, cesar: Actor, level: str
) -> None:
    lives_in(anna, "18")
    strategy = add(anna, level)
    lives_in(cesar, "1860")
    assert strategy in rules.visible_steering(cesar)
    with pytest.raises(Denied, match="En annan myndighet"):
        actions.remove_steering_document(strategy, by=cesar, at=AT)
    lives_in(cesar, "0117")
    assert strategy not in rules.visible_steering(cesar)


def test_authorities_without_a_place_are_not_taken_for_one_county(anna: Actor, cesar: Actor) -> None:
    assert add(anna, Level.REGIONAL) not in rules.visible_steering(cesar)


def test_a_municipality_s_budget_is_seen_by_all_its_boards(anna: Actor, cesar: Actor) -> None:
    budget = add(anna, Level.MUNICIPAL)
    assert budget not in rules.visible_steering(cesar)
    mine = Authority.objects.get(pk=anna.authority_id)
    Authority.objects.filter(pk=cesar.authority_id).update(principal=mine.principal_id)
    assert budget in rules.visible_steering(cesar)


def test_who_may_not_keep_goals_reads_them(anna: Actor, bo: Actor) -> None:
    plan = add(anna)
    assert plan in rules.visible_steering(bo)
    with pytest.raises(Denied):
        add(bo, title="En till")


def test_every_act_leaves_a_trail(anna: Actor) -> None:
    plan = add(anna)
    one = goal(plan, anna)
    actions.change_goal(one, by=anna, at=AT, text="Stödet är mycket nära.", serves=[])
    actions.change_steering_document(plan, by=anna, at=AT, facts=SteeringFacts(Level.BOARD, "Plan", "Nämnden"))
    actions.remove_goal(one, by=anna, at=AT)
    actions.remove_steering_document(plan, by=anna, at=AT)
    verbs = list(TrailEvent.objects.filter(user_id=anna.user_id).order_by("pk").values_list("verb", flat=True))
    assert verbs[-6:] == [
        "add_steering_document",
        "add_goal",
        "change_goal",
        "change_steering_document",
        "remove_goal",
        "remove_steering_document",
    ]


# --- what it says ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (SteeringFacts("", "Plan", "Nämnden"), "level"),
        (SteeringFacts(Level.BOARD, "  ", "Nämnden"), "title"),
        (SteeringFacts(Level.BOARD, "Plan", ""), "owner"),
        (SteeringFacts(Level.BOARD, "Plan", "Nämnden", 2026, 2025), "to_year"),
    ],
)
def test_what_is_not_whole_is_refused_at_its_field(anna: Actor, facts: SteeringFacts, field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_steering_document(by=anna, at=AT, facts=facts)
    assert refused.value.field == field


def test_the_same_plan_twice_is_refused_and_next_year_s_is_not(anna: Actor, cesar: Actor) -> None:
    add(anna, from_year=2025)
    with pytest.raises(Refused, match="redan"):
        add(anna, title=" Verksamhetsplan ", from_year=2025)
    assert add(anna, from_year=2026).pk
    assert add(cesar, from_year=2025).pk


# --- the chain ---------------------------------------------------------------------------------------


def test_a_goal_comes_out_of_one_at_its_own_level_or_above_never_below(anna: Actor) -> None:
    lives_in(anna, "18")
    plan, strategy = add(anna), add(anna, Level.REGIONAL, "Strategi")
    upper = goal(strategy, anna, "En central i varje kommun.", shared())
    goal(add(anna, Level.REGIONAL, "Delstrategi"), anna, "Stöd nära.", upper)
    lower = goal(plan, anna, "Stödet är nära.", upper)
    with pytest.raises(Refused, match="lägre nivå"):
        actions.change_goal(upper, by=anna, at=AT, text=upper.text, serves=[lower])


def test_goals_never_go_round_in_a_ring(anna: Actor) -> None:
    first = goal(add(anna, title="Plan ett"), anna, "Ett.")
    second = goal(add(anna, title="Plan två"), anna, "Två.", first)
    third = goal(add(anna, title="Plan tre"), anna, "Tre.", second)
    with pytest.raises(Refused, match="omvägar"):
        actions.change_goal(first, by=anna, at=AT, text="Ett.", serves=[third])
    with pytest.raises(Refused, match="omvägar"):
        actions.change_goal(first, by=anna, at=AT, text="Ett.", serves=[first])


def test_a_goal_one_does_not_see_cannot_be_served(anna: Actor, cesar: Actor) -> None:
    theirs = goal(add(cesar), cesar)
    with pytest.raises(Refused, match="som du ser"):
        goal(add(anna), anna, "Vårt.", theirs)


def test_a_level_is_not_changed_under_goals_that_hang_together(anna: Actor) -> None:
    strategy = add(anna, Level.JOINT, "Överenskommelse")
    goal(add(anna), anna, "Vårt.", goal(strategy, anna, "Länets."))
    with pytest.raises(Refused) as refused:
        actions.change_steering_document(
            strategy, by=anna, at=AT, facts=SteeringFacts(Level.DISTRICT, "Överenskommelse", "Nämnden")
        )
    assert refused.value.field == "level"


def test_what_something_rests_on_stays(anna: Actor) -> None:
    plan = add(anna, Level.MUNICIPAL)
    upper = goal(plan, anna)
    goal(add(anna, title="Vår plan"), anna, "Vårt.", upper)
    with pytest.raises(Refused, match="vilar på"):
        actions.remove_goal(upper, by=anna, at=AT)
    with pytest.raises(Refused, match="vilar på"):
        actions.remove_steering_document(plan, by=anna, at=AT)
    assert SteeringGoal.objects.filter(pk=upper.pk).exists()


def test_the_chain_goes_from_the_law_down_and_holds_each_goal_once(anna: Actor) -> None:
    law = shared()
    strategy = goal(add(anna, Level.REGIONAL, "Strategi"), anna, "Länets.", law)
    ours = goal(add(anna), anna, "Vårt.", strategy, law)
    chain = reads.chain_of_goals([ours, strategy], anna)
    assert [(level, [one.goal for one in goals]) for level, goals in chain.levels] == [
        (Level.LAW, [law]),
        (Level.REGIONAL, [strategy]),
        (Level.BOARD, [ours]),
    ]
    assert set(chain.levels[-1][1][0].upper) == {strategy.pk, law.pk}


def test_the_chain_shows_no_goal_that_one_does_not_see(anna: Actor, cesar: Actor) -> None:
    lives_in(anna, "18")
    lives_in(cesar, "1860")
    hidden = goal(add(anna, Level.MUNICIPAL, "Budget"), anna, "Annas.")
    seen = goal(add(anna, Level.JOINT, "Överenskommelse"), anna, "Gemensamt.")
    actions.change_goal(seen, by=anna, at=AT, text="Gemensamt.", serves=[])
    with pytest.raises(Refused):
        actions.change_goal(seen, by=anna, at=AT, text="Gemensamt.", serves=[hidden])  # a lower level
    ours = goal(add(cesar), cesar, "Vårt.", seen)
    lives_in(cesar, "0117")
    assert [level for level, _goals in reads.chain_of_goals([ours], cesar).levels] == [Level.BOARD]


# --- time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("from_year", "to_year", "found"),
    [
        (2020, None, Lasting.HOLDS),
        (None, 2026, Lasting.ENDS_SOON),
        (2020, 2027, Lasting.HOLDS),
        (2020, 2025, Lasting.ENDED),
        (2027, 2030, Lasting.COMING),
    ],
)
def test_a_document_runs_out_with_the_last_day_of_its_last_year(
    anna: Actor, from_year: int | None, to_year: int | None, found: Lasting
) -> None:
    assert rules.lasting(add(anna, from_year=from_year, to_year=to_year), TODAY) == found


def test_the_list_of_what_to_renew_agrees_with_each_document_on_every_day_of_two_years(anna: Actor) -> None:
    rows = [add(anna, title=f"Plan {year}", from_year=2020, to_year=year) for year in (2025, 2026, 2027, None)]
    for days in range(0, 731, 5):
        today = TODAY + dt.timedelta(days=days)
        due = [row for row in rows if rules.lasting(row, today) in {Lasting.ENDED, Lasting.ENDS_SOON}]
        assert reads.steering_to_renew(anna, today=today) == due


def test_a_document_with_a_successor_is_nothing_to_renew(anna: Actor, cesar: Actor) -> None:
    old, new = add(anna, to_year=2025), add(anna, from_year=2026, to_year=2030)
    facts = SteeringFacts(Level.BOARD, old.title, "Nämnden", 2024, 2025)
    with pytest.raises(Refused):
        actions.change_steering_document(old, by=anna, at=AT, facts=facts, followed_by=add(cesar))
    with pytest.raises(Refused):
        actions.change_steering_document(old, by=anna, at=AT, facts=facts, followed_by=old)
    old = actions.change_steering_document(old, by=anna, at=AT, facts=facts, followed_by=new)
    assert rules.lasting(old, TODAY) == Lasting.FOLLOWED
    assert reads.steering_to_renew(anna, today=TODAY) == []


def test_another_s_document_is_not_for_us_to_renew(anna: Actor, cesar: Actor) -> None:
    lives_in(anna, "18")
    lives_in(cesar, "1860")
    add(anna, Level.REGIONAL, to_year=2025)
    assert reads.steering_to_renew(cesar, today=TODAY) == []


# --- finding -----------------------------------------------------------------------------------------


def test_words_are_looked_for_in_titles_owners_numbers_and_goals(anna: Actor) -> None:
    plan = add(anna, title="Plan för barn", registry_number="EKB 2026/7")
    goal(plan, anna, "Minst en familjecentral i varje kommun.")
    add(anna, title="Annan plan")

    def found(words: str) -> list[SteeringDocument]:
        groups = reads.steering_list(anna, today=TODAY, words=words)
        return [row.document for group in groups for row in group.rows if row.is_own]

    assert found("familjecentral kommun") == found("2026/7") == found("barn plan") == [plan]
    assert found("barn stad") == []


def test_the_list_costs_the_same_with_one_document_and_three(anna: Actor, django_assert_num_queries: Any) -> None:
    for number in range(3):
        goal(add(anna, title=f"Plan {number}"), anna)
        with django_assert_num_queries(2):
            reads.steering_list(anna, today=TODAY)
