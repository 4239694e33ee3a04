"""A query that Django words once in a process, and that is only filled in after that.

To word a query of several tables takes Django some milliseconds; to ask it takes a fraction of one. A page that must be
quick asks through here. The query itself is still an ordinary queryset, so a rule is written in one place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import DateField, DateTimeField, QuerySet, TimeField

# What JSON has no kind of its own for, and tells as text.
_READ: Final[tuple[tuple[Any, Callable[[str], Any]], ...]] = (
    (DateTimeField, dt.datetime.fromisoformat),  # is a DateField too
    (DateField, dt.date.fromisoformat),
    (TimeField, dt.time.fromisoformat),
)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A query as Django worded it."""

    sql: str
    parameters: tuple[Any, ...]
    readers: tuple[Callable[[str], Any] | None, ...]  # of each column, from JSON; None: it is there as it is

    def filled(self, values: dict[str, Any]) -> list[Any]:
        """The parameters, with a value in each blank."""
        return [values[one.name] if isinstance(one, _Blank) else one for one in self.parameters]


@dataclass(frozen=True, slots=True)
class _Blank:
    """A parameter that is filled in each time."""

    name: str


class Prepared:
    """A query with blanks. `make` gives it with the stand-ins in it: values that nothing else in it could have.

    Stand-ins are text, days, times of day or whole numbers. Raises ValueError where two of them are alike, and, when it
    is first asked, where one of them is not among the parameters.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], **stand_ins: str | int | dt.date | dt.time) -> None:
        self._make, self._stand_ins = make, stand_ins
        if len({*stand_ins.values()}) < len(stand_ins):
            raise ValueError(f"two stand-ins are alike: {stand_ins}")

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows, with a value for each stand-in. One question to the database."""
        worded = self._worded
        with connection.cursor() as cursor:
            cursor.execute(worded.sql, worded.filled(values))
            return list(cursor.fetchall())

    def as_json(self, **values: Any) -> str:
        """The query as SQL, with a value for each stand-in: not asked yet, and to tell its rows as one JSON list."""
        worded = self._worded
        rows = mogrify(worded.sql, worded.filled(values), connection)  # the driver quotes each value
        columns = ", ".join(f"c{number}" for number, _reader in enumerate(worded.readers))
        listed = f"SELECT coalesce(json_agg(json_build_array({columns})), '[]')"
        return f"{listed} FROM ({rows}) AS told ({columns})"

    def of_json(self, told: list[list[Any]]) -> list[tuple[Any, ...]]:
        """The rows as `rows` gives them, of what `as_json` told. A value that is JSON itself is read already."""
        readers = [(place, reader) for place, reader in enumerate(self._worded.readers) if reader]
        rows = [[*row] for row in told]
        for row in rows:
            for place, reader in readers:
                if row[place] is not None:
                    row[place] = reader(row[place])
        return [tuple(row) for row in rows]

    @cached_property
    def _worded(self) -> _Worded:
        compiler = self._make().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        names = {value: _Blank(name) for name, value in self._stand_ins.items()}
        kinds = (str, int, dt.date, dt.time)
        filled = tuple(names.get(one, one) if isinstance(one, kinds) else one for one in parameters)
        if missing := {*names.values()} - {one for one in filled if isinstance(one, _Blank)}:
            raise ValueError(f"not among the parameters: {sorted(one.name for one in missing)}")
        return _Worded(sql, filled, tuple(_reader_of(column.output_field) for column, *_sql in compiler.select))


def _reader_of(kind: object) -> Callable[[str], Any] | None:
    return next((reader for of_kind, reader in _READ if isinstance(kind, of_kind)), None)
