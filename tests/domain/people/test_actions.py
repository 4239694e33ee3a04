"""The writes of people and authorities."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from famn.domain.people import actions
from famn.domain.people.models import Authority, Membership, Principal, Role, SecrecyArea, Unit, User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.people import AT, DAY, SINCE, build_house, make_actor, make_area, make_authority, make_unit
from tests.scenes import scene


@scene
def unit(anna: Actor) -> Unit:
    """Anna's unit."""
    return Unit.objects.select_related("area__authority").get(pk=anna.unit_id)


@scene
def manager(unit: Unit) -> Actor:
    """The manager of Anna's unit."""
    return make_actor("Malva Mandelblom", unit, Role.MANAGER)


def add(by: Actor, unit: Unit, **changes: Any) -> Membership:
    plain = {"name": "Ny Nyponros", "email": "ny@ekbacken.example", "role": Role.CASE_OFFICER, "from_date": DAY}
    return actions.add_person(by=by, at=AT, unit=unit, **plain | changes)


def test_a_new_person_joins_a_unit_is_told_and_leaves_a_trail_without_her_name(manager: Actor, unit: Unit) -> None:
    membership = add(manager, unit, name="  Ny   Nyponros ", email="Ny@Ekbacken.example")
    person = User.objects.get(pk=membership.user_id)
    assert (person.name, person.email) == ("Ny Nyponros", "ny@ekbacken.example")
    assert not person.has_usable_password()
    assert "lösenord" in Letter.objects.get(to="ny@ekbacken.example").text
    events = TrailEvent.objects.filter(user_id=manager.user_id)
    assert set(events.values_list("verb", flat=True)) == {"add_person", "join_unit"}
    assert "Nyponros" not in str(list(events.values()))


def test_a_person_who_is_known_already_is_not_made_twice(manager: Actor, unit: Unit) -> None:
    first = add(manager, unit)
    second = add(manager, unit, role=Role.SECRETARY, email="NY@ekbacken.example")
    assert first.user_id == second.user_id


def test_the_same_role_at_the_same_unit_is_given_once(manager: Actor, unit: Unit) -> None:
    add(manager, unit)
    with pytest.raises(Refused) as refused:
        add(manager, unit)
    assert refused.value.field == "role"


def test_a_period_ends_after_it_begins(manager: Actor, unit: Unit) -> None:
    with pytest.raises(Refused) as refused:
        add(manager, unit, to_date=DAY)
    assert refused.value.field == "to_date"
    assert not User.objects.filter(email="ny@ekbacken.example").exists()


def test_nobody_lets_herself_in(manager: Actor, dag: Actor) -> None:
    elsewhere = Unit.objects.select_related("area__authority").get(pk=dag.unit_id)
    email = User.objects.get(pk=manager.user_id).email
    with pytest.raises(Refused) as refused:
        add(manager, elsewhere, email=email)
    assert refused.value.field == "email"


def test_people_are_added_by_those_who_may_and_only_in_their_own_authority(
    manager: Actor, unit: Unit, anna: Actor, cesar: Actor, disa: Actor
) -> None:
    for somebody in (anna, cesar, disa):
        with pytest.raises(Denied):
            add(somebody, unit)
    elsewhere = Unit.objects.select_related("area__authority").get(pk=cesar.unit_id)
    with pytest.raises(Denied, match="egen myndighet"):
        add(manager, elsewhere)


def test_two_who_add_the_same_person_at_once_make_one_person(own_database: str) -> None:
    anna = build_house().anna
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    manager = make_actor("Malva Mandelblom", unit, Role.MANAGER)
    calls = [functools.partial(add, manager, unit, role=role) for role in (Role.CASE_OFFICER, Role.SECRETARY)]
    first, second = overlapping(*calls, area_id=anna.area_id)
    assert isinstance(first, Membership)
    assert isinstance(second, Membership)
    assert User.objects.filter(email="ny@ekbacken.example").count() == 1


def test_a_membership_ends_after_its_last_day_and_never_before_it_began(manager: Actor, unit: Unit) -> None:
    membership = add(manager, unit)
    with pytest.raises(Refused) as refused:
        actions.end_membership(membership, by=manager, at=AT, last_day=DAY - dt.timedelta(days=1))
    assert refused.value.field == "last_day"
    ended = actions.end_membership(membership, by=manager, at=AT, last_day=DAY)
    assert ended.to_date == DAY + dt.timedelta(days=1)
    assert ended.last_day == DAY


def test_nobody_ends_her_own_membership(manager: Actor) -> None:
    with pytest.raises(Denied, match="ditt eget"):
        actions.end_membership(Membership.objects.get(pk=manager.membership_id), by=manager, at=AT, last_day=DAY)


def test_a_unit_is_added_once_to_its_area(manager: Actor, unit: Unit) -> None:
    new = actions.add_unit(by=manager, at=AT, area=unit.area, name="  Nya   enheten", from_date=SINCE)
    assert new.name == "Nya enheten"
    with pytest.raises(Refused) as refused:
        actions.add_unit(by=manager, at=AT, area=unit.area, name="nya enheten", from_date=SINCE)
    assert refused.value.field == "name"


def test_two_who_add_the_same_unit_at_once_make_one_and_the_second_is_told(own_database: str) -> None:
    anna = build_house().anna
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    manager = make_actor("Malva Mandelblom", unit, Role.MANAGER)
    new = functools.partial(actions.add_unit, by=manager, at=AT, area=unit.area, name="Nya enheten", from_date=SINCE)
    first, second = overlapping(new, new, area_id=anna.area_id)
    assert isinstance(first, Unit)
    assert isinstance(second, Refused)
    assert (str(second.reason), second.field) == ("Det finns redan en enhet med det namnet.", "name")


def test_two_who_found_the_same_principal_at_once_make_one_and_the_second_is_told(own_database: str) -> None:
    found = functools.partial(
        actions.found_principal, by=HOUSE, at=AT, kind=Principal.Kind.REGION, name="Region Ekbacken"
    )
    first, second = overlapping(found, found, area_id=None)
    assert isinstance(first, Principal)
    assert isinstance(second, Refused)
    assert (str(second.reason), second.field) == ("Det finns redan en huvudman med det namnet.", "name")


def test_a_secrecy_area_is_drawn_by_its_own_authority(manager: Actor, anna: Actor, cesar: Actor) -> None:
    authority = Authority.objects.get(pk=manager.authority_id)
    draw = functools.partial(
        actions.draw_secrecy_area, at=AT, authority=authority, kind=SecrecyArea.Kind.HEALTH_CARE, name="Vården"
    )
    for somebody in (anna, cesar):
        with pytest.raises(Denied):
            draw(by=somebody)
    assert TrailEvent.objects.filter(verb="draw_secrecy_area", thing_id=draw(by=manager).pk).exists()


def test_principals_are_founded_by_the_house_and_named_once(anna: Actor) -> None:
    found = functools.partial(actions.found_principal, at=AT, kind=Principal.Kind.REGION)
    with pytest.raises(Denied):
        found(by=anna, name="Region Ek")
    found(by=HOUSE, name="Region Ek")
    with pytest.raises(Refused) as refused:
        found(by=HOUSE, name="region ek")
    assert refused.value.field == "name"


def test_the_tables_hold_periods_names_and_open_memberships(anna: Actor, unit: Unit) -> None:
    board = make_authority("Lindens kommun", "Lindens nämnd")
    area = make_area(board, SecrecyArea.Kind.OTHER, "Staben")
    make_unit(area, "Kansliet")
    person = User.objects.get(pk=anna.user_id)
    faults = [
        ("unit_period_in_order", lambda: Unit.objects.create(area=area, name="A", from_date=DAY, to_date=DAY)),
        ("unit_once_per_area", lambda: Unit.objects.create(area=area, name="Kansliet", from_date=DAY)),
        ("area_once_per_authority", lambda: SecrecyArea.objects.create(authority=board, kind="other", name="Staben")),
        ("user_email_once", lambda: User.objects.bulk_create([User(name="X", email=person.email.upper())])),
        (
            "membership_open_once",
            lambda: Membership.objects.create(user=person, unit=unit, role=Role.CASE_OFFICER, from_date=DAY),
        ),
        (
            "membership_period_in_order",
            lambda: Membership.objects.create(user=person, unit=unit, role=Role.SECRETARY, from_date=DAY, to_date=DAY),
        ),
    ]
    for name, write in faults:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()
