"""A newcomer plans and holds a meeting as the handbook says. With FAMN_PICTURES=1 the walk takes its pictures anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Site
from tests.journeys.handbook_pictures import look_at_the_public_face, look_at_the_workspace
from tests.journeys.test_handbook import Reader, enter_as, heading, pictures_are_wanted, take_picture


@pytest.mark.journey
def test_a_newcomer_organises_the_work_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    book = Reader(page, "organisation-och-moten")
    enter_as(page, site, "Samira Smultron")
    page.get_by_role("link", name="Initiativ", exact=True).click()
    page.get_by_role("link", name="Familjecentral på Östermalm").click()
    book.press("Organisation")
    expect(book.find("Benen på varje nivå", "heading")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("saknar: Barnmorska")
    take_picture(page, "organisation", height=1000)
    here = page.url
    hold_a_meeting(page, book)
    page.goto(here)
    book.press("Årshjul")
    expect(page.get_by_role("main").get_by_role("img")).to_be_visible()
    expect(book.find("Lägg till")).to_be_visible()
    take_picture(page, "arshjul", height=1000)
    book.press("Första hundra dagarna")
    expect(book.find("Börja listan")).to_be_visible()
    page.goto(here)
    book.press("Lämna över det du ansvarar för")
    expect(book.find("Lämna över allt", "button")).to_be_visible()
    if pictures_are_wanted():
        look_at_the_public_face(page, site)
        look_at_the_workspace(page, site)


def hold_a_meeting(page: Page, book: Reader) -> None:
    """The meeting that waits for its minutes, from notes to approval."""
    page.get_by_role("link", name="Styrgruppen", exact=True).first.click()
    expect(book.find("Planera ett möte")).to_be_visible()
    page.get_by_role("link", name="21 april 2021").click()
    book.press("Anteckna")
    page.get_by_label("Majken Prästkrage").check()
    page.get_by_label("Vad kom ni fram till?").first.fill("Mödravården kommer till nästa möte.")
    page.get_by_label("Punkten är klar").first.check()
    page.get_by_role("button", name="Spara anteckningarna").click()
    book.press("Anteckna ett beslut")
    page.get_by_label("Beslut").fill("Vi tar förslaget vidare till nämnden.")
    page.get_by_role("button", name="Spara beslutet").click()
    book.press("Mötet är hållet", "button")
    book.press("Godkänn och lås anteckningarna", "button")
    expect(page.get_by_role("main")).to_contain_text("De kan inte ändras.")
    expect(heading(page)).to_have_text("Möte 21 april 2021")
    take_picture(page, "mote", height=1000)
