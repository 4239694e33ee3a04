"""Addresses of reports: writing, attesting, and before the board."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.reports import after, board, route, views, writing

READ, CHANGE = Capability.READ_MATTERS, Capability.CHANGE_MATTERS
WRITE, ATTEST, DECIDE = Capability.WRITE_REPORTS, Capability.ATTEST, Capability.RECORD_DECISIONS
ONE = "utlatanden/<str:report>/"

urlpatterns = [
    page("arenden/<str:matter>/skriv/", views.start_report, name="start_report", who=WRITE, methods=FORM),
    page(ONE, views.report, name="report", who=READ),
    page(f"{ONE}versioner/", views.versions, name="versions", who=READ),
    page(f"{ONE}versioner/<int:number>/", views.version, name="version", who=READ),
    page(
        f"{ONE}versioner/<int:number>/aterstall/",
        views.restore_version,
        name="restore_version",
        who=WRITE,
        methods=POST,
    ),
    page(f"{ONE}skriv/", writing.edit_report, name="edit_report", who=WRITE, methods=FORM),
    page(f"{ONE}utkast/", writing.keep_working_copy, name="keep_working_copy", who=WRITE, methods=POST),
    page(f"{ONE}slang/", writing.drop_working_copy, name="drop_working_copy", who=WRITE, methods=POST),
    page(f"{ONE}jamfor/", writing.compare_report, name="compare_report", who=WRITE, methods=FORM),
    page(f"{ONE}skicka/", board.send_report, name="send_report", who=WRITE, methods=FORM),
    page(f"{ONE}ta-tillbaka/", board.take_back_report, name="take_back_report", who=WRITE, methods=POST),
    page(f"{ONE}attestera/", board.attest_report, name="attest_report", who=ATTEST, methods=FORM),
    page(f"{ONE}skicka-tillbaka/", board.return_report, name="return_report", who=ATTEST, methods=POST),
    page(f"{ONE}dagordning/", board.put_on_agenda, name="put_on_agenda", who=DECIDE, methods=FORM),
    page(f"{ONE}fran-dagordningen/", board.take_off_agenda, name="take_off_agenda", who=DECIDE, methods=POST),
    page(f"{ONE}beslut/", board.record_decision, name="record_decision", who=DECIDE, methods=FORM),
    page(f"{ONE}vagen/", route.passages, name="passages", who=READ, methods=FORM),
    page(
        f"{ONE}vagen/<str:passage>/ta-bort/",
        route.withdraw_passage,
        name="withdraw_passage",
        who=CHANGE,
        methods=POST,
    ),
    page(f"{ONE}valj/", route.choose_way, name="choose_way", who=CHANGE, methods=FORM),
    page(f"{ONE}reservation/", after.add_reservation, name="add_reservation", who=DECIDE, methods=FORM),
    page(f"{ONE}justering/", after.record_approval, name="record_approval", who=DECIDE, methods=FORM),
    page(f"{ONE}overklagande/", after.record_appeal, name="record_appeal", who=DECIDE, methods=FORM),
    page(f"{ONE}verkstall/", after.execute_report, name="execute_report", who=CHANGE, methods=FORM),
    page(f"{ONE}avsluta/", board.close_report, name="close_report", who=CHANGE, methods=POST),
]
