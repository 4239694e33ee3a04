"""The adapter over HTTP against the made-up service, by the contract; and what is not believed of what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from pytest_django.fixtures import Settings

from famn.outside.pdf import compile_pdf
from famn.outside.signing import HttpService, NotValid, ServiceFault, check_signed, fake, has_service, own_service
from famn.outside.signing.advanced import is_same_person, trusted_issuers
from tests.outside.papers import paper
from tests.outside.signing_contract import *  # noqa: F403  the contract: each of its tests runs here
from tests.outside.signing_contract import BACK, NAME, start


@dataclass
class Clicker:
    """A person with a browser at the made-up service's own page."""

    made_up: fake.FakeService

    @property
    def trust(self) -> bytes:
        return self.made_up.trust

    def sign(self, number: str) -> None:
        self._click(number, "sign")

    def decline(self, number: str) -> None:
        self._click(number, "decline")

    def _click(self, number: str, answer: str) -> None:
        at = HTTPConnection(urlsplit(self.made_up.url).netloc)
        at.request("POST", f"/sign/{number}", urlencode({"answer": answer}))
        answered = at.getresponse()
        assert (answered.status, answered.headers["Location"]) == (303, BACK)
        at.close()


@pytest.fixture
def made_up() -> Iterator[fake.FakeService]:
    with fake.running() as service:
        yield service


@pytest.fixture
def service(made_up: fake.FakeService) -> HttpService:
    return HttpService(made_up.url, made_up.secret, fake.NAME)


@pytest.fixture
def person(made_up: fake.FakeService) -> Clicker:
    return Clicker(made_up)


@pytest.fixture
def signed(service: HttpService, person: Clicker, letter: bytes) -> bytes:
    person.sign(number := start(service, letter, "x"))
    return service.signed_pdf(number)


# --- what is not believed ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", [20, 0.3, 0.7, -40])
def test_one_changed_byte_anywhere_is_refused(person: Clicker, letter: bytes, signed: bytes, place: float) -> None:
    at = int(len(signed) * place) if 0 < place < 1 else int(place) % len(signed)
    changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    with pytest.raises(NotValid):
        check_signed(changed, sent=letter, signer=NAME, trusted=[person.trust])


def test_something_put_behind_the_signature_is_refused(person: Clicker, letter: bytes, signed: bytes) -> None:
    with pytest.raises(NotValid, match="hela filen"):
        check_signed(signed + b"\n% mer\n", sent=letter, signer=NAME, trusted=[person.trust])


def test_another_letter_with_a_good_signature_is_refused(person: Clicker, letter: bytes, signed: bytes) -> None:
    with pytest.raises(NotValid, match="inte den som skickades"):
        check_signed(signed, sent=compile_pdf(paper(title="En annan handling")), signer=NAME, trusted=[person.trust])


def test_the_letter_back_without_a_signature_is_refused(person: Clicker, letter: bytes) -> None:
    with pytest.raises(NotValid, match="inte den som skickades"):
        check_signed(letter, sent=letter, signer=NAME, trusted=[person.trust])
    with pytest.raises(NotValid):
        check_signed(letter + b"\n", sent=letter, signer=NAME, trusted=[person.trust])


def test_a_certificate_of_somebody_elses_issuer_is_refused(letter: bytes, signed: bytes) -> None:
    with pytest.raises(NotValid, match="inte litar på"):
        check_signed(signed, sent=letter, signer=NAME, trusted=[fake.FakeService().trust])


def test_somebody_elses_signature_is_refused_and_both_are_named(
    made_up: fake.FakeService, service: HttpService, person: Clicker, letter: bytes
) -> None:
    made_up.signs_as = "Bo Björk"
    person.sign(number := start(service, letter, "y"))
    with pytest.raises(NotValid, match="underskriven av Bo Björk, inte av Vera Videkull"):
        check_signed(service.signed_pdf(number), sent=letter, signer=NAME, trusted=[person.trust])


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        ("Vera Videkull", "Vera Maria Videkull", True),
        ("vera  videkull", "Vera Videkull", True),
        ("Vera Videkull", "Vera Viol", False),
        ("Vera Videkull", "Vera", False),
        ("", "Vera Videkull", False),
    ],
)
def test_a_certificate_may_hold_more_names_but_not_fewer(asked: str, found: str, same: bool) -> None:
    assert is_same_person(asked, found) is same


# --- a service that does not answer well -------------------------------------------------------------


def test_a_service_that_is_down_or_away_is_worth_trying_again(made_up: fake.FakeService, service: HttpService) -> None:
    made_up.down = True
    for one in (service, HttpService("http://127.0.0.1:9", "x", "Borta")):
        with pytest.raises(ServiceFault, match="svarar inte just nu") as told:
            one.status("1")
        assert told.value.passing


def test_a_wrong_key_is_told_as_what_it_is(made_up: fake.FakeService) -> None:
    with pytest.raises(ServiceFault, match="Nyckeln behöver bytas"):
        HttpService(made_up.url, "fel", fake.NAME).status("1")


def test_a_page_to_sign_on_of_another_site_is_not_passed_on(
    made_up: fake.FakeService, service: HttpService, letter: bytes
) -> None:
    made_up.url = "https://ond.example"
    with pytest.raises(ServiceFault, match="annan webbplats"):
        start(service, letter, "z")


def test_the_key_is_never_shown(service: HttpService) -> None:
    assert fake.SECRET not in repr(service)


# --- the settings ------------------------------------------------------------------------------------


def test_without_all_three_settings_there_is_no_service(settings: Settings, tmp_path: Path) -> None:
    settings.FAMN_ESIGN_URL, settings.FAMN_ESIGN_KEY, settings.FAMN_ESIGN_TRUST = "https://x.example", "k", ""
    assert not has_service()
    with pytest.raises(ServiceFault):
        own_service()
    settings.FAMN_ESIGN_TRUST = str(tmp_path / "finnsinte.pem")
    assert own_service().name == "x.example"
    with pytest.raises(ServiceFault) as told:
        trusted_issuers()
    assert told.value.passing


def test_a_service_outside_this_computer_is_asked_over_https_alone(settings: Settings) -> None:
    settings.FAMN_ESIGN_URL, settings.FAMN_ESIGN_KEY, settings.FAMN_ESIGN_TRUST = "http://x.example", "k", "t"
    with pytest.raises(ServiceFault, match="https"):
        own_service()
