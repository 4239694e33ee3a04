"""Addresses of figures of places: finding a place, its figures, and bringing in a file."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.figures import importing, views

READ, KEEP = Capability.READ_INITIATIVES, Capability.KEEP_GOALS

urlpatterns = [
    page("siffror/", views.figures, name="figures", who=READ),
    page("siffror/las-in/", importing.import_figures, name="import_figures", who=KEEP, methods=FORM),
    page("siffror/las-in/mall/", importing.figures_template, name="figures_template", who=KEEP),
    page("siffror/las-in/bort/", importing.remove_import, name="remove_import", who=KEEP, methods=POST),
    page("siffror/<str:place>/", views.place_figures, name="place_figures", who=READ),
]
