"""How a page is asked: a method that it does not know is answered by a page of its own, before all else is asked."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from famn.web.shared.addresses import PUBLIC, Address, addresses
from tests.people import House

ODD = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "CONNECT")
LOST = "Sidan tar inte emot det som skickades."


def known(page: Address) -> list[str]:
    """The methods that a page knows."""
    return [*page.methods, *(["HEAD"] if "GET" in page.methods else [])]


def path(page: Address) -> str:
    """An address of the page; of no row that there is."""
    return re.sub(r"<int:\w+>", "7", re.sub(r"<str:\w+>", "finnsinte", page.route))


@pytest.mark.django_db
def test_a_method_that_a_page_does_not_know_is_answered_before_its_token_and_before_who_asks() -> None:
    client, tried = Client(enforce_csrf_checks=True), 0
    for number, page in enumerate(addresses()):
        odd = {ODD[number // 10 % len(ODD)]} if number % 10 == 0 else set()
        for method in ({"GET", "HEAD", "POST"} | odd) - {*known(page)}:
            answer = client.generic(method, path(page), b"a=b", "application/x-www-form-urlencoded")
            assert (answer.status_code, answer.headers["Allow"].split(", ")) == (405, known(page)), (method, page)
            assert method == "HEAD" or (LOST in answer.text and 'href="/"' in answer.text), page
            assert not answer.cookies, page
            tried += 1
    assert tried > 200


@pytest.mark.django_db
def test_a_form_still_asks_for_its_token() -> None:
    client, tried = Client(enforce_csrf_checks=True), 0
    for page in addresses()[::5]:
        if "POST" in page.methods and page.who != PUBLIC:
            assert client.post(path(page)).status_code == 403, page
            tried += 1
    assert tried > 20


@pytest.mark.django_db
def test_that_page_is_in_the_readers_language_and_goes_on_in_it() -> None:
    answer = Client(enforce_csrf_checks=True).post("/ar/familjecentraler/")
    assert answer.status_code == 405
    assert re.search(r'<html\s+lang="ar"\s+dir="rtl"', answer.text)
    assert 'href="/ar/"' in answer.text and answer.headers["Content-Language"] == "ar"


@pytest.mark.django_db
def test_who_asks_for_the_headers_alone_gets_those_of_the_page(house: House) -> None:
    for path in ("/", "/familjecentraler/", "/ar/", "/robots.txt", "/finns-inte/"):
        asked, got = Client().head(path), Client().get(path)
        assert asked.status_code == got.status_code, path
        assert asked.headers["Content-Type"] == got.headers["Content-Type"], path
        assert asked.content == b"", path
