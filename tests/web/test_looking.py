"""What looks at every page does see a fault, and remembering what had contrast enough hides none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import VIEWS, look, show

PAGE = """<!doctype html><html lang="sv"><head><title>Provet</title><meta name="viewport" content="width=device-width">
<style>
:root {{ color-scheme: light dark }}
body {{ margin: 0; color: #000; background: #fff; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #fff; background: #000; }} }}
{style}
</style></head><body><main><h1>Provet</h1><p class="one">Det första stycket på sidan.</p>{more}</main></body></html>"""
Shown = Callable[..., Page]


@pytest.fixture(scope="module")
def tab(still_browser: Browser, browser_context_args: dict[str, str]) -> Iterator[Page]:
    """A tab that stays, of the browser that looks at every page."""
    context = still_browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def seen(tab: Page, *, style: str = "", more: str = "") -> list[tuple[int, str, str]]:
    """Each fault of a small page, as (width, theme, the rule that it breaks)."""
    tab.set_content(PAGE.format(style=style, more=more))
    found: list[tuple[int, str, str]] = []
    for width, scheme, rules in VIEWS:
        show(tab, width, scheme)
        told = look(tab, rules=rules)
        broken = [line.split(":")[0] for line in told["violations"]]
        broken += ["fits"] * (not told["fits"]) + ["headings"] * (told["headings"] != 1)
        found += [(width, scheme, rule) for rule in broken]
    return found


CONTRAST = "color-contrast"
ALWAYS = [(width, scheme, CONTRAST) for width, scheme, _rules in VIEWS]
DARK = "@media (prefers-color-scheme: dark)"
LAID = '<div style="position: relative">{}<p class="two" style="position: relative">Stycke två.</p></div>'


def test_a_whole_page_has_no_fault_however_often_it_is_looked_at(tab: Page) -> None:
    assert [seen(tab), seen(tab), seen(tab, more="<p>Ett till.</p>")] == [[], [], []]


@pytest.mark.parametrize(
    ("style", "where"),
    [
        (".one { color: #999; background: #aaa }", ALWAYS),
        (DARK + " { .one { color: #444 } }", [view for view in ALWAYS if view[1] == "dark"]),
        (DARK + " { .one { background: #ddd } }", [view for view in ALWAYS if view[1] == "dark"]),
        (DARK + " { main { background: #ddd } }", [view for view in ALWAYS if view[1] == "dark"]),
        (DARK + " { main { opacity: .3 } }", [view for view in ALWAYS if view[1] == "dark"]),
        (
            "@media not (prefers-color-scheme: dark) { .one { color: #bbb } }",
            [view for view in ALWAYS if view[1] == "light"],
        ),
        ("@media (max-width: 40rem) { .one { color: #888 } main { background: #999 } }", ALWAYS[:2]),
        (
            "@media (max-width: 40rem) and (prefers-color-scheme: dark) { .one { color: #333 } }",
            [(320, "dark", CONTRAST)],
        ),
        (
            "@media (min-width: 40rem) and (prefers-color-scheme: light) { .one { color: #ccc } }",
            [(1280, "light", CONTRAST)],
        ),
    ],
)
def test_weak_contrast_is_seen_where_it_is(tab: Page, style: str, where: list[tuple[int, str, str]]) -> None:
    assert seen(tab) == []
    assert seen(tab, style=style) == where
    assert seen(tab, style=style) == where, "a fault is not remembered as enough"


def test_what_is_enough_for_a_large_text_is_too_weak_for_a_small_one(tab: Page) -> None:
    grey = "p { color: #8a8a8a; background: #fff } "
    assert seen(tab, style=grey + "p { font-size: 30px }") == []
    assert seen(tab, style=grey) == ALWAYS
    assert seen(tab, style=grey + "p { font-size: 19px; font-weight: 700 }") == []
    assert seen(tab, style=grey + "p { font-size: 19px }") == ALWAYS


def test_a_text_on_a_ground_that_is_laid_under_it_from_elsewhere_is_judged_on_that(tab: Page) -> None:
    ground = '<i style="position: absolute; inset: 0; background: {}"></i>'
    style = ".two { color: #222; margin: 0 } main { background: #fff; color: #000 }"
    assert seen(tab, style=style, more=LAID.format(ground.format("#eee"))) == []
    assert seen(tab, style=style, more=LAID.format(ground.format("#333"))) == ALWAYS


def test_what_is_hidden_and_never_seen_is_no_judgement_on_what_is_seen(tab: Page) -> None:
    style = ".two { color: #eee; background: #fff } "
    clipped = ".two { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }"
    more = '<p class="two">Stycke två.</p>'
    assert seen(tab, style=style + clipped, more=more) == []
    assert seen(tab, style=style, more=more) == ALWAYS


def test_what_one_theme_alone_shows_is_judged_in_that_theme(tab: Page) -> None:
    style = ".two { display: none; color: #777; background: #888 }" + DARK + " { .two { display: block } }"
    more = '<p class="two">Stycke två.</p>'
    assert seen(tab, style=style, more=more) == [view for view in ALWAYS if view[1] == "dark"]


def test_a_link_in_a_text_that_only_one_theme_sets_apart_by_colour_is_seen(tab: Page) -> None:
    style = "a { color: #0000a0 } " + DARK + " { a { color: #f4f4ff; text-decoration: none } }"
    more = '<p>Läs mer <a href="#x">på en annan sida</a> om det här.</p>'
    found = seen(tab, style=style, more=more)
    assert found == [(320, "dark", "link-in-text-block"), (1280, "dark", "link-in-text-block")]


def test_what_is_wrong_at_one_width_is_seen_there(tab: Page) -> None:
    wide = ".one { width: 500px }"
    assert seen(tab, style=wide) == [(320, "light", "fits"), (320, "dark", "fits")]
    nameless = "@media (min-width: 40rem) { .narrow { display: none } }"
    more = '<p class="narrow"><input type="text"></p>'
    assert seen(tab, style=nameless, more=more) == [(320, "light", "label")]
    more = '<h1 class="narrow">Provet igen</h1>'
    assert (1280, "dark", "headings") in seen(tab, more=more)
