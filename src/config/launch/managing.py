"""`./famn manage …`: one of Django's commands, on the database that runs or on one started for it."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from types import FrameType

from config.launch.children import read_run_file
from config.launch.environment import (
    Environment,
    as_owner,
    django_command,
    has_own_server,
    with_database,
    without_database,
)
from config.launch.places import LaunchError, Place, find_place, try_lock
from config.launch.preparing import prepare
from config.launch.signals import STOP, Signals

# Commands that read files only. Any command asked for its help is one too.
WITHOUT_DATABASE = (
    (),
    ("help",),
    ("version",),
    ("--version",),
    ("read",),
    ("bench", "read"),
    ("bench", "newcomer"),
    ("translations",),
    ("makemessages",),
    ("compilemessages",),
)

# Commands that change or compare the tables themselves: as their owner, on the tables as they are.
AS_OWNER = (("migrate",), ("makemigrations",), ("sqlmigrate",), ("showmigrations",), ("optimizemigration",))

HELP = {"-h", "--help"}


def manage(arguments: list[str]) -> int:
    """Run the command and return its exit code. `--data MAPP` and `--no-demo` may stand before it."""
    place, command = _choose_place(arguments)
    program = django_command(*command)
    if _is_among(command, WITHOUT_DATABASE) or HELP & set(command):
        os.execve(program[0], program, without_database(place))  # noqa: S606  in our place: nothing to stop after
    place.make()
    with with_database(place) as environment:
        environment |= _address_in_use(place)
        if _is_among(command, AS_OWNER):
            return run_in_terminal(program, as_owner(environment))
        if not has_own_server():
            _prepare_unless_running(place, environment)
        return run_in_terminal(program, environment)


def _choose_place(arguments: list[str]) -> tuple[Place, list[str]]:
    """Our own options, which stand before the command, and the command with its own."""
    data, no_demo, rest = None, False, list(arguments)
    while rest and rest[0].startswith("--"):
        if rest[0] == "--no-demo":
            no_demo = True
        elif rest[0] == "--data":
            if len(rest) == 1:
                raise LaunchError("Efter --data ska en mapp stå.")
            data = rest.pop(1)
        elif rest[0].startswith("--data="):
            data = rest[0].removeprefix("--data=")
        else:
            break
        rest.pop(0)
    return find_place(data, no_demo=no_demo), rest


def _is_among(command: list[str], known: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(command[: len(words)]) == words for words in known if words or not command)


def _address_in_use(place: Place) -> Environment:
    """Links that a command writes lead to the address that is served just now."""
    address = read_run_file(place.run_file).get("address")
    return {"FAMN_ORIGIN": address} if address and not os.environ.get("FAMN_ORIGIN") else {}


def _prepare_unless_running(place: Place, environment: Environment) -> None:
    """A command on a fresh checkout finds tables and the demo; `run` has seen to it where it runs."""
    lock = try_lock(place, "run")
    if lock is None:
        return
    lock.close()
    with Signals() as signals:
        prepare(place, environment, signals)


def run_in_terminal(program: list[str], environment: Environment, *, folder: Path | None = None) -> int:
    """Run a program with our own terminal, so that it can ask; pass on what asks us to stop."""
    process: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        # Ctrl-C has reached the command already, by the terminal.
        if process is not None and number != signal.SIGINT:
            with suppress(ProcessLookupError):
                process.send_signal(number)

    for number in STOP:
        signal.signal(number, pass_on)
    process = subprocess.Popen(program, env=environment, cwd=folder)
    code = process.wait()
    return code if code >= 0 else 128 - code
