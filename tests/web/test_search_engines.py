"""What search engines and those who share links are told: the sitemap, robots, data that says what the page says."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from famn.domain.activities.models import Occurrence
from famn.domain.activities.reads.calendar import occurrences
from famn.domain.centres.models import FamilyCentre, Module
from famn.domain.centres.opening import OpenDay, Span
from famn.ground.stockholm import STOCKHOLM
from famn.web.public import urls
from famn.web.public.robots import ALONE, OF_A_CENTRE
from famn.web.public.sharing import as_data, centre_facts, centre_head, event_facts
from tests.people import House
from tests.web.places import at, make_place, make_times, open_hours
from tests.web.test_finding import TEN, TUESDAY

ORIGIN = settings.FAMN_ORIGIN
# Public pages that are not for finding: files and pictures, other views of a page that is there, and one's own choices.
NOT_FOUND_BY_SEARCH = re.compile(
    r"feed$|.*_feed$|.*_file$|.*_picture$|.*_photo$|.*_print$|screen$|week_|share_|preview_|show_staff$|appearance$|gallery$|"
    r"alive$|sitemap$|robots$"
)


def locations(language: str = "sv") -> list[str]:
    with override(language):
        text = Client().get(reverse("sitemap")).text
    return re.findall(r"<loc>([^<]+)</loc>", text)


@pytest.mark.django_db
def test_the_sitemap_holds_every_public_page_and_nothing_else(house: House) -> None:
    centre = make_place(house.anna, "Tallen")
    quiet = make_place(house.anna, "Granen", switched_off=[Module.CALENDAR])
    make_place(house.anna, "Hemlig", is_public=False)
    make_place(house.anna, "Gammal", confirmed_on=dt.date(2020, 1, 1))
    today = dt.date.today()  # noqa: DTZ011 - any day near now
    activity = make_times(centre, today)
    make_times(quiet, today)
    make_times(centre, today, state="draft")
    found = locations()
    assert len(found) == len(set(found))
    own = {
        f"{ORIGIN}{reverse(name, args=[one.code])}" for one in (centre, quiet) for name in ("centre", "centre_class")
    }
    own.add(f"{ORIGIN}{reverse('calendar', args=[centre.code])}")
    own.add(f"{ORIGIN}{reverse('activity', args=[centre.code, activity.code])}")
    assert {one for one in found if re.search(r"/familjecentraler/[^/]+/", one) and "definition" not in one} == own | {
        f"{ORIGIN}{reverse('classes')}"
    }
    assert {f"{ORIGIN}{reverse(name)}" for name in ALONE} <= set(found)


def test_every_public_page_is_in_the_sitemap_or_is_known_not_to_be() -> None:
    told = {*ALONE, *OF_A_CENTRE, "activity", "public_initiative", "definition"}
    public = {str(pattern.name) for pattern in urls.urlpatterns}
    assert told <= public
    assert {name for name in public - told if not NOT_FOUND_BY_SEARCH.match(name)} == set()


@pytest.mark.django_db
def test_each_language_has_its_own_sitemap_with_the_others_beside(house: House) -> None:
    centre = make_place(house.anna, "Tallen")
    arabic = locations("ar")
    assert f"{ORIGIN}/ar{reverse('centre', args=[centre.code])}" in arabic
    assert all(one.startswith(f"{ORIGIN}/ar/") for one in arabic)
    text = Client().get(reverse("sitemap")).text
    line = next(one for one in text.splitlines() if f"{reverse('centre', args=[centre.code])}</loc>" in one)
    others = dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', line))
    assert others["sv"] == f"{ORIGIN}{reverse('centre', args=[centre.code])}"
    assert others["ar"] == f"{ORIGIN}/ar{reverse('centre', args=[centre.code])}"
    assert "sv-lattlast" not in others
    with override("so"):
        assert not [one for one in locations("so") if "klass" in one]  # not in Somali


@pytest.mark.django_db
def test_robots_keep_out_of_the_workspace_and_are_shown_every_sitemap() -> None:
    lines = Client().get(reverse("robots")).text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /arbete/" in lines
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap")]
    assert f"{ORIGIN}/sitemap.xml" in maps
    assert f"{ORIGIN}/ar/sitemap.xml" in maps
    assert not [line for line in lines if line in {"Disallow: /", "Disallow:"}]


# --- data --------------------------------------------------------------------------------------------


def test_data_cannot_end_its_element_whatever_somebody_wrote() -> None:
    text = as_data({"name": "</script><script>alert(1)</script> & så", "about": "", "geo": None})
    assert text.count("<") == 2
    assert json.loads(text.split(">", 1)[1].rsplit("<", 1)[0]) == {
        "@context": "https://schema.org",
        "name": "</script><script>alert(1)</script> & så",
    }


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.django_db
def test_a_centres_data_says_where_and_when_as_its_page_does(house: House) -> None:
    centre = make_place(house.anna, "Tallen", "0180-farsta", about="Alla i ett hus.", **at(59.24, 18.09))
    centre = FamilyCentre.objects.select_related("place__parent").get(pk=centre.pk)
    spans = (Span(dt.time(9), dt.time(12)), Span(dt.time(11), dt.time(15)))
    days = [
        OpenDay(TUESDAY, spans),
        OpenDay(dt.date(2026, 3, 4), reason="planning", struck=spans),
        OpenDay(dt.date(2026, 3, 5), is_known=False),
    ]
    head = centre_head(centre, about=centre.about, days=days, phone="08-465 004 10")
    data = data_of(str(head.data))
    assert data["name"] == "Tallen"
    assert data["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Provgatan 1",
        "addressLocality": "Stockholm",
        "addressCountry": "SE",
    }
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 59.24, "longitude": 18.09}
    assert data["telephone"] == "08-465 004 10"
    hours = [(one["validFrom"], one["opens"], one["closes"]) for one in data["openingHoursSpecification"]]
    assert hours == [("2026-03-03", "09:00", "15:00"), ("2026-03-04", "00:00", "00:00")]
    assert head.url == f"{ORIGIN}{reverse('centre', args=[centre.code])}"


@pytest.mark.django_db
@time_machine.travel(TEN)
def test_an_event_that_is_cancelled_or_moved_says_so(house: House) -> None:
    centre = make_place(house.anna, "Tallen")
    make_times(centre, TUESDAY, times=3)
    centre = FamilyCentre.objects.select_related("place__parent").get(pk=centre.pk)
    rows = list(Occurrence.objects.order_by("day"))
    Occurrence.objects.filter(pk=rows[1].pk).update(state="cancelled", reason="illness")
    Occurrence.objects.filter(pk=rows[2].pk).update(was_at=rows[2].starts_at - dt.timedelta(hours=2))
    shown = occurrences(centre, TUESDAY, TUESDAY + dt.timedelta(days=2), today=TUESDAY, language="sv")
    facts = [event_facts(one, centre_facts(centre), url="https://famn.example/x") for one in shown]
    assert [one["eventStatus"].rpartition("/")[2] for one in facts] == [
        "EventScheduled",
        "EventCancelled",
        "EventRescheduled",
    ]
    assert facts[0]["startDate"] == "2026-03-03T10:00+01:00"
    assert facts[2]["previousStartDate"] == "2026-03-05T08:00+01:00"
    assert facts[0]["location"]["name"] == "Tallen"


@pytest.mark.django_db
def test_a_shared_page_has_its_own_address_words_and_picture(house: House) -> None:
    make_place(house.anna, "Tallen")
    text = Client().get(reverse("centres") + "?lan=01&nar=nu&sida=2").text
    assert f'<link rel="canonical" href="{ORIGIN}/familjecentraler/?lan=01">' in text
    assert 'content="noindex, follow"' in text
    assert f'<meta property="og:image" content="{ORIGIN}/bild.png">' in text
    arabic = Client().get("/ar/familjecentraler/?lan=01").text
    assert f'<link rel="canonical" href="{ORIGIN}/ar/familjecentraler/?lan=01">' in arabic
    assert f'content="{ORIGIN}/bild.png"' in arabic


# --- pictures ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pictures_are_of_the_size_that_is_asked_for(house: House) -> None:
    centre = make_place(house.anna, "Tallen & <Granen> #1")
    hidden = make_place(house.anna, "Hemlig", is_public=False)
    open_hours(centre, 9, 15)
    with time_machine.travel(TEN.astimezone(STOCKHOLM), tick=False):
        for url in (reverse("site_picture"), reverse("centre_picture", args=[centre.code])):
            answer = Client().get(url)
            assert answer.headers["Content-Type"] == "image/png"
            assert answer.content.startswith(b"\x89PNG")
            assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
            assert len(answer.content) < 200_000
        assert Client().get(reverse("centre_picture", args=[hidden.code])).status_code == 404


@pytest.mark.django_db
def test_the_pages_of_a_centre_and_of_an_activity_bring_their_data(house: House) -> None:
    centre = make_place(house.anna, "Tallen", about="Alla i ett hus.")
    open_hours(centre, 9, 15)
    activity = make_times(centre, TUESDAY, times=2)
    with time_machine.travel(TEN, tick=False):
        place = data_of(Client().get(reverse("centre", args=[centre.code])).text)
        events = data_of(Client().get(reverse("activity", args=[centre.code, activity.code])).text)["@graph"]
    assert place["description"] == "Alla i ett hus."
    assert place["openingHoursSpecification"][0]["closes"] == "15:00"
    assert [one["startDate"] for one in events] == ["2026-03-03T10:00+01:00", "2026-03-04T10:00+01:00"]
    assert {one["name"] for one in events} == {"Sångstund"}


@pytest.mark.django_db
def test_a_calendar_brings_the_times_that_are_left_and_its_other_views_point_to_it(house: House) -> None:
    centre = make_place(house.anna, "Tallen", address="Provgatan 1")
    activity = make_times(centre, TUESDAY, times=3)
    Occurrence.objects.filter(day=TUESDAY + dt.timedelta(days=1)).update(state="cancelled", reason="illness")
    url = reverse("calendar", args=[centre.code])
    with time_machine.travel(dt.datetime(2026, 3, 3, 20, 0, tzinfo=STOCKHOLM), tick=False):  # the first has ended
        page, month = Client().get(url).text, Client().get(f"{url}?vy=manad").text
    told = data_of(page)
    assert told["@type"] == "ItemList"
    assert [one["position"] for one in told["itemListElement"]] == [1, 2]
    events = [one["item"] for one in told["itemListElement"]]
    assert [one["eventStatus"].rpartition("/")[2] for one in events] == ["EventCancelled", "EventScheduled"]
    for one in events:
        assert one["url"] == f"{ORIGIN}{reverse('activity', args=[centre.code, activity.code])}"
        assert one["location"]["address"]["streetAddress"] == "Provgatan 1"
        assert {"name", "startDate", "endDate", "eventAttendanceMode"} <= one.keys()
        assert one["isAccessibleForFree"] is True
    for text in (page, month):
        assert f'<link rel="canonical" href="{ORIGIN}{url}">' in text
        assert f'content="{ORIGIN}{reverse("centre_picture", args=[centre.code])}"' in text
    assert "ld+json" not in month
