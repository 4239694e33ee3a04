"""Two people at once, for real: two connections, the second one starting while the first has not yet committed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

from famn.ground import sealed
from tests.patience import PATIENCE


def overlapping(first: Callable[[], Any], second: Callable[[], Any], *, area_id: int | None) -> tuple[Any, Any]:
    """What the two came to, each a value or the exception it raised.

    The first does its work and holds its transaction open until the second has either come to an end or waits for a
    lock of the first; then it commits.
    """
    started, release = threading.Event(), threading.Event()

    def run_first() -> Any:
        try:
            with sealed.acting(area_id):
                result = first()
                started.set()
                release.wait(PATIENCE)
            return result
        finally:
            started.set()
            connections.close_all()

    def run_second() -> Any:
        started.wait(PATIENCE)
        try:
            with sealed.acting(area_id):
                return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(run_first), pool.submit(run_second)
        started.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while not two.done() and not _somebody_waits() and time.monotonic() < deadline:
            time.sleep(0.01)
        release.set()
        return _outcome(one), _outcome(two)


def _somebody_waits() -> bool:
    """Whether a connection of this database waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock')"
        )
        return bool(cursor.fetchone()[0])


def _outcome(future: Future[Any]) -> Any:
    fault = future.exception(PATIENCE)
    return future.result() if fault is None else fault
