"""A region changes its definition from next year, and both years' classes are right, also long afterwards."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from famn.domain.centres.models import FamilyCentre
from famn.domain.people import actions
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import HOUSE
from famn.ground.stockholm import STOCKHOLM
from tests.browser import SignIn, Site, assert_accessible, look_everywhere

pytestmark = pytest.mark.journey
LEAD = "Ylva Tibast"
OURS = "Regionens sätt att räkna"
CENTRE = "Familjecentralen Skogsduvan"  # child health some hours, preschool wholly, social services without a room


def noon(year: int, month: int, day: int) -> dt.datetime:
    """Noon in Sweden."""
    return dt.datetime(year, month, day, 12, tzinfo=STOCKHOLM)


def test_a_region_changes_its_definition_from_next_year_and_both_years_classes_are_right(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    with time_machine.travel(noon(2025, 11, 24)) as clock:
        engage_programme_lead()
        as_person(LEAD)
        copy_a_definition(page, site)

        clock.move_to(noon(2026, 11, 24))
        as_person(LEAD)
        give_it_a_new_version(page, site)

        page.goto(f"{site.url}/familjecentraler/")
        page.get_by_role("link", name=CENTRE, exact=True).click()
        page.get_by_role("link", name="Se svaret efter varje definition").click()
        expect(judged(page)).to_contain_text("Räknas inte")
        expect(judged(page)).to_contain_text("Barnmorskan är inte med.")
        page.get_by_role("link", name="1 januari 2027").click()
        expect(judged(page)).to_contain_text("Familjecentral")
        expect(judged(page)).not_to_contain_text("Räknas inte")
        open_and_look(page)

        clock.move_to(noon(2029, 3, 1))
        FamilyCentre.objects.update(confirmed_on=dt.date(2029, 2, 1))  # what nobody confirms for a year is not shown
        as_person(LEAD)
        page.goto(page.url.split("?")[0])
        expect(judged(page)).not_to_contain_text("Räknas inte")
        page.get_by_label("En annan dag").fill("2026-06-01")
        page.get_by_role("button", name="Visa dagen").click()
        expect(judged(page)).to_contain_text("Räknas inte")  # as it was, computed again
        page.get_by_label("En annan dag").fill("2025-12-31")
        page.get_by_role("button", name="Visa dagen").click()
        expect(page.get_by_role("rowheader").first).to_be_visible()
        expect(judged(page)).to_have_count(0)  # before it began


def engage_programme_lead() -> None:
    """Let the region have somebody whose work is its family centres."""
    units = Unit.objects.select_related("area__authority")
    unit = units.get(area__authority__name="Regionstyrelsen i Örebro län", leg="CHILD_HEALTH")
    actions.add_person(
        by=HOUSE,
        at=noon(2025, 11, 24),
        name=LEAD,
        email="ylva.tibast@orebro.example",
        unit=unit,
        role=Role.PROGRAMME_LEAD,
        from_date=unit.from_date,
    )


def copy_a_definition(page: Page, site: Site) -> None:
    """A shared definition becomes the region's own, from the year that comes."""
    page.goto(f"{site.url}/arbete/")
    page.get_by_role("navigation", name="Arbetsytan").get_by_role("link", name="Familjecentraler").click()
    page.get_by_role("link", name="Definitioner").click()
    page.get_by_role("link", name="Region Jönköpings län").click()
    expect(page.get_by_role("main")).to_contain_text("delas av alla")
    page.get_by_role("link", name="Gör en egen kopia").click()
    page.get_by_label("Vad er definition ska heta").fill(OURS)
    expect(page.get_by_label("Gäller från")).to_have_value("2026-01-01")
    page.get_by_role("button", name="Gör kopian").click()
    page.get_by_role("button", name="Spara definitionen").click()
    expect(page.get_by_role("main")).to_contain_text("Definitionen är sparad.")


def give_it_a_new_version(page: Page, site: Site) -> None:
    """From next year three legs that work together are enough; what holds now stays as it is."""
    page.goto(f"{site.url}/arbete/definitioner/")
    page.get_by_role("link", name=OURS).click()
    page.get_by_role("link", name="Gör en ny version").click()
    expect(page.get_by_role("main")).to_contain_text("Det som gäller nu ligger kvar")
    assert page.evaluate("scrollY") == 0  # a long page opens at its beginning
    assert_accessible(page)
    expect(page.get_by_label("Gäller från")).to_have_value("2027-01-01")
    first = page.get_by_role("region", name="Klass 1")
    first.get_by_role("group", name="De här ska alla vara med").get_by_label("Barnmorska").uncheck()
    first.get_by_label("Så mycket av var och en, minst").select_option("none")
    first.get_by_label("De ska dela hus").uncheck()
    page.get_by_role("button", name="Spara definitionen").click()
    expect(page.get_by_role("main")).to_contain_text("får en annan klass")
    expect(page.get_by_role("link", name=CENTRE)).to_be_visible()
    expect(page.get_by_role("complementary")).to_contain_text("Gäller från 1 januari 2026")
    assert_accessible(page)


def judged(page: Page) -> Locator:
    """What the class page says under the region's own definition."""
    return page.locator("tbody", has=page.get_by_role("rowheader", name=OURS))


def open_and_look(page: Page) -> None:
    """The class page, opened up, in both themes, narrow and wide."""
    judged(page).locator("summary").click()
    look_everywhere(page)
