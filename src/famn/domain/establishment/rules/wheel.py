"""When something of a yearly wheel comes next. Pure: days in, days out."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from famn.domain.establishment.models import WheelItem


def wheel_day_in(item: WheelItem, year: int) -> dt.date | None:
    """The day of an item in a year: the month's last where the month has fewer days; None outside its only year."""
    if item.only_on is not None:
        return item.only_on if item.only_on.year == year else None
    if item.month is None or item.day is None:
        return None
    return dt.date(year, item.month, min(item.day, monthrange(year, item.month)[1]))


def next_wheel_day(item: WheelItem, today: dt.date) -> dt.date | None:
    """The first day of an item on `today` or later; None where it was to be once and has passed."""
    if item.only_on is not None:
        return item.only_on if item.only_on >= today else None
    days = (wheel_day_in(item, today.year), wheel_day_in(item, today.year + 1))
    return next((day for day in days if day is not None and day >= today), None)


def is_wheel_item_near(item: WheelItem, today: dt.date) -> bool:
    """Whether the day of an item is so near that it should be told of, and has not been."""
    day = next_wheel_day(item, today)
    if day is None or day == item.reminded_for:
        return False
    return day - dt.timedelta(days=item.remind_days_before) <= today
