"""Addresses of sending a decision out: the extract of its minutes, who gets it, and what somebody is to answer."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, PUBLIC, page
from famn.web.workspace.dispatching import comparing, extracts, views

READ, CHANGE, DECIDE = Capability.READ_MATTERS, Capability.CHANGE_MATTERS, Capability.RECORD_DECISIONS
ONE = "beslut/<str:decision>/"
ROW = "expediering/<str:dispatch>/"
REPORT = "utlatanden/<str:report>/jamfor-handlingar/"

urlpatterns = [
    page(ONE, views.dispatch, name="dispatch", who=READ),
    page(f"{ONE}utdrag/", views.make_extract, name="make_extract", who=DECIDE, methods=POST),
    page(f"{ONE}skickat/", views.tick_dispatches, name="tick_dispatches", who=DECIDE, methods=POST),
    page(f"{ONE}mottagare/", views.add_recipient, name="add_recipient", who=DECIDE, methods=POST),
    page(f"{ONE}uppdrag/", views.give_assignment, name="give_assignment", who=CHANGE, methods=FORM),
    page(f"{ONE}pdf/", extracts.extract_pdf, name="extract_pdf", who=READ),
    page(f"{ONE}word/", extracts.extract_word, name="extract_word", who=READ),
    page(f"{ONE}las/", extracts.extract_print, name="extract_print", who=READ),
    page(f"{ROW}bort/", views.drop_recipient, name="drop_recipient", who=DECIDE, methods=POST),
    page(f"{ROW}ratta/", views.correct_dispatch, name="correct_dispatch", who=DECIDE, methods=FORM),
    page(REPORT, comparing.differences, name="differences", who=READ),
    page(f"{REPORT}godta/", comparing.accept_difference, name="accept_difference", who=CHANGE, methods=POST),
    page("protokollsutdrag/<str:token>/", extracts.dispatched, name="dispatched", who=PUBLIC),
]
