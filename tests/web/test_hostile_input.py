"""What nobody types but somebody sends: to every public page, and to each form about a centre and what happens there.

Nothing here lists what a page asks for: each is listened to while it reads its address or its form, until it asks for
nothing more. A new page and a new parameter are in here by being there.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.validators import ProhibitNullCharactersValidator
from django.db import IntegrityError, models, transaction
from django.forms import CharField
from django.http import QueryDict
from django.test import Client
from django.urls import resolve, reverse

from famn.domain.activities import actions as offering
from famn.domain.activities.models import Activity
from famn.domain.people.models import Role, Unit
from famn.web.shared.addresses import FORM, PUBLIC, Address, addresses
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.people import AT, House, client_of, make_actor
from tests.scenes import scene
from tests.web.test_access import make_described, make_offered, make_started

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]

HTML: Final = "\"'></script><famn onload=x>{{famn}}{% famn %}"
# As bytes of an address.
ODD: Final = (
    *("a%00b", "%ED%A0%80", "%C0%AF", "%", "%F0%9F%98%80", "%E2%80%AE%E2%81%A6x", "%C4%B0"),
    *("", "-1", "%2B7", "1e309", "NaN", "7.0", "9" * 40, "%D9%A1%D9%A2", "%C2%B2"),
    *("0000-01-01", "0001-01-01", "10000-01-01", "9999-12-31", "2026-02-30", "20260101", "-2026-01-01"),
    *("0001-W01", "9999-W53", "2026-W54", "9999-12", "%D9%A2%D9%A0%D9%A2%D9%A6-01-01"),
    *(
        quote("' OR 1=1; --"),
        quote(HTML),
        quote("//famn.example/\r\nX-Famn: 1"),
        "a" * 10_000,
        "a,b,,",
        "%5B%22a%22%5D",
    ),
)
SENT: Final = ("a%00b", quote(HTML) + "a" * 6_000, "9" * 40, "10000-01-01", "%ED%A0%80")
NO_NUL: Final = str(ProhibitNullCharactersValidator.message)
URLENCODED: Final = "application/x-www-form-urlencoded"
FROM_US: Final = {"Sec-Fetch-Site": "same-origin"}
MARKED_UP: Final = ("text/html", "application/xml", "text/xml", "image/svg")
OF_STAFF: Final = ("famn.web.workspace.centres", "famn.web.workspace.activities")
# A link that is no more is told of there.
SAY_SO: Final = {"sign_outside", "account_reset_password_from_key", "dispatched"}
# What is asked for before there is a form.
DEEPER: Final = {"add_leg": "?ben=MIDWIFERY", "centre_state": "?till=paus"}
HEADERS: Final[tuple[dict[str, str], ...]] = (
    {"Accept-Language": "../..;q=NaN,sv;q=1e309,\u00ff" + "*" * 5_000, "If-None-Match": '"' * 2_000},
    {"If-None-Match": 'W/"\u00ff", *, ,', "If-Modified-Since": "Mon, 99 Nov 99999 99:99:99 GMT"},
    {"Cookie": "famn_scheme=%00; famn_session=\u00ff; messages=[]; =; famn_csrf=<famn>", "If-Modified-Since": "-1"},
    {"Cookie": "messages=" + "x" * 4_000, "Range": "bytes=99999999999999999999-0,-1"},
    {"Host": "famn.example"},
    {"Host": "localhost:9e9<famn>"},
    {"X-Forwarded-Host": "famn.example", "X-Forwarded-Proto": "<famn>", "X-Forwarded-For": "\u00ff, 1.2.3"},
    {"Accept-Encoding": "gzip;q=NaN, <famn>", "Accept": "*/*;q=x", "Content-Type": "multipart/form-data; boundary="},
    {"Sec-Fetch-Site": "<famn>", "Origin": "null", "Referer": "http://[famn", "Content-Length": "-1"},
)
SOME: Final = ("start", "centres", "centre", "calendar", "feed", "centre_photo", "week_picture", "appearance", "phone")


@scene
def values(house: House) -> dict[str, Any]:
    """A row of everything that the addresses below can name, made by Anna."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    manager = make_actor("Maj Mandelblom", unit, Role.MANAGER)
    rows = {
        "initiative": make_started(house.anna).code,
        **make_described(house.anna, manager),
        **make_offered(house.anna),
    }
    song, times = Activity.objects.get(), {"starts": dt.time(9), "ends": dt.time(18)}
    offering.add_occurrence(song, by=house.anna, at=AT, day=TODAY, **times)
    rows["coordinator"] = make_actor("Kim Kaveldun", unit, Role.COORDINATOR)
    return rows | {"letter": 1, "uidb36": "1", "key": "set-password", "token": "finnsinte", "feed": "finnsinte"}


@contextmanager
def listening() -> Iterator[set[str]]:
    """What is read meanwhile, by name, of an address or a form."""
    heard: set[str] = set()

    def ear(read: Any) -> Any:
        def heard_and_read(asked: Any, key: str, *args: Any, **kwargs: Any) -> Any:
            heard.add(key)
            return read(asked, key, *args, **kwargs)

        return heard_and_read

    with pytest.MonkeyPatch.context() as patched:
        for way in ("__getitem__", "__contains__", "getlist"):
            patched.setattr(QueryDict, way, ear(getattr(QueryDict, way)))
        yield heard


def path_of(page: Address, values: dict[str, Any], language: str = "sv") -> str:
    """Where the page of the rows is."""
    path = reverse(page.name, kwargs={name: values[name] for name in page.parameters})
    return path if language == "sv" else f"/{language}{path}"


def room_of(page: Address, values: dict[str, Any]) -> str:
    """The package that the page is made in."""
    return str(resolve(path_of(page, values)).func.__module__)


def assert_sane(answer: Any, where: object) -> None:
    """It is an answer, and nothing of what was sent stands in it as anything but words."""
    assert answer.status_code < 500, where
    assert "X-Famn" not in answer.headers, where
    if answer.headers.get("Content-Type", "").startswith(MARKED_UP):
        is_squeezed = answer.headers.get("Content-Encoding") == "gzip"
        assert b"<famn" not in (gzip.decompress(answer.content) if is_squeezed else answer.content), where


# --- readers ---------------------------------------------------------------------------------------


def public_pages() -> list[Address]:
    """Every page that anybody may open, those of the accounts too."""
    return [page for page in addresses() if page.who == PUBLIC and "GET" in page.methods]


def test_no_public_page_falls_by_what_its_address_asks(values: dict[str, Any]) -> None:
    """Each name with each value, or with every second where the next page that asks takes the others: some read alike.

    What is heard later is asked from the start. A page that asks nothing is tried less.
    """
    heard_in_all, first = set(), 0
    for page in public_pages():
        client, heard, number = Client(), {"inget"}, 0
        odd = ODD if page.name == "centres" else ODD[first::2]
        while number < (len(odd) if len(heard) > 1 else 2):
            asked = "&".join(f"{name}={odd[(number + at) % len(odd)]}" for at, name in enumerate(sorted(heard)))
            path = path_of(page, values, page.languages[number % len(page.languages)])
            with listening() as more:
                answer: Any = client.get(path, QUERY_STRING=asked)
            assert_sane(answer, (path, asked))
            assert not (client.cookies and room_of(page, values).startswith("famn.web.public")), (path, asked)
            new = {*more} - heard
            heard, number = heard | new, 0 if new else number + 1
        heard_in_all |= heard
        first = 1 - first if len(heard) > 1 else first
    assert heard_in_all >= {"kommun", "vad", "alder", "nar", "sida", "dag", "vy", "vecka", "mening", "typ", "next"}


def test_the_same_name_asked_often_and_in_odd_ways_is_answered(values: dict[str, Any]) -> None:
    for page in public_pages():
        asked = "&".join(
            f"{name}={odd}" for name in ("dag", "vy", "typ", "vad", "vad[]", "") for odd in ("a", "%00", "")
        )
        answer: Any = Client().get(path_of(page, values), QUERY_STRING=f"{asked}&&=&%00=%00&a=b;c=d&{'x=&' * 800}")
        assert_sane(answer, page)


def test_no_public_page_falls_by_what_its_path_names(values: dict[str, Any]) -> None:
    tried = 0
    for page in public_pages():
        for odd in ("a%00b", "%ED%A0%80", "%C0%AF", "9" * 40, quote(HTML, safe=""), "%E2%80%AE", "a" * 3_000):
            path = re.sub(r"<str:\w+>", odd, re.sub(r"<int:\w+>", "9" * 40, page.route))
            if path != page.route:
                answer: Any = Client().get(path)
                assert_sane(answer, path)
                assert answer.status_code != 200 or page.name in SAY_SO, path
                tried += 1
    assert tried > 100


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: ",".join(headers))
def test_no_public_page_falls_by_its_headers(values: dict[str, Any], headers: dict[str, str]) -> None:
    for page in public_pages():
        if page.name in SOME:
            answer: Any = Client().get(path_of(page, values), headers=headers)
            assert_sane(answer, (page, headers))
            assert b"//famn.example" not in answer.content, page
            given = headers.get("Cookie", "")  # one that cannot be is taken back or made anew
            assert all(f"{name}=" in given for name in answer.cookies), page


def test_no_public_form_falls_by_what_is_sent(values: dict[str, Any]) -> None:
    for page in addresses():
        if page.who == PUBLIC and "POST" in page.methods:
            send_odd(Client(), path_of(page, values))


@pytest.mark.parametrize("odd", ["finns", "a\0b", "centre", "//famn.example/", "javascript:famn", "http://[famn", "?a"])
def test_a_way_back_that_is_no_address_of_ours_leads_to_the_start(odd: str) -> None:
    answer = Client().post(reverse("appearance"), {"scheme": "dark", "next": odd}, headers=FROM_US)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


# --- staff -----------------------------------------------------------------------------------------


def test_no_form_about_a_centre_or_an_activity_falls_by_what_is_sent(values: dict[str, Any]) -> None:
    client, tried = client_of(values["coordinator"]), 0
    for page in addresses():
        if not page.route.startswith("/arbete/") or "POST" not in page.methods or {*page.parameters} - {*values}:
            continue  # of another room
        if not room_of(page, values).startswith(OF_STAFF):
            continue
        path = path_of(page, values) + DEEPER.get(page.name, "")
        with undone():
            send_odd(client, path)
        if page.methods == FORM:
            with undone():
                tried += send_into_a_good_form(client, path)
    assert tried > 30


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is as if it had not been: the next form has its rows again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send_odd(client: Client, path: str) -> None:
    """Send an odd value under each name that is asked for, until nothing more is."""
    heard: set[str] = set()
    new = {""}
    while new:
        body = "&".join(f"{name}={SENT[at % len(SENT)]}" for at, name in enumerate(sorted(heard)))
        with listening() as more:
            answer: Any = client.post(path, body, content_type=URLENCODED, headers=FROM_US)
        assert_sane(answer, (path, body))
        new = {*more} - heard
        heard |= new


def send_into_a_good_form(client: Client, path: str) -> bool:
    """Odd words in its texts, and odd values beside the fields, in a form that is well filled in; if there is one.

    NUL is no word: that is said beside each field.
    """
    page: Any = client.get(path)
    form = page.context.get("form") if page.status_code == 200 else None
    if form is None:
        return False
    texts = [name for name, field in form.fields.items() if isinstance(field, CharField)]
    good = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    with listening() as heard:
        answer: Any = client.post(path, good | dict.fromkeys(texts, "a\0b"))
    assert_sane(answer, path)
    if texts:
        said = answer.context["form"].errors
        assert all(NO_NUL in str(said.get(name)) for name in texts), (path, said)
    words, beside = dict.fromkeys(texts, HTML[:30]), {*heard} - {*form.fields, "visa"}
    assert_sane(client.post(path, good | words | dict.fromkeys(beside, HTML) | {"visa": "ja"}), path)
    assert_sane(client.post(path, good | words | dict.fromkeys(beside, "a\0b"), follow=True), path)
    return True


def test_what_staff_wrote_is_words_on_every_public_page(values: dict[str, Any]) -> None:
    for model in apps.get_models():
        if not model.__module__.startswith(("famn.domain.centres", "famn.domain.activities", "famn.domain.people")):
            continue
        for column in model._meta.concrete_fields:
            is_text = isinstance(column, models.TextField) or (column.max_length or 0) >= 80
            if isinstance(column, models.CharField | models.TextField) and is_text and not column.choices:
                with suppress(IntegrityError), transaction.atomic():  # a name that only one row may have
                    model._default_manager.exclude(**{column.name: ""}).update(**{column.name: HTML})
    pages = [page for page in public_pages() if room_of(page, values).startswith("famn.web.public")]
    for page in pages:
        for language in {"sv", "ar"} & {*page.languages}:
            assert_sane(Client().get(path_of(page, values, language)), (page, language))
    centre: Any = Client().get(reverse("centre", args=[values["centre"]]))
    assert "&lt;/script&gt;&lt;famn" in centre.text
