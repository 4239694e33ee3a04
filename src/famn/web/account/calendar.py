"""One's own calendar and mails: a secret address for what is due, and one mail a day.

Who reads the address is not signed in: the address is all she has. It is made for one membership, and what it shows
is what that membership may see at the moment of reading. What stands behind the wall of a secrecy area, such as a file
that was read in, is not in it: no address opens a wall.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.people import actions, reads
from famn.domain.people.models import Membership
from famn.domain.people.rules import Actor, actor_of
from famn.ground import ical
from famn.ground.digest import HOURS
from famn.ground.stockholm import moment_of
from famn.ground.text import checksum
from famn.web.shared import duties
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.shared.limits import within

JUST_MADE: Final = "famn_feed"  # in the session from the making of an address until it is shown, once
WEEKS: Final = 26  # how far ahead a calendar looks
WRONG: Final = 30  # how many addresses that nobody has one may try in ten minutes
AT_ONCE: Final = "at_once"


def _times() -> list[tuple[str, str]]:
    daily = _("Ett mejl om dagen, klockan %(hour)02d.00")
    at_once = _("Vart och ett för sig, när något händer")
    return [(AT_ONCE, at_once), *((f"{hour:02}:00", daily % {"hour": hour}) for hour in HOURS)]


class MailForm(forms.Form):
    """How one's mails come."""

    daily_at = forms.ChoiceField(
        label=gettext_lazy("När vill du ha mejlen?"),
        choices=_times,
        widget=forms.RadioSelect,
    )

    def time(self) -> dt.time | None:
        """The time of day; None for each by itself."""
        chosen = self.cleaned_data["daily_at"]
        return None if chosen == AT_ONCE else dt.time.fromisoformat(chosen)


def calendar_and_mail(request: Request) -> HttpResponse:
    """Whether there is a calendar address, what to do with it, and how the mails come."""
    daily = reads.daily_time(request.actor)
    form = MailForm(request.POST or None, initial={"daily_at": f"{daily:%H:%M}" if daily else AT_ONCE})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.choose_mail, request.user, by=request.actor, at=timezone.now(), daily_at=form.time())
        if tried(request, act, _("Ditt val är sparat."), form):
            return redirect("calendar_and_mail")
    token = request.session.pop(JUST_MADE, "")
    context = {
        "feed": reads.feed_of(request.actor),
        "address": settings.FAMN_ORIGIN + reverse("calendar_feed", args=[token]) if token else "",
        "form": form,
        "email": request.user.email,
    }
    return render(request, "account/calendar_and_mail.html", context)


def make_feed(request: Request) -> HttpResponse:
    """Make a new secret address; one that was there stops."""
    _feed, token = actions.make_feed(_own(request), by=request.actor, at=timezone.now())
    request.session[JUST_MADE] = token
    return redirect("calendar_and_mail")


def revoke_feed(request: Request) -> HttpResponse:
    """Take the secret address back."""
    if actions.revoke_feed(_own(request), by=request.actor, at=timezone.now()):
        messages.success(request, _("Adressen är återtagen. Kalendern får inget mer."))
    return redirect("calendar_and_mail")


def calendar_feed(request: Request, feed: str) -> HttpResponse:
    """What is due for a membership, as a calendar. An address that does not hold is a page that does not exist."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = reads.feed_by_token(feed, day=today)
    if found is None:
        if not within(request, "calendar", most=WRONG):
            return HttpResponse(status=429, content_type="text/plain; charset=utf-8")
        raise Http404
    actor = actor_of(found.membership)
    actions.note_feed_read(found, by=actor, at=now)
    content = _content(actor, today)
    etag = f'"{checksum(content)[:32]}"'
    answer = HttpResponse(content, content_type=ical.MEDIA_TYPE, headers={"Cache-Control": "private, no-cache"})
    answer["ETag"] = etag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _content(actor: Actor, today: dt.date) -> bytes:
    """What waits and what comes, each once: titles alone, and a link back. What has no day stands on today."""
    waiting = duties.waiting(actor, today=today)
    items = [*waiting.today, *waiting.week, *waiting.later, *duties.coming(actor, today=today, weeks=WEEKS)]
    each = {(one.kind, one.code): one for one in reversed(items)}
    host = settings.FAMN_ORIGIN.split("//")[-1]
    events = [
        ical.AllDay(
            uid=f"{kind}-{code}@{host}",
            day=one.day or today,
            title=duties.in_words(one)[:200],
            url=settings.FAMN_ORIGIN + duties.address(one),
        )
        for (kind, code), one in each.items()
    ]
    events.sort(key=lambda event: (event.day, event.uid))
    midnight = moment_of(today, dt.time())
    return ical.calendar(_("Famn, %(unit)s") % {"unit": actor.unit_name}, events, made_at=midnight)


def _own(request: Request) -> Membership:
    """The membership that one acts by now."""
    today = timezone.localdate()
    found = reads.membership_in_force(request.user, request.actor.membership_id or 0, day=today)
    if found is None:
        raise Http404
    return found
