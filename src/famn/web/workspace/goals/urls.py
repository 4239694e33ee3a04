"""Addresses of steering documents and their goals, and of what an initiative rests on."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.goals import grounds, views

READ, KEEP, DRIVE = Capability.READ_INITIATIVES, Capability.KEEP_GOALS, Capability.DRIVE_INITIATIVES
ONE = "mal/<str:steering>/"
GOAL = f"{ONE}mal/<str:goal>/"
GROUNDS = "initiativ/<str:initiative>/vilar-pa/"

urlpatterns = [
    page("mal/", views.goals, name="goals", who=READ),
    page("mal/nytt/", views.add_steering, name="add_steering", who=KEEP, methods=FORM),
    page(ONE, views.steering, name="steering", who=READ),
    page(f"{ONE}andra/", views.change_steering, name="change_steering", who=KEEP, methods=FORM),
    page(f"{ONE}ta-bort/", views.remove_steering, name="remove_steering", who=KEEP, methods=POST),
    page(f"{ONE}mal/nytt/", views.add_goal, name="add_goal", who=KEEP, methods=FORM),
    page(GOAL, views.change_goal, name="change_goal", who=KEEP, methods=FORM),
    page(f"{GOAL}ta-bort/", views.remove_goal, name="remove_goal", who=KEEP, methods=POST),
    page(GROUNDS, grounds.initiative_grounds, name="initiative_grounds", who=READ),
    page(f"{GROUNDS}nytt/", grounds.cite_goal, name="cite_goal", who=DRIVE, methods=FORM),
    page(f"{GROUNDS}bort/", grounds.uncite_goal, name="uncite_goal", who=DRIVE, methods=POST),
]
