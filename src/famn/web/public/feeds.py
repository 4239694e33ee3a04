"""Calendars to take home: a centre's, perhaps by some filters, one activity's, and one single time.

Each time is an event of its own. What is cancelled stays, and says so also to programs that do not know the mark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.models import Occurrence
from famn.domain.activities.reads import followed
from famn.domain.activities.reads.calendar import NO_FILTERS, Filters, Shown, shown
from famn.domain.activities.reads.followed import Followed
from famn.domain.centres.models import FamilyCentre, Module
from famn.domain.centres.reads.phrases import phrases_of
from famn.ground import ical
from famn.ground.versions import Question
from famn.web.public.door import public_centre
from famn.web.shared.actor import Request
from famn.web.shared.closings import ask_first
from famn.web.shared.stored import asks_itself, stored, told
from famn.web.shared.time_rows import PARTED, who_may_come

DAYS_BACK: Final = 365  # how long what has been stays in a subscriber's calendar


@asks_itself
def feed(request: Request, centre: str) -> HttpResponse:
    """What happens at a centre, as the address's filters have it."""
    today = timezone.localdate()
    question = followed.of_centre(centre, _first(today), today=today, language=_language())
    found = _found(request, question, today, Filters.from_query(request.GET))
    return _calendar(found.centre, found.times, name=found.centre.name)


@asks_itself
def activity_feed(request: Request, centre: str, activity: str) -> HttpResponse:
    """Each time of one activity."""
    today = timezone.localdate()
    question = followed.of_activity(centre, activity, _first(today), today=today, language=_language())
    found = _found(request, question, today)
    return _calendar(found.centre, found.times, name=f"{found.title}, {found.centre.name}")


def occurrence_file(request: Request, occurrence: str) -> HttpResponse:
    """One single time, to put into one's own calendar."""
    rows = rules.public_occurrences(timezone.localdate())
    one = get_object_or_404(rows.select_related("centre"), code=occurrence)
    place = _centre(one.centre.code)
    answer = _calendar(place, _shown(place, rows.filter(pk=one.pk)), name=place.name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{one.day}.ics"'
    return answer


def _first(today: dt.date) -> dt.date:
    return today - dt.timedelta(days=DAYS_BACK)


def _found(request: Request, question: Question, today: dt.date, filters: Filters = NO_FILTERS) -> Followed:
    """What is followed. Raises Http404 where that is not for everybody, TooOld where it is too old to be shown."""
    found = followed.read(told(request, question), today=today, language=_language(), filters=filters)
    if found is None:
        public_centre(question.centre)  # knows why it is not
        raise Http404
    _followable(found.centre)
    return found


def _centre(code: str) -> FamilyCentre:
    """A public centre whose calendar may be followed. Raises Http404 for any other."""
    return _followable(public_centre(code))


def _followable(centre: FamilyCentre) -> FamilyCentre:
    """The same centre, if its calendar may be followed. Raises Http404."""
    if {Module.CALENDAR, Module.FEEDS} & {*centre.switched_off}:
        raise Http404
    return centre


def _language() -> str:
    return get_language() or "sv"


def _shown(centre: FamilyCentre, rows: QuerySet[Occurrence]) -> list[Shown]:
    """Times of one centre with their words."""
    return shown(rows, _language(), today=timezone.localdate(), phrases=phrases_of(centre, _language()))


def _calendar(centre: FamilyCentre, times: Iterable[Shown], *, name: str) -> HttpResponse:
    """The times as a file that may be kept."""
    events = in_calendar(centre, times)
    content = ical.calendar(name, events, made_at=timezone.now(), refresh="PT1H", language=_language())
    answer = HttpResponse(content, content_type=ical.MEDIA_TYPE)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return stored(answer)


def in_calendar(centre: FamilyCentre, rows: Iterable[Shown]) -> Iterable[ical.Timed]:
    """What a page shows, as events in the active language."""
    host = settings.FAMN_ORIGIN.partition("//")[2]
    page = cache(lambda code: settings.FAMN_ORIGIN + reverse("activity", args=[centre.code, code]))
    place = cache(lambda room: ", ".join(word for word in (room, centre.name, centre.address) if word))
    who: dict[str, str] = {}  # by activity: it is the same each time
    for row in rows:
        if row.activity_code not in who:
            who[row.activity_code] = PARTED.join(who_may_come(row))
        notes = [ask_first(row), row.reason, row.message.text, who[row.activity_code], row.theme.text, row.guest]
        yield ical.Timed(
            uid=f"{row.code}@{host}",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            title=_("Inställt: %(title)s") % {"title": row.title} if row.is_cancelled else row.title,
            url=page(row.activity_code),
            place=place(row.room),
            notes="\n".join(filter(None, notes)),
            is_cancelled=row.is_cancelled,
            is_unsure=row.is_shut and not row.is_cancelled,
            changed_at=row.changed_at,
            number=row.number,
        )
