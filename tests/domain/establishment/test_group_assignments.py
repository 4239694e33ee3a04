"""What a group gives somebody to do: answered, passed on, late, reminded of; and the yearly wheel's reminders."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import Somebody, Turn
from famn.domain.establishment.models import GroupAssignment, GroupMember, WheelItem
from famn.domain.matters.models import Length
from famn.domain.matters.rules import DueState
from famn.domain.people.models import User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.verdict import Denied, Refused
from tests.domain.establishment.organising import days, give, later, letters, make_groups, plan, sit, user_of
from tests.factories import make_initiative, make_ladder
from tests.people import AT, DAY

YEARLY = Turn(month=4, day=1, remind_days_before=14)


def remind(count: int = 0) -> int:
    return actions.remind_of_group_assignments(by=HOUSE, at=later(count))


def to() -> list[str]:
    return [letter.to for letter in letters()]


def test_the_responsible_answers_also_without_the_role_and_whoever_gave_it_is_told(anna: Actor, bo: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, bo)
    actions.answer_group_assignment(assignment, by=bo, at=AT, answer="Två är besökta.")
    row = GroupAssignment.objects.get()
    assert (row.state, row.settled_by_id) == (GroupAssignment.State.ANSWERED, bo.user_id)
    assert to() == [user_of(bo).email, user_of(anna).email]
    assert "Två är besökta." not in letters()[1].text


def test_others_without_the_role_and_other_authorities_do_not_answer(anna: Actor, bo: Actor, cesar: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, anna)
    for somebody in (bo, cesar):
        with pytest.raises(Denied):
            actions.answer_group_assignment(assignment, by=somebody, at=AT, answer="Klart.")


def test_an_empty_answer_is_refused_and_a_second_one_denied(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, anna)
    with pytest.raises(Refused) as refused:
        actions.answer_group_assignment(assignment, by=anna, at=AT, answer=" ")
    assert refused.value.field == "answer"
    actions.answer_group_assignment(assignment, by=anna, at=AT, answer="Klart.")
    with pytest.raises(Denied, match="redan klart"):
        actions.answer_group_assignment(assignment, by=anna, at=AT, answer="Igen.")


def test_an_answered_assignment_opens_again_and_is_reminded_of_anew(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, anna, days(3))
    assert remind() == 1
    actions.answer_group_assignment(assignment, by=anna, at=AT, answer="Klart.")
    actions.reopen_group_assignment(assignment, by=anna, at=AT)
    assert remind() == 1


def test_it_is_passed_on_to_another_and_she_is_told(anna: Actor, dag: Actor, cesar: Actor) -> None:
    _steering, working = make_groups(anna)
    assignment = give(working, anna, anna)
    with pytest.raises(Refused, match="arbetar inte här"):
        actions.pass_on_group_assignment(assignment, by=anna, at=AT, who=Somebody(user_of(cesar)))
    actions.pass_on_group_assignment(assignment, by=anna, at=AT, who=Somebody(user_of(dag)))
    assert GroupAssignment.objects.get().responsible_name == "Dag Dahlström"
    assert to() == [user_of(dag).email]
    actions.pass_on_group_assignment(assignment, by=anna, at=AT, who=Somebody(user_of(dag)))
    assert to() == [user_of(dag).email]


def test_one_letter_when_the_day_comes_near_and_one_when_it_has_passed(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    give(working, anna, anna, days(20))
    assert [remind(0), remind(6), remind(6), remind(20), remind(21), remind(30)] == [0, 1, 0, 0, 1, 0]


def test_one_who_does_not_sign_in_here_is_reminded_through_whoever_gave_it(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    give(working, anna, "Ingrid Daggkåpa", days(3))
    assert remind() == 1
    assert to() == [user_of(anna).email]


def test_how_near_its_day_one_is_reminded_is_the_authority_s_own_choice(anna: Actor, cesar: Actor) -> None:
    for owner in (anna, cesar):
        initiative = make_initiative(owner, ladder=make_ladder(name=f"{owner.name}s trappa"))
        give(make_groups(owner, initiative)[1], owner, owner, days(10))
    Length.objects.create(authority_id=anna.authority_id, kind=Length.Kind.GROUP_TASK, days=4)
    assert [remind(count) for count in (0, 5, 6, 7)] == [1, 0, 1, 0]


def test_only_the_house_sends_reminders(anna: Actor) -> None:
    with pytest.raises(Denied):
        actions.remind_of_group_assignments(by=anna, at=AT)
    with pytest.raises(Denied):
        actions.remind_of_wheel(by=anna, at=AT)


# --- my day ----------------------------------------------------------------------------------------


def test_my_day_holds_what_i_am_to_do_and_the_meetings_of_my_groups(anna: Actor, bo: Actor, dag: Actor) -> None:
    steering, working = make_groups(anna)
    sit(working, anna, bo)
    sit(working, anna, anna, part=GroupMember.Part.COORDINATOR)
    give(working, anna, bo, days(-1))
    plan(working, anna, days(7))
    plan(steering, anna, days(9))
    plan(steering, anna, days(60))
    hers = reads.group_day(bo, today=DAY)
    assert [view.due_state for view in hers.assignments] == [DueState.OVERDUE]
    assert [one.day for one in hers.meetings] == [days(7)]
    assert [one.day for one in reads.group_day(anna, today=DAY).meetings] == [days(7), days(9)]
    assert reads.group_day(dag, today=DAY) == reads.GroupDay([], [])


# --- the wheel -------------------------------------------------------------------------------------


def turn(by: Actor, when: Turn = YEARLY, responsible: User | None = None) -> WheelItem:
    _steering, working = make_groups(by)
    return actions.add_wheel_item(working, by=by, at=AT, text="Följ upp", turn=when, responsible=responsible)


def tell(day: dt.date) -> int:
    at = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return actions.remind_of_wheel(by=HOUSE, at=at)


def test_the_wheel_tells_once_for_each_year_from_so_many_days_before(anna: Actor) -> None:
    turn(anna, responsible=user_of(anna))
    asked = [dt.date(2026, 3, 17), dt.date(2026, 3, 18), dt.date(2026, 3, 19), dt.date(2026, 4, 1)]
    assert [tell(day) for day in asked] == [0, 1, 0, 0]
    assert [tell(dt.date(2026, 4, 2)), tell(dt.date(2027, 3, 20)), tell(dt.date(2027, 3, 21))] == [0, 1, 0]


def test_without_a_responsible_person_the_chair_and_the_coordinators_are_told_each_once(
    anna: Actor, dag: Actor
) -> None:
    item = turn(anna)
    assert tell(dt.date(2026, 3, 20)) == 0
    sit(item.group, anna, anna, part=GroupMember.Part.CHAIR)
    sit(item.group, anna, dag, part=GroupMember.Part.COORDINATOR)
    assert tell(dt.date(2026, 3, 20)) == 2
    assert sorted(to()) == sorted([user_of(anna).email, user_of(dag).email])


def test_a_resting_initiative_tells_nobody(anna: Actor) -> None:
    item = turn(anna, responsible=user_of(anna))
    actions.rest_initiative(item.group.initiative, by=anna, at=AT)
    assert tell(dt.date(2026, 3, 20)) == 0


def test_on_another_day_it_is_told_of_again(anna: Actor) -> None:
    item = turn(anna, responsible=user_of(anna))
    assert tell(dt.date(2026, 3, 20)) == 1
    moved = Turn(month=4, day=2, remind_days_before=14)
    actions.change_wheel_item(item, by=anna, at=AT, text="Följ upp", turn=moved, responsible=user_of(anna))
    assert tell(dt.date(2026, 3, 20)) == 1


@pytest.mark.parametrize(
    ("when", "today", "day"),
    [
        (Turn(month=2, day=31), dt.date(2027, 1, 1), dt.date(2027, 2, 28)),
        (Turn(month=2, day=29), dt.date(2028, 1, 1), dt.date(2028, 2, 29)),
        (Turn(month=3, day=2), dt.date(2026, 3, 2), dt.date(2026, 3, 2)),
        (Turn(month=3, day=1), dt.date(2026, 3, 2), dt.date(2027, 3, 1)),
        (Turn(only_on=dt.date(2026, 5, 4)), dt.date(2026, 3, 2), dt.date(2026, 5, 4)),
        (Turn(only_on=dt.date(2026, 3, 1)), dt.date(2026, 3, 2), None),
    ],
)
def test_the_next_day_of_something_on_the_wheel(when: Turn, today: dt.date, day: dt.date | None) -> None:
    item = WheelItem(month=when.month, day=when.day, only_on=when.only_on)
    assert rules.next_wheel_day(item, today) == day


@pytest.mark.parametrize(
    ("when", "field"), [(Turn(), "month"), (Turn(month=4), "month"), (Turn(4, 1, dt.date(2026, 5, 4)), "only_on")]
)
def test_something_on_the_wheel_says_when(anna: Actor, when: Turn, field: str) -> None:
    with pytest.raises(Refused) as refused:
        turn(anna, when)
    assert refused.value.field == field


def test_something_is_taken_off_the_wheel(anna: Actor) -> None:
    item = turn(anna)
    actions.remove_wheel_item(item, by=anna, at=AT)
    assert reads.wheel_of(item.group.initiative, today=DAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_wheel_and_my_day_cost_the_same_however_much_is_on_them(
    anna: Actor, count: int, django_assert_num_queries: object
) -> None:
    _steering, working = make_groups(anna)
    sit(working, anna, anna)
    for number in range(count):
        actions.add_wheel_item(working, by=anna, at=AT, text=f"Sak {number}", turn=YEARLY, responsible=None)
        give(working, anna, anna)
        plan(working, anna, days(number + 1))
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's own fixture
        assert len(reads.wheel_of(working.initiative, today=DAY)) == count
    with django_assert_num_queries(2):  # type: ignore[operator]  # pytest-django's own fixture
        assert len(reads.group_day(anna, today=DAY).assignments) == count
