"""Addresses of centres and definitions in the workspace."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.centres import definitions, legs, views

READ, RUN, DEFINE = Capability.READ_CENTRES, Capability.RUN_CENTRES, Capability.DEFINE_CLASSES

urlpatterns = [
    page("centraler/", views.my_centres, name="my_centres", who=READ),
    page("centraler/ny/", views.add_centre, name="add_centre", who=RUN, methods=FORM),
    page("centraler/<str:centre>/", views.work_centre, name="work_centre", who=READ),
    page("centraler/<str:centre>/andra/", views.change_centre, name="change_centre", who=RUN, methods=FORM),
    page("centraler/<str:centre>/lage/", views.centre_state, name="centre_state", who=RUN, methods=FORM),
    page("centraler/<str:centre>/visa/", views.publish_centre, name="publish_centre", who=RUN, methods=POST),
    page("centraler/<str:centre>/hus/ny/", views.add_premises, name="add_premises", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/hus/<str:premises>/",
        views.change_premises,
        name="change_premises",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/partner/ny/", views.add_partner, name="add_partner", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/partner/<str:partner>/sluta/",
        views.end_partner,
        name="end_partner",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/verksamheter/ny/", legs.add_leg, name="add_leg", who=RUN, methods=FORM),
    page("centraler/<str:centre>/verksamheter/<str:leg>/", legs.change_leg, name="change_leg", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/verksamheter/<str:leg>/tider/",
        legs.leg_hours,
        name="leg_hours",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/verksamheter/<str:leg>/sluta/", legs.end_leg, name="end_leg", who=RUN, methods=FORM),
    page("definitioner/", definitions.definitions, name="definitions", who=READ),
    page("definitioner/<str:definition>/", definitions.work_definition, name="work_definition", who=READ),
    page(
        "definitioner/<str:definition>/kopiera/",
        definitions.copy_definition,
        name="copy_definition",
        who=DEFINE,
        methods=FORM,
    ),
    page(
        "definitioner/<str:definition>/andra/",
        definitions.change_definition,
        name="change_definition",
        who=DEFINE,
        methods=FORM,
    ),
]
