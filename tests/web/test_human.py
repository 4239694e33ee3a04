"""A human on the phone: every public page says who answers now, in which languages, and else when next."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import CentreLeg, DefinitionSet, FamilyCentre, Module, PhoneHours
from famn.domain.people.models import Leg
from famn.web.shared.addresses import PUBLIC, addresses
from famn.web.shared.stored import SHELF
from tests.domain.activities.making import make_public, make_series
from tests.domain.centres.making import OPENED, make_centre, make_leg
from tests.people import House
from tests.scenes import scene

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
MONDAY: Final = dt.date(2026, 3, 2)
TUESDAY: Final = dt.date(2026, 3, 3)
A_SECOND: Final = dt.timedelta(seconds=1)
NUMBER: Final = "08-465 004 11"
DIALLED: Final = "tel:0846500411"
OTHER: Final = "08-465 004 22"
# Public addresses whose pages have not the frame: they are files, or made to be read at a distance or on paper.
UNFRAMED: Final = {
    *("calendar_print", "screen", "week_sheet", "week_picture", "feed", "activity_feed", "occurrence_file"),
    *("site_picture", "centre_picture", "centre_photo", "sitemap", "robots", "alive", "gallery"),
}
IS_THE_LIST: Final = "phone"  # all of it is who answers

pytestmark = pytest.mark.django_db


def at(clock: str, day: dt.date = TUESDAY) -> dt.datetime:
    """The moment when clocks in Sweden show this."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), STOCKHOLM)


def answered(centre: FamilyCentre, house: House, phone: str, opens: int, *languages: str) -> None:
    """Publish a centre whose open preschool answers for two hours every weekday."""
    leg = make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL, phone=phone)
    for weekday in range(1, 6):
        hours = {"opens": dt.time(opens), "closes": dt.time(opens + 2), "from_date": OPENED}
        PhoneHours.objects.create(leg=leg, weekday=weekday, languages=list(languages), **hours)
    FamilyCentre.objects.filter(pk=centre.pk).update(is_public=True, confirmed_on=MONDAY)
    CentreLeg.objects.filter(pk=leg.pk).update(confirmed_on=MONDAY)


@scene
def place(house: House) -> FamilyCentre:
    """A public centre that answers from eight to ten in Swedish and Arabic, with a song every Tuesday."""
    centre = make_centre(house.anna)
    answered(centre, house, NUMBER, 8, "sv", "ar")
    make_series(make_public(centre, house.anna), house.anna)
    centre.refresh_from_db()
    return centre


def pages(centre: FamilyCentre) -> dict[str, str]:
    """Every public page with the frame, by name. Initiatives are a page of no centre like the others."""
    rows = {
        "centre": centre.code,
        "activity": Activity.objects.get(centre=centre).code,
        "definition": DefinitionSet.objects.order_by("pk")[0].code,
    }
    framed = [one for one in addresses() if one.who == PUBLIC and not one.route.startswith(("/arbete", "/konto"))]
    return {
        one.name: reverse(one.name, kwargs={name: rows[name] for name in one.parameters})
        for one in framed
        if one.languages != ("sv",) and one.name not in {*UNFRAMED, IS_THE_LIST} and {*one.parameters} <= {*rows}
    }


def words(page: str) -> str:
    """What the foot of a page says of who answers, in one line."""
    return " ".join(page.split('id="ring"')[1].split("</section>")[0].split())


def test_every_public_page_says_who_answers_and_no_kept_page_says_it_a_second_too_long(place: FamilyCentre) -> None:
    reader, somebody = Client(), Client()
    somebody.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32  # is never answered from the shelf
    every = pages(place)
    assert {"start", "centres", "calendar", "activity", "about", "accessibility", "definition"} <= {*every}
    with time_machine.travel(at("07:59") - A_SECOND, tick=False) as clock:
        for moment, said in [
            (at("08:00") - A_SECOND, 'Svarar i dag <bdi dir="ltr">8.00</bdi>'),
            (at("08:00"), 'Svarar nu, till <bdi dir="ltr">10.00</bdi>'),
            (at("10:00") - A_SECOND, 'Svarar nu, till <bdi dir="ltr">10.00</bdi>'),
            (at("10:00"), 'Svarar i morgon <bdi dir="ltr">8.00</bdi>'),
        ]:
            clock.move_to(moment)
            for name, url in every.items():
                shown = reader.get(url)
                assert shown.status_code == 200, name
                assert 'id="ring"' in shown.text, name
                told = words(shown.text)
                assert said in told, f"{name} at {moment}"
                assert DIALLED in told, name
                assert "svenska, arabiska" in told, name
        for name, url in every.items():
            assert reader.get(url).text == somebody.get(url).text, name
    assert not reader.cookies
    assert len(SHELF.keys()) >= 8


@pytest.mark.parametrize("path", ["/finns-inte/", "/familjecentraler/finnsinte/", "/en/familjecentraler/x/kalender/"])
def test_a_page_that_is_not_there_says_who_answers_too(place: FamilyCentre, path: str) -> None:
    with time_machine.travel(at("09:00"), tick=False):
        answer = Client().get(path)
        assert answer.status_code == 404
        assert '<bdi dir="ltr">10.00</bdi>' in words(answer.text)
        assert DIALLED in words(answer.text)


@pytest.mark.parametrize("why", ["no telephone", "switched off", "nobody knows when"])
def test_where_the_centre_is_no_help_the_page_says_who_answers_anywhere(
    house: House, place: FamilyCentre, why: str
) -> None:
    other = make_centre(house.anna, name="Andra huset")
    answered(other, house, OTHER, 9, "sv")
    if why == "no telephone":
        CentreLeg.objects.filter(centre=place).update(phone="")
    elif why == "switched off":
        FamilyCentre.objects.filter(pk=place.pk).update(switched_off=[Module.PHONE])
    else:
        PhoneHours.objects.filter(leg__centre=place).delete()
    reader, url = Client(), reverse("calendar", args=[place.code])
    with time_machine.travel(at("09:30"), tick=False):
        told = words(reader.get(url).text)
        assert OTHER in told and "Andra huset" in told
        assert (NUMBER in told) == (why == "nobody knows when")
        PhoneHours.objects.filter(leg__centre=other).delete()  # a write of the other centre ends this one's page
        assert OTHER not in words(reader.get(url).text)


def test_only_who_answers_on_an_ordinary_day_is_named_and_those_of_the_readers_language_first(
    house: House, place: FamilyCentre
) -> None:
    for number in range(3):
        answered(make_centre(house.anna, name=f"Hus {number}"), house, f"08-465 004 3{number}", 8, "sv")
    with time_machine.travel(at("09:00"), tick=False):
        arabic = words(Client().get("/ar/oppen-forskola/").text)
        assert arabic.count("tel:") == 3
        assert arabic.index(NUMBER) < arabic.index("08-465 004 3")
    with time_machine.travel(at("09:00", dt.date(2026, 4, 3)), tick=False):  # Good Friday, and then Easter
        told = words(Client().get("/oppen-forskola/").text)
        assert "tisdag" in told and "Svarar nu" not in told


# --- one door --------------------------------------------------------------------------------------------


def doors(centre: FamilyCentre) -> dict[str, str]:
    """Every public address of one centre."""
    rows = {"centre": centre.code, "activity": Activity.objects.get(centre=centre).code, "shown": "x"}
    return {
        one.name: reverse(one.name, kwargs={name: rows[name] for name in one.parameters})
        for one in addresses()
        if one.who == PUBLIC and "centre" in one.parameters
    }


def test_every_address_of_a_centre_that_is_too_old_says_whom_to_call_instead(house: House, place: FamilyCentre) -> None:
    every = doors(place)
    assert {"calendar", "feed", "activity_feed", "screen", "week_sheet", "week_picture", "share_week"} <= {*every}
    later = MONDAY + dt.timedelta(days=365)
    with time_machine.travel(at("09:00", later - dt.timedelta(days=1)), tick=False):
        assert Client().get(every["calendar"]).status_code == 200
    with time_machine.travel(at("09:00", later), tick=False):
        for name, url in every.items():
            answer = Client().get(url)
            assert answer.status_code == 404, name
            assert "Ingen har bekräftat uppgifterna sedan" in answer.text, name
            assert DIALLED in answer.text, name
        one = Occurrence.objects.filter(centre=place)[0]
        assert Client().get(reverse("occurrence_file", args=[one.code])).status_code == 404


@pytest.mark.parametrize("why", ["not published", "unknown"])
def test_every_address_of_a_centre_that_nobody_may_see_is_not_found(place: FamilyCentre, why: str) -> None:
    every = doors(place)
    FamilyCentre.objects.filter(pk=place.pk).update(is_public=False)
    with time_machine.travel(at("09:00"), tick=False):
        for name, url in every.items():
            answer = Client().get(url if why == "not published" else url.replace(place.code, "finnsinte"))
            assert answer.status_code == 404, name
            assert place.name not in answer.text, name
            assert NUMBER not in answer.text, name
