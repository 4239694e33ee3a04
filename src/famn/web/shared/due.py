"""How near a day is, in words. Pure: days in, words out."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NEAR = 7  # days within which the weekday says more than the year


def due_words(day: dt.date | None, today: dt.date) -> str:
    """Say "3 dagar sent", "i dag", "i morgon", "ons 25 nov" or "4 mars 2027"; nothing for None."""
    if day is None:
        return ""
    left = (day - today).days
    if left < 0:
        return ngettext("%(count)d dag sent", "%(count)d dagar sent", -left) % {"count": -left}
    if left < 2:
        return [_("i dag"), _("i morgon")][left]
    if left < NEAR:
        return date_format(day, "D j b").lower()
    return date_format(day, "j b" if day.year == today.year else "j b Y")
