"""The operating system's table of processes: just enough to know one's own again after a crash.

A process id is used anew by the system, so an id is believed only together with the time it started.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A living process. `started` means nothing in itself: equal for the same process, different for another."""

    pid: int
    group: int
    started: str
    command: str


def find_process(pid: int) -> Process | None:
    """The living process with this id; None when there is none, or only its remains (a zombie)."""
    if has_proc():
        return _from_proc(pid)
    return next((process for process in _from_ps() if process.pid == pid), None)


def list_processes() -> list[Process]:
    """Every living process that this user may see."""
    if not has_proc():
        return list(_from_ps())
    pids = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [process for pid in pids if (process := _from_proc(pid))]


def has_proc() -> bool:
    """Whether the system keeps a table in /proc (Linux); others are asked through `ps`."""
    return (PROC / "self" / "stat").exists()


def _from_proc(pid: int) -> Process | None:
    folder = PROC / str(pid)
    try:
        stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
        command = (folder / "cmdline").read_bytes()
    except OSError:
        return None
    # The second field, the name, may hold spaces and brackets; the fixed fields begin after the last bracket.
    state, _parent, group, *rest = stat.rpartition(")")[2].split()
    if state in "ZX":
        return None
    words = command.replace(b"\0", b" ").decode(errors="replace").strip()
    return Process(pid, int(group), f"{_boot()}/{rest[16]}", words)


def _boot() -> str:
    """Which start of the machine this is: start times in /proc are counted from it."""
    try:
        return (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _from_ps() -> Iterator[Process]:
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,pgid=,stat=,lstart=,command="],  # noqa: S607  where ps lies differs by system
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    for line in listing.stdout.splitlines():
        pid, group, state, *rest = line.split(None, 8)
        if not state.startswith("Z"):
            yield Process(int(pid), int(group), " ".join(rest[:5]), rest[5] if len(rest) > 5 else "")
