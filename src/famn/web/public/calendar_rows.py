"""The rows and days of a calendar as HTML, written here rather than in a template.

A month of a busy centre has hundreds of rows: a template that asks twenty things of each costs ten times what reading
them costs. Here what an activity's rows share is written once, and a row is joined of ready parts. Everything that
people wrote passes `escape`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity
from famn.domain.activities.reads.calendar import Shown
from famn.domain.activities.reads.heads import Head
from famn.domain.centres.opening import holiday_name
from famn.domain.centres.reads.phrases import Word
from famn.ground.hyphens import breakable
from famn.ground.languages import PageLanguage, direction, html_code
from famn.web.shared.closings import closed_that_day, closing_in_words
from famn.web.shared.tags import LEGS, icon_shapes, in_order, listed, moment_in_words

SWEDISH: Final = PageLanguage.SV
PARTED: Final = " · "
ONE_LETTER: Final = frozenset({PageLanguage.FA})  # languages that shorten a weekday to its first letter


class Detail(IntEnum):
    """How much a row says."""

    SHORT = 0  # a month: when, what, and whether it is cancelled
    USUAL = 1  # a week
    WHOLE = 2  # a day and a list: the room too


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


def in_words_of_staff(text: str, language: str = SWEDISH) -> str:
    """What somebody wrote, escaped, and marked with its language where the page speaks another.

    Long Swedish words may be broken: the columns of a week are narrow.
    """
    written, page = html_code(language), html_code(get_language() or SWEDISH)
    text = breakable(text) if written == SWEDISH else text
    shown = in_order(text, direction(language))
    return shown if written == page else f'<bdi lang="{written}">{shown}</bdi>'


def written(word: Word) -> str:
    """The same of a word that knows its language."""
    return in_words_of_staff(word.text, word.language)


def who_may_come(one: Shown) -> list[str]:
    """Whom an activity is for, in words that are the same each time: ages, languages, how one comes."""
    told = [one.ages, listed(one.languages) if set(one.language_codes) - {SWEDISH.value} else ""]
    told += [_("anmälan")] if one.booking == Activity.Booking.SIGN_UP else []
    told += [_("för dig som är inbjuden")] if one.scope == Activity.Scope.TARGETED else []
    return [text for text in told if text]


def leg_symbols() -> SafeString:
    """The drawings of the four legs, once a page: rows point to them by `#ben-…`."""
    shapes = icon_shapes()
    drawn = "".join(
        f'<symbol id="ben-{look.icon}" viewBox="0 0 24 24">{shapes[look.icon]}</symbol>' for look in LEGS.values()
    )
    return mark_safe(f'<svg class="f-symbols" aria-hidden="true">{drawn}</svg>')  # noqa: S308  our own drawings


class Rows:
    """Writes occurrences as list items, in the active language. One is made for each page."""

    def __init__(self, centre: str, words: Mapping[str, Word], *, at: dt.datetime, detail: Detail) -> None:
        self.centre, self.words, self.at, self.detail = centre, words, at, detail
        self._parts: dict[str, tuple[str, str, str, str]] = {}
        self._off, self._moved, self._now = _("Inställt"), _("Flyttad från %(moment)s"), _("pågår nu")
        self._theme, self._guest = _("Tema:"), _("Gäst:")

    def row(self, one: Shown) -> str:
        """One occurrence."""
        color, link, _told, leg = self._parts.get(one.activity_code) or self._of_activity(one)
        off = " data-off" if one.is_cancelled else ""
        now = ""
        if one.starts_at <= self.at < one.ends_at and not (off or one.is_shut):
            now = f' <span class="f-tag f-tag--line">{self._now}</span>'
        time = one.clock if self.detail else one.clock.partition("–")[0]
        start = f"{one.day}T{time.partition('–')[0].replace('.', ':'):0>5}"
        if not self.detail:
            word = f'<span class="f-ev__word">{self._off}</span>' if off else ""
            return f'<li class="f-ev" {color}{off}><time datetime="{start}" dir="ltr">{time}</time>{link}{word}</li>'
        said = self.said(one)
        said = f'<span class="f-small">{said}</span>' if said else ""
        return (
            f'<li class="f-ev" {color}{off}><time datetime="{start}" dir="ltr">{time}</time>{link}{now}{said}{leg}</li>'
        )

    def _of_activity(self, one: Shown) -> tuple[str, str, str, str]:
        """What every row of an activity shares: its colour, its link, what it tells and whose it is."""
        look = LEGS[one.leg]
        address = reverse("activity", args=[self.centre, one.activity_code])
        link = f'<a href="{address}">{in_words_of_staff(one.title, one.title_language)}</a>'
        told = who_may_come(one)
        own = self.words.get(one.leg)
        word = written(own) if own else escape(breakable(str(look.word)))
        drawing = f'<svg class="f-icon" aria-hidden="true"><use href="#ben-{look.icon}"/></svg>'
        leg = f'<span class="f-ev__leg">{drawing}{word}</span>'
        parts = (f'data-color="{look.color}"', link, PARTED.join(map(escape, told)), leg)
        self._parts[one.activity_code] = parts
        return parts

    def said(self, one: Shown) -> str:
        """What a row tells of this one time, and after it what is always so: HTML."""
        told = (self._parts.get(one.activity_code) or self._of_activity(one))[2]
        if one.is_cancelled:
            message = f" {written(one.message)}" if one.message else ""
            return f"<strong>{self._off}:</strong> {escape(one.reason)}.{message}"
        parts = [f"<strong>{escape(closed_that_day())}</strong>"] if one.is_shut else []
        if one.was_at:
            parts.append(
                f"<strong>{escape(self._moved % {'moment': moment_in_words(one.was_at, one.starts_at)})}</strong>"
            )
        if one.theme:
            parts.append(f"{self._theme} {written(one.theme)}")
        if one.guest:
            parts.append(f"{self._guest} {in_words_of_staff(one.guest)}")
        if one.message:
            parts.append(written(one.message))
        if told:
            parts.append(told if parts else told[:1].upper() + told[1:])
        if one.room and self.detail == Detail.WHOLE:
            parts.append(in_words_of_staff(one.room))
        return PARTED.join(parts)


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
    """The days of a month, each a section: as calendar_week.html writes them."""
    today = f' <span class="f-tag f-tag--line">{_("i dag")}</span>'
    written = []
    for one in days:
        looks = "f-cday f-cday--outside" if one.is_outside else "f-cday"
        looks += "" if one.count or one.notes else " f-cday--still"
        written.append(
            f'<section class="{looks}"{" data-today" if one.is_today else ""} aria-labelledby="h{one.anchor}">'
            f'<h2 id="h{one.anchor}"><span class="f-cday__name">{one.weekday}</span>'
            f' <span class="f-num">{one.number}</span>{today if one.is_today else ""}</h2>'
            f"{_list(one.notes)}{_list(one.rows)}</section>"
        )
    return mark_safe("".join(written))  # noqa: S308  of parts that are HTML already


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
