"""Hours as people write them: "9-12 och 13.00–15.30", each perhaps with ages: "9–12 (0–12 månader)"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

_SPAN: Final = re.compile(
    r"(\d{1,2})(?:[.:](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d\d))?"
    r"(?:\s*\(\s*(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\s*(mån|mån\.|månad|månader|år)\s*\))?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """From and to, and for which ages in months (both included); None: for all."""

    opens: dt.time
    closes: dt.time
    age_from: int | None = None
    age_to: int | None = None


def read_spans_and_ages(text: str) -> list[Span]:
    """Read hours with ages. Raises ValueError for what is not hours."""
    text = text.lower().strip()
    if not text:
        return []
    rest = re.sub(r"[\s,;]|och|kl\.?", "", _SPAN.sub("", text))
    found = [_span(*parts) for parts in _SPAN.findall(text)]
    if rest or not found:
        raise ValueError(text)
    return found


def read_spans(text: str) -> list[tuple[dt.time, dt.time]]:
    """Read hours that are for all. Raises ValueError for what is not hours, and for hours with ages."""
    found = read_spans_and_ages(text)
    if any(one.age_from is not None for one in found):
        raise ValueError(text)
    return [(one.opens, one.closes) for one in found]


def _span(hour: str, minute: str, to_hour: str, to_minute: str, first: str, last: str, unit: str) -> Span:
    opens, closes = dt.time(int(hour), int(minute or 0)), dt.time(int(to_hour), int(to_minute or 0))
    if not unit:
        return Span(opens, closes)
    low, high = int(first), int(last or first)
    return Span(opens, closes, low * 12, high * 12 + 11) if unit == "år" else Span(opens, closes, low, high)
