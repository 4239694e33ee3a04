"""A reader without script, on the narrowest phone, at 400 %: from the start to the time of an activity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from famn.domain.activities.models import Activity
from tests.browser import AXE, RULES, Site, Watch


@pytest.fixture
def reader(site: Site, browser: Browser, browser_context_args: dict[str, str]) -> Iterator[Page]:
    """A window of 320 by 256 points: 1280 by 1024 at 400 % (WCAG 1.4.10). The page's own script never runs."""
    window: dict[str, Any] = {**browser_context_args, "viewport": {"width": 320, "height": 256}}
    context = browser.new_context(**window, java_script_enabled=False, base_url=site.url)
    page, watch = context.new_page(), Watch()
    watch.over(page)
    yield page
    assert watch.faults == []
    assert context.cookies() == []
    context.close()


def look(page: Page, browser: Browser) -> None:
    """No sideways scroll, one first heading; and axe over the same HTML in a window where axe may run."""
    assert page.locator("h1").count() == 1
    twin = browser.new_context(viewport={"width": 320, "height": 256}, locale="sv-SE", reduced_motion="reduce")
    try:
        seen = twin.new_page()
        seen.goto(page.url)
        seen.evaluate(AXE)
        found = seen.evaluate("options => axe.run(options).then(one => one.violations.map(v => v.id))", RULES)
        assert found == [], page.url
        assert seen.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    finally:
        twin.close()


def test_a_reader_without_script_at_320_px_with_400_percent_zoom(site: Site, reader: Page, browser: Browser) -> None:
    reader.goto("/")
    look(reader, browser)
    reader.locator("main").get_by_role("link", name=re.compile("familjecentral", re.IGNORECASE)).first.click()
    look(reader, browser)
    if "/familjecentraler/" not in reader.url:
        reader.goto("/familjecentraler/")
        look(reader, browser)
    reader.goto("/familjecentraler/")
    with_calendar = centre_with_a_calendar()
    reader.locator(f'main a[href$="/familjecentraler/{with_calendar}/"]').first.click()
    look(reader, browser)
    reader.locator(f'main a[href*="/familjecentraler/{with_calendar}/kalender/"]').first.click()
    look(reader, browser)
    reader.get_by_role("link", name="Lista").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Lista")
    look(reader, browser)
    reader.locator("main .f-ev a").first.click()
    expect(reader.get_by_role("heading", name="Kommande tider")).to_be_visible()
    look(reader, browser)


def centre_with_a_calendar() -> str:
    """A public centre of the demo where something happens."""
    row = Activity.objects.filter(state="published", centre__is_public=True).select_related("centre").order_by("pk")[0]
    return str(row.centre.code)
