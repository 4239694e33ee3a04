"""The pages of figures: finding a place, and its figures beside those of the county and the country."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.centres import reads, rules
from famn.domain.people.models import Place
from famn.domain.people.reads import place_by_name
from famn.web.shared.actor import Request
from famn.web.workspace.figures import shown
from famn.web.workspace.goals.views import kinds

COUNTRY = "00"


def figures(request: Request) -> HttpResponse:
    """The places that there are figures of; a name that is asked for leads to its page."""
    name = request.GET.get("plats", "").strip()
    place = place_by_name(name) if name else None
    if place is not None:
        return redirect("place_figures", place.code)
    context = {
        "places": [_link(one) for one in reads.places_with_figures(request.actor)],
        "name": name,
        "may_keep": rules.may_keep_figures(request.actor),
        "kinds": kinds("figures"),
    }
    return render(request, "workspace/figures/figures.html", context)


def place_figures(request: Request, place: str) -> HttpResponse:
    """The figures of a place beside those of what it lies in."""
    row = reads.place_coded(place)
    if row is None and place != COUNTRY:
        raise Http404
    found = reads.figures_for(row, request.actor)
    context = {
        "name": found.name,
        "lines": shown.lines(found),
        "may_keep": rules.may_keep_figures(request.actor),
        "crumbs": [
            {"url": reverse("goals"), "label": _("Mål och siffror")},
            {"url": reverse("figures"), "label": _("Siffror")},
        ],
    }
    return render(request, "workspace/figures/place_figures.html", context)


def _link(place: Place) -> dict[str, str]:
    return {
        "name": place.name,
        "url": reverse("place_figures", args=[place.code]),
        "kind": str(Place.Kind(place.kind).label).capitalize(),
    }
