"""The launcher is tried from outside: as a program, with signals, on data folders of its own."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from config.launch.children import read_run_file
from config.launch.places import ROOT, SRC, Place
from famn.outside.database import find_server, stop
from famn.outside.processes import find_process, list_processes
from tests.patience import PATIENCE


def clean_environment(**more: str) -> dict[str, str]:
    """The person's own environment, without what the running tests were themselves told."""
    told = ("FAMN_", "DATABASE_", "DJANGO_", "PYTEST_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    return kept | {"PYTHONPATH": str(SRC)} | more


def launcher(*arguments: str) -> list[str]:
    """The command line of the launcher, as the script `famn` ends with it."""
    return [sys.executable, "-P", "-m", "config.launch", *arguments]


def free_port() -> int:
    """A port of this computer that nothing listens on just now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(happens: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait for something to become true, and fail with its name if it never does."""
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, f"this never happened: {what}"
        time.sleep(0.05)


@dataclass
class Run:
    """One `./famn run`, started and watched from outside."""

    place: Place
    output: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    seen: dict[int, str] = field(default_factory=dict)  # process ids that have been part of it, with start times

    def start(self, *, shell: str = "", **environment: str) -> Run:
        """Start and wait till it says that it runs. `shell` is a wrapper script that ends in "$@"."""
        self.start_only(shell=shell, **environment)
        self.wait_for_start()
        self.remember()
        return self

    def wait_for_start(self) -> None:
        """Wait till the web server, the worker and the clock are there."""
        wait_until(
            lambda: ("Famn är igång" in self.said() and len(self.children()) == 3) or self.has_ended(), "Famn started"
        )
        assert not self.has_ended(), self.said()

    def start_only(self, *, shell: str = "", **environment: str) -> None:
        """Start without waiting."""
        data = str(self.place.folder.parent)
        command = launcher("run", "--port", str(self.port), "--data", data)
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["sh", "-c", shell, "sh", *command] if shell else command,
                env=clean_environment(**environment),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def said(self) -> str:
        """Everything it has printed so far."""
        return self.output.read_text()

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def children(self) -> list[int]:
        """The process ids of what it keeps alive, first of all the web server."""
        return [child["pid"] for child in read_run_file(self.place.run_file).get("children", [])]

    def postmaster(self) -> int:
        """The process id of its database server."""
        return int((self.place.cluster / "postmaster.pid").read_text().split()[0])

    def remember(self) -> None:
        """Note every process that it consists of now, to see later that none is left."""
        supervisor = read_run_file(self.place.run_file)["pid"]
        groups = {supervisor, self.postmaster(), *self.children()}
        self.seen |= {one.pid: one.started for one in list_processes() if one.group in groups or one.pid in groups}

    def supervisor(self) -> int:
        return read_run_file(self.place.run_file)["pid"]

    def left(self) -> list[str]:
        """The command lines of all remembered processes that still live."""
        now = [find_process(pid) for pid in self.seen]
        return [one.command for one in now if one and one.started == self.seen[one.pid]]

    def wait_for_end(self) -> int:
        assert self.process is not None
        return self.process.wait(PATIENCE)

    def clear_away(self) -> None:
        """Leave nothing behind, however the test went."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        for pid in [pid for pid, started in self.seen.items() if (one := find_process(pid)) and one.started == started]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if find_server(self.place.cluster):
            stop(self.place.cluster)


@pytest.fixture(scope="session")
def folders() -> Iterator[Callable[[], Path]]:
    """Makes empty folders that other users can pass through.

    Not pytest's own: as root the server runs as another user, and each start of pytest closes the folder above
    all of its temporary folders to others, also when another pytest is in the middle.
    """
    with tempfile.TemporaryDirectory(prefix="famn-tests-", ignore_cleanup_errors=True) as above:
        Path(above).chmod(0o711)
        numbers = itertools.count(1)

        def make() -> Path:
            folder = Path(above, str(next(numbers)))
            folder.mkdir(mode=0o755)
            return folder

        yield make


@pytest.fixture
def folder(folders: Callable[[], Path]) -> Path:
    """An empty folder that other users can pass through."""
    return folders()


@pytest.fixture(scope="session")
def prepared(folders: Callable[[], Path]) -> Place:
    """The data folder that the tests of `run` share, one after another: only the first has to load the demo."""
    return Place(folders() / "demo", "demo")


@pytest.fixture
def run(prepared: Place, tmp_path: Path) -> Iterator[Run]:
    """A run that is not yet started, cleared away afterwards."""
    one = Run(prepared, tmp_path / "output")
    yield one
    one.clear_away()


@pytest.fixture(scope="module")
def running(prepared: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run that has started, for the tests that leave it as it was."""
    one = Run(prepared, tmp_path_factory.mktemp("running") / "output")
    yield one.start()
    one.clear_away()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the set-up script and the requirement files, and nothing installed."""
    folder = tmp_path / "famn checkout"
    (folder / "requirements").mkdir(parents=True)
    for name in ("famn", "requirements/runtime.txt", "requirements/dev.txt"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder
