"""Walls between secrecy areas, held by the database itself (offentlighets- och sekretesslagen 8:1-2).

A sealed row names its owning area. PostgreSQL shows and takes it only in a transaction that acts for that area.
`SET LOCAL` alone is used, so that a wall never outlives its transaction, in a pool or behind pgbouncer either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction
from django.db.migrations import RunSQL


class SealedRow(models.Model):
    """Base of every table that may hold something about a family. Each names its own `area` foreign key."""

    class Meta:
        abstract = True


def open_for(area_id: int | None) -> None:
    """Let the running transaction act for `area_id`; None shuts every wall. Must be inside `atomic()`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('famn.area', %s, true)", [str(area_id) if area_id else ""])


@contextmanager
def acting(area_id: int | None) -> Iterator[None]:
    """A transaction that acts for `area_id`: for tasks, commands and tests. The web has its own middleware."""
    with transaction.atomic():
        before = current_area()
        open_for(area_id)
        yield
        open_for(before)


def current_area() -> int | None:
    """The area that the running transaction acts for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NULLIF(current_setting('famn.area', true), '')")
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] else None


def wall(table: str, column: str = "area_id") -> RunSQL:
    """A migration step: row-level security on `table`, also for its owner."""
    rule = f"{column} = NULLIF(current_setting('famn.area', true), '')::bigint"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_area ON {table} USING ({rule}) WITH CHECK ({rule});
        """,
        f"DROP POLICY {table}_area ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )
