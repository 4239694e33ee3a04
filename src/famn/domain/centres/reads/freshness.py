"""How old what is said may become: its owner is asked, then the reader is warned, then it leaves the public pages.

What a centre says is confirmed by its keeper, its legs' hours by who runs them, its people one by one. The days below
are the only place where they are written.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from django.db.models import Q

from famn.domain.centres.models import CentreLeg

ASK_AFTER: Final = 150  # days since it was confirmed
WARN_AFTER: Final = 240
HIDE_AFTER: Final = 365


class Freshness(StrEnum):
    """What is done about the age of something."""

    FRESH = "fresh"
    ASK = "ask"  # its owner is asked whether it still holds
    WARN = "warn"  # the reader is told to call first
    HIDE = "hide"  # it is not shown to the public


def freshness(confirmed_on: dt.date | None, today: dt.date) -> Freshness:
    """What the age of something asks for on `today`.

    What nobody has ever confirmed was published before anybody asked for it: its reader is warned and its owner is
    asked, but there is no day to count from, so it is not hidden.
    """
    if confirmed_on is None:
        return Freshness.WARN
    age = (today - confirmed_on).days
    if age >= HIDE_AFTER:
        return Freshness.HIDE
    if age >= WARN_AFTER:
        return Freshness.WARN
    return Freshness.ASK if age >= ASK_AFTER else Freshness.FRESH


def hidden_from(confirmed_on: dt.date) -> dt.date:
    """The first day when something that was confirmed then is too old to be shown."""
    return confirmed_on + dt.timedelta(days=HIDE_AFTER)


def oldest_shown(today: dt.date) -> dt.date:
    """The earliest day of confirmation that is not too old to be shown on `today`."""
    return today - dt.timedelta(days=HIDE_AFTER - 1)


def not_too_old(today: dt.date, *, via: str = "") -> Q:
    """The rows that are not too old to be shown on `today`; `via` is a prefix such as `"centre__"`."""
    return Q(**{f"{via}confirmed_on__isnull": True}) | Q(**{f"{via}confirmed_on__gte": oldest_shown(today)})


def leg_confirmed(leg: CentreLeg) -> dt.date | None:
    """When the hours and the telephone of a leg were last confirmed. Needs `centre` and `unit__area` loaded."""
    is_others = leg.unit is not None and leg.unit.area.authority_id != leg.centre.kept_by_id
    return last_confirmed(leg.confirmed_on, leg.centre.confirmed_on, is_others=is_others)


def last_confirmed(leg: dt.date | None, centre: dt.date | None, *, is_others: bool) -> dt.date | None:
    """The day that counts of a leg's own and its centre's, None where there is none.

    Who keeps the centre speaks for its own legs and for those of parties that are not in Famn; a leg that another
    authority runs (`is_others`) has its own day, and leans on the centre's only until it has one.
    """
    if is_others and leg is not None:
        return leg
    return max((day for day in (leg, centre) if day is not None), default=None)
