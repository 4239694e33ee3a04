"""The initiative that something is begun from: `?initiativ=` in the address of a page that begins it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from famn.domain.establishment import rules
from famn.domain.establishment.models import Initiative
from famn.web.shared.actor import Request


def begun_from(request: Request) -> Initiative | None:
    """The initiative with its place and parties; None where nothing is said. 404 for one that one may not see."""
    code = request.GET.get("initiativ", "")
    rows = rules.visible_initiatives(request.actor).select_related("place", "authority__principal")
    return get_object_or_404(rows.prefetch_related("parties__authority__principal"), code=code) if code else None
