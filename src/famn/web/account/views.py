"""Choosing for which unit one acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.people import actions, reads
from famn.web.shared.actor import Request, act_for
from famn.web.shared.page import safe_next


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
