"""The only writes of figures of places: a file is brought in whole or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.centres import reads, rules
from famn.domain.centres.models import PlaceFigure
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

KEY: Final = ("authority", "place", "indicator", "age_from", "age_to", "sex", "year")
VALUES: Final = ("value", "source", "source_date", "imported_by", "imported_at")


@dataclass(frozen=True)
class Imported:
    """How many figures were new, got another value, and were as they had been."""

    new: int
    replaced: int
    same: int


@transaction.atomic
def import_figures(*, by: Actor, at: dt.datetime, text: str, source: str, source_date: dt.date) -> Imported:
    """Keep all the figures of a CSV text for one's authority; a figure that was known gets the value of the file.

    Raises Refused, and keeps nothing, for a text with any error in it, and without a source.
    """
    require(rules.may_keep_figures(by))
    authority = Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id)
    if not (source := squeeze(source)):
        raise Refused(_("Skriv varifrån siffrorna kommer."), field="source")
    found = reads.preview(text, by, source=source, source_date=source_date)
    if not found.may_keep:
        raise Refused(_("Filen har fel. Rätta dem och läs in den igen. Inget har sparats."))
    rows = [
        PlaceFigure(
            authority=authority,
            place=row.place,
            indicator=row.indicator,
            age_from=row.age_from,
            age_to=row.age_to,
            sex=row.sex,
            year=row.year,
            value=row.value,
            source=row.source,
            source_date=row.source_date,
            imported_by_id=standing(by).user_id,
            imported_at=at,
        )
        for row in found.rows
    ]
    PlaceFigure.objects.bulk_create(rows, update_conflicts=True, unique_fields=KEY, update_fields=VALUES)
    trail.record("import_figures", authority, by=by, at=at, about={"rows": len(rows)})
    replaced = len(found.replaced)
    return Imported(len(found.new), replaced, len(rows) - len(found.new) - replaced)


@transaction.atomic
def remove_import(*, by: Actor, at: dt.datetime, imported_at: dt.datetime) -> int:
    """Take away the figures that one's own authority brought in at that moment. Returns how many they were.

    What they replaced does not come back: bring it in again.
    """
    require(rules.may_keep_figures(by))
    authority = Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id)
    count, _tables = PlaceFigure.objects.filter(authority=authority, imported_at=imported_at).delete()
    if not count:
        raise Refused(_("Siffrorna är redan borttagna."))
    trail.record("remove_import", authority, by=by, at=at, about={"rows": count})
    return count
