"""Pictures beside shared links: one of the site, and one of each centre with its name, place and legs."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres.reads.finding import Listed, listed_centres
from famn.outside.picture import share_picture
from famn.web.public.door import public_centre
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored
from famn.web.shared.tags import LEGS, icon_shapes

# The colours of the legs on paper, as the light theme has them: of the word and of its field.
COLOURS: Final = {
    "hallon": ("#8c2340", "#fbe9ed"),
    "blaklint": ("#1f4f92", "#e6eefa"),
    "honung": ("#6f4600", "#fbf0dc"),
    "mossa": ("#3c5916", "#ecf3e0"),
}
A_DAY: Final = 24 * 3600


def site_picture(request: Request) -> HttpResponse:
    """The picture of the site."""
    told = {"name": _("En plats för dig som har små barn"), "place": "", "line": _line(), "legs": []}
    return _answer(told)


def centre_picture(request: Request, centre: str) -> HttpResponse:
    """The picture of a centre."""
    row = public_centre(centre)
    found = next((one for one in listed_centres(timezone.localdate()) if one.pk == row.pk), None)
    return _answer(_told(found)) if found else site_picture(request)


def _told(one: Listed) -> dict[str, Any]:
    where = one.place if one.place == one.municipality else f"{one.place}, {one.municipality}"
    return {"name": one.name, "place": where, "line": _line(), "legs": [_leg(leg) for leg in one.legs]}


def _leg(code: str) -> dict[str, str]:
    look = LEGS[code]
    ink, tint = COLOURS[look.color]
    style = f'fill="none" stroke="{ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {style}>{icon_shapes()[look.icon]}</svg>'
    return {"word": str(look.word), "ink": ink, "tint": tint, "drawing": drawing}


def _line() -> str:
    return _("Det är gratis att komma hit.")


def _answer(told: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(share_picture(told), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return stored(response, every_centre=True)
