"""The pages of boards: a year of meetings in one form, an agenda, and which meeting a report goes to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions
from famn.domain.matters.models import Board, BoardMeeting, BoardReport
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.people import AT, House, client_of
from tests.scenes import scene
from tests.web.report_desk import Desk, attested, fresh, make_desk, url

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]
SOON = TODAY + dt.timedelta(days=5)
LATER = TODAY + dt.timedelta(days=60)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


@scene
def board(desk: Desk) -> Board:
    facts = actions.BoardFacts("Ekbackens stadsdelsnämnd", "board", report_days=10)
    return actions.add_board(by=desk.sara, at=AT, facts=facts)


def test_the_secretary_puts_in_a_board_and_a_whole_year_of_meetings_with_two_forms(desk: Desk) -> None:
    sara = desk.client("sara")
    data = {"name": "Ekbackens stadsdelsnämnd", "kind": "board", "report_days": "14"}
    page = sara.post(reverse("add_board"), data, follow=True)
    board = Board.objects.get()
    assert page.redirect_chain[-1][0] == reverse("plan_board_meetings", args=[board.code])
    days = {"days": f"{LATER}\n{SOON}\n", "starts": "18:00", "place": "Stora salen"}
    said = sara.post(reverse("plan_board_meetings", args=[board.code]), days, follow=True).text
    assert "2 nya möten är inlagda." in said and "Stora salen" in said
    assert "Stora salen" in desk.client("anna").get(reverse("boards")).text


def test_a_line_that_is_no_day_is_told_by_its_own_words_and_nothing_is_lost(desk: Desk, board: Board) -> None:
    address = reverse("plan_board_meetings", args=[board.code])
    page = desk.client("sara").post(address, {"days": f"{LATER}\n31 februari"})
    assert "”31 februari” är ingen dag" in page.context["form"].errors["days"][0]
    assert str(LATER) in page.text and not BoardMeeting.objects.exists()


def test_a_report_is_taken_up_at_one_of_the_planned_meetings_and_late_ones_say_so(desk: Desk, board: Board) -> None:
    _, later = actions.plan_meetings(board, by=desk.sara, at=timezone.now(), days=[SOON, LATER])
    report = attested(desk)
    page = desk.client("sara").get(url("put_on_agenda", report))
    assert page.text.count("utlåtanden skulle vara klara") == 1
    desk.client("sara").post(url("put_on_agenda", report), {"meeting": later.code})
    assert (fresh(report).meeting_id, fresh(report).meeting_date) == (later.pk, LATER)
    agenda = desk.client("anna").get(reverse("board_meeting", args=[later.code])).text
    assert report.title in agenda and url("report", report) in agenda


def test_another_day_is_still_possible_and_no_day_at_all_is_told(desk: Desk, board: Board) -> None:
    actions.plan_meetings(board, by=desk.sara, at=timezone.now(), days=[LATER])
    report = attested(desk)
    empty = desk.client("sara").post(url("put_on_agenda", report), {"meeting": ""})
    assert "Skriv vilken dag" in empty.context["form"].errors["meeting_date"][0]
    desk.client("sara").post(url("put_on_agenda", report), {"meeting": "", "meeting_date": SOON})
    assert (fresh(report).state, fresh(report).meeting_date) == (BoardReport.State.AGENDA, SOON)


def test_a_meeting_with_something_on_its_agenda_says_why_it_is_not_cancelled(desk: Desk, board: Board) -> None:
    meeting = actions.plan_meetings(board, by=desk.sara, at=timezone.now(), days=[LATER])[0]
    actions.put_on_agenda(attested(desk), by=desk.sara, at=timezone.now(), meeting=meeting)
    page = desk.client("sara").post(reverse("cancel_board_meeting", args=[meeting.code]), follow=True)
    assert "Flytta dem till ett annat möte först." in page.text
    meeting.refresh_from_db()
    assert meeting.state == BoardMeeting.State.PLANNED


def test_those_who_do_not_keep_boards_read_why_and_another_authority_sees_none(desk: Desk, board: Board) -> None:
    assert "Den rollen får inte göra det här" in desk.client("anna").get(reverse("boards")).text
    assert desk.client("anna").post(reverse("add_board"), {"name": "X"}).status_code == 403
    assert client_of(desk.cesar).get(reverse("board", args=[board.code])).status_code == 404
