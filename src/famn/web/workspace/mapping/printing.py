"""A mapping in print: as PDF, in the authority's Word template or ours, and as a page to read and print."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.models import Mapping
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.reads import template_in_use
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def mapping_pdf(request: Request, mapping: str) -> HttpResponse:
    """The mapping as a PDF, for everybody and for the archive."""
    row, paper = _printed(request, mapping)
    instead = [_way(row, "mapping_print", _("Läs den som en sida")), _way(row, "mapping_word", _("Hämta som Word"))]
    return pdf_answer(request, paper, name=_name(paper), instead=instead)


def mapping_word(request: Request, mapping: str) -> HttpResponse:
    """The mapping as a Word file, in the authority's own template if it has one; `?mall=famn` asks for ours."""
    row, paper = _printed(request, mapping)
    template = None if request.GET.get("mall") == "famn" else template_in_use(row.initiative.authority_id)
    try:
        content = render_word(paper.as_json(), template=bytes(template.content) if template else None)
    except WordFault as fault:
        ours = Way(_("Hämta den i Famns mall"), reverse("mapping_word", args=[row.code], query={"mall": "famn"}))
        return not_made(
            request,
            title=_("Det gick inte att göra en Word-fil"),
            reason=fault.reason,
            instead=[*([ours] if template else []), _way(row, "mapping_pdf", _("Hämta som PDF"))],
            status=422 if template else 503,
        )
    return file_answer(content, name=f"{_name(paper)}.docx")


def mapping_print(request: Request, mapping: str) -> HttpResponse:
    """The mapping as a page: for the screen, however small, and for the printer."""
    row, paper = _printed(request, mapping)
    context = {
        "mapping": row,
        "paper": paper,
        "pdf": _way(row, "mapping_pdf", _("Hämta som PDF")),
        "word": _way(row, "mapping_word", _("Hämta som Word")),
    }
    return render(request, "workspace/mapping/mapping_print.html", context)


def _printed(request: Request, code: str) -> tuple[Mapping, Paper]:
    rows = rules.visible_mappings(request.actor)
    row = get_object_or_404(rows.select_related("initiative", "place", "based_on", "started_by"), code=code)
    return row, reads.printed_mapping(row, request.actor, today=timezone.localdate())


def _name(paper: Paper) -> str:
    return file_name(paper.registry_number, paper.title)


def _way(row: Mapping, page: str, words: str) -> Way:
    return Way(words, reverse(page, args=[row.code]))
