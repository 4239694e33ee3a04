"""From a clean clone to the first page by one command: the processor's time, of every program that took part.

Nothing of the machine's own is used but git, a Python and what was downloaded before: it is done twice in folders that
go away again, and the second time is measured, since the first one downloads the packages.

Counts what is left behind by a program that ends, such as the database's server, only on Linux.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from famn.management.bench import Budget, at_most

MOST_SECONDS: Final = 48.0  # of the processor
CHECKOUT: Final = Path(__file__).resolve().parents[4]
IS_UP: Final = "Famn är igång"  # what the launcher prints once the first page is there
ADOPT_ORPHANS: Final = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl(2)


def measure() -> Iterator[Budget]:
    """P14. Takes some minutes. Raises RuntimeError where the start fails, with what it said."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for clone in ("first", "second"):
            spent = _first_start(folder / clone, folder / "packages")
    yield at_most("P14 a newcomer's first start, the processor's time", spent, MOST_SECONDS, "s")


def _first_start(clone: Path, packages: Path) -> float:
    """Clone, start, see the first page and stop: seconds of the processor."""
    git = shutil.which("git")
    if git is None:
        raise RuntimeError("git is not installed")
    subprocess.run([git, "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)  # noqa: S603  found above
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("FAMN_", "DATABASE_", "DJANGO"))}
    told = subprocess.run(  # noqa: S603  this very module
        [sys.executable, "-P", __file__, str(clone)],
        env=ours | {"UV_CACHE_DIR": str(packages)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(f"Famn did not start in {clone}; the fault is told above")
    return float(told.stdout)


def _watch(clone: Path) -> float:
    """Start and stop what was cloned, as a process of its own: what its children and their children took."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    command = [str(clone / "famn"), "run", "--port", str(_free_port()), "--data", str(clone / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  as cloned
        is_up = any(IS_UP in line for line in process.stdout or ())
        process.send_signal(signal.SIGINT)
        process.communicate()
    _wait_for_all()
    if not is_up:
        raise SystemExit(1)
    took = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took.ru_utime + took.ru_stime


def _wait_for_all() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    print(_watch(Path(sys.argv[1])))
