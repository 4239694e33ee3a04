"""How fast the public pages are, beside the barest Django that could answer the same, and how much of them is sent.

Measured in one process, without a web server: the pages through all of Famn's middleware, the limits through none. What
it measures in is put in and undone again, unless the country of `./famn manage seed national` is there already.

A page is measured as a reader meets it: kept ready-made since somebody else asked for it, and taken squeezed as every
browser takes it. And it is measured made anew, as the first reader after each change meets it.
"""

from __future__ import annotations

import datetime as dt
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import shown
from famn.domain.centres.models import FamilyCentre
from famn.management.bench import Budget, at_least, at_most, not_measured
from famn.management.bench.asking import Answer, ask
from famn.management.bench.limits import BODIES, bare_handler, feed_by_the_library
from famn.seeds import national
from famn.web.public.feeds import in_calendar
from famn.web.shared.stored import SHELF

TIMES: Final = 60  # of each page; ours and its limit in turn, so that a busy moment strikes both
FEW_TIMES: Final = 7  # of what takes a second
BROWSER: Final = {"HTTP_ACCEPT_ENCODING": "gzip"}
FEW: Final = 3  # centres, before the country grows
CROWD: Final = 6  # copies of each occurrence: 276 in a month, as where the others were measured
KILO: Final = 1024
MOST_REQUESTS: Final = 5
MOST_BYTES: Final = 35 * KILO
MOST_SCRIPT: Final = 8 * KILO

CROWDED: Final = """
INSERT INTO famn_occurrence
    (code, centre_id, activity_id, series_id, slot_date, starts_at, ends_at, day, room_id,
     state, reason, message, theme, guest, number, changed_at, foreign_key, foreign_mark)
SELECT code || 'c' || copy, centre_id, activity_id, NULL, NULL, starts_at + copy * interval '5 minutes',
    ends_at + copy * interval '5 minutes', day, NULL, state, reason, message, theme, guest, number, changed_at, '', ''
FROM famn_occurrence CROSS JOIN generate_series(1, %s) AS copy WHERE centre_id = %s
"""


class _Undone(Exception):
    """Ends the measuring: nothing of it stays."""


def measure() -> Iterator[Budget]:
    """Every budget of the public pages, one after the other."""
    with _one_connection(), suppress(_Undone), transaction.atomic():
        yield from _measured()
        raise _Undone


@contextmanager
def _one_connection() -> Iterator[None]:
    """As behind a pool: no request opens or closes the connection, so the transaction stays whole."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def _measured() -> Iterator[Budget]:
    now = timezone.now()
    today = timezone.localdate(now)
    if national.is_loaded():
        centre, few = FamilyCentre.objects.filter(kept_by__principal__name=national.PRINCIPAL).order_by("pk")[0], None
        _crowd(centre)
    else:
        centre = national.load(today=today, at=now, centres=FEW)[0]
        _crowd(centre)
        _analyze()
        few = _Month(centre, today).figures()
        national.load(today=today, at=now, centres=national.CENTRES - FEW)
    _analyze()
    page = _Month(centre, today)
    yield from page.budgets()
    yield from _growth(few, page.figures())
    yield from _activity(centre)
    yield from _feed(centre)
    yield from _weights(page.address)


def _analyze() -> None:
    """Let the database know how much there is before it plans by it, as it would have found out by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE famn_occurrence, famn_activity, famn_series, famn_centreleg, famn_openinghours")


def _crowd(centre: FamilyCentre) -> None:
    """Let the measured centre be as busy as the calendars that ours is compared with."""
    with connection.cursor() as cursor:
        cursor.execute(CROWDED, [CROWD - 1, centre.pk])


@dataclass
class _Month:
    """The month view of one centre's calendar."""

    centre: FamilyCentre
    today: dt.date
    ours: WSGIHandler = field(default_factory=WSGIHandler)
    bare: WSGIHandler = field(default_factory=bare_handler)

    @property
    def address(self) -> str:
        """Where the month is."""
        return f"{reverse('calendar', args=[self.centre.code])}?vy=manad&dag={self.today}"

    def budgets(self) -> Iterator[Budget]:
        """P1, P2 and P8 of the calendar."""
        whole = ask(self.ours, self.address)  # not squeezed, as the limit's
        BODIES[self.centre.code] = whole.body
        mark = {"HTTP_IF_NONE_MATCH": whole.headers.get("etag", "")}
        limit = f"/body/{self.centre.code}/"

        def kept() -> Answer:
            return ask(self.ours, self.address, **BROWSER)

        def known() -> Answer:
            return ask(self.ours, self.address, **BROWSER, **mark)

        yield _beside("P1 month, unchanged, of a stored body", kept, lambda: ask(self.bare, limit), 0.4)
        if known().status == 304:
            yield _beside("P1 month, known to the browser (304)", known, lambda: ask(self.bare, limit), 0.4)
        joined = f"/month/{self.centre.code}/{self.today.replace(day=1)}/"
        yield _beside("P2 month, right after a change", self.changed, lambda: ask(self.bare, joined), 0.3)
        yield at_most("P8 statements, month unchanged", _statements(kept), 1, "SQL")
        yield at_most("P8 statements, month changed", _statements(self.changed), 3, "SQL")

    def changed(self) -> Answer:
        """The page as it is after somebody wrote."""
        SHELF.clear()
        return ask(self.ours, self.address)

    def figures(self) -> tuple[float, int, float]:
        """Seconds, bytes and seconds in the database of the month right after a change.

        The quickest of many: what grows is compared over minutes, and whatever else the machine does only adds to it.
        """
        self.changed()
        seconds = min(_timed(self.changed) for _time in range(TIMES))
        spent = min(_database_seconds(self.changed) for _time in range(TIMES))
        return seconds, len(self.changed().body), spent


def _growth(few: tuple[float, int, float] | None, many: tuple[float, int, float]) -> Iterator[Budget]:
    """P7: what the month costs with the whole country beside it."""
    names = (("time", "ms", 1000.0), ("bytes", "KB", 1 / KILO), ("time in the database", "ms", 1000.0))
    for number, (name, unit, scale) in enumerate(names):
        budget = f"P7 month, {name}, {FEW} centres -> {national.CENTRES}, of 1.2 x"
        if few is None:
            yield not_measured(f"{budget} (the country is loaded already)", many[number] * scale, unit)
        else:
            yield at_most(budget, many[number] * scale, 1.2 * few[number] * scale, unit)


def _activity(centre: FamilyCentre) -> Iterator[Budget]:
    """P3 and P8 of the page of one activity. Seats left are not on it: nobody signs up by Famn yet."""
    code = Activity.objects.filter(centre=centre).order_by("pk").values_list("code", flat=True)[0]
    kept, anew = _both(reverse("activity", args=[centre.code, code]))
    bare = bare_handler()

    def limit() -> Answer:
        return ask(bare, f"/activity/{code}/")

    yield _beside("P3 one activity as a reader meets it, of one statement", kept, limit, 0.35)
    yield _beside("P3 one activity made anew, of one statement", anew, limit, 0.35)
    yield at_most("P8 statements, activity made anew", _statements(anew), 2, "SQL")


def _feed(centre: FamilyCentre) -> Iterator[Budget]:
    """P4 and P8 of the calendar feed with every occurrence."""
    kept, anew = _both(reverse("feed", args=[centre.code]))
    events = list(
        in_calendar(centre, shown(Occurrence.objects.filter(centre=centre), "sv", today=timezone.localdate()))
    )
    anew()
    pairs = [(_timed(anew), _timed(lambda: feed_by_the_library(events))) for _time in range(FEW_TIMES)]
    mine, library = (1000 * statistics.median(column) for column in zip(*pairs, strict=True))
    yield at_most(f"P4 feed of {len(events)} made anew, 0.15 of the icalendar library", mine, 0.15 * library, "ms")
    yield at_most("P8 statements, feed unchanged", _statements(kept), 1, "SQL")
    yield at_most("P8 statements, feed made anew", _statements(anew), 1, "SQL")


def _both(address: str) -> tuple[Callable[[], Answer], Callable[[], Answer]]:
    """How to ask for a page that is kept, and for one that is made anew."""
    ours = WSGIHandler()

    def kept() -> Answer:
        return ask(ours, address, **BROWSER)

    def anew() -> Answer:
        SHELF.clear()
        return kept()

    return kept, anew


def _weights(month: str) -> Iterator[Budget]:
    """P12: what a cold browser fetches of the pages that parents meet first, squeezed, without fonts."""
    ours = WSGIHandler()
    for name, address in (("start", reverse("start")), ("find", reverse("centres")), ("month", month)):
        page = ask(ours, address, HTTP_ACCEPT_ENCODING="gzip")
        plain = ask(ours, address).body.decode()
        files = {url for url in re.findall(r'(?:href|src)="(/static/[^"#]+)"', plain) if not url.endswith(".woff2")}
        sent = {url: len(ask(ours, url, HTTP_ACCEPT_ENCODING="gzip").body) for url in files}
        script = sum(size for url, size in sent.items() if url.endswith(".js"))
        yield at_most(f"P12 {name}, requests", 1 + len(files), MOST_REQUESTS, "requests")
        yield at_most(f"P12 {name}, on the wire", (len(page.body) + sum(sent.values())) / KILO, MOST_BYTES / KILO, "KB")
        yield at_most(f"P12 {name}, script", script / KILO, MOST_SCRIPT / KILO, "KB")


# --- in small --------------------------------------------------------------------------------------


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _database_seconds(act: Callable[[], object]) -> float:
    spent: list[float] = []

    def timed(execute: Callable[..., object], *question: object) -> object:
        start = time.perf_counter()
        answer = execute(*question)
        spent.append(time.perf_counter() - start)
        return answer

    with connection.execute_wrapper(timed):
        act()
    return sum(spent)


def _statements(act: Callable[[], object]) -> int:
    """How many statements reach the tables: the marks of a transaction within ours are no questions."""
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries)


def _beside(budget: str, ours: Callable[[], object], limit: Callable[[], object], share: float) -> Budget:
    """Ours as a rate beside the limit's, each asked in turn: `share` of it is promised."""
    ours(), limit()
    pairs = [(_timed(ours), _timed(limit)) for _time in range(TIMES)]
    mine, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return at_least(f"{budget}, {share} of {1 / bare:.0f}/s", 1 / mine, share / bare, "/s")
