"""Which version a public page is made of: a number that grows each time one of its rows is written.

The database counts, by triggers on the tables that public pages show, so that no way of writing forgets it. Whoever
keeps a page keeps it under the numbers that were read before its rows, or by one statement with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connection, models

SHARED: Final = "shared"  # what pages of every centre show: places, definitions, holidays


class PublicVersion(models.Model):
    """The number of one thing that public pages are made of: `centre:<code>`, or what they all share."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=1)

    class Privacy:
        open = ("number",)


@dataclass(frozen=True, slots=True)
class Question:
    """All that a page of one centre is made of, in SQL: parts that each answer with one JSON value."""

    centre: str  # its code
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How far the database has counted. Each number only grows, and grows with every write of what it counts."""

    centre: str  # the code of one, "" for none
    own: int  # for that centre, with what all share
    every: int  # for everything
    question: Question | None = None  # asked together with the numbers
    answer: Any = None  # to each part of it, as of the same moment; None where nobody wanted it


_COUNTED: Final = """
SELECT coalesce(sum(number) FILTER (WHERE name IN (%s, %s)), 0)::bigint AS own,
    coalesce(sum(number), 0)::bigint AS every
FROM famn_publicversion
"""
# famn_answer is given its question as a text, so that one that nobody wants answered is not even planned.
_ANSWERED: Final = f"SELECT own, every, CASE WHEN own = %s THEN NULL ELSE famn_answer(%s) END FROM ({_COUNTED}) AS n"  # noqa: S608  of our own words alone


def numbers(centre: str) -> Counted:
    """How far the database has counted, for one centre (its code) and for everything. One statement."""
    own, every = _row(_COUNTED, SHARED, f"centre:{centre}")
    return Counted(centre, own, every)


def answered(question: Question, *, unless: int | None = None) -> Counted:
    """The same with the answer to a question, but without it where its centre's number is `unless`. One statement."""
    parts = ", ".join(f"({part})" for part in question.parts)
    names = (SHARED, f"centre:{question.centre}")
    own, every, answer = _row(_ANSWERED, unless, f"SELECT json_build_array({parts})", *names)
    return Counted(question.centre, own, every, question, answer)


def _row(sql: str, *values: str | int | None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(cursor.fetchone())
