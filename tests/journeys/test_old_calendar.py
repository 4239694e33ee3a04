"""A centre's old calendar comes in by iCalendar: nobody types what exists, and everybody can read it at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from famn.domain.activities.models import Occurrence
from famn.domain.centres.models import FamilyCentre
from famn.ground.stockholm import STOCKHOLM
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey
ZONE: Final = "TZID=Europe/Stockholm"
CENTRE: Final = "Familjecentralen Backsippan"
WEEK: Final = dt.timedelta(days=7)


def change_of_clocks(today: dt.date) -> dt.date:
    """The next Sunday when the clocks change: the last of March or of October."""
    sundays = (dt.date(today.year + ahead, month, 31) for ahead in (0, 1) for month in (3, 10))
    last = (day - dt.timedelta(days=day.isoweekday() % 7) for day in sundays)
    return next(day for day in last if day > today + 2 * WEEK)


def event(uid: str, title: str, day: dt.date, *lines: str, hour: int = 8) -> str:
    when = (f"DTSTART;{ZONE}:{day:%Y%m%d}T{hour:02}1500", f"DTEND;{ZONE}:{day:%Y%m%d}T{hour:02}5500")
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *when, *lines, "END:VEVENT"))


def old_calendar(tuesday: dt.date) -> bytes:
    """Four Tuesdays, of which the third is another hour and the fourth is cancelled, and a day off."""
    third, fourth = tuesday + 2 * WEEK, tuesday + 3 * WEEK
    rows = (
        event("rytmik", "Rytmik för små", tuesday, "RRULE:FREQ=WEEKLY;COUNT=4", "LOCATION:Lilla rummet"),
        event("rytmik", "Rytmik för små", third, f"RECURRENCE-ID;{ZONE}:{third:%Y%m%d}T081500", hour=15),
        event("rytmik", "Rytmik för små", fourth, f"RECURRENCE-ID;{ZONE}:{fourth:%Y%m%d}T081500", "STATUS:CANCELLED"),
        f"BEGIN:VEVENT\r\nUID:lov\r\nSUMMARY:Planeringsdag\r\nDTSTART;VALUE=DATE:{third:%Y%m%d}\r\nEND:VEVENT",
    )
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *rows, "END:VCALENDAR", "")).encode()


def test_a_centres_old_calendar_comes_in_by_icalendar(
    site: Site, browser_page: Page, as_person: SignIn, tmp_path: Path
) -> None:
    page, centre = browser_page, FamilyCentre.objects.get(name=CENTRE)
    change = change_of_clocks(dt.datetime.now(STOCKHOLM).date())
    tuesday = change - dt.timedelta(days=5) - WEEK  # two weeks before the clocks change, and two after
    file = tmp_path / "gammal.ics"
    file.write_bytes(old_calendar(tuesday))

    as_person("Ronja Hjortron")
    page.goto(f"{site.url}/arbete/aktiviteter/{centre.code}/alla/")
    page.get_by_role("link", name="Hämta en kalender som redan finns").click()
    page.get_by_label("En fil från den gamla kalendern").set_input_files(file)
    page.get_by_role("button", name="Läs kalendern").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Titta innan du hämtar")
    main = page.locator("main")
    expect(main).to_contain_text("Oftast tisdag 8.15–8.55")
    expect(main).to_contain_text("3 nya tillfällen")
    expect(main).to_contain_text("Planeringsdag")  # told as left out: it is a whole day
    assert_accessible(page)
    page.get_by_label("Vad blir Rytmik för små?").select_option(label="Ny: Sångstund")
    page.get_by_label("Visa de nya aktiviteterna för alla med en gång").check()
    page.get_by_role("button", name="Hämta till kalendern").click()

    expect(page.get_by_text("3 tillfällen är hämtade")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Rytmik för små").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rytmik för små")

    rows = Occurrence.objects.filter(activity__title="Rytmik för små").order_by("starts_at")
    local = [one.starts_at.astimezone(STOCKHOLM) for one in rows]
    assert [f"{one:%H.%M}" for one in local] == ["08.15", "08.15", "15.15"]
    assert local[0].utcoffset() != local[2].utcoffset()  # the clocks changed between them
    page.context.clear_cookies()
    for one, clock in zip(local, ("8.15–8.55", "8.15–8.55", "15.15–15.55"), strict=True):
        page.goto(f"{site.url}/familjecentraler/{centre.code}/kalender/?vy=idag&dag={one.date()}")
        shown = page.get_by_role("listitem").filter(has_text="Rytmik för små").first
        expect(shown).to_contain_text(clock)
    assert_accessible(page)
