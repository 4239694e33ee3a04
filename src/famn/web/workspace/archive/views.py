"""A matter's whole file as an archive package: what will be in it, and the package itself."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.matters.models import Matter
from famn.domain.matters.rules import visible_matters
from famn.ground.verdict import require
from famn.web.shared.actor import Request


def matter_archive(request: Request, matter: str) -> HttpResponseBase:
    """What the package will hold; with the button the package itself, made on the disk and sent from there."""
    row = get_object_or_404(visible_matters(request.actor), code=matter)
    require(rules.may_archive(request.actor, row))
    at = timezone.now()
    if request.method == "POST":
        return _package(request, row)
    sketch = reads.sketch_of(row, request.actor, at=at)
    context = {
        "matter": row,
        "sketch": sketch,
        "kinds": [{"key": kind.capitalize(), "value": str(count)} for kind, count in sketch.kinds],
        "crumbs": [
            {"url": reverse("matters"), "label": _("Ärenden")},
            {"url": reverse("matter", args=[row.code]), "label": row.title},
        ],
    }
    return render(request, "workspace/archive/matter_archive.html", context)


def _package(request: Request, matter: Matter) -> FileResponse:
    at = timezone.now()
    target = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it when all is sent
    try:
        actions.archive_matter(matter, by=request.actor, at=at, target=target)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=reads.package_name(matter, at=at),
        content_type="application/zip",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )
