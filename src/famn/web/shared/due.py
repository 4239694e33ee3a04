"""How near a day is, in words. Pure: days in, words out."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NEAR = 7  # days within which the weekday says more than the year
LONG_AGO = 60  # days after which nobody counts any more


def due_words(day: dt.date | None, today: dt.date) -> str:
    """Say "3 dagar sent", "sent sedan 31 maj 2021", "i dag", "i morgon", "ons 25 nov" or "4 mars 2027"; "" for None."""
    if day is None or day >= today:
        return day_words(day, today)
    late = (today - day).days
    if late > LONG_AGO:
        return _("sent sedan %(day)s") % {"day": day_words(day, today)}
    return ngettext("%(count)d dag sent", "%(count)d dagar sent", late) % {"count": late}


def day_words(day: dt.date | None, today: dt.date) -> str:
    """The same for a day that may be past without anybody being late."""
    if day is None:
        return ""
    left = (day - today).days
    if 0 <= left <= 1:
        return [_("i dag"), _("i morgon")][left]
    if 1 < left < NEAR:
        return date_format(day, "D j b").lower()
    return date_format(day, "j b" if day.year == today.year else "j b Y")
