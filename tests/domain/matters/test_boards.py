"""Boards and their meetings: who keeps them, when reports must be ready, and what an agenda holds."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import BoardFacts
from famn.domain.matters.models import Board, BoardMeeting, BoardReport
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.matters.test_reports import AFTER_MEETING, MEETING, Desk, attested, decide, fresh, make_desk
from tests.people import AT, House, build_house
from tests.scenes import scene

WEEK = dt.timedelta(weeks=1)
BOARD = BoardFacts(name="Ekbackens stadsdelsnämnd", kind="board", report_days=10)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


@scene
def board(desk: Desk) -> Board:
    return actions.add_board(by=desk.sara, at=AT, facts=BOARD)


def plan(desk: Desk, board: Board, *days: dt.date) -> list[BoardMeeting]:
    return actions.plan_meetings(board, by=desk.sara, at=AT, days=days)


def test_reports_must_be_ready_the_boards_number_of_days_before_each_meeting(desk: Desk, board: Board) -> None:
    made = plan(desk, board, MEETING + WEEK, MEETING)
    assert [(one.day, one.reports_by) for one in made] == [
        (MEETING, MEETING - dt.timedelta(days=10)),
        (MEETING + WEEK, MEETING + WEEK - dt.timedelta(days=10)),
    ]


def test_a_day_that_is_planned_already_is_passed_over_and_a_cancelled_one_may_come_again(
    desk: Desk, board: Board
) -> None:
    first = plan(desk, board, MEETING)[0]
    assert [one.day for one in plan(desk, board, MEETING, MEETING + WEEK)] == [MEETING + WEEK]
    actions.cancel_meeting(first, by=desk.sara, at=AT)
    assert [one.day for one in plan(desk, board, MEETING)] == [MEETING]


def test_other_days_before_a_meeting_hold_for_meetings_planned_from_now_on(desk: Desk, board: Board) -> None:
    old = plan(desk, board, MEETING)[0]
    actions.change_board(board, by=desk.sara, at=AT, facts=BoardFacts(BOARD.name, "board", report_days=21))
    new = plan(desk, board, MEETING + WEEK)[0]
    old.refresh_from_db()
    assert (old.reports_by, new.reports_by) == (MEETING - dt.timedelta(days=10), MEETING + WEEK - dt.timedelta(days=21))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (BoardFacts("  ", "board"), "name"),
        (BoardFacts("EKBACKENS stadsdelsnämnd", "board"), "name"),
        (BoardFacts("Utskottet", "panel"), "kind"),
        (BoardFacts("Utskottet", "committee", report_days=121), "report_days"),
    ],
)
def test_a_board_that_cannot_be_is_refused_at_its_field(
    desk: Desk, board: Board, facts: BoardFacts, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_board(by=desk.sara, at=AT, facts=facts)
    assert refused.value.field == field
    assert Board.objects.count() == 1


def test_reports_are_ready_before_the_meeting_and_the_database_says_so_too(desk: Desk, board: Board) -> None:
    meeting = plan(desk, board, MEETING)[0]
    with pytest.raises(Refused) as refused:
        actions.change_meeting(meeting, by=desk.sara, at=AT, reports_by=MEETING + WEEK)
    assert refused.value.field == "reports_by"
    with pytest.raises(IntegrityError, match="reports_are_ready"), transaction.atomic():
        BoardMeeting.objects.update(reports_by=MEETING + WEEK)


def test_only_the_secretary_keeps_boards_and_only_those_of_her_authority(desk: Desk, board: Board) -> None:
    for actor in (desk.anna, desk.maj, desk.cesar):
        with pytest.raises(Denied):
            actions.plan_meetings(board, by=actor, at=AT, days=[MEETING])
    assert list(rules.visible_boards(desk.anna)) == [board]
    assert not rules.visible_boards(desk.cesar).exists()


def test_a_report_goes_to_a_planned_meeting_and_stands_on_its_agenda(desk: Desk, board: Board) -> None:
    meeting = plan(desk, board, MEETING)[0]
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=AT, meeting=meeting)
    assert (report.meeting_date, report.meeting) == (MEETING, meeting)
    assert reads.agenda(meeting, desk.anna) == [report]
    (row,) = reads.boards_list(desk.anna, today=AT.date())[0].coming
    assert row.reports == 1


def test_a_meeting_with_something_on_its_agenda_is_not_cancelled(desk: Desk, board: Board) -> None:
    meeting = plan(desk, board, MEETING)[0]
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=AT, meeting=meeting)
    with pytest.raises(Refused, match="Flytta dem"):
        actions.cancel_meeting(meeting, by=desk.sara, at=AT)
    actions.take_off_agenda(report, by=desk.sara, at=AT)
    assert actions.cancel_meeting(meeting, by=desk.sara, at=AT).state == BoardMeeting.State.CANCELLED
    with pytest.raises(Refused, match="inställt"):
        actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting=meeting)


def test_what_was_postponed_can_choose_only_among_later_meetings(desk: Desk, board: Board) -> None:
    first, second = plan(desk, board, MEETING, MEETING + WEEK)
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=AT, meeting=first)
    decide(desk, report, "postponed", "Bordläggs.")
    assert reads.meetings_to_choose(desk.sara, today=MEETING, after=MEETING) == [second]
    later = actions.put_on_agenda(fresh(report), by=desk.sara, at=AFTER_MEETING, meeting=second)
    assert later.meeting == second


def test_a_meeting_that_has_been_is_neither_changed_nor_cancelled(desk: Desk, board: Board) -> None:
    meeting = plan(desk, board, MEETING)[0]
    with pytest.raises(Denied, match="redan varit"):
        actions.cancel_meeting(meeting, by=desk.sara, at=AFTER_MEETING)


def test_the_day_by_which_reports_must_be_ready_stands_among_what_comes(desk: Desk, board: Board) -> None:
    meeting = plan(desk, board, AT.date() + dt.timedelta(days=20))[0]
    for actor, sees in ((desk.anna, True), (desk.sara, True), (desk.cesar, False)):
        found = [one.code for one in reads.deadlines(actor, today=AT.date()) if one.kind == "reports"]
        assert found == ([meeting.code] if sees else [])


def test_pages_of_boards_cost_the_same_however_many_meetings(
    desk: Desk, board: Board, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]  # the plugin's own fixture
    plan(desk, board, MEETING)
    for days in ((), (MEETING + WEEK, MEETING + 2 * WEEK)):
        if days:
            plan(desk, board, *days)
        with django_assert_num_queries(2):
            reads.boards_list(desk.anna, today=AT.date())
        with django_assert_num_queries(1):
            reads.board_page(board, desk.anna, today=AT.date())


def test_two_who_cancel_a_meeting_and_take_up_a_report_at_once_do_not_both_win(own_database: str) -> None:
    desk = make_desk(build_house())
    board = actions.add_board(by=desk.sara, at=AT, facts=BOARD)
    meeting, report = plan(desk, board, MEETING)[0], attested(desk)
    taken, cancelled = overlapping(
        lambda: actions.put_on_agenda(report, by=desk.sara, at=AT, meeting=meeting),
        lambda: actions.cancel_meeting(meeting, by=desk.sara, at=AT),
        area_id=desk.anna.area_id,
    )
    assert isinstance(taken, BoardReport) and isinstance(cancelled, Refused)
