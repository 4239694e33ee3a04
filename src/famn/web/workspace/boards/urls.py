"""Addresses of boards, the days on which they meet, their agendas, and the lengths of time that an authority sets."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.boards import ending, lengths, views

READ, KEEP, SET = Capability.READ_MATTERS, Capability.RECORD_DECISIONS, Capability.SET_LENGTHS
BOARD = "namnder/<str:board>/"
MEETING = "namnder/moten/<str:board_meeting>/"

urlpatterns = [
    page("tider/", lengths.lengths, name="lengths", who=SET, methods=FORM),
    page("namnder/", views.boards, name="boards", who=READ),
    page("namnder/ny/", views.add_board, name="add_board", who=KEEP, methods=FORM),
    page(BOARD, views.board, name="board", who=READ),
    page(f"{BOARD}andra/", views.change_board, name="change_board", who=KEEP, methods=FORM),
    page(f"{BOARD}lagg-ned/", ending.end_board, name="end_board", who=KEEP, methods=FORM),
    page(f"{BOARD}moten/", views.plan_meetings, name="plan_board_meetings", who=KEEP, methods=FORM),
    page(MEETING, views.meeting, name="board_meeting", who=READ),
    page(f"{MEETING}andra/", views.change_meeting, name="change_board_meeting", who=KEEP, methods=FORM),
    page(
        f"{MEETING}anmal/",
        ending.report_personal_decisions,
        name="report_personal_decisions",
        who=KEEP,
        methods=POST,
    ),
    page(f"{MEETING}stall-in/", views.cancel_meeting, name="cancel_board_meeting", who=KEEP, methods=POST),
]
