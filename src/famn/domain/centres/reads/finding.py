"""Which centres somebody looks for: every public one as a light row by one query, and plain rules of what matches.

There are some hundreds of centres in the whole country, so the rows are read once and looked through here: what is
forgiving in a search (capitals, å ä ö, a word out of order) is then the same rule whichever the database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.reads.freshness import not_too_old
from famn.domain.centres.rules import public_centres
from famn.domain.people.models import Leg, Place
from famn.ground import periods
from famn.ground.text import sort_key

MOST_WORDS: Final = 6
# Words that say nothing of which centre is meant.
_EMPTY: Final = frozenset(
    {"familjecentral", "familjecentralen", "familjecentraler", "kommun", "stad", "i", "på", "vid"}
)
_PLAIN: Final = str.maketrans("{|}", "aao")  # å ä ö, as sort_key writes them


@dataclass(frozen=True, slots=True)
class Listed:
    """One public centre, as a search needs to know it. `legs` are the codes of those that somebody brings today."""

    pk: int
    code: str
    name: str
    address: str
    place: str  # the district, or else the municipality
    municipality: str
    municipality_code: str
    county: str
    county_code: str
    legs: tuple[str, ...]
    languages: tuple[str, ...]
    age_from: int  # years
    age_to: int
    state: str
    state_until: dt.date | None
    at: tuple[float, float] | None  # latitude and longitude, degrees

    def takes(self, months: int) -> bool:
        """Whether it is for children of this age: from `age_from` and until the day when one is `age_to` + 1."""
        return self.age_from * 12 <= months < (self.age_to + 1) * 12


def listed_centres(day: dt.date) -> list[Listed]:
    """The published centres that have not closed and are not too old to be shown, in Swedish order: one query.

    The order is by municipality and then by name.
    """
    here = CentreLeg.objects.filter(periods.on(day), centre=OuterRef("pk")).values("leg").distinct()
    rows = public_centres().filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), not_too_old(day))
    rows = rows.select_related("place__parent__parent").annotate(brought=ArraySubquery(here))
    return sorted(map(_listed, rows), key=lambda one: (sort_key(one.municipality), sort_key(one.name), one.pk))


def _listed(row: FamilyCentre) -> Listed:
    place = row.place
    within = place.parent if place.kind == Place.Kind.DISTRICT and place.parent else place
    county = within.parent or within
    there = row.latitude is not None and row.longitude is not None
    brought: Collection[str] = row.brought  # type: ignore[attr-defined]  # annotated above
    return Listed(
        pk=row.pk,
        code=row.code,
        name=row.name,
        address=row.address,
        place=place.short_name,
        municipality=within.short_name,
        municipality_code=within.code,
        county=county.name,
        county_code=county.code,
        legs=tuple(leg for leg in Leg.values if leg in brought),
        languages=tuple(row.languages),
        age_from=row.age_from,
        age_to=row.age_to,
        state=row.state,
        state_until=row.state_until,
        at=(float(row.latitude), float(row.longitude)) if there else None,  # type: ignore[arg-type]  # asked above
    )


def words_in(text: str) -> list[str]:
    """The words of a search that say which centre is meant, in small letters."""
    words = re.split(r"[\s,.;:/-]+", text.lower())
    return [word for word in words if word and word not in _EMPTY][:MOST_WORDS]


def is_named(words: Collection[str], *names: str) -> bool:
    """Whether every word stands in one of the names, wherever.

    A word without å ä ö finds names with them ("ostermalm", "Östermalm"); one that has them means them.
    """
    written = " ".join(names).lower().replace("-", " ")
    key = sort_key(written)
    plain = key.translate(_PLAIN)
    return all(word in plain or sort_key(word) in key for word in words)


def is_about(one: Listed, words: Collection[str]) -> bool:
    """Whether the words of a search tell of this centre: its name, its address, its district or its municipality.

    A county is meant only where the search says so ("Örebro län"), since many counties bear a city's name.
    """
    names = [one.name, one.address, one.place, one.municipality, f"{one.municipality}s"]
    return is_named(words, *names, *([one.county] if "län" in words or "lan" in words else []))
