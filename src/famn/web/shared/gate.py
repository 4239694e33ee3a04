"""What a request passes before a view: a method that the page knows, who acts, and one transaction for that area.

Not ATOMIC_REQUESTS: that wraps the view alone, so what a middleware set before it would be lost to the view.

Who reads without having signed in acts for no area, and writes nothing. Then there is nothing to open and nothing to
undo: each statement is a transaction of its own, and every transaction begins with all walls shut.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from famn.domain.people.rules import NOBODY
from famn.ground import sealed
from famn.ground.verdict import Denied
from famn.web.shared.actor import Request, find_actor
from famn.web.shared.addresses import View, methods_of
from famn.web.shared.page import not_allowed

SAFE: Final = ("GET", "HEAD")  # methods that write nothing
GetResponse = Callable[[HttpRequest], HttpResponse]


class MethodMiddleware:
    """Answers a method that a page does not know, before anybody asks for a form's token or to sign in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, _args: tuple[object, ...], _kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """A page of its own instead of the page."""
        known = methods_of(view)
        return None if request.method in known else not_allowed(request, known)


class ActorMiddleware:
    """Puts `request.actor` in place. No page is told of an address that no row can have."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("Request", request).actor = find_actor(request)
        if "\x00" in request.path_info:
            raise Http404  # nothing is called so, and the database cannot even be asked for it
        return self.get_response(request)


class SealMiddleware:
    """Opens one transaction for the actor's area round the view and its rendering; undoes it on a fault or a no."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = cast("Request", request).actor
        if actor is NOBODY and request.method in SAFE:
            return self.get_response(request)
        with transaction.atomic():
            sealed.open_for(actor.area_id)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "is_denied", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A rule's no becomes a page that says why, and nothing that the act did remains."""
        if not isinstance(exception, Denied):
            return None
        request.is_denied = True  # type: ignore[attr-defined]  # a mark for the line above that undoes the act
        return render(request, "403.html", {"reason": exception.verdict.reason}, status=403)
