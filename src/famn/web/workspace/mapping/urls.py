"""Addresses of mappings: those of an initiative, one with its parts and rows, and in print."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, page
from famn.web.workspace.mapping import printing, views

READ, DRIVE = Capability.READ_INITIATIVES, Capability.DRIVE_INITIATIVES
OF = "initiativ/<str:initiative>/kartlaggning/"
ONE = "kartlaggningar/<str:mapping>/"
PART = f"{ONE}del/<str:part>/"

urlpatterns = [
    page(OF, views.initiative_mappings, name="initiative_mappings", who=READ),
    page(f"{OF}ny/", views.start_mapping, name="start_mapping", who=DRIVE, methods=FORM),
    page(ONE, views.mapping, name="mapping", who=READ),
    page(f"{ONE}andra/", views.change_mapping, name="change_mapping", who=DRIVE, methods=FORM),
    page(f"{ONE}faststall/", views.settle_mapping, name="settle_mapping", who=DRIVE, methods=FORM),
    page(f"{ONE}las/", printing.mapping_print, name="mapping_print", who=READ),
    page(f"{ONE}pdf/", printing.mapping_pdf, name="mapping_pdf", who=READ),
    page(f"{ONE}word/", printing.mapping_word, name="mapping_word", who=READ),
    page(PART, views.mapping_part, name="mapping_part", who=DRIVE, methods=FORM),
    page(f"{PART}<str:row>/", views.mapping_row, name="mapping_row", who=DRIVE, methods=FORM),
]
