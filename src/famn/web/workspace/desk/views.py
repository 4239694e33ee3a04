"""My day: what waits for me, what is new, what is due."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from famn.domain.matters import reads, rules
from famn.domain.people.rules import Capability
from famn.ground.stockholm import moment_of
from famn.web.shared import duties
from famn.web.shared.actor import Request
from famn.web.workspace.desk import shown


def desk(request: Request) -> HttpResponse:
    """What waits for one today, this week and later."""
    now = timezone.localtime()
    today = now.date()
    yesterday = moment_of(today - dt.timedelta(days=1), dt.time())
    waiting = duties.waiting(request.actor, today=today)
    may_read = request.actor.can(Capability.READ_MATTERS)
    context = {
        "greeting": shown.greeting(now.hour, request.actor.name),
        "today": today,
        "summary": shown.summary(waiting, today),
        "buckets": shown.buckets(waiting, today),
        "news": shown.news(reads.news(request.actor, since=yesterday), may_read=bool(may_read)),
        "deadlines": shown.deadlines(duties.coming(request.actor, today=today), today),
        "may_read_in": rules.may_read_in(request.actor),
    }
    return render(request, "workspace/desk/desk.html", context)
