"""The public pages in a real browser: what they weigh (budget P12), and "near me", which sends nothing away."""

from __future__ import annotations

import gzip

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from famn.domain.centres.models import FamilyCentre
from tests.browser import Site, Watch, assert_accessible

MOST_REQUESTS, MOST_BYTES = 5, 35 * 1024  # a cold page without fonts
MOST_SCRIPT = 8 * 1024


def visit(context: BrowserContext, path: str) -> tuple[Page, list[Request]]:
    """A page opened cold, and every request that it made."""
    tab = context.new_page()
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request))
    tab.goto(path, wait_until="networkidle")
    return tab, asked


def weight(asked: list[Request], *, kinds: set[str]) -> int:
    """The bytes of the answers as they go on the wire: squeezed, since every server of ours squeezes."""
    bodies = [answer.body() for one in asked if one.resource_type in kinds and (answer := one.response())]
    return sum(len(gzip.compress(body)) for body in bodies)


@pytest.mark.parametrize("name", ["start", "centres", "centre", "calendar", "open_preschool", "phone"])
def test_a_public_page_is_light_when_it_is_cold(
    name: str, shared_site: Site, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    centre = FamilyCentre.objects.get(name="Familjecentralen Stjärtmesen")
    path = reverse(name, args=[centre.code] if name in {"centre", "calendar"} else [])
    context = browser.new_context(**browser_context_args, base_url=shared_site.url)
    tab, asked = visit(context, path)
    kinds = {one.resource_type for one in asked} - {"font"}
    bytes_, script = weight(asked, kinds=kinds), weight(asked, kinds={"script"})
    print(f"{name}: {len(asked)} requests, {bytes_} bytes without fonts, script {script}")
    assert len(asked) <= MOST_REQUESTS, [one.url for one in asked]
    assert bytes_ <= MOST_BYTES
    assert script <= MOST_SCRIPT
    assert all(one.url.startswith((shared_site.url, "data:")) for one in asked)
    tab.context.close()


def test_near_me_sorts_by_distance_in_the_browser_and_sends_nothing_away(
    shared_site: Site, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    farsta = {"latitude": 59.2437, "longitude": 18.0933}
    context = browser.new_context(
        **browser_context_args, base_url=shared_site.url, geolocation=farsta, permissions=["geolocation"]
    )
    watch, tab = Watch(), context.new_page()
    watch.over(tab)
    asked: list[str] = []
    tab.goto(reverse("centres"))
    before = tab.locator("[data-centres] h3").all_inner_texts()
    tab.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    tab.get_by_role("button", name="Visa nära mig").click()
    expect(tab.get_by_role("status").filter(has_text="De närmaste står först")).to_be_visible()
    cards = tab.locator("[data-centres] > li")
    names = cards.locator("h3").all_inner_texts()
    assert names[0] == "Familjecentralen Stjärtmesen"
    assert names != before
    distances = [float(one.get_attribute("data-lat") or 0) for one in cards.all()]
    assert all(distances)
    expect(tab.locator("[data-order]")).to_contain_text(f"{len(before) - len(names)} saknas i listan")
    pins = tab.locator("[data-pin]:not([hidden])")
    said = {one.get_attribute("aria-label") for one in pins.all()}
    assert said == {f"{number}. {name}" for number, name in enumerate(names, start=1)}
    assert asked == []
    assert_accessible(tab)
    assert watch.faults == []
    context.close()


def test_a_telephone_that_will_not_say_where_it_is_is_left_in_peace(
    shared_site: Site, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    context = browser.new_context(**browser_context_args, base_url=shared_site.url, permissions=[])
    tab = context.new_page()
    tab.goto(reverse("centres") + "#nara")
    expect(tab.get_by_role("status").filter(has_text="skriv en ort i stället")).to_be_visible()
    context.close()
    context = browser.new_context(**browser_context_args, base_url=shared_site.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(reverse("centres"))
    expect(tab.get_by_role("button", name="Visa nära mig")).to_have_count(0)
    context.close()
