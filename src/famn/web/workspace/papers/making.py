"""A paper as a file to download, or a page that says why it could not be made and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from famn.domain.matters.drafting.paper import Paper
from famn.outside.pdf import PdfFault, compile_pdf
from famn.web.shared.actor import Request
from famn.web.shared.files import MEDIA_TYPES


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do instead: words of a link, and where it leads."""

    words: str
    url: str


def pdf_answer(
    request: Request, paper: Paper, *, name: str, instead: Sequence[Way], show: bool = False
) -> HttpResponse:
    """The paper as a PDF called `name`, without its ending. With `show` the browser may open it, else it keeps it."""
    try:
        content = compile_pdf(paper.as_json())
    except PdfFault as fault:
        title = _("Det gick inte att göra en PDF")
        return not_made(request, title=title, reason=fault.reason, instead=instead, status=503)
    return file_answer(content, name=f"{name}.pdf", show=show)


def file_answer(content: bytes, *, name: str, show: bool = False) -> HttpResponse:
    """The bytes with the type that the name says. No copy is kept on the way: a draft may change in a minute."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": content_disposition_header(not show, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def not_made(request: Request, *, title: str, reason: str, instead: Sequence[Way], status: int) -> HttpResponse:
    """What happened, that nothing is lost, and what to do."""
    context = {"title": title, "reason": reason, "instead": instead}
    return render(request, "workspace/papers/not_made.html", context, status=status)
