"""Lists of digital approval: who approved, by which title, on which day. Such a list is not a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import find_dates
from .layout import Layout, Part
from .text import Line, Piece
from .words import NAME, PARTY_SUFFIX, is_name, without_party

_NAMES_ONLY = re.compile(rf"{NAME}{PARTY_SUFFIX}?")
_ROW_TITLE = re.compile(r"^[\s,–-]+|[\s,–|-]+$")
NOT_TITLE = re.compile(r"[.!?:]$|^\d|^\d{4}|@|www|^att |^•|^bilag|\d{3}", re.IGNORECASE)


@dataclass(slots=True)
class Attested:
    """One who has approved digitally."""

    name: Piece
    title: Piece | None
    date: Piece | None


def read_attestations(layout: Layout, part: Part) -> list[Attested]:
    """Who has approved, row by row: name, title and date on one line or on two."""
    rows: list[Attested] = []
    for line in part.lines:
        text = line.text.replace("|", " ")
        date = next(find_dates(text), None)
        name = _NAMES_ONLY.match(text)
        before_date = text[: date.start] if date else text
        named = _leading_name(name.group()) if name else ""
        if named:
            title = _ROW_TITLE.sub("", before_date[len(named) :])
            bare = without_party(named)
            rows.append(
                Attested(
                    layout.within(line, bare),
                    layout.within(line, title) if title else None,
                    _date_on(layout, line, text, date),
                )
            )
        elif date and rows and rows[-1].date is None:
            rows[-1].date = _date_on(layout, line, text, date)
            title = _ROW_TITLE.sub("", before_date)
            if title and rows[-1].title is None and "datum" not in title.casefold() and len(title) < 70:
                rows[-1].title = layout.within(line, title)
        elif rows and rows[-1].title is None and rows[-1].date is None and _is_row_title(text):
            rows[-1].title = layout.within(line, text)
    return rows


def _leading_name(text: str) -> str:
    """The name that the text begins with, or nothing: a title may have run on after it."""
    words = text.split(" ")
    return next((name for end in range(len(words), 1, -1) if is_name(name := " ".join(words[:end]))), "")


def _is_row_title(text: str) -> bool:
    return len(text) < 70 and not NOT_TITLE.search(text)


def _date_on(layout: Layout, line: Line, text: str, date: Piece | None) -> Piece | None:
    """The date with its own span on the line, although the line's spaces were collapsed."""
    if date is None:
        return None
    spot = layout.within(line, text[date.start : date.end])
    return Piece(date.text, spot.start, spot.end)
