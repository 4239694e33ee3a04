"""Few words of staff on public pages in other languages, and the page where they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.phrases import phrases_mark
from famn.domain.centres.models import AccessFact, CentrePerson, FamilyCentre, OpeningException, Partner, Phrase
from famn.domain.people.rules import Actor
from famn.web.workspace.centres.phrases import field_name
from tests.people import client_of
from tests.scenes import scene
from tests.web.places import make_place, make_times

TUESDAY = dt.date(2026, 3, 3)
NOW = dt.datetime(2026, 3, 3, 8, 45, tzinfo=dt.UTC)
SOME_SWEDISH = "Vissa texter finns bara på svenska än."
SOME_UNCHECKED = "Vissa texter har ingen som kan språket kontrollerat än."
pytestmark = pytest.mark.django_db
ARABIC = {
    "Ta med en filt.": "أحضروا بطانية.",
    "Vi lär oss om tänder.": "نتعلم عن الأسنان.",
    "barnmorska": "قابلة",
    "Ramp vid dörren": "منحدر عند الباب",
    "Sagostund": "قصص للأطفال",
    "Ring oss.": "اتصلوا بنا.",
}


@scene
def place(anna: Actor) -> FamilyCentre:
    """A public centre that says something in Swedish in every place where staff write a few words."""
    made = make_place(anna, "Familjecentralen Provtallen", confirmed_on=TUESDAY)
    make_times(made, TUESDAY, times=2, booking="sign_up", how_to_book="Ring oss.")
    Occurrence.objects.update(message="Ta med en filt.")
    OpeningException.objects.create(
        centre=made,
        from_date=TUESDAY + dt.timedelta(days=1),
        to_date=TUESDAY + dt.timedelta(days=2),
        reason="planning",
        note="Vi lär oss om tänder.",
    )
    shown = {"centre": made, "confirmed_on": TUESDAY}
    CentrePerson.objects.create(name="Tove Tall", role="barnmorska", from_date=TUESDAY, **shown)
    AccessFact.objects.create(kind="step_free", answer="yes", note="Ramp vid dörren", **shown)
    partner = {"kind": "library", "name": "Biblioteket Bokfinken", "what": "Sagostund", "from_date": TUESDAY}
    Partner.objects.create(**partner, **shown)
    return made


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def in_arabic(place: FamilyCentre, **values: object) -> None:
    """Let somebody have written all of it in Arabic."""
    facts = {"centre": place, "language": "ar", "written_on": TUESDAY} | values
    Phrase.objects.bulk_create(Phrase(swedish=swedish, text=text, **facts) for swedish, text in ARABIC.items())


def page(place: FamilyCentre, name: str = "centre", language: str = "ar", *more: str) -> str:
    """A public page as somebody without a session sees it, made anew."""
    reader = Client()
    reader.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32  # is never answered from the shelf
    with override(language):
        answer = reader.get(reverse(name, args=[place.code, *more]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def says(html: str, words: str, language: str) -> bool:
    """Whether a page says words as its readers speak, standing in `language`."""
    with override(language):
        return gettext(words) in html


HERE = {
    "centre": ("Ta med en filt.", "Vi lär oss om tänder.", "barnmorska", "Ramp vid dörren", "Sagostund"),
    "calendar": ("Ta med en filt.", "Vi lär oss om tänder."),
    "calendar_print": ("Ta med en filt.", "Vi lär oss om tänder."),
    "screen": ("Ta med en filt.", "Vi lär oss om tänder."),
    "activity": ("Ta med en filt.", "Ring oss."),
}


@pytest.mark.parametrize("name", HERE)
def test_what_staff_write_is_in_the_language_of_the_reader_or_in_swedish_and_marked(
    place: FamilyCentre, name: str
) -> None:
    more = (Activity.objects.get().code,) if name == "activity" else ()
    before = page(place, name, "ar", *more)
    for swedish in HERE[name]:
        assert re.search(rf'<bdi lang="sv">{re.escape(swedish)}</bdi>', before.replace("\u00ad", "")), swedish
    in_arabic(place)
    told = page(place, name, "ar", *more)
    for swedish in HERE[name]:
        marked = f'<bdi lang="ar">{ARABIC[swedish]}</bdi>'
        assert (marked if name == "centre" else ARABIC[swedish]) in told, swedish
        assert swedish not in told.replace("\u00ad", ""), swedish
    assert 'dir="rtl"' in told and says(told, SOME_UNCHECKED, "ar")
    Phrase.objects.update(checked_by="Salma", checked_on=TUESDAY)
    assert not says(page(place, name, "ar", *more), SOME_UNCHECKED, "ar")
    assert HERE[name][0] in page(place, name, "en", *more)


def test_why_a_centre_is_closed_is_told_in_the_language_of_the_reader(place: FamilyCentre) -> None:
    FamilyCentre.objects.update(state="paused", state_note="Vi har en vattenskada.\n\nVi hörs.")
    assert '<div lang="sv" dir="ltr"><p>Vi har en vattenskada.</p>' in page(place)
    note = Phrase(centre=place, language="ar", swedish="Vi har en vattenskada.\n\nVi hörs.", text="تسرب مياه")
    note.written_on = TUESDAY
    note.save()
    assert '<div lang="ar" dir="rtl"><p>تسرب مياه</p></div>' in page(place)
    assert '<div lang="sv" dir="ltr"><p>Vi har en vattenskada.</p>' in page(place, language="en")


def test_a_feed_and_the_data_for_search_engines_speak_as_the_page(place: FamilyCentre) -> None:
    in_arabic(place)
    Occurrence.objects.update(theme="Sagostund")
    assert ARABIC["Ta med en filt."] in page(place, "feed").replace("\r\n ", "")
    assert f'"description":"{ARABIC["Sagostund"]}"' in page(place, "calendar").replace('": "', '":"')
    assert "Ta med en filt." in page(place, "feed", "sv").replace("\r\n ", "")


def test_a_kept_page_ends_when_somebody_writes_in_the_book(place: FamilyCentre) -> None:
    with override("ar"):
        address = reverse("centre", args=[place.code])
    assert "barnmorska" in Client().get(address).content.decode()
    in_arabic(place)
    assert "قابلة" in Client().get(address).content.decode()
    Phrase.objects.filter(swedish="barnmorska").delete()
    assert "barnmorska" in Client().get(address).content.decode()


@pytest.mark.parametrize("name", ["centre", "calendar", "feed"])
def test_a_page_in_swedish_never_asks_for_the_book(place: FamilyCentre, name: str) -> None:
    page(place, name, "sv")
    with CaptureQueriesContext(connection) as asked:
        page(place, name, "sv")
    whole = name == "feed"  # the calendar's own query has room for the book of every language
    said = [one["sql"] if whole else one["sql"].partition(" WHERE ")[0] for one in asked]
    assert not [sql for sql in said if 'FROM "famn_phrase"' in sql]


# --- where they are written ------------------------------------------------------------------------


def test_the_words_are_written_on_one_page_a_language(place: FamilyCentre, anna: Actor) -> None:
    reader = client_of(anna)
    address = reverse("centre_phrases", args=[place.code])
    asked = reader.get(f"{address}?sprak=ar").content.decode()
    fields = {swedish: field_name(swedish) for swedish in ARABIC}
    assert all(f'name="{name}"' in asked for name in fields.values())
    assert 'dir="rtl"' in asked and "6 ord saknas" in asked
    said = {fields[swedish]: text for swedish, text in ARABIC.items() if swedish != "barnmorska"}
    seen = phrases_mark(place, "ar")
    answer = reader.post(address, said | {"sprak": "ar", "seen": seen}, follow=True)
    assert "Orden är sparade." in answer.content.decode() and "1 ord saknas" in answer.content.decode()
    assert dict(Phrase.objects.values_list("swedish", "text")) == {
        swedish: text for swedish, text in ARABIC.items() if swedish != "barnmorska"
    }
    late = reader.post(address, said | {"sprak": "ar", "seen": seen})
    assert "Någon annan ändrade" in late.content.decode()


def test_words_that_came_after_the_page_was_opened_are_left_alone(place: FamilyCentre, anna: Actor) -> None:
    in_arabic(place)
    address = reverse("centre_phrases", args=[place.code])
    some = {field_name("barnmorska"): "", "sprak": "ar", "seen": phrases_mark(place, "ar"), "checked_by": ""}
    client_of(anna).post(address, some)
    assert Phrase.objects.count() == len(ARABIC) - 1


def test_who_writes_sees_who_has_checked_words_and_when_at_last(place: FamilyCentre, anna: Actor) -> None:
    in_arabic(place, checked_by="Salma Syrén", checked_on=TUESDAY)
    Phrase.objects.filter(swedish="barnmorska").update(checked_on=TUESDAY - dt.timedelta(days=9))
    Phrase.objects.filter(swedish="Sagostund").update(checked_by="", checked_on=None)
    told = client_of(anna).get(f"{reverse('centre_phrases', args=[place.code])}?sprak=ar").content.decode()
    beside = dict(re.findall(r"(Vad någon arbetar som|Vad en samarbetspartner gör) · ([^<]+)", told))
    assert beside["Vad någon arbetar som"].strip() == "kontrollerad den 22 februari 2026"
    assert beside["Vad en samarbetspartner gör"].strip() == "inte kontrollerad"
    assert re.findall(r"(\w+ \w+) kontrollerade\s+ord den ([\w ]+)\.", told) == [("Salma Syrén", "3 mars 2026")]


def test_words_that_no_page_shows_are_listed_apart(place: FamilyCentre, anna: Actor) -> None:
    in_arabic(place)
    AccessFact.objects.all().delete()
    address = f"{reverse('centre_phrases', args=[place.code])}?sprak=ar"
    told = client_of(anna).get(address).content.decode()
    assert told.index("Visas inte längre") < told.index(field_name("Ramp vid dörren"))
    assert told.index(field_name("barnmorska")) < told.index("Visas inte längre")


def test_whoever_has_written_something_is_led_to_its_other_languages(place: FamilyCentre, anna: Actor) -> None:
    reader, address = client_of(anna), reverse("centre_phrases", args=[place.code])
    time, days = (
        Occurrence.objects.select_related("activity").earliest("pk"),
        reverse("centre_exceptions", args=[place.code]),
    )
    pages = [reverse("work_occurrence", args=[time.code]), days, reverse("work_activity", args=[time.activity.code])]
    for url in pages:
        told = reader.get(url).content.decode()
        assert f'href="{address}"' in told and "finns bara på svenska" in told, url
    in_arabic(place)
    assert all("العربية" in reader.get(url).content.decode() for url in pages)
    Occurrence.objects.update(message="")
    assert address not in reader.get(pages[0]).content.decode()


def test_a_telephone_number_in_arabic_words_is_in_order(place: FamilyCentre) -> None:
    Phrase.objects.create(
        centre=place, language="ar", swedish="Ring oss.", text="اتصلوا <08-465 004 31>", written_on=TUESDAY
    )
    shown = reverse("activity", args=[place.code, Activity.objects.get().code])
    told = Client().get(f"/ar{shown}").content.decode()
    assert '<bdi lang="ar">اتصلوا &lt;<bdi dir="ltr">08-465 004 31</bdi>&gt;</bdi>' in told
