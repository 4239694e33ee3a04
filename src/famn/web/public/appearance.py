"""How the pages look, and in which languages they are."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from famn.web.shared import language
from famn.web.shared.page import SCHEME_COOKIE, SCHEMES, csrf_failure, is_from_us, own_path, safe_next, scheme_of
from famn.web.shared.stored import stored

NAMES: Final = {"light": gettext_lazy("Ljust"), "dark": gettext_lazy("Mörkt"), "auto": gettext_lazy("Följ min enhet")}


@csrf_exempt
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device has it; kept in a cookie that says nothing else.

    Its form carries no token, which would be a cookie for each who only looks: the browser says who sent it.
    """
    if request.method == "POST" and not is_from_us(request):
        return csrf_failure(request)
    if request.method == "POST" and request.POST.get("scheme") in SCHEMES:
        response = redirect(safe_next(request, reverse("start")))
        year = 365 * 24 * 3600
        response.set_cookie(
            SCHEME_COOKIE, request.POST["scheme"], max_age=year, samesite="Lax", secure=request.is_secure()
        )
        return response
    came_from = request.GET.get("next") or request.headers.get("Referer", "")
    now = scheme_of(request)
    context = {
        "next": own_path(request, came_from) or reverse("start"),
        "schemes": [{"code": code, "name": name, "current": code == now} for code, name in NAMES.items()],
    }
    return render(request, "public/appearance.html", context)


def languages(request: HttpRequest) -> HttpResponse:
    """Every language of the pages: how much of them it has, who checked it and when."""
    return stored(render(request, "public/languages.html", {"every": language.standing()}))
