"""The limits that public pages are measured against: the same answers by the barest Django, without middleware.

Nothing here is served to anybody; `bench public` asks it in its own process.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse  # noqa: TID251  a limit is a bare page
from django.test import override_settings
from django.urls import path
from django.utils.html import escape
from icalendar import Calendar, Event

from famn.ground import versions
from famn.ground.ical import Timed

BODIES: Final[dict[str, bytes]] = {}  # what `stored_body` answers, by the centre's code

MONTH: Final = """
SELECT o.code, a.code, a.title, a.kind, a.leg, a.booking, o.state, o.reason, o.message, o.theme, o.guest, r.name,
    o.day, to_char(o.starts_at AT TIME ZONE 'Europe/Stockholm', 'FMHH24.MI'),
    to_char(o.ends_at AT TIME ZONE 'Europe/Stockholm', 'FMHH24.MI')
FROM famn_occurrence o JOIN famn_activity a ON a.id = o.activity_id JOIN famn_familycentre c ON c.id = o.centre_id
    LEFT JOIN famn_room r ON r.id = o.room_id
WHERE c.code = %s AND o.day >= %s::date AND o.day < %s::date + interval '1 month' ORDER BY o.starts_at, o.id
"""
ACTIVITY: Final = """
SELECT a.title, a.about, a.kind, c.name, c.address FROM famn_activity a JOIN famn_familycentre c ON c.id = a.centre_id
WHERE a.code = %s
"""


def stored_body(request: HttpRequest, centre: str) -> HttpResponse:
    """A body from memory, under a version that is read by one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM famn_publicversion WHERE name = %s", [f"centre:{centre}"])
        cursor.fetchone()
    return HttpResponse(BODIES[centre])


def month(request: HttpRequest, centre: str, first: str) -> HttpResponse:
    """A month of occurrences by one statement, joined to a page of text."""
    versions.numbers(centre)
    with connection.cursor() as cursor:
        cursor.execute(MONTH, [centre, first, first])
        rows = cursor.fetchall()
    items = (
        f"<li id='{code}' class='{kind} {state}'><time>{day} {starts}–{ends}</time> <a href='/{centre}/{activity}/'>"
        f"{escape(title)}</a> {escape(leg)} {escape(room)} {booking} {escape(message)} {escape(theme)}</li>"
        for code, activity, title, kind, leg, booking, state, _r, message, theme, _g, room, day, starts, ends in rows
    )
    return HttpResponse(f"<!DOCTYPE html><title>{centre}</title><ul>{''.join(items)}</ul>")


def activity(request: HttpRequest, activity: str) -> HttpResponse:
    """One activity by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(ACTIVITY, [activity])
        row = cursor.fetchone() or ()
    return HttpResponse("<!DOCTYPE html>" + "".join(f"<p>{escape(value)}</p>" for value in row))


def feed_by_the_library(events: Iterable[Timed]) -> bytes:
    """A calendar of the same events, written by the library `icalendar`."""
    calendar = Calendar()
    for event in events:
        one = Event()
        one.add("uid", event.uid)
        one.add("dtstamp", event.changed_at)
        one.add("last-modified", event.changed_at)
        one.add("sequence", event.number)
        one.add("dtstart", event.starts_at)
        one.add("dtend", event.ends_at)
        one.add("summary", event.title)
        one.add("location", event.place)
        one.add("url", event.url)
        one.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
        calendar.add_component(one)
    return bytes(calendar.to_ical())


urlpatterns = [
    path("body/<str:centre>/", stored_body),
    path("month/<str:centre>/<str:first>/", month),
    path("activity/<str:activity>/", activity),
]


class BareRequest(WSGIRequest):
    """A request that finds the addresses above."""

    urlconf = __name__


class BareHandler(WSGIHandler):
    """Django without middleware."""

    request_class = BareRequest


def bare_handler() -> BareHandler:
    """The barest Django, ready to be asked."""
    with override_settings(MIDDLEWARE=[]):
        return BareHandler()
