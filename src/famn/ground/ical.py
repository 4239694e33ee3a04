"""All-day events as an iCalendar file (RFC 5545). Pure: rows in, bytes out.

Only what a subscription of whole days needs: no times, no time zones, no rules of repetition.
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


def calendar(name: str, events: Iterable[AllDay], *, made_at: dt.datetime, refresh: str = "PT4H") -> bytes:
    """The file. `made_at` is when what it tells was last looked at; `refresh` how often to ask again (RFC 7986)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Famn//Kalender//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
        *(line for event in events for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return b"".join(fold(line) for line in lines)


def text(value: str) -> str:
    """A value of type TEXT: what would end or split it is escaped (RFC 5545, 3.3.11)."""
    for sign, escaped in ESCAPED:
        value = value.replace(sign, escaped)
    return "".join(sign for sign in value if sign >= " " and sign != "\x7f")


def fold(line: str) -> bytes:
    """One line in UTF-8, folded at 75 octets, never inside a character, with its end of line (RFC 5545, 3.1)."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


def _event(event: AllDay, made_at: dt.datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{text(event.title)}"
    yield f"DESCRIPTION:{text(event.url)}"
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
