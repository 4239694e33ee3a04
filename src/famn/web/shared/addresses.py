"""Every page says who may see it where its address is written: the list and the guard are the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views.decorators.http import require_http_methods

from famn.domain.people.rules import Capability
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
    """One page: its name, its path with parameters, its methods, and who may see it."""

    name: str
    route: str
    methods: tuple[str, ...]
    who: str

    @property
    def parameters(self) -> list[str]:
        """The names of the parts of the path that vary."""
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)


def page(
    route: str, view: View, *, name: str, who: str, methods: tuple[str, ...] = GET, at_work: bool = False
) -> URLPattern:
    """A page at `route` for `who`: PUBLIC, SIGNED_IN or a Capability. Other methods are refused.

    `at_work`: a SIGNED_IN page of the workspace, which asks for a unit and a second factor as a Capability does.
    """
    guarded = login_not_required(view) if who == PUBLIC else _guarded(view, who, at_work=at_work)
    pattern = path(route, require_http_methods((*methods, "HEAD") if "GET" in methods else methods)(guarded), name=name)
    pattern.famn_who = (who, methods)  # type: ignore[attr-defined]  # read back by `addresses` below
    return pattern


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
    for route, pattern in _walk(get_resolver().url_patterns, ""):
        who, methods = getattr(pattern, "famn_who", (None, ()))
        if who is None or pattern.name is None:
            raise ValueError(f"/{route} is not in the list of pages: make it with web.shared.addresses.page")
        found.append(Address(name=pattern.name, route=f"/{route}", methods=methods, who=str(who)))
    return found


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern
