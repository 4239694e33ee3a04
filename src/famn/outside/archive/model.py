"""What a package is made of. Times are aware; days are ISO 8601, perhaps of reduced precision (2016-11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


class Unwritable(Exception):
    """A file could not be made. The package is written without it and tells so, with the reason in Swedish."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An authority, with the code that Famn knows it by."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at work, and in which part: "handläggare", "undertecknare"."""

    name: str
    part: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day or a moment of a record. `kind` is a word of ERMS: created, received, decision, closed."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of a record. `read` is called once, when it is written, so that one file at a time is in memory.

    `name` may be anything: the writer makes it safe. `words` says what it is. `read` may raise `Unwritable`.
    """

    name: str
    media_type: str
    created_at: dt.datetime
    read: Callable[[], bytes]
    words: str
    original_name: str = ""
    size: int | None = None  # bytes, where it is known beforehand


@dataclass(frozen=True, slots=True)
class Record:
    """A document of the matter with its files: what came in, was written, decided, signed or answered.

    `folder` is a folder of the data, `code` its own in there. `facts` are Swedish words and plain JSON values.
    `things` name the rows that it stands for, as the trail does. `kept_elsewhere` says who keeps a file not here.
    """

    folder: str
    code: str
    kind: str
    title: str
    created_at: dt.datetime
    direction: str = "internal"  # incoming, outgoing or internal, as ERMS has it
    days: tuple[Day, ...] = ()
    people: tuple[Person, ...] = ()
    numbers: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    things: tuple[tuple[str, int], ...] = ()
    restriction: str = ""
    kept_elsewhere: str = ""
    is_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the trail: codes and numbers. `hash` and `previous` are its links of the chain, empty without."""

    number: int
    at: dt.datetime
    verb: str
    words: str
    thing: str
    thing_id: int
    user_id: int | None
    unit_id: int | None
    authority_id: int | None
    about: Mapping[str, int]
    reason: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Doer:
    """Who a number of the trail's rows is."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """The matter itself."""

    code: str
    title: str
    registry_number: str
    body: str
    officer: str
    unit: str
    opened_at: dt.datetime
    opened_by: str
    closed_at: dt.datetime | None
    closed_by: str
    meeting_date: str

    @property
    def is_closed(self) -> bool:
        """Whether the matter has been closed."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class Package:
    """All that is written. `gaps` are Swedish sentences on what is not in it."""

    case: Case
    creator: Organisation  # the records creator (arkivbildare)
    principal: str
    made_by: str  # the person, or empty where the house made it
    made_at: dt.datetime
    software: tuple[str, str]  # name, version
    records: tuple[Record, ...]
    events: tuple[Event, ...]
    doers: tuple[Doer, ...]
    gaps: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """The name of the package and of its only folder: the matter's code and the moment in UTC."""
        return identifier_of(self.case.code, self.made_at)


def identifier_of(code: str, at: dt.datetime) -> str:
    """What a package of the matter with this code is called, made at this moment."""
    return f"famn-{code}-{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
