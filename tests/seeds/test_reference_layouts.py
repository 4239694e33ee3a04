"""The shared layouts in the database: loading them again changes nothing, and a change makes the next version."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest import MonkeyPatch

from famn.domain.matters import actions
from famn.domain.matters.models import HeadingSet
from famn.domain.people.models import Role, Unit
from famn.seeds import layouts, reference
from tests.people import AT, House, make_actor


def rows() -> list[tuple[str, int, bool]]:
    found = HeadingSet.objects.filter(authority=None).order_by("name", "version")
    return list(found.values_list("name", "version", "is_current"))


@pytest.mark.django_db
def test_every_reference_layout_is_there_once_and_loading_again_changes_nothing() -> None:
    before = rows()
    assert sorted(name for name, version, is_current in before if (version, is_current) == (1, True)) == sorted(
        layout.name for layout in layouts.LAYOUTS
    )
    assert reference.load()["layouts"] == len(layouts.LAYOUTS)
    assert rows() == before


@pytest.mark.django_db
def test_a_reference_layout_that_has_changed_becomes_its_next_version_and_the_old_one_stays(
    monkeypatch: MonkeyPatch,
) -> None:
    old, *others = layouts.LAYOUTS
    new = replace(old, document_word="Förslag")
    monkeypatch.setattr(reference, "LAYOUTS", (new, *others))
    assert reference.load()["layouts"] == len(layouts.LAYOUTS)
    reference.load()
    kept = HeadingSet.objects.filter(authority=None, name=old.name).order_by("version")
    assert [(row.version, row.is_current, row.layout["document_word"]) for row in kept] == [
        (1, False, old.document_word),
        (2, True, "Förslag"),
    ]
    assert HeadingSet.objects.filter(authority=None, version=2).count() == 1


@pytest.mark.django_db
def test_an_authoritys_own_copy_is_never_touched(house: House, monkeypatch: MonkeyPatch) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id or 0)
    mona = make_actor("Mona Mossviol", unit, Role.MANAGER)
    shared = HeadingSet.objects.get(authority=None, layout__key=layouts.LAYOUTS[0].key)
    copy = actions.copy_heading_set(shared, by=mona, at=AT, name="Vår egen")
    monkeypatch.setattr(reference, "LAYOUTS", tuple(replace(one, document_word="Förslag") for one in layouts.LAYOUTS))
    reference.load()
    own = HeadingSet.objects.get(authority_id=mona.authority_id or 0)
    assert (own.pk, own.version, own.is_current) == (copy.pk, 1, True)
    assert own.layout == layouts.LAYOUTS[0].as_json()
