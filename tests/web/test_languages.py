"""The languages of the public pages: chosen by the address alone, drawn in their direction, whole where they say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override, trans_real
from pytest_django import DjangoDbBlocker

from famn.ground.languages import EVERY, WHOLE, PageLanguage, direction, html_code
from famn.management import translating
from famn.management.examples import values_for
from famn.web.shared import language
from famn.web.shared.addresses import PUBLIC, Address, addresses, languages_of
from famn.web.shared.tags import date_long, date_short, listed, ltr, moment, partial_date, weekday_long
from tests.databases import fresh_copy
from tests.people import Clients

ELSEWHERE = {"accept-language": "ar,en;q=0.8"}
DAY = dt.date(2026, 11, 24)  # a Tuesday


def get(path: str, **headers: str) -> HttpResponse:
    answer: HttpResponse = Client().get(path, headers=headers)  # type: ignore[assignment]  # the client's own type
    return answer


def start(code: str) -> str:
    return "/" if code == "sv" else f"/{code}/"


def html_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


# --- the address says it ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("code", EVERY)
def test_a_page_is_in_the_language_of_its_address_and_drawn_in_its_direction(code: str) -> None:
    answer = get(start(code))
    assert answer.status_code == 200
    assert f'<html lang="{html_code(code)}" dir="{direction(code)}"' in html_of(answer)
    assert answer.headers["Content-Language"] == html_code(code)
    assert ("f-unchecked" in html_of(answer)) is (code != "sv")
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/sprak/"])
def test_neither_the_browser_s_wish_nor_a_cookie_chooses_a_language(path: str) -> None:
    client = Client()
    client.cookies["django_language"] = client.cookies["famn_language"] = "ar"
    answer = client.get(path, headers=ELSEWHERE)
    assert '<html lang="sv" dir="ltr"' in html_of(answer)
    assert "Accept-Language" not in answer.headers.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/xx/", "/sv/", "/en-gb/", "/EN/", "/en/en/", "/en/logga-in/", "/ar/arbete/", "/sv-lattlast/konto/"]
)
def test_an_unknown_language_and_a_page_that_has_none_do_not_exist(path: str) -> None:
    assert get(path).status_code == 404


@pytest.mark.django_db
def test_the_workspace_is_swedish_also_for_whoever_came_from_another_language(clients: Clients) -> None:
    client = clients["anna"]
    client.get("/ar/", headers=ELSEWHERE)
    assert '<html lang="sv" dir="ltr"' in html_of(client.get("/arbete/", headers=ELSEWHERE))


# --- the row of languages --------------------------------------------------------------------------


def links_of(answer: HttpResponse) -> dict[str, str]:
    """Own name -> where it leads, from the row of languages."""
    row = html_of(answer).split('class="f-langs"')[1].split("</nav>")[0]
    return {name.strip(): href for href, name in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', row)}


@pytest.mark.django_db
def test_the_row_leads_to_the_same_page_with_what_was_chosen_on_it() -> None:
    answer = get("/ar/familjecentraler/?lan=01")
    found = links_of(answer)
    assert list(found)[:2] == ["العربية", "Svenska"]
    assert set(found) == set(PageLanguage.labels)
    assert found["Svenska"] == "/familjecentraler/?lan=01"
    assert found["Suomi"] == "/fi/familjecentraler/?lan=01"
    assert html_of(answer).count('aria-current="true"') >= 1


@pytest.mark.django_db
def test_a_language_that_lacks_the_page_leads_to_its_start_page() -> None:
    found = links_of(get("/en/om-familjecentraler/"))
    assert found["العربية"] == "/ar/om-familjecentraler/"
    assert found["ትግርኛ"] == "/ti/"


@pytest.mark.django_db
def test_what_is_not_there_leads_to_the_start_pages_and_repeats_no_address() -> None:
    answer = get("/ar/familjecentraler/finnsinte/")
    assert answer.status_code == 404
    assert links_of(answer)["Suomi"] == "/fi/"
    assert "finnsinte" not in html_of(answer)


@pytest.mark.django_db
def test_a_page_that_a_language_lacks_says_so_and_leads_to_those_that_have_it() -> None:
    answer = get("/so/om-familjecentraler/")
    page = html_of(answer).split("<main")[1]
    with override("so"):
        assert gettext("Sidan finns inte på det här språket") in page
    for code in WHOLE:
        assert f'href="{"" if code == "sv" else f"/{code}"}/om-familjecentraler/"' in page
    assert 'name="robots" content="noindex"' in html_of(answer)
    assert "Olika sätt att räkna" not in page


@pytest.mark.django_db
def test_search_engines_are_told_of_the_page_in_other_languages() -> None:
    head = html_of(get("/fi/om-familjecentraler/")).split("</head>")[0]
    found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', head))
    origin = settings.FAMN_ORIGIN
    assert found == {
        "sv": f"{origin}/om-familjecentraler/",
        "x-default": f"{origin}/om-familjecentraler/",
        "en": f"{origin}/en/om-familjecentraler/",
        "fi": f"{origin}/fi/om-familjecentraler/",
        "ar": f"{origin}/ar/om-familjecentraler/",
    }


# --- who has checked it ----------------------------------------------------------------------------


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody has checked the Finnish."""
    path = tmp_path / "checked.toml"
    path.write_text('[fi]\nby = "Aino Esimerkki"\non = 2027-01-15\n', encoding="utf-8")
    monkeypatch.setattr(language, "CHECKED", path)
    language.checked.cache_clear()
    yield
    language.checked.cache_clear()


@pytest.mark.django_db
@pytest.mark.usefixtures("checked")
def test_who_has_checked_a_language_is_named_and_the_note_goes_away() -> None:
    assert "f-unchecked" not in html_of(get("/fi/"))
    assert "f-unchecked" in html_of(get("/en/"))
    assert "Kontrollerad av Aino Esimerkki 15 januari 2027." in html_of(get("/sprak/"))


# --- days and times --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "long", "short", "weekday", "month"),
    [
        ("sv", "24 november 2026", "24 nov", "tisdag 24 november", "november 2026"),
        ("sv-lattlast", "24 november 2026", "24 november", "tisdag 24 november", "november 2026"),
        ("en", "24 November 2026", "24 Nov", "Tuesday 24 November", "November 2026"),
        ("fi", "24. marraskuuta 2026", "24.11.", "tiistai 24. marraskuuta", "marraskuu 2026"),
        ("ar", "24 نوفمبر 2026", "24 نوفمبر", "الثلاثاء 24 نوفمبر", "نوفمبر 2026"),
        ("so", "24 Nofembar 2026", "24 Nofembar", "Talaado, 24 Nofembar", "Nofembar 2026"),
        ("uk", "24 листопада 2026", "24 листопада", "вівторок, 24 листопада", "Листопад 2026"),
        ("fa", "24 نوامبر 2026", "24 نوامبر", "سه‌شنبه 24 نوامبر", "نوامبر 2026"),
        ("ti", "24 ሕዳር 2026", "24 ሕዳር", "ሰሉስ፣ 24 ሕዳር", "ሕዳር 2026"),
        ("se", "skábmamánu 24. b. 2026", "skábmamánu 24. b.", "maŋŋebárga, skábmamánu 24. b.", "skábmamánnu 2026"),
        ("fit", "24. marraskuuta 2026", "24. marraskuuta", "tiistai 24. marraskuuta", "marraskuu 2026"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(code: str, long: str, short: str, weekday: str, month: str) -> None:
    with override(code):
        assert (date_long(DAY), date_short(DAY), weekday_long(DAY)) == (long, short, weekday)
        assert partial_date("2026-11") == month


def test_a_time_keeps_its_order_among_words_from_right_to_left() -> None:
    assert ltr("9.30–11.30") == '<bdi dir="ltr">9.30–11.30</bdi>'
    with override("ar"):
        assert moment(dt.datetime(2020, 11, 24, 8, 30, tzinfo=dt.UTC)) == "24 نوفمبر 2020 الساعة 9.30"


@pytest.mark.parametrize(("code", "said"), [("sv", "a, b"), ("ar", "a، b"), ("ti", "a፣ b")])
def test_words_in_a_row_have_the_comma_of_the_language(code: str, said: str) -> None:
    with override(code):
        assert listed(["a", "b"]) == said


# --- whole is whole --------------------------------------------------------------------------------


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What pages ask the English for, and it lacks. Library texts, which are English already, are none of them."""
    lacking: set[str] = set()
    said = {text for _context, text in translating.said_by_libraries()}
    look_up, look_up_number = trans_real.DjangoTranslation.gettext, trans_real.DjangoTranslation.ngettext

    def lacks(catalog: Any, message: str) -> None:
        text = message.split("\x04")[-1]
        if catalog.language() == "en" and text and text not in said and message not in catalog._catalog:
            lacking.add(text)

    def looked_up(self: Any, message: str) -> str:
        lacks(self, message)
        return str(look_up(self, message))

    def number_looked_up(self: Any, one: str, many: str, number: int) -> str:
        if (one, self.plural(number)) not in self._catalog:
            lacks(self, one)
        return str(look_up_number(self, one, many, number))

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", looked_up)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", number_looked_up)
    return lacking


def pages_in(code: str) -> list[Address]:
    return [page for page in addresses() if code in page.languages and page.who == PUBLIC and "GET" in page.methods]


def test_no_page_of_a_whole_language_asks_for_a_text_that_its_catalog_lacks(
    demo_database: str, django_db_blocker: DjangoDbBlocker, unknown: set[str]
) -> None:
    """So the list of what is public (management/public_texts.py) cannot forget a text that a page shows."""
    with django_db_blocker.unblock(), fresh_copy(demo_database):
        lacking = dict(_asked_for(unknown))
    assert lacking == {}


def _asked_for(unknown: set[str]) -> Iterator[tuple[str, set[str]]]:
    for page in pages_in("en"):
        with override("en"):
            path = reverse(page.name, kwargs=values_for(page.parameters, public=True, page=page.name))
        assert path.startswith("/en/"), page.name
        unknown.clear()
        answer = get(path)
        assert answer.status_code in {200, 302}, path
        if shown := {text for text in unknown if _is_shown(text, unescape(answer.content.decode(errors="replace")))}:
            yield path, shown


def _is_shown(text: str, page: str) -> bool:
    """Whether the page says it, and not only asked for it, as for the reason of a no that stays unsaid."""
    return all(piece in page for piece in re.split(r"%\(\w+\)[sd]", text))


def test_every_language_has_what_its_pages_lead_to() -> None:
    smaller = {page.name for page in addresses() if page.languages == EVERY}
    wanted = {
        "start",
        "centres",
        "centre",
        "calendar",
        "activity",
        "phone",
        "show_staff",
        "open_preschool",
        "languages",
    }
    assert wanted <= smaller
    assert languages_of("desk") == ("sv",)
