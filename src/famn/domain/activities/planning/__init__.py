"""How activities return, reckoned in days and wall-clock times. Pure: knows neither Django nor the database."""

from famn.domain.activities.planning.recurrence import (
    DATES,
    EVERY_OTHER_WEEK,
    MONTHLY,
    WEEKLY,
    Rule,
    days_of,
    monday_of,
    rrule_of,
    same_weeks,
    weeks_between,
)
from famn.domain.activities.planning.terms import Period, first_full_week, moved_rule

__all__ = [
    "DATES",
    "EVERY_OTHER_WEEK",
    "MONTHLY",
    "WEEKLY",
    "Period",
    "Rule",
    "days_of",
    "first_full_week",
    "monday_of",
    "moved_rule",
    "rrule_of",
    "same_weeks",
    "weeks_between",
]
