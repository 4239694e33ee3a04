"""Which centres somebody looks for: every public one as a light row by one query, and plain rules of what matches.

There are some hundreds of centres in the whole country, so the rows are read once and looked through here: what is
forgiving in a search (capitals, å ä ö, a word out of order) is then the same rule whichever the database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Concat

from famn.domain.centres.models import CentreLeg
from famn.domain.centres.reads.freshness import not_too_old
from famn.domain.centres.rules import NOT_THERE, public_centres
from famn.domain.people.models import Leg, Place
from famn.ground import periods
from famn.ground.text import sort_key

MOST_WORDS: Final = 6
# Words that say nothing of which centre is meant.
_EMPTY: Final = frozenset(
    {"familjecentral", "familjecentralen", "familjecentraler", "kommun", "stad", "i", "på", "vid"}
)
_BUT: Final = ":"  # between a leg and why it has no hours, as the database tells the two at once
_PLAIN: Final = str.maketrans("{|}", "aao")  # å ä ö, as sort_key writes them


@dataclass(frozen=True, slots=True)
class Listed:
    """One public centre, as a search needs to know it.

    `legs` are the codes of those that one can meet there today: who only takes part from elsewhere is not among them.
    `booked` are those of them that have no hours, since one comes at a time that one has booked.
    """

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
    booked: tuple[str, ...] = ()

    def takes(self, months: int) -> bool:
        """Whether it is for children of this age: from `age_from` and until the day when one is `age_to` + 1."""
        return self.age_from * 12 <= months < (self.age_to + 1) * 12


def listed_centres(day: dt.date) -> list[Listed]:
    """The published centres that have not closed and are not too old to be shown, in Swedish order: one query.

    The order is by municipality and then by name.
    """
    there = CentreLeg.objects.filter(periods.on(day), centre=OuterRef("pk")).exclude(degree__in=NOT_THERE)
    here = there.annotate(told=Concat("leg", Value(_BUT), "no_hours")).values("told").distinct()
    rows = public_centres().filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), not_too_old(day))
    told = rows.annotate(brought=ArraySubquery(here)).values(*_FACTS, *_PLACES, "brought")
    return sorted(map(_listed, told), key=lambda one: (sort_key(one.municipality), sort_key(one.name), one.pk))


_FACTS: Final = ("pk", "code", "name", "address", "age_from", "age_to", "state", "state_until")
_ROUND: Final = ("place__", "place__parent__", "place__parent__parent__")  # the place, and what it lies in
_PLACES: Final = (
    *("languages", "latitude", "longitude", "place__kind"),
    *(f"{where}{name}" for where in _ROUND for name in ("code", "name", "short_name")),
)


def _listed(row: dict[str, Any]) -> Listed:
    """A row as plain values: three hundred centres with three places each are a thousand models else."""
    is_part = row["place__kind"] == Place.Kind.DISTRICT and row["place__parent__code"]
    town, around = _ROUND[1:] if is_part else _ROUND[:2]
    county = around if row[f"{around}code"] else town
    there = (row["latitude"], row["longitude"])
    told = [one.split(_BUT) for one in row["brought"]]
    brought = {leg for leg, _why in told}
    with_hours = {leg for leg, why in told if why != CentreLeg.NoHours.BOOKED}
    return Listed(
        **{name: row[name] for name in _FACTS},
        place=row["place__short_name"],
        municipality=row[f"{town}short_name"],
        municipality_code=row[f"{town}code"],
        county=row[f"{county}name"],
        county_code=row[f"{county}code"],
        legs=tuple(leg for leg in Leg.values if leg in brought),
        languages=tuple(row["languages"]),
        at=None if None in there else (float(there[0]), float(there[1])),
        booked=tuple(sorted(brought - with_hours)),
    )


def plain(word: str) -> str:
    """A word as it is written by somebody whose keys have no å ä ö."""
    return sort_key(word).translate(_PLAIN)


def words_in(text: str) -> list[str]:
    """The words of a search that say which centre is meant, in small letters."""
    words = re.split(r"[\s,.;:/-]+", text.lower())
    return [word for word in words if word and word not in _EMPTY][:MOST_WORDS]


def is_named(words: Collection[str], *names: str) -> bool:
    """Whether every word stands in one of the names, wherever.

    A word without å ä ö finds names with them ("ostermalm", "Östermalm"); one that has them means them.
    """
    written = " ".join(names).lower().replace("-", " ")
    key, bare = sort_key(written), plain(written)
    return all(word in bare or sort_key(word) in key for word in words)


def is_about(one: Listed, words: Collection[str]) -> bool:
    """Whether the words of a search tell of this centre: its name, its address, its district or its municipality.

    A county is meant only where the search says so ("Örebro län"), since many counties bear a city's name.
    """
    names = [one.name, one.address, one.place, one.municipality, f"{one.municipality}s"]
    return is_named(words, *names, *([one.county] if "län" in words or "lan" in words else []))
