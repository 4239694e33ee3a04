"""A newcomer does what the handbook says of goals and figures. FAMN_PICTURES=1 takes the pictures anew."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Site
from tests.journeys.test_handbook import Reader, enter_as, take_picture


@pytest.mark.journey
def test_a_newcomer_finds_and_cites_the_county_s_goal_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page, book = browser_page, Reader(browser_page, "mal-och-siffror")
    page.set_viewport_size({"width": 1280, "height": 800})
    enter_as(page, site, "Ronja Hjortron")
    book.press("Mål och siffror")
    expect(page.get_by_role("main")).to_contain_text("Behöver förnyas")
    expect(book.find("Lägg till ett styrdokument")).to_be_visible()
    take_picture(page, "mal", height=1000)
    page.get_by_role("link", name="Initiativ", exact=True).click()
    page.get_by_role("link", name="En familjecentral i Laxå").click()
    book.press("Det vilar på")
    book.press("Lägg till ett mål")
    page.get_by_label("Sök i titlar och mål").fill("kunskap")
    page.get_by_role("button", name="Sök").click()
    page.get_by_label("Arbetet bygger på kunskap.").check()
    page.get_by_label("Hur bidrar initiativet till målet?").fill("Vi bygger på det som andra har provat.")
    page.get_by_role("button", name="Spara målet").click()
    expect(page.get_by_role("main")).to_contain_text("Vi bygger på det som andra har provat.")
    take_picture(page, "malkedja", height=1100)


@pytest.mark.journey
def test_a_newcomer_brings_figures_and_fetches_them_into_a_report(site: Site, browser_page: Page) -> None:
    page, book = browser_page, Reader(browser_page, "mal-och-siffror")
    page.set_viewport_size({"width": 1280, "height": 800})
    enter_as(page, site, "Anna Blåklocka")
    book.press("Mål och siffror")
    page.get_by_role("main").get_by_role("link", name="Siffror", exact=True).click()
    page.get_by_role("link", name="Östermalms stadsdelsområde").click()
    expect(page.get_by_role("heading", name="Barn 0–6 år")).to_be_visible()
    take_picture(page, "siffror", height=1000)
    book.press("Läs in siffror")
    rows = "plats;uppgift;ålder från;ålder till;kön;år;värde\nÖstermalm;Barn;0;6;;2021;4100\n"
    page.get_by_label("CSV-fil").set_input_files(
        {"name": "siffror.csv", "mimeType": "text/csv", "buffer": rows.encode("cp1252")}
    )
    page.get_by_label("Varifrån kommer siffrorna?").fill("Påhittade siffror")
    page.get_by_label("Hämtat den").fill("2022-02-01")
    page.get_by_role("button", name="Se vad filen innehåller").click()
    expect(page.get_by_role("main")).to_contain_text("1 nya")
    page.get_by_role("button", name="Spara siffrorna").click()
    expect(page.get_by_role("main")).to_contain_text("1 siffra är ny.")
    page.get_by_role("link", name="Ärenden", exact=True).click()
    page.get_by_role("main").get_by_role("link").filter(has_text="stermalm").first.click()
    page.get_by_role("link", name="Familjecentralens första år på Östermalm").first.click()
    page.get_by_role("link", name="Skriv vidare").first.click()
    analysis = page.get_by_label("Jämställdhetsanalys", exact=False).first
    before = analysis.input_value()
    book.press("Hämta siffror", role="button")
    expect(analysis).to_have_value(re.compile(rf"^{re.escape(before)}[\s\S]*Källa: Påhittade siffror för demon"))
