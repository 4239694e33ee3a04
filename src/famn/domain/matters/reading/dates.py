"""Dates as Swedish documents write them, as ISO 8601 of the precision that the text gives."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from .text import Piece

_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTH = (
    r"(?P<{0}>jan(?:uari)?|feb(?:r(?:uari)?)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    r"(?<![\d/-])(?P<iso_year>(?:19|20)\d\d)[-.](?P<iso_month>[01]\d)(?:[-.](?P<iso_day>[0-3]\d))?(?![\d/]|-\d)"
    rf"|(?<!\d)(?P<long_day>[0-3]?\d)(?::?[ae])?\s+{_MONTH.format('long_month')}\s*,?\s*(?P<long_year>(?:19"
    rf"|20)\d\d)(?!\d)"
    rf"|\b{_MONTH.format('month')}\s+(?:månad\s+)?(?P<month_year>(?:19|20)\d\d)(?![\d-])"
    r"|(?<![\d/])(?P<slash_day>[0-3]?\d)/(?P<slash_month>[01]?\d)[\s-]+(?P<slash_year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_LOOSE = re.compile(
    r"\b(?:våren|sommaren|hösten|vintern|årsskiftet|utgången av|slutet av|början av|under|år|senast|kvartal \d)"
    r"(?:\s+(?:år|verksamhetsåret))?\s+(?P<year>20\d\d)(?![\d/-])",
    re.IGNORECASE,
)


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def _iso(year: str, month: int | None, day: int | None) -> str | None:
    """The parts as ISO 8601, or None where there is no such day."""
    if month is None:
        return year
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    if not 1 <= day <= calendar.monthrange(int(year), month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _value(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iso_year"]:
        day = int(part["iso_day"]) if part["iso_day"] else None
        return _iso(part["iso_year"], int(part["iso_month"]), day)
    if part["long_year"]:
        return _iso(part["long_year"], _month_number(part["long_month"]), int(part["long_day"]))
    if part["month_year"]:
        return _iso(part["month_year"], _month_number(part["month"]), None)
    return _iso(part["slash_year"], int(part["slash_month"]), int(part["slash_day"]))


def find_dates(text: str, offset: int = 0) -> Iterator[Piece]:
    """Every date in the text; ``Piece.text`` is ISO 8601, the span is shifted by ``offset``."""
    for match in _DATE.finditer(text) if "20" in text or "19" in text else ():
        value = _value(match)
        if value:
            yield Piece(value, offset + match.start(), offset + match.end())


def first_date(text: str, offset: int = 0, *, compact: bool = False) -> Piece | None:
    """The first date of the text; ``compact`` also takes 20210225, which labels give and running text does not."""
    found = next(find_dates(text, offset), None)
    if found is None and compact:
        for match in _COMPACT.finditer(text):
            value = _iso(match["year"], int(match["month"]), int(match["day"]))
            if value:
                return Piece(value, offset + match.start(), offset + match.end())
    return found


def first_time_limit(text: str, offset: int = 0) -> Piece | None:
    """The first date, or else the first season or year, that the text names."""
    found = first_date(text, offset)
    if found:
        return found
    match = _LOOSE.search(text)
    return Piece(match["year"], offset + match.start(), offset + match.end()) if match else None


_DAY_WORDS = frozenset(
    (
        "",
        "den",
        "datum",
        "kl",
        "daterad",
        "version",
        "delrapport",
        "slutrapport",
        "rapport",
        "lägesrapport",
        "utredning",
    )
)


def is_only_date(text: str) -> bool:
    """Whether nothing but a date (and perhaps a weekday or a place word before it) stands here."""
    match = _DATE.search(text)
    if not match or _value(match) is None:
        return False
    rest = (text[: match.start()] + text[match.end() :]).strip(" .,:()–-")
    return rest.lower() in _DAY_WORDS


def last_day(value: str) -> datetime.date:
    """The last day of an ISO 8601 value of any precision."""
    parts = [int(part) for part in value.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)


def first_day(value: str) -> datetime.date:
    """The first day of an ISO 8601 value of any precision."""
    parts = [int(part) for part in value.split("-")]
    return datetime.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
