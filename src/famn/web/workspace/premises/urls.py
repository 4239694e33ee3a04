"""Addresses of the search for a house for an initiative."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, page
from famn.web.workspace.premises import centre, details, views

READ, DRIVE = Capability.READ_INITIATIVES, Capability.DRIVE_INITIATIVES
ALL = "initiativ/<str:initiative>/lokaler/"
ONE = f"{ALL}<str:option>/"

urlpatterns = [
    page(ALL, views.premises, name="premises", who=READ),
    page(f"{ALL}ny/", views.note_premises, name="note_premises", who=DRIVE, methods=FORM),
    page(f"{ALL}kriterier/", details.premises_criteria, name="premises_criteria", who=DRIVE, methods=FORM),
    page(f"{ALL}familjecentral/", centre.tie_centre, name="tie_centre", who=DRIVE, methods=FORM),
    page(ONE, views.premises_option, name="premises_option", who=READ),
    page(f"{ONE}andra/", views.change_premises_option, name="change_premises_option", who=DRIVE, methods=FORM),
    page(f"{ONE}lage/", views.move_premises, name="move_premises", who=DRIVE, methods=FORM),
    page(f"{ONE}andelar/", details.premises_shares, name="premises_shares", who=DRIVE, methods=FORM),
    page(f"{ONE}verksamheter/", details.premises_legs, name="premises_legs", who=DRIVE, methods=FORM),
    page(f"{ONE}poang/", details.score_premises, name="score_premises", who=DRIVE, methods=FORM),
    page(f"{ONE}for-over/", centre.carry_premises, name="carry_premises", who=DRIVE, methods=FORM),
]
