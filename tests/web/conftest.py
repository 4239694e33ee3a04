"""What the tests of pages share: a centre, and a browser for pages that are looked at and not clicked in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from famn.domain.centres import actions
from famn.domain.centres.models import FamilyCentre
from tests.domain.centres.making import make_centre, make_four
from tests.people import AT, House
from tests.scenes import scene


@scene
def centre(house: House) -> FamilyCentre:
    """A published centre with all four legs wholly in one house, kept by Anna's board; nobody has said its hours."""
    made = make_centre(house.anna)
    make_four(made, house.anna)
    return actions.publish_centre(made, by=house.anna, at=AT)


@pytest.fixture(scope="session")
def still_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """It lays pages out and draws none, so they cost a third less. A click would wait for ever to see them drawn."""
    flags = [*browser_type_launch_args["args"], "--disable-threaded-compositing"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": flags})
    yield browser
    browser.close()
