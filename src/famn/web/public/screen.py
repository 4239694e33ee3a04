"""The screen in the hall: today and tomorrow in large type, and who answers the telephone. It renews itself."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from famn.domain.activities.reads.calendar import occurrences
from famn.domain.centres.models import Module
from famn.domain.centres.reads.phone import next_change
from famn.web.public import calendar, calendar_rows
from famn.web.public.periods import Period
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored
from famn.web.shared.time_rows import Detail, Rows

RENEWED: Final = 60  # seconds between two looks: so long a cancelled session may still stand on the wall
DAYS: Final = 2


def screen(request: Request, centre: str) -> HttpResponse:
    """Today and tomorrow at a centre, readable at five metres. What has ended today is gone from it."""
    at = timezone.now()
    today = timezone.localdate(at)
    period = Period("lista", today, today)
    head = calendar.head_of(centre, period, at=at, module=Module.SCREEN)
    last = today + dt.timedelta(days=DAYS - 1)
    language = calendar.language_now()
    everything = occurrences(head.centre, today, last, today=today, language=language, phrases=head.phrases)
    rows = Rows(centre, head.words, at=at, detail=Detail.WHOLE)
    left = [one for one in everything if one.ends_at > at]
    context = {
        "head": head,
        "centre": head.centre,
        "days": calendar_rows.days(head, today, last, left, today=today, rows=rows),
        "symbols": calendar_rows.leg_symbols(),
        "standing": calendar.standing_of(head, left, today, last),
        "had_any": any(one.day == today for one in everything),
        "phones": head.answers[:3],
        "today": today,
    }
    moments = [one for one in (calendar.until(everything, at), next_change(head.answers)) if one]
    response = stored(render(request, "public/screen.html", context), until=min(moments, default=None))
    response["Refresh"] = str(RENEWED)  # by the answer's head: it needs no script
    return response
