"""One time that something happens as HTML, as a calendar's row and an activity's page tell it. Pure.

Written here rather than in a template: a month of a busy centre has hundreds of rows, and a template that asks twenty
things of each costs ten times what reading them costs. Here what an activity's rows share is written once, and a row is
joined of ready parts. Everything that people wrote passes `escape`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity
from famn.domain.activities.reads.calendar import Shown
from famn.domain.centres.reads.phrases import Word
from famn.ground.hyphens import breakable
from famn.ground.languages import PageLanguage, direction, html_code
from famn.web.shared.closings import closed_that_day, stale_in_words
from famn.web.shared.tags import LEGS, in_order, listed, moment_in_words

SWEDISH: Final = PageLanguage.SV
PARTED: Final = " · "


class Detail(IntEnum):
    """How much a row says."""

    SHORT = 0  # a month: when, what, whether it is cancelled, and whether one should ring first
    USUAL = 1  # a week
    WHOLE = 2  # a day and a list: the room too


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


class Rows:
    """Writes occurrences as list items, in the active language. One is made for each page."""

    def __init__(self, centre: str, words: Mapping[str, Word], *, at: dt.datetime, detail: Detail) -> None:
        self.centre, self.words, self.at, self.detail = centre, words, at, detail
        self._parts: dict[str, tuple[str, str, str, str]] = {}
        self._off, self._moved, self._now = _("Inställt"), _("Flyttad från %(moment)s"), _("pågår nu")
        self._theme, self._guest, self._ring = _("Tema:"), _("Gäst:"), _("Ring innan du går")

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
            word = f'<span class="f-ev__word">{self._off}</span>' if off else self._asked(one)
            return f'<li class="f-ev" {color}{off}><time datetime="{start}" dir="ltr">{time}</time>{link}{word}</li>'
        said = self.said(one)
        said = f'<span class="f-small">{said}</span>' if said else ""
        said += self._asked(one)
        return (
            f'<li class="f-ev" {color}{off}><time datetime="{start}" dir="ltr">{time}</time>{link}{now}{said}{leg}</li>'
        )

    def _asked(self, one: Shown) -> str:
        """That one should ring first, and where there is room for it why. The activity's page says it once for all."""
        told = stale_in_words(one) if one.stale_from else ""
        if told and self.detail != Detail.WHOLE:
            told = self._ring
        return f'<span class="f-small f-ev__ask">{escape(told)}</span>' if told else ""

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
        """What a row tells of this one time, and after it what is always so: HTML. That it is old stands beside it."""
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
