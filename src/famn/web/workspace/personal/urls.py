"""Addresses of decisions by one person and of the delegation order."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.personal import order, views

READ, CHANGE, KEEP = Capability.READ_MATTERS, Capability.CHANGE_MATTERS, Capability.RECORD_DECISIONS
ITEM = "delegationsordning/<str:delegation_item>/"

urlpatterns = [
    page("delegationsbeslut/", views.personal_decisions, name="personal_decisions", who=READ),
    page("delegationsbeslut/<str:personal>/", views.personal_decision, name="personal_decision", who=READ),
    page(
        "arenden/<str:matter>/beslut-av-en-person/",
        views.record_personal_decision,
        name="record_personal_decision",
        who=CHANGE,
        methods=FORM,
    ),
    page("delegationsordning/", order.delegation_order, name="delegation_order", who=READ),
    page("delegationsordning/ny/", order.add_delegation_item, name="add_delegation_item", who=KEEP, methods=FORM),
    page(ITEM, order.change_delegation_item, name="change_delegation_item", who=KEEP, methods=FORM),
    page(f"{ITEM}ta-bort/", order.end_delegation_item, name="end_delegation_item", who=KEEP, methods=POST),
]
