"""Which version a public page is made of: a number that grows each time one of its rows is written.

The database counts, by triggers on the tables that public pages show, so that no way of writing forgets it. Whoever
keeps a page keeps it under the numbers that were read before its rows.
"""

from __future__ import annotations

from typing import Final

from django.db import connection, models

SHARED: Final = "shared"  # what pages of every centre show: places, definitions, holidays


class PublicVersion(models.Model):
    """The number of one thing that public pages are made of: `centre:<code>`, or what they all share."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=1)

    class Privacy:
        open = ("number",)


def numbers(centre: str) -> tuple[int, int]:
    """How far the database has counted: for one centre (its code) with what all share, and for everything. One query.

    Each only grows, and grows with every write of what it counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(number) FILTER (WHERE name IN (%s, %s)), 0)::bigint, coalesce(sum(number), 0)::bigint"
            " FROM famn_publicversion",
            [SHARED, f"centre:{centre}"],
        )
        own, every = cursor.fetchone()
    return own, every
