"""A query that Django words once in a process, and that is only filled in after that.

To word a query of several tables takes Django some milliseconds; to ask it takes a fraction of one. A page that must be
quick asks through here. The query itself is still an ordinary queryset, so a rule is written in one place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


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
        sql, parameters = self._worded
        filled = [values[one.name] if isinstance(one, _Blank) else one for one in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return list(cursor.fetchall())

    @cached_property
    def _worded(self) -> tuple[str, tuple[Any, ...]]:
        sql, parameters = self._make().query.sql_with_params()
        names = {value: _Blank(name) for name, value in self._stand_ins.items()}
        kinds = (str, int, dt.date, dt.time)
        filled = tuple(names.get(one, one) if isinstance(one, kinds) else one for one in parameters)
        if missing := {*names.values()} - {one for one in filled if isinstance(one, _Blank)}:
            raise ValueError(f"not among the parameters: {sorted(one.name for one in missing)}")
        return sql, filled
