"""The definitions of a family centre that public sources give, as reference data. Safe to load again.

The facts are the sources'; the wording is ours, and `reading` says how we read a source where it is silent. No source
that we have read states a least number of hours, so none is asked for.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from famn.domain.centres.classify import ClassFacts, SetFacts
from famn.domain.centres.models import ClassDefinition, DefinitionSet
from famn.domain.centres.rules import class_values
from famn.seeds.data_files import FOLDER

FILE: Final = FOLDER / "definitions.json"
_WORDS: Final = ("name", "source", "reading")


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def reference_sets() -> dict[str, SetFacts]:
    """Every definition of the file by its series, as the classifier reads it."""
    return {row["series"]: SetFacts(row["name"], tuple(_classes(row))) for row in _rows()}


def _classes(row: dict[str, Any]) -> list[ClassFacts]:
    classes = []
    for number, one in enumerate(row["classes"], start=1):
        legs = {name: tuple(one.get(name, ())) for name in ("all_of", "any_of")}
        classes.append(ClassFacts(**{**one, **legs, "number": number}))
    return classes


def load() -> int:
    """Put in the definitions that are missing. Of those that are there, only the words are brought up to date.

    What a definition asks for never changes once it is loaded: a correction is a version of its own in the file, with
    a day from which it holds. Returns how many there are.
    """
    for row in _rows():
        words = {name: row[name] for name in _WORDS}
        definition, made = DefinitionSet.objects.update_or_create(
            series=row["series"],
            authority=None,
            valid_from=row.get("valid_from"),
            defaults={**words, "version": row["version"]},
        )
        if made:
            ClassDefinition.objects.bulk_create(
                ClassDefinition(definition=definition, **class_values(one)) for one in _classes(row)
            )
    return DefinitionSet.objects.filter(authority=None).count()
