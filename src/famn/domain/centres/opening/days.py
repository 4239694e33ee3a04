"""What a local day becomes: the week's hours, and what stands above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from famn.domain.centres.opening.red_days import holiday_name
from famn.domain.centres.opening.spans import HOLIDAY, OpenDay, Span


@dataclass(frozen=True, slots=True)
class WeekHours:
    """When a leg is open on one weekday (1 is Monday), in the period [from_date, to_date). Ages in months."""

    leg: int
    weekday: int
    opens: dt.time
    closes: dt.time
    from_date: dt.date
    to_date: dt.date | None = None
    age_from: int | None = None
    age_to: int | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the week that these hours belong to is in force on `day`."""
        return self.from_date <= day and (self.to_date is None or day < self.to_date)


@dataclass(frozen=True, slots=True)
class Closing:
    """Days [from_date, to_date) when a leg, or without one the centre, is closed or keeps other hours."""

    from_date: dt.date
    to_date: dt.date
    reason: str
    leg: int | None = None
    opens: dt.time | None = None
    closes: dt.time | None = None
    note: str = ""
    decided_by: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """What a centre says of itself that decides whether it is open at all."""

    state: str = "open"
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None  # the first day without it
    keeps_holidays: bool = True

    def why_not(self, day: dt.date) -> str:
        """The state that keeps it shut on `day`, nothing where it is open."""
        if self.closed_on is not None:
            return "closed" if self.closed_on <= day else ""
        if self.state in {"planned", "paused"}:
            return self.state
        return "planned" if self.opened_on is not None and day < self.opened_on else ""


def lay_out(day: dt.date, week: Iterable[WeekHours], closings: Sequence[Closing], house: House) -> OpenDay:
    """The day of a centre, or of one leg where only its hours and what concerns it are given."""
    in_force = [one for one in week if one.holds(day)]
    today = [_span(one) for one in sorted(in_force, key=_by_clock) if one.weekday == day.isoweekday()]
    state = house.why_not(day)
    if state:
        return OpenDay(day, struck=tuple(today), reason=state)
    above = [one for one in closings if one.from_date <= day < one.to_date]
    holiday = holiday_name(day)
    red = Closing(day, day, HOLIDAY) if holiday and house.keeps_holidays else None
    spans, struck, causes = _legs(today, above, red)
    cause = min(causes, key=lambda one: one.leg is not None, default=None)
    return OpenDay(
        day,
        spans=tuple(sorted(spans, key=lambda one: (one.opens, one.closes, one.leg or 0))),
        struck=tuple(struck),
        reason=cause.reason if cause else "",
        note=cause.note if cause else "",
        decided_by=cause.decided_by if cause else "",
        reference=cause.reference if cause else "",
        holiday=holiday,
        is_known=bool(in_force or cause),
    )


def _by_clock(one: WeekHours) -> tuple[dt.time, dt.time, int]:
    return one.opens, one.closes, one.leg


def _span(one: WeekHours) -> Span:
    return Span(one.opens, one.closes, one.leg, one.age_from, one.age_to)


def _legs(
    today: Sequence[Span], above: Sequence[Closing], red: Closing | None
) -> tuple[list[Span], list[Span], list[Closing]]:
    """Each leg's spans, what was struck, and what did it. The centre as such is the leg None."""
    spans: list[Span] = []
    struck: list[Span] = []
    causes: list[Closing] = []
    legs = dict.fromkeys([*(one.leg for one in today), *(one.leg for one in above if one.leg is not None)])
    whole = _narrowest(one for one in above if one.leg is None)
    for leg in legs:
        usual = [one for one in today if one.leg == leg]
        cause = _narrowest(one for one in above if one.leg == leg) or whole or red
        if cause is None:
            spans += usual
            continue
        kept = _instead(cause, usual, leg)
        spans += kept
        struck += [one for one in usual if one not in kept]
        causes += [cause] if usual or kept else []
    if not spans and not causes and (cause := whole or _narrowest(above) or red):
        causes.append(cause)
        spans += _instead(cause, [], None)
    return spans, struck, causes


def _narrowest(closings: Iterable[Closing]) -> Closing | None:
    """Of several that hold on the same day the shortest is the most exact; of equally long ones the last."""
    return min(reversed(list(closings)), key=lambda one: one.to_date - one.from_date, default=None)


def _instead(cause: Closing, usual: Sequence[Span], leg: int | None) -> list[Span]:
    """The span of a day with other hours, for those ages whom all of the ordinary ones were for."""
    if cause.opens is None or cause.closes is None:
        return []
    ages = {(one.age_from, one.age_to) for one in usual}
    age_from, age_to = ages.pop() if len(ages) == 1 else (None, None)
    return [Span(cause.opens, cause.closes, leg, age_from, age_to)]
