"""A browser for pages that are looked at and not clicked in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType


@pytest.fixture(scope="session")
def still_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """It lays pages out and draws none, so they cost a third less. A click would wait for ever to see them drawn."""
    flags = [*browser_type_launch_args["args"], "--disable-threaded-compositing"]
    browser = browser_type.launch(**browser_type_launch_args | {"args": flags})
    yield browser
    browser.close()
