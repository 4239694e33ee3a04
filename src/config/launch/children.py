"""The programs that `./famn run` keeps alive: started, restarted with growing pauses, stopped to the last one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from config.launch.environment import Environment
from config.launch.places import LaunchError, say
from config.launch.signals import Signals
from famn.outside.processes import find_process, list_processes

STEADY_SECONDS = 60.0  # a child that lived this long has not failed at starting
MOST_FAILURES = 7  # so many in a row, and we give up: after a minute of ever longer pauses
GRACE_SECONDS = 10.0  # to finish what it is doing when asked to stop


@dataclass(slots=True)
class Child:
    """One program, in a session of its own, so that the terminal's Ctrl-C reaches only us."""

    name: str
    command: Sequence[str]
    environment: Environment
    has_deaf_children: bool = False  # see ask_to_end
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0  # monotonic seconds
    failures: int = 0
    restart_at: float = 0.0  # monotonic seconds; meaningful while it does not run

    def start(self) -> None:
        """Start the program; its output goes where ours goes."""
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started_at = time.monotonic()

    def ask_to_end(self, *, again: bool = False) -> None:
        """Ask politely, and some programs again: a worker of the web server hears nothing while it starts.

        Others would take the second asking for an order to drop what they do.
        """
        if self.process is None or not self.is_running:
            return
        if not again:
            self.process.terminate()
        elif self.has_deaf_children:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)

    @property
    def is_running(self) -> bool:
        """Whether it is there and has not ended."""
        return self.process is not None and self.process.poll() is None


@dataclass(slots=True)
class Children:
    """All of them, noted in a file so that the next start finds them should we be ended without warning."""

    signals: Signals
    run_file: Path
    address: str
    all: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> None:
        """Start one more and keep an eye on it."""
        self.all.append(child)
        child.start()
        self.note()

    def look_after(self, seconds: float) -> None:
        """Wait at most so long for something to happen, then restart what has ended. Raises LaunchError."""
        now = time.monotonic()
        pauses = [child.restart_at - now for child in self.all if child.process is None]
        self.signals.wait(max(0.0, min([seconds, *pauses])))
        for child in self.all:
            if self.signals.stopping:
                return
            if child.process is not None and not child.is_running:
                self._bury(child)
            if child.process is None and time.monotonic() >= child.restart_at:
                child.start()
                self.note()

    def stop(self) -> None:
        """Ask every child to end, wait for it, and end what is left. Another stop signal ends the waiting."""
        for child in self.all:
            child.ask_to_end()
        asked = self.signals.stops
        until = time.monotonic() + GRACE_SECONDS
        while any(child.is_running for child in self.all) and time.monotonic() < until:
            if self.signals.stops > max(asked, 1):
                break
            self.signals.wait(0.5)
            for child in self.all:
                child.ask_to_end(again=True)
        for child in self.all:
            if child.process is not None:
                end_group(child.process.pid)
                child.process.wait()
        self.run_file.unlink(missing_ok=True)

    def note(self) -> None:
        """Write down who runs, each with its start time: a process id alone may come to mean another."""
        living = [find_process(child.process.pid) for child in self.all if child.process is not None]
        known = [{"pid": one.pid, "started": one.started} for one in living if one]
        new = self.run_file.with_suffix(".new")
        new.write_text(json.dumps({"pid": os.getpid(), "address": self.address, "children": known}))
        new.replace(self.run_file)

    def _bury(self, child: Child) -> None:
        """Count the death, clear away what the child itself had started, and say when it will be back."""
        assert child.process is not None  # noqa: S101  the caller has seen it
        end_group(child.process.pid)
        lived = time.monotonic() - child.started_at
        child.failures = 1 if lived >= STEADY_SECONDS else child.failures + 1
        how = f"{child.name} avslutades oväntat (kod {child.process.returncode})"
        child.process = None
        if child.failures >= MOST_FAILURES:
            raise LaunchError(f"{how} {child.failures} gånger i rad. Ger upp; felet står ovan.")
        pause = 2.0 ** (child.failures - 1)
        child.restart_at = time.monotonic() + pause
        say(f"{how}; startar om om {pause:.0f} s.")


def end_group(leader: int) -> None:
    """End, without asking, whatever is left of the process group that `leader` was the first of."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


class NotedChild(TypedDict):
    """A child as it stands in the file."""

    pid: int
    started: str


class Noted(TypedDict, total=False):
    """What a supervisor notes about itself."""

    pid: int
    address: str
    children: list[NotedChild]


def end_leftovers(run_file: Path) -> int:
    """End the children of a supervisor that was itself ended without warning; return how many groups.

    Only what is surely ours: a process with the noted id and start time with its group or, when it is gone
    itself, members of its group that run this checkout's Python. Call it only when no supervisor runs.
    """
    groups = _leftover_groups(run_file)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for group in groups:
            with suppress(ProcessLookupError):
                os.killpg(group, number)
        until = time.monotonic() + GRACE_SECONDS / 2
        while groups & {process.group for process in list_processes()} and time.monotonic() < until:
            time.sleep(0.05)
    run_file.unlink(missing_ok=True)
    return len(groups)


def _leftover_groups(run_file: Path) -> set[int]:
    noted = read_run_file(run_file).get("children", [])
    living = list_processes()
    by_id = {process.pid: process for process in living}
    groups = set()
    for child in noted:
        leader = by_id.get(child["pid"])
        if leader is not None and leader.started != child["started"]:
            continue  # the id has passed on to a stranger, so nothing of the group is left
        members = [process for process in living if process.group == child["pid"]]
        if leader is not None or any(sys.executable in process.command for process in members):
            groups.add(child["pid"])
    return groups


def read_run_file(run_file: Path) -> Noted:
    """What the last supervisor noted; empty when there is nothing to read."""
    try:
        noted: Noted = json.loads(run_file.read_text())
    except (OSError, ValueError):
        return {}
    return noted
