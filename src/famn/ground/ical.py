"""Events as an iCalendar file (RFC 5545). Pure: rows in, bytes out.

Only what a subscription needs: whole days, or times in UTC. No rules of repetition: each time is a row of its own, so
that a moved or cancelled one is only that. The library `icalendar` reads the files back in the tests; writing by it
takes about ten times as long, which a feed of a whole year notices (docs/adr/0021).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
LINE: Final = 75  # octets, the end of line not counted (RFC 5545, 3.1)
Say = Callable[[str, str], str]
ESCAPED: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"))


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something on one day. `uid` is the same each time the file is made; `url` leads back to its page."""

    uid: str
    day: dt.date
    title: str
    url: str


class Timed(NamedTuple):
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
    is_unsure: bool = False  # it may come to be cancelled


def calendar(
    name: str, events: Iterable[AllDay | Timed], *, made_at: dt.datetime, refresh: str = "PT4H", language: str = "sv"
) -> bytes:
    """The file. `made_at` is when what it tells was last looked at; `refresh` how often to ask again (RFC 7986)."""
    said, stamp = cache(_said), cache(_utc)  # most of what a year's events say, they say alike
    lines = [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        f"PRODID:-//Famn//Kalender//{language[:2].upper()}\r\n",
        "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
        said("NAME", name),
        said("X-WR-CALNAME", name),
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}\r\n",
        f"X-PUBLISHED-TTL:{refresh}\r\n",
        *(_of_day(one, made_at, said) if isinstance(one, AllDay) else _of_times(one, said, stamp) for one in events),
        "END:VCALENDAR\r\n",
    ]
    return "".join(lines).encode()


def text(value: str) -> str:
    """A value of type TEXT: what would end or split it is escaped (RFC 5545, 3.3.11)."""
    for sign, escaped in ESCAPED:
        if sign in value:
            value = value.replace(sign, escaped)
    return value if value.isprintable() else "".join(sign for sign in value if sign >= " " and sign != "\x7f")


def fold(line: str) -> str:
    """One line, folded at 75 octets of UTF-8, never inside a character, with its end of line (RFC 5545, 3.1)."""
    if len(line) <= LINE and line.isascii():
        return f"{line}\r\n"
    rest, parts, room = line.encode(), [], LINE
    while len(rest) > room:
        end = room
        while rest[end] & 0xC0 == 0x80:  # the middle of a character
            end -= 1
        parts.append(rest[:end])
        rest, room = rest[end:], LINE - 1  # a folded line begins with a space
    return b"\r\n ".join([*parts, rest]).decode() + "\r\n"


def _said(name: str, value: str) -> str:
    """A property as a line. All that we write are of type TEXT, but for addresses."""
    return fold(f"{name}:{value if name == 'URL' else text(value)}")


def _utc(moment: dt.datetime) -> str:
    at = moment.astimezone(dt.UTC)
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def _of_times(event: Timed, said: Say, stamp: Callable[[dt.datetime], str]) -> str:
    """The lines of one event. Those that are short whatever happens are not folded."""
    uid, starts_at, ends_at, title, url, place, notes, is_cancelled, changed_at, number, is_unsure = event
    changed = stamp(changed_at)
    state = "CANCELLED" if is_cancelled else "TENTATIVE" if is_unsure else "CONFIRMED"
    return (
        f"BEGIN:VEVENT\r\n{_said('UID', uid)}DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\nSEQUENCE:{number}\r\n"
        f"DTSTART:{_utc(starts_at)}\r\nDTEND:{_utc(ends_at)}\r\n"
        f"{said('SUMMARY', title)}{said('LOCATION', place) if place else ''}"
        f"{said('DESCRIPTION', notes) if notes else ''}{said('URL', url)}"
        f"STATUS:{state}\r\nEND:VEVENT\r\n"
    )


def _of_day(event: AllDay, made_at: dt.datetime, said: Say) -> str:
    day, after = event.day, event.day + dt.timedelta(days=1)
    return (
        f"BEGIN:VEVENT\r\n{_said('UID', event.uid)}DTSTAMP:{_utc(made_at)}\r\n"
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\nDTEND;VALUE=DATE:{after:%Y%m%d}\r\n"
        f"{said('SUMMARY', event.title)}{_said('DESCRIPTION', event.url)}{_said('URL', event.url)}"
        "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
    )
