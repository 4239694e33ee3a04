"""A board is abolished: what waits there goes to the one that takes over, and what it decided keeps its name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import FIRST, BoardFacts, PassageFacts
from famn.domain.matters.models import Board, BoardMeeting, BoardReport, Decision, Passage
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.matters.test_reports import AFTER_MEETING, LATER, MEETING, Desk, attested, decide, fresh, make_desk
from tests.people import AT, DAY, House, build_house
from tests.scenes import scene

WEEK = dt.timedelta(weeks=1)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def boards(desk: Desk) -> tuple[Board, Board]:
    names = ("Ekbackens stadsdelsnämnd", "Nya nämnden")
    old, new = (actions.add_board(by=desk.sara, at=AT, facts=BoardFacts(name, "board")) for name in names)
    return old, new


def meeting_of(desk: Desk, board: Board, day: dt.date = MEETING) -> BoardMeeting:
    (meeting,) = actions.plan_meetings(board, by=desk.sara, at=AT, days=[day])
    return meeting


def end(desk: Desk, board: Board, successor: Board | None = None, **facts: Any) -> list[Passage]:
    told = {"at": LATER, "ended_on": DAY} | facts
    return actions.end_board(board, by=desk.sara, successor=successor, **told)


def only(report: BoardReport) -> Passage:
    (passage,) = reads.route_of(report).passages
    return passage


@scene
def both(desk: Desk) -> tuple[Board, Board]:
    """The board that is and the one that comes after it."""
    return boards(desk)


def test_what_is_on_a_later_agenda_goes_to_the_first_meeting_of_the_board_that_takes_over(
    desk: Desk, both: tuple[Board, Board]
) -> None:
    old, new = both
    meeting, coming = meeting_of(desk, old), meeting_of(desk, new, MEETING + WEEK)
    meeting_of(desk, new, MEETING - WEEK)
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting)
    end(desk, old, new)
    passage, now = only(report), fresh(report)
    assert (passage.board, passage.body, passage.state) == (new, "Nya nämnden", Passage.State.ON_AGENDA)
    assert (now.state, now.meeting_id, now.meeting_date) == (BoardReport.State.AGENDA, coming.pk, coming.day)
    meeting.refresh_from_db()
    assert meeting.state == BoardMeeting.State.CANCELLED
    letter = Letter.objects.filter(subject__startswith="Ny nämnd").get()
    assert "Nya nämnden tar över" in letter.text and letter.to.startswith("anna@")
    assert TrailEvent.objects.filter(verb="move_passage", thing_id=passage.pk).exists()


def test_where_the_successor_plans_no_meeting_the_report_waits_for_one(desk: Desk, both: tuple[Board, Board]) -> None:
    old, new = both
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting_of(desk, old))
    end(desk, old, new)
    assert only(report).state == Passage.State.PLANNED
    assert (fresh(report).state, fresh(report).meeting_date) == (BoardReport.State.ATTESTED, None)


def test_without_a_successor_nothing_may_wait_and_the_reason_counts_it(desk: Desk, both: tuple[Board, Board]) -> None:
    old, _new = both
    actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting_of(desk, old))
    with pytest.raises(Refused, match="1 utlåtande är på väg") as refused:
        end(desk, old)
    assert refused.value.field == "successor"
    old.refresh_from_db()
    assert old.ended_on is None


def test_what_was_on_an_agenda_up_to_the_last_day_stays_to_be_recorded_in_the_old_name(
    desk: Desk, both: tuple[Board, Board]
) -> None:
    old, new = both
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting_of(desk, old))
    assert end(desk, old, new, at=AFTER_MEETING, ended_on=MEETING) == []
    decision = decide(desk, fresh(report))
    assert decision.body == "Ekbackens stadsdelsnämnd"


def test_what_such_a_board_postponed_goes_on_to_its_successor(desk: Desk, both: tuple[Board, Board]) -> None:
    old, new = both
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting_of(desk, old))
    end(desk, old, new, at=AFTER_MEETING, ended_on=MEETING)
    decide(desk, fresh(report), "postponed", "Mer tid.")
    assert only(report).board == new
    actions.put_on_agenda(fresh(report), by=desk.sara, at=AFTER_MEETING, meeting=meeting_of(desk, new, MEETING + WEEK))
    assert Decision.objects.get().body == "Ekbackens stadsdelsnämnd"


def test_an_abolished_board_is_not_changed_chosen_or_abolished_again(desk: Desk, both: tuple[Board, Board]) -> None:
    old, new = both
    end(desk, old, new)
    with pytest.raises(Denied, match="nedlagd"):
        meeting_of(desk, old)
    with pytest.raises(Denied, match="nedlagd"):
        end(desk, old, new)
    with pytest.raises(Refused, match="nedlagd"):
        actions.plan_passage(attested(desk), PassageFacts(board=old), by=desk.anna, at=AT)
    assert list(rules.kept_boards(desk.anna)) == [new]
    assert [row.board for row in reads.boards_list(desk.anna, today=DAY)] == [new, old]


@pytest.mark.parametrize("which", ["itself", "ended", "theirs"])
def test_only_another_board_of_the_own_authority_takes_over(desk: Desk, which: str, both: tuple[Board, Board]) -> None:
    old, new = both
    if which == "ended":
        end(desk, new)
    other = Board.objects.create(authority_id=desk.cesar.authority_id or 0, kind="board", name="Sjövikens nämnd")
    heir = {"itself": old, "ended": new, "theirs": other}[which]
    with pytest.raises(Refused) as refused:
        end(desk, old, heir)
    assert refused.value.field == "successor"


def test_a_board_is_not_abolished_ahead_nor_by_anybody_else(desk: Desk, both: tuple[Board, Board]) -> None:
    old, new = both
    with pytest.raises(Refused) as refused:
        end(desk, old, new, ended_on=DAY + WEEK)
    assert refused.value.field == "ended_on"
    for other in (desk.anna, desk.cesar):
        with pytest.raises(Denied):
            actions.end_board(old, by=other, at=LATER, ended_on=DAY, successor=new)


def test_a_text_before_both_boards_is_not_taken_up_twice_by_the_one_that_is_left(
    desk: Desk, both: tuple[Board, Board]
) -> None:
    old, new = both
    report = attested(desk)
    actions.plan_passage(report, PassageFacts(board=new, place=1), by=desk.anna, at=AT)
    assert len(reads.route_of(report).passages) == 2
    end(desk, old, new)
    assert only(report).board == new


def test_a_way_with_a_committee_keeps_its_order_when_the_committee_is_abolished(
    desk: Desk, both: tuple[Board, Board]
) -> None:
    _own, other = both
    committee = actions.add_board(by=desk.sara, at=AT, facts=BoardFacts("Utskottet", "committee"))
    report = attested(desk)
    facts = PassageFacts(Passage.Role.PREPARES, board=committee, place=FIRST)
    actions.plan_passage(report, facts, by=desk.anna, at=AT)
    end(desk, committee, other)
    first, second = reads.route_of(report).passages
    assert (first.body, first.role, second.body) == ("Nya nämnden", "prepares", "Ekbackens stadsdelsnämnd")


def test_two_who_abolish_a_board_and_put_a_report_on_its_agenda_at_once_lose_nothing(own_database: str) -> None:
    desk = make_desk(build_house())
    old, new = boards(desk)
    meeting, report = meeting_of(desk, old), attested(desk)
    moved, taken = overlapping(
        lambda: end(desk, old, new),
        lambda: actions.put_on_agenda(report, by=desk.sara, at=LATER, meeting=meeting),
        area_id=desk.sara.area_id,
    )
    assert moved == [] and isinstance(taken, Refused) and "inställt" in str(taken.reason)


def test_two_who_abolish_the_same_board_at_once_move_its_reports_once(own_database: str) -> None:
    desk = make_desk(build_house())
    old, new = boards(desk)
    actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting=meeting_of(desk, old))
    first, second = overlapping(lambda: end(desk, old, new), lambda: end(desk, old, new), area_id=desk.sara.area_id)
    assert len(first) == 1 and isinstance(second, Denied)
    assert TrailEvent.objects.filter(verb="move_passage").count() == 1
