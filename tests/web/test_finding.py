"""Finding a centre: each filter, wrong values, the numbers of the map, what an empty list says, and what it costs."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.finding import Offer, coming_today, offered
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningHours
from famn.domain.centres.reads.finding import Listed, is_about, words_in
from famn.domain.people.models import Leg
from famn.ground.stockholm import STOCKHOLM
from famn.web.public.asked import Asked, Wish, matching
from tests.people import House
from tests.web.places import SINCE, at, make_place, make_times, open_hours

TUESDAY = dt.date(2026, 3, 3)
TEN = dt.datetime(2026, 3, 3, 10, 15, tzinfo=STOCKHOLM)


def listed(pk: int = 1, **values: Any) -> Listed:
    """A centre in Farsta in Stockholm; what is not named is invented."""
    facts: dict[str, Any] = {
        "code": f"kod{pk}",
        "name": "Familjecentralen Stjärtmesen",
        "address": "Mesvägen 12",
        "place": "Farsta",
        "municipality": "Stockholm",
        "municipality_code": "0180",
        "county": "Stockholms län",
        "county_code": "01",
        "legs": (Leg.OPEN_PRESCHOOL,),
        "languages": ("sv", "ar"),
        "age_from": 0,
        "age_to": 5,
        "state": "open",
        "state_until": None,
        "at": None,
    }
    return Listed(pk=pk, **facts | values)


def asked(query: str) -> Asked:
    return Asked.from_query(QueryDict(query))


# --- what is asked -----------------------------------------------------------------------------------


def test_wrong_values_are_dropped_and_the_rest_is_kept() -> None:
    search = asked("namn=%20Farsta%20&lan=99&kommun=9999&vad=pappa,dansa,forskola&sprak=xx&alder=400&nar=ofta&sida=x")
    assert search == Asked(words="Farsta", wishes=(Wish.OPEN_PRESCHOOL, Wish.FATHERS))
    assert search.as_query() == "?namn=Farsta&vad=forskola,pappa"


def test_a_search_survives_being_shared() -> None:
    search = asked("visa=alla&nar=idag&alder=14&sprak=ar&vad=samtal&kommun=0180&namn=Hässelby gård")
    assert search.county == "01"
    assert asked(search.as_query().removeprefix("?")) == search


def test_a_new_filter_begins_from_the_first_page() -> None:
    assert asked("sida=3").turned(Wish.TALK) == Asked(wishes=(Wish.TALK,))
    assert asked("vad=samtal").turned(Wish.TALK) == Asked()


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("farsta", True),
        ("FARSTA stockholm", True),
        ("stjart", True),
        ("stjärt", True),
        ("stjört", False),
        ("mesvagen", True),
        ("Familjecentral i Farsta", True),
        ("Stockholms kommun", True),
        ("Stockholms län", True),
        ("Örebro", False),
        ("", True),
    ],
)
def test_words_find_names_and_places_whatever_their_capitals_and_dots(words: str, *, is_found: bool) -> None:
    assert is_about(listed(), words_in(words)) is is_found


def test_a_county_is_not_found_by_the_city_that_gave_it_its_name() -> None:
    elsewhere = listed(place="Laxå", municipality="Laxå", county="Örebro län", address="", name="Backsippan")
    assert not is_about(elsewhere, words_in("örebro"))
    assert is_about(elsewhere, words_in("Örebro län"))


def test_each_filter_lets_the_right_centres_through() -> None:
    here = listed(1)
    there = listed(
        2, municipality_code="1860", county_code="18", legs=(Leg.MIDWIFERY, Leg.PREVENTIVE_SOCIAL), languages=("sv",)
    )
    offers = {2: Offer(frozenset({"fathers", "group"}), frozenset({"so"})), 1: Offer(frozenset({"talk"}), frozenset())}
    found = {
        "": [1, 2],
        "lan=18": [2],
        "kommun=0180": [1],
        "vad=forskola": [1],
        "vad=barnmorska": [2],
        "vad=barnhalsovard": [],
        "vad=samtal": [1, 2],
        "vad=pappa": [2],
        "vad=grupp,samtal": [2],
        "vad=grupp,forskola": [],
        "sprak=ar": [1],
        "sprak=so": [2],
        "alder=71": [1, 2],
        "alder=72": [],
    }
    assert {query: [one.pk for one in matching(asked(query), [here, there], offers)] for query in found} == found


# --- what is offered ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_offered_is_what_everybody_may_come_to_in_the_coming_weeks(house: House) -> None:
    centre = make_place(house.anna, "Tallen")
    make_times(centre, TUESDAY, kind="fathers", languages=["ar", "so"])
    make_times(centre, TUESDAY, kind="group", scope=Activity.Scope.TARGETED)
    make_times(centre, TUESDAY + dt.timedelta(days=40), kind="baby")
    make_times(centre, TUESDAY, kind="talk")
    Occurrence.objects.filter(activity__kind="talk").update(state="cancelled", reason="illness")
    assert offered(TUESDAY) == {centre.pk: Offer(frozenset({"fathers"}), frozenset({"ar", "so"}))}


@pytest.mark.django_db
def test_today_is_what_is_not_over_yet_the_cancelled_too(house: House) -> None:
    centre = make_place(house.anna, "Tallen")
    for hour in (8, 10, 13):
        make_times(centre, TUESDAY, hour=hour, title=f"Klockan {hour}")
    Occurrence.objects.filter(activity__title="Klockan 13").update(state="cancelled", reason="illness")
    found = coming_today([centre.pk], TEN, language="sv")[centre.pk]
    assert [(one.title, one.is_cancelled) for one in found] == [("Klockan 10", False), ("Klockan 13", True)]


# --- the page ----------------------------------------------------------------------------------------


def page(query: str = "") -> str:
    return Client().get(reverse("centres") + query).text


def names_in(text: str) -> list[str]:
    return re.findall(r"<h3[^>]*><a[^>]*><bdi lang=\"sv\">([^<]+)</bdi>", text)


@pytest.mark.django_db
def test_the_list_goes_by_municipality_and_its_numbers_are_those_of_the_map(house: House) -> None:
    make_place(house.anna, "Örnen", "0117", **at(59.48, 18.28))
    make_place(house.anna, "Asken", "1860", **at(58.98, 14.62))
    make_place(house.anna, "Ugglan", "0117")
    make_place(house.anna, "Hemlig", "0117", is_public=False, **at(59.47, 18.29))
    text = page()
    assert names_in(text) == ["Asken", "Ugglan", "Örnen"]
    assert names_in(page("?lan=18")) == ["Asken"]
    assert 'href="?lan=01"' in text
    numbers = [int(one) for one in re.findall(r'class="f-pin"[^>]*>(\d+)<', text)]
    assert numbers == [1, 2, 3]
    pins = re.findall(r'<a\s+href="([^"]+)"\s+aria-label="(\d+)\. ([^"]+)"', text)
    codes = dict(FamilyCentre.objects.values_list("name", "code"))
    there = {"1": "Asken", "3": "Örnen"}
    assert pins == [(reverse("centre", args=[codes[name]]), number, name) for number, name in there.items()]
    assert "Vi vet inte än var en av dem ligger" in text


@pytest.mark.django_db
def test_open_now_and_open_today_follow_the_clock(house: House) -> None:
    for name, opens, closes in (("Förmiddag", 8, 12), ("Eftermiddag", 13, 16), ("Gryning", 6, 8)):
        open_hours(make_place(house.anna, name), opens, closes)
    make_place(house.anna, "Okänd")
    with time_machine.travel(TEN, tick=False):
        assert names_in(page("?nar=nu")) == ["Förmiddag"]
        assert names_in(page("?nar=idag")) == ["Eftermiddag", "Förmiddag"]
        assert "Öppet nu, till 12.00" in page("?nar=nu")
        assert "Vi vet inte när det är öppet" in page("?namn=okänd")
    with time_machine.travel(TEN.replace(hour=12, minute=0), tick=False):
        assert names_in(page("?nar=nu")) == []


def hours(centre: FamilyCentre, leg: str, opens: int, closes: int, **ages: int) -> None:
    """Let one leg of a centre be open between two whole hours, every day."""
    row = CentreLeg.objects.get(centre=centre, leg=leg)
    OpeningHours.objects.bulk_create(
        OpeningHours(leg=row, weekday=day, opens=dt.time(opens), closes=dt.time(closes), from_date=SINCE, **ages)
        for day in range(1, 8)
    )


@pytest.fixture
def backen(house: House) -> FamilyCentre:
    """A preschool for babies till eleven and for all from twelve till four, a midwife till four, a nurse till six."""
    legs = (Leg.OPEN_PRESCHOOL, Leg.MIDWIFERY, Leg.CHILD_HEALTH, Leg.PREVENTIVE_SOCIAL)
    centre = make_place(house.anna, "Backen", legs=legs)
    hours(centre, Leg.OPEN_PRESCHOOL, 9, 11, age_from=0, age_to=12)
    hours(centre, Leg.OPEN_PRESCHOOL, 12, 16)
    hours(centre, Leg.MIDWIFERY, 9, 16)
    hours(centre, Leg.CHILD_HEALTH, 8, 18)
    CentreLeg.objects.filter(leg=Leg.PREVENTIVE_SOCIAL).update(degree="none")
    return centre


@pytest.mark.django_db
def test_open_asks_the_leg_that_one_looks_for_and_the_age_of_the_child(backen: FamilyCentre) -> None:
    found = {
        (10, "nar=nu"): "Öppet nu, till 18.00",
        (10, "vad=forskola&nar=nu"): "Öppet nu, till 11.00",
        (10, "vad=forskola&alder=0&nar=nu"): "Öppet nu, till 11.00",
        (10, "vad=forskola&alder=36&nar=nu"): "",
        (10, "vad=forskola&alder=36&nar=idag"): "Öppnar i dag 12.00",
        (10, "alder=36&nar=nu"): "Öppet nu, till 18.00",
        (10, "vad=barnmorska&nar=nu"): "Öppet nu, till 16.00",
        (10, "vad=barnmorska,forskola&alder=36&nar=nu"): "",
        (17, "nar=nu"): "Öppet nu, till 18.00",
        (17, "vad=barnmorska&nar=nu"): "",
        (17, "vad=barnmorska&nar=idag"): "",
        (17, "vad=barnmorska"): "Öppnar i morgon 9.00",
        (17, "vad=barnhalsovard&nar=nu"): "Öppet nu, till 18.00",
        (10, "vad=samtal"): "",  # takes part, but is not there
    }
    for (hour, query), words in found.items():
        with time_machine.travel(TEN.replace(hour=hour), tick=False):
            text = page(f"?{query}")
        assert names_in(text) == (["Backen"] if words else []), query
        assert words in text, query
    with time_machine.travel(TEN, tick=False):
        text = page("?vad=forskola")
    assert re.search(r"<bdi>Öppen förskola</bdi>\s*·\s*<bdi>0–12 månader</bdi>", text)


@pytest.mark.django_db
def test_what_is_met_by_appointment_alone_says_so(backen: FamilyCentre) -> None:
    legs = CentreLeg.objects.filter(leg=Leg.MIDWIFERY)
    OpeningHours.objects.filter(leg__in=legs).delete()
    legs.update(no_hours=CentreLeg.NoHours.BOOKED)
    with time_machine.travel(TEN, tick=False):
        assert "Bara tider som man har bokat" in page("?vad=barnmorska")
        assert names_in(page("?vad=barnmorska&nar=idag")) == []


@pytest.mark.django_db
def test_something_planned_today_counts_though_every_door_is_closed(house: House) -> None:
    park = make_place(house.anna, "Parken", languages=["sv"])
    open_hours(park, 9, 15, (1,))
    make_times(park, TUESDAY, hour=10, title="Helg i parken", languages=["ti"], age_from=0, age_to=35)
    make_times(park, TUESDAY + dt.timedelta(days=1), kind="fathers")
    make_times(make_place(house.anna, "Inbjudna"), TUESDAY, hour=10, scope=Activity.Scope.TARGETED)
    make_times(make_place(house.anna, "Inställt"), TUESDAY, hour=10, title="Borta")
    Occurrence.objects.filter(activity__title="Borta").update(state="cancelled", reason="illness")
    own = reverse("centre", args=[park.code])
    told = re.compile(r"Stängt i dag\b.*I dag händer ändå det här:.*Helg i parken", re.DOTALL)
    with time_machine.travel(TEN, tick=False):
        assert told.search(page("?nar=idag"))
        assert re.search(
            r"Stängt i dag\s.*I dag händer ändå det här:.*Helg i parken", Client().get(own).text, re.DOTALL
        )
        assert names_in(Client().get(reverse("start")).text) == ["Parken"]
        for query in ("nar=idag", "nar=nu", "sprak=ti&nar=nu", "sprak=ti", "alder=24&nar=idag", "vad=pappa"):
            assert names_in(page(f"?{query}")) == ["Parken"], query
        for query in ("alder=36&nar=idag", "sprak=ar&nar=idag", "vad=pappa&nar=idag", "vad=forskola&nar=idag"):
            assert names_in(page(f"?{query}")) == [], query
        assert 'href="?sprak=ti"' in page()  # no centre speaks it, but an activity is held in it
    with time_machine.travel(TEN.replace(hour=11, minute=0), tick=False):
        assert names_in(page("?nar=idag")) == []
        assert "I dag händer ändå" not in Client().get(own).text


@pytest.mark.django_db
def test_a_part_of_a_city_leads_to_the_centres_nearest_to_it(house: House) -> None:
    near = make_place(house.anna, "Nära", "0180-farsta", **at(59.388, 17.927))
    text = page("?namn=tensta")
    assert re.search(rf'href="{reverse("centre", args=[near.code])}"><bdi[^>]*>Nära</bdi></a>,\s*ungefär 2 km', text)
    assert "GeoNames" in text
    text = page("?namn=husby")
    assert re.search(r'kommun=0180">\s*Visa alla familjecentraler i\s*<bdi lang="sv">Stockholm</bdi>', text)


@pytest.mark.django_db
def test_a_card_says_what_happens_there_today_and_that_something_is_cancelled(house: House) -> None:
    centre = make_place(house.anna, "Tallen", languages=["sv", "ar"])
    make_times(centre, TUESDAY, hour=10)
    make_times(centre, TUESDAY, hour=13, title="Pappaträff")
    Occurrence.objects.filter(activity__title="Pappaträff").update(state="cancelled", reason="illness")
    with time_machine.travel(TEN, tick=False):
        text = page()
    assert re.search(r'10\.00</bdi>\s*<span><a href="[^"]+/aktiviteter/\w+/"><bdi\s*>Sångstund</bdi></a>', text)
    assert re.search(r"Pappaträff</bdi></a>\s*<b>inställt</b>", text)
    assert "Arabiska" in text


@pytest.mark.django_db
def test_an_empty_list_says_how_far_it_is_to_the_nearest_and_whom_to_ring(house: House) -> None:
    make_place(house.anna, "Nära", "1860")  # Laxå
    make_place(house.anna, "Långt bort", "0117")
    text = page("?namn=askersund")
    assert "Ingen familjecentral passar in" in text
    near = re.findall(r'href="[^"]*\?kommun=(\d+)"', text.split("Här finns familjecentraler")[0])
    assert near == ["1860", "0117"]
    assert "Ring en människa" in text
    lost = page("?namn=finnsinte")
    nearby, elsewhere = lost.split("Ingen familjecentral passar in")[1].split("Här finns familjecentraler")
    assert "kommun=1860" not in nearby
    assert "kommun=1860" in elsewhere
    assert "Visa alla familjecentraler" in lost
    assert f'href="{reverse("centres")}?visa=alla#nara"' in lost
    wide = page("?kommun=1860&vad=barnmorska")
    assert "Visa den enda familjecentralen där" in wide
    assert 'href="?vad=barnmorska"' in wide


@pytest.mark.django_db
def test_a_planned_centre_says_so_and_a_closed_one_is_gone(house: House) -> None:
    make_place(house.anna, "Kommer", state="planned", opened_on=None, state_until=dt.date(2027, 8, 16))
    make_place(house.anna, "Borta", state="closed", closed_on=dt.date(2026, 1, 1))
    text = page()
    assert names_in(text) == ["Kommer"]
    assert "Den är tänkt att öppna 16 augusti 2027" in text


@pytest.mark.django_db
def test_many_are_divided_into_pages_that_keep_the_search(house: House) -> None:
    for number in range(23):
        make_place(house.anna, f"Tall {number:02}", **at(59.4 + number / 100, 18.2))
    first = page("?vad=forskola")
    assert len(names_in(first)) == 20
    assert "?vad=forskola&amp;sida=2" in first
    assert names_in(page("?vad=forskola&sida=2")) == ["Tall 20", "Tall 21", "Tall 22"]
    assert names_in(page("?sida=99")) == ["Tall 20", "Tall 21", "Tall 22"]
    assert len(names_in(page("?visa=alla"))) == 23
    assert '<meta name="robots" content="noindex, follow">' in first


@pytest.mark.django_db
def test_the_search_costs_the_same_for_3_centres_and_for_30(house: House) -> None:
    def cost(query: str) -> int:
        with CaptureQueriesContext(connection) as asked_for:
            page(f"{query}&x={len(counts)}")
        return len([one for one in asked_for if re.match(r"SELECT .*FROM \"famn_(?!publicversion)", one["sql"])])

    counts: list[int] = []
    queries = ("?a=1", "?nar=nu", "?sprak=ar", "?vad=pappa&nar=idag", "?namn=finnsinte")
    for number in range(3):
        centre = make_place(house.anna, f"Ek {number}", **at(59.4 + number / 100, 18.2))
        open_hours(centre, 0, 23)
        make_times(centre, dt.date.today(), kind="fathers", languages=["ar"])  # noqa: DTZ011 - any day near now
    few = [cost(query) for query in queries]
    counts.append(1)
    for number in range(27):
        centre = make_place(house.anna, f"Alm {number}", **at(59.3 + number / 100, 18.1))
        open_hours(centre, 0, 23)
        make_times(centre, dt.date.today(), kind="fathers", languages=["ar"])  # noqa: DTZ011 - as above
    assert [cost(query) for query in queries] == few
    assert max(few) <= 7  # six of the search, and one of who answers the telephone


@pytest.mark.django_db
def test_the_door_shows_who_is_open_today_and_else_who_opens_first(house: House) -> None:
    open_hours(make_place(house.anna, "Vardag"), 9, 15, (1, 2, 3, 4, 5))
    open_hours(make_place(house.anna, "Lördag"), 10, 12, (6,))
    make_place(house.anna, "Okänd")
    start = reverse("start")
    with time_machine.travel(TEN, tick=False):
        text = Client().get(start).text
        assert names_in(text) == ["Vardag"]
        assert "Öppet i dag" in text
    with time_machine.travel(TEN.replace(hour=15), tick=False):
        text = Client().get(start).text
        assert names_in(text) == ["Lördag", "Vardag"]
        assert "Här öppnar det först" in text


@pytest.mark.django_db
def test_with_many_centres_the_door_shows_the_counties_with_their_numbers(house: House) -> None:
    for number in range(13):
        make_place(house.anna, f"Tall {number}", "1860" if number < 4 else "0117")
    text = Client().get(reverse("start")).text
    counties = re.findall(r'href="[^"]*\?lan=(\d\d)"><bdi lang="sv">([^<]+)</bdi></a>\s*<span[^>]*>(\d+)<', text)
    assert counties == [("01", "Stockholms län", "9"), ("18", "Örebro län", "4")]
    assert names_in(text) == []


# --- what is told of the site ------------------------------------------------------------------------


def data_in(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.django_db
def test_the_door_tells_search_engines_where_to_search() -> None:
    data = data_in(Client().get(reverse("start")).text)
    assert data["@type"] == "WebSite"
    assert data["potentialAction"]["target"]["urlTemplate"].endswith("/familjecentraler/?namn={namn}")
