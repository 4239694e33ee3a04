"""Towns, villages and parts of cities that somebody may live in, read once: where each is, or in which municipality.

Where they come from stands in `localities/README.md`. None of them need have a family centre.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from famn.domain.centres.reads.finding import plain, words_in

FOLDER: Final = Path(__file__).with_name("localities")


@dataclass(frozen=True, slots=True)
class Locality:
    """A place that people live in: its position (latitude and longitude, degrees), or the municipality's code."""

    name: str
    at: tuple[float, float] | None = None
    municipality: str = ""


def named(words: str) -> list[Locality]:
    """The places with exactly this name, several where several bear it; å ä ö may be left out."""
    return by_name().get(_key(words), [])


def _key(text: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in words_in(text))


@cache
def by_name() -> dict[tuple[str, ...], list[Locality]]:
    """Every place by the words of its name."""
    found: dict[tuple[str, ...], list[Locality]] = defaultdict(list)
    for one in _read():
        found[_key(one.name)].append(one)
    return dict(found)


def _read() -> Iterator[Locality]:
    with (FOLDER / "geonames.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Locality(row["name"], at=(float(row["latitude"]), float(row["longitude"])))
    with (FOLDER / "districts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Locality(row["name"], municipality=row["municipality"])
