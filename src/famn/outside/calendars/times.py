"""What is told of a foreign calendar, whatever it was written in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_TIMES: Final = 5000  # of one file: a house has no more in two years
MOST_OF_ONE: Final = 800  # of one event that returns
LONGEST_TEXT: Final = 2000  # signs


class Why(StrEnum):
    """Why a file, or one event in it, cannot be taken in."""

    TOO_LARGE = "too_large"
    NOT_A_CALENDAR = "not_a_calendar"
    EMPTY = "empty"
    NO_HEADINGS = "no_headings"  # a CSV file without the columns that say when and what
    TOO_MANY = "too_many"
    NO_TIME = "no_time"  # an event without a beginning
    BACKWARDS = "backwards"  # it ends before it begins
    TOO_OFTEN = "too_often"  # it returns more than daily
    BAD_RULE = "bad_rule"  # how it returns cannot be understood
    BAD_TIME = "bad_time"  # a day or a time that does not exist


class CannotRead(Exception):
    """The file as a whole cannot be taken in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Fault:
    """One event that cannot be taken in: what it is called, or its row, and why."""

    what: str
    why: Why


@dataclass(frozen=True, slots=True)
class ForeignTime:
    """One time that something happens. `uid` and `slot` are the same each time the file is read.

    The moments are aware. What is on a whole day begins and ends at midnight in Stockholm.
    """

    uid: str
    slot: str  # which of the times of an event that returns, "" for one that does not
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_whole_day: bool = False
    is_cancelled: bool = False
    place: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ForeignCalendar:
    """What was found, by time; what could not be taken in; and how much lies outside the days that were asked for."""

    name: str
    times: list[ForeignTime] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def text(value: object) -> str:
    """A text of theirs in one line's worth of signs that can be shown."""
    plain = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in str(value or ""))
    return plain.strip()[:LONGEST_TEXT]


def checked(found: list[ForeignTime]) -> list[ForeignTime]:
    """The times in order. Raises CannotRead where there are more than anybody's."""
    if len(found) > MOST_TIMES:
        raise CannotRead(Why.TOO_MANY)
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, one.uid, one.slot))
