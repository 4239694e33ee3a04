"""My day: what waits for me, what is new, what is due."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from famn.domain.agreements import reads as agreements
from famn.domain.establishment import reads as establishment
from famn.domain.matters import reads, rules
from famn.domain.people.rules import Capability
from famn.web.shared.actor import Request
from famn.web.workspace.desk import shown


def desk(request: Request) -> HttpResponse:
    """What waits for one today, this week and later."""
    now = timezone.localtime()
    today = now.date()
    yesterday = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(), tzinfo=now.tzinfo)
    waiting = reads.waiting_for(request.actor, today=today)
    may_read = request.actor.can(Capability.READ_MATTERS)
    groups = establishment.group_day(request.actor, today=today)
    asked = shown.asked_by_groups(groups, establishment.my_items(request.actor, today=today), today)
    asked[0].extend(shown.to_sign(agreements.waiting_signatures(request.actor)))
    context = {
        "greeting": shown.greeting(now.hour, request.actor.name),
        "today": today,
        "summary": shown.summary(waiting, asked),
        "buckets": shown.buckets(waiting, asked, today),
        "news": shown.news(reads.news(request.actor, since=yesterday), may_read=bool(may_read)),
        "deadlines": shown.deadlines(reads.deadlines(request.actor, today=today), groups.meetings, today),
        "may_read_in": rules.may_read_in(request.actor),
    }
    return render(request, "workspace/desk/desk.html", context)
