"""The address of the first page of the day."""

from __future__ import annotations

from famn.web.shared.addresses import SIGNED_IN, page
from famn.web.workspace.desk import views

urlpatterns = [page("", views.desk, name="desk", who=SIGNED_IN, at_work=True)]
