"""Spans of wall-clock time, and a local day of a centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

HOLIDAY: Final = "holiday"  # the reason of a day that is closed because it is a public holiday
UNKNOWN: Final = "unknown"  # the reason of a status on a day of which nobody has said anything
Ages = tuple[int, int]  # from a month to a month, the last one included


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one local day, by the clock on the wall: open from `opens` up to `closes`.

    `leg` is the number of the leg that is open, None for the centre as such. Ages are in months, the last month
    included; None for everybody.
    """

    opens: dt.time
    closes: dt.time
    leg: int | None = None
    age_from: int | None = None
    age_to: int | None = None

    @property
    def ages(self) -> Ages | None:
        """Whom it is for, None for everybody."""
        return None if self.age_from is None or self.age_to is None else (self.age_from, self.age_to)

    def lets_in(self, ages: Ages) -> bool:
        """Whether children of all these ages may come."""
        return self.ages is None or (self.ages[0] <= ages[0] and ages[1] <= self.ages[1])


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A centre, or one leg of it, on one local day.

    `struck` are the ordinary spans of the week that something took away. `reason` says what did: a reason of an
    exception, "holiday", or the state of a centre that is not open ("planned", "paused", "closed"). Where legs differ,
    it is the reason of the whole centre's exception, else of the first leg's. `is_known` is false where nobody has
    said when it is open: then no spans do not mean closed.
    """

    day: dt.date
    spans: tuple[Span, ...] = ()
    struck: tuple[Span, ...] = ()
    reason: str = ""
    note: str = ""
    decided_by: str = ""
    holiday: str = ""
    reference: str = ""
    is_known: bool = True

    def to(self, ages: Ages) -> OpenDay:
        """The same day, with the hours alone when children of all these ages may come."""
        return replace(self, spans=tuple(one for one in self.spans if one.lets_in(ages)))


def joined(spans: Iterable[Span]) -> list[tuple[dt.time, dt.time]]:
    """When any of the spans holds: those that touch or overlap become one, in order."""
    found: list[tuple[dt.time, dt.time]] = []
    for start, end in sorted((span.opens, span.closes) for span in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
