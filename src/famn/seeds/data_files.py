"""The reference data of `seeds/data/`, read once into frozen rows. Pure: knows no table, no Django, no clock.

Where the facts come from, and what is not verified, stands in `seeds/data/README.md`.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "data"


class PlaceKind(StrEnum):
    """What a place is; the value stands in the file."""

    COUNTY = "county"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Place:
    """A county, a municipality or a city district. Its period is half-open; an end that is None is open."""

    kind: PlaceKind
    code: str  # "01", "0180"; districts carry Famn's own codes: "0180-ostermalm"
    name: str  # "Östermalms stadsdelsområde"
    short_name: str  # "Östermalm"
    county_code: str
    parent_code: str  # empty for a county
    principal_name: str  # as the principal calls itself: "Stockholms stad"
    valid_from: dt.date | None
    valid_to: dt.date | None
    successor_code: str  # who took over on `valid_to`; empty if nobody did
    note: str

    def exists_on(self, day: dt.date) -> bool:
        """Whether the place is there on `day`, as far as is recorded."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Profession:
    """What somebody at or around a family centre works as. `name` is Swedish, in small letters."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class LadderSource:
    """The public document that a ladder is taken from. `date` is ISO 8601, perhaps of reduced precision."""

    title: str
    publisher: str
    date: str
    registry_number: str
    note: str

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}, {self.date}, dnr {self.registry_number}"


@dataclass(frozen=True, slots=True)
class LadderDemand:
    """Something that a step demands. `alone`: whether the municipality can meet it by itself: yes, partly or no."""

    text: str
    alone: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step. `legs` are the codes of the services that the step is about."""

    number: int
    code: str
    title: str
    meaning: str
    legs: tuple[str, ...]
    demands: tuple[LadderDemand, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps towards a family centre, lowest first: an example that each installation may change."""

    code: str
    name: str
    about: str
    source: LadderSource
    steps: tuple[LadderStep, ...]


@cache
def places() -> tuple[Place, ...]:
    """Every place of `places.csv`: counties, then municipalities, then districts, each by code.

    Raises ValueError for an unknown kind or a wrong date, TypeError for a missing or unknown column.
    """
    return tuple(
        Place(
            kind=PlaceKind(row.pop("kind")),
            valid_from=_day(row.pop("valid_from")),
            valid_to=_day(row.pop("valid_to")),
            **row,
        )
        for row in _rows("places.csv")
    )


def places_on(day: dt.date, kind: PlaceKind) -> tuple[Place, ...]:
    """The places of one kind that exist on `day`: for Stockholm's districts of 2016, say."""
    return tuple(place for place in places() if place.kind is kind and place.exists_on(day))


@cache
def professions() -> tuple[Profession, ...]:
    """Every profession of `professions.csv`, by code."""
    return tuple(Profession(**row) for row in _rows("professions.csv"))


@cache
def ladders() -> tuple[Ladder, ...]:
    """Every ladder of `ladders.json`."""
    found = json.loads((FOLDER / "ladders.json").read_text(encoding="utf-8"))
    return tuple(
        Ladder(
            code=ladder["code"],
            name=ladder["name"],
            about=ladder["about"],
            source=LadderSource(**ladder["source"]),
            steps=tuple(_step(step) for step in ladder["steps"]),
        )
        for ladder in found
    )


def _step(found: dict[str, Any]) -> LadderStep:
    demands = tuple(LadderDemand(**{**one, "legs": tuple(one["legs"])}) for one in found["demands"])
    return LadderStep(**{**found, "legs": tuple(found["legs"]), "demands": demands})


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
