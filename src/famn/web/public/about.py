"""Pages that explain: what a family centre is, how accessible the site is; and the sign of life."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from famn.domain.people.models import Leg


def about(request: HttpRequest) -> HttpResponse:
    """What a family centre is, for parents and for whoever wants to start one."""
    return render(request, "public/about.html", {"legs": Leg.values})


def open_preschool(request: HttpRequest) -> HttpResponse:
    """What an open preschool is, for somebody who has never heard of one."""
    return render(request, "public/open_preschool.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lagen om tillgänglighet till digital offentlig service, 2018:1937)."""
    return render(request, "public/accessibility.html")


def alive(request: HttpRequest) -> HttpResponse:
    """A sign of life for whoever watches the server: the database answered too, since the gate asked it."""
    return HttpResponse("ok\n", content_type="text/plain")
