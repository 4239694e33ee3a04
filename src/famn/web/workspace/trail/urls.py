"""The address of the trail of a thing."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import page
from famn.web.workspace.trail import views

urlpatterns = [page("spar/<str:thing>/<str:code>/", views.trail, name="trail", who=Capability.READ_TRAIL)]
