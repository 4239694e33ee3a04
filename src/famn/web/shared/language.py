"""The language of a page is the one that its address says: no cookie, and no guess from what a browser asks for.

A link can be sent on and a page kept ready-made, since an address is one page in one language. Swedish has no prefix.
The workspace and the accounts are in Swedish alone.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from famn.ground.languages import WHOLE, PageLanguage, direction, html_code
from famn.web.shared.addresses import languages_of

SOURCE: Final = PageLanguage.SV
CHECKED: Final = Path(__file__).resolve().parents[2] / "locale" / "checked.toml"
NEAR: Final = (PageLanguage.SV, PageLanguage.EN, PageLanguage.AR)  # seen at once on a telephone, with one's own
_HERE: Final = "/-here-/"  # in what is written once: the address of the page, without its language
_PREFIXED: Final = {str(one.value): one for one in PageLanguage if one != SOURCE}


@dataclass(frozen=True, slots=True)
class Link:
    """A language in the row of languages: its own name, and this page in it, or else the start page in it."""

    code: str
    name: str
    lang: str
    dir: str
    url: str
    is_current: bool
    is_near: bool  # seen at once; the others behind a press, where there is no room for all
    is_this_page: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a language stands: whether every public page is there in it, who checked it and when; None: nobody has."""

    code: str
    name: str
    lang: str
    dir: str
    is_source: bool
    is_whole: bool
    checked_by: str
    checked_on: dt.date | None


class LanguageMiddleware:
    """Lets a request be answered in the language of its address; a page that lacks it says so and leads on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_in(request.path_info)
        with override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", html_code(language))
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[object, ...], _kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Answer instead of a page that is not there in this language."""
        match = request.resolver_match
        if match is None or get_language() in languages_of(match.url_name):
            return None
        return render(request, "public/other_language.html")


def language_in(path: str) -> str:
    """The language that an address begins with; Swedish where it begins with none."""
    first = path.split("/", 2)[1:2]
    return first[0] if first and first[0] in _PREFIXED else SOURCE


def bare(path: str) -> str:
    """An address without its language."""
    language = language_in(path)
    return path if language == SOURCE else path.removeprefix(f"/{language}")


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page needs to know of languages. The row is made only where a template asks for it."""
    language = get_language() or SOURCE
    return {
        "language": language,
        "html_lang": html_code(language),
        "html_dir": direction(language),
        "language_row": lambda: row(request),
        "language_links": lambda: part("public/language_row.html", request),
        "alternates": lambda: part("public/alternates.html", request),
        "is_unchecked": language != SOURCE and language not in checked(),
        "origin": settings.FAMN_ORIGIN,
    }


def row(request: HttpRequest) -> list[Link]:
    """A link to this page in every language; to the start page in those that lack it."""
    match = request.resolver_match
    return _links(languages_of(match.url_name) if match else (), bare(request.get_full_path()))


def part(template: str, request: HttpRequest) -> SafeString:
    """A part of the frame that names this page in every language."""
    match = request.resolver_match
    spoken = languages_of(match.url_name) if match else ()
    written = _written(template, get_language() or SOURCE, spoken, settings.FAMN_ORIGIN)
    return mark_safe(written.replace(_HERE, escape(bare(request.get_full_path()))))  # noqa: S308  a template's


def starts() -> dict[str, SafeString]:
    """The same parts for what is no page in any language: they lead to the start page."""
    row_of_starts = _written("public/language_row.html", get_language() or SOURCE, (), settings.FAMN_ORIGIN)
    return {"language_links": mark_safe(row_of_starts), "alternates": SafeString("")}  # noqa: S308  as above


@cache
def _written(template: str, language: str, spoken: tuple[str, ...], origin: str) -> str:
    """A part of the frame, as it is on all pages that are there in the same languages: once for each in a process.

    The address of the page itself is left open: `_HERE` stands for it.
    """
    with override(language):
        return render_to_string(template, {"language_row": _links(spoken, _HERE), "origin": origin})


def _links(spoken: tuple[str, ...], rest: str) -> list[Link]:
    """`rest`: the address of the page without its language, for those in which it is spoken."""
    here = get_language() or SOURCE
    return [
        Link(
            code=one,
            name=one.label,
            lang=html_code(one),
            dir=direction(one),
            url=_with(one, rest) if one in spoken else start_in(one),
            is_current=one == here,
            is_near=one == here or one in NEAR,
            is_this_page=one in spoken,
        )
        for one in sorted(PageLanguage, key=lambda one: one != here)  # its own first
    ]


def _with(language: str, path: str) -> str:
    return path if language == SOURCE else f"/{language}{path}"


def start_in(language: str) -> str:
    """The start page in a language. Asked for in Swedish: for each language Django keeps a list of every address."""
    with override(SOURCE):
        return _with(language, reverse("start"))


@cache
def checked() -> dict[str, tuple[str, dt.date]]:
    """Who has checked each language and when: a named person who knows it well. See docs/languages.md."""
    told = tomllib.loads(CHECKED.read_text(encoding="utf-8"))
    return {language: (one["by"], one["on"]) for language, one in told.items()}


def standing() -> list[Standing]:
    """Every language in the order of the row."""
    found = []
    for one in PageLanguage:
        by, on = checked().get(one, ("", None))
        found.append(
            Standing(
                code=one,
                name=one.label,
                lang=html_code(one),
                dir=direction(one),
                is_source=one == SOURCE,
                is_whole=one in WHOLE,
                checked_by=by,
                checked_on=on,
            )
        )
    return found
