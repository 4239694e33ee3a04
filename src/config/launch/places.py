"""Where things are: the checkout, the data folder of each kind of installation, and its locks."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SRC = Path(__file__).resolve().parents[2]
ROOT = SRC.parent

SMALLEST_ROOM = 300 * 1024 * 1024  # bytes: an empty database with its write-ahead log, and room to work


class LaunchError(Exception):
    """Famn cannot go on. The message is for a technician, in Swedish, and says what to do."""


def say(text: str) -> None:
    """Tell the person at the terminal how it goes; standard output is kept for results."""
    print(f"famn: {text}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class Place:
    """One installation's data folder. A demo and real use never share one."""

    folder: Path
    mode: str  # demo, local, production (settings.py), or test

    @property
    def cluster(self) -> Path:
        """The embedded server's own folder."""
        return self.folder / "pg"

    @property
    def static(self) -> Path:
        """The files that the web server gives away as they are (STATIC_ROOT)."""
        return self.folder / "static"

    @property
    def secret_key(self) -> Path:
        """The file with the secret key, made once."""
        return self.folder / "secret_key"

    @property
    def run_file(self) -> Path:
        """Which processes run here, and at which address."""
        return self.folder / "run.json"

    @property
    def prepared(self) -> Path:
        """The fingerprint of what the database was last prepared with."""
        return self.folder / "prepared"

    def make(self) -> None:
        """Make the folder, with room to work in. Raises LaunchError."""
        for folder in reversed([self.folder, *self.folder.parents]):
            if not folder.exists():
                folder.mkdir()
                if os.geteuid() == 0:
                    folder.chmod(0o711)  # the server's own user passes through it, but may not list it
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise LaunchError(f"Får inte skriva i {self.folder}. Välj en datamapp som är din egen: --data MAPP.")
        free = shutil.disk_usage(self.folder).free
        if free < SMALLEST_ROOM:
            megabytes = free // 1024**2
            raise LaunchError(f"Disken är för full: {megabytes} MB ledigt i {self.folder}, 300 MB behövs.")


def find_place(data: str | None, *, no_demo: bool = False) -> Place:
    """The installation that is meant: `--data` names the folder of all, FAMN_DATA that of one alone."""
    mode = "local" if no_demo else os.environ.get("FAMN_MODE", "").strip() or "demo"
    if data is None and (own := os.environ.get("FAMN_DATA", "").strip()):
        return Place(Path(own).expanduser().resolve(), mode)
    base = Path(data).expanduser().resolve() if data else ROOT / ".data"
    return Place(base / mode, mode)


def try_lock(place: Place, name: str) -> IO[str] | None:
    """Take the lock of this name for as long as the file stays open; None if another process has it."""
    lock = (place.folder / f"{name}.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


@contextmanager
def locked(place: Place, name: str) -> Iterator[None]:
    """Wait for the lock of this name and hold it."""
    with (place.folder / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
