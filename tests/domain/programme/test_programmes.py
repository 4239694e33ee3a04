"""A programme: who drives it and who sees it, its goals, what these serve, and what of that has run out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from famn.domain.matters import actions as matters
from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.matters.reads import chain_of_goals
from famn.domain.people.models import Authority, Place, Role, Unit
from famn.domain.people.rules import ROLES, Actor, Capability
from famn.domain.programme import actions, reads, rules
from famn.domain.programme.actions import GoalFacts, ProgrammeFacts
from famn.domain.programme.models import Programme, ProgrammeGoal, ProgrammeGoalCitation
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.people import AT, House, make_actor

pytestmark = pytest.mark.django_db
Level = SteeringDocument.Level
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def lead(anna: Actor) -> Actor:
    """Who leads the programmes of Anna's authority."""
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return make_actor("Pia Pil", unit, Role.PROGRAMME_LEAD)


def make_programme(
    by: Actor, name: str = "Tidigt stöd", *, place: str = "0180", to_year: int | None = 2030
) -> Programme:
    facts = ProgrammeFacts(name, Place.objects.get(code=place), 2024, to_year)
    return actions.start_programme(by=by, at=AT, facts=facts)


def make_goal(programme: Programme, by: Actor, text: str = "Fler får stöd tidigt.") -> ProgrammeGoal:
    return actions.add_programme_goal(programme, by=by, at=AT, facts=GoalFacts(text))


def goal_of(by: Actor, level: str = Level.BOARD, *, title: str = "Plan", to_year: int | None = None) -> SteeringGoal:
    document = matters.add_steering_document(by=by, at=AT, facts=SteeringFacts(level, title, "Nämnden", 2024, to_year))
    goal = matters.add_goal(document, by=by, at=AT, text="Stödet är nära.")
    return SteeringGoal.objects.select_related("document").get(pk=goal.pk)


def law() -> SteeringGoal:
    rows = SteeringGoal.objects.select_related("document").filter(document__level=Level.LAW)
    return rows.order_by("pk")[0]


def cite(goal: ProgrammeGoal, by: Actor, other: SteeringGoal, why: str = "Därför.") -> ProgrammeGoalCitation:
    return actions.cite_goal_in_programme(goal, by=by, at=AT, goal=other, why=why)


def test_a_programme_has_goals_in_order_each_with_what_it_serves_from_the_law_down(lead: Actor) -> None:
    programme = make_programme(lead)
    first, second = make_goal(programme, lead), make_goal(programme, lead, "Familjer är med.")
    plan = goal_of(lead)
    cite(first, lead, plan)
    cite(first, lead, law())
    page = reads.programme_page(programme, lead, today=TODAY)
    assert [(one.goal.number, one.goal.text) for one in page.goals] == [(1, first.text), (2, second.text)]
    assert [[cited.goal for cited in one.citations] for one in page.goals] == [[law(), plan], []]
    assert [level for level, _goals in page.chain.levels] == [Level.LAW, Level.BOARD]
    verbs = TrailEvent.objects.filter(thing="programme", thing_id=programme.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "start_programme",
        *["add_programme_goal"] * 2,
        *["cite_goal_in_programme"] * 2,
    ]


def test_a_citation_says_how_and_said_again_the_new_words_hold(lead: Actor) -> None:
    goal = make_goal(make_programme(lead), lead)
    cite(goal, lead, law(), " Stödet kommer nära. ")
    cite(goal, lead, law(), "Stödet finns i huset.")
    assert list(goal.citations.values_list("why", flat=True)) == ["Stödet finns i huset."]
    with pytest.raises(Refused) as refused:
        cite(goal, lead, law(), "  ")
    assert refused.value.field == "why"


def test_what_is_cited_already_is_not_offered_again(lead: Actor) -> None:
    goal, plan = make_goal(make_programme(lead), lead), goal_of(lead)

    def offered() -> list[SteeringGoal]:
        groups = reads.goals_to_cite(goal, lead, today=TODAY, level=Level.BOARD)
        return [one for group in groups for row in group.rows for one in row.goals]

    assert offered() == [plan]
    citation = cite(goal, lead, plan)
    assert offered() == []
    with pytest.raises(Refused, match="vilar på"):
        matters.remove_goal(plan, by=lead, at=AT)
    actions.uncite_goal_in_programme(citation, by=lead, at=AT)
    assert offered() == [plan]


@pytest.mark.parametrize("role", Role)
def test_only_who_leads_programmes_and_managers_put_one_in(anna: Actor, role: Role) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    actor = make_actor("Rolf Rönn", unit, role)
    may = role in {Role.PROGRAMME_LEAD, Role.MANAGER}
    assert bool(rules.may_start_programme(actor)) is may
    assert (Capability.KEEP_PROGRAMMES in ROLES[role]) is may
    if not may:
        with pytest.raises(Denied, match="får inte göra det här"):
            make_programme(actor)


def test_another_authority_changes_nothing_and_is_told_why(lead: Actor, house: House) -> None:
    programme = make_programme(lead)
    goal = make_goal(programme, lead)
    theirs = make_actor(
        "Mia Mård", Unit.objects.select_related("area__authority").get(pk=house.cesar.unit_id), Role.MANAGER
    )
    for act in (
        lambda: actions.change_programme(
            programme, by=theirs, at=AT, facts=ProgrammeFacts("Vårt", Place.objects.get(code="0180"), 2024)
        ),
        lambda: actions.remove_programme_goal(goal, by=theirs, at=AT),
        lambda: cite(goal, theirs, law()),
    ):
        with pytest.raises(Denied, match="En annan myndighet driver programmet"):
            act()


def test_a_goal_that_one_does_not_see_cannot_be_cited(lead: Actor, cesar: Actor) -> None:
    with pytest.raises(Denied, match="Välj ett mål som du ser"):
        cite(make_goal(make_programme(lead), lead), lead, goal_of(cesar))


@pytest.mark.parametrize(
    ("area", "place", "sees"),
    [
        ("0180", "0180-ostermalm", True),  # a district of the city
        ("01", "0180-ostermalm", True),  # of the county
        ("0180", "0180", True),
        ("0180", "0117", False),  # another municipality of the county
        ("0180-ostermalm", "0180", False),  # the whole city, when the programme is of a district
        ("0180", None, False),
    ],
)
def test_a_programme_is_seen_by_those_who_work_in_its_area(
    lead: Actor, cesar: Actor, area: str, place: str | None, sees: bool
) -> None:
    programme = make_programme(lead, place=area)
    where = Place.objects.get(code=place) if place else None
    Authority.objects.filter(pk=cesar.authority_id).update(place=where)
    assert (programme in rules.visible_programmes(cesar)) is sees
    assert programme in rules.visible_programmes(lead)


def test_what_runs_out_is_told_in_the_list_on_the_page_and_is_due_for_who_leads_it(lead: Actor, anna: Actor) -> None:
    programme = make_programme(lead)
    goal, other = make_goal(programme, lead), make_goal(programme, lead, "Familjer är med.")
    for one in (goal, other):
        cite(one, lead, goal_of(lead, title=f"Gick ut {one.number}", to_year=2025))
    ends = goal_of(lead, title="Går ut", to_year=2026)
    cite(goal, lead, ends)
    cite(other, lead, ends)
    cite(goal, lead, goal_of(lead, title="Gäller", to_year=2030))
    (row,) = reads.programme_list(lead, today=TODAY)
    assert (row.programme, row.goals, row.to_renew, row.is_own) == (programme, 2, 3, True)
    page = reads.programme_page(programme, lead, today=TODAY)
    assert {one.title for one in page.to_renew} == {"Gick ut 1", "Gick ut 2", "Går ut"}
    due = reads.programmes_waiting(lead, today=TODAY)
    assert [(one.title, one.day, one.on) for one in due] == [
        ("Gick ut 1", None, programme.code),
        ("Gick ut 2", None, programme.code),
        ("Går ut", dt.date(2026, 12, 31), programme.code),
    ]
    assert reads.programmes_waiting(anna, today=TODAY) == []


def test_a_programme_that_is_over_waits_for_nothing(lead: Actor) -> None:
    goal = make_goal(make_programme(lead, to_year=2025), lead)
    cite(goal, lead, goal_of(lead, to_year=2025))
    assert reads.programmes_waiting(lead, today=TODAY) == []


def test_who_else_serves_a_goal_is_told_to_those_who_see_the_programme(lead: Actor, cesar: Actor) -> None:
    programme = make_programme(lead)
    goal = make_goal(programme, lead)
    cite(goal, lead, law())
    assert reads.programmes_citing([law()], lead) == {law().pk: [programme]}
    assert reads.programmes_citing([law()], cesar) == {}
    (beside,) = reads.programme_goals_in(chain_of_goals([law()], lead), lead)
    assert (beside.goal, beside.upper) == (goal, (law().pk,))


def test_the_words_of_an_unseen_goal_are_shown_but_its_document_is_not_opened(lead: Actor, cesar: Actor) -> None:
    programme = make_programme(lead)
    goal, plan = make_goal(programme, lead), goal_of(lead)
    cite(goal, lead, plan)
    Authority.objects.filter(pk=cesar.authority_id).update(place=Place.objects.get(code="0180-ostermalm"))
    page = reads.programme_page(programme, cesar, today=TODAY)
    assert [cited.goal for cited in page.goals[0].citations] == [plan]
    assert page.seen == frozenset()
    assert page.chain.levels == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "Upptaget"}, "name"),
        ({"place": None}, "place"),
        ({"from_year": None}, "from_year"),
        ({"to_year": 2023}, "to_year"),
    ],
)
def test_facts_that_are_not_whole_are_refused_at_their_field(
    lead: Actor, change: dict[str, object], field: str
) -> None:
    make_programme(lead, "Upptaget")
    whole = {"name": "Nytt", "place": Place.objects.get(code="0180"), "from_year": 2024, "to_year": 2030}
    with pytest.raises(Refused) as refused:
        actions.start_programme(by=lead, at=AT, facts=ProgrammeFacts(**(whole | change)))  # type: ignore[arg-type]  # a table of wrong values
    assert refused.value.field == field


def test_a_goal_needs_words_and_no_year_before_its_programme(lead: Actor) -> None:
    programme = make_programme(lead)
    for facts, field in ((GoalFacts(" "), "text"), (GoalFacts("Stöd.", by_year=2023), "by_year")):
        with pytest.raises(Refused) as refused:
            actions.add_programme_goal(programme, by=lead, at=AT, facts=facts)
        assert refused.value.field == field


def test_the_database_keeps_a_citation_once_and_with_its_reason(lead: Actor) -> None:
    row = cite(make_goal(make_programme(lead), lead), lead, law())
    rows = ProgrammeGoalCitation.objects
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.filter(pk=row.pk).update(why="")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.create(
            programme_goal_id=row.programme_goal_id,
            goal_id=row.goal_id,
            why="Igen.",
            cited_by_id=lead.user_id,
            cited_at=AT,
        )


def test_the_list_costs_the_same_with_one_programme_and_with_three(
    lead: Actor, django_assert_num_queries: object
) -> None:
    for number in range(3):
        cite(make_goal(make_programme(lead, f"Program {number}"), lead), lead, law())
        with django_assert_num_queries(1):  # type: ignore[operator]  # the plugin's fixture has no public type
            reads.programme_list(lead, today=TODAY)
