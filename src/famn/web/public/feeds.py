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
from famn.domain.activities.reads.calendar import Filters, Shown, followed, shown
from famn.domain.centres.models import FamilyCentre, Module
from famn.domain.centres.reads.phrases import phrases_of
from famn.ground import ical
from famn.web.public.calendar_rows import PARTED, who_may_come
from famn.web.public.door import public_centre
from famn.web.shared.actor import Request
from famn.web.shared.closings import closed_that_day
from famn.web.shared.stored import stored

DAYS_BACK: Final = 365  # how long what has been stays in a subscriber's calendar


def feed(request: Request, centre: str) -> HttpResponse:
    """What happens at a centre, as the address's filters have it."""
    first = timezone.localdate() - dt.timedelta(days=DAYS_BACK)
    found = followed(centre, first, language=_language(), filters=Filters.from_query(request.GET))
    place, times = (_followable(found[0]), found[1]) if found else (_centre(centre), [])
    return _calendar(place, times, name=place.name)


def activity_feed(request: Request, centre: str, activity: str) -> HttpResponse:
    """Each time of one activity."""
    place = _centre(centre)
    offered = get_object_or_404(rules.public_activities().filter(centre=place), code=activity)
    first = timezone.localdate() - dt.timedelta(days=DAYS_BACK)
    rows = rules.public_occurrences().filter(activity=offered, day__gte=first)
    return _calendar(place, _shown(place, rows), name=f"{offered.title}, {place.name}")


def occurrence_file(request: Request, occurrence: str) -> HttpResponse:
    """One single time, to put into one's own calendar."""
    rows = rules.public_occurrences()
    one = get_object_or_404(rows.select_related("centre"), code=occurrence)
    place = _centre(one.centre.code)
    answer = _calendar(place, _shown(place, rows.filter(pk=one.pk)), name=place.name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{one.day}.ics"'
    return answer


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
    return shown(rows, _language(), phrases=phrases_of(centre, _language()))


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
        shut = closed_that_day() if row.is_shut and not row.is_cancelled else ""
        notes = [shut, row.reason, row.message.text, who[row.activity_code], row.theme.text, row.guest]
        yield ical.Timed(
            uid=f"{row.code}@{host}",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            title=_("Inställt: %(title)s") % {"title": row.title} if row.is_cancelled else row.title,
            url=page(row.activity_code),
            place=place(row.room),
            notes="\n".join(filter(None, notes)),
            is_cancelled=row.is_cancelled,
            is_unsure=bool(shut),
            changed_at=row.changed_at,
            number=row.number,
        )
