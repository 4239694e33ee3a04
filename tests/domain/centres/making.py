"""Centres for tests, made by the room's own actions. What is not named is invented."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, Final

from PIL import ExifTags, Image

from famn.domain.centres import actions, reads
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.people.models import Leg, Place, Unit
from famn.domain.people.rules import Actor
from tests.people import AT

OPENED: Final = dt.date(2024, 1, 8)


def make_centre(by: Actor, **values: Any) -> FamilyCentre:
    """An open centre in Österåker that the actor's authority keeps."""
    place = values.pop("place", None) or Place.objects.get(code="0117")
    facts = {"name": "Familjecentralen Provtallen", "address": "Provgatan 1", "opened_on": OPENED}
    return actions.open_centre(by=by, at=AT, place=place, **facts | values)


def make_leg(centre: FamilyCentre, by: Actor, leg: str = Leg.CHILD_HEALTH, **values: Any) -> CentreLeg:
    """A leg of a party that is not in Famn, wholly there since the centre opened."""
    facts = {"degree": CentreLeg.Degree.WHOLE, "from_date": OPENED, "phone": "08-465 004 10"}
    facts |= {"no_hours": CentreLeg.NoHours.UNKNOWN}
    facts |= {} if "unit" in values else {"party_name": "Kliniken Tallen"}
    return actions.add_leg(centre, by=by, at=AT, leg=leg, **facts | values)


def make_four(centre: FamilyCentre, by: Actor, degree: str = "whole") -> None:
    """All four legs to one degree."""
    for leg in Leg.values:
        make_leg(centre, by, leg, degree=degree)


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    """A picture as a telephone would make it: large, and it tells where and when it was taken."""
    out = io.BytesIO()
    told = Image.Exif()
    told[ExifTags.Base.Make] = "Kamerafabriken"
    told[ExifTags.Base.DateTime] = "2026:02:01 10:00:00"
    Image.new("RGB", size, "#3b7a57").save(out, kind, exif=told)
    return out.getvalue()


def own_unit(actor: Actor) -> Unit:
    """The unit that somebody acts for."""
    return Unit.objects.get(pk=actor.unit_id)


def change_leg(leg: CentreLeg, by: Actor, **values: Any) -> CentreLeg:
    """Change some of what is said of a leg, having seen it as it is unless `seen` says otherwise."""
    row = CentreLeg.objects.select_related("unit", "premises").get(pk=leg.pk)
    facts = {
        "from_date": row.from_date,
        "unit": row.unit,
        "party_name": row.party_name,
        "premises": row.premises,
        "degree": row.degree,
        "hours_per_week": row.hours_per_week,
        "phone": row.phone,
        "word": row.word,
        "seen": reads.leg_shown(row, AT.date()).mark,
    }
    return actions.change_leg(row, by=by, at=AT, **facts | values)


def change_centre(centre: FamilyCentre, by: Actor, **values: Any) -> FamilyCentre:
    """Change some of what is said of a centre, having seen it as it is unless `seen` says otherwise."""
    page = reads.centre_page(centre, AT.date())
    facts = {
        "name": centre.name,
        "place": page.centre.place,
        "address": centre.address,
        "about": centre.about,
        "age_from": centre.age_from,
        "age_to": centre.age_to,
        "languages": centre.languages,
        "seen": page.mark,
    }
    return actions.change_centre(centre, by=by, at=AT, **facts | values)
