"""The page that asks whether what everybody reads is still so, and its buttons."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.reads import Stale
from famn.web.shared.actor import Request
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_face import done
from famn.web.workspace.centres.views import crumbs, fetched


def stale(request: Request) -> HttpResponse:
    """What nobody has confirmed for long, of the centres that one keeps or has a leg in."""
    return _page(request, reads.stale_for(request.actor, timezone.localdate()))


def _page(request: Request, found: list[Stale], row: FamilyCentre | None = None) -> HttpResponse:
    groups: list[dict[str, Any]] = []
    for centre, some in groupby(found, key=lambda one: one.centre):
        rows = [public_shown.stale(one) for one in some]
        may_all = len(rows) > 1 and bool(rules.may_describe(request.actor, centre))
        groups.append({"centre": centre, "rows": rows, "may_all": may_all})
    context = {"groups": groups, "next": request.path, "crumbs": crumbs(row)}
    return render(request, "workspace/centres/stale.html", context)


def confirm_centre(request: Request, centre: str) -> HttpResponse:
    """Say that all of a centre is so, or see what of it nobody has said so of for long."""
    row = fetched(request, centre)
    if request.method != "POST":
        found = reads.stale_for(request.actor, timezone.localdate())
        return _page(request, [one for one in found if one.centre == row], row)
    done(
        request,
        lambda: actions.confirm_centre(row, by=request.actor, at=timezone.now()),
        _("Tack. Allt om %(centre)s stämmer i dag.") % {"centre": row.name},
    )
    return _back(request)


def confirm_leg(request: Request, centre: str, leg: str) -> HttpResponse:
    """Say that a leg is as it stands."""
    one = get_object_or_404(fetched(request, centre).legs, code=leg)
    done(
        request,
        lambda: actions.confirm_leg(one, by=request.actor, at=timezone.now()),
        _("Tack. %(leg)s stämmer i dag.") % {"leg": str(one)},
    )
    return _back(request)


def confirm_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Say that somebody is as she is shown."""
    row = fetched(request, centre)
    one = get_object_or_404(reads.shown_people(timezone.localdate()), centre=row, code=shown)
    done(
        request,
        lambda: actions.confirm_person(one, by=request.actor, at=timezone.now()),
        _("Tack. Uppgifterna om %(name)s stämmer i dag.") % {"name": one.name},
    )
    return _back(request)


def _back(request: Request) -> HttpResponse:
    """To the page that the button stood on: one's own, never another site's."""
    url = request.POST.get("next", "")
    return redirect(url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else "stale")
