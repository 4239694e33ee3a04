"""Calendars that others have made: iCalendar and CSV files in, plain times out. A file is taken to be hostile."""

from famn.outside.calendars.ics import read_ics
from famn.outside.calendars.sheet import read_csv
from famn.outside.calendars.times import (
    MOST_BYTES,
    CannotRead,
    Fault,
    ForeignCalendar,
    ForeignTime,
    Why,
)

__all__ = ["MOST_BYTES", "CannotRead", "Fault", "ForeignCalendar", "ForeignTime", "Why", "read_calendar"]


def read_calendar(content: bytes, **window: object) -> ForeignCalendar:
    """What a calendar file tells of the days from `first` to `last`, both included, whichever of the two kinds it is.

    Raises CannotRead for a file that is neither.
    """
    reader = read_ics if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].upper().startswith(b"BEGIN:V") else read_csv
    return reader(content, **window)  # type: ignore[arg-type]  # both take first and last
