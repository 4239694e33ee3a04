"""What a page tells search engines and those who share it: a canonical address, a picture, and its facts as data.

The data is schema.org's, as JSON-LD. A browser never runs it, so the content security policy lets it be; and it says
nothing that the page does not show.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from famn.domain.activities.models import Activity
from famn.domain.activities.reads.calendar import Shown
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.opening import OpenDay, joined
from famn.domain.centres.reads.phrases import IN_SWEDISH, Phrases, Word
from famn.domain.people.models import Place
from famn.ground.languages import PageLanguage
from famn.ground.stockholm import STOCKHOLM
from famn.web.shared.closings import ask_first

MOST_TOLD: Final = 20  # events of a calendar: a phone pays for each
LONGEST: Final = 200  # signs of a description; search engines show fewer
# What would end the data, or begin something else in the page.
_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_SCHEMA: Final = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says of it. `url` and `picture` are whole addresses; `data` is ready to be put in."""

    title: str
    about: str
    url: str
    picture: str = ""
    data: str = ""
    is_indexed: bool = True

    @property
    def image(self) -> str:
        """The picture of the page, else that of the site."""
        return self.picture or picture_of_site()


def origin(path: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.FAMN_ORIGIN}{path}"


def picture_of_site() -> str:
    """The address of the picture of the site. Pictures are in Swedish: their letters are those of our fonts."""
    with override(PageLanguage.SV):
        return origin(reverse("site_picture"))


def picture_of(centre: FamilyCentre) -> str:
    """The address of the picture of a centre."""
    with override(PageLanguage.SV):
        return origin(reverse("centre_picture", args=[centre.code]))


def as_data(facts: dict[str, Any]) -> SafeString:
    """Facts as JSON-LD, in an element that no browser runs. What has no value is left out."""
    text = json.dumps(_whole({"@context": _SCHEMA} | facts), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items() if one not in (None, "", [], {}, ())}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value


# --- a centre --------------------------------------------------------------------------------------


def centre_head(
    centre: FamilyCentre,
    *,
    about: str,
    days: Sequence[OpenDay] = (),
    phone: str = "",
    phrases: Phrases = IN_SWEDISH,
) -> Head:
    """The head of a centre's page. `days` are those that the page tells. Needs `place__parent` loaded."""
    facts = centre_facts(centre) | {
        "@type": "CivicStructure",
        "description": _short(about),
        "telephone": phone,
        "isAccessibleForFree": True,
        "openingHoursSpecification": [spec for day in days for spec in _hours(day)],
        "specialOpeningHoursSpecification": _pause(centre, phrases.said(centre.state_note)),
    }
    return Head(
        title=centre.name,
        about=_short(about),
        url=origin(reverse("centre", args=[centre.code])),
        picture=picture_of(centre),
        data=as_data(facts),
    )


def centre_facts(centre: FamilyCentre) -> dict[str, Any]:
    """Who a centre is and where, as data. Needs `place__parent` loaded."""
    place = centre.place
    within = place.parent if place.kind == Place.Kind.DISTRICT and place.parent else place
    there = centre.latitude is not None and centre.longitude is not None
    return {
        "@type": "Place",
        "name": centre.name,
        "url": origin(reverse("centre", args=[centre.code])),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": centre.address,
            "addressLocality": within.short_name,
            "addressCountry": "SE",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(centre.latitude or 0),
            "longitude": float(centre.longitude or 0),
        }
        if there
        else None,
    }


def _hours(day: OpenDay) -> list[dict[str, Any]]:
    """A day's opening hours. A day that is closed for a reason opens and closes at midnight, as schema.org says it."""
    spans = joined(day.spans) or ([(dt.time(), dt.time())] if day.is_known else [])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": day.day.isoformat(),
            "validThrough": day.day.isoformat(),
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for opens, closes in spans
    ]


def _pause(centre: FamilyCentre, why: Word) -> dict[str, Any] | None:
    """The days when a paused centre is closed, why, and who has decided it. None where nobody has said from when."""
    if centre.state != FamilyCentre.State.PAUSED or centre.state_since is None:
        return None
    last = centre.state_until - dt.timedelta(days=1) if centre.state_until else None
    who = ", ".join(part for part in (centre.state_decided_by, centre.state_reference) if part)
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": centre.state_since.isoformat(),
        "validThrough": last.isoformat() if last else "",
        "opens": "00:00",
        "closes": "00:00",
        "description": " ".join((_short(why.text), _("Beslutat av:"), who)),
    }


# --- a calendar ------------------------------------------------------------------------------------


def calendar_head(centre: FamilyCentre, times: Iterable[Shown], at: dt.datetime) -> Head:
    """The head of a centre's calendar, whatever part of it is shown, with the next of the `times`.

    The way to the centre is all that is read of where it is: a calendar is one statement, and loads no places.
    """
    there = {
        "@type": "Place",
        "name": centre.name,
        "url": origin(reverse("centre", args=[centre.code])),
        "address": {"@type": "PostalAddress", "streetAddress": centre.address, "addressCountry": "SE"},
    }
    coming = islice((one for one in times if one.ends_at > at), MOST_TOLD)
    events = [event_facts(one, there, url=_activity_url(centre, one.activity_code)) for one in coming]
    items = [{"@type": "ListItem", "position": place, "item": one} for place, one in enumerate(events, 1)]
    return Head(
        title=" – ".join((_("Kalender"), centre.name)),
        about=", ".join(part for part in (centre.name, centre.address) if part),
        url=origin(reverse("calendar", args=[centre.code])),
        picture=picture_of(centre),
        data=as_data({"@type": "ItemList", "itemListElement": items}) if items else "",
    )


def _activity_url(centre: FamilyCentre, activity: str) -> str:
    return origin(reverse("activity", args=[centre.code, activity]))


# --- an activity -----------------------------------------------------------------------------------


def activity_head(
    centre: FamilyCentre, activity: Activity, *, title: str, about: str, times: Iterable[Shown] = ()
) -> Head:
    """The head of an activity's page, with each of the times that it tells. Needs the centre's `place__parent`."""
    url = _activity_url(centre, activity.code)
    there, about = centre_facts(centre), _short(about)
    events = [event_facts(one, there, url=url, about=about) for one in times]
    return Head(
        title=f"{title} – {centre.name}",
        about=about,
        url=url,
        picture=picture_of(centre),
        data=as_data({"@graph": events}) if events else "",
    )


def event_facts(one: Shown, there: dict[str, Any], *, url: str, about: str = "") -> dict[str, Any]:
    """One time of an activity as data, at the centre of the facts `there`. `about` is short already.

    What is cancelled says so, what was moved says from when. What one should ask about before one goes, and what only
    the invited may come to, says so first.
    """
    told = [ask_first(one)]
    told += [_("för dig som är inbjuden")] if one.scope == Activity.Scope.TARGETED else []
    is_moved = one.was_at is not None and not one.is_cancelled
    status = "EventCancelled" if one.is_cancelled else "EventRescheduled" if is_moved else "EventScheduled"
    return {
        "@type": "Event",
        "name": one.title,
        "description": _short(" · ".join(part for part in (*told, about or one.theme.text) if part)),
        "startDate": _moment(one.starts_at),
        "endDate": _moment(one.ends_at),
        "previousStartDate": _moment(one.was_at) if is_moved and one.was_at else None,
        "eventStatus": f"{_SCHEMA}/{status}",
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "isAccessibleForFree": True,
        "inLanguage": list(one.language_codes),
        "location": there,
        "url": url,
    }


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(STOCKHOLM).isoformat(timespec="minutes")


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST)
