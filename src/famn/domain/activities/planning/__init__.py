"""How activities return, reckoned in days and wall-clock times. Pure: knows neither Django nor the database."""

from famn.domain.activities.planning.recurrence import (
    DATES,
    EVERY_OTHER_WEEK,
    MONTHLY,
    STOCKHOLM,
    WEEKLY,
    Rule,
    days_of,
    local_day,
    moment,
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
    "STOCKHOLM",
    "WEEKLY",
    "Period",
    "Rule",
    "days_of",
    "first_full_week",
    "local_day",
    "moment",
    "monday_of",
    "moved_rule",
    "rrule_of",
    "same_weeks",
    "weeks_between",
]
