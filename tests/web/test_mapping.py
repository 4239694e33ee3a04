"""The pages of a mapping, without script: a row in seconds, the matrix in words, settled for good, printed."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from famn.domain.establishment import actions
from famn.domain.establishment.models import Initiative, Mapping, MappingArea, MappingNeed, Stance, StanceHolder
from famn.domain.people.rules import Actor
from tests.domain.establishment.mappings import gather, holder, need, start
from tests.factories import make_initiative
from tests.people import AT, client_of
from tests.scenes import scene


@scene
def initiative(anna: Actor) -> Initiative:
    return make_initiative(anna)


@scene
def mapping(initiative: Initiative, anna: Actor) -> Mapping:
    return start(initiative, anna)


@pytest.fixture
def client(anna: Actor) -> Client:
    return client_of(anna)


def get(client: Client, name: str, *args: str) -> str:
    answer: HttpResponse = client.get(reverse(name, args=args), headers={"host": "localhost"})  # type: ignore[assignment]  # the client has a type of its own
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, page: str, /, *args: str, **values: Any) -> HttpResponse:
    answer: HttpResponse = client.post(reverse(page, args=args), values, headers={"host": "localhost"})  # type: ignore[assignment]  # the client has a type of its own
    return answer


def test_a_mapping_is_begun_and_a_need_added_in_two_forms(initiative: Initiative, client: Client) -> None:
    assert "Ingen kartläggning än" in get(client, "initiative_mappings", initiative.code)
    begun = {"title": "Kartläggning i Ekbacken", "place": "Ekbacken", "from_date": "2026-03-02"}
    assert post(client, "start_mapping", initiative.code, **begun).status_code == 302
    mapping = Mapping.objects.get()
    answer = post(client, "mapping_part", mapping.code, "behov", statement="Fler att fråga", source="Enkät", area="")
    assert answer.status_code == 302
    again = get(client, "mapping_part", mapping.code, "behov")
    assert "Fler att fråga" in again
    assert 'value="Enkät"' in again  # the next need often has the same source


def test_a_personal_number_comes_back_with_a_kind_word_and_nothing_is_lost(mapping: Mapping, client: Client) -> None:
    answer = post(client, "mapping_part", mapping.code, "behov", statement="Familjen till 160229-1234", area="")
    page = answer.content.decode()
    assert "grupper, aldrig om en person" in page
    assert "Familjen till 160229-1234" in page
    assert not MappingNeed.objects.exists()


def test_a_unit_is_added_and_answers_three_questions_in_one_go(mapping: Mapping, client: Client) -> None:
    answer = post(
        client, "mapping_part", mapping.code, "varden", name="Barnavårdscentralen Lönnen", level="unit", leg=""
    )
    row = StanceHolder.objects.get()
    assert answer.headers["Location"] == reverse("mapping_row", args=[mapping.code, "varden", row.code])
    values = {"gor": "svar", "cooperation": "positive", "co_location": "unsure", "within_budget": ""}
    more = {"said_on": "2026-02-10", "source": "Möte", "said_by": "verksamhetschef"}
    assert post(client, "mapping_row", mapping.code, "varden", row.code, **values, **more).status_code == 302
    page = get(client, "mapping", mapping.code)
    for words in ("Positiv", "Osäker", "Inget svar", "10 februari 2026", "verksamhetschef, Möte"):
        assert words in page
    said = Stance.objects.get(question="co_location")
    post(client, "mapping_row", mapping.code, "varden", row.code, gor="bort_svar", svar=said.code)
    assert Stance.objects.count() == 1


def test_an_answer_without_a_source_is_asked_for_one(mapping: Mapping, client: Client, anna: Actor) -> None:
    row = holder(mapping, anna, "Barnavårdscentralen Lönnen")
    values = {"gor": "svar", "cooperation": "positive", "said_on": "2026-02-10", "source": ""}
    assert post(client, "mapping_row", mapping.code, "varden", row.code, **values).status_code == 200
    assert not Stance.objects.exists()


def test_a_row_is_changed_and_taken_away(mapping: Mapping, client: Client, anna: Actor) -> None:
    row = need(mapping, anna, "Fler att fråga")
    post(client, "mapping_row", mapping.code, "behov", row.code, gor="spara", statement="Någon att fråga", area="")
    assert MappingNeed.objects.get().statement == "Någon att fråga"
    assert post(client, "mapping_row", mapping.code, "behov", row.code, gor="bort").status_code == 302
    assert not MappingNeed.objects.exists()


def test_a_choice_is_made_with_its_needs_and_reasons(mapping: Mapping, client: Client, anna: Actor) -> None:
    ground = need(mapping, anna, "Fler att fråga")
    area = actions.write_area(mapping, by=anna, at=AT, name="Backen")
    values = {"gor": "spara", "name": "Backen", "choice": "chosen", "reasons": "Flest barn.", "grounds": [ground.code]}
    assert post(client, "mapping_row", mapping.code, "omraden", area.code, **values).status_code == 302
    assert MappingArea.objects.get().choice == "chosen"
    page = get(client, "mapping", mapping.code)
    assert "Vilar på: Fler att fråga" in page


def test_a_settled_mapping_offers_no_change_and_the_next_starts_from_it(
    initiative: Initiative, mapping: Mapping, client: Client, anna: Actor
) -> None:
    gather(mapping, anna)
    assert "Du kan fastställa ändå" in get(client, "settle_mapping", mapping.code)
    assert post(client, "settle_mapping", mapping.code).status_code == 302
    page = get(client, "mapping", mapping.code)
    assert "Kartläggningen är fastställd och ändras inte." in page
    assert reverse("mapping_part", args=[mapping.code, "behov"]) not in page
    refused = post(client, "mapping_part", mapping.code, "behov", statement="Ett till", area="")
    assert refused.status_code == 403
    assert "från den förra" in get(client, "start_mapping", initiative.code)


def test_a_mapping_of_another_authority_does_not_exist(mapping: Mapping, cesar: Actor) -> None:
    answer = client_of(cesar).get(reverse("mapping", args=[mapping.code]), headers={"host": "localhost"})
    assert answer.status_code == 404


@pytest.mark.parametrize(("name", "start_of_file"), [("mapping_pdf", b"%PDF"), ("mapping_word", b"PK")])
def test_a_mapping_is_fetched_as_a_file(mapping: Mapping, client: Client, name: str, start_of_file: bytes) -> None:
    answer = client.get(reverse(name, args=[mapping.code]), headers={"host": "localhost"})
    assert answer.content.startswith(start_of_file)
    assert "kartlaggning-i-ekbacken" in answer.headers["Content-Disposition"]


def test_a_mapping_is_read_as_a_page(mapping: Mapping, client: Client) -> None:
    assert "Utkast" in get(client, "mapping_print", mapping.code)
