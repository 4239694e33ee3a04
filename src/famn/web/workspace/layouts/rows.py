"""Rows of a form that are added, taken away and moved by submit buttons, so that they need no script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

MOST_ROWS: Final = 40

type Row = dict[str, list[str]]


class Rows[F: forms.Form]:
    """The rows of one list. What was typed is kept whichever button was pressed."""

    def __init__(
        self, form: type[F], name: str, *, data: QueryDict | None, initial: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self.name = name
        if data is None:
            self.forms = [form(initial=dict(row), prefix=f"{name}-{index}") for index, row in enumerate(initial)]
        else:
            self.forms = [form(data, prefix=f"{name}-{index}") for index in range(_count(data, name))]

    @property
    def is_full(self) -> bool:
        """Whether there is no room for one more."""
        return len(self.forms) >= MOST_ROWS

    def is_valid(self) -> bool:
        """Whether every row is well written."""
        return all(form.is_valid() for form in self.forms)

    def values(self) -> list[dict[str, Any]]:
        """What every row holds. Asks for rows that are valid."""
        return [form.cleaned_data for form in self.forms]


def rearranged(data: QueryDict, lists: Mapping[str, type[forms.Form]]) -> QueryDict | None:
    """What was typed with a row more, less or moved, where such a button was pressed (`gor`); otherwise None."""
    match = re.fullmatch(r"(till|bort|upp|ner)-([a-z_]+?)(?:-([0-9]{1,3}))?", data.get("gor", ""))
    if not match or match[2] not in lists:
        return None
    act, name, at = match[1], match[2], int(match[3] or 0)
    fields = list(lists[name].base_fields)
    rows = [{field: data.getlist(f"{name}-{index}-{field}") for field in fields} for index in range(_count(data, name))]
    _rearrange(rows, act, at)
    changed = data.copy()
    for index in range(max(len(rows), _count(data, name))):
        for field in fields:
            changed.setlist(f"{name}-{index}-{field}", rows[index].get(field, []) if index < len(rows) else [])
    changed[f"{name}-antal"] = str(len(rows))
    return changed


def _rearrange(rows: list[Row], act: str, at: int) -> None:
    if act == "till" and len(rows) < MOST_ROWS:
        rows.append({})
    elif act == "bort" and at < len(rows):
        del rows[at]
    elif act in {"upp", "ner"} and at < len(rows):
        row = rows.pop(at)
        rows.insert(max(at - 1, 0) if act == "upp" else at + 1, row)


def _count(data: QueryDict, name: str) -> int:
    """How many rows were sent; 0 for anything that is no number."""
    text = data.get(f"{name}-antal", "")
    return min(int(text), MOST_ROWS) if re.fullmatch(r"[0-9]{1,9}", text) else 0
