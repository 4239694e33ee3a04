"""Several programs at once, each with output of its own: shown whole, one after another, with one verdict of all."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from config.launch.children import end_group
from config.launch.environment import Environment
from config.launch.places import ROOT
from config.launch.signals import Signals

GRACE_SECONDS = 60.0  # to clear away after itself, once asked to stop; asked again, it gets none
INTERRUPTED = 2  # pytest's own code for it
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


@dataclass(slots=True)
class Part:
    """One of the programs, in a session of its own, so that the terminal's Ctrl-C reaches only us."""

    name: str
    command: Sequence[str]
    environment: Environment
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _output: IO[bytes] = field(default_factory=tempfile.TemporaryFile, init=False)
    _shown: int = field(default=0, init=False)  # bytes of the output

    def start(self, lock: IO[str]) -> None:
        """Start the program in the checkout. Nobody answers its questions. It too holds the lock while it lives."""
        self._process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(lock.fileno(),),
        )

    def is_running(self) -> bool:
        """Whether it has started and not ended."""
        return self._process is not None and self._process.poll() is None

    def ask_to_end(self) -> None:
        """Ask it to clear away after itself and end, as Ctrl-C does."""
        if self.is_running() and self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGINT)

    def end(self) -> None:
        """End, without asking, whatever is left of it and of what it has started."""
        if self._process is not None:
            end_group(self._process.pid)
            self._process.wait()

    def show(self) -> None:
        """Print what it has said since the last time."""
        new = self._said(since=self._shown)
        self._shown += len(new)
        sys.stdout.buffer.write(new)
        sys.stdout.buffer.flush()

    @property
    def code(self) -> int:
        """Its exit code, once it has ended: 128 and the signal's number if a signal ended it."""
        code = self._process.returncode if self._process else INTERRUPTED
        return code if code >= 0 else 128 - code

    @property
    def last_line(self) -> str:
        """The last words that it said, without colours and without the frame that pytest puts around them."""
        lines = COLOUR.sub(b"", self._said()).decode(errors="replace").strip().splitlines()
        return lines[-1].strip("= ") if lines else ""

    def _said(self, since: int = 0) -> bytes:
        size = os.fstat(self._output.fileno()).st_size
        return os.pread(self._output.fileno(), size - since, since)


def run_at_once(parts: Sequence[Part], lock: IO[str]) -> int:
    """Run all at once, show the first as it goes and then the others; return the worst exit code.

    Asked to stop, it passes that on and waits till everybody has cleared away. No process is left behind; should we be
    ended without warning, `lock` is held until the last has ended by itself.
    """
    with Signals() as signals:
        try:
            for part in parts:
                part.start(lock)
            for part in parts:
                print(f"--- {part.name} ---", flush=True)
                while part.is_running() and not signals.stopping:
                    signals.wait(0.5)
                    part.show()
                if signals.stopping:
                    _stop(parts, signals)
                part.show()
        finally:
            for part in parts:
                part.end()
    return _verdict(parts)


def _stop(parts: Sequence[Part], signals: Signals) -> None:
    """Wait till all have ended; for those who are asked once more, or take too long, it is over at once."""
    asked, until = signals.stops, time.monotonic() + GRACE_SECONDS
    for part in parts:
        part.ask_to_end()
    while any(part.is_running() for part in parts) and signals.stops == asked and time.monotonic() < until:
        signals.wait(0.5)
    for part in parts:
        part.end()


def _verdict(parts: Sequence[Part]) -> int:
    print("\n--- sammanlagt ---")
    for part in parts:
        print(f"{'OK ' if part.code == 0 else 'FEL'} {part.name}: {part.last_line}")
    return max(part.code for part in parts)
