"""Who sees and who may do what with matters: every rule over every role and every person."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.matters import rules
from famn.domain.matters.models import Assignment, IncomingFile, Matter
from famn.domain.matters.rules import DueState
from famn.domain.people.models import Authority, SecrecyArea, Unit
from famn.domain.people.rules import HOUSE, NOBODY, Actor, Role
from famn.ground import sealed
from tests.factories import make_assignment, make_document, make_incoming, make_matter
from tests.people import AT, DAY, House, make_actor
from tests.scenes import scene

READ_IN = {Role.COORDINATOR, Role.MANAGER, Role.CASE_OFFICER, Role.SECRETARY}
READ = READ_IN | {Role.REVIEWER}
ANSWER = {Role.COORDINATOR, Role.MANAGER, Role.CASE_OFFICER}


@scene
def by_role(at_work: Actor) -> dict[Role, Actor]:
    """A person of each role at Anna's unit."""
    unit = Unit.objects.select_related("area__authority").get(pk=at_work.unit_id)
    return {role: make_actor(f"{role.value.capitalize()} Testlund", unit, role) for role in Role}


# --- which rows ------------------------------------------------------------------------------------


def test_matters_are_seen_by_the_roles_that_read_them_and_by_no_other(by_role: dict[Role, Actor]) -> None:
    matter = make_matter(by_role[Role.CASE_OFFICER])
    seen = {role for role, actor in by_role.items() if rules.visible_matters(actor).filter(pk=matter.pk).exists()}
    assert seen == READ


def test_matters_are_seen_in_the_whole_authority_and_nowhere_else(house: House) -> None:
    make_matter(house.anna)
    seen = {name for name, actor in house.everyone().items() if rules.visible_matters(actor).exists()}
    assert seen == {"anna", "dag"}


def test_incoming_files_are_seen_by_the_roles_that_read_in(by_role: dict[Role, Actor]) -> None:
    make_incoming(by_role[Role.CASE_OFFICER])
    assert {role for role, actor in by_role.items() if rules.visible_incoming(actor).exists()} == READ_IN


def test_incoming_files_are_seen_in_their_own_area_alone(house: House) -> None:
    make_incoming(house.anna)
    seen = set()
    for name, actor in house.everyone().items():
        with sealed.acting(actor.area_id):
            seen |= {name} if rules.visible_incoming(actor).exists() else set()
    assert seen == {"anna"}


def test_the_wall_hides_incoming_files_even_from_a_query_without_rules(house: House) -> None:
    make_incoming(house.anna)
    for actor in (house.dag, house.cesar, house.disa):
        with sealed.acting(actor.area_id):
            assert not IncomingFile.objects.exists()


def test_documents_and_assignments_are_seen_with_their_matter(house: House) -> None:
    matter = make_matter(house.anna)
    make_document(matter)
    make_assignment(matter)
    for rule in (rules.visible_documents, rules.visible_assignments):
        assert {name for name, one in house.everyone().items() if rule(one).exists()} == {"anna", "dag"}


def test_the_responsible_sees_her_assignment_without_seeing_the_matter(house: House) -> None:
    make_assignment(make_matter(house.anna), responsible_id=house.bo.user_id)
    assert rules.visible_assignments(house.bo).exists()
    assert not rules.visible_matters(house.bo).exists()


def test_the_responsible_does_not_see_it_while_acting_for_another_authority(house: House) -> None:
    make_assignment(make_matter(house.anna), responsible_id=house.cesar.user_id)
    assert not rules.visible_assignments(house.cesar).exists()


# --- what one may do -------------------------------------------------------------------------------


def test_reading_in_and_opening_matters_is_for_those_who_handle_them(by_role: dict[Role, Actor]) -> None:
    assert {role for role, actor in by_role.items() if rules.may_read_in(actor)} == READ_IN
    assert {role for role, actor in by_role.items() if rules.may_open_matter(actor)} == READ_IN


def test_nobody_and_the_house_itself_cannot_read_in() -> None:
    assert not rules.may_read_in(NOBODY)
    assert "logga in" in str(rules.may_read_in(NOBODY).reason)
    assert not rules.may_read_in(HOUSE)


def test_a_file_that_waits_may_be_settled_by_its_own_area_and_by_the_roles_that_read_in(
    by_role: dict[Role, Actor], dag: Actor, cesar: Actor
) -> None:
    incoming = make_incoming(by_role[Role.MANAGER])
    assert {role for role, actor in by_role.items() if rules.may_settle(actor, incoming)} == READ_IN
    for stranger in (dag, cesar, NOBODY):
        assert "sekretessområde" in str(rules.may_settle(stranger, incoming).reason)


@pytest.mark.parametrize("state", [IncomingFile.State.CONFIRMED, IncomingFile.State.SET_ASIDE])
def test_a_settled_file_is_settled_for_good(at_work: Actor, state: str) -> None:
    incoming = make_incoming(at_work, state=state, settled_at=AT, settled_by_id=at_work.user_id)
    assert "redan hanterad" in str(rules.may_settle(at_work, incoming).reason)


def test_matters_are_changed_and_closed_by_those_who_handle_them_in_their_own_authority(
    by_role: dict[Role, Actor], dag: Actor, cesar: Actor
) -> None:
    matter = make_matter(by_role[Role.MANAGER])
    for rule in (rules.may_change_matter, rules.may_close_matter):
        assert {role for role, actor in by_role.items() if rule(actor, matter)} == READ_IN
        assert rule(dag, matter)
        assert "annan myndighet" in str(rule(cesar, matter).reason)


def test_a_closed_matter_is_opened_again_before_it_is_changed(at_work: Actor) -> None:
    matter = make_matter(at_work, state=Matter.State.CLOSED, closed_at=AT, closed_by_id=at_work.user_id)
    assert "Öppna det igen" in str(rules.may_change_matter(at_work, matter).reason)
    assert not rules.may_close_matter(at_work, matter)
    assert rules.may_reopen_matter(at_work, matter)


def test_assignments_are_answered_by_the_responsible_and_by_roles_that_answer_for_the_authority(
    by_role: dict[Role, Actor], cesar: Actor
) -> None:
    matter = make_matter(by_role[Role.MANAGER])
    nobodys = make_assignment(matter, responsible_id=None)
    staff = by_role[Role.LEG_STAFF]
    hers = make_assignment(matter, responsible_id=staff.user_id)
    assert {role for role, actor in by_role.items() if rules.may_answer(actor, nobodys)} == ANSWER
    assert {role for role, actor in by_role.items() if rules.may_answer(actor, hers)} == ANSWER | {Role.LEG_STAFF}
    assert not rules.may_answer(cesar, nobodys)
    assert not rules.may_answer(NOBODY, nobodys)


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (Assignment.State.OPEN, {"answer", "withdraw", "hand_over"}),
        (Assignment.State.ANSWERED, {"reopen"}),
        (Assignment.State.WITHDRAWN, set()),
    ],
)
def test_what_may_be_done_with_an_assignment_follows_its_state(at_work: Actor, state: str, may: set[str]) -> None:
    settled = {} if state == Assignment.State.OPEN else {"settled_at": AT, "settled_by_id": at_work.user_id}
    assignment = make_assignment(make_matter(at_work), state=state, **settled)
    verdicts = {
        "answer": rules.may_answer(at_work, assignment),
        "reopen": rules.may_reopen(at_work, assignment),
        "withdraw": rules.may_withdraw(at_work, assignment),
        "hand_over": rules.may_hand_over(at_work, assignment),
    }
    assert {name for name, verdict in verdicts.items() if verdict} == may
    assert all(verdict.reason for verdict in verdicts.values() if not verdict)


def test_the_original_is_for_roles_that_read_matters_in_the_area_that_keeps_it(
    by_role: dict[Role, Actor], dag: Actor, cesar: Actor
) -> None:
    anna = by_role[Role.CASE_OFFICER]
    incoming = make_incoming(anna)
    document = make_document(make_matter(anna), incoming=incoming, kept_by_id=anna.area_id)
    document.kept_by = SecrecyArea.objects.get(pk=anna.area_id)
    assert {role for role, actor in by_role.items() if rules.may_see_original(actor, document)} == READ
    assert "Socialtjänsten" in str(rules.may_see_original(dag, document).reason)
    assert "annan myndighet" in str(rules.may_see_original(cesar, document).reason)


def test_a_document_without_a_file_has_no_original_to_see(at_work: Actor) -> None:
    assert "ingen originalfil" in str(rules.may_see_original(at_work, make_document(make_matter(at_work))).reason)


def test_reminders_are_sent_by_the_house_alone(by_role: dict[Role, Actor]) -> None:
    assert rules.may_remind(HOUSE)
    assert not rules.may_remind(by_role[Role.CASE_OFFICER])
    assert not rules.may_remind(NOBODY)


# --- days and numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-400, DueState.OVERDUE),
        (-1, DueState.OVERDUE),
        (0, DueState.TODAY),
        (1, DueState.SOON),
        (14, DueState.SOON),
        (15, DueState.LATER),
    ],
)
def test_how_near_a_day_is(days: int, state: DueState) -> None:
    due = DAY + dt.timedelta(days=days)
    assert rules.due_state(Assignment(due_date=due), DAY) == state
    for settled in (Assignment.State.ANSWERED, Assignment.State.WITHDRAWN):
        assert rules.due_state(Assignment(due_date=due, state=settled), DAY) == DueState.SETTLED


@pytest.mark.parametrize(
    ("one", "other"),
    [("KS 2021/0049", "KS 2021/49"), ("ks 2021/49", "KS  2021/49"), ("Dnr 1.5.1-77/2026", "1.5.1-77/2026")],
)
def test_two_spellings_of_one_registry_number_share_its_key(one: str, other: str) -> None:
    assert rules.registry_key(one) == rules.registry_key(other)


def test_different_registry_numbers_do_not_share_a_key_and_none_has_none() -> None:
    assert rules.registry_key("KS 2021/49") != rules.registry_key("KS 2021/50")
    assert rules.registry_key("KS 2021/49") != rules.registry_key("SN 2021/49")
    assert rules.registry_key("") == ""


def test_authorities_are_not_mixed_up_when_one_person_works_for_two(house: House) -> None:
    make_matter(house.anna)
    elsewhere = Unit.objects.select_related("area__authority").get(pk=house.cesar.unit_id)
    assert elsewhere.area.authority_id in set(Authority.objects.values_list("pk", flat=True))
    anna_elsewhere = Actor(
        user_id=house.anna.user_id,
        unit_id=elsewhere.pk,
        area_id=elsewhere.area_id,
        authority_id=elsewhere.area.authority_id,
        role=Role.CASE_OFFICER,
        capabilities=house.cesar.capabilities,
    )
    assert not rules.visible_matters(anna_elsewhere).exists()
