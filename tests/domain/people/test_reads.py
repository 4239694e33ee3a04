"""What is shown of people and units, at the same price for one and for three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.people import reads
from famn.domain.people.models import Membership, Role, Unit, User
from famn.domain.people.rules import Actor, Capability
from tests.people import DAY, House, make_actor, make_unit
from tests.scenes import scene


@scene
def unit(anna: Actor) -> Unit:
    """Anna's unit."""
    return Unit.objects.select_related("area__authority").get(pk=anna.unit_id)


def queries(show: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        show()
    return len(seen)


def test_the_list_of_units_costs_the_same_with_few_and_with_many(anna: Actor, unit: Unit) -> None:
    def show() -> list[str]:
        rows = reads.units_with_people(anna, day=DAY)
        return [member.user.name for row in rows for member in row.memberships if row.unit.area.name]

    few = queries(show)
    for number in range(3):
        make_actor(f"Ny{number} Nyponros", make_unit(unit.area, f"Enhet {number}"), Role.LEG_STAFF)
    assert queries(show) == few
    assert len(show()) == 6


def test_units_and_people_stand_in_swedish_order(anna: Actor, unit: Unit) -> None:
    for name in ("Östen Ek", "Ärla Ek", "Åke Ek", "Zoe Ek"):
        make_actor(name, unit, Role.LEG_STAFF)
    (row,) = [row for row in reads.units_with_people(anna, day=DAY) if row.unit == unit]
    names = [member.user.name for member in row.memberships]
    assert names == ["Anna Almgren", "Bo Björk", "Zoe Ek", "Åke Ek", "Ärla Ek", "Östen Ek"]


def test_a_unit_without_people_is_listed_and_a_closed_one_is_not(anna: Actor, unit: Unit) -> None:
    make_unit(unit.area, "Tom")
    closed = make_unit(unit.area, "Stängd")
    Unit.objects.filter(pk=closed.pk).update(to_date=DAY)
    names = {row.unit.name: len(row.memberships) for row in reads.units_with_people(anna, day=DAY)}
    assert names["Tom"] == 0
    assert "Stängd" not in names


def test_memberships_of_a_person_are_those_in_force(anna: Actor, unit: Unit) -> None:
    person = User.objects.get(pk=anna.user_id)
    gone = Membership.objects.create(user=person, unit=unit, role=Role.SECRETARY, from_date=DAY - dt.timedelta(days=9))
    assert len(reads.memberships_of(person, day=DAY)) == 2
    Membership.objects.filter(pk=gone.pk).update(to_date=DAY)
    assert [row.role for row in reads.memberships_of(person, day=DAY)] == [Role.CASE_OFFICER]
    assert reads.membership_in_force(person, gone.pk, day=DAY) is None
    assert reads.membership_in_force(person, anna.membership_id or 0, day=DAY) is not None


def test_nobody_acts_by_the_membership_of_another(anna: Actor, bo: Actor) -> None:
    person = User.objects.get(pk=bo.user_id)
    assert reads.membership_in_force(person, anna.membership_id or 0, day=DAY) is None


def test_work_is_sorted_into_now_coming_and_earlier(anna: Actor, unit: Unit) -> None:
    person = User.objects.get(pk=anna.user_id)
    later, before = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=30)
    Membership.objects.create(user=person, unit=unit, role=Role.MANAGER, from_date=later)
    Membership.objects.create(user=person, unit=unit, role=Role.SECRETARY, from_date=before, to_date=DAY)
    for work in (reads.work_of(anna, person, day=DAY), reads.work_at(anna, unit, day=DAY)):
        mine = [[row.role for row in rows if row.user == person] for rows in (work.now, work.coming, work.earlier)]
        assert mine == [[Role.CASE_OFFICER], [Role.MANAGER], [Role.SECRETARY]]


def test_work_elsewhere_is_not_shown_to_another_authority(house: House) -> None:
    person = User.objects.get(pk=house.anna.user_id)
    work = reads.work_of(house.cesar, person, day=DAY)
    assert not [*work.now, *work.coming, *work.earlier]


def test_colleagues_who_may_are_told_once_each_and_only_of_the_authority(house: House, unit: Unit) -> None:
    make_actor("Anna Almgren", unit, Role.COORDINATOR)
    people = reads.colleagues_who_may(Capability.ANSWER_ASSIGNMENTS, authority_id=house.anna.authority_id or 0, day=DAY)
    assert [person.name for person in people] == ["Anna Almgren", "Dag Dahlström"]


@pytest.mark.parametrize("name", ["Anna Almgren", "  anna   ALMGREN "])
def test_a_person_is_found_by_her_name_however_it_is_spaced(anna: Actor, name: str) -> None:
    found = reads.person_by_name(name, authority_id=anna.authority_id or 0, day=DAY)
    assert found is not None
    assert found.pk == anna.user_id


@pytest.mark.parametrize("name", ["Anna", "Anna Almgren Ek", "Cesar Ceder", ""])
def test_a_person_is_not_guessed_at(anna: Actor, name: str) -> None:
    assert reads.person_by_name(name, authority_id=anna.authority_id or 0, day=DAY) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("Östermalm", "0180-ostermalm"), ("österåker", "0117"), (" Örebro ", "1880"), ("Ingenstans", None)],
)
@pytest.mark.django_db
def test_a_name_is_a_district_before_a_municipality_before_a_county(name: str, code: str | None) -> None:
    place = reads.place_by_name(name)
    assert (place.code if place else None) == code
