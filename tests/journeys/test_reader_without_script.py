"""A reader without script, on the narrowest phone, at 400 %: from the start to the time of an activity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from famn.domain.activities.models import Activity
from tests.browser import Site, Watch, assert_accessible


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


@pytest.fixture
def twin(browser: Browser) -> Iterator[Page]:
    """A window of the same size where scripts may run."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, locale="sv-SE", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def look(page: Page, twin: Page, *, by_keyboard: bool = False) -> None:
    """No sideways scroll, one first heading; and axe over the same HTML in a window where axe may run."""
    assert page.locator("h1").count() == 1
    twin.goto(page.url)
    assert_accessible(twin)
    if by_keyboard:
        walk_by_keyboard(twin)


# Where the focus is: its place among all that can be used, whether it is seen, and whether something marks it.
STEPS = """() => {
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    window.steps = [...document.querySelectorAll(usable)].filter(one => one.checkVisibility());
    return window.steps.length;
}"""
STEP = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const top = document.elementFromPoint(
        (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
        (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
    const covered = !top || !(at.contains(top) || top.contains(at));
    const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    return [window.steps.indexOf(at), seen && !covered && marked];
}"""


def walk_by_keyboard(page: Page) -> None:
    """Tab reaches all that can be used, in the order of the page, each thing in sight and marked; and leaves the page.

    WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11.
    """
    count = page.evaluate(STEPS)
    assert count > 5
    walked = []
    for _step in range(count):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(STEP))
    assert [place for place, _seen in walked] == list(range(count)), page.url
    assert [place for place, seen in walked if not seen] == [], page.url
    page.keyboard.press("Tab")
    assert page.evaluate(STEP)[0] <= 0, page.url  # out of the page, or round to its first


def test_a_reader_without_script_at_320_px_with_400_percent_zoom(reader: Page, twin: Page) -> None:
    reader.goto("/")
    look(reader, twin, by_keyboard=True)
    reader.locator("main").get_by_role("link", name=re.compile("familjecentral", re.IGNORECASE)).first.click()
    look(reader, twin)
    if "/familjecentraler/" not in reader.url:
        reader.goto("/familjecentraler/")
        look(reader, twin)
    reader.goto("/familjecentraler/")
    with_calendar = centre_with_a_calendar()
    reader.locator(f'main a[href$="/familjecentraler/{with_calendar}/"]').first.click()
    look(reader, twin)
    reader.locator(f'main a[href*="/familjecentraler/{with_calendar}/kalender/"]').first.click()
    look(reader, twin)
    reader.get_by_role("link", name="Lista").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Lista")
    look(reader, twin, by_keyboard=True)
    reader.locator("main .f-ev a").first.click()
    expect(reader.get_by_role("heading", name="Kommande tider")).to_be_visible()
    look(reader, twin)


def centre_with_a_calendar() -> str:
    """A public centre of the demo where something happens."""
    row = Activity.objects.filter(state="published", centre__is_public=True).select_related("centre").order_by("pk")[0]
    return str(row.centre.code)
