"""A newcomer does what the handbook says of letters of intent. FAMN_PICTURES=1 takes the pictures anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Site
from tests.journeys.test_handbook import Reader, enter_as, heading, take_picture

pytestmark = pytest.mark.journey


def test_a_newcomer_follows_a_letter_of_intent_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page, book = browser_page, Reader(browser_page, "avsiktsforklaring")
    enter_as(page, site, "Anna Blåklocka")
    book.press("Avsiktsförklaringar")
    take_picture(page, "avsiktsforklaringar")
    expect(book.find("Ny avsiktsförklaring")).to_be_visible()
    page.get_by_role("link", name="Avsiktsförklaring om familjecentral i Östermalm").click()
    take_picture(page, "avsiktsforklaring", height=1100)
    for link in ("Skriv", "Parter", "Registrera papper", "Byt person"):
        expect(book.find(link)).to_be_visible()
    for button in ("Skicka ny länk", "Återkalla länken"):
        expect(book.find(button, "button")).to_be_visible()
    expect(book.find("Versioner", "heading")).to_be_visible()


def test_a_newcomer_answers_a_letter_of_intent_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page, book = browser_page, Reader(browser_page, "avsiktsforklaring")
    enter_as(page, site, "Petra Gullviva")
    book.press("Avsiktsförklaringar")
    waiting = page.locator("section", has_text="Väntar på ditt svar").last
    waiting.get_by_role("link", name="Avsiktsförklaring om familjecentral i Östermalm").click()
    answer = page.locator("#svara")
    expect(book.find("Godkänn digitalt", "button", answer)).to_be_visible()
    answer.scroll_into_view_if_needed()
    take_picture(page, "avsiktsforklaring-svara", height=900)
    expect(book.find("Jag vill inte godkänna", within=answer)).to_be_visible()
    page.get_by_label("Koden i din app").fill(answer.locator("[data-demo-code]").inner_text())
    book.press("Godkänn digitalt", "button")
    expect(page.get_by_text("Godkänd digitalt av Petra Gullviva")).to_be_visible()
    expect(heading(page)).to_contain_text("Östermalm")
