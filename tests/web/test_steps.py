"""Steps in the browser: the checklist and what shows it, the chain, obstacles, plans, the demands of a ladder."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Somebody
from famn.domain.establishment.models import Initiative, Ladder, LadderDemand, Obstacle, StepEvidence
from famn.domain.matters.models import DocumentKind
from famn.domain.people.models import Place, User
from tests.factories import make_demand, make_document, make_initiative, make_ladder, make_matter
from tests.people import AT, DAY, House
from tests.scenes import scene
from tests.web.test_initiatives import cost_of


@scene
def initiative(house: House) -> Initiative:
    row = make_initiative(house.anna, place=Place.objects.get(code="0180"))
    make_demand(row.ladder, 1, text="Någon håller ihop arbetet")
    make_demand(row.ladder, 1, text="Barnhälsovården är med", alone="no")
    return row


@pytest.fixture
def url(initiative: Initiative) -> str:
    return reverse("initiative", args=[initiative.code])


def at(name: str, initiative: Initiative, *more: object) -> str:
    return reverse(name, args=[initiative.code, *more])


@pytest.mark.django_db
def test_the_overview_shows_where_one_stands_what_comes_next_and_what_hinders(
    clients: dict[str, Client], house: House, initiative: Initiative, url: str
) -> None:
    page = clients["anna"].get(url).text
    for words in (
        "Kedjan från idé till öppen dörr",
        "0 av 10 delar är klara.",
        "Saknas än",
        "Det här kräver nästa steg",
        "0 av 2 krav är uppfyllda. Ett av dem som återstår kan kommunen klara själv.",
        "Kräver andra parter",
        "Inget hinder är antecknat.",
    ):
        assert words in page
    matter = make_matter(house.anna)
    document = make_document(matter, kind=DocumentKind.LETTER_OF_INTENT, title="Brevet", date="2026-02")
    actions.tie_matter(initiative, by=house.anna, at=AT, matter=matter)
    actions.plan_link(initiative, by=house.anna, at=AT, what="agreement", period="2090")
    actions.note_obstacle(
        initiative,
        by=house.anna,
        at=AT,
        level="unit",
        text="Ingen har tid",
        noted_on=DAY,
        owner=Somebody(name="Regionen"),
    )
    page = clients["anna"].get(url).text
    for words in (
        "1 av 10 delar är klara.",
        f'href="{reverse("document", args=[matter.code, document.code])}"',
        "Klart, februari 2026",
        "Planerat, 2090",
        "planerat under 2090",
        "Ingen har tid",
    ):
        assert words in page
    bo = clients["bo"].get(url).text
    assert "Klart, februari 2026" in bo
    assert document.code not in bo


@pytest.mark.django_db
def test_a_demand_is_met_from_the_checklist_and_taken_back(
    clients: dict[str, Client], initiative: Initiative, url: str
) -> None:
    anna, demand = clients["anna"], at("initiative_demand", initiative, 1, 1)
    assert f'href="{demand}"' in anna.get(url).text
    wrong = anna.post(demand, {"gor": "uppfyllt", "met_on": "2090-01-01"})
    assert wrong.context["form"].errors["met_on"] == ["Dagen har inte kommit än."]
    sent = {"gor": "uppfyllt", "met_on": "2026-02-01", "note": "Anna är utsedd."}
    assert anna.post(demand, sent).headers["Location"] == at("initiative_step", initiative, 1)
    for page in (anna.get(url).text, anna.get(at("initiative_step", initiative, 1)).text):
        assert "Uppfyllt sedan 1 februari 2026, Anna Almgren" in page
        assert "1 av 2 krav är uppfyllda." in page
        assert "Anna är utsedd." in page
    assert anna.post(demand, {"gor": "inte"}).status_code == 302
    assert "0 av 2 krav" in anna.get(url).text
    assert anna.get(at("initiative_demand", initiative, 1, 9)).status_code == 404
    assert clients["bo"].get(demand).status_code == 403
    assert clients["cesar"].get(demand).status_code == 404


@pytest.mark.django_db
def test_evidence_is_chosen_or_written_and_taken_away(
    clients: dict[str, Client], house: House, initiative: Initiative
) -> None:
    anna, page = clients["anna"], at("initiative_evidence", initiative, 1)
    matter = make_matter(house.anna)
    document = make_document(matter, title="Protokollet från samrådet")
    actions.tie_matter(initiative, by=house.anna, at=AT, matter=matter)
    assert "Protokollet från samrådet" in anna.get(page).text
    assert '<option value="2" selected>' in anna.get(f"{page}?krav=2").text
    assert anna.post(page, {"demand": "2", "thing": f"document:{document.code}"}).status_code == 302
    step = anna.get(at("initiative_step", initiative, 1)).text
    assert reverse("document", args=[matter.code, document.code]) in step
    nothing = anna.post(page, {"thing": "meeting:", "text": ""})
    assert nothing.context["form"].errors["text"] == ["Skriv vad det är som visar det."]
    assert "thing" in anna.post(page, {"thing": "document:annat"}).context["form"].errors
    assert anna.post(page, {"thing": "meeting:", "text": "Öppet möte", "day": "2026-01-10"}).status_code == 302
    row = StepEvidence.objects.get(kind="meeting")
    assert anna.post(page, {"bort": row.code}).status_code == 302
    assert [one.kind for one in StepEvidence.objects.all()] == ["document"]
    assert anna.post(page, {"bort": row.code}).status_code == 404


@pytest.mark.django_db
def test_obstacles_are_noted_settled_and_opened_again(
    clients: dict[str, Client], house: House, initiative: Initiative
) -> None:
    anna, page = clients["anna"], at("initiative_obstacles", initiative)
    sent = {
        "text": "Ingen har tid",
        "level": "unit",
        "noted_on": "2026-02-01",
        "due_on": "",
        "owner": "",
        "owner_name": "",
    }
    assert "owner" in anna.post(page, sent).context["form"].errors
    assert anna.post(page, sent | {"owner_name": "Regionens samordnare"}).status_code == 302
    one = reverse("obstacle", args=[Obstacle.objects.get().code])
    assert f'href="{one}"' in anna.get(page).text
    change = sent | {"gor": "andra", "text": "Ingen har avsatt tid", "owner": anna_code(house), "level": "political"}
    assert anna.post(one, change).status_code == 302
    assert Obstacle.objects.get().owner_id == house.anna.user_id
    assert "outcome" in anna.post(one, {"gor": "klart", "state": "solved", "outcome": ""}).context["settle"].errors
    assert anna.post(one, {"gor": "klart", "state": "accepted", "outcome": "Vi hinner ändå."}).status_code == 302
    assert "Vi lever med det: Vi hinner ändå." in anna.get(page).text
    assert anna.post(one, {"gor": "igen"}).status_code == 302
    assert "Avklarade hinder" not in anna.get(page).text
    assert "medarbetare" in clients["bo"].get(page).text
    assert "medarbetare" in clients["bo"].get(one).text
    assert clients["bo"].post(page, sent | {"owner_name": "Bo"}).status_code == 403
    assert clients["bo"].post(one, {"gor": "igen"}).status_code == 403
    assert clients["cesar"].get(one).status_code == 404


def anna_code(house: House) -> str:
    return User.objects.get(pk=house.anna.user_id).code


@pytest.mark.django_db
def test_later_links_are_planned_and_plans_taken_away(
    clients: dict[str, Client], initiative: Initiative, url: str
) -> None:
    anna, page = clients["anna"], at("initiative_plans", initiative)
    wrong = anna.post(page, {"what": "agreement", "period": "snart"})
    assert "Skriv ett år" in wrong.context["form"].errors["period"][0]
    assert anna.post(page, {"what": "agreement", "period": "2090-03", "text": "Efter valet"}).status_code == 302
    assert "Samverkansavtal under mars 2090" in anna.get(page).text
    assert "planerat under mars 2090" in anna.get(url).text
    assert "Samverkansavtal planeras" in anna.get(at("initiative_timeline", initiative)).text
    assert anna.post(page, {"bort": "agreement"}).status_code == 302
    assert "Inga planerade tider än" in anna.get(page).text


@pytest.mark.django_db
def test_the_public_page_shows_the_steps_and_nothing_of_demands_obstacles_or_reasons(
    clients: dict[str, Client], house: House, initiative: Initiative
) -> None:
    anna = house.anna
    actions.publish_initiative(initiative, by=anna, at=AT)
    actions.record_step(initiative, by=anna, at=AT, number=2, reached_on=DAY, why_past={1: "Hemligt skäl"})
    actions.note_obstacle(
        initiative, by=anna, at=AT, level="unit", text="Hemligt hinder", noted_on=DAY, owner=Somebody(name="Hemlig")
    )
    actions.plan_link(initiative, by=anna, at=AT, what="opening", period="2090", text="Hemlig plan")
    actions.add_evidence(initiative, by=anna, at=AT, number=1, kind="other", text="Hemligt underlag")
    page = clients["disa"].get(reverse("public_initiative", args=[initiative.code])).text
    assert "Vi delar hus" in page
    for words in ("Hemlig", "Någon håller ihop arbetet", "f-chain", "Kedjan"):
        assert words not in page


# --- the demands of a ladder -----------------------------------------------------------------------


@scene
def ladder(house: House) -> Ladder:
    return make_ladder(name="Ekbackens trappa", authority_id=house.anna.authority_id)


@pytest.mark.django_db
def test_the_shared_ladder_shows_its_demands_and_an_own_copy_is_changed(
    clients: dict[str, Client], house: House, ladder: Ladder
) -> None:
    anna, shared = clients["anna"], Ladder.objects.get(authority=None)
    page = anna.get(reverse("ladder", args=[shared.code])).text
    assert LadderDemand.objects.filter(step__ladder=shared)[0].text in page
    assert "Ändra kraven" not in page
    assert "delas av alla" in anna.get(reverse("change_demands", args=[shared.code, 1])).text
    url = reverse("change_demands", args=[ladder.code, 1])
    assert url in anna.get(reverse("ladder", args=[ladder.code])).text
    sent = {
        "seen": reads.mark_of([]),
        "text_1": "Någon håller ihop arbetet",
        "alone_1": "yes",
        "text_2": "Barnhälsovården är med",
        "alone_2": "no",
        "legs_2": ["CHILD_HEALTH"],
    }
    assert anna.post(url, sent).status_code == 302
    assert [(one.text, one.alone, one.legs) for one in LadderDemand.objects.filter(step__ladder=ladder)] == [
        ("Någon håller ihop arbetet", "yes", []),
        ("Barnhälsovården är med", "no", ["CHILD_HEALTH"]),
    ]
    late = anna.post(url, sent | {"text_1": "Mina ord"})
    for words in ("Någon annan ändrade kraven", "Så här ser kraven ut nu", "Mina ord"):
        assert words in late.text
    assert clients["bo"].get(url).status_code == 403
    assert clients["cesar"].get(url).status_code == 404
    assert anna.get(reverse("change_demands", args=[ladder.code, 9])).status_code == 404


# --- what it costs ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_page_costs_the_same_with_one_and_three_of_everything(
    clients: dict[str, Client], house: House, initiative: Initiative, url: str
) -> None:
    by, matter = house.anna, make_matter(house.anna)
    actions.tie_matter(initiative, by=by, at=AT, matter=matter)

    def more(number: int) -> None:
        make_document(matter, kind=DocumentKind.COOPERATION_AGREEMENT, title=f"Avtal {number}")
        demand = make_demand(initiative.ladder, 1, text=f"Krav {number}")
        actions.meet_demand(initiative, by=by, at=AT, demand=demand, met_on=DAY)
        document = make_document(matter, title=f"Dokument {number}")
        actions.add_evidence(initiative, by=by, at=AT, number=1, kind="other", thing=document, demand=demand)
        actions.note_obstacle(
            initiative, by=by, at=AT, level="unit", text=f"Hinder {number}", noted_on=DAY, owner=Somebody(name="Någon")
        )
        actions.plan_step(initiative, by=by, at=AT, number=1, planned_on=DAY + dt.timedelta(days=number))
        what = ("opening", "agreement", "signing")[number - 1]
        actions.plan_link(initiative, by=by, at=AT, what=what, period="2090")

    more(1)
    pages = [
        url,
        at("initiative_step", initiative, 1),
        at("initiative_demand", initiative, 1, 1),
        at("initiative_evidence", initiative, 1),
        at("initiative_obstacles", initiative),
        at("initiative_plans", initiative),
        at("initiative_timeline", initiative),
        reverse("ladder", args=[initiative.ladder.code]),
        reverse("change_demands", args=[initiative.ladder.code, 1]),
    ]
    anna = clients["anna"]
    one = [cost_of(anna, page) for page in pages]
    more(2)
    more(3)
    assert [cost_of(anna, page) for page in pages] == one
