"""Initiatives in the browser: the staircase as drawing and text, its steps, its parties, who may."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.establishment import actions
from famn.domain.establishment.models import Initiative
from famn.domain.matters.models import Matter
from famn.domain.people.models import Place
from tests.factories import make_initiative, make_ladder, make_matter
from tests.people import AT, House
from tests.scenes import scene


@scene
def initiative(house: House) -> Initiative:
    return make_initiative(house.anna, trigger="Öppna förskolan måste flytta.", move_by=dt.date(2027, 5, 31))


@pytest.fixture
def url(initiative: Initiative) -> str:
    return reverse("initiative", args=[initiative.code])


@pytest.mark.django_db
def test_the_staircase_stands_as_drawing_and_as_text_beside_what_started_it(
    clients: dict[str, Client], house: House, initiative: Initiative, url: str
) -> None:
    actions.record_step(initiative, by=house.anna, at=AT, number=1, reached_on=dt.date(2026, 1, 15))
    actions.plan_step(initiative, by=house.anna, at=AT, number=2, planned_on=dt.date(2027, 1, 15))
    page = clients["anna"].get(url).text
    for words in (
        "<svg",
        "Steg 1 av 3 är nått.",
        "Nått 15 januari 2026",
        "Planerat 15 januari 2027",
        "Ingen tid satt",
        "Öppna förskolan måste flytta.",
        "31 maj 2027",
        "Ingen part än",
    ):
        assert words in page


@pytest.mark.django_db
def test_a_step_is_reached_planned_and_taken_back(clients: dict[str, Client], initiative: Initiative) -> None:
    anna, step = clients["anna"], reverse("initiative_step", args=[initiative.code, 2])
    page = anna.post(step, {"gor": "natt", "reached_on": "2999-01-01"})
    assert "Kontrollera årtalet" in page.text
    page = anna.post(step, {"gor": "natt", "reached_on": "2090-01-01", "past_1": "Det fanns redan."})
    assert "Dagen har inte kommit än" in page.text
    assert 'value="2090-01-01"' in page.text
    assert anna.post(step, {"gor": "planerat", "planned_on": "2028-02-01"}).status_code == 302
    why = {"past_1": "Det fanns redan."}
    page = anna.post(step, {"gor": "natt", "reached_on": "2026-01-10", "past_1": " "})
    assert page.context["reached"].errors["past_1"] == ["Skriv varför ni går förbi steg 1."]
    assert anna.post(step, {"gor": "natt", "reached_on": "2026-01-10"} | why).status_code == 302
    assert "Nått 10 januari 2026" in anna.get(step).text
    below = reverse("initiative_step", args=[initiative.code, 1])
    assert "Arbetet gick vidare förbi steget" in anna.get(below).text
    assert "Det fanns redan." in anna.get(below).text
    assert anna.post(step, {"gor": "tillbaka", "reason": "Huset revs."}).status_code == 302
    assert "Huset revs." in anna.get(step).text
    assert "Nått" not in anna.get(step).context["state"]
    assert anna.post(step, {"gor": "hittepå"}).status_code == 200
    assert anna.get(reverse("initiative_step", args=[initiative.code, 9])).status_code == 404


@pytest.mark.django_db
def test_parties_join_with_their_legs_and_leave(clients: dict[str, Client], initiative: Initiative, url: str) -> None:
    anna, parties = clients["anna"], reverse("initiative_parties", args=[initiative.code])
    lonnen = {"name": "Vårdcentralen Lönnen", "legs": ["CHILD_HEALTH", "MIDWIFERY"]}
    assert anna.post(parties, lonnen).status_code == 302
    again = anna.post(parties, lonnen)
    assert "Parten är redan med" in again.text
    assert 'value="Vårdcentralen Lönnen"' in again.text
    assert "Vårdcentralen Lönnen" in anna.get(url).text
    party = initiative.parties.get()
    assert anna.post(parties, {"bort": "inte ett nummer"}).status_code == 404
    assert anna.post(parties, {"bort": str(party.pk)}).status_code == 302
    assert not initiative.parties.exists()


@pytest.mark.django_db
def test_an_initiative_is_started_and_changed_by_hand(clients: dict[str, Client], house: House) -> None:
    ladder = make_ladder(name="Egen trappa", authority_id=house.anna.authority_id)
    anna, start = clients["anna"], reverse("start_initiative")
    wrong = anna.post(start, {"title": "Ny central", "place": "", "ladder": ladder.code, "move_by": "snart"})
    assert {"place", "move_by"} <= set(wrong.context["form"].errors)
    assert 'value="Ny central"' in wrong.text
    right = {"title": "Ny central", "place": "Österåker", "ladder": ladder.code}
    assert anna.post(start, right).status_code == 302
    made = Initiative.objects.select_related("place").get(title="Ny central")
    assert made.place == Place.objects.get(short_name="Österåker", kind="municipality")
    change = reverse("change_initiative", args=[made.code])
    assert anna.post(change, {"title": "Annat namn", "place": "Hemma"}).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.place_id, made.place_name) == ("Annat namn", None, "Hemma")


@pytest.mark.django_db
def test_it_is_shown_to_everybody_only_with_a_place_and_by_a_button(
    clients: dict[str, Client], house: House, initiative: Initiative, url: str
) -> None:
    anna, show = clients["anna"], reverse("publish_initiative", args=[initiative.code])
    assert anna.post(show).status_code == 403
    Initiative.objects.filter(pk=initiative.pk).update(place=Place.objects.first())
    assert "Initiativet visas nu för alla" in anna.post(show, follow=True).text
    assert "Initiativet visas inte längre för alla" in anna.post(show, follow=True).text


@pytest.mark.django_db
def test_it_rests_and_wakes_and_says_why_nothing_can_be_changed_meanwhile(
    clients: dict[str, Client], initiative: Initiative, url: str
) -> None:
    anna, move = clients["anna"], reverse("move_initiative", args=[initiative.code])
    anna.post(move, {"gor": "vila"})
    assert "Väck det om något ska ändras" in anna.get(url).text
    assert "Väck det om något ska ändras" in anna.get(reverse("initiative_parties", args=[initiative.code])).text
    anna.post(move, {"gor": "vack"})
    assert "Ändra initiativet" in anna.get(url).text
    assert anna.post(move, {"gor": "försvinn"}).status_code == 404


@pytest.mark.django_db
def test_bo_reads_but_does_not_drive_and_strangers_see_nothing(
    clients: dict[str, Client], initiative: Initiative, url: str
) -> None:
    assert clients["bo"].get(url).status_code == 200
    assert "medarbetare" in clients["bo"].get(url).text
    step = reverse("initiative_step", args=[initiative.code, 1])
    assert "medarbetare" in clients["bo"].get(step).text
    assert clients["bo"].post(step, {"gor": "natt", "reached_on": "2026-01-10"}).status_code == 403
    assert clients["dag"].get(url).status_code == 200
    for name in ("initiative", "change_initiative", "initiative_parties"):
        assert clients["cesar"].get(reverse(name, args=[initiative.code])).status_code == 404
    assert "/logga-in/" in clients["disa"].get(url).url


@pytest.mark.django_db
def test_the_list_costs_the_same_with_one_and_three(clients: dict[str, Client], house: House) -> None:
    anna, url = clients["anna"], reverse("initiatives")
    assert "Inga initiativ än" in anna.get(url).text
    first = make_initiative(house.anna)
    actions.add_party(first, by=house.anna, at=AT, name="Den första", legs=[])
    one = cost_of(anna, url), cost_of(anna, reverse("initiative", args=[first.code]))
    for number in range(2):
        make_initiative(house.anna, title=f"Nummer {number}", ladder=first.ladder)
        actions.add_party(first, by=house.anna, at=AT, name=f"Part {number}", legs=["MIDWIFERY"])
    assert (cost_of(anna, url), cost_of(anna, reverse("initiative", args=[first.code]))) == one


@pytest.mark.django_db
def test_a_matter_is_tied_by_hand_and_only_one_that_may_be(
    clients: dict[str, Client], house: House, initiative: Initiative, url: str
) -> None:
    anna, tie = clients["anna"], reverse("initiative_matters", args=[initiative.code])
    assert tie in anna.get(url).text
    assert "Inga ärenden att koppla" in anna.get(tie).text
    matter, theirs = make_matter(house.anna, title="Lokalerna i Ekbacken"), make_matter(house.cesar)
    assert "Välj ett ärende" in anna.post(tie, {"matter_code": ""}).context["form"].errors["matter_code"][0]
    assert "går inte att välja" in anna.post(tie, {"matter_code": theirs.code}).text
    assert anna.post(tie, {"matter_code": matter.code}).headers["Location"] == url
    assert "Lokalerna i Ekbacken" in anna.get(url).text
    assert [row.pk for row in Matter.objects.filter(initiatives__initiative=initiative)] == [matter.pk]
    assert "Inga ärenden att koppla" in anna.post(tie, {"matter_code": matter.code}).text


@pytest.mark.django_db
def test_matters_are_tied_while_the_initiative_is_under_way_by_those_who_drive_it(
    clients: dict[str, Client], house: House, initiative: Initiative
) -> None:
    tie, matter = reverse("initiative_matters", args=[initiative.code]), make_matter(house.anna)
    assert clients["bo"].post(tie, {"matter_code": matter.code}).status_code == 403
    assert clients["cesar"].get(tie).status_code == 404
    one = cost_of(clients["anna"], tie)
    make_matter(house.anna, title="Ett till")
    make_matter(house.anna, title="Och ett till")
    assert cost_of(clients["anna"], tie) == one
    actions.rest_initiative(initiative, by=house.anna, at=AT)
    assert "Väck det om något ska ändras" in clients["anna"].get(tie).text
    assert clients["anna"].post(tie, {"matter_code": matter.code}).status_code == 403


def cost_of(client: Client, url: str) -> int:
    """How many queries a page costs, the second time it is asked for."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
