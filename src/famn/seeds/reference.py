"""Loads the reference data: places, professions, the ladder, the definitions and the layouts. Safe to run again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from famn.domain.establishment.models import Ladder, LadderDemand, LadderStep
from famn.domain.matters.models import HeadingSet
from famn.domain.people.models import Place, Profession
from famn.seeds import agreements, data_files, definitions, first_days, letters, steering
from famn.seeds.layouts import LAYOUTS


@transaction.atomic
def load() -> dict[str, int]:
    """Put in or bring up to date every row of reference data; what an authority has made is never touched.

    Returns how many rows of each kind there are.
    """
    return {
        "places": _places(),
        "professions": _professions(),
        "ladders": _ladders(),
        "definitions": definitions.load(),
        "layouts": _layouts(),
        "first_days": first_days.load(),
        "steering documents": steering.load(),
        "letter templates": letters.load(),
        "levels and reminders": agreements.load(),
    }


def _places() -> int:
    """Counties first, then what lies in them, so that every part finds its whole."""
    columns = ["kind", "name", "short_name", "parent", "valid_from", "valid_to"]
    for kind in data_files.PlaceKind:
        known = {place.code: place for place in Place.objects.exclude(kind=kind)}
        rows = [
            Place(
                kind=row.kind.value,
                code=row.code,
                name=row.name,
                short_name=row.short_name,
                parent=known.get(row.parent_code),
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in data_files.places()
            if row.kind == kind
        ]
        Place.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=columns)
    return Place.objects.count()


def _professions() -> int:
    rows = [Profession(code=row.code, name=row.name) for row in data_files.professions()]
    Profession.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=["name"])
    return Profession.objects.count()


def _ladders() -> int:
    for row in data_files.ladders():
        ladder, _made = Ladder.objects.update_or_create(
            name=row.name, authority=None, defaults={"source": str(row.source)[:200]}
        )
        for step in row.steps:
            kept, _made = LadderStep.objects.update_or_create(
                ladder=ladder, number=step.number, defaults={"title": step.title, "meaning": step.meaning}
            )
            for number, demand in enumerate(step.demands, start=1):
                values = {"text": demand.text, "alone": demand.alone, "legs": list(demand.legs)}
                LadderDemand.objects.update_or_create(step=kept, number=number, defaults=values)
    return Ladder.objects.filter(authority=None).count()


def _layouts() -> int:
    """A layout that has changed becomes its next version, since reports already begun keep theirs; others are left."""
    shared = HeadingSet.objects.filter(authority=None, is_current=True)
    now = {row.layout["key"]: row for row in shared.all()}
    for layout in LAYOUTS:
        before, said = now.get(layout.key), layout.as_json()
        if before is not None and before.layout == said:
            continue
        if before is not None:
            shared.filter(pk=before.pk).update(is_current=False)
        version = before.version + 1 if before else 1
        HeadingSet.objects.create(name=layout.name, version=version, layout=said, made_at=timezone.now())
    return shared.count()
