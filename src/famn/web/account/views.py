"""Choosing for which unit one acts, and how the pages look."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from famn.domain.people import actions, reads
from famn.web.shared.actor import Request, act_for
from famn.web.shared.page import SCHEME_COOKIE, SCHEMES


def choose_unit(request: Request) -> HttpResponse:
    """For which unit one acts from now on. One at a time, so that one secrecy area is open at a time."""
    memberships = reads.memberships_of(request.user, day=timezone.localdate())
    if request.method == "POST":
        chosen = next((one for one in memberships if one.code == request.POST.get("membership")), None)
        if chosen:
            actions.act_for_unit(chosen, by=request.actor, at=timezone.now())
            act_for(request, chosen, count=len(memberships))
            messages.success(request, _("Du arbetar nu för %(unit)s.") % {"unit": chosen.unit.name})
            return redirect(safe_next(request, "/arbete/"))
    asked = request.method == "POST"
    context = {"memberships": memberships, "nothing_chosen": asked, "next": safe_next(request, "")}
    return render(request, "account/choose_unit.html", context)


def appearance(request: Request) -> HttpResponse:
    """Light, dark or as the device has it; kept in a cookie that says nothing else."""
    if request.method == "POST" and request.POST.get("scheme") in SCHEMES:
        response = redirect(safe_next(request, "/"))
        year = 365 * 24 * 3600
        response.set_cookie(
            SCHEME_COOKIE, request.POST["scheme"], max_age=year, samesite="Lax", secure=request.is_secure()
        )
        return response
    came_from = request.GET.get("next") or request.headers.get("Referer", "")
    return render(request, "public/appearance.html", {"next": own_path(request, came_from) or "/"})


def safe_next(request: Request, otherwise: str) -> str:
    """Where the form asked to go on, if that is a page of our own."""
    return own_path(request, request.POST.get("next") or request.GET.get("next") or "") or otherwise


def own_path(request: Request, address: str) -> str:
    """The address if it leads to this very site, else an empty string."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and is_ours else ""
