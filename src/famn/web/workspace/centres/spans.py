"""Hours as people write them: "9-12 och 13.00–15.30".

Each perhaps with ages, "9–12 (0–12 månader)", or with languages, "9–12 (svenska, arabiska)".
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from famn.domain.centres.models import Language

_CLOCKS: Final = r"(\d{1,2})(?:[.:](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d\d))?"
_SPAN: Final = re.compile(
    _CLOCKS + r"(?:\s*\(\s*(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\s*(mån|mån\.|månad|månader|år)\s*\))?"
)


_SPOKEN: Final = re.compile(_CLOCKS + r"(?:\s*\(([^()]*)\))?")


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
    found = [_span(*parts) for parts in _SPAN.findall(text)]
    if _rest(_SPAN, text) or not found:
        raise ValueError(text)
    return found


def read_spans_and_languages(text: str) -> list[tuple[dt.time, dt.time, tuple[str, ...] | None]]:
    """Read hours with the codes of languages, None where none are named.

    Raises ValueError for what is not hours, and KeyError for a language that nobody knows, with its name.
    """
    text = text.lower().strip()
    if not text:
        return []
    found = _SPOKEN.findall(text)
    if _rest(_SPOKEN, text) or not found:
        raise ValueError(text)
    return [(*_clocks(*parts[:4]), _languages(parts[4])) for parts in found]


def _languages(names: str) -> tuple[str, ...] | None:
    codes = {str(one.label).lower(): one.value for one in Language}
    return tuple(codes[name] for name in re.split(r"\s*,\s*|\s+och\s+", names.strip())) if names.strip() else None


def _rest(pattern: re.Pattern[str], text: str) -> str:
    """What stands between the hours beyond "och" and commas."""
    return re.sub(r"[\s,;]|och|kl\.?", "", pattern.sub("", text))


def _span(hour: str, minute: str, to_hour: str, to_minute: str, first: str, last: str, unit: str) -> Span:
    opens, closes = _clocks(hour, minute, to_hour, to_minute)
    if not unit:
        return Span(opens, closes)
    low, high = int(first), int(last or first)
    return Span(opens, closes, low * 12, high * 12 + 11) if unit == "år" else Span(opens, closes, low, high)


def _clocks(hour: str, minute: str, to_hour: str, to_minute: str) -> tuple[dt.time, dt.time]:
    return dt.time(int(hour), int(minute or 0)), dt.time(int(to_hour), int(to_minute or 0))
