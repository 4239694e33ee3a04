"""Assignments from their first day to their last answer, and the reminders."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from famn.domain.matters import actions
from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_assignment, make_matter
from tests.people import AT, DAY, build_house

MIDNIGHT_HERE = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)  # half past midnight on 3 March in Sweden


def due_in(by: Actor, days: int, matter: Matter | None = None) -> Assignment:
    return make_assignment(matter or make_matter(by), due_date=DAY + dt.timedelta(days=days))


def remind(at: dt.datetime = AT) -> int:
    return actions.remind_of_assignments(by=HOUSE, at=at)


def letters_to(actor: Actor) -> list[Letter]:
    address = User.objects.get(pk=actor.user_id).email
    return list(Letter.objects.filter(to=address).exclude(subject__startswith="Du kan arbeta").order_by("pk"))


# --- answering -------------------------------------------------------------------------------------


def test_an_answer_settles_an_assignment_with_who_and_when(anna: Actor) -> None:
    done = actions.answer_assignment(due_in(anna, 5), by=anna, at=AT, answer=" Utredningen lämnades. ")
    assert (done.state, done.answer) == (Assignment.State.ANSWERED, "Utredningen lämnades.")
    assert (done.settled_by_id, done.settled_at) == (anna.user_id, AT)
    assert TrailEvent.objects.filter(verb="answer_assignment", thing_id=done.pk, user_id=anna.user_id).exists()


def test_an_empty_answer_is_refused(anna: Actor) -> None:
    with pytest.raises(Refused) as refused:
        actions.answer_assignment(due_in(anna, 5), by=anna, at=AT, answer="  \n ")
    assert refused.value.field == "answer"


def test_nobody_answers_twice(anna: Actor) -> None:
    assignment = due_in(anna, 5)
    actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart.")
    with pytest.raises(Denied, match="redan klart"):
        actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart igen.")


def test_two_who_answer_at_once_give_one_answer(own_database: str) -> None:
    anna = build_house().anna
    assignment = due_in(anna, 5)

    def answer(words: str) -> Assignment:
        return actions.answer_assignment(assignment, by=anna, at=AT, answer=words)

    first, second = overlapping(
        functools.partial(answer, "Först"), functools.partial(answer, "Sist"), area_id=anna.area_id
    )
    assert isinstance(first, Assignment)
    assert isinstance(second, Denied)
    assert Assignment.objects.get().answer == "Först"


def test_the_case_officer_is_told_of_an_answer_and_not_of_her_own(anna: Actor, dag: Actor) -> None:
    matter = make_matter(anna)
    assignment = due_in(anna, 5, matter)
    actions.answer_assignment(assignment, by=dag, at=AT, answer="Klart.")
    (letter,) = letters_to(anna)
    assert "Dag Dahlström" in letter.text
    assert assignment.code in letter.text
    assert assignment.code in letter.html
    actions.answer_assignment(due_in(anna, 6, matter), by=anna, at=AT, answer="Klart.")
    assert len(letters_to(anna)) == 1


def test_an_answered_assignment_opened_again_keeps_its_answer_and_is_reminded_of_anew(anna: Actor) -> None:
    assignment = due_in(anna, 5)
    remind()
    actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart.")
    opened = actions.reopen_assignment(assignment, by=anna, at=AT)
    assert (opened.state, opened.answer, opened.settled_at) == (Assignment.State.OPEN, "Klart.", None)
    assert remind() == 1


def test_an_answered_assignment_of_a_closed_matter_waits_for_the_matter_to_be_opened(anna: Actor) -> None:
    matter = make_matter(anna)
    assignment = actions.answer_assignment(due_in(anna, 5, matter), by=anna, at=AT, answer="Klart.")
    actions.close_matter(matter, by=anna, at=AT)
    with pytest.raises(Denied, match="Öppna det först"):
        actions.reopen_assignment(assignment, by=anna, at=AT)
    actions.reopen_matter(matter, by=anna, at=AT)
    assert actions.reopen_assignment(assignment, by=anna, at=AT).state == Assignment.State.OPEN


def test_a_withdrawn_assignment_cannot_be_answered_nor_opened(anna: Actor) -> None:
    assignment = actions.withdraw_assignment(due_in(anna, 5), by=anna, at=AT)
    with pytest.raises(Denied):
        actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart.")
    with pytest.raises(Denied):
        actions.reopen_assignment(assignment, by=anna, at=AT)


def test_an_assignment_is_handed_over_to_a_colleague_who_is_told(anna: Actor, dag: Actor) -> None:
    to = User.objects.get(pk=dag.user_id)
    done = actions.hand_over_assignment(due_in(anna, 5), by=anna, at=AT, to=to)
    assert done.responsible_id == dag.user_id
    (letter,) = letters_to(dag)
    assert "7 mars 2026" in letter.subject
    assert "Anna Almgren" in letter.text


def test_an_assignment_is_not_handed_over_to_somebody_who_works_elsewhere(anna: Actor, cesar: Actor) -> None:
    with pytest.raises(Refused) as refused:
        actions.hand_over_assignment(due_in(anna, 5), by=anna, at=AT, to=User.objects.get(pk=cesar.user_id))
    assert refused.value.field == "to"


def test_another_authority_can_do_nothing_with_an_assignment(anna: Actor, cesar: Actor) -> None:
    assignment, to = due_in(anna, 5), User.objects.get(pk=cesar.user_id)
    for act in (
        functools.partial(actions.answer_assignment, assignment, by=cesar, at=AT, answer="Klart."),
        functools.partial(actions.withdraw_assignment, assignment, by=cesar, at=AT),
        functools.partial(actions.hand_over_assignment, assignment, by=cesar, at=AT, to=to),
    ):
        with pytest.raises(Denied, match="annan myndighet"):
            act()


# --- reminders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "count"), [(31, 0), (30, 1), (8, 1), (1, 1), (0, 1), (-1, 1)])
def test_a_letter_goes_when_the_day_is_within_a_month_or_has_passed(anna: Actor, days: int, count: int) -> None:
    due_in(anna, days)
    assert remind() == count
    assert len(letters_to(anna)) == count


def test_letters_go_thirty_seven_and_one_day_before_and_once_when_it_is_late(anna: Actor) -> None:
    due_in(anna, 32)
    told = [day for day in range(40) if remind(AT + dt.timedelta(days=day))]
    assert told == [32 - 30, 32 - 7, 32 - 1, 32 + 1]
    assert [remind(AT + dt.timedelta(days=day)) for day in range(40)] == [0] * 40  # the clock may go again
    *near, late = letters_to(anna)
    assert {letter.subject for letter in near} == {"Svar senast den 3 april 2026"} and len(near) == 3
    assert late.subject == "Svaret skulle ha lämnats den 3 april 2026"


def test_reminders_that_fall_together_are_one_letter(anna: Actor) -> None:
    due_in(anna, 3)  # the thirtieth and the seventh day before it have both passed
    assert [remind(AT + dt.timedelta(days=day)) for day in range(6)] == [1, 0, 1, 0, 1, 0]


def test_a_row_from_before_the_three_days_is_told_of_those_that_are_left(anna: Actor) -> None:
    assignment = due_in(anna, 10)
    Assignment.objects.filter(pk=assignment.pk).update(told_due_at=AT)  # told once, as it was then
    assert [day for day in range(12) if remind(AT + dt.timedelta(days=day))] == [3, 9, 11]


def test_the_day_changes_at_midnight_in_sweden(anna: Actor) -> None:
    due_in(anna, 0)
    remind(MIDNIGHT_HERE)
    assert "skulle ha lämnats" in letters_to(anna)[0].subject


def test_what_is_settled_is_not_reminded_of(anna: Actor) -> None:
    actions.answer_assignment(due_in(anna, 3), by=anna, at=AT, answer="Klart.")
    actions.withdraw_assignment(due_in(anna, 3), by=anna, at=AT)
    assert remind() == 0


def test_without_a_responsible_person_the_case_officer_is_told(anna: Actor) -> None:
    make_assignment(make_matter(anna), responsible_id=None, due_date=DAY)
    assert remind() == 1
    assert letters_to(anna)


def test_where_nobody_can_be_told_the_letter_waits_until_somebody_can(anna: Actor) -> None:
    matter = make_matter(anna, case_officer_id=None)
    assignment = make_assignment(matter, responsible_id=None, due_date=DAY)
    assert remind() == 0
    Assignment.objects.filter(pk=assignment.pk).update(responsible_id=anna.user_id)
    assert remind() == 1


def test_two_clocks_at_once_send_one_letter(own_database: str) -> None:
    anna = build_house().anna
    for days in (1, 2, -3):
        due_in(anna, days)
    first, second = overlapping(remind, remind, area_id=None)
    assert (first, second) == (3, 0)
    assert len(letters_to(anna)) == 3


def test_a_person_cannot_set_off_the_reminders(anna: Actor) -> None:
    with pytest.raises(Denied):
        actions.remind_of_assignments(by=anna, at=AT)
