"""Österåker's report back to the board is watched until it is answered."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import Page, expect

from famn.ground.mail import Letter
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def noon(year: int, month: int, day: int) -> dt.datetime:
    """Noon in Sweden."""
    return dt.datetime(year, month, day, 12, tzinfo=STOCKHOLM)


def test_osterakers_assignment_shows_up_as_due_then_overdue(site: Site, browser_page: Page, as_person: SignIn) -> None:
    page = browser_page
    with time_machine.travel(noon(2021, 5, 3)) as clock:
        as_person("Cesar Åkerbär")
        page.goto(f"{site.url}/arbete/")
        later = page.locator("section", has_text="Senare").last
        expect(later).to_contain_text("31 maj")
        call_command("tick", verbosity=0)
        assert not letters("31 maj")  # four weeks ahead nobody is reminded

        clock.move_to(noon(2021, 5, 24))
        as_person("Cesar Åkerbär")
        call_command("tick", verbosity=0)
        call_command("tick", verbosity=0)
        assert letters("31 maj") == 1  # once, however often the clock goes

        clock.move_to(noon(2021, 5, 31))
        as_person("Cesar Åkerbär")
        page.goto(f"{site.url}/arbete/")
        work = page.locator(".f-work li", has_text="återredovisas").first
        expect(work).to_contain_text("i dag")
        expect(work.locator(".f-due--late")).to_have_count(0)

        clock.move_to(noon(2021, 6, 1))
        as_person("Cesar Åkerbär")
        page.goto(f"{site.url}/arbete/")
        work = page.locator(".f-work li", has_text="återredovisas").first
        expect(work.locator(".f-due--late")).to_contain_text("1 dag sent")
        assert_accessible(page)
        call_command("tick", verbosity=0)
        assert letters("31 maj") == 2  # and once that it is late

        work.get_by_role("link", name="Skriv svar").click()
        page.get_by_role("button", name="Lämna svaret").click()
        expect(page.get_by_text("Skriv vad svaret är").first).to_be_visible()
        assert_accessible(page)
        page.get_by_label("Ditt svar").fill("Utredningen lämnades till kommunstyrelsen den 1 juni.")
        page.get_by_role("button", name="Lämna svaret").click()
        page.goto(f"{site.url}/arbete/")
        expect(page.locator(".f-work li", has_text="återredovisas")).to_have_count(0)


def letters(words: str) -> int:
    """How many letters to Cesar hold these words."""
    to = "cesar.akerbar@osteraker.demo.example"
    return Letter.objects.filter(to=to, text__contains=words, subject__regex="[Ss]var").count()
