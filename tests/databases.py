"""The names of the tests' databases, and how to speak to the server as their owner."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

_NAME = settings.DATABASES["default"]["NAME"]
TEMPLATE = f"test_{_NAME}_template"
DEMO = f"test_{_NAME}_demo"


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


@contextmanager
def fresh_copy(template: str = TEMPLATE) -> Iterator[str]:
    """Everything in this process talks to a new copy of `template` meanwhile; it is gone afterwards."""
    name, before = f"{template}_{uuid.uuid4().hex[:8]}", connection.settings_dict["NAME"]
    owner("CREATE DATABASE {} TEMPLATE {}", name, template)
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        owner("DROP DATABASE {}", name)  # it waits a moment for connections that are closing
