"""Events as an iCalendar file (RFC 5545). Pure: rows in, bytes out.

Only what a subscription needs: whole days, or times in UTC. No rules of repetition: each time is a row of its own, so
that a moved or cancelled one is only that. The library `icalendar` reads the files back in the tests; writing by it
takes about ten times as long, which a feed of a whole year notices (docs/adr/0021).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
LINE: Final = 75  # octets, the end of line not counted (RFC 5545, 3.1)
ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"))


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something on one day. `uid` is the same each time the file is made; `url` leads back to its page."""

    uid: str
    day: dt.date
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Timed:
    """Something from one aware moment to another. `number` grows with each change that subscribers should notice."""

    uid: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    title: str
    url: str
    place: str
    notes: str
    is_cancelled: bool
    changed_at: dt.datetime
    number: int


def calendar(
    name: str, events: Iterable[AllDay | Timed], *, made_at: dt.datetime, refresh: str = "PT4H", language: str = "sv"
) -> bytes:
    """The file. `made_at` is when what it tells was last looked at; `refresh` how often to ask again (RFC 7986)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Famn//Kalender//{language[:2].upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
        *(line for event in events for line in _lines(event, made_at)),
        "END:VCALENDAR",
    ]
    return b"".join(fold(line) for line in lines)


def text(value: str) -> str:
    """A value of type TEXT: what would end or split it is escaped (RFC 5545, 3.3.11)."""
    for sign, escaped in ESCAPED:
        if sign in value:
            value = value.replace(sign, escaped)
    return value if value.isprintable() else "".join(sign for sign in value if sign >= " " and sign != "\x7f")


def fold(line: str) -> bytes:
    """One line in UTF-8, folded at 75 octets, never inside a character, with its end of line (RFC 5545, 3.1)."""
    rest, parts, room = line.encode(), [], LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        parts.append(rest[:end])
        rest, room = rest[end:], LINE - 1  # a folded line begins with a space
    return b"\r\n ".join([*parts, rest]) + b"\r\n"


def _lines(event: AllDay | Timed, made_at: dt.datetime) -> Iterator[str]:
    return _of_days(event, made_at) if isinstance(event, AllDay) else _of_times(event)


def _utc(moment: dt.datetime) -> str:
    at = moment.astimezone(dt.UTC)
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def _of_times(event: Timed) -> Iterator[str]:
    changed = _utc(event.changed_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.number}"
    yield f"DTSTART:{_utc(event.starts_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY:{text(event.title)}"
    if event.place:
        yield f"LOCATION:{text(event.place)}"
    if event.notes:
        yield f"DESCRIPTION:{text(event.notes)}"
    yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _of_days(event: AllDay, made_at: dt.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{_utc(made_at)}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(event.title)}"
    yield f"DESCRIPTION:{text(event.url)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
