"""A report in print: as PDF, in the authority's Word template or ours, and as a page to read and print."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import reads, rules
from famn.domain.matters.reads import Printed
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def report_pdf(request: Request, report: str) -> HttpResponse:
    """The report as a PDF, for everybody and for the archive."""
    found = _printed(request, report)
    instead = [_way(found, "report_print", _("Läs den som en sida")), _way(found, "report_word", _("Hämta som Word"))]
    return pdf_answer(request, found.paper, name=_name(found), instead=instead)


def report_word(request: Request, report: str) -> HttpResponse:
    """The report as a Word file, in the authority's own template if it has one; `?mall=famn` asks for ours."""
    found = _printed(request, report)
    template = None if request.GET.get("mall") == "famn" else reads.template_in_use(found.report.matter.authority_id)
    try:
        content = render_word(found.paper.as_json(), template=bytes(template.content) if template else None)
    except WordFault as fault:
        ours = _way(found, "report_word", _("Hämta den i Famns mall"), mall="famn")
        return not_made(
            request,
            title=_("Det gick inte att göra en Word-fil"),
            reason=fault.reason,
            instead=[*([ours] if template else []), _way(found, "report_pdf", _("Hämta som PDF"))],
            status=422 if template else 503,
        )
    return file_answer(content, name=f"{_name(found)}.docx")


def report_print(request: Request, report: str) -> HttpResponse:
    """The report as a page: for the screen, however small, and for the printer."""
    found = _printed(request, report)
    context = {
        "found": found,
        "paper": found.paper,
        "pdf": _way(found, "report_pdf", _("Hämta som PDF")),
        "word": _way(found, "report_word", _("Hämta som Word")),
        "name": _name(found),
    }
    return render(request, "workspace/papers/print.html", context)


def _printed(request: Request, code: str) -> Printed:
    """The report at its newest version, or at the one that the address asks for."""
    rows = rules.visible_reports(request.actor).select_related("matter", "heading_set")
    report = get_object_or_404(rows, code=code)
    asked = request.GET.get("version", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 7):
        raise Http404
    found = reads.printed(report, int(asked) if asked else None)
    if found is None:
        raise Http404
    return found


def _name(found: Printed) -> str:
    version = None if found.is_newest else found.version.number
    number = found.paper.registry_number or found.report.matter.registry_number
    return file_name(number, found.paper.title, version=version)


def _way(found: Printed, page: str, words: str, **query: object) -> Way:
    """The same version elsewhere."""
    base = {} if found.is_newest else {"version": found.version.number}
    return Way(words, reverse(page, args=[found.report.code], query=base | query or None))
