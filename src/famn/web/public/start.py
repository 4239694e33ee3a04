"""The door: find a centre, see which are open today, what a family centre is, and where one is on its way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres.reads.finding import Listed, listed_centres
from famn.domain.establishment import reads, rules
from famn.ground.text import sort_key
from famn.web.public.asked import Asked, When
from famn.web.public.finding import WHENS, WISHES, Chip, cards, map_of
from famn.web.public.map.drawing import whole_country
from famn.web.public.now import Doors, doors_of
from famn.web.public.sharing import Head, as_data, origin
from famn.web.shared.ladder import drawn
from famn.web.shared.stored import stored

FEW_CENTRES: Final = 12  # so many may stand on the door itself; with more, one is better helped by the search
MOST_COMING: Final = 6


def start(request: HttpRequest) -> HttpResponse:
    """Search, the centres that are open today where centres are few, else the country, and what to expect."""
    moment = timezone.now()
    everything = listed_centres(timezone.localdate(moment))
    is_few = len(everything) <= FEW_CENTRES
    near, changes_at = _open_today(everything, moment) if is_few else (_country(everything), None)
    context = near | {
        "initiatives": _shown(reads.public_list()[:6]),
        "count": len(everything),
        "now": timezone.localtime(moment),
        "wishes": _wishes(),
        "sharing": _sharing(),
    }
    return stored(render(request, "public/start.html", context), until=changes_at, every_centre=True)


def _open_today(centres: Sequence[Listed], moment: dt.datetime) -> tuple[dict[str, Any], dt.datetime | None]:
    """Those that are open some time today, or else the ones that open first; and until when that holds."""
    doors = doors_of(centres, moment)
    today = [one for one in centres if doors.meets(one, When.TODAY)]
    listed = cards(today or _first_to_open(centres, doors), doors)
    unplaced = [one.number for one in listed if not one.centre.at]
    shown = {"cards": listed, "is_any_open": bool(today), "map": map_of(listed), "unplaced": unplaced}
    return shown, doors.changes_at


def _first_to_open(centres: Sequence[Listed], doors: Doors) -> list[Listed]:
    """The few that open next, in the order they came."""
    coming = {one.pk: opens for one in centres if (opens := doors.opens(one))}
    first = sorted(coming, key=lambda pk: coming[pk])[:MOST_COMING]
    return [one for one in centres if one.pk in first]


def _country(centres: Sequence[Listed]) -> dict[str, Any]:
    """The counties with how many centres each has, in Swedish order, and the map of the country."""
    counts = Counter((one.county_code, one.county) for one in centres)
    counties = [
        {"name": name, "count": count, "url": reverse("centres") + Asked(county=code).as_query()}
        for (code, name), count in sorted(counts.items(), key=lambda item: (sort_key(item[0][1]), item[0]))
    ]
    return {"counties": counties, "country": whole_country({code: count for (code, _name), count in counts.items()})}


def _wishes() -> list[Chip]:
    """What one may look for, as links to the search."""
    url = reverse("centres")
    wishes = [
        Chip(str(word), url + Asked(wishes=(wish,)).as_query(), False, icon) for wish, (word, icon) in WISHES.items()
    ]
    return [
        *wishes,
        *(Chip(str(word), url + Asked(when=when).as_query(), False, "tid") for when, word in WHENS.items()),
    ]


def _sharing() -> Head:
    about = _("Hitta din familjecentral. Se vad som är öppet i dag. Det är gratis.")
    url = origin(reverse("start"))
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": origin(reverse("centres")) + "?namn={namn}"},
        "query-input": "required name=namn",
    }
    data = as_data({"@type": "WebSite", "name": "Famn", "url": url, "description": about, "potentialAction": search})
    return Head(title=_("En plats för dig som har små barn"), about=about, url=url, data=data)


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
