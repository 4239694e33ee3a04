"""The days of a calendar as HTML, written here rather than in a template: see famn.web.shared.time_rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from famn.domain.activities.reads.calendar import Shown
from famn.domain.activities.reads.heads import Head
from famn.domain.centres.opening import holiday_name
from famn.ground.languages import PageLanguage
from famn.web.public.periods import days_between
from famn.web.shared.closings import closing_in_words
from famn.web.shared.tags import LEGS, icon_shapes
from famn.web.shared.time_rows import Rows, in_words_of_staff

SWEDISH: Final = PageLanguage.SV
A_WEEK: Final = 7  # days
ONE_LETTER: Final = frozenset({PageLanguage.FA})  # languages that shorten a weekday to its first letter


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of a calendar."""

    day: dt.date
    number: int  # of the month
    anchor: str  # "1124"; the month too, since a month shows days of three
    weekday: str  # "Tisdag"
    short: str  # "tis"
    is_today: bool
    is_outside: bool  # of another month, in a month's first or last week
    notes: SafeString  # holidays and closings, list items
    rows: SafeString  # list items
    count: int


def leg_symbols() -> SafeString:
    """The drawings of the four legs, once a page: rows point to them by `#ben-…`."""
    shapes = icon_shapes()
    drawn = "".join(
        f'<symbol id="ben-{look.icon}" viewBox="0 0 24 24">{shapes[look.icon]}</symbol>' for look in LEGS.values()
    )
    return mark_safe(f'<svg class="f-symbols" aria-hidden="true">{drawn}</svg>')  # noqa: S308  our own drawings


# --- days ------------------------------------------------------------------------------------------


def days(
    head: Head, first: dt.date, last: dt.date, shown: Sequence[Shown], *, today: dt.date, rows: Rows, month: int = 0
) -> list[DayShown]:
    """Each day from `first` to `last`, both included. `month`: days of other months are outside."""
    names = weekday_names(get_language() or SWEDISH)
    by_day = {day: list(those) for day, those in groupby(shown, key=lambda one: one.day)}
    found = []
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(days=number)
        those = by_day.get(day, [])
        found.append(
            DayShown(
                day=day,
                number=day.day,
                anchor=f"{day.month:02}{day.day:02}",
                weekday=names[day.weekday()][0],
                short=names[day.weekday()][1],
                is_today=day == today,
                is_outside=bool(month) and day.month != month,
                notes=mark_safe("".join(notes(head, day))),  # noqa: S308  written by `notes`
                rows=mark_safe("".join(map(rows.row, those))),  # noqa: S308  written by `Rows`
                count=len(those),
            )
        )
    return found


@cache
def weekday_names(language: str) -> list[tuple[str, str]]:
    """Each weekday from Monday in a language, long with a capital letter and short: "Tisdag", "tis"."""
    monday = dt.date(2024, 1, 1)
    with override(language):
        week = [monday + dt.timedelta(days=number) for number in range(7)]
        long, short = ([date_format(day, form) for day in week] for form in "lD")
    if language in ONE_LETTER:
        short = [name[:1] for name in long]
    return [(f"{name[:1].upper()}{name[1:]}", brief) for name, brief in zip(long, short, strict=True)]


def month_sections(days: Sequence[DayShown]) -> SafeString:
    """The days of a month, each a section: as calendar_week.html writes them.

    Of the present month those that have gone come first in a fold, so that a phone begins with today.
    """
    written = [_section(one, is_top=number < A_WEEK) for number, one in enumerate(days)]
    present = next((number for number, one in enumerate(days) if one.is_today and not one.is_outside), 0)
    gone = [one for one in days[:present] if not one.is_outside]
    if any(one.count or one.notes for one in gone):
        span = days_between(gone[0].day, gone[-1].day)
        title = _("Dagarna som har gått")
        words = f'<span>{title}</span> <span class="f-small">{span}</span>'
        fold = f'<details class="f-fold f-gone"><summary>{words}</summary>{"".join(written[:present])}</details>'
        written[:present] = [fold]
    return mark_safe("".join(written))  # noqa: S308  of parts that are HTML already


def _section(one: DayShown, *, is_top: bool) -> str:
    """One day of a month. `is_top`: it is in the first of the weeks, which says the names of the weekdays."""
    looks = "f-cday f-cday--outside" if one.is_outside else "f-cday"
    looks += " f-cday--top" if is_top else ""
    looks += "" if one.count or one.notes else " f-cday--still"
    tag, nothing = "", ""
    if one.is_today:
        here, empty = _("i dag"), _("Inget planerat")
        tag = f' <span class="f-tag f-tag--line">{here}</span>'
        nothing = "" if one.count or one.notes else f'<p class="f-small f-quiet">{empty}</p>'
    return (
        f'<section class="{looks}" data-weekday="{one.day.isoweekday()}"{" data-today" if one.is_today else ""}'
        f' aria-labelledby="h{one.anchor}">'
        f'<h2 id="h{one.anchor}"><span class="f-cday__name">{one.weekday}</span>'
        f' <span class="f-num">{one.number}</span>{tag}</h2>'
        f"{_list(one.notes)}{_list(one.rows)}{nothing}</section>"
    )


def _list(items: str) -> str:
    return f'<ul class="f-list">{items}</ul>' if items else ""


def notes(head: Head, day: dt.date) -> list[str]:
    """What closes a day or changes its hours, as list items: a holiday, an exception of the centre or of a leg."""
    told = (" ".join(in_words_of_staff(*part) for part in parts) for parts in parts_of_notes(head, day))
    return [f'<li class="f-cday__note">{text}</li>' for text in told]


def parts_of_notes(head: Head, day: dt.date) -> list[list[tuple[str, str]]]:
    """Each note as its parts, with the language that each is in."""
    page = get_language() or SWEDISH
    above = [one for one in head.closings if one.holds(day)]
    told = []
    if holiday := holiday_name(day):
        is_shut = head.centre.keeps_holidays and not any(one.opens for one in above)
        words = _("%(holiday)s. Stängt.") if is_shut else "%(holiday)s"
        told.append([(words % {"holiday": _(holiday)}, page)])
    told += [closing_in_words(one, head.words.get(one.leg)) for one in above]
    return told
