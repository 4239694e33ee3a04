"""The door: what a family centre is, and where one is on its way."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from famn.domain.centres.reads import centres_by_municipality
from famn.domain.establishment import reads, rules
from famn.web.public.centres import card
from famn.web.shared.ladder import drawn

MOST_CENTRES: Final = 9  # more than that, and one is better helped by the search


def start(request: HttpRequest) -> HttpResponse:
    """What a family centre is, the centres where they are few, and the initiatives that are public."""
    everywhere = centres_by_municipality(timezone.localdate())
    centres = [centre for municipality in everywhere for centre in municipality.centres]
    context = {
        "initiatives": _shown(reads.public_list()[:6]),
        "centres": [card(one) for one in centres] if len(centres) <= MOST_CENTRES else [],
        "count": len(centres),
    }
    return render(request, "public/start.html", context)


def initiatives(request: HttpRequest) -> HttpResponse:
    """Every public initiative, in Swedish order: never by how far it has come."""
    return render(request, "public/initiatives.html", {"initiatives": _shown(reads.public_list())})


def initiative(request: HttpRequest, initiative: str) -> HttpResponse:
    """One public initiative: the place, the staircase, who takes part."""
    found = get_object_or_404(rules.public_initiatives().select_related("authority"), code=initiative)
    shown = reads.public_page(found)
    return render(request, "public/initiative.html", {"shown": shown, "steps": drawn(shown.steps)})


def _shown(rows: list[reads.PublicInitiative]) -> list[dict[str, Any]]:
    return [
        {
            "title": row.title,
            "place_name": row.place_name,
            "url": reverse("public_initiative", args=[row.code]),
            "step": row.step,
            "steps_total": row.steps_total,
            "step_title": row.step_title,
        }
        for row in rows
    ]
