"""Every page says who may see it where its address is written: the list and the guard are the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, Final, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver, path

from famn.domain.people.rules import Capability
from famn.ground.languages import SWEDISH, WHOLE
from famn.ground.verdict import require
from famn.web.shared.actor import Request

View = Callable[..., HttpResponseBase]
PUBLIC: Final = "public"
SIGNED_IN: Final = "signed_in"  # also without a unit or a second factor: one's own account
GET: Final = ("GET",)
POST: Final = ("POST",)
FORM: Final = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Address:
    """One page: its name, its path in Swedish with parameters, its methods, who may see it, and in which languages."""

    name: str
    route: str
    methods: tuple[str, ...]
    who: str
    languages: tuple[str, ...] = SWEDISH

    @property
    def parameters(self) -> list[str]:
        """The names of the parts of the path that vary."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)


def page(
    route: str,
    view: View,
    *,
    name: str,
    who: str,
    methods: tuple[str, ...] = GET,
    at_work: bool = False,
    languages: tuple[str, ...] = WHOLE,
) -> URLPattern:
    """A page at `route` for `who`: PUBLIC, SIGNED_IN or a Capability. famn.web.shared.gate refuses other methods.

    `at_work`: a SIGNED_IN page of the workspace, which asks for a unit and a second factor as a Capability does.
    `languages`: those that a PUBLIC page of `famn.web.public` is there in; all other pages are in Swedish alone.
    """
    guarded = login_not_required(view) if who == PUBLIC else _guarded(view, who, at_work=at_work)
    pattern = path(route, _knowing(guarded, methods), name=name)
    pattern.famn_who = (who, methods, languages)  # type: ignore[attr-defined]  # read back by `addresses` below
    return pattern


def _knowing(view: View, methods: tuple[str, ...]) -> View:
    """The view with the methods that it knows; `methods_of` reads them. Who may GET may ask for the headers alone."""

    @wraps(view)
    def knowing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    knowing.famn_methods = (*methods, "HEAD") if "GET" in methods else methods  # type: ignore[attr-defined]  # as above
    return knowing


def methods_of(view: View) -> tuple[str, ...]:
    """The methods that a page knows. Others never reach it: famn.web.shared.gate answers them."""
    known: tuple[str, ...] = getattr(view, "famn_methods", ())
    return known


def _guarded(view: View, who: str, *, at_work: bool) -> View:
    """Ask for a unit, a second factor and the capability before the view is asked."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = cast("Request", request).actor
        if who == SIGNED_IN and not at_work:
            return view(request, *args, **kwargs)
        if settings.FAMN_SECOND_FACTOR and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        if actor.unit_id is None and actor.memberships_count:
            return redirect("choose_unit")
        require(actor.acts_for_a_unit() if who == SIGNED_IN else actor.can(Capability(who)))
        return view(request, *args, **kwargs)

    return guarded


def addresses() -> list[Address]:
    """Every address of the site. Raises ValueError for one that was not made by `page`."""
    found = []
    for route, pattern, has_languages in _walk(get_resolver().url_patterns, ""):
        who, methods, languages = getattr(pattern, "famn_who", (None, (), ()))
        if who is None or pattern.name is None:
            raise ValueError(f"/{route} is not in the list of pages: make it with web.shared.addresses.page")
        spoken = languages if has_languages and who == PUBLIC else SWEDISH
        found.append(Address(name=pattern.name, route=f"/{route}", methods=methods, who=str(who), languages=spoken))
    return found


def languages_of(name: str | None) -> tuple[str, ...]:
    """The languages that the page of this name is there in; Swedish alone where no such page is in the list."""
    return _languages().get(name or "", SWEDISH)


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    return {page.name: page.languages for page in addresses()}


def _walk(patterns: list[Any], before: str, *, has_languages: bool = False) -> Iterator[tuple[str, URLPattern, bool]]:
    """Each route as it is in Swedish, its pattern, and whether it is also there behind the prefix of a language."""
    for pattern in patterns:
        if isinstance(pattern.pattern, LocalePrefixPattern):
            yield from _walk(pattern.url_patterns, before, has_languages=True)
            continue
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, has_languages=has_languages)
        else:
            yield route, pattern, has_languages
