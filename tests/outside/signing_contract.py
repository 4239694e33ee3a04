"""What every adapter to a signature service must hold to. docs/signing.md says the same in words.

A module that collects these tests gives two fixtures: `service`, the adapter against a service that runs, and `person`,
who can sign and decline there.
"""

from __future__ import annotations

from typing import Protocol

import pytest

from famn.outside.pdf import compile_pdf
from famn.outside.signing import OrderState, ServiceFault, SignatureService, check_signed
from tests.outside.papers import paper

BACK = "http://localhost:8000/tillbaka/"
NAME = "Vera Videkull"


class Person(Protocol):
    """Somebody at the service's own page."""

    def sign(self, number: str) -> None:
        """Sign an order."""

    def decline(self, number: str) -> None:
        """Break an order off."""

    @property
    def trust(self) -> bytes:
        """The issuer of her certificate."""


@pytest.fixture(scope="module")
def letter() -> bytes:
    return compile_pdf(paper())


def start(service: SignatureService, pdf: bytes, key: str) -> str:
    return service.start(pdf, key=key, title="Avsiktsförklaring", signer=NAME, back=BACK).number


def test_an_order_waits_and_says_where_she_signs(service: SignatureService, letter: bytes) -> None:
    order = service.start(letter, key="a", title="Avsiktsförklaring", signer=NAME, back=BACK)
    assert order.state == OrderState.WAITING
    assert order.url.startswith("http")
    assert service.status(order.number) == order


def test_the_same_key_again_is_the_same_order(service: SignatureService, letter: bytes) -> None:
    assert start(service, letter, "b") == start(service, letter, "b") != start(service, letter, "c")


def test_the_same_key_with_another_file_is_refused_for_good(service: SignatureService, letter: bytes) -> None:
    start(service, letter, "d")
    with pytest.raises(ServiceFault) as told:
        start(service, compile_pdf(paper(title="En annan handling")), "d")
    assert not told.value.passing


def test_what_comes_back_begins_with_what_was_sent_and_holds_her_signature(
    service: SignatureService, person: Person, letter: bytes
) -> None:
    number = start(service, letter, "e")
    person.sign(number)
    assert service.status(number).state == OrderState.SIGNED
    found = check_signed(service.signed_pdf(number), sent=letter, signer=NAME, trusted=[person.trust])
    assert found.signer == NAME
    assert found.issuer
    assert service.signed_pdf(number) == service.signed_pdf(number)


def test_one_that_waits_has_no_file(service: SignatureService, letter: bytes) -> None:
    with pytest.raises(ServiceFault):
        service.signed_pdf(start(service, letter, "f"))


def test_one_that_is_broken_off_says_so_and_has_no_file(
    service: SignatureService, person: Person, letter: bytes
) -> None:
    number = start(service, letter, "g")
    person.decline(number)
    assert service.status(number).state == OrderState.DECLINED
    with pytest.raises(ServiceFault):
        service.signed_pdf(number)


def test_one_that_is_cancelled_can_no_longer_be_signed_and_cancelling_again_is_nothing(
    service: SignatureService, person: Person, letter: bytes
) -> None:
    number = start(service, letter, "h")
    service.cancel(number)
    service.cancel(number)
    person.sign(number)
    assert service.status(number).state == OrderState.CANCELLED


def test_one_that_is_signed_cannot_be_cancelled(service: SignatureService, person: Person, letter: bytes) -> None:
    number = start(service, letter, "i")
    person.sign(number)
    with pytest.raises(ServiceFault):
        service.cancel(number)
    assert service.status(number).state == OrderState.SIGNED


def test_an_order_that_nobody_made_is_not_known(service: SignatureService) -> None:
    with pytest.raises(ServiceFault) as told:
        service.status("finnsinte")
    assert not told.value.passing
