"""Days when a centre is closed or keeps other hours, as its calendar says them. Pure."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities.reads.heads import Closing
from famn.domain.centres.reads.phrases import Word
from famn.ground.languages import PageLanguage
from famn.web.shared.tags import LEGS, clock

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


def _closing(one: Closing) -> str:
    if not one.opens or not one.closes:
        if one.says_closed:
            return f"{one.reason[:1].upper()}{one.reason[1:]}."
        return _("Stängt: %(reason)s.") % {"reason": one.reason} if one.reason else _("Stängt.")
    hours = f"{clock(one.opens)}–{clock(one.closes)}"
    told = _("Andra tider, %(clock)s: %(reason)s.") if one.reason else _("Andra tider, %(clock)s.")
    return told % {"clock": hours, "reason": one.reason}
