"""What an initiative rests on: citing goals, the order they stand in, and where a matter is about."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import Initiative
from famn.domain.matters import actions as matters
from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.factories import make_initiative, make_ladder, make_matter
from tests.people import AT

pytestmark = pytest.mark.django_db
Level = SteeringDocument.Level
TODAY = dt.date(2026, 3, 2)


def goal_of(by: Actor, level: str = Level.BOARD, *, to_year: int | None = None) -> SteeringGoal:
    facts = SteeringFacts(level, f"Plan {level}", "Nämnden", 2024, to_year)
    document = matters.add_steering_document(by=by, at=AT, facts=facts)
    goal = matters.add_goal(document, by=by, at=AT, text="Stödet är nära.")
    return SteeringGoal.objects.select_related("document").get(pk=goal.pk)


def law() -> SteeringGoal:
    rows = SteeringGoal.objects.select_related("document").filter(document__level=Level.LAW)
    return rows.order_by("pk")[0]


def test_a_goal_is_cited_with_why_and_once_more_means_other_words(anna: Actor) -> None:
    initiative, goal = make_initiative(anna), goal_of(anna)
    actions.cite_goal(initiative, by=anna, at=AT, goal=goal, why=" Vi finns nära. ")
    actions.cite_goal(initiative, by=anna, at=AT, goal=goal, why="Vi finns i huset bredvid.")
    found = reads.goals_of_initiative(initiative, today=TODAY)
    assert [(one.goal, one.why) for one in found] == [(goal, "Vi finns i huset bredvid.")]
    verbs = TrailEvent.objects.filter(thing="initiative", thing_id=initiative.pk).values_list("verb", flat=True)
    assert list(verbs) == ["cite_goal", "cite_goal"]


def test_without_a_why_a_citation_says_nothing(anna: Actor) -> None:
    with pytest.raises(Refused) as refused:
        actions.cite_goal(make_initiative(anna), by=anna, at=AT, goal=law(), why="  ")
    assert refused.value.field == "why"


def test_one_cites_for_one_s_own_initiative_goals_that_one_sees(anna: Actor, bo: Actor, cesar: Actor) -> None:
    initiative = make_initiative(anna)
    for actor, goal in ((cesar, law()), (bo, law()), (anna, goal_of(cesar))):
        with pytest.raises(Denied):
            actions.cite_goal(initiative, by=actor, at=AT, goal=goal, why="Därför.")
    citation = actions.cite_goal(initiative, by=anna, at=AT, goal=law(), why="Därför.")
    with pytest.raises(Denied):
        actions.uncite_goal(citation, by=cesar, at=AT)


def test_an_initiative_that_rests_is_not_changed(anna: Actor) -> None:
    initiative = make_initiative(anna, state=Initiative.State.RESTING)
    with pytest.raises(Denied, match="vilar"):
        actions.cite_goal(initiative, by=anna, at=AT, goal=law(), why="Därför.")


def test_goals_stand_from_the_law_down_and_tell_when_their_document_runs_out(anna: Actor) -> None:
    initiative = make_initiative(anna)
    for goal in (goal_of(anna, to_year=2026), law(), goal_of(anna, Level.REGIONAL, to_year=2030)):
        actions.cite_goal(initiative, by=anna, at=AT, goal=goal, why="Därför.")
    found = reads.goals_of_initiative(initiative, today=TODAY)
    assert [(one.document.level, one.must_be_renewed) for one in found] == [
        (Level.LAW, False),
        (Level.REGIONAL, False),
        (Level.BOARD, True),
    ]


def test_a_cited_goal_cannot_be_taken_away_until_nobody_cites_it(anna: Actor) -> None:
    goal = goal_of(anna)
    citation = actions.cite_goal(make_initiative(anna), by=anna, at=AT, goal=goal, why="Därför.")
    with pytest.raises(Refused, match="vilar på"):
        matters.remove_goal(goal, by=anna, at=AT)
    actions.uncite_goal(citation, by=anna, at=AT)
    matters.remove_goal(goal, by=anna, at=AT)
    assert not SteeringGoal.objects.filter(pk=goal.pk).exists()


def test_what_is_cited_already_is_not_offered_again(anna: Actor) -> None:
    initiative, goal = make_initiative(anna), goal_of(anna)

    def offered() -> list[SteeringGoal]:
        groups = reads.goals_to_cite(initiative, anna, today=TODAY, level=Level.BOARD)
        return [one for group in groups for row in group.rows for one in row.goals]

    assert offered() == [goal]
    actions.cite_goal(initiative, by=anna, at=AT, goal=goal, why="Därför.")
    assert offered() == []


def test_who_serves_a_goal_is_told_to_those_who_see_the_initiative(anna: Actor, cesar: Actor) -> None:
    mine, goal = make_initiative(anna), law()
    theirs = make_initiative(cesar, ladder=make_ladder(name="Sjövikens trappa"))
    actions.cite_goal(mine, by=anna, at=AT, goal=goal, why="Därför.")
    actions.cite_goal(theirs, by=cesar, at=AT, goal=goal, why="Därför.")
    assert reads.initiatives_citing([goal], anna) == {goal.pk: [mine]}


def test_a_report_tells_the_goals_of_its_initiative(anna: Actor) -> None:
    initiative, matter = make_initiative(anna), make_matter(anna)
    actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    actions.cite_goal(initiative, by=anna, at=AT, goal=goal_of(anna), why="Vi finns nära.")
    assert "Arbetet bidrar till målet ”Stödet är nära” i Plan board. Vi finns nära." in reads.sentences_of(
        matter, actor=anna
    )


def test_a_matter_is_about_its_initiatives_place_else_its_authority_s(anna: Actor) -> None:
    matter, city, district = make_matter(anna), Place.objects.get(code="0180"), Place.objects.get(code="0180-farsta")
    assert reads.places_of_matter(matter) == []
    Authority.objects.filter(pk=anna.authority_id).update(place=city)
    assert reads.places_of_matter(matter) == [city]
    actions.tie_matter(make_initiative(anna, place=district), by=anna, at=AT, matter=matter)
    assert reads.places_of_matter(matter) == [district]
