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
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import NO_FILTERS, Filters, Shown, shown
from famn.domain.centres.models import FamilyCentre, Module
from famn.ground import ical
from famn.web.public.door import public_centre
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored

DAYS_BACK: Final = 365  # how long what has been stays in a subscriber's calendar


def feed(request: Request, centre: str) -> HttpResponse:
    """What happens at a centre, as the address's filters have it."""
    place = _centre(centre)
    rows = rules.public_occurrences(centre=place)
    return _feed(place, rows, name=place.name, filters=Filters.from_query(request.GET))


def activity_feed(request: Request, centre: str, activity: str) -> HttpResponse:
    """Each time of one activity."""
    place = _centre(centre)
    offered = get_object_or_404(rules.public_activities().filter(centre=place), code=activity)
    rows = rules.public_occurrences().filter(activity=offered)
    return _feed(place, rows, name=f"{offered.title}, {place.name}")


def occurrence_file(request: Request, occurrence: str) -> HttpResponse:
    """One single time, to put into one's own calendar."""
    rows = rules.public_occurrences()
    one = get_object_or_404(rows.select_related("centre"), code=occurrence)
    answer = _feed(_centre(one.centre.code), rows.filter(pk=one.pk), name=one.centre.name, days_back=None)
    answer.headers["Content-Disposition"] = f'attachment; filename="{one.day}.ics"'
    return answer


def _centre(code: str) -> FamilyCentre:
    """A public centre whose calendar may be followed. Raises Http404 for any other."""
    place = public_centre(code)
    if {Module.CALENDAR, Module.FEEDS} & {*place.switched_off}:
        raise Http404
    return place


def _feed(
    centre: FamilyCentre,
    rows: QuerySet[Occurrence],
    *,
    name: str,
    filters: Filters = NO_FILTERS,
    days_back: int | None = DAYS_BACK,
) -> HttpResponse:
    now, language = timezone.now(), get_language() or "sv"
    if days_back is not None:
        rows = rows.filter(day__gte=timezone.localdate(now) - dt.timedelta(days=days_back))
    events = in_calendar(centre, shown(rows, language, filters))
    content = ical.calendar(name, events, made_at=now, refresh="PT1H", language=language)
    answer = HttpResponse(content, content_type=ical.MEDIA_TYPE)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return stored(answer)


def in_calendar(centre: FamilyCentre, rows: Iterable[Shown]) -> Iterable[ical.Timed]:
    """What a page shows, as events in the active language."""
    host = settings.FAMN_ORIGIN.partition("//")[2]
    page = cache(lambda code: settings.FAMN_ORIGIN + reverse("activity", args=[centre.code, code]))
    place = cache(lambda room: ", ".join(word for word in (room, centre.name, centre.address) if word))
    invited = _("för dig som är inbjuden")
    for row in rows:
        who = invited if row.scope == Activity.Scope.TARGETED else ""
        notes = [word for word in (row.reason, row.message, who, row.theme, row.guest) if word]
        yield ical.Timed(
            uid=f"{row.code}@{host}",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            title=_("Inställt: %(title)s") % {"title": row.title} if row.is_cancelled else row.title,
            url=page(row.activity_code),
            place=place(row.room),
            notes="\n".join(notes),
            is_cancelled=row.is_cancelled,
            changed_at=row.changed_at,
            number=row.number,
        )
