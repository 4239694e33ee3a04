"""What a child process is told: the settings of docs/operations.md, by their names in the environment."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from config.launch.places import SRC, LaunchError, Place, locked, say
from famn.outside.database import APP, BACKUP, DATABASE, OWNER, Server, serving, user_name

Environment = dict[str, str]

# The database's address for each role.
ADDRESSES = {"DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER, "DATABASE_BACKUP_URL": BACKUP}


def has_own_server() -> bool:
    """Whether the person has named a server by DATABASE_URL; then none is started here."""
    return bool(os.environ.get("DATABASE_URL", "").strip())


def without_database(place: Place) -> Environment:
    """Everything but a database: enough for commands that read files only."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(SRC),
        "PYTHONSAFEPATH": "1",  # the folder one stands in is not searched for modules
        "FAMN_MODE": "demo" if place.mode == "test" else place.mode,
        "FAMN_DATA": str(place.folder),
    }


@contextmanager
def with_database(place: Place, *, careless: bool = False) -> Iterator[Environment]:
    """The whole environment, with a server that runs while inside: the named one, or one of our own."""
    place.make()
    environment = without_database(place) | {"FAMN_SECRET_KEY": _secret_key(place)}
    if has_own_server():
        yield environment
        return
    if place.mode == "production":
        raise LaunchError("I drift (FAMN_MODE=production) anges databasen med DATABASE_URL och DATABASE_OWNER_URL.")
    _refuse_root_in_anothers_folder(place)
    with serving(place.cluster, say=say, careless=careless) as server:
        yield environment | _addresses(server)


def with_own_name(environment: Environment, name: str) -> Environment:
    """The same server, where `name` is added to the database's name: two who do so never meet."""
    addresses = {key: environment[key] for key in ADDRESSES if environment.get(key)}
    return environment | {key: _add_to_name(address, name) for key, address in addresses.items()}


def as_owner(environment: Environment) -> Environment:
    """The same, as the role that owns the tables."""
    return environment | {"FAMN_AS_OWNER": "1"}


def python(module: str, *arguments: str) -> list[str]:
    """The command line that runs one of our modules with this same Python."""
    return [sys.executable, "-P", "-m", module, *arguments]


def django_command(*arguments: str) -> list[str]:
    """The command line that runs one of Django's commands."""
    return python("config.launch.django_command", *arguments)


def _refuse_root_in_anothers_folder(place: Place) -> None:
    """Files that root leaves there would be closed to the one it belongs to."""
    if os.geteuid() == 0 and (owner := place.folder.stat().st_uid) != 0:
        raise LaunchError(f"Datamappen {place.folder} tillhör {user_name(owner)}. Kör som den, eller välj --data.")


def _addresses(server: Server) -> Environment:
    return {key: server.url(role) for key, role in ADDRESSES.items()}


def _add_to_name(address: str, name: str) -> str:
    from psycopg.conninfo import conninfo_to_dict, make_conninfo  # slow to load: other commands are spared it

    return make_conninfo(address, dbname=f"{conninfo_to_dict(address).get('dbname', DATABASE)}_{name}")


def _secret_key(place: Place) -> str:
    """The key from the environment, else the one of this data folder, which only its owner can read."""
    if given := os.environ.get("FAMN_SECRET_KEY", "").strip():
        return given
    with locked(place, "prepare"):
        if not place.secret_key.exists() or place.secret_key.stat().st_size == 0:
            place.secret_key.touch(mode=0o600)
            place.secret_key.write_text(secrets.token_urlsafe(50), encoding="ascii")
        return place.secret_key.read_text(encoding="ascii").strip()
