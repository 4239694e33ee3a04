"""The pages of signing at a service: there and back, for one who signs in and for one with a link."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from famn.domain.agreements import reads
from famn.domain.agreements.models import JointLetter
from famn.domain.people.rules import Actor
from famn.outside.signing import fake
from tests.domain.agreements.making import asked, make_letter, manager, send
from tests.domain.agreements.service import signature_service
from tests.people import House, client_of
from tests.scenes import scene

HOST = {"host": "localhost"}


@pytest.fixture
def made_up(settings: Settings, tmp_path: Path) -> Iterator[fake.FakeService]:
    with signature_service(settings, tmp_path) as service:
        yield service


@scene
def eva(house: House) -> Actor:
    return manager(house.anna, "Eva Ekorre")


@scene
def sent(house: House, eva: Actor) -> JointLetter:
    return send(make_letter(house.anna), house.anna, eva, eva)


def click(service: fake.FakeService, url: str, answer: str) -> str:
    """Answer on the service's own page. Returns where the browser is sent."""
    at = HTTPConnection(urlsplit(service.url).netloc)
    at.request("GET", urlsplit(url).path)
    assert "påhittad tjänst" in at.getresponse().read().decode()
    at.request("POST", urlsplit(url).path, urlencode({"answer": answer}))
    location: str = at.getresponse().headers["Location"]
    at.close()
    return location.removeprefix("http://localhost:8000")


def go(client: Client, letter: JointLetter) -> str:
    """From the page of the letter to the service: the address that the page then links to."""
    signature = asked(letter, "OPEN_PRESCHOOL")
    seen = {"seen": signature.version.sha256}
    page = client.post(reverse("order_signature", args=[signature.code]), seen, headers=HOST, follow=True)
    order = reads.newest_order(signature)
    assert order is not None
    assert f'href="{order.url}"' in page.text
    assert f"Fortsätt till {fake.NAME}" in page.text
    return order.url


@pytest.mark.django_db
def test_there_and_back_again_and_the_page_says_what_it_is(
    made_up: fake.FakeService,
    sent: JointLetter,
    eva: Actor,
    house: House,
) -> None:
    client = client_of(eva)
    page = client.get(reverse("sign_letter", args=[asked(sent, "OPEN_PRESCHOOL").code]), headers=HOST)
    assert f"Skriv under hos {fake.NAME}" in page.text or "andra faktor" in page.text
    back = client.get(click(made_up, go(client, sent), "sign"), headers=HOST, follow=True)
    assert "Din underskrift är hämtad och kontrollerad." in back.text
    assert f"Underskriven med avancerad elektronisk underskrift av {eva.name} hos {fake.NAME}" in back.text
    keeper = client_of(house.anna).get(reverse("letter_of_intent", args=[sent.code]), headers=HOST)
    assert f"av {eva.name} hos {fake.NAME}" in keeper.text
    assert fake.ISSUER in keeper.text
    file = reads.signed_files_of(sent).get()
    answer = client_of(house.anna).get(reverse("signed_file", args=[sent.code, file.code]), headers=HOST)
    assert b"".join(answer) == bytes(file.content)


@pytest.mark.django_db
def test_one_who_breaks_off_is_told_that_nothing_is_signed(
    made_up: fake.FakeService,
    sent: JointLetter,
    eva: Actor,
) -> None:
    client = client_of(eva)
    back = client.get(click(made_up, go(client, sent), "decline"), headers=HOST, follow=True)
    assert "Du skrev inte under hos tjänsten." in back.text
    assert asked(sent, "OPEN_PRESCHOOL").state == "waiting"


@pytest.mark.django_db
def test_coming_back_before_she_has_signed_says_that_it_is_fetched_later(
    made_up: fake.FakeService,
    sent: JointLetter,
    eva: Actor,
) -> None:
    client = client_of(eva)
    go(client, sent)
    path = reverse("back_from_service", args=[asked(sent, "OPEN_PRESCHOOL").code])
    assert "har inte svarat än" in client.get(path, headers=HOST, follow=True).text


@pytest.mark.django_db
def test_without_a_service_the_choice_is_not_shown(sent: JointLetter, eva: Actor) -> None:
    code = asked(sent, "OPEN_PRESCHOOL").code
    page = client_of(eva).get(reverse("sign_letter", args=[code]), headers=HOST)
    assert "Skriv under hos" not in page.text
    path = reverse("order_signature", args=[code])
    assert client_of(eva).post(path, {"seen": "x"}, headers=HOST).status_code == 403
