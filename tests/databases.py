"""The names of the tests' databases, and how to speak to the server as their owner."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

_NAME = settings.DATABASES["default"]["NAME"]
TEMPLATE = f"test_{_NAME}_template"
DEMO = f"test_{_NAME}_demo"
HOUSE = f"test_{_NAME}_house"


def as_role(role: str) -> None:
    """From now on connect as `role`; threads that start later do too."""
    connection.close()
    connection.settings_dict["USER"] = role
    connections.settings["default"]["USER"] = role


def owner(statement: str, *names: str, database: str = "postgres") -> None:
    """One statement as the owner, outside any transaction. `{}` in it stand for names."""
    at = settings.DATABASES["default"]
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"] or None, user="famn_owner", dbname=database, autocommit=True
    ) as admin:
        admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def copy_database(template: str, name: str) -> None:
    """A new database like `template`, which nobody may be using. To copy files is ten times cheaper than to log."""
    owner("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)


@contextmanager
def database(name: str, **others: object) -> Iterator[None]:
    """Everything in this process talks to the database `name` meanwhile; `others` are settings such as HOST."""
    connections.close_all()
    before = dict(connection.settings_dict)
    connection.settings_dict.update({"NAME": name, **others})
    try:
        yield
    finally:
        connections.close_all()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own; where OPTIONS ask for a pool
        connection.settings_dict.update(before)


@contextmanager
def kept_copy(name: str, template: str = TEMPLATE) -> Iterator[BaseDatabaseWrapper]:
    """A copy of `template` and a connection to it, beside the one in use; both are gone afterwards."""
    owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    copy_database(template, name)
    kept = connections.create_connection("default")
    kept.settings_dict = {**kept.settings_dict, "NAME": name}
    try:
        yield kept
    finally:
        kept.close()
        owner("DROP DATABASE IF EXISTS {}", name)  # waits for a server process that is leaving; it is not ours to end


@contextmanager
def talking_by(kept: BaseDatabaseWrapper) -> Iterator[None]:
    """This thread talks by the connection `kept` meanwhile; the usual one stays as it is."""
    usual = connections["default"]
    connections["default"] = kept
    try:
        yield
    finally:
        connections["default"] = usual


@contextmanager
def fresh_copy(template: str = TEMPLATE) -> Iterator[str]:
    """Everything in this process talks to a new copy of `template` meanwhile; it is gone afterwards."""
    name, before = f"{template}_{uuid.uuid4().hex[:8]}", connection.settings_dict["NAME"]
    copy_database(template, name)
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        owner("DROP DATABASE {}", name)  # it waits a moment for connections that are closing
