"""The way to a centre, as links to maps that are somebody else's. Pure."""

from __future__ import annotations

from urllib.parse import quote

from famn.domain.centres.models import FamilyCentre


def way_to(centre: FamilyCentre) -> dict[str, str]:
    """Links to a map: nothing is loaded from them until somebody follows one. Needs `place` loaded."""
    if centre.latitude is not None and centre.longitude is not None:
        at = f"{centre.latitude:.5f}", f"{centre.longitude:.5f}"
        place = f"mlat={at[0]}&mlon={at[1]}#map=17/{at[0]}/{at[1]}"
        name = quote(centre.name)
        return {
            "map": f"https://www.openstreetmap.org/?{place}",
            "geo": f"geo:{at[0]},{at[1]}?q={at[0]},{at[1]}({name})",
        }
    if centre.address:
        words = quote(f"{centre.address}, {centre.place.short_name}")
        return {"map": f"https://www.openstreetmap.org/search?query={words}", "geo": f"geo:0,0?q={words}"}
    return {"map": "", "geo": ""}
