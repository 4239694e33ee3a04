"""The demo's own door: one click signs you in as an invented person. Shut outside the demo and off this computer."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Final

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from famn.domain.people import actions, reads
from famn.domain.people.models import Membership
from famn.domain.people.rules import actor_of
from famn.ground import mail
from famn.ground.mail import Letter
from famn.web.shared.actor import Request, act_for
from famn.web.shared.page import safe_next

# Where to begin: the address of a demo person, and what she has on her desk.
BEGIN: Final = (
    ("anna.blaklocka@ostermalm.demo.example", _("Ett ärende ska till nämnden, och en avsiktsförklaring väntar.")),
    ("cesar.akerbar@osteraker.demo.example", _("Ett uppdrag skulle ha besvarats i maj 2021.")),
    ("ronja.hjortron@laxa.demo.example", _("Länets mall är inläst men inte ifylld.")),
)


def require_demo(request: HttpRequest) -> None:
    """Go on only in the demo, and from this computer unless the demo was opened. Raises Http404."""
    if not settings.IS_DEMO or not (settings.FAMN_DEMO_OPEN or is_loopback(request)):
        raise Http404


def is_loopback(request: HttpRequest) -> bool:
    """Whether the request comes from this computer, by no middleman and under a name of this computer."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    middleman = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
    return (
        not middleman
        and ip_address(request.META["REMOTE_ADDR"]).is_loopback
        and host in {"localhost", "127.0.0.1", "::1"}
    )


def people(request: Request) -> HttpResponse:
    """Everybody in the demo, by authority; a button each."""
    require_demo(request)
    authorities = reads.people_by_authority(day=timezone.localdate())
    by_address = {one.user.email: one for group in reversed(authorities) for one in reversed(group.memberships)}
    begin = [(by_address[address], why) for address, why in BEGIN if address in by_address]
    context = {"authorities": authorities, "begin": begin, "next": safe_next(request, "")}
    return render(request, "account/demo.html", context)


def sign_in(request: Request) -> HttpResponse:
    """Sign in as the person of one membership and act for its unit."""
    require_demo(request)
    membership = reads.membership_by_code(request.POST.get("membership", ""), day=timezone.localdate())
    if membership is None:
        raise Http404
    enter(request, membership)
    return redirect(safe_next(request, "/arbete/"))


def enter(request: HttpRequest, membership: Membership) -> None:
    """Open a session for a demo person, as a sign-in of its own kind, and act for the unit of the membership."""
    user = membership.user
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, method="demo")
    act_for(request, membership, count=len(reads.memberships_of(user, day=timezone.localdate())))
    actions.sign_in(user, by=actor_of(membership), at=timezone.now())


def letters(request: Request) -> HttpResponse:
    """The letters that the demo would have sent: nothing leaves it."""
    require_demo(request)
    return render(request, "account/demo_letters.html", {"letters": mail.newest(100)})


def letter(request: Request, letter: int) -> HttpResponse:
    """One letter of the demo, as its reader would see it."""
    require_demo(request)
    return render(request, "account/demo_letter.html", {"letter": get_object_or_404(Letter, pk=letter)})


def session_for(membership: Membership) -> SessionStore:
    """A stored session as a demo person, for a client of one's own. The caller has made sure that this is the demo.

    The membership comes with its user, and its unit with area and authority.
    """
    request = HttpRequest()
    request.session = SessionStore()
    enter(request, membership)
    request.session.save()
    return request.session
