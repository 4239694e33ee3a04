"""The tables of activities: what is offered, when it returns, and each time that it happens."""

from famn.domain.activities.models.activities import (
    Activity,
    ActivityText,
    Room,
    Series,
    StaleActivityLetter,
    Term,
    TermBreak,
)
from famn.domain.activities.models.occurrences import Occurrence
from famn.domain.activities.models.sources import CalendarSource

__all__ = [
    "Activity",
    "ActivityText",
    "CalendarSource",
    "Occurrence",
    "Room",
    "Series",
    "StaleActivityLetter",
    "Term",
    "TermBreak",
]
