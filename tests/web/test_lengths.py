"""The page where an authority says how long things last."""

from __future__ import annotations

import pytest
from django.urls import reverse

from famn.domain.matters.models import Length
from famn.domain.matters.reads import lengths_of
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor
from tests.people import client_of, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(anna: Actor) -> Actor:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return make_actor("Kim Kastanj", unit, Role.SYSTEM_ADMINISTRATOR)


def test_the_page_shows_what_is_usual_and_keeps_what_is_chosen(keeper: Actor) -> None:
    client, address = client_of(keeper), reverse("lengths")
    page = client.get(address)
    assert 'value="30, 7, 1"' in page.text
    assert "Kommunallagen 13 kap. 5 §" in page.text
    assert address in client.get(reverse("people")).text
    said = {"appeal": "28", "dispatch": "7", "assignment": "20, 2", "signer": ""}
    page = client.post(address, said, follow=True)
    assert "Tiden för att överklaga är längre än i lagen" in page.text
    own = lengths_of(keeper.authority_id or 0)
    assert (own["appeal"], own["dispatch"], own["assignment"], own["signer"]) == ((28,), (7,), (20, 2), (5,))


@pytest.mark.parametrize(("written", "told"), [("20", "Kortare än 21 dagar"), ("tre", "Skriv antal dagar med siffror")])
def test_a_time_of_appeal_shorter_than_the_law_s_and_words_are_told_at_the_field(
    keeper: Actor, written: str, told: str
) -> None:
    page = client_of(keeper).post(reverse("lengths"), {"appeal": written})
    assert told in " ".join(page.context["form"].errors["appeal"])
    assert not Length.objects.exists()
