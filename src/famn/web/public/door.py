"""The one door to a centre: every public address of it is let in here, or answered alike.

A centre that nobody has published, or that there is not, is not found. One that nobody has confirmed for too long is
not found either, but its page says whom to call: an empty calendar or feed would be taken for the truth.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from famn.domain.centres import reads, rules
from famn.domain.centres.models import FamilyCentre, Module
from famn.domain.centres.reads.freshness import Freshness, freshness
from famn.domain.centres.reads.phone import dialled
from famn.web.shared import page


class TooOld(Http404):
    """A centre of which nothing is shown but whom to call, since nobody has confirmed the rest for too long."""

    def __init__(self, centre: FamilyCentre) -> None:
        super().__init__(centre.code)
        self.centre = centre


def public_centre(code: str, *, module: Module | None = None) -> FamilyCentre:
    """The public centre with this code. Raises Http404 where there is none, TooOld where it is too old to be shown.

    A page that is of a `module` is not found where the centre does without it.
    """
    centre = let_in(get_object_or_404(rules.public_centres().select_related("place"), code=code))
    if module in centre.switched_off:
        raise Http404(code)
    return centre


def let_in(centre: FamilyCentre) -> FamilyCentre:
    """The same centre, if it is not too old to be shown today. Raises TooOld."""
    if freshness(centre.confirmed_on, timezone.localdate()) == Freshness.HIDE:
        raise TooOld(centre)
    return centre


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What stands instead of a page that is not there: of a centre that is too old, whom to call."""
    if not isinstance(exception, TooOld):
        return page.not_found(request, exception)
    told = reads.centre_page(exception.centre, timezone.localdate())
    phones = [
        {"title": leg.title, "phone": leg.row.phone, "dial": dialled(leg.row.phone)}
        for leg in told.legs
        if leg.row.phone
    ]
    context = {"centre": told.centre, "page": told, "phones": phones}
    return render(request, "public/centre_stale.html", context, status=404)
