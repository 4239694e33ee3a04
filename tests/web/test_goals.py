"""The pages of goals without script: finding one and citing it, what runs out, and keeping a document."""

from __future__ import annotations

import pytest
from django.urls import reverse

from famn.domain.establishment.models import Initiative, InitiativeGoal
from famn.domain.matters import actions
from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.factories import make_initiative
from tests.people import AT, House, client_of
from tests.scenes import scene

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]
THIS_YEAR = TODAY.year


@scene
def strategy(house: House) -> SteeringGoal:
    """Cesar keeps the strategy of the county that Anna's authority lies in."""
    for actor, code in ((house.cesar, "18"), (house.anna, "1860")):
        Authority.objects.filter(pk=actor.authority_id).update(place=Place.objects.get(code=code))
    facts = SteeringFacts("regional", "Strategi för föräldraskapsstöd", "Regionen", 2024, THIS_YEAR)
    document = actions.add_steering_document(by=house.cesar, at=AT, facts=facts)
    return actions.add_goal(document, by=house.cesar, at=AT, text="Minst en familjecentral i varje kommun.")


@scene
def initiative(anna: Actor) -> Initiative:
    return make_initiative(anna)


def test_a_case_officer_finds_the_county_s_goal_and_cites_it_in_three_steps(
    anna: Actor, strategy: SteeringGoal, initiative: Initiative
) -> None:
    client = client_of(anna)
    tab = client.get(reverse("initiative_grounds", args=[initiative.code]))
    assert "Inga mål är valda än" in tab.text
    assert reverse("cite_goal", args=[initiative.code]) in tab.text
    found = client.get(reverse("cite_goal", args=[initiative.code]), {"q": "familjecentral kommun"})
    assert strategy.text in found.text
    assert "Skollagen" not in found.text
    address = reverse("cite_goal", args=[initiative.code]) + "?q=familjecentral+kommun"
    answer = client.post(address, {"goal": strategy.code, "why": "Laxå har ingen än."}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("initiative_grounds", args=[initiative.code])
    assert "Laxå har ingen än." in answer.text
    assert "Går ut inom ett år" in answer.text
    assert InitiativeGoal.objects.get(initiative=initiative).cited_by_id == anna.user_id


def test_the_chain_is_a_picture_with_the_same_as_a_list(
    anna: Actor, initiative: Initiative, strategy: SteeringGoal
) -> None:
    client = client_of(anna)
    for goal in (strategy, SteeringGoal.objects.filter(document__title="Skollagen").get()):
        client.post(reverse("cite_goal", args=[initiative.code]), {"goal": goal.code, "why": "Därför."})
    page = client.get(reverse("initiative_grounds", args=[initiative.code]))
    assert len(page.context["chain"].boxes) == 3  # two goals and the initiative at the foot
    assert [level["name"] for level in page.context["levels"]] == ["Lag", "Regional strategi"]
    assert "Visa målkedjan som lista" in page.text


def test_what_is_missing_is_told_at_its_field_and_the_choice_is_kept(anna: Actor, initiative: Initiative) -> None:
    goal = SteeringGoal.objects.filter(document__title="Skollagen").get()
    page = client_of(anna).post(reverse("cite_goal", args=[initiative.code]), {"goal": goal.code, "why": ""})
    assert "Skriv hur initiativet bidrar till målet." in page.text
    assert f'value="{goal.code}"' in page.text
    assert "checked" in page.text
    page = client_of(anna).post(reverse("cite_goal", args=[initiative.code]), {"why": "Därför."})
    assert "Välj ett mål." in page.text


def test_a_goal_is_taken_from_an_initiative(anna: Actor, initiative: Initiative) -> None:
    client, goal = client_of(anna), SteeringGoal.objects.filter(document__title="Skollagen").get()
    client.post(reverse("cite_goal", args=[initiative.code]), {"goal": goal.code, "why": "Därför."})
    number = InitiativeGoal.objects.get().pk
    client.post(reverse("uncite_goal", args=[initiative.code]), {"mal": "0"})
    assert InitiativeGoal.objects.exists()
    client.post(reverse("uncite_goal", args=[initiative.code]), {"mal": number})
    assert not InitiativeGoal.objects.exists()


def test_a_manager_sees_what_runs_out_this_year(anna: Actor, cesar: Actor, strategy: SteeringGoal) -> None:
    page = client_of(cesar).get(reverse("goals"))
    assert "Behöver förnyas" in page.text
    assert "går ut i år, sista dagen är 31 december" in page.text
    assert "Behöver förnyas" not in client_of(anna).get(reverse("goals")).text


def test_a_document_with_its_goals_is_put_in_and_replaced(anna: Actor) -> None:
    client = client_of(anna)
    facts = {"title": "Plan", "level": "board", "owner": "Nämnden", "from_year": "2024", "to_year": "2025"}
    answer = client.post(reverse("add_steering"), facts)
    old = SteeringDocument.objects.get(title="Plan")
    assert answer.headers["Location"] == reverse("add_goal", args=[old.code])
    law = SteeringGoal.objects.filter(document__title="Skollagen").get()
    client.post(answer.headers["Location"], {"text": "Stödet är nära.", "serves": [law.code], "gor": "fler"})
    goal = SteeringGoal.objects.get(document=old)
    assert [tie.upper_id for tie in goal.serves.all()] == [law.pk]
    client.post(reverse("add_steering"), facts | {"from_year": "2026", "to_year": "2028"})
    new = SteeringDocument.objects.get(title="Plan", from_year=2026)
    client.post(reverse("change_steering", args=[old.code]), facts | {"followed_by": new.code})
    page = client.get(reverse("steering", args=[old.code]))
    assert "Ersätts av" in page.text
    assert "Kommer ur" in page.text
    assert "Behöver förnyas" not in client.get(reverse("goals")).text
    client.post(
        reverse("change_goal", args=[old.code, goal.code]), {"text": "Stödet är nära och tidigt.", "serves": []}
    )
    assert list(SteeringGoal.objects.get(pk=goal.pk).serves.all()) == []


def test_a_no_from_the_action_comes_back_at_its_field(anna: Actor) -> None:
    client = client_of(anna)
    facts = {"title": "Plan", "level": "board", "owner": "Nämnden", "from_year": "2026", "to_year": "2025"}
    page = client.post(reverse("add_steering"), facts)
    assert "Sista året ligger före det första." in page.text
    assert page.context["form"]["to_year"].errors


def test_what_all_share_says_why_it_cannot_be_changed(anna: Actor) -> None:
    law = SteeringDocument.objects.get(title="Skollagen")
    page = client_of(anna).get(reverse("change_steering", args=[law.code]))
    assert "delas av alla" in page.text
    assert "Spara styrdokumentet" not in page.text


def test_a_goal_that_something_rests_on_is_not_taken_away(anna: Actor, initiative: Initiative) -> None:
    client = client_of(anna)
    facts = SteeringFacts("board", "Plan", "Nämnden", 2026)
    document = actions.add_steering_document(by=anna, at=AT, facts=facts)
    goal = actions.add_goal(document, by=anna, at=AT, text="Stödet är nära.")
    client.post(reverse("cite_goal", args=[initiative.code]), {"goal": goal.code, "why": "Därför."})
    page = client.post(reverse("remove_goal", args=[document.code, goal.code]), follow=True)
    assert "Något vilar på målet." in page.text
    page = client.post(reverse("remove_steering", args=[document.code]), follow=True)
    assert "Något vilar på styrdokumentets mål" in page.text
    assert initiative.title in client.get(reverse("steering", args=[document.code])).text
