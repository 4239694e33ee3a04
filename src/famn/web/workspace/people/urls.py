"""Addresses of people and units."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, page
from famn.web.workspace.people import views

SEE, MANAGE = Capability.SEE_PEOPLE, Capability.MANAGE_PEOPLE

urlpatterns = [
    page("manniskor/", views.people, name="people", who=SEE),
    page("manniskor/ny/", views.add_person, name="add_person", who=MANAGE, methods=FORM),
    page("manniskor/<str:person>/", views.person, name="person", who=SEE),
    page(
        "manniskor/<str:person>/uppdrag/<str:membership>/avsluta/",
        views.end_membership,
        name="end_membership",
        who=MANAGE,
        methods=FORM,
    ),
    page("enheter/ny/", views.add_unit, name="add_unit", who=MANAGE, methods=FORM),
    page("enheter/<str:unit>/", views.unit, name="unit", who=SEE),
]
