"""Addresses of initiatives, the way to a family centre in one place, and of the ladders that they climb."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.initiatives import ladders, obstacles, steps, views

READ, DRIVE = Capability.READ_INITIATIVES, Capability.DRIVE_INITIATIVES
ONE = "initiativ/<str:initiative>/"
STEP = f"{ONE}steg/<int:step>/"
LADDER = "trappor/<str:ladder>/"

urlpatterns = [
    page("initiativ/", views.initiatives, name="initiatives", who=READ),
    page("initiativ/nytt/", views.start_initiative, name="start_initiative", who=DRIVE, methods=FORM),
    page(ONE, views.initiative, name="initiative", who=READ),
    page(f"{ONE}andra/", views.change_initiative, name="change_initiative", who=DRIVE, methods=FORM),
    page(STEP, steps.initiative_step, name="initiative_step", who=READ, methods=FORM),
    page(f"{STEP}krav/<int:number>/", steps.initiative_demand, name="initiative_demand", who=DRIVE, methods=FORM),
    page(f"{STEP}underlag/", steps.initiative_evidence, name="initiative_evidence", who=DRIVE, methods=FORM),
    page(f"{ONE}tidslinje/", views.initiative_timeline, name="initiative_timeline", who=READ),
    page(f"{ONE}planer/", steps.initiative_plans, name="initiative_plans", who=DRIVE, methods=FORM),
    page(f"{ONE}hinder/", obstacles.initiative_obstacles, name="initiative_obstacles", who=READ, methods=FORM),
    page("hinder/<str:obstacle>/", obstacles.obstacle, name="obstacle", who=READ, methods=FORM),
    page(f"{ONE}parter/", views.initiative_parties, name="initiative_parties", who=DRIVE, methods=FORM),
    page(f"{ONE}arenden/", views.initiative_matters, name="initiative_matters", who=DRIVE, methods=FORM),
    page(f"{ONE}visa/", views.publish_initiative, name="publish_initiative", who=DRIVE, methods=POST),
    page(f"{ONE}lage/", views.move_initiative, name="move_initiative", who=DRIVE, methods=POST),
    page("trappor/", ladders.ladders, name="ladders", who=READ),
    page(LADDER, ladders.ladder, name="ladder", who=READ),
    page(f"{LADDER}andra/", ladders.change_ladder, name="change_ladder", who=DRIVE, methods=FORM),
    page(f"{LADDER}krav/<int:number>/", ladders.change_demands, name="change_demands", who=DRIVE, methods=FORM),
    page(f"{LADDER}kopiera/", ladders.copy_ladder, name="copy_ladder", who=DRIVE, methods=POST),
]
