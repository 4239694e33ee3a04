"""The signals that ask us to stop, and the one that tells that a child has ended."""

from __future__ import annotations

import os
import select
import signal
from types import FrameType
from typing import Self

STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """While inside, a stop signal is noted instead of ending us; `wait` returns as soon as anything happens.

    The handlers are set whatever was set before: a shell starts its background jobs with SIGINT ignored.
    """

    def __init__(self) -> None:
        self.stops = 0  # how many times we have been asked
        self._read, self._write = os.pipe()

    def __enter__(self) -> Self:
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in STOP:
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        return self

    def __exit__(self, *_: object) -> None:
        # The handlers stay: a late Ctrl-C must not cut the database's orderly stop in two.
        signal.set_wakeup_fd(-1)
        os.close(self._read)
        os.close(self._write)

    @property
    def stopping(self) -> bool:
        """Whether we have been asked to stop."""
        return self.stops > 0

    def wait(self, seconds: float) -> None:
        """Sleep until a signal comes, a child ends or the time is up."""
        if select.select([self._read], [], [], seconds)[0]:
            os.read(self._read, 512)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stops += 1
