"""What can be told of somebody else's calendar before anything is saved: what it is, how it returns, what differs."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from famn.ground.stockholm import STOCKHOLM, day_of
from famn.outside.calendars import ForeignTime

HOUR: Final = dt.timedelta(hours=1)
DAY: Final = dt.timedelta(days=1)
OFF: Final = "off"  # the mark of a time that the source has cancelled

# What a title is about, by the first word here that it holds. Narrow words come before wide ones.
WORDS: Final = (
    ("fathers", ("pappa", "pappor", "farsor")),
    ("language", ("språk", "svenska för", "pratstund")),
    ("song", ("sång", "sjung", "rim och ramsor", "musik")),
    ("group", ("föräldragrupp", "föräldrakurs", "föräldrastöd", "abc-träff")),
    ("baby", ("bebis", "baby", "spädbarn", "nyfödd")),
    ("midwife", ("barnmorsk", "mödravård", "mödrahälso")),
    ("health", ("bvc", "barnhälso", "barnavård", "vägning")),
    ("talk", ("samtal", "rådgivning", "familjerådgiv")),
    ("outdoor", ("utomhus", "utelek", "lekpark", "skogs", "utflykt", "promenad")),
    ("preschool", ("öppen förskola", "öppna förskolan", "öppet hus", "öppet", "drop in", "drop-in")),
    ("theme", ("tema", "föreläsning", "gäst")),
)
OTHER: Final = "other"


class Left(StrEnum):
    """Why a time is not brought in."""

    PAST = "past"
    WHOLE_DAY = "whole_day"
    CANCELLED = "cancelled"  # and was never here
    NO_TITLE = "no_title"


def kind_of(title: str) -> str:
    """What a title seems to be about: the code of a kind of activity."""
    plain = title.casefold()
    return next((kind for kind, words in WORDS if any(word in plain for word in words)), OTHER)


def title_key(title: str) -> str:
    """What titles that are the same but for spaces and capitals have in common."""
    return re.sub(r"\s+", " ", title).strip().casefold()


def key_of(time: ForeignTime) -> str:
    """The name of a time in its source, short and without anything that the source wrote in it."""
    return hashlib.sha256(f"{time.uid}\n{time.slot}".encode()).hexdigest()


def mark_of(starts_at: dt.datetime, ends_at: dt.datetime, *, is_off: bool) -> str:
    """When a time is, or that it is not, as one word to compare by."""
    if is_off:
        return OFF
    return "/".join(f"{one.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" for one in (starts_at, ends_at))


def in_full(time: ForeignTime) -> ForeignTime:
    """A time as it is kept: in UTC, and one that does not say when it ends lasts an hour."""
    starts, ends = time.starts_at.astimezone(dt.UTC), time.ends_at.astimezone(dt.UTC)
    return replace(time, starts_at=starts, ends_at=ends if ends > starts else starts + HOUR)


def left_out(time: ForeignTime, *, first_day: dt.date, is_known: bool) -> Left | None:
    """Why a time is not brought in, None for one that is. `is_known`: it was brought in before."""
    if not time.title.strip():
        return Left.NO_TITLE
    if time.is_whole_day or time.ends_at - time.starts_at >= DAY:
        return Left.WHOLE_DAY
    if day_of(time.starts_at) < first_day:
        return Left.PAST
    return Left.CANCELLED if time.is_cancelled and not is_known else None


@dataclass(frozen=True, slots=True)
class Usual:
    """The weekday (1 is Monday) and the hours that most of some times have, and how many they are."""

    weekday: int
    starts: dt.time
    ends: dt.time
    count: int


def usual(times: Sequence[ForeignTime]) -> Usual:
    """What is most usual among some times. Raises ValueError where there are none."""
    if not times:
        raise ValueError("no times")
    local = [(one.starts_at.astimezone(STOCKHOLM), one.ends_at.astimezone(STOCKHOLM)) for one in times]
    found = Counter((starts.isoweekday(), starts.time(), ends.time()) for starts, ends in local)
    (weekday, starts, ends), count = found.most_common(1)[0]
    return Usual(weekday, starts, ends, count)
