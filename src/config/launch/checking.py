"""`./famn check`: everything that is judged without running Famn or a database, in one table."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config.launch.environment import Environment, django_command, without_database
from config.launch.places import ROOT
from config.launch.testing import tests_place

SOURCES = ("src", "tests", "tools")
TEMPLATES = "src/famn/templates"
AT_ONCE = 2  # one of them takes as long as all others together


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is about, and the command that fails when something is wrong."""

    about: str
    command: tuple[str, ...]


CHECKS = (
    Check("kodregler (ruff)", ("ruff", "check", *SOURCES)),
    Check("kodens form (ruff)", ("ruff", "format", "--check", *SOURCES)),
    Check("typer (mypy)", ("mypy",)),
    Check("husets våningar (import-linter)", ("lint-imports", "--no-cache", "--no-logo")),
    Check("mallarnas regler (djangofmt)", ("djangofmt", "check", TEMPLATES)),
    Check("mallarnas form (djangofmt)", ("djangofmt", "--check", TEMPLATES)),
    Check("migreringarna är kompletta", ("manage", "makemigrations", "--check", "--dry-run")),
    Check("översättningarna är kompletta", ("manage", "translations", "--check")),
    Check("adresslistan är komplett", ("manage", "addresses", "--check")),
    Check("beroenden (deptry)", ("deptry", "--no-ansi", "src")),
)


def check() -> int:
    """Run every check, some at once, also after one has failed; return 1 if any did."""
    environment = without_database(tests_place())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        passed = list(pool.map(lambda one: _passes(one, environment), CHECKS))
    failed = [one for one, well in zip(CHECKS, passed, strict=True) if not well]
    if not failed:
        print(f"Alla {len(CHECKS)} granskningar är godkända.")
        return 0
    print(f"{len(failed)} av {len(CHECKS)} granskningar är underkända:")
    for one in failed:
        print(f"  - {one.about}: {' '.join(one.command)}")
    return 1


def _passes(one: Check, environment: Environment) -> bool:
    """Run one check; its own words are shown only when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        _command_line(one.command),
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    told = f"{'OK ' if passed else 'FEL'} {one.about} ({time.monotonic() - began:.1f} s)\n"
    print(told if passed else f"{told}{done.stdout.rstrip()}\n\n", end="", flush=True)  # in one go: others print too
    return passed


def _command_line(command: tuple[str, ...]) -> list[str]:
    program, *arguments = command
    if program == "manage":
        return django_command(*arguments)
    return [str(Path(sys.executable).parent / program), *arguments]
