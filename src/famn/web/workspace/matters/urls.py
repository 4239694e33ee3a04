"""Addresses of matters, their documents and what must be answered."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, SIGNED_IN, page
from famn.web.workspace.matters import answering, assignments, starting, views

READ = Capability.READ_MATTERS
CHANGE = Capability.CHANGE_MATTERS

urlpatterns = [
    page("arenden/", views.matters, name="matters", who=READ),
    page("arenden/nytt/", starting.start_matter, name="start_matter", who=CHANGE, methods=FORM),
    page("arenden/<str:matter>/", views.matter, name="matter", who=READ),
    page("arenden/<str:matter>/andra/", views.change_matter, name="change_matter", who=CHANGE, methods=FORM),
    page("arenden/<str:matter>/avsluta/", views.close_matter, name="close_matter", who=CHANGE, methods=POST),
    page("arenden/<str:matter>/oppna/", views.reopen_matter, name="reopen_matter", who=CHANGE, methods=POST),
    page("arenden/<str:matter>/dokument/<str:document>/", views.document, name="document", who=READ),
    page(
        "arenden/<str:matter>/dokument/<str:document>/original/",
        views.document_original,
        name="document_original",
        who=READ,
    ),
    page(
        "uppdrag/<str:assignment>/",
        assignments.assignment,
        name="assignment",
        who=SIGNED_IN,
        methods=FORM,
        at_work=True,
    ),
    page(
        "uppdrag/<str:assignment>/lamna-over/",
        assignments.hand_over,
        name="hand_over_assignment",
        who=SIGNED_IN,
        methods=POST,
        at_work=True,
    ),
    page(
        "uppdrag/<str:assignment>/oppna/",
        assignments.reopen,
        name="reopen_assignment",
        who=SIGNED_IN,
        methods=POST,
        at_work=True,
    ),
    page(
        "uppdrag/<str:assignment>/ta-tillbaka/",
        assignments.withdraw,
        name="withdraw_assignment",
        who=CHANGE,
        methods=POST,
    ),
    page(
        "uppdrag/<str:assignment>/delar/",
        answering.ask_parts,
        name="ask_parts",
        who=CHANGE,
        methods=FORM,
    ),
    page(
        "uppdrag/<str:assignment>/delar/<int:number>/",
        answering.answer_part,
        name="answer_part",
        who=SIGNED_IN,
        methods=FORM,
        at_work=True,
    ),
    page(
        "uppdrag/<str:assignment>/delar/<int:number>/bort/",
        answering.drop_part,
        name="drop_part",
        who=CHANGE,
        methods=POST,
    ),
    page("uppdrag/<str:assignment>/svar/pdf/", answering.answer_pdf, name="answer_pdf", who=SIGNED_IN, at_work=True),
    page("uppdrag/<str:assignment>/svar/word/", answering.answer_word, name="answer_word", who=SIGNED_IN, at_work=True),
]
