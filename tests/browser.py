"""The demo as a live site for the tests, and a real browser that watches for faults.

The demo is loaded once into a template; each journey gets a fresh copy of it in a blink, and a server of its own on
http://localhost. Pages that only look share one copy.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from famn.domain.people.models import Membership
from famn.web.account.demo import session_for
from tests.databases import DEMO, TEMPLATE, copy_database, database, owner
from tests.patience import AT_A_PAGE

expect.set_options(timeout=AT_A_PAGE * 1000)

FLAGS = (
    *("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-gpu"),
    # A page is left before its script has run so often that it repays to be made faster.
    "--js-flags=--no-turbofan --no-maglev",
)
AXE = Axe().axe_script
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "reporter": "no-passes",  # what passed is not told: thousands of places a page
    "preload": False,
}
COLOURS: dict[str, object] = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LINKS: dict[str, object] = {**RULES, "runOnly": {"type": "rule", "values": ["link-in-text-block"]}}
# Every rule at both widths and in both themes. The theme changes colours alone, so where the width has been looked at
# in one theme, the other needs the rules of colour.
VIEWS = [(320, "light", RULES), (320, "dark", COLOURS), (1280, "dark", RULES), (1280, "light", COLOURS)]
# A connection that is new knows nothing of the tables: as in production, a request is given one that has been used.
POOL = {"pool": {"min_size": 1, "max_size": 20}}


class OwnHost(StaticFilesHandler):
    """Our static files from the finders, in development as in tests: no collecting needed.

    A browser may keep them, as it may where they are collected and named by what they hold, and whatever year it is.
    """

    def serve(self, request: HttpRequest) -> HttpResponse | FileResponse:
        """A file, for ever."""
        answer = super().serve(request)
        answer["Cache-Control"] = "max-age=315360000, immutable"
        return answer


@dataclass
class Site:
    """A running site on a copy of the demo."""

    url: str

    def membership_of(self, name: str, *, unit: str = "") -> Membership:
        """For whom a demo person acts: the first unit she came to, or the one that is named."""
        rows = Membership.objects.filter(user__name=name, to_date__isnull=True)
        rows = rows.select_related("user", "unit__area__authority").order_by("pk")
        return next(row for row in rows if not unit or row.unit.name == unit)

    def session_of(self, name: str, *, unit: str = "") -> dict[str, Any]:
        """The cookie of a session as a demo person, for a browser context."""
        store: SessionStore = session_for(self.membership_of(name, unit=unit))
        return {"name": settings.SESSION_COOKIE_NAME, "value": store.session_key, "url": self.url}


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> str:
    """A template with the demo in it, made once."""
    with django_db_blocker.unblock():
        owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", DEMO)
        copy_database(TEMPLATE, DEMO)
        with database(DEMO):
            call_command("load_demo", verbosity=0)
    request.addfinalizer(lambda: owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", DEMO))
    return DEMO


@contextmanager
def serving_pages() -> Iterator[Site]:
    """A live server in threads of this process, on the database that the process talks to."""
    server = LiveServerThread("localhost", OwnHost)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield Site(f"http://localhost:{server.port}")
    finally:
        server.terminate()


@contextmanager
def running(template: str, blocker: Any) -> Iterator[Site]:
    """A site on a fresh copy of `template`, gone afterwards."""
    copy = f"{template}_copy"
    with blocker.unblock():
        owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)
        copy_database(template, copy)
        with database(copy, OPTIONS=connection.settings_dict["OPTIONS"] | POOL), serving_pages() as site:
            yield site
        owner("DROP DATABASE IF EXISTS {}", copy)  # waits a moment for connections of the server that are closing


@pytest.fixture
def site(demo_database: str, django_db_blocker: Any) -> Iterator[Site]:
    """A site of one's own, for a journey that changes things."""
    with running(demo_database, django_db_blocker) as found:
        yield found


@pytest.fixture(scope="module")
def shared_site(demo_database: str, django_db_blocker: Any) -> Iterator[Site]:
    """One site for all tests of a module that only look."""
    with running(demo_database, django_db_blocker) as found:
        yield found


# --- the browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's own Chromium where the set-up found one, else the one that the driver brought.

    LANGUAGE is the browser's own tongue, seen in the button of a file field; it speaks English where it lacks Swedish.
    """
    args = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]
    path = os.environ.get("FAMN_CHROMIUM")
    swedish = {"env": {**os.environ, "LANGUAGE": "sv"}}
    return {"args": args, "headless": True} | swedish | ({"executable_path": path} if path else {})


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A reader in Sweden."""
    window = {"width": 1280, "height": 900}
    still = {"reduced_motion": "reduce"}  # a colour half-way between two themes is nobody's colour
    return {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": window, **still}


@dataclass
class Watch:
    """What went wrong in a page meanwhile: faults in the console, refused content, answers of 500."""

    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch one page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def browser_page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test if anything broke on the way."""
    page, watch = context.new_page(), Watch()
    watch.over(page)
    yield page
    assert watch.faults == []


SignIn = Callable[..., None]


@pytest.fixture
def as_person(site: Site, context: BrowserContext) -> SignIn:
    """`as_person("Anna Blåklocka")`: from now on the browser is hers."""

    def sign_in(name: str, *, unit: str = "") -> None:
        context.clear_cookies()
        context.add_cookies([site.session_of(name, unit=unit)])  # type: ignore[list-item]  # a cookie is a dict

    return sign_in


LOOKING = f"{AXE};(() => {{{(Path(__file__).parent / 'looking.js').read_text(encoding='utf-8')}}})()"
HELD = f"window.famnLooking = {json.dumps(LOOKING)}"
LOOK = "how => window.famnLook ? famnLook(how) : 'famnLooking' in window"
HOLDERS: WeakSet[BrowserContext] = WeakSet()  # whose new pages hold the script: it is sent to each context once
JUDGED: set[str] = set()  # by looking.js: what has contrast enough


def look(page: Page, *, rules: dict[str, object] = RULES) -> dict[str, Any]:
    """What axe finds against WCAG 2.2 AA and its best practice, whether the page fits its width, its first headings.

    A violation is a line: rule, help, first place.
    """
    how = {"rules": RULES, "colours": rules is COLOURS and COLOURS, "links": LINKS, "known": ""}
    found = page.evaluate(LOOK, how)
    if isinstance(found, bool):  # a new page, that holds the script or does not
        page.evaluate("() => { (0, eval)(famnLooking) }" if found else LOOKING)
        if page.context not in HOLDERS:
            HOLDERS.add(page.context)
            page.context.add_init_script(HELD)
        found = page.evaluate(LOOK, {**how, "known": " ".join(JUDGED)})
    JUDGED.update(found.pop("learnt"))
    return dict(found)


def assert_accessible(
    page: Page, *, rules: dict[str, object] = RULES, known: frozenset[str] = frozenset()
) -> frozenset[str]:
    """No violation, no sideways scroll, exactly one first heading, on the page as it stands now.

    `known` are axe's names of faults that the accessibility statement tells of; those of them that are here come back.
    """
    seen = look(page, rules=rules)
    broken = {line: line.split(":")[0] for line in seen["violations"]}
    untold = [line for line, rule in broken.items() if rule not in known]
    assert seen | {"violations": untold} == {"violations": [], "fits": True, "headings": 1}, page.url
    return frozenset(broken.values())


def look_everywhere(page: Page, *, known: frozenset[str] = frozenset()) -> None:
    """The page as it stands now is accessible narrow and wide, light and dark; what is `known` to fail there does."""
    found: set[str] = set()
    for width, scheme, rules in VIEWS:
        show(page, width, scheme)
        found |= assert_accessible(page, rules=rules, known=known)
    assert found == known, f"{page.url}: mended, and told as failing still: {sorted(known - found)}"


def show(page: Page, width: int, scheme: str) -> None:
    """The page in a window of this width, in the theme `light` or `dark`."""
    if page.viewport_size is None or page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
