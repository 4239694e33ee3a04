"""A letter of either kind in print: as PDF, as Word and as a page; and the scan of one signed in ink."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.agreements import reads
from famn.domain.agreements.models import JointLetter, LetterVersion
from famn.domain.matters.drafting.paper import Paper
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.workspace.letters.views import fetched
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def letter_pdf(request: Request, intent: str) -> HttpResponse:
    """The letter as a PDF, for everybody and for the archive; with its seal once it has one."""
    letter, version, paper = _printed(request, intent)
    sealed = reads.sealed_letter(letter) if version.number == letter.revision else None
    if sealed is not None:
        return file_answer(bytes(sealed.content), name=f"{_name(letter, version, paper)}.pdf")
    instead = [_way(letter, version, "letter_print", _("Läs den som en sida"))]
    return pdf_answer(request, paper, name=_name(letter, version, paper), instead=instead)


def letter_word(request: Request, intent: str) -> HttpResponse:
    """The letter as a Word file, in our own letter."""
    letter, version, paper = _printed(request, intent)
    try:
        content = render_word(paper.as_json())
    except WordFault as fault:
        instead = [_way(letter, version, "letter_pdf", _("Hämta som PDF"))]
        title = _("Det gick inte att göra en Word-fil")
        return not_made(request, title=title, reason=fault.reason, instead=instead, status=503)
    return file_answer(content, name=f"{_name(letter, version, paper)}.docx")


def letter_print(request: Request, intent: str) -> HttpResponse:
    """The letter as a page: for the screen, however small, and for the printer."""
    letter, version, paper = _printed(request, intent)
    context = {
        "letter": letter,
        "version": version,
        "paper": paper,
        "is_newest": version.number == letter.revision,
        "pdf": _way(letter, version, "letter_pdf", _("Hämta som PDF")),
        "word": _way(letter, version, "letter_word", _("Hämta som Word")),
    }
    return render(request, "workspace/letters/letter_print.html", context)


def letter_scan(request: Request, intent: str, scan: str) -> HttpResponse:
    """The scan of a paper signed in ink, byte for byte, to keep; never shown as a page of ours."""
    letter = fetched(request, intent)
    row = get_object_or_404(reads.scans_of(letter), code=scan)
    return file_answer(bytes(row.content), name=row.name)


def _printed(request: Request, code: str) -> tuple[JointLetter, LetterVersion, Paper]:
    """The letter at its newest version, or at the one that the address asks for."""
    letter = fetched(request, code)
    asked = request.GET.get("version", "") or str(letter.revision)
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 7
    version = reads.version_numbered(letter, int(asked)) if is_number else None
    if version is None:
        raise Http404
    return letter, version, reads.paper_of(letter, version)


def _name(letter: JointLetter, version: LetterVersion, paper: Paper) -> str:
    number = None if version.number == letter.revision else version.number
    return file_name(paper.registry_number, paper.title, version=number)


def _way(letter: JointLetter, version: LetterVersion, page: str, words: str) -> Way:
    query = None if version.number == letter.revision else {"version": version.number}
    return Way(words, reverse(page, args=[letter.code], query=query))
