"""The minutes of a group's meeting in print: as PDF, as Word and as a page. A draft until they are approved."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.models import GroupMeeting
from famn.domain.matters.drafting.paper import Paper
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def minutes_pdf(request: Request, meeting: str) -> HttpResponse:
    """The minutes as a PDF, for everybody and for the archive."""
    row, paper = _printed(request, meeting)
    instead = [_way(row, "minutes_print", _("Läs dem som en sida")), _way(row, "minutes_word", _("Hämta som Word"))]
    return pdf_answer(request, paper, name=_name(row, paper), instead=instead)


def minutes_word(request: Request, meeting: str) -> HttpResponse:
    """The minutes as a Word file, in our own letter."""
    row, paper = _printed(request, meeting)
    try:
        content = render_word(paper.as_json())
    except WordFault as fault:
        instead = [_way(row, "minutes_pdf", _("Hämta som PDF"))]
        title = _("Det gick inte att göra en Word-fil")
        return not_made(request, title=title, reason=fault.reason, instead=instead, status=503)
    return file_answer(content, name=f"{_name(row, paper)}.docx")


def minutes_print(request: Request, meeting: str) -> HttpResponse:
    """The minutes as a page: for the screen, however small, and for the printer."""
    row, paper = _printed(request, meeting)
    context = {
        "meeting": row,
        "paper": paper,
        "pdf": _way(row, "minutes_pdf", _("Hämta som PDF")),
        "word": _way(row, "minutes_word", _("Hämta som Word")),
    }
    return render(request, "workspace/archive/minutes_print.html", context)


def _printed(request: Request, code: str) -> tuple[GroupMeeting, Paper]:
    row = get_object_or_404(rules.visible_meetings(request.actor), code=code)
    return row, reads.printed_minutes(row)


def _name(row: GroupMeeting, paper: Paper) -> str:
    return file_name(paper.registry_number, f"anteckningar-{row.day.isoformat()}-{row.group.name}")


def _way(row: GroupMeeting, page: str, words: str) -> Way:
    return Way(words, reverse(page, args=[row.code]))
