"""Rows as Swedish words and plain values: every field of a row, whatever table it is of, but bytes and secrets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.db import models

from famn.domain.establishment.reads.archive.words import FIELDS
from famn.domain.people.models import User
from famn.ground import privacy
from famn.ground.sealed import SealedRow

Row = models.Model
QUIET: Final = {  # of no use to a reader
    *("code", "id", "email", "url"),
    *("told_due_at", "told_overdue_at", "reminders", "reminded_at"),
}


def rows_of[Found: models.Model](model: type[Found], *order: str, **where: Any) -> list[Found]:
    """The rows of a table with all that they name, in the order given: one query. Never bytes, never sealed rows."""
    related = [field for field in model._meta.concrete_fields if _is_followed(field)]
    heavy = [field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)]
    for field in related:
        heavy += [f"{field.name}__{one.name}" for one in _fields(field.related_model) if _is_heavy(one)]
    rows = model._default_manager.filter(**where).select_related(*(field.name for field in related))
    return list(rows.defer(*heavy).order_by(*order, "pk"))


def facts_of(row: Row, *but: str) -> dict[str, Any]:
    """The fields of a row that hold something, by their Swedish words. `but` names those told elsewhere."""
    secret = set(getattr(getattr(type(row), "Privacy", None), "secret", ()))
    found = {}
    for field in row._meta.concrete_fields:
        is_told = field.name not in secret | QUIET | {*but} and not isinstance(field, models.BinaryField)
        value = _value(row, field) if is_told else None
        if value not in (None, "", [], {}):
            found[FIELDS.get(field.name, field.name)] = value
    return found


def table_of(rows: Iterable[Row], *but: str) -> list[dict[str, Any]]:
    """The facts of several rows of one table."""
    return [facts_of(row, *but) for row in rows]


def _value(row: Row, field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return _named(row, field)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.attname)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value


def _named(row: Row, field: Any) -> str:
    """What a row points at: by its own words, else by its number or code."""
    if getattr(row, field.attname) is None:
        return ""
    if not _is_followed(field):
        return str(getattr(row, field.attname))
    other = getattr(row, field.name)
    if other is None:  # behind a wall
        return ""
    if isinstance(other, User):
        return other.name
    if "__str__" in vars(type(other)):
        return str(other)
    return str(getattr(other, "number", "") or getattr(other, "code", "") or other.pk)


def _is_followed(field: Any) -> bool:
    return isinstance(field, models.ForeignKey) and not issubclass(_table(field), SealedRow)


def _table(field: Any) -> type[Row]:
    found: type[Row] = field.related_model
    return found


def _fields(model: Any) -> Iterable[Any]:
    fields: Iterable[Any] = model._meta.concrete_fields
    return fields


def _is_heavy(field: Any) -> bool:
    """Bytes, and what a version says."""
    return isinstance(field, models.BinaryField) or (
        isinstance(field, models.JSONField) and field.name in {"content", "head", "body", "layout"}
    )


def told_fields(model: type[Row]) -> set[str]:
    """The names of the fields of a table that `facts_of` may tell."""
    secret = {name for name, kinds in privacy.declared(model).items() if "secret" in kinds}
    binary = {field.name for field in model._meta.concrete_fields if isinstance(field, models.BinaryField)}
    return privacy.fields_of(model) - secret - binary - QUIET
