"""Letters to those whom it concerns that times are cancelled or moved, or happen after all.

A letter says no more than everybody may read in the calendar: it goes to colleagues of several authorities, and to
partners. One letter a person, however many times one act is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.activities import rules
from famn.domain.activities.models import Occurrence
from famn.domain.activities.reads.telling import Reader, on_short_notice, readers_of
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.rules import Actor
from famn.ground import mail
from famn.ground.stockholm import clock_in_words

URGENT: Final = dt.timedelta(hours=36)  # what is nearer does not wait for the one mail a day of who wants that


class News(StrEnum):
    """What has become of some times."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    BACK = "back"


_SUBJECTS: Final = {
    News.CANCELLED: gettext_lazy("Inställt: %(what)s"),
    News.MOVED: gettext_lazy("Flyttat: %(what)s"),
    News.BACK: gettext_lazy("Blir av ändå: %(what)s"),
}


def tell(news: News, times: Sequence[Occurrence], *, by: Actor, at: dt.datetime) -> int:
    """Tell all whom it concerns what somebody did with some times on short notice. Returns how many letters.

    Needs `activity` and `room`. Nobody is told of what was never shown, is over or lies far ahead.
    """
    soon = on_short_notice(times, at)
    numbers = sorted({one.centre_id for one in soon})
    centres = FamilyCentre.objects.select_related("kept_by_unit").in_bulk(numbers)
    return sum(_tell(news, centres[pk], [one for one in soon if one.centre_id == pk], by, at) for pk in numbers)


def _tell(news: News, centre: FamilyCentre, times: Sequence[Occurrence], by: Actor, at: dt.datetime) -> int:
    """Tell all whom times of one centre concern."""
    readers = readers_of(centre, times, by=by, at=at)
    for reader in readers:
        own = list(reader.times.values())
        soonest = min(one.was_at or one.starts_at for one in own)
        mail.post(
            to=reader.address,
            subject=_SUBJECTS[news] % {"what": _what(own, centre)},
            template="mail/activities/changed",
            context=_told(news, centre, own, reader, by),
            at=at,
            at_once=soonest < at + URGENT,
        )
    return len(readers)


def _what(times: Sequence[Occurrence], centre: FamilyCentre) -> str:
    """What a letter is about, in a few words."""
    if len(times) == 1:
        return f"{times[0].activity.title} {_moment(times[0].starts_at)}"
    said = ngettext("%(count)d tillfälle vid %(centre)s", "%(count)d tillfällen vid %(centre)s", len(times))
    return said % {"count": len(times), "centre": centre.name}


def _told(news: News, centre: FamilyCentre, times: Sequence[Occurrence], reader: Reader, by: Actor) -> dict[str, Any]:
    year, week, _weekday = times[0].day.isocalendar()
    return {
        "news": news.value,
        "name": reader.name,
        "unit_name": reader.unit,
        "by": _("%(name)s vid %(unit)s") % {"name": by.name, "unit": by.unit_name} if by.unit_name else by.name,
        "centre": centre,
        "times": [_row(one) for one in times],
        "reason": times[0].get_reason_display(),
        "message": times[0].message,
        "week": f"{year}-W{week:02}",
        "has_calendar": rules.has_calendar(centre),
        "has_week": rules.has_week_to_share(centre),
    }


def _row(one: Occurrence) -> dict[str, str]:
    """One time as the letter lists it."""
    return {
        "when": f"{_moment(one.starts_at)}–{clock_in_words(one.ends_at)}",
        "title": one.activity.title,
        "room": one.room.name if one.room else "",
        "was": _moment(one.was_at) if one.was_at else "",
    }


def _moment(at: dt.datetime) -> str:
    """A moment in Sweden: "tisdag 24 november 9.30"."""
    return f"{date_format(timezone.localtime(at), 'l j F')} {clock_in_words(at)}"
