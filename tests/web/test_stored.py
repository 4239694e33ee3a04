"""Kept pages: never shown once something they show is written, nor past the moment that they name."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import DataError, connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from famn.domain.activities import models as activities
from famn.domain.centres import models as centres
from famn.domain.centres.models import FamilyCentre, Premises
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from famn.ground.prepared import Prepared
from famn.ground.versions import Question
from famn.web.shared.language import bare
from famn.web.shared.stored import LONGEST_ADDRESS, Shelf, StoredPages, _Page, stored, told
from tests.domain.centres.making import make_centre
from tests.scenes import scene

MORNING = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)  # nine o'clock in Stockholm
LONG = "Öppet hus. " * 100
Ask = Callable[..., HttpResponse]


@scene
def centre(anna: Actor) -> FamilyCentre:
    return make_centre(anna)


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


class Maker:
    """Makes a page, and counts how often it was asked to."""

    def __init__(self, **wish: Any) -> None:
        self.made = 0
        self.wish = wish

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        return stored(HttpResponse(f"{LONG}{self.made}"), **self.wish)


def get(centre: FamilyCentre, maker: Maker, query: str = "", **headers: str) -> HttpResponse:
    request = RequestFactory().get(reverse("centre", args=[centre.code]) + query, **headers)
    return StoredPages(maker)(request)


@pytest.mark.usefixtures("noon")
def test_the_second_reader_is_answered_by_one_question_to_the_database(centre: FamilyCentre) -> None:
    maker = Maker()
    first = get(centre, maker)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = get(centre, maker)
    assert (maker.made, len(asked)) == (1, 1)
    assert second.content == first.content


@pytest.mark.usefixtures("noon")
def test_a_write_of_the_centre_ends_its_page_and_a_write_of_another_does_not(anna: Actor, centre: FamilyCentre) -> None:
    maker, other = Maker(), make_centre(anna, name="En annan familjecentral")
    get(centre, maker)
    Premises.objects.create(centre=other, name="Gula huset")
    get(centre, maker)
    assert maker.made == 1
    Premises.objects.create(centre=centre, name="Gula huset")
    get(centre, maker)
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_a_page_that_shows_every_centre_ends_by_a_write_of_any(anna: Actor, centre: FamilyCentre) -> None:
    maker, other = Maker(every_centre=True), make_centre(anna, name="En annan familjecentral")
    get(centre, maker)
    Premises.objects.create(centre=other, name="Gula huset")
    get(centre, maker)
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_what_all_centres_share_ends_every_page(centre: FamilyCentre) -> None:
    maker = Maker()
    get(centre, maker)
    Place.objects.filter(code="0117").update(name="Österåkers kommun")
    get(centre, maker)
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_a_write_that_is_undone_leaves_the_page(centre: FamilyCentre) -> None:
    maker = Maker()
    get(centre, maker)
    with transaction.atomic():
        Premises.objects.create(centre=centre, name="Gula huset")
        transaction.set_rollback(True)
    get(centre, maker)
    assert maker.made == 1


def test_a_page_is_neither_shown_nor_confirmed_after_the_moment_it_names(centre: FamilyCentre) -> None:
    maker = Maker(until=MORNING + dt.timedelta(minutes=30))
    with time_machine.travel(MORNING, tick=False) as clock:
        mark = get(centre, maker).headers["ETag"]
        clock.move_to(MORNING + dt.timedelta(minutes=29, seconds=59))
        assert get(centre, maker, HTTP_IF_NONE_MATCH=mark).status_code == 304
        clock.move_to(MORNING + dt.timedelta(minutes=30))
        later = get(centre, maker, HTTP_IF_NONE_MATCH=mark)
    assert (later.status_code, maker.made) == (200, 2)


@pytest.mark.parametrize(
    "evening",
    [
        dt.datetime(2026, 3, 2, 22, 59, 59, tzinfo=dt.UTC),  # winter: an hour ahead of UTC
        dt.datetime(2026, 7, 2, 21, 59, 59, tzinfo=dt.UTC),  # summer: two
        dt.datetime(2026, 3, 29, 21, 59, 59, tzinfo=dt.UTC),  # the day when summer time begins
        dt.datetime(2026, 10, 25, 22, 59, 59, tzinfo=dt.UTC),  # and ends
    ],
)
def test_no_page_lives_past_midnight_in_stockholm(centre: FamilyCentre, evening: dt.datetime) -> None:
    maker = Maker(until=evening + dt.timedelta(days=3))
    with time_machine.travel(evening - dt.timedelta(hours=12), tick=False) as clock:
        get(centre, maker)
        clock.move_to(evening)
        get(centre, maker)
        assert maker.made == 1
        clock.move_to(evening + dt.timedelta(seconds=1))
        get(centre, maker)
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_whoever_has_a_session_gets_a_page_of_her_own(centre: FamilyCentre) -> None:
    maker = Maker()
    get(centre, maker)
    get(centre, maker, HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=abc")
    assert maker.made == 2


class Asker:
    """Makes a feed of the names of a centre's houses, by questions of its own."""

    def __init__(self, *asked: str) -> None:
        self.made, self.asked = 0, asked or ("name",)
        self.meanwhile: Callable[[], object] = lambda: None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        code = str(resolve(bare(request.path_info)).kwargs["centre"])
        lines = []
        for column in self.asked:
            houses = Prepared(lambda name=column: houses_of("a centre").values_list(name), code="a centre")  # type: ignore[misc]  # mypy cannot tell a default
            lines += told(request, Question(code, (houses.as_json(code=code),)))
            self.meanwhile()
        return stored(HttpResponse(f"{LONG}{lines}"))


def houses_of(code: str) -> QuerySet[Premises]:
    """The houses of a centre, by name."""
    return Premises.objects.filter(centre__code=code).order_by("name")


def feed(centre: FamilyCentre, asker: Asker, language: str = "") -> tuple[str, int]:
    """A feed, and what it cost of questions."""
    request = RequestFactory().get(language + reverse("feed", args=[centre.code]))
    with CaptureQueriesContext(connection) as asked:
        answer = StoredPages(asker)(request)
    return answer.text, len(asked)


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("language", ["", "/ar"])
def test_a_view_that_asks_itself_costs_one_question_and_is_made_anew_only_where_something_was_written(
    anna: Actor, centre: FamilyCentre, language: str
) -> None:
    asker, other = Asker(), make_centre(anna, name="En annan familjecentral")
    first, cost = feed(centre, asker, language)
    assert (asker.made, cost) == (1, 1)
    Premises.objects.create(centre=other, name="Gula huset")
    assert feed(centre, asker, language) == (first, 1)
    assert asker.made == 1
    for name in ("Röda huset", "Vita huset"):
        Premises.objects.create(centre=centre, name=name)
        changed, cost = feed(centre, asker, language)
        assert name in changed and cost == 1
        assert feed(centre, asker, language) == (changed, 1)


@pytest.mark.usefixtures("noon")
def test_the_question_of_a_kept_page_is_not_answered_where_nothing_was_written(centre: FamilyCentre) -> None:
    divided = Question(centre.code, ("SELECT to_json(1 / current_setting('famn.divisor')::int)",))

    def view(request: HttpRequest) -> HttpResponse:
        return stored(HttpResponse(f"{told(request, divided)}"))

    def ask() -> str:
        return StoredPages(view)(RequestFactory().get(reverse("feed", args=[centre.code]))).text

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL famn.divisor = '1'")
        first = ask()
        cursor.execute("SET LOCAL famn.divisor = '0'")  # now it cannot be answered
    assert ask() == first == "[1]"
    Premises.objects.create(centre=centre, name="Gula huset")
    with pytest.raises(DataError):
        ask()


@pytest.mark.usefixtures("noon")
def test_what_is_written_after_the_question_was_answered_ends_what_is_made_of_the_answer(centre: FamilyCentre) -> None:
    asker = Asker()
    asker.meanwhile = lambda: Premises.objects.create(centre=centre, name=f"Hus {asker.made}")
    assert "Hus" not in feed(centre, asker)[0]
    asker.meanwhile = lambda: None
    assert "Hus 1" in feed(centre, asker)[0]


@pytest.mark.usefixtures("noon")
def test_a_page_of_two_questions_is_as_old_as_the_first_of_them(centre: FamilyCentre) -> None:
    asker, written = Asker("name", "code"), iter([lambda: Premises.objects.create(centre=centre, name="Hus 1")])
    asker.meanwhile = lambda: next(written, int)()  # after the first question, and nothing after the second
    assert "Hus 1" not in feed(centre, asker)[0]
    assert "Hus 1" in feed(centre, asker)[0]


def test_a_question_of_yesterday_is_not_asked_again(centre: FamilyCentre) -> None:
    asker = Asker()
    with time_machine.travel(MORNING, tick=False) as clock:
        feed(centre, asker)
        clock.shift(dt.timedelta(days=1))
        Premises.objects.create(centre=centre, name="Gula huset")
        shown, cost = feed(centre, asker)
    assert (asker.made, cost) == (2, 1) and "Gula huset" in shown


@pytest.mark.usefixtures("noon")
def test_a_view_that_said_it_would_ask_itself_and_did_not_is_not_kept(centre: FamilyCentre) -> None:
    maker = Maker()
    for _time in range(2):
        StoredPages(maker)(RequestFactory().get(reverse("feed", args=[centre.code])))
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_a_page_in_another_language_is_kept_until_its_own_centre_is_written(anna: Actor, centre: FamilyCentre) -> None:
    maker, other = Maker(), make_centre(anna, name="En annan familjecentral")

    def ask() -> None:
        StoredPages(maker)(RequestFactory().get("/ar" + reverse("centre", args=[centre.code])))

    ask()
    Premises.objects.create(centre=other, name="Gula huset")
    ask()
    assert maker.made == 1
    Premises.objects.create(centre=centre, name="Gula huset")
    ask()
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("change", ["?vy=manad", "scheme", "host"])
def test_another_address_scheme_or_host_is_another_page(centre: FamilyCentre, change: str) -> None:
    maker = Maker()
    get(centre, maker)
    headers = {"scheme": {"HTTP_COOKIE": "famn_scheme=dark"}, "host": {"HTTP_HOST": "127.0.0.1"}}.get(change, {})
    get(centre, maker, change if change.startswith("?") else "", **headers)
    assert maker.made == 2


@pytest.mark.usefixtures("noon")
def test_a_browser_that_takes_it_gets_the_page_squeezed(centre: FamilyCentre) -> None:
    maker = Maker()
    plain = get(centre, maker)
    squeezed = get(centre, maker, HTTP_ACCEPT_ENCODING="br, gzip")
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.content) == plain.content
    assert len(squeezed.content) < len(plain.content) / 5
    assert "Accept-Encoding" in squeezed.headers["Vary"]


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("fault", ["cookie", "status", "unmarked", "address"])
def test_what_is_somebodys_own_or_a_fault_is_never_kept(centre: FamilyCentre, fault: str) -> None:
    made = []

    def answer(request: HttpRequest) -> HttpResponse:
        made.append(request)
        response = HttpResponse(LONG, status=404 if fault == "status" else 200)
        if fault == "cookie":
            response.set_cookie("famn_csrf", "x")
        return response if fault == "unmarked" else stored(response)

    query = "?q=" + "x" * LONGEST_ADDRESS if fault == "address" else ""
    for _time in range(2):
        StoredPages(answer)(RequestFactory().get(reverse("centre", args=[centre.code]) + query))
    assert len(made) == 2


def test_the_shelf_lets_go_of_what_nobody_asked_for_the_longest() -> None:
    shelf = Shelf(most=25)
    page = _Page("", True, 1, MORNING, b"0123456789", False, {})
    for key in ("a", "b"):
        shelf.put(key, page)
    assert shelf.find("a")
    shelf.put("c", page)
    assert [key for key in "abc" if shelf.find(key)] == ["a", "c"]


HIDDEN = {"TermBreak", "CalendarSource", "StaleActivityLetter"}
SHOWN = [
    *(centres.FamilyCentre, centres.CentreLeg, centres.Premises, centres.Partner, centres.OpeningHours),
    *(centres.OpeningException, centres.PhoneHours, centres.CentrePerson, centres.AccessFact, centres.CentreText),
    centres.Phrase,
    *(centres.DefinitionSet, centres.ClassDefinition),
    *(getattr(activities, name) for name in activities.__all__ if name not in HIDDEN),
]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_table_that_public_pages_show_counts_each_kind_of_write(db: None, model: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bit_or(tgtype::int) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE '%%_counts%%'",
            [model._meta.db_table],
        )
        (kinds,) = cursor.fetchone()
    insert, delete, update = 4, 8, 16  # of pg_trigger.tgtype
    assert kinds is not None and kinds & (insert | delete | update) == insert | delete | update
