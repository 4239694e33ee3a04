"""A father in Arabic on a phone finds today's open preschool near him and adds it to his calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from famn.domain.centres.models import FamilyCentre
from tests.browser import Site, Watch, look_everywhere
from tests.journeys.test_calendar_kept_true import a_session_today

pytestmark = pytest.mark.journey
MOST_TAPS: Final = 4


@pytest.fixture
def phone(site: Site, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A small phone in the hand of somebody who stands beside a centre and lets the page know where he is."""
    centre = FamilyCentre.objects.get(name="Familjecentralen Backsippan")
    assert centre.latitude and centre.longitude
    here = {"latitude": float(centre.latitude) + 0.002, "longitude": float(centre.longitude) + 0.002}
    hand: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
    told: dict[str, Any] = {"geolocation": here, "permissions": ["geolocation"], "base_url": site.url}
    context = browser.new_context(**browser_context_args | hand | told | {"locale": "ar"})
    page, watch = context.new_page(), Watch()
    watch.over(page)
    yield page
    assert watch.faults == []
    assert context.cookies() == []
    context.close()


def test_a_father_in_arabic_finds_todays_open_preschool_near_him_and_adds_it_in_four_taps(phone: Page) -> None:
    session = a_session_today()
    taps = 0

    def tap(what: Locator) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    phone.goto("/ar/")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    tap(phone.locator("main a[href$='/ar/familjecentraler/#nara']"))  # show what is near me
    tap(phone.locator("[data-near] button"))  # let the page know where I am
    nearest = phone.locator("li.f-centre").first
    expect(nearest.get_by_role("heading")).to_have_text("Familjecentralen Backsippan")
    look_everywhere(phone)
    tap(nearest.locator(".f-today a").filter(has=phone.locator("bdi:not([lang])")).last)  # today's open preschool
    expect(phone.locator("h1")).to_have_text("الروضة المفتوحة")
    today = phone.locator(".f-times li").filter(has_text="22.00–")
    with phone.expect_download() as saved:
        tap(today.get_by_role("link"))  # add to my calendar
    (event,) = icalendar.Calendar.from_ical(saved.value.path().read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "الروضة المفتوحة"
    assert event.decoded("DTSTART") == session.starts_at.astimezone(dt.UTC)
    assert taps <= MOST_TAPS
    position = f"{float(session.centre.latitude or 0):.1f}"
    assert not [url for url in asked if position in url]  # where he is stays in the phone
    print(f"{taps} taps")
