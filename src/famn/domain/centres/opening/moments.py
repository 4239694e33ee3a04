"""From the clock on the wall to a point in time, through both weekends when Sweden changes its clocks."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


def moment_of(day: dt.date, clock: dt.time) -> dt.datetime:
    """The moment when clocks in Sweden show `clock` on `day`: aware, in UTC, so that moments compare as they pass.

    A time that the clocks jump over in spring is the moment after the jump; one that they show twice in autumn is the
    first. So a later clock is never an earlier moment.
    """
    found = dt.datetime.combine(day, clock, STOCKHOLM).astimezone(dt.UTC)
    if found.astimezone(STOCKHOLM).time() == clock:
        return found
    return dt.datetime.combine(day, dt.time(clock.hour + 1), STOCKHOLM).astimezone(dt.UTC)
