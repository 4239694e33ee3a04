"""Who one is, what each role may do, and who sees which people."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.people import rules
from famn.domain.people.models import Membership, Unit, User
from famn.domain.people.rules import HOUSE, NOBODY, ROLES, Actor, Capability, Role, standing
from famn.ground.verdict import Denied
from tests.people import DAY, House, make_actor
from tests.scenes import scene

C, R = Capability, Role
WHO_MAY = {
    C.READ_MATTERS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.SECRETARY, R.REVIEWER},
    C.READ_IN_DOCUMENTS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.SECRETARY},
    C.CHANGE_MATTERS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.SECRETARY},
    C.DRIVE_INITIATIVES: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.PROGRAMME_LEAD},
    C.READ_INITIATIVES: set(R) - {R.SYSTEM_ADMINISTRATOR},
    C.ANSWER_ASSIGNMENTS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER},
    C.WRITE_REPORTS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER},
    C.ATTEST: {R.MANAGER},
    C.RECORD_DECISIONS: {R.SECRETARY},
    C.SHAPE_REPORTS: {R.MANAGER, R.SECRETARY},
    C.SET_LENGTHS: {R.MANAGER, R.SECRETARY, R.SYSTEM_ADMINISTRATOR},
    C.READ_CENTRES: set(R),
    C.RUN_CENTRES: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER},
    C.PLAN_ACTIVITIES: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.LEG_STAFF},
    C.DEFINE_CLASSES: {R.MANAGER, R.PROGRAMME_LEAD},
    C.KEEP_GOALS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.PROGRAMME_LEAD},
    C.KEEP_PROGRAMMES: {R.MANAGER, R.PROGRAMME_LEAD},
    C.READ_AGREEMENTS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.SECRETARY, R.REVIEWER, R.PROGRAMME_LEAD},
    C.KEEP_AGREEMENTS: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER},
    C.SHAPE_AGREEMENTS: {R.MANAGER, R.PROGRAMME_LEAD},
    C.SEE_PEOPLE: set(R),
    C.MANAGE_PEOPLE: {R.MANAGER, R.SYSTEM_ADMINISTRATOR},
    C.READ_TRAIL: {R.COORDINATOR, R.MANAGER, R.CASE_OFFICER, R.SECRETARY, R.REVIEWER},
    C.ARCHIVE: {R.MANAGER, R.SECRETARY},
    C.RUN_SYSTEM: {R.SYSTEM_ADMINISTRATOR},
}


@scene
def by_role(anna: Actor) -> dict[Role, Actor]:
    """A person of each role at Anna's unit."""
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return {role: make_actor(f"{role.value.capitalize()} Testlund", unit, role) for role in Role}


@pytest.mark.parametrize("capability", Capability)
def test_each_capability_belongs_to_these_roles_and_no_others(capability: Capability) -> None:
    assert {role for role in Role if capability in ROLES[role]} == WHO_MAY[capability]


def test_those_who_keep_the_system_read_no_matters_and_drive_nothing() -> None:
    assert not ROLES[R.SYSTEM_ADMINISTRATOR] & {C.READ_MATTERS, C.READ_IN_DOCUMENTS, C.READ_INITIATIVES, C.READ_TRAIL}


def test_a_refusal_says_what_is_missing_sign_in_unit_or_role(bo: Actor) -> None:
    assert "logga in" in str(NOBODY.can(C.READ_MATTERS).reason)
    assert "Välj först" in str(Actor(user_id=1).can(C.READ_MATTERS).reason)
    assert str(bo.can(C.READ_MATTERS).reason) == (
        "Du är medarbetare vid Enheten för familjer. Den rollen får inte göra det här."
    )


def test_only_one_who_acts_for_a_unit_has_a_standing(anna: Actor) -> None:
    here = standing(anna)
    assert (here.user_id, here.unit_id, here.area_id, here.authority_id) == (
        anna.user_id,
        anna.unit_id,
        anna.area_id,
        anna.authority_id,
    )
    for somebody in (NOBODY, HOUSE, Actor(user_id=1)):
        with pytest.raises(Denied):
            standing(somebody)


def test_units_areas_and_people_are_those_of_ones_own_authority(house: House) -> None:
    for visible in (rules.visible_units, rules.visible_areas, rules.visible_people, rules.visible_memberships):
        mine, theirs = set(visible(house.anna)), set(visible(house.cesar))
        assert mine
        assert theirs
        assert not mine & theirs
        assert set(visible(house.dag)) == mine
        assert not visible(house.disa).exists()


def test_one_who_has_left_is_still_known_where_she_worked(anna: Actor, bo: Actor) -> None:
    Membership.objects.filter(user=bo.user_id).update(to_date=DAY)
    assert rules.visible_people(anna).filter(pk=bo.user_id).exists()


def test_people_are_managed_by_the_roles_for_it_and_in_their_own_authority(
    by_role: dict[Role, Actor], cesar: Actor
) -> None:
    own, other = by_role[R.MANAGER].authority_id or 0, cesar.authority_id or 0
    assert {role for role, actor in by_role.items() if rules.may_manage_people(actor, own)} == WHO_MAY[C.MANAGE_PEOPLE]
    assert not any(rules.may_manage_people(actor, other) for actor in by_role.values())
    assert rules.may_manage_people(HOUSE, other)


def test_only_who_keeps_the_system_makes_another_keeper(by_role: dict[Role, Actor]) -> None:
    own = by_role[R.MANAGER].authority_id or 0
    keeper = R.SYSTEM_ADMINISTRATOR
    assert {role for role, actor in by_role.items() if rules.may_give_role(actor, keeper, own)} == {keeper}
    assert rules.may_give_role(by_role[R.MANAGER], R.COORDINATOR, own)


def test_principals_and_authorities_are_put_in_by_who_keeps_the_system(by_role: dict[Role, Actor]) -> None:
    assert {role for role, actor in by_role.items() if rules.may_found(actor)} == {R.SYSTEM_ADMINISTRATOR}
    assert rules.may_found(HOUSE)
    assert not rules.may_found(NOBODY)


def test_nobody_ends_her_own_membership(by_role: dict[Role, Actor]) -> None:
    manager = by_role[R.MANAGER]
    rows = Membership.objects.select_related("unit__area")
    assert "ditt eget" in str(rules.may_end_membership(manager, rows.get(pk=manager.membership_id)).reason)
    assert rules.may_end_membership(manager, rows.get(pk=by_role[R.SECRETARY].membership_id))


@pytest.mark.parametrize(
    ("days_from", "days_to", "holds"),
    [(-1, None, True), (0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)],
)
def test_a_membership_holds_from_its_first_day_to_its_last(
    bo: Actor, days_from: int, days_to: int | None, holds: bool
) -> None:
    start = DAY + dt.timedelta(days=days_from)
    end = None if days_to is None else DAY + dt.timedelta(days=days_to)
    Membership.objects.filter(pk=bo.membership_id).update(from_date=start, to_date=end)
    assert Membership.objects.filter(rules.in_force(DAY), pk=bo.membership_id).exists() == holds


def test_a_membership_of_a_closed_unit_or_of_one_who_is_shut_out_does_not_hold(bo: Actor) -> None:
    held = Membership.objects.filter(rules.in_force(DAY), pk=bo.membership_id)
    User.objects.filter(pk=bo.user_id).update(is_active=False)
    assert not held.exists()
    User.objects.filter(pk=bo.user_id).update(is_active=True)
    assert held.exists()
    Unit.objects.filter(pk=bo.unit_id).update(to_date=DAY)
    assert not held.exists()


@pytest.mark.parametrize(
    ("whose", "last", "may"),
    [("anna", None, True), ("anna", DAY, True), ("anna", DAY - dt.timedelta(days=1), False), ("bo", None, False)],
)
def test_one_acts_by_a_membership_of_ones_own_that_holds_that_day(
    house: House, whose: str, last: dt.date | None, may: bool
) -> None:
    rows = Membership.objects.select_related("unit")
    membership = rows.get(pk=getattr(house, whose).membership_id)
    membership.to_date = last and last + dt.timedelta(days=1)
    assert bool(rules.may_act_for(house.anna, membership, day=DAY)) is may
    assert not rules.may_act_for(NOBODY, membership, day=DAY)
