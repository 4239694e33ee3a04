"""The clocks on the walls of Sweden: from a day and a clock to a moment, from a moment to its day, and in words.

Pure. Django's own `timezone.localtime` and `localdate` tell the same, by the zone of the settings.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


def moment_of(day: dt.date, clock: dt.time) -> dt.datetime:
    """The moment when clocks in Sweden show `clock` on `day`: aware, in UTC, so that moments compare as they pass.

    In the night when the clocks go forward, a time that they never show is as much later as they go: half past two is
    half past three. In the night when they go back, a time that they show twice is the first of the two. That is how
    calendar programs read it (RFC 5545, 3.3.5), so that a subscription and the page say the same. PostgreSQL takes the
    second of the two: do not let it reckon. In that one hour of spring a later clock may be an earlier moment: who
    makes a stretch of two clocks holds it against that.
    """
    return dt.datetime.combine(day, clock.replace(fold=0), STOCKHOLM).astimezone(dt.UTC)


def day_of(moment: dt.datetime) -> dt.date:
    """The day in Sweden of an aware moment."""
    return moment.astimezone(STOCKHOLM).date()


def midnight_after(day: dt.date) -> dt.datetime:
    """The moment when a day is over in Sweden."""
    return moment_of(day + dt.timedelta(days=1), dt.time())


@lru_cache(maxsize=8192)
def clock_in_words(value: dt.datetime | dt.time) -> str:
    """A time of day as people write it, with a dot, alike in every language: "9.05". An aware moment is told in Sweden.

    A moment without a zone stands as it is.
    """
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        value = value.astimezone(STOCKHOLM)
    return f"{value.hour}.{value.minute:02}"
