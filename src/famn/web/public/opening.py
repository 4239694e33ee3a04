"""Opening hours in words for the public: open now until, the week of a leg with its exceptions, what is coming up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from famn.domain.activities.reads.calendar import ages_in_words
from famn.domain.centres.models import FamilyCentre, OpeningException
from famn.domain.centres.opening import HOLIDAY, UNKNOWN, Closing, OpenDay, Sign, Status, WeekHours, joined
from famn.domain.centres.reads import WEEKDAYS
from famn.web.shared.tags import clock, date_long, date_short, weekday_long
from famn.web.shared.weeks import Line, clocks_in_words

_STATES: Final = frozenset(FamilyCentre.State.values)
DAY: Final = dt.timedelta(days=1)
FEW_DAYS: Final = 2  # so many changed days stand in the week; more are told once, below it
DOTS: Final = {Sign.OPEN: "", Sign.SOON: "soon", Sign.CLOSED: "closed"}
# The holidays as the package `holidays` names them, so that each page says them in its own language.
HOLIDAYS: Final = (
    gettext_noop("Nyårsdagen"),
    gettext_noop("Trettondedag jul"),
    gettext_noop("Långfredagen"),
    gettext_noop("Påskdagen"),
    gettext_noop("Annandag påsk"),
    gettext_noop("Första maj"),
    gettext_noop("Kristi himmelsfärdsdag"),
    gettext_noop("Pingstdagen"),
    gettext_noop("Nationaldagen"),
    gettext_noop("Midsommarafton"),
    gettext_noop("Midsommardagen"),
    gettext_noop("Alla helgons dag"),
    gettext_noop("Julafton"),
    gettext_noop("Juldagen"),
    gettext_noop("Annandag jul"),
    gettext_noop("Nyårsafton"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What holds now: a word in a few words, when it opens next, and the look of its dot.

    `ages` are in words those of the only children that it holds for; empty: it holds for all.
    """

    words: str
    next_words: str
    dot: str
    is_open: bool
    ages: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A day that is not as usual: what falls away, what is instead, and why."""

    day: str
    struck: str
    instead: str
    why: str


@dataclass(slots=True)
class WeekRow:
    """One weekday of a leg. `is_struck`: it is not as usual today, or on none of the coming days."""

    name: str
    is_today: bool
    usual: list[Line]
    changes: list[Change] = field(default_factory=list)
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Days when it is closed, or open at other hours. `note`, `decided_by` and `reference` are Swedish, as written."""

    title: str
    reason: str
    note: str
    decided_by: str
    reference: str
    first: dt.date


# --- now -------------------------------------------------------------------------------------------


def said(status: Status, days: Sequence[OpenDay], today: dt.date) -> Said:
    """What holds now, in words: "Öppet nu, till 15.00"."""
    here = next((one for one in days if one.day == today), None)
    ages = ages_in_words(*status.ages) if status.ages else ""
    if status.sign == Sign.OPEN:
        return Said(_("Öppet nu, till %(clock)s") % {"clock": clock(status.until)}, "", "", is_open=True, ages=ages)
    if status.sign == Sign.SOON:
        words = _("Öppnar i dag %(clock)s") % {"clock": clock(status.opens)}
        return Said(words, "", "soon", is_open=False, ages=ages)
    if status.reason == UNKNOWN and status.opens is None:
        words = _("Vi vet inte när det är öppet. Ring innan du går.")
        return Said(words, "", "closed", is_open=False)
    why = why_closed(here) if here and status.reason not in {"", UNKNOWN} else ""
    words = _("Stängt i dag: %(why)s") % {"why": why} if why else _closed_words(status, here)
    return Said(words, opens_words(status.opens, today), "closed", is_open=False)


def _closed_words(status: Status, here: OpenDay | None) -> str:
    was_open = here is not None and here.spans and status.sign == Sign.CLOSED
    return _("Stängt för i dag") if was_open else _("Stängt i dag")


def opens_words(opens: dt.datetime | None, today: dt.date) -> str:
    """When it opens next: "Öppnar i morgon 9.00", "Öppnar onsdag 25 november 9.00". Nothing for None."""
    if opens is None:
        return ""
    if opens.date() == today + DAY:
        return _("Öppnar i morgon %(clock)s") % {"clock": clock(opens)}
    return _("Öppnar %(day)s %(clock)s") % {"day": weekday_long(opens.date()), "clock": clock(opens)}


def why_closed(day: OpenDay) -> str:
    """Why a day is closed, in a few words: a holiday by its name, an exception by its reason. Nothing for a state."""
    if day.reason == HOLIDAY and day.holiday:
        return _(day.holiday)
    return _reason(day.reason)


def _reason(reason: str) -> str:
    is_said = reason in OpeningException.Reason.values and reason != OpeningException.Reason.OTHER
    return str(OpeningException.Reason(reason).label) if is_said else ""


# --- the week of a leg -----------------------------------------------------------------------------


def week_rows(week: Sequence[WeekHours], days: Sequence[OpenDay], today: dt.date) -> list[WeekRow]:
    """The weekdays of a leg from Monday, with the exceptions of the coming days beside them.

    `week` and `days` are the leg's own, and `days` begin today.
    """
    rows = {}
    for day in sorted((one.day for one in days[:7]), key=lambda day: day.isoweekday()):
        usual = [one for one in week if one.holds(day) and one.weekday == day.isoweekday()]
        if usual:
            lines = [
                Line(f"{clock(one.opens)}–{clock(one.closes)}", ages_in_words(one.age_from, one.age_to))
                for one in usual
            ]
            rows[day.isoweekday()] = WeekRow(str(WEEKDAYS[day.weekday()]), day == today, lines)
    for run in _runs(days):
        for one in run:
            if one.reason in _STATES:
                continue  # the whole page says so
            row = rows.get(one.day.isoweekday())
            if row is None and one.spans:
                row = rows[one.day.isoweekday()] = WeekRow(str(WEEKDAYS[one.day.weekday()]), one.day == today, [])
            if row is not None and (len(run) <= FEW_DAYS or one.spans or one.day == today):
                row.changes.append(_change(one))
    for weekday, row in rows.items():
        coming = [one for one in days if one.day.isoweekday() == weekday]
        row.is_struck = all(map(_is_closed, coming)) or any(one.day == today and _is_changed(one) for one in coming)
    return [rows[weekday] for weekday in sorted(rows)]


def _is_changed(day: OpenDay) -> bool:
    return bool(day.reason and (day.struck or day.spans))


def _is_closed(day: OpenDay) -> bool:
    return _is_changed(day) and not day.spans


def _runs(days: Sequence[OpenDay]) -> list[list[OpenDay]]:
    """The changed days, those of one cause together."""
    changed = (one for one in days if _is_changed(one))
    return [list(run) for _cause, run in groupby(changed, key=lambda one: (one.reason, one.note, one.decided_by))]


def _change(day: OpenDay) -> Change:
    instead = clocks_in_words(joined(day.spans))
    return Change(date_short(day.day), clocks_in_words(joined(day.struck)), instead, why_closed(day))


# --- what is coming up -----------------------------------------------------------------------------


def notices(
    closings: Iterable[Closing], days: Sequence[OpenDay], names: dict[int, str], today: dt.date
) -> list[Notice]:
    """What is not as usual in the coming days, the nearest first: exceptions, and holidays that close it.

    `names` are what the legs are called, by their numbers.
    """
    ahead = [one for one in closings if one.to_date > today]
    told = [_notice(one, names.get(one.leg, "") if one.leg else "", today) for one in ahead]
    red = [
        Notice(_("Stängt %(day)s") % {"day": weekday_long(one.day)}, _(one.holiday), "", "", "", one.day)
        for one in days
        if one.reason == HOLIDAY
        and one.holiday
        and one.struck
        and not any(said.leg is None and said.from_date <= one.day < said.to_date for said in ahead)
    ]
    return sorted([*told, *red], key=lambda one: (one.first, one.title))


def _notice(one: Closing, leg: str, today: dt.date) -> Notice:
    span = days_in_words(one.from_date, one.to_date - DAY, today)
    if one.opens is None or one.closes is None:
        title = _("Stängt %(day)s") % {"day": span}
    else:
        hours = {"day": span, "clock": clocks_in_words([(one.opens, one.closes)])}
        title = _("Andra tider %(day)s: %(clock)s") % hours
    title = f"{leg}: {title[:1].lower()}{title[1:]}" if leg else title
    return Notice(title, _reason(one.reason), one.note, one.decided_by, one.reference, one.from_date)


def days_in_words(first: dt.date, last: dt.date, today: dt.date) -> str:
    """A day or some days in a row: "fredag 27 november", "21 december–3 januari 2027"."""
    if first == last:
        return weekday_long(first)
    end = date_long(last) if last.year != today.year else date_long(last).removesuffix(f" {last.year}")
    start = date_long(first) if first.year != today.year else date_long(first).removesuffix(f" {first.year}")
    return f"{start}–{end}" if start != end else start
