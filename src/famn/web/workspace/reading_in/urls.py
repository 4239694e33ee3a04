"""Addresses of reading in."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.reading_in import views

WHO = Capability.READ_IN_DOCUMENTS

urlpatterns = [
    page("las-in/", views.read_in, name="read_in", who=WHO, methods=FORM),
    page("las-in/<str:incoming>/", views.reading, name="reading", who=WHO, methods=FORM),
    page("las-in/<str:incoming>/original/", views.reading_original, name="reading_original", who=WHO),
    page("las-in/<str:incoming>/lagg-undan/", views.set_aside, name="set_aside", who=WHO, methods=POST),
]
