"""How soon a browser paints a public page that it has never met, beside a static page of the same rows.

    python tools/paint.py ADDRESS…

Each ADDRESS is a page of a Famn that runs, such as http://localhost:8000/familjecentraler/abc/kalender/?vy=manad. The
static page holds the words of its rows and nothing else: no style, no picture, no script. Both are asked for in turn by
Chromium (FAMN_CHROMIUM, else Playwright's own), each time as a stranger with nothing kept, and it is the browser that
says when it painted first (PerformancePaintTiming), and how long its main thread worked. Famn paints its name first,
and the rest when the style sheet has come (ADR 29): so it is also told when the largest part of the first screen stood,
which is what the reader came for. The promise speaks of the first paint alone.

What "cold" means decides the figure, so it is measured in four ways and all are told. The promise is judged by the one
marked so: a browser that somebody has just started, and a page that comes over a telephone's network. Of the four it is
the one where the static page comes nearest to what it took where the promise was set (176 ms). Prints medians of pairs.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

TIMES = 11
MOST = 1.5
FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
LARGEST = """() => new Promise((told) => new PerformanceObserver((list) => told(list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true }))"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)"
ROWS = "() => [...document.querySelectorAll('main li, main h1, main h2')].map((one) => one.innerText)"
PATIENCE = 30.0  # seconds until a page must have painted
THERE_AND_BACK = 150  # milliseconds that each question takes on a telephone's network
BYTES_A_SECOND = 1_600_000 / 8


@dataclass(frozen=True, slots=True)
class Way:
    """One way of being cold."""

    name: str
    is_just_started: bool = True  # a browser of its own for each page, instead of one that has shown others
    has_telephone_network: bool = False
    slower: int = 1  # how many times as slow as this machine's processor
    is_judged: bool = False


WAYS = (
    Way("a browser that is open", is_just_started=False),
    Way("a browser just started"),
    Way("a telephone's network", has_telephone_network=True, is_judged=True),
    Way("a telephone", has_telephone_network=True, slower=4),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page took, in milliseconds."""

    painted: float
    largest: float  # until the largest part of the first screen was painted
    worked: float  # the main thread's processor time until the page stood


class Static(BaseHTTPRequestHandler):
    """Answers with one page."""

    def __init__(self, body: bytes, *rest: Any) -> None:
        self.body = body
        super().__init__(*rest)

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def started(playwright: Playwright) -> Browser:
    """A browser that has shown nothing."""
    return playwright.chromium.launch(executable_path=os.environ.get("FAMN_CHROMIUM") or None, args=[*FLAGS])


@contextmanager
def browser_for(way: Way, playwright: Playwright, opened: Browser) -> Iterator[Browser]:
    """The browser that meets a page in this way."""
    if not way.is_just_started:
        yield opened
        return
    browser = started(playwright)
    yield browser
    browser.close()


def seen(browser: Browser, way: Way, address: str) -> Seen:
    """How a stranger meets the page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    if way.has_telephone_network:
        rates = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": THERE_AND_BACK, **rates})
    if way.slower > 1:
        tools.send("Emulation.setCPUThrottlingRate", {"rate": way.slower})
    page.goto(address, wait_until="load")
    moment, largest = first_paint(page), page.evaluate(LARGEST)
    metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    context.close()
    return Seen(moment, largest, 1000 * metrics["TaskDuration"])


def first_paint(page: Page) -> float:
    """Milliseconds until the browser painted something of the page. Asked for by us: the page lets no script in."""
    until = time.monotonic() + PATIENCE
    while not (moments := page.evaluate(PAINTED)):
        if time.monotonic() > until:
            raise TimeoutError(page.url)
        time.sleep(0.01)
    return float(moments[0])


def static_page(browser: Browser, address: str) -> bytes:
    """The same rows as a page of words alone."""
    page = browser.new_page()
    page.goto(address, wait_until="load")
    items = "".join(f"<li>{escape(row)}</li>" for row in page.evaluate(ROWS))
    page.close()
    return f"<!DOCTYPE html><meta charset=utf-8><title>Rader</title><ul>{items}</ul>".encode()


def is_kept(playwright: Playwright, opened: Browser, address: str) -> bool:
    """Whether the promise is kept for one page: prints how it is met in each way."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, static_page(opened, address)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    plain = f"http://localhost:{server.server_port}/"
    print(address)
    kept = True
    for way in WAYS:
        pairs = []
        for _time in range(TIMES + 1):
            pair = []
            for one in (address, plain):
                with browser_for(way, playwright, opened) as browser:
                    pair.append(seen(browser, way, one))
            pairs.append(pair)
        ratio = told(way, pairs[1:])
        kept = kept and (not way.is_judged or ratio <= MOST)
    server.shutdown()
    return kept


def told(way: Way, pairs: list[list[Seen]]) -> float:
    """How many times as long as the static page ours took in this way: prints both."""
    ours, static = (between(column, "painted") for column in zip(*pairs, strict=True))
    largest, small = (between(column, "largest") for column in zip(*pairs, strict=True))
    worked, less = (between(column, "worked") for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine.painted / theirs.painted for mine, theirs in pairs)
    met = "" if not way.is_judged else f" of at most {MOST} x: {'yes' if ratio <= MOST else 'NO'}"
    said = f"{ours:.0f} ms, static {static:.0f} ms, {ratio:.2f} x{met}"
    more = f"largest {largest:.0f} and {small:.0f} ms, main thread {worked:.0f} and {less:.0f} ms"
    print(f"  {way.name}: {said} ({more})", flush=True)
    return ratio


def between(column: tuple[Seen, ...], what: str) -> float:
    """The median of one measure."""
    return float(statistics.median(getattr(one, what) for one in column))


def main(addresses: list[str]) -> int:
    """Measure each address; 1 where one of them is slower than promised."""
    if not addresses:
        print(__doc__)
        return 2
    with sync_playwright() as playwright:
        opened = started(playwright)
        kept = [is_kept(playwright, opened, address) for address in addresses]
        opened.close()
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
