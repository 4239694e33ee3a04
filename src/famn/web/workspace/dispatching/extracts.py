"""An extract of minutes as PDF, as Word and as a page, for those who work here and for whoever got a link to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import reads
from famn.domain.matters.models import Decision
from famn.domain.matters.reads import ExtractFacts
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.workspace.dispatching.views import fetch_decision
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def extract_pdf(request: Request, decision: str) -> HttpResponse:
    """The extract as a PDF: as it was made last, else as it would be made now."""
    row, found = _found(request, decision)
    return pdf_answer(request, found.paper, name=_name(found), instead=[_way(row, "extract_print", _("Läs som sida"))])


def extract_word(request: Request, decision: str) -> HttpResponse:
    """The extract as a Word file, in the authority's own template if it has one."""
    row, found = _found(request, decision)
    template = reads.template_in_use(row.report.matter.authority_id)
    try:
        content = render_word(found.paper.as_json(), template=bytes(template.content) if template else None)
    except WordFault as fault:
        title, instead = _("Det gick inte att göra en Word-fil"), [_way(row, "extract_pdf", _("Hämta som PDF"))]
        return not_made(request, title=title, reason=fault.reason, instead=instead, status=422 if template else 503)
    return file_answer(content, name=f"{_name(found)}.docx")


def extract_print(request: Request, decision: str) -> HttpResponse:
    """The extract as a page: for the screen, however small, and for the printer."""
    row, found = _found(request, decision)
    context = {
        "paper": found.paper,
        "back": _way(row, "dispatch", _("Tillbaka till expedieringen")),
        "ways": [
            _way(row, "extract_pdf", _("Hämta som PDF")),
            _way(row, "extract_word", _("Hämta som Word")),
        ],
    }
    return render(request, "workspace/papers/read.html", context)


def dispatched(request: Request, token: str) -> HttpResponse:
    """The extract that somebody got a link to, as a PDF. Whoever has the link may read it, as long as it holds."""
    row = reads.dispatched(token, at=timezone.now())
    if row is None or row.extract is None:
        return render(request, "workspace/dispatching/gone.html")
    found = reads.extract_facts(row.extract)
    return pdf_answer(request, found.paper, name=_name(found), instead=[], show=True)


def _found(request: Request, code: str) -> tuple[Decision, ExtractFacts]:
    row = fetch_decision(request.actor, code)
    made = reads.last_extract(row)
    return row, reads.extract_facts(made) if made is not None else reads.extract_now(row)


def _name(found: ExtractFacts) -> str:
    return file_name(found.head.registry_number, f"protokollsutdrag {found.extract.title}")


def _way(row: Decision, page: str, words: str) -> Way:
    return Way(words, reverse(page, args=[row.code]))
