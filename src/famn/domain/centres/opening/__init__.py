"""When a centre is open: its week, what stands above the week, and what holds at a moment. Pure: no table, no clock.

The week says what is usual. Above it stand, in this order: the state of the centre, an exception of one leg, an
exception of the whole centre, and the public holidays where the centre keeps them.
"""

from famn.domain.centres.opening.days import Closing, House, WeekHours, lay_out
from famn.domain.centres.opening.red_days import HOLIDAY_NAMES, holiday_name
from famn.domain.centres.opening.spans import HOLIDAY, UNKNOWN, Ages, OpenDay, Span, joined
from famn.domain.centres.opening.status import Sign, Status, status_at

__all__ = [
    "HOLIDAY",
    "HOLIDAY_NAMES",
    "UNKNOWN",
    "Ages",
    "Closing",
    "House",
    "OpenDay",
    "Sign",
    "Span",
    "Status",
    "WeekHours",
    "holiday_name",
    "joined",
    "lay_out",
    "status_at",
]
