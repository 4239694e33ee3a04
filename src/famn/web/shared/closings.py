"""What a calendar says of days when a centre is closed, and of a time that one should ask about first. Pure."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities.reads.calendar import Shown
from famn.domain.activities.reads.heads import Closing
from famn.domain.centres.reads.phrases import Word
from famn.ground.languages import PageLanguage
from famn.web.shared.tags import LEGS, clock, partial_date

SWEDISH = PageLanguage.SV.value


def closing_in_words(one: Closing, own: Word | None) -> list[tuple[str, str]]:
    """What is said on each of the days: its parts, each with the language that it is in.

    `own` is what the centre calls the leg that the days are about, where it calls it something.
    """
    page = get_language() or SWEDISH
    leg = [(f"{own.text}.", own.language)] if own else [(f"{LEGS[one.leg].word}.", page)] if one.leg else []
    why = [(one.note.text, one.note.language)] if one.note else []
    who = [(f"({one.decided_by})", SWEDISH)] if one.decided_by else []
    return [*leg, (_closing(one), page), *why, *who]


def closed_that_day() -> str:
    """What is said of a time that still stands on a day when the house is closed: only one of the two can hold."""
    return _("Vi har stängt den dagen. Fråga oss innan du går.")


def facts_from(day: dt.date) -> str:
    """What is said of something that nobody has confirmed for long: `day` is when somebody last did."""
    return _("Uppgifterna är från %(month)s. Ring innan du går.") % {"month": partial_date(f"{day:%Y-%m}")}


def stale_in_words(one: Shown) -> str:
    """That what is told of a time is old, empty where it is not, or where the row says more than that already."""
    return facts_from(one.stale_from) if one.stale_from and not (one.is_cancelled or one.is_shut) else ""


def ask_first(one: Shown) -> str:
    """Why one should ask before one goes to something that stands in a calendar, empty where one need not."""
    if one.is_cancelled:
        return ""
    return closed_that_day() if one.is_shut else stale_in_words(one)


def _closing(one: Closing) -> str:
    if not one.opens or not one.closes:
        if one.says_closed:
            return f"{one.reason[:1].upper()}{one.reason[1:]}."
        return _("Stängt: %(reason)s.") % {"reason": one.reason} if one.reason else _("Stängt.")
    hours = f"{clock(one.opens)}–{clock(one.closes)}"
    told = _("Andra tider, %(clock)s: %(reason)s.") if one.reason else _("Andra tider, %(clock)s.")
    return told % {"clock": hours, "reason": one.reason}
