"""Addresses that anybody may open."""

from __future__ import annotations

from famn.web import gallery
from famn.web.public import about, centres, start
from famn.web.shared.addresses import PUBLIC, page

urlpatterns = [
    page("", start.start, name="start", who=PUBLIC),
    page("om-familjecentraler/", about.about, name="about", who=PUBLIC),
    page("tillganglighet/", about.accessibility, name="accessibility", who=PUBLIC),
    page("initiativ/", start.initiatives, name="public_initiatives", who=PUBLIC),
    page("initiativ/<str:initiative>/", start.initiative, name="public_initiative", who=PUBLIC),
    page("familjecentraler/", centres.centres, name="centres", who=PUBLIC),
    page("familjecentraler/klasser/", centres.country, name="classes", who=PUBLIC),
    page("familjecentraler/definitioner/<str:definition>/", centres.definition, name="definition", who=PUBLIC),
    page("familjecentraler/<str:centre>/", centres.centre, name="centre", who=PUBLIC),
    page("familjecentraler/<str:centre>/klass/", centres.centre_class, name="centre_class", who=PUBLIC),
    page("komponenter/", gallery.gallery, name="gallery", who=PUBLIC),
    page("lever/", about.alive, name="alive", who=PUBLIC),
]
