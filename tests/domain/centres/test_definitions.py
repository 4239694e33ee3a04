"""Definitions: reference data that all share, an authority's copy, and versions that keep old classes as they were."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.classify import CHILD_HEALTH, ClassFacts
from famn.domain.centres.models import ClassDefinition, DefinitionSet, FamilyCentre
from famn.domain.people.rules import NOBODY, Actor
from famn.ground.verdict import Denied, Refused
from famn.seeds import definitions
from tests.domain.centres.making import make_four
from tests.people import AT, DAY, House

TOMORROW: Final = DAY + dt.timedelta(days=1)
NEXT_YEAR: Final = dt.date(2027, 1, 1)


def shared(series: str = "ffff") -> DefinitionSet:
    return DefinitionSet.objects.get(series=series, authority=None)


def copied(by: Actor, *, valid_from: dt.date = TOMORROW, name: str = "Vår egen definition") -> DefinitionSet:
    """A copy of FFFF's definition."""
    return actions.copy_definition_set(shared(), by=by, at=AT, name=name, valid_from=valid_from)


def classes(definition: DefinitionSet) -> tuple[ClassFacts, ...]:
    return rules.set_facts(definition, rules.classes_of_set(definition)).classes


def change_set(definition: DefinitionSet, by: Actor, *, at: dt.datetime = AT, **values: Any) -> DefinitionSet:
    """Change some of a definition, having seen it as it is unless `seen` says otherwise."""
    facts = {
        "name": definition.name,
        "reading": definition.reading,
        "valid_from": definition.valid_from,
        "classes": classes(definition),
        "seen": reads.set_page(definition, at.date()).mark,
    }
    return actions.change_definition_set(definition, by=by, at=at, **facts | values)


def test_a_region_changes_its_definition_from_next_year_and_both_years_classes_are_right(
    moa: Actor, anna: Actor, centre: FamilyCentre
) -> None:
    make_four(centre, anna, "part")
    own = copied(moa)  # asks for the whole of each leg
    later = AT + dt.timedelta(days=60)
    milder = [replace(one, least_degree="part") for one in classes(own)]
    new = change_set(own, moa, at=later, valid_from=NEXT_YEAR, classes=milder)

    def kind(day: dt.date) -> str | None:
        sets = [one for one in reads.sets_in_force(day, actor=moa) if one.definition.authority_id]
        (found,) = reads.classes_of(centre, day, sets)
        return found.classification.kind

    assert new.pk != own.pk
    assert (kind(dt.date(2026, 12, 31)), kind(NEXT_YEAR)) == (None, "full")
    assert [one.least_degree for one in classes(own)] == ["whole", "whole"]
    assert rules.classify_centre(centre, own, day=NEXT_YEAR).kind is None  # the old one can still be asked


def test_a_copy_asks_for_what_its_original_asks_for_and_says_what_it_is_based_on(moa: Actor) -> None:
    own = copied(moa)
    assert classes(own) == classes(shared())
    assert (own.based_on, own.authority_id, own.version) == (shared(), moa.authority_id, f"från {TOMORROW}")


def test_a_copy_that_has_not_begun_is_changed_in_place(moa: Actor) -> None:
    own = copied(moa, valid_from=NEXT_YEAR)
    fewer = classes(own)[:1]
    changed = change_set(own, moa, name="Nytt namn", classes=fewer)
    assert changed.pk == own.pk
    assert [one.number for one in classes(own)] == [1]
    assert DefinitionSet.objects.filter(authority_id=moa.authority_id).count() == 1


@pytest.mark.parametrize("day", [DAY, DAY - dt.timedelta(days=400)])
def test_nothing_is_made_to_hold_from_a_day_that_has_come(moa: Actor, day: dt.date) -> None:
    with pytest.raises(Refused) as refused:
        copied(moa, valid_from=day)
    assert refused.value.field == "valid_from"
    own = copied(moa)
    with pytest.raises(Refused, match="Det som redan gäller ändras aldrig"):
        change_set(own, moa, valid_from=day)


def test_a_series_has_one_version_from_a_day(moa: Actor) -> None:
    own = copied(moa)
    later = AT + dt.timedelta(days=5)
    change_set(own, moa, at=later, valid_from=NEXT_YEAR)
    with pytest.raises(Refused, match="redan en version som gäller från den dagen"):
        change_set(own, moa, at=later, valid_from=NEXT_YEAR)
    with pytest.raises(IntegrityError, match="definition_set_once_a_day"), transaction.atomic():
        DefinitionSet.objects.create(series="ffff", name="En till", version="x")


def test_reference_data_and_others_definitions_are_not_changed(moa: Actor, klara: Actor) -> None:
    with pytest.raises(Denied, match="delas av alla"):
        change_set(shared(), moa, valid_from=NEXT_YEAR)
    theirs = copied(klara)
    with pytest.raises(Denied, match="en annan myndighet"):
        change_set(theirs, moa, valid_from=NEXT_YEAR)
    with pytest.raises(Denied, match="en annan myndighet"):
        actions.copy_definition_set(theirs, by=moa, at=AT, name="Stulen", valid_from=NEXT_YEAR)


@pytest.mark.parametrize("name", ["anna", "bo", "disa"])
def test_only_a_manager_or_a_programme_lead_defines_classes(house: House, name: str) -> None:
    with pytest.raises(Denied):
        copied(house.everyone()[name])


def test_an_authority_copies_a_definition_once(moa: Actor) -> None:
    copied(moa)
    with pytest.raises(Refused, match="redan en kopia"):
        copied(moa, name="En till")


def test_who_saw_an_earlier_version_is_told(moa: Actor) -> None:
    own = copied(moa, valid_from=NEXT_YEAR)
    seen = reads.set_page(own, DAY).mark
    change_set(own, moa, reading="Ändrad.")
    with pytest.raises(Refused, match="Någon annan ändrade"):
        change_set(own, moa, reading="Annan.", seen=seen)


SOUND: Final = ClassFacts(number=1, kind="full", name="familjecentral", all_of=(CHILD_HEALTH,))


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (replace(SOUND, name=" "), "name_1"),
        (replace(SOUND, kind="bäst"), "kind_1"),
        (replace(SOUND, all_of=("DENTIST",)), "kind_1"),
        (replace(SOUND, any_degree="mycket"), "any_degree_1"),
        (replace(SOUND, all_of=()), "all_of_1"),
        (replace(SOUND, any_of=(CHILD_HEALTH,), any_count=2), "any_count_1"),
        (replace(SOUND, most_legs=0), "most_legs_1"),
    ],
)
def test_a_class_that_asks_for_nothing_or_for_what_cannot_be_is_refused(
    moa: Actor, one: ClassFacts, field: str
) -> None:
    own = copied(moa)
    with pytest.raises(Refused) as refused:
        change_set(own, moa, classes=[one])
    assert refused.value.field == field
    assert len(classes(own)) == 2


def test_a_definition_has_at_least_one_class(moa: Actor) -> None:
    with pytest.raises(Refused, match="mellan en och"):
        change_set(copied(moa), moa, classes=[])


def test_everybody_is_judged_by_the_reference_sets_and_one_sees_ones_own_beside_them(moa: Actor, klara: Actor) -> None:
    copied(moa)
    copied(klara)
    names = [one.definition.series for one in reads.sets_in_force(NEXT_YEAR, actor=NOBODY)]
    assert sorted(names) == sorted(definitions.reference_sets())
    mine = [one.definition for one in reads.sets_in_force(NEXT_YEAR, actor=moa)]
    assert [one.authority_id for one in mine if one.authority_id] == [moa.authority_id]


def test_loading_reference_data_again_changes_no_class_and_adds_none(db: None) -> None:
    before = list(ClassDefinition.objects.order_by("pk").values())
    assert definitions.load() == len(definitions.reference_sets())
    assert list(ClassDefinition.objects.order_by("pk").values()) == before


def test_what_is_loaded_is_what_the_file_says(db: None) -> None:
    loaded = {one.series: rules.set_facts(one, rules.classes_of_set(one)) for one in DefinitionSet.objects.all()}
    assert loaded == definitions.reference_sets()
