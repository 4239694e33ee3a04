"""What is kept is what would be made now: the clock is walked over every moment at which a page stops being true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres import actions
from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentreText,
    FamilyCentre,
    OpeningException,
    OpeningHours,
    Partner,
    PhoneHours,
)
from famn.domain.centres.reads.freshness import HIDE_AFTER, WARN_AFTER
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.languages import EVERY
from famn.ground.stockholm import STOCKHOLM
from famn.web.shared.stored import SHELF
from tests.domain.activities.making import make_public, make_series
from tests.domain.centres.making import OPENED, make_centre, make_leg

TUESDAY = dt.date(2026, 3, 3)
SPRING_FORWARD = dt.date(2026, 3, 28)  # the Saturday before summer time
A_SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
VIEWS = ("idag", "vecka", "manad", "lista")


@pytest.fixture
def place(anna: Actor) -> Iterator[FamilyCentre]:
    """A public centre with hours, a telephone, a closing and a song every Tuesday."""
    centre = make_centre(anna)
    leg = make_leg(centre, anna, Leg.OPEN_PRESCHOOL, phone="08-465 004 11")
    open_weekdays(leg)
    OpeningException.objects.create(
        centre=centre, from_date=dt.date(2026, 3, 4), to_date=dt.date(2026, 3, 5), reason="planning"
    )
    make_series(make_public(centre, anna), anna)
    FamilyCentre.objects.filter(pk=centre.pk).update(is_public=True, confirmed_on=dt.date(2026, 3, 2))
    CentreLeg.objects.filter(pk=leg.pk).update(confirmed_on=dt.date(2026, 3, 2))
    centre.refresh_from_db()
    yield centre


def open_weekdays(leg: CentreLeg) -> None:
    """Open nine to three with a pause, and answered from eight to ten, every weekday."""
    for weekday in range(1, 6):
        hours = {"leg": leg, "weekday": weekday, "from_date": OPENED}
        OpeningHours.objects.create(opens=dt.time(9), closes=dt.time(12), **hours)
        OpeningHours.objects.create(opens=dt.time(13), closes=dt.time(15), **hours)
        PhoneHours.objects.create(opens=dt.time(8), closes=dt.time(10), languages=["sv", "ar"], **hours)


def addresses(centre: FamilyCentre, day: dt.date) -> list[str]:
    """The pages that are kept: those of the centre, and those of every centre."""
    activity = Activity.objects.get(centre=centre)
    calendar = reverse("calendar", args=[centre.code])
    return [
        *(reverse(name) for name in ("start", "centres", "phone")),
        *(reverse(name, args=[centre.code]) for name in ("centre", "screen", "feed")),
        *(f"{calendar}?vy={view}&dag={day}" for view in VIEWS),
        calendar,
        *(reverse(name, args=[centre.code, activity.code]) for name in ("activity", "activity_feed")),
    ]


def moments(first: dt.date, days: int) -> list[dt.datetime]:
    """Each moment of these days when something opens, closes, begins or ends, and midnight: just before and at it."""
    clocks = [dt.time(hour) for hour in (0, 8, 9, 10, 12, 13, 15)] + [dt.time(9, 30), dt.time(11, 30)]
    turns = [dt.datetime.combine(first + dt.timedelta(days=n), at, STOCKHOLM) for n in range(days) for at in clocks]
    return [moment.astimezone(dt.UTC) - before for moment in sorted(turns) for before in (A_SECOND, 0 * A_SECOND)]


@pytest.mark.parametrize(("first", "days"), [(TUESDAY, 2), (SPRING_FORWARD, 2)])
def test_no_kept_page_outlives_what_it_says(place: FamilyCentre, first: dt.date, days: int) -> None:
    reader, somebody = Client(), Client()
    somebody.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32  # is never answered from the shelf
    kept = 0
    with time_machine.travel(moments(first, days)[0] - MINUTE, tick=False) as clock:
        for moment in moments(first, days):
            clock.move_to(moment)
            for address in (*addresses(place, first), f"/ar{reverse('feed', args=[place.code])}"):
                before = set(SHELF.keys())
                shown, fresh = reader.get(address), somebody.get(address)
                assert shown.status_code == fresh.status_code == 200, address
                assert shown.content.decode() == fresh.content.decode(), f"{address} at {moment}"
                kept += set(SHELF.keys()) == before
    assert kept > len(moments(first, days))  # many were answered from the shelf, or this would prove nothing


def test_what_grows_old_changes_kept_pages_at_midnight_and_a_click_at_once(anna: Actor, place: FamilyCentre) -> None:
    said = {
        "Hiss: <strong>ja": AccessFact.objects.create(centre=place, kind="lift", answer="yes"),
        "Bokfinken": Partner.objects.create(centre=place, kind="library", name="Bokfinken", from_date=OPENED),
        "Gå in": CentreText.objects.create(centre=place, kind="way", language="sv", text="Gå in.", written_on=OPENED),
    }
    reader, address = Client(), reverse("centre", args=[place.code])

    def shown(moment: dt.datetime) -> set[str]:
        clock.move_to(moment)
        page = reader.get(address).text
        return {words for words in said if words in page}

    midnight = dt.datetime.combine(TUESDAY, dt.time(), STOCKHOLM)
    with time_machine.travel(midnight - MINUTE, tick=False) as clock:
        for row in said.values():
            row.confirmed_on = TUESDAY - HIDE_AFTER * dt.timedelta(days=1)
            row.save()
        assert shown(midnight - MINUTE) == shown(midnight - A_SECOND) == {*said}
        assert shown(midnight) == set()
        actions.confirm_centre(place, by=anna, at=midnight)
        assert shown(midnight) == {*said}


def test_an_activity_that_grows_old_says_so_from_that_midnight_wherever_it_is_met(place: FamilyCentre) -> None:
    code, reader = Activity.objects.get(centre=place).code, Client()
    whole, short = "Uppgifterna är från juli 2025. Ring innan du går.", "Ring innan du går"
    calendar, paper = (reverse(name, args=[place.code]) for name in ("calendar", "calendar_print"))
    says = {
        **{reverse(name, args=[place.code]): whole for name in ("centre", "screen", "feed", "share_week")},
        **dict.fromkeys((f"{calendar}?vy=idag", f"{calendar}?vy=lista", f"{paper}?vy=lista"), whole),
        **dict.fromkeys((calendar, f"{calendar}?vy=manad", paper, reverse("centres")), short),
        reverse("activity_feed", args=[place.code, code]): whole,
    }

    def say(moment: dt.datetime) -> set[str]:
        clock.move_to(moment)
        return {url for url, words in says.items() if words in reader.get(url).text.replace("\r\n ", "")}

    midnight = dt.datetime.combine(TUESDAY, dt.time(), STOCKHOLM)
    with time_machine.travel(midnight - MINUTE, tick=False) as clock:
        Activity.objects.update(confirmed_on=TUESDAY - WARN_AFTER * dt.timedelta(days=1))
        assert say(midnight - MINUTE) == say(midnight - A_SECOND) == set()
        assert say(midnight) == {*says}
        for language in EVERY:
            with override(language):
                assert gettext(short) in reader.get(reverse("calendar", args=[place.code])).text, language
        Activity.objects.update(confirmed_on=TUESDAY)
        assert say(midnight) == set()


def test_a_cancelled_time_is_told_at_once_everywhere(place: FamilyCentre) -> None:
    reader = Client()
    with time_machine.travel(dt.datetime(2026, 3, 3, 7, 0, tzinfo=dt.UTC), tick=False):
        pages = [one for one in addresses(place, TUESDAY) if place.code in one and not one.endswith("/")]
        before = {address: reader.get(address).content for address in pages}
        song = Occurrence.objects.get(activity__centre=place, day=TUESDAY)
        song.state, song.reason = Occurrence.State.CANCELLED, Occurrence.Reason.ILLNESS
        song.number, song.changed_at = 1, dt.datetime(2026, 3, 3, 7, 0, tzinfo=dt.UTC)
        song.save()
        for address in pages:
            now = reader.get(address).content.decode()
            assert "nställt" in now and "nställt" not in before[address].decode(), address
