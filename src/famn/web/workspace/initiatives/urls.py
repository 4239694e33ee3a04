"""Addresses of initiatives, the way to a family centre in one place, and of the ladders that they climb."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.initiatives import ladders, views

READ, DRIVE = Capability.READ_INITIATIVES, Capability.DRIVE_INITIATIVES
ONE = "initiativ/<str:initiative>/"
LADDER = "trappor/<str:ladder>/"

urlpatterns = [
    page("initiativ/", views.initiatives, name="initiatives", who=READ),
    page("initiativ/nytt/", views.start_initiative, name="start_initiative", who=DRIVE, methods=FORM),
    page(ONE, views.initiative, name="initiative", who=READ),
    page(f"{ONE}andra/", views.change_initiative, name="change_initiative", who=DRIVE, methods=FORM),
    page(f"{ONE}steg/<int:step>/", views.initiative_step, name="initiative_step", who=DRIVE, methods=FORM),
    page(f"{ONE}parter/", views.initiative_parties, name="initiative_parties", who=DRIVE, methods=FORM),
    page(f"{ONE}arenden/", views.initiative_matters, name="initiative_matters", who=DRIVE, methods=FORM),
    page(f"{ONE}visa/", views.publish_initiative, name="publish_initiative", who=DRIVE, methods=POST),
    page(f"{ONE}lage/", views.move_initiative, name="move_initiative", who=DRIVE, methods=POST),
    page("trappor/", ladders.ladders, name="ladders", who=READ),
    page(LADDER, ladders.ladder, name="ladder", who=READ),
    page(f"{LADDER}andra/", ladders.change_ladder, name="change_ladder", who=DRIVE, methods=FORM),
    page(f"{LADDER}kopiera/", ladders.copy_ladder, name="copy_ladder", who=DRIVE, methods=POST),
]
