"""What search engines are told: which addresses there are in which languages, and which they are asked to leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, override

from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import Module
from famn.domain.centres.reads.freshness import not_too_old
from famn.domain.centres.rules import public_centres, public_definition_sets
from famn.domain.establishment.rules import public_initiatives
from famn.ground.languages import PageLanguage
from famn.web.public.sharing import origin
from famn.web.shared.actor import Request
from famn.web.shared.addresses import languages_of
from famn.web.shared.stored import stored

# Pages that stand by themselves, and those of each row. Every other public page is left out of the sitemap: a file, a
# view of a page that is here already, or a page for one's own choices.
ALONE: Final = (
    *("start", "centres", "phone", "about", "open_preschool", "languages", "accessibility"),
    *("public_initiatives", "classes"),
)
OF_A_CENTRE: Final = {"centre": None, "centre_class": Module.CLASS, "calendar": Module.CALENDAR}  # where switched on


_SPACES: Final = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'  # names, not asked
)


def sitemap(request: Request) -> HttpResponse:
    """Every page in the language of this address that is worth finding, and beside each the same in other languages."""
    language = get_language() or PageLanguage.SV
    found = [
        _entry(name, args, language) for name, args in pages(timezone.localdate()) if language in languages_of(name)
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {_SPACES}>", *found, "</urlset>", ""]
    return stored(HttpResponse("\n".join(lines), content_type="application/xml"), every_centre=True)


def robots(request: Request) -> HttpResponse:
    """Everybody may read the public pages. The workspace and the accounts hold nothing to find."""
    maps = [f"Sitemap: {origin(_in(language, reverse('sitemap')))}" for language in languages_of("sitemap")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _left()), "", *maps]
    return stored(HttpResponse("\n".join([*lines, ""]), content_type="text/plain"))


def pages(day: dt.date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the arguments of every page in the sitemap: four queries."""
    yield from ((name, ()) for name in ALONE)
    for code, switched_off in _centres(day):
        yield from ((name, (code,)) for name, module in OF_A_CENTRE.items() if module not in switched_off)
    activities = public_activities(day).filter(centre__in=public_centres().filter(not_too_old(day)))
    yield from (("activity", row) for row in activities.order_by("pk").values_list("centre__code", "code"))
    yield from (("public_initiative", row) for row in public_initiatives().order_by("pk").values_list("code"))
    yield from (("definition", row) for row in public_definition_sets().order_by("pk").values_list("code"))


def _centres(day: dt.date) -> Iterable[tuple[str, list[str]]]:
    return public_centres().filter(not_too_old(day)).order_by("pk").values_list("code", "switched_off")


def _entry(name: str, args: tuple[str, ...], language: str) -> str:
    """A page with its languages. Plain Swedish has no code of its own in `hreflang`: it is nobody's other language."""
    with override(PageLanguage.SV):
        path = reverse(name, args=args)
    others = [one for one in languages_of(name) if one != PageLanguage.SV_PLAIN]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{one}" href="{escape(origin(_in(one, path)))}"/>' for one in others
    )
    return f"<url><loc>{escape(origin(_in(language, path)))}</loc>{links if len(others) > 1 else ''}</url>"


def _in(language: str, path: str) -> str:
    """The address of a Swedish page in another language: Swedish alone has no prefix."""
    return path if language == PageLanguage.SV else f"/{language}{path}"


def _left() -> list[str]:
    """Where there is nothing to find."""
    return [reverse("desk"), reverse("account_login"), reverse("gallery"), reverse("appearance")]
