"""How soon a cold browser paints a public page, beside a static page of the same rows.

    python tools/paint.py ADDRESS…

Each ADDRESS is a page of a Famn that runs, such as http://localhost:8000/familjecentraler/abc/kalender/?vy=manad. The
static page holds the words of its rows and nothing else: no style, no picture, no script. Both are asked for in turn by
Chromium (FAMN_CHROMIUM, else Playwright's own), each time as a stranger with nothing kept, and it is the browser that
says when it painted first (PerformancePaintTiming). Prints the medians, and whether ours is within 1.5 x.
"""

from __future__ import annotations

import os
import statistics
import sys
import threading
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Browser, sync_playwright

TIMES = 11
MOST = 1.5
FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)"
ROWS = "() => [...document.querySelectorAll('main li, main h1, main h2')].map((one) => one.innerText)"


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


def painted(browser: Browser, address: str) -> float:
    """Milliseconds until a stranger's browser painted something of the page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_function(f"({PAINTED})().length > 0")
    (moment,) = page.evaluate(PAINTED)
    context.close()
    return float(moment)


def static_page(browser: Browser, address: str) -> bytes:
    """The same rows as a page of words alone."""
    page = browser.new_page()
    page.goto(address, wait_until="load")
    items = "".join(f"<li>{escape(row)}</li>" for row in page.evaluate(ROWS))
    page.close()
    return f"<!DOCTYPE html><meta charset=utf-8><title>Rader</title><ul>{items}</ul>".encode()


def beside(browser: Browser, address: str) -> float:
    """How many times as long as the static page ours took: prints both."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, static_page(browser, address)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    plain = f"http://localhost:{server.server_port}/"
    painted(browser, address), painted(browser, plain)
    pairs = [(painted(browser, address), painted(browser, plain)) for _time in range(TIMES)]
    server.shutdown()
    ours, static = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    met = "yes" if ratio <= MOST else "NO"
    print(f"{address}: {ours:.0f} ms, static {static:.0f} ms, {ratio:.2f} x of at most {MOST} x: {met}")
    return ratio


def main(addresses: list[str]) -> int:
    """Measure each address; 1 where one of them is slower than promised."""
    if not addresses:
        print(__doc__)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("FAMN_CHROMIUM") or None, args=[*FLAGS])
        ratios = [beside(browser, address) for address in addresses]
        browser.close()
    return int(max(ratios) > MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
