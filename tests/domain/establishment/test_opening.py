"""The first hundred days: begun from a list, ticked by whoever does it; and handing over everything open."""

from __future__ import annotations

import pytest

from famn.domain.agreements.actions import withdraw_letter
from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import Somebody, Turn
from famn.domain.establishment.models import (
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    GroupAssignment,
    GroupMember,
    HandoverItem,
    Initiative,
    WheelItem,
)
from famn.domain.establishment.rules import OpenKind
from famn.domain.matters import actions as matters
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor, standing
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import fresh, make_letter, send
from tests.domain.establishment.organising import days, give, letters, make_groups, sit, user_of
from tests.factories import make_assignment, make_heading_set, make_initiative, make_ladder, make_matter
from tests.people import AT, DAY, make_actor


def begin(by: Actor, initiative: Initiative | None = None) -> Checklist:
    """The first hundred days from the shared list, from the day of the tests."""
    shared = ChecklistTemplate.objects.get(authority=None)
    return actions.start_checklist(initiative or make_initiative(by), by=by, at=AT, starts_on=DAY, template=shared)


def first(checklist: Checklist) -> ChecklistItem:
    return ChecklistItem.objects.get(checklist=checklist, number=1)


def test_the_shared_list_gives_each_thing_its_day_of_the_hundred(anna: Actor) -> None:
    checklist = begin(anna)
    page = reads.checklist_page(checklist.initiative, today=DAY)
    assert page is not None
    assert {"Personalen", "Sekretess och uppgifter om familjer", "Huset"} <= {name for name, _rows in page.parts}
    assert max(view.item.due_on for view in page.items) == days(99)
    assert (page.day, page.done, page.late) == (1, 0, 0)
    with pytest.raises(Denied, match="finns redan"):
        begin(anna, checklist.initiative)


def test_a_tick_says_who_when_and_how_and_can_be_taken_back(anna: Actor) -> None:
    item = first(begin(anna))
    with pytest.raises(Refused) as refused:
        actions.tick_checklist_item(item, by=anna, at=AT, done_on=days(1), note="")
    assert refused.value.field == "done_on"
    actions.tick_checklist_item(item, by=anna, at=AT, done_on=DAY, note="Var för sig.")
    row = ChecklistItem.objects.get(pk=item.pk)
    assert (row.state, row.done_on, row.settled_by_id, row.settled_at) == ("done", DAY, anna.user_id, AT)
    actions.untick_checklist_item(item, by=anna, at=AT)
    row.refresh_from_db()
    assert (row.state, row.note) == ("open", "Var för sig.")


def test_what_is_not_needed_says_why(anna: Actor) -> None:
    item = first(begin(anna))
    with pytest.raises(Refused) as refused:
        actions.skip_checklist_item(item, by=anna, at=AT, note=" ")
    assert refused.value.field == "note"
    actions.skip_checklist_item(item, by=anna, at=AT, note="Ingen flyttar.")
    assert ChecklistItem.objects.get(pk=item.pk).state == ChecklistItem.State.NOT_NEEDED


def test_a_copy_brings_how_the_others_did_it_in_their_pace_and_not_who_did_it(anna: Actor) -> None:
    theirs = begin(anna)
    item = first(theirs)
    actions.plan_checklist_item(item, by=anna, at=AT, due_on=days(40), who=Somebody(user_of(anna)))
    actions.tick_checklist_item(item, by=anna, at=AT, done_on=DAY, note="Båda arbetsgivarna samma vecka.")
    other = make_initiative(anna, ladder=make_ladder(name="Andra trappan"))
    assert [one.pk for one in reads.checklists_to_copy(other, anna)] == [theirs.pk]
    mine = actions.start_checklist(other, by=anna, at=AT, starts_on=days(10), like=theirs)
    copy = first(mine)
    assert (copy.hint, copy.due_on) == ("Båda arbetsgivarna samma vecka.", days(50))
    assert (copy.state, copy.responsible_id, copy.responsible_name, copy.note) == ("open", None, "", "")
    assert mine.copied_from_id == theirs.initiative_id


def test_another_authoritys_list_is_neither_seen_nor_copied(anna: Actor, cesar: Actor) -> None:
    theirs = begin(cesar)
    mine = make_initiative(anna, ladder=make_ladder(name="Andra trappan"))
    assert reads.checklists_to_copy(mine, anna) == []
    with pytest.raises(Refused) as refused:
        actions.start_checklist(mine, by=anna, at=AT, starts_on=DAY, like=theirs)
    assert refused.value.field == "begin_from"


def test_whoever_is_to_do_it_ticks_it_also_without_the_role(anna: Actor, bo: Actor) -> None:
    item = first(begin(anna))
    with pytest.raises(Denied):
        actions.tick_checklist_item(item, by=bo, at=AT, done_on=DAY, note="")
    actions.plan_checklist_item(item, by=anna, at=AT, due_on=days(3), who=Somebody(user_of(bo)))
    assert [view.item.pk for view in reads.my_items(bo, today=DAY)] == [item.pk]
    actions.tick_checklist_item(item, by=bo, at=AT, done_on=DAY, note="")
    assert reads.my_items(bo, today=DAY) == []


def test_ones_own_thing_comes_last_on_the_list(anna: Actor) -> None:
    checklist = begin(anna)
    added = actions.add_checklist_item(
        checklist, by=anna, at=AT, heading="", text="Köp en soffa", due_on=days(5), who=Somebody()
    )
    assert added.number == ChecklistItem.objects.filter(checklist=checklist).count()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(anna: Actor, count: int, django_assert_num_queries: object) -> None:
    checklist = begin(anna)
    ChecklistItem.objects.filter(checklist=checklist, number__gt=count).delete()
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own fixture
        page = reads.checklist_page(checklist.initiative, today=DAY)
    assert page is not None and len(page.items) == count


# --- handing over ----------------------------------------------------------------------------------


def make_everything(anna: Actor) -> Initiative:
    """One open thing of each kind that Anna answers for."""
    initiative = make_initiative(anna)
    _steering, working = make_groups(anna, initiative)
    sit(working, anna, anna, part=GroupMember.Part.COORDINATOR, mandate="Håller i allt")
    give(working, anna, anna, days(-2))
    actions.raise_point(working, by=anna, at=AT, text="Larmet")
    actions.add_duty(working, by=anna, at=AT, text="Följa upp", who=Somebody(user_of(anna)))
    when = Turn(month=4, day=1)
    actions.add_wheel_item(working, by=anna, at=AT, text="Fråga", turn=when, responsible=user_of(anna))
    actions.note_obstacle(
        initiative, by=anna, at=AT, level="unit", text="Ingen lokal", noted_on=DAY, owner=Somebody(user_of(anna))
    )
    item = first(begin(anna, initiative))
    actions.plan_checklist_item(item, by=anna, at=AT, due_on=days(3), who=Somebody(user_of(anna)))
    matter = make_matter(anna)
    make_assignment(matter)
    matters.start_report(matter, by=anna, at=AT, heading_set=make_heading_set(), content=Content(title="Om Ekbacken"))
    return initiative


MOVES = {"MATTER", "ASSIGNMENT", "GROUP_ASSIGNMENT", "OBSTACLE", "CHECKLIST", "DUTY", "WHEEL", "COORDINATOR"}


def kinds(things: list[reads.OpenThing]) -> set[str]:
    return {thing.kind.name for thing in things}


def test_everything_open_of_a_person_stands_on_one_page_the_most_urgent_first(anna: Actor) -> None:
    make_everything(anna)
    work = reads.open_work(user_of(anna), actor=anna, today=DAY)
    assert kinds(work.moving) == MOVES
    assert {"POINT", "REPORT"} <= kinds(work.staying)
    assert work.moving[0].kind == OpenKind.GROUP_ASSIGNMENT
    assert all(str(thing.may.reason) for thing in work.staying)


def test_letters_that_wait_for_others_and_for_her_own_name_stand_there_until_all_have_signed(
    anna: Actor, dag: Actor
) -> None:
    draft = make_letter(anna)
    for person, found in ((anna, {"LETTER"}), (dag, set())):
        assert kinds(reads.open_work(user_of(person), actor=anna, today=DAY).staying) == found
    send(draft, anna, dag, anna)
    assert kinds(reads.open_work(user_of(anna), actor=anna, today=DAY).staying) == {"LETTER", "SIGNATURE"}
    assert kinds(reads.open_work(user_of(dag), actor=anna, today=DAY).staying) == {"SIGNATURE"}
    withdraw_letter(fresh(draft), by=anna, at=AT)
    for person in (anna, dag):
        assert reads.open_work(user_of(person), actor=anna, today=DAY).count == 0


def test_it_is_all_handed_over_in_one_act_with_a_note_and_one_letter_more(anna: Actor, dag: Actor) -> None:
    make_everything(anna)
    handover = actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=user_of(dag), note="Ring mig.")
    assert not reads.open_work(user_of(anna), actor=anna, today=DAY).moving
    assert kinds(reads.open_work(user_of(dag), actor=dag, today=DAY).moving) == MOVES
    assert Matter.objects.get().case_officer_id == dag.user_id
    assert Assignment.objects.get().responsible_id == dag.user_id
    assert GroupAssignment.objects.get().responsible_id == dag.user_id
    assert WheelItem.objects.get().responsible_id == dag.user_id
    stayed = HandoverItem.objects.filter(handover=handover).exclude(stayed_because="")
    assert {one.kind for one in stayed} >= {"point", "report"}
    letter = letters()[-1]
    assert letter.to == user_of(dag).email
    assert "lämnat över" in letter.subject
    assert "Ring mig." not in letter.text


def test_the_coordinator_is_another_person_from_that_day_with_the_same_mandate(anna: Actor, dag: Actor) -> None:
    initiative = make_everything(anna)
    actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=user_of(dag), note="")
    seats = reads.organisation_page(initiative, today=DAY).coordinators
    assert [(one.name, one.mandate, one.from_date) for one in seats] == [("Dag Dahlström", "Håller i allt", DAY)]


def test_what_may_not_go_stays_and_says_why_and_the_rest_goes(anna: Actor, dag: Actor) -> None:
    initiative = make_everything(anna)
    actions.rest_initiative(initiative, by=anna, at=AT)
    handover = actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=user_of(dag), note="")
    reasons = dict(HandoverItem.objects.filter(handover=handover).values_list("kind", "stayed_because"))
    assert reasons["matter"] == ""
    assert "vilar" in reasons["duty"]


def test_nobody_hands_over_to_herself_to_a_stranger_or_to_nobody(anna: Actor, cesar: Actor) -> None:
    make_everything(anna)
    for to in (None, user_of(anna), user_of(cesar)):
        with pytest.raises(Refused) as refused:
            actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=to, note="")
        assert refused.value.field == "to"


def test_where_nothing_is_open_there_is_nothing_to_hand_over(anna: Actor, dag: Actor) -> None:
    with pytest.raises(Refused, match="inget öppet"):
        actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=user_of(dag), note="")


def test_a_manager_hands_over_for_one_who_has_left_and_a_colleague_does_not(anna: Actor, bo: Actor, dag: Actor) -> None:
    make_everything(anna)
    with pytest.raises(Denied):
        actions.hand_over_everything(user_of(anna), by=bo, at=AT, to=user_of(dag), note="")
    unit = Unit.objects.select_related("area__authority").get(pk=standing(anna).unit_id)
    manager = make_actor("Rut Rönn", unit, Role.MANAGER)
    handover = actions.hand_over_everything(user_of(anna), by=manager, at=AT, to=user_of(dag), note="")
    assert (handover.left_by_id, handover.done_by_id) == (anna.user_id, manager.user_id)


def test_a_handover_is_seen_by_the_two_and_by_those_who_answer_for_people(
    anna: Actor, bo: Actor, dag: Actor, cesar: Actor
) -> None:
    make_everything(anna)
    handover = actions.hand_over_everything(user_of(anna), by=anna, at=AT, to=user_of(dag), note="")
    sees = {actor.name: handover in rules.visible_handovers(actor) for actor in (anna, bo, dag, cesar)}
    assert sees == {anna.name: True, bo.name: False, dag.name: True, cesar.name: False}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_open_work_costs_the_same_however_much_it_is(
    anna: Actor, count: int, django_assert_num_queries: object
) -> None:
    initiative = make_everything(anna)
    steering = initiative.groups.get(kind="steering")
    for _number in range(count):
        give(steering, anna, anna)
        make_assignment(make_matter(anna))
    with django_assert_num_queries(15):  # type: ignore[operator]  # pytest-django's own fixture
        work = reads.open_work(user_of(anna), actor=anna, today=DAY)
        assert all(thing.title for thing in work.moving)
