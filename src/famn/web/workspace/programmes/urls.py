"""Addresses of programmes, their goals, and what these rest on."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.programmes import citing, views

READ, KEEP = Capability.READ_INITIATIVES, Capability.KEEP_PROGRAMMES
ONE = "program/<str:programme>/"
GOAL = f"{ONE}mal/<str:programme_goal>/"

urlpatterns = [
    page("program/", views.programmes, name="programmes", who=READ),
    page("program/nytt/", views.start_programme, name="start_programme", who=KEEP, methods=FORM),
    page(ONE, views.programme, name="programme", who=READ),
    page(f"{ONE}andra/", views.change_programme, name="change_programme", who=KEEP, methods=FORM),
    page(f"{ONE}mal/nytt/", views.add_goal, name="add_programme_goal", who=KEEP, methods=FORM),
    page(GOAL, views.change_goal, name="change_programme_goal", who=KEEP, methods=FORM),
    page(f"{GOAL}ta-bort/", views.remove_goal, name="remove_programme_goal", who=KEEP, methods=POST),
    page(f"{GOAL}vilar-pa/", citing.cite_goal, name="cite_programme_goal", who=KEEP, methods=FORM),
    page(f"{GOAL}vilar-pa/bort/", citing.uncite_goal, name="uncite_programme_goal", who=KEEP, methods=POST),
]
