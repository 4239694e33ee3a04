"""Addresses of how an authority's reports look: layouts and the Word template."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.layouts import templates, views

READ, SHAPE = Capability.READ_MATTERS, Capability.SHAPE_REPORTS
ONE = "uppstallningar/<str:layout>/"

urlpatterns = [
    page("uppstallningar/", views.layouts, name="layouts", who=READ),
    page(ONE, views.layout, name="layout", who=READ),
    page(f"{ONE}exempel/", views.layout_sample, name="layout_sample", who=READ),
    page(f"{ONE}kopiera/", views.copy_layout, name="copy_layout", who=SHAPE, methods=FORM),
    page(f"{ONE}andra/", views.change_layout, name="change_layout", who=SHAPE, methods=FORM),
    page("word-mall/", templates.word_template, name="word_template", who=READ),
    page("word-mall/byt/", templates.bring_template, name="bring_template", who=SHAPE, methods=FORM),
    page("word-mall/famns/", templates.our_template, name="our_template", who=READ),
    page("word-mall/tillbaka/", templates.use_our_template, name="use_our_template", who=SHAPE, methods=POST),
    page("word-mall/<str:template>/", templates.template_file, name="template_file", who=READ),
]
