"""The pages of programmes without script: putting one in, saying what its goals rest on, and the picture of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from famn.domain.establishment import actions as establishment
from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor
from famn.domain.programme.models import Programme, ProgrammeGoal, ProgrammeGoalCitation
from tests.factories import make_initiative
from tests.people import AT, client_of, make_actor

pytestmark = pytest.mark.django_db
SCHOOL = "Skollagen"


@pytest.fixture
def lead(anna: Actor) -> Actor:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return make_actor("Pia Pil", unit, Role.PROGRAMME_LEAD)


def law() -> SteeringGoal:
    return SteeringGoal.objects.select_related("document").get(document__title=SCHOOL)


def put_in(lead: Actor) -> ProgrammeGoal:
    """A programme with a goal that rests on a law, through the three forms in turn."""
    client = client_of(lead)
    facts = {"name": "Tidigt stöd", "place": "Stockholm", "from_year": "2024", "to_year": "2030"}
    answer = client.post(reverse("start_programme"), facts)
    programme = Programme.objects.get()
    assert answer.headers["Location"] == reverse("add_programme_goal", args=[programme.code])
    answer = client.post(answer.headers["Location"], {"text": "Fler får stöd tidigt.", "by_year": "2027"})
    goal = ProgrammeGoal.objects.select_related("programme").get()
    assert answer.headers["Location"] == reverse("cite_programme_goal", args=[programme.code, goal.code])
    found = client.get(answer.headers["Location"], {"q": "öppen förskola"})
    assert law().text in found.text
    answer = client.post(answer.headers["Location"], {"goal": law().code, "why": "Huset blir ett."})
    assert answer.headers["Location"] == reverse("programme", args=[programme.code])
    return goal


def test_a_programme_its_goal_and_what_it_rests_on_are_put_in_with_three_forms(lead: Actor) -> None:
    programme = put_in(lead).programme
    page = client_of(lead).get(reverse("programme", args=[programme.code]))
    assert all(words in page.text for words in ("Fler får stöd tidigt.", "senast 2027", "Huset blir ett.", SCHOOL))
    assert len(page.context["chain"].boxes) == 3  # the law, the goal and the programme at the foot
    assert len(page.context["chain"].ties) == 2
    assert [level["name"] for level in page.context["levels"]] == ["Lag", "Programmets mål"]
    assert "Tidigt stöd" in client_of(lead).get(reverse("programmes")).text
    assert "Tidigt stöd" in client_of(lead).get(reverse("steering", args=[law().document.code])).text


def test_a_programme_is_changed_and_what_is_missing_is_told_at_its_field(lead: Actor) -> None:
    goal = put_in(lead)
    client, programme = client_of(lead), goal.programme
    facts = {"name": "Tidigt och nära", "place": "Ingenstans", "from_year": "2024", "to_year": ""}
    page = client.post(reverse("change_programme", args=[programme.code]), facts)
    assert "Skriv vilket område programmet gäller." in page.text
    client.post(reverse("change_programme", args=[programme.code]), facts | {"place": "Stockholm"})
    assert (fresh := Programme.objects.get()).name == "Tidigt och nära"
    assert fresh.to_year is None
    client.post(reverse("change_programme_goal", args=[programme.code, goal.code]), {"text": "Alla får stöd."})
    assert ProgrammeGoal.objects.get().text == "Alla får stöd."


def test_a_citation_and_a_goal_are_taken_away(lead: Actor) -> None:
    goal = put_in(lead)
    client, names = client_of(lead), [goal.programme.code, goal.code]
    client.post(reverse("uncite_programme_goal", args=names), {"mal": "0"})
    assert ProgrammeGoalCitation.objects.exists()
    client.post(reverse("uncite_programme_goal", args=names), {"mal": ProgrammeGoalCitation.objects.get().pk})
    assert not ProgrammeGoalCitation.objects.exists()
    client.post(reverse("remove_programme_goal", args=names))
    assert not ProgrammeGoal.objects.exists()


def test_a_programme_s_goal_stands_in_the_chain_of_an_initiative_that_serves_the_same(lead: Actor, anna: Actor) -> None:
    put_in(lead)
    initiative = make_initiative(anna)
    establishment.cite_goal(initiative, by=anna, at=AT, goal=law(), why="Därför.")
    page = client_of(anna).get(reverse("initiative_grounds", args=[initiative.code]))
    assert [level["name"] for level in page.context["levels"]] == ["Lag", "Programmets mål"]
    assert len(page.context["chain"].boxes) == 3  # the law, the programme's goal and the initiative at the foot
    drawn = " ".join(line.text for box in page.context["chain"].boxes for line in box.lines)
    assert "Fler får stöd tidigt." in drawn


def test_a_case_officer_reads_and_is_told_who_may_change(lead: Actor, anna: Actor) -> None:
    programme = put_in(lead).programme
    page = client_of(anna).get(reverse("programme", args=[programme.code]))
    assert "Den rollen får inte göra det här" in page.text
    assert reverse("change_programme", args=[programme.code]) not in page.text
