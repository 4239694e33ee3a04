"""Pages that explain: what a family centre is, how accessible the site is; and the sign of life."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from famn.domain.people.models import Leg
from famn.web.public import statement
from famn.web.shared.stored import stored


def about(request: HttpRequest) -> HttpResponse:
    """What a family centre is, for parents and for whoever wants to start one."""
    return stored(render(request, "public/about.html", {"legs": Leg.values}))


def open_preschool(request: HttpRequest) -> HttpResponse:
    """What an open preschool is, for somebody who has never heard of one."""
    return stored(render(request, "public/open_preschool.html"))


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lagen om tillgänglighet till digital offentlig service, 2018:1937)."""
    weighed, changed = statement.days()
    context = {
        "keeper": settings.FAMN_KEEPER,
        "keeper_mail": settings.FAMN_KEEPER_MAIL,
        "supervisor": statement.SUPERVISOR,
        "conforms_wholly": statement.conforms_wholly(),
        "failings": statement.FAILINGS,
        "tested": statement.coverage(),
        "tried": statement.tried(),
        "weighed": weighed,
        "changed": changed,
    }
    return stored(render(request, "public/accessibility.html", context))


def alive(request: HttpRequest) -> HttpResponse:
    """A sign of life for whoever watches the server: the database answered too, since the gate asked it."""
    return HttpResponse("ok\n", content_type="text/plain")
