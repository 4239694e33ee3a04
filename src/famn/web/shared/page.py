"""What the frame of every page shows: for whom one acts, the way round the workspace, the demo's banner, the scheme."""

from __future__ import annotations

import logging
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from famn.domain.people.rules import NOBODY, Actor, Capability
from famn.ground.languages import html_code
from famn.web.shared import language

log = logging.getLogger(__name__)
SCHEMES: Final = ("auto", "light", "dark")
SCHEME_COOKIE: Final = "famn_scheme"

# name of the address, words, icon, what one must be allowed to do
NAVIGATION: Final = (
    ("desk", _("Min dag"), "hem", None),
    ("matters", _("Ärenden"), "arende", Capability.READ_MATTERS),
    ("read_in", _("Läs in dokument"), "lasin", Capability.READ_IN_DOCUMENTS),
    ("boards", _("Nämnder och möten"), "kalender", Capability.READ_MATTERS),
    ("initiatives", _("Initiativ"), "trappa", Capability.READ_INITIATIVES),
    ("goals", _("Mål och siffror"), "lista", Capability.READ_INITIATIVES),
    ("letters_of_intent", _("Avsiktsförklaringar"), "dok", Capability.READ_AGREEMENTS),
    ("agreements", _("Avtal"), "dok", Capability.READ_AGREEMENTS),
    ("my_centres", _("Familjecentraler"), "plats", Capability.READ_CENTRES),
    ("activities", _("Aktiviteter"), "kalender", Capability.READ_CENTRES),
    ("layouts", _("Uppställningar"), "dok", Capability.SHAPE_REPORTS),
    ("people", _("Människor"), "manniskor", Capability.SEE_PEOPLE),
)
# pages of the same kind whose address begins otherwise
KINDRED: Final = {
    "boards": ("lengths",),
    "initiatives": ("ladders",),
    "goals": ("figures", "programmes"),
    "layouts": ("word_template",),
    "my_centres": ("definitions",),
}


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what base templates need. Nothing here asks the database."""
    actor: Actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "is_demo": settings.IS_DEMO,
        "scheme": scheme_of(request),
        **language.frame(request),
        "nav": lambda: navigation(request, actor),
    }


def scheme_of(request: HttpRequest) -> str:
    """Light, dark or as the system has it: the reader's own choice, kept in a cookie."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "auto")
    return chosen if chosen in SCHEMES else "auto"


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where the form asked to go on, if that is a page of our own."""
    return own_path(request, request.POST.get("next") or request.GET.get("next") or "") or otherwise


def own_path(request: HttpRequest, address: str) -> str:
    """The address if it leads to this very site, else an empty string."""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    is_whole = address.startswith(("/", "http:", "https:"))  # else it would be taken for the name of a page
    return address if is_whole and is_ours else ""


def is_from_us(request: HttpRequest) -> bool:
    """Whether a page of this very site sent the form, as the browser says: no other site can write these headers.

    Enough where what the form does harms nobody. Every current browser sends one of the three with a form.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return origin == ours
    return request.headers.get("Referer", "").startswith(f"{ours}/")


def navigation(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """The links of the workspace that the actor may follow, the current one marked."""
    links = []
    for name, label, icon, capability in NAVIGATION:
        if actor.unit_id is None or (capability and not actor.can(capability)):
            continue
        url = reverse(name)
        near = tuple(reverse(one) for one in (name, *KINDRED.get(name, ())))
        here = request.path == url if name == "desk" else request.path.startswith(near)
        here = here or getattr(request, "part_of", "") == name
        links.append({"url": url, "label": label, "icon": icon, "current": here, "count": None})
    return links


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose proof had run out: what was written is still in the browser's last page."""
    return render(request, "csrf_failure.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, and what one may not see: the same page."""
    return render(request, "404.html", language.starts(), status=404)


def not_allowed(request: HttpRequest, known: tuple[str, ...]) -> HttpResponse:
    """What is sent to a page in a way that it does not know. `known`: the methods that it does."""
    answer = render(request, "405.html", language.starts(), status=405)
    answer.headers["Allow"] = ", ".join(known)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. Where not even our page for that can be made, its words alone: what broke may be the frame.

    In Swedish, whatever language the page was in.
    """
    with override(language.SOURCE):
        try:
            content = render_to_string("500.html")
        except Exception:
            log.exception("The page for what broke is broken too")
            content = render_to_string("500_bare.html")
    return HttpResponseServerError(content, headers={"Content-Language": html_code(language.SOURCE)})
