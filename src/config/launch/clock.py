"""A program of its own: what Famn does by itself when its time has come, each minute (`manage tick`).

One bad minute is told on stderr and does not end the clock.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from types import FrameType

import django
from django.core.management import call_command
from django.db import connections

EVERY_SECONDS = 60.0

log = logging.getLogger("famn.clock")


class Stop(BaseException):
    """We were asked to stop; what was begun is rolled back by the database."""


def stop(_number: int, _frame: FrameType | None) -> None:
    """The handler of SIGTERM."""
    raise Stop


def main() -> int:
    """Tick until asked to stop."""
    signal.signal(signal.SIGTERM, stop)
    try:
        django.setup()
        while True:
            began = time.monotonic()
            tick()
            time.sleep(max(1.0, EVERY_SECONDS - (time.monotonic() - began)))
    except Stop:
        return 0


def tick() -> None:
    """Do what is due now, on a connection of its own."""
    try:
        call_command("tick", stdout=sys.stderr)
    except Exception:
        log.exception("tick misslyckades; nytt försök om en minut")
    finally:
        connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
