"""Addresses that anybody may open."""

from __future__ import annotations

from famn.web import gallery
from famn.web.public import about, start
from famn.web.shared.addresses import PUBLIC, page

urlpatterns = [
    page("", start.start, name="start", who=PUBLIC),
    page("om-familjecentraler/", about.about, name="about", who=PUBLIC),
    page("tillganglighet/", about.accessibility, name="accessibility", who=PUBLIC),
    page("initiativ/", start.initiatives, name="public_initiatives", who=PUBLIC),
    page("initiativ/<str:initiative>/", start.initiative, name="public_initiative", who=PUBLIC),
    page("komponenter/", gallery.gallery, name="gallery", who=PUBLIC),
    page("lever/", about.alive, name="alive", who=PUBLIC),
]
