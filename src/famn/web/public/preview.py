"""A centre's public page for those who work with it, also before everybody may see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.web.public import place
from famn.web.shared.actor import Request


def preview_centre(request: Request, centre: str) -> HttpResponse:
    """The page as everybody will see it."""
    row = get_object_or_404(rules.visible_centres(request.actor), code=centre)
    if not row.is_public:
        messages.info(request, _("Så här blir sidan. Än så länge ser bara ni den."))
    return place.page_of(request, row)
