"""The list of addresses: complete, unambiguous, and with an example of each page in the demo."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.urls import path, resolve
from django.urls.resolvers import URLPattern
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from famn.domain.people.rules import Capability
from famn.management.commands.addresses import faults_of
from famn.web.shared.addresses import GET, PUBLIC, SIGNED_IN, Address, addresses
from tests.databases import fresh_copy


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hej")


class OnePage:
    """Looks like a module of addresses with one page that was made by hand."""

    urlpatterns: tuple[URLPattern, ...] = (path("hej/", hello, name="hello"),)


def test_every_page_is_in_the_list_under_one_name_and_reached_by_its_own_path() -> None:
    assert faults_of(addresses()) == []


def test_a_page_that_says_not_who_may_see_it_fails_the_check(settings: Settings) -> None:
    settings.ROOT_URLCONF = OnePage
    with pytest.raises(CommandError, match="/hej/ is not in the list of pages"):
        call_command("addresses", "--check")


def test_a_page_hidden_behind_another_two_of_one_name_and_an_unknown_parameter_are_named() -> None:
    hidden = Address(name="hidden", route="/konto/", methods=GET, who=PUBLIC)
    strange = Address(name="strange", route="/nowhere/<str:planet>/", methods=GET, who=PUBLIC)
    said = "\n".join(faults_of([hidden, hidden, strange]))
    assert "hidden: två sidor har det namnet" in said
    assert "/konto/: /konto/ leder till mfa_index, inte till hidden" in said
    assert "/nowhere/<str:planet>/: planet har inget exempel" in said


def test_each_page_is_listed_with_who_may_see_it_and_an_example_that_leads_there(
    demo_database: str, django_db_blocker: DjangoDbBlocker
) -> None:
    written = StringIO()
    with django_db_blocker.unblock(), fresh_copy(demo_database):
        call_command("addresses", "--json", stdout=written)
    pages = json.loads(written.getvalue())
    assert [page["name"] for page in pages] == [page.name for page in addresses()]
    allowed = {PUBLIC, SIGNED_IN, *Capability}
    for page in pages:
        assert set(page) == {"name", "path", "methods", "who", "example"}
        assert resolve(page["example"]).url_name == page["name"]
        assert page["who"] in allowed
        assert set(page["methods"]) <= {"GET", "POST"} and page["methods"]


def test_outside_the_demo_no_real_row_is_shown_as_an_example(settings: Settings) -> None:
    settings.IS_DEMO = False
    written = StringIO()
    call_command("addresses", "--json", stdout=written)
    assert {page["example"] for page in json.loads(written.getvalue())} == {None}
