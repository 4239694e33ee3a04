"""Addresses of a report in print: as PDF, as Word and as a page."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import page
from famn.web.workspace.papers import views

READ = Capability.READ_MATTERS
ONE = "utlatanden/<str:report>/"

urlpatterns = [
    page(f"{ONE}pdf/", views.report_pdf, name="report_pdf", who=READ),
    page(f"{ONE}word/", views.report_word, name="report_word", who=READ),
    page(f"{ONE}las/", views.report_print, name="report_print", who=READ),
]
