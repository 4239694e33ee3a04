"""Which days a calendar shows, by what its address asks for: a view and a day in it. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.activities.reads.calendar import NO_FILTERS, Filters
from famn.web.shared import dates
from famn.web.shared.tags import weekday_long

DAY: Final = dt.timedelta(days=1)
WEEK: Final = dt.timedelta(days=7)
LISTED: Final = dt.timedelta(days=28)  # how much a list shows at a time
FARTHEST: Final = dt.timedelta(days=800)  # nobody plans longer ahead than that, and a robot stops there
VIEWS: Final = {
    "idag": gettext_lazy("I dag"),
    "vecka": gettext_lazy("Vecka"),
    "manad": gettext_lazy("Månad"),
    "lista": gettext_lazy("Lista"),
}
USUAL: Final = "vecka"


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a view of VIEWS, round or from a day."""

    view: str
    day: dt.date
    today: dt.date

    @property
    def first(self) -> dt.date:
        """The first day shown: of a month, the Monday of its first week."""
        if self.view == "vecka":
            return self.monday
        if self.view == "manad":
            start = self.day.replace(day=1)
            return start - start.weekday() * DAY
        return self.day

    @property
    def last(self) -> dt.date:
        """The last day shown, included."""
        if self.view == "vecka":
            return self.monday + 6 * DAY
        if self.view == "manad":
            end = _month(self.day, 1) - DAY
            return end + (6 - end.weekday()) * DAY
        return self.day if self.view == "idag" else self.day + LISTED - DAY

    @property
    def read(self) -> tuple[dt.date, dt.date]:
        """The first and last day whose rows are read: of a month no other month's, though their days fill its weeks."""
        if self.view == "manad":
            return self.day.replace(day=1), _month(self.day, 1) - DAY
        return self.first, self.last

    @property
    def monday(self) -> dt.date:
        """The first day of the week that `day` is in."""
        return self.day - self.day.weekday() * DAY

    @property
    def week(self) -> str:
        """The week by ISO 8601: 2026-W48."""
        year, week, _weekday = self.day.isocalendar()
        return f"{year}-W{week:02}"

    def title(self) -> tuple[str, str]:
        """What the period is called, and its days where the name does not say them."""
        if self.view == "vecka":
            return _("Vecka %(week)s") % {"week": self.day.isocalendar().week}, days_between(self.first, self.last)
        if self.view == "manad":
            return month_name(self.day), ""
        if self.view == "lista":
            return _("Lista"), days_between(self.first, self.last)
        return (
            (_("I dag"), weekday_long(self.day)) if self.day == self.today else (_capital(weekday_long(self.day)), "")
        )

    def steps(self) -> tuple[tuple[Period, str] | None, tuple[Period, str] | None]:
        """The period before and the one after, and what they are called; None where a calendar ends."""
        return self._step(-1), self._step(1)

    def _step(self, way: int) -> tuple[Period, str] | None:
        day = _month(self.day, way) if self.view == "manad" else self.day + way * _LENGTHS[self.view]
        if abs(day - self.today) > FARTHEST:
            return None
        there = self.at(day)
        if self.view == "vecka":
            return there, there.title()[0]
        if self.view == "lista":
            return there, _("Tidigare") if way < 0 else _("Senare")
        if self.view == "idag":
            return there, weekday_long(day)
        return there, month_name(day) if day.year != self.day.year else _capital(date_format(day, "F"))

    def at(self, day: dt.date) -> Period:
        """The same view of another day."""
        return replace(self, day=day)

    def seen_as(self, view: str) -> Period:
        """The same day in another view; the day's own view is always today."""
        return replace(self, view=view, day=self.today if view == "idag" else self.day)

    def query(self) -> str:
        """What an address says of the period; nothing of what is usual."""
        parts = [] if self.view == USUAL else [f"vy={self.view}"]
        return "&".join(parts if self.day == self.today else [*parts, f"dag={self.day}"])

    def link(self, filters: Filters = NO_FILTERS) -> str:
        """The query of an address, with its question mark."""
        return "?" + "&".join(part for part in (self.query(), filters.as_query()) if part)


_LENGTHS: Final = {"idag": DAY, "vecka": WEEK, "lista": LISTED}


def asked_period(view: str, day: str, *, today: dt.date) -> Period:
    """The period that an address asks for; the present week where it asks for nothing that is there."""
    try:
        chosen = dt.date.fromisoformat(day)
    except ValueError:
        chosen = today
    chosen = min(max(chosen, today - FARTHEST), today + FARTHEST)
    return Period(view if view in VIEWS else USUAL, chosen, today)


def asked_week(week: str, *, today: dt.date) -> Period:
    """The week that an address asks for as 2026-W48; the present one where it asks for none."""
    try:
        chosen = dt.date.fromisoformat(f"{week}-1")
    except ValueError:
        chosen = today
    return Period("vecka", min(max(chosen, today - FARTHEST), today + FARTHEST), today)


def month_name(day: dt.date) -> str:
    """A month by its name, with its year: "November 2026"."""
    return _capital(date_format(day, dates.formats().month))


def days_between(first: dt.date, last: dt.date) -> str:
    """Days in a row: "23–29 november", "30 november–6 december"; one alone: "23 november"."""
    start, end = _without_year(first), _without_year(last)
    if first == last:
        return end
    if first.month == last.month and start.startswith(f"{first.day} "):
        return f"{first.day}–{end}"
    return f"{start}–{end}"


def _without_year(day: dt.date) -> str:
    return date_format(day, dates.formats().long).removesuffix(f" {day.year}")


def _month(day: dt.date, way: int) -> dt.date:
    """The first day of the month before (-1) or after (1)."""
    start = day.replace(day=1)
    return (start - DAY).replace(day=1) if way < 0 else (start + 31 * DAY).replace(day=1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
