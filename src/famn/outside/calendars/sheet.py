"""CSV files as a spreadsheet saves them: one row a time, the columns told by their headings."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Final

from famn.ground.stockholm import STOCKHOLM, moment_of
from famn.outside.calendars.times import (
    MOST_BYTES,
    MOST_TIMES,
    CannotRead,
    Fault,
    ForeignCalendar,
    ForeignTime,
    Why,
    checked,
    text,
)

# What a column holds, by the words that people head it with.
HEADINGS: Final = {
    "day": ("datum", "dag", "date", "start date", "startdatum"),
    "starts": ("start", "börjar", "starttid", "från", "tid", "start time", "kl"),
    "ends": ("slut", "slutar", "sluttid", "till", "end time", "end"),
    "title": ("titel", "rubrik", "aktivitet", "vad", "namn", "subject", "title", "summary"),
    "place": ("plats", "rum", "lokal", "location", "room"),
    "notes": ("beskrivning", "text", "info", "anteckning", "description", "notes"),
}
NEEDED: Final = ("day", "starts", "title")
HOUR: Final = dt.timedelta(hours=1)


def read_csv(content: bytes, *, first: dt.date, last: dt.date) -> ForeignCalendar:
    """The rows from `first` to `last`, both included. A row without an end lasts an hour.

    Raises CannotRead for what is no table, or one whose headings do not say when and what.
    """
    if len(content) > MOST_BYTES:
        raise CannotRead(Why.TOO_LARGE)
    if not content.strip():
        raise CannotRead(Why.EMPTY)
    rows = _rows(content)
    columns = _columns(rows[0]) if rows else {}
    if any(name not in columns for name in NEEDED):
        raise CannotRead(Why.NO_HEADINGS)
    if len(rows) > MOST_TIMES:
        raise CannotRead(Why.TOO_MANY)
    found, faults = [], []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        try:
            time = _time(number, cells)
        except ValueError:
            faults.append(Fault(f"{number}", Why.BAD_TIME))
            continue
        if time.ends_at <= time.starts_at:
            faults.append(Fault(f"{number}", Why.BACKWARDS))
        elif first <= time.starts_at.date() <= last:
            found.append(time)
    return ForeignCalendar("", checked(found), faults)


def _rows(content: bytes) -> list[list[str]]:
    """The cells of a file, by whichever of the usual signs they are parted."""
    try:
        plain = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        plain = content.decode("cp1252", errors="replace")
    if "\x00" in plain:
        raise CannotRead(Why.NOT_A_CALENDAR)
    head = plain.split("\n", 1)[0]
    sign = max(";,\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(plain, newline=""), delimiter=sign))
    except csv.Error as broken:
        raise CannotRead(Why.NOT_A_CALENDAR) from broken


def _columns(head: list[str]) -> dict[str, int]:
    """Which column holds what: the first one whose heading is known."""
    words = [cell.strip().strip('"').lower() for cell in head]
    found: dict[str, int] = {}
    for name, known in HEADINGS.items():
        at = next((words.index(word) for word in known if word in words), None)
        if at is not None:
            found[name] = at
    return found


def _time(number: int, cells: dict[str, str]) -> ForeignTime:
    """One row. Raises ValueError for a day or a time that does not exist."""
    day = _day(cells["day"])
    span = re.split(r"\s*[–—-]\s*", cells["starts"], maxsplit=1)
    starts = moment_of(day, _clock(span[0])).astimezone(STOCKHOLM)
    end = cells.get("ends") or (span[1] if len(span) > 1 else "")
    ends = moment_of(day, _clock(end)).astimezone(STOCKHOLM) if end else starts + HOUR
    title = text(cells["title"])
    return ForeignTime(
        uid=f"{title} {starts:%Y%m%dT%H%M}" if title else f"rad {number}",
        slot="",
        title=title,
        starts_at=starts,
        ends_at=ends,
        place=text(cells.get("place")),
        notes=text(cells.get("notes")),
    )


def _day(cell: str) -> dt.date:
    """`2026-03-02`, `20260302`, `2/3 2026` or `2.3.2026`."""
    if found := re.fullmatch(r"(\d{4})-?(\d{1,2})-?(\d{1,2})(?:[T ].*)?", cell):
        year, month, day = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/. ]\s?(\d{4})", cell):
        day, month, year = found.groups()
    else:
        raise ValueError(cell)
    return dt.date(int(year), int(month), int(day))


def _clock(cell: str) -> dt.time:
    """`9`, `9.30`, `09:30` or `kl. 9.30`."""
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?::\d{2})?", cell.strip().lower())
    if not found:
        raise ValueError(cell)
    return dt.time(int(found[1]), int(found[2] or 0))
