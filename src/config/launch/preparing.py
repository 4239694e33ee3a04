"""Brings a database up to date before it is used: tables, reference data, the demo, static files.

Skipped when nothing that it is made from has changed, which is what lets a second start take seconds.
"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from config.launch.environment import Environment, as_owner, has_own_server, python
from config.launch.places import ROOT, SRC, LaunchError, Place, locked, say
from config.launch.signals import Signals

# What the prepared state is made from.
INGREDIENTS = (
    SRC / "famn" / "migrations",
    SRC / "famn" / "seeds",
    SRC / "famn" / "static",
    SRC / "config" / "launch",
    ROOT / "requirements" / "runtime.txt",
)


class Stopped(BaseException):
    """We were asked to stop in the middle."""


def prepare(place: Place, environment: Environment, signals: Signals) -> None:
    """Bring the database up to date, one command at a time on one installation. Raises LaunchError, Stopped."""
    with locked(place, "prepare"):
        fingerprint = _fingerprint(place)
        if not has_own_server() and place.static.exists() and _read(place.prepared) == fingerprint:
            return
        place.prepared.unlink(missing_ok=True)
        if "DATABASE_OWNER_URL" in environment:
            _run_steps(["migrate"], as_owner(environment), signals)
        else:
            say("DATABASE_OWNER_URL är inte satt: tabellerna lämnas som de är.")
        demo = ["load_demo"] if place.mode == "demo" else []
        _run_steps(["load_reference", *demo, "collectstatic"], environment, signals)
        place.prepared.write_text(fingerprint)


def _run_steps(steps: list[str], environment: Environment, signals: Signals) -> None:
    """Run Django's commands in one process (see steps.py), which is ended if we are asked to stop."""
    process = subprocess.Popen(
        python("config.launch.steps", *steps), env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None:
        signals.wait(0.5)
        if signals.stopping:
            process.terminate()
            process.wait()
            raise Stopped
    if process.returncode != 0:
        raise LaunchError("Databasen kunde inte göras klar; felet står ovan.")


def _fingerprint(place: Place) -> str:
    """Changes with every file that the prepared state is made from, and with the database being made anew."""
    files = [path for start in INGREDIENTS for path in (start, *sorted(start.rglob("*")))]
    seen = hashlib.sha256()
    for path in [*files, place.cluster / "PG_VERSION"]:
        if path.is_file() and path.suffix != ".pyc":
            status = path.stat()
            seen.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""
