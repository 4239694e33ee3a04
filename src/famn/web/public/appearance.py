"""How the pages look, and in which languages they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from famn.web.shared import language
from famn.web.shared.page import SCHEME_COOKIE, SCHEMES, own_path, safe_next


def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device has it; kept in a cookie that says nothing else."""
    if request.method == "POST" and request.POST.get("scheme") in SCHEMES:
        response = redirect(safe_next(request, reverse("start")))
        year = 365 * 24 * 3600
        response.set_cookie(
            SCHEME_COOKIE, request.POST["scheme"], max_age=year, samesite="Lax", secure=request.is_secure()
        )
        return response
    came_from = request.GET.get("next") or request.headers.get("Referer", "")
    return render(request, "public/appearance.html", {"next": own_path(request, came_from) or reverse("start")})


def languages(request: HttpRequest) -> HttpResponse:
    """Every language of the pages: how much of them it has, who checked it and when."""
    return render(request, "public/languages.html", {"every": language.standing()})
