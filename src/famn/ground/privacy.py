"""Every table says of every field what it may hold about a person, in an inner class `Privacy`.

    class Privacy:
        open = ("title",)       # about the work itself; may be shown to anybody with access to the row
        staff = ("name",)       # about a person at work
        family = ("text",)      # may concern a family: only in tables behind the wall (ground/sealed.py)
        secret = ("password",)  # never shown, not even to its owner

A house test refuses a field that is declared nowhere or twice, and a `family` field in a table without a wall.
"""

from __future__ import annotations

from typing import Final

from django.db import models

KINDS: Final = ("open", "staff", "family", "secret")


def declared(model: type[models.Model]) -> dict[str, list[str]]:
    """Field name -> the kinds it is declared as, for one table."""
    found: dict[str, list[str]] = {}
    inner = getattr(model, "Privacy", None)
    for kind in KINDS:
        for name in getattr(inner, kind, ()):
            found.setdefault(name, []).append(kind)
    return found


def fields_of(model: type[models.Model]) -> set[str]:
    """The names of the columns of one table, but for its running number."""
    return {field.name for field in model._meta.concrete_fields if not field.primary_key}
