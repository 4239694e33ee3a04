"""Österåker's assignment is watched until it is answered, part by part: once in time and, in a second run, late."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import Page, expect

from famn.ground.mail import Letter
from famn.ground.stockholm import STOCKHOLM
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey
CESAR = "Cesar Åkerbär"
PARTS = {
    "Kostnader": ("Kostnaden för en lokal finns nu med.", ("Ny lokal", "Österåkers kommun", "640 000")),
    "Lokalisering": ("Bottenvåningen intill vårdcentralen.", ("Centrumhuset", "Österåkers kommun", "")),
    "Bemanning": ("En samordnare på halvtid.", ("Samordnare", "Österåkers kommun", "20")),
    "Vilka övriga frågor behöver lösas?": ("Hur sekretessen hålls mellan verksamheterna.", None),
}


def noon(year: int, month: int, day: int) -> dt.datetime:
    """Noon in Sweden."""
    return dt.datetime(year, month, day, 12, tzinfo=STOCKHOLM)


def test_osterakers_assignment_answered_in_time(site: Site, browser_page: Page, as_person: SignIn) -> None:
    page = browser_page
    with time_machine.travel(noon(2021, 4, 30)) as clock:
        as_person(CESAR)
        page.goto(f"{site.url}/arbete/")
        expect(page.locator("section", has_text="Senare").last).to_contain_text("31 maj")
        assert told_after_a_tick() == 0  # 31 days ahead nobody is reminded

        clock.move_to(noon(2021, 5, 3))
        assert told_after_a_tick() == told_after_a_tick() == 1  # four weeks ahead: once, however often the clock goes
        clock.move_to(noon(2021, 5, 24))
        assert told_after_a_tick() == 2  # a week ahead

        as_person(CESAR)
        open_assignment(page, site)
        for heading in PARTS:
            answer_part(page, heading)
        expect(page.get_by_text("Det här är inte besvarat än")).to_have_count(0)
        assert_accessible(page)
        page.get_by_label("Ditt svar").fill("Utredningen lämnades till kommunstyrelsen den 24 maj.")
        page.get_by_role("button", name="Lämna svaret").click()
        expect(page.get_by_role("main")).to_contain_text("Besvarat")
        assert_accessible(page)

        page.get_by_role("link", name="Svar på uppdrag: ").click()  # the answer as a document of the matter
        expect(page.get_by_role("main")).to_contain_text("Kostnaden för en lokal finns nu med.")
        expect(page.get_by_role("main")).to_contain_text("Dokumentet är ett svar")
        assert_accessible(page)

        clock.move_to(noon(2021, 6, 1))
        assert told_after_a_tick() == 2  # answered: nobody hears of it again
        as_person(CESAR)
        page.goto(f"{site.url}/arbete/")
        expect(page.locator(".f-work li", has_text="återredovisas")).to_have_count(0)


def test_osterakers_assignment_answered_late_and_without_all_its_parts(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    with time_machine.travel(noon(2021, 5, 31)) as clock:
        as_person(CESAR)
        page.goto(f"{site.url}/arbete/")
        work = page.locator(".f-work li", has_text="återredovisas").first
        expect(work).to_contain_text("i dag")
        expect(work.locator(".f-due--late")).to_have_count(0)
        before = told_after_a_tick()

        clock.move_to(noon(2021, 6, 1))
        as_person(CESAR)
        open_assignment(page, site, late="1 dag sent")
        assert told_after_a_tick() == before + 1  # and once that it is late
        assert_accessible(page)

        answer_part(page, "Lokalisering")
        page.get_by_role("button", name="Lämna svaret").click()
        expect(page.get_by_text("Skriv vad svaret är").first).to_be_visible()
        page.get_by_label("Ditt svar").fill("Utredningen lämnades till kommunstyrelsen den 1 juni.")
        page.get_by_role("button", name="Lämna svaret").click()
        expect(page.get_by_text("inte besvarade: Bemanning").first).to_be_visible()  # told, and nothing is lost
        assert_accessible(page)
        page.get_by_label("Lämna svaret fast delar saknas").check()
        page.get_by_role("button", name="Lämna svaret").click()
        expect(page.get_by_role("main")).to_contain_text("Besvarat")
        page.goto(f"{site.url}/arbete/")
        expect(page.locator(".f-work li", has_text="återredovisas")).to_have_count(0)


def open_assignment(page: Page, site: Site, *, late: str = "") -> None:
    """From my day to the page of the assignment."""
    page.goto(f"{site.url}/arbete/")
    work = page.locator(".f-work li", has_text="återredovisas").first
    if late:
        expect(work.locator(".f-due--late")).to_contain_text(late)
    work.get_by_role("link", name="Skriv svar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppdrag att svara på")


def answer_part(page: Page, heading: str) -> None:
    """One part: its words and, where it has rows, the last that is empty."""
    words, row = PARTS[heading]
    card = page.locator(".f-card", has=page.get_by_role("heading", name=heading, exact=True))
    card.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.get_by_label("Svar i ord").fill(words)
    if row is not None:
        boxes = page.locator(".f-rows > li").last.get_by_role("textbox")
        for at, cell in enumerate(row):
            boxes.nth(at).fill(cell)
    assert_accessible(page)
    page.get_by_role("button", name="Spara delen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uppdrag att svara på")


def told_after_a_tick() -> int:
    """Let the clock do what is due; how many letters Cesar then has had of the day at the end of May."""
    call_command("tick", verbosity=0)
    to = "cesar.akerbar@osteraker.demo.example"
    return Letter.objects.filter(to=to, text__contains="31 maj", subject__regex="[Ss]var").count()
