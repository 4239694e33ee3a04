"""The pages of an answer part by part: what is asked for, what is answered, and the paper of it all."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.answers import PartKind, Row
from famn.domain.matters.models import Assignment, AssignmentPart
from famn.ground.verdict import Refused
from famn.outside.word import WordFault, render_word
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.matters import shown_answer
from famn.web.workspace.matters.part_forms import PartForm, PartsForm, rows_of
from famn.web.workspace.papers.making import Way, file_answer, not_made, pdf_answer
from famn.web.workspace.papers.names import file_name


def ask_parts(request: Request, assignment: str) -> HttpResponse:
    """Say which parts the answer is to have."""
    row = fetch_assignment(request, assignment)
    may = rules.may_ask_parts(request.actor, row)
    form = PartsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may and form.is_valid():
        act = partial(actions.ask_parts, row, form.asked(), by=request.actor, at=timezone.now())
        if tried(request, act, _("Nu står det vilka delar svaret ska ha."), form):
            return redirect("assignment", row.code)
    back = reverse("assignment", args=[row.code])
    context = {"form": form, "may": may, "title": _("Vad ska svaret innehålla?"), "lead": "", "back": back}
    return render(request, "shared/act.html", context | {"crumbs": _crumbs(row)})


def answer_part(request: Request, assignment: str, number: int) -> HttpResponse:
    """Answer one part: in words, and in rows with amounts and hours where it asks for them."""
    row, part = _fetched(request, assignment, number)
    may = rules.may_answer(request.actor, row)
    kind, is_sent = PartKind(part.kind), request.method == "POST"
    form = PartForm(request.POST if is_sent else None, initial={"text": part.text})
    rows = rows_of(kind, request.POST if is_sent else None, [Row.from_json(one) for one in part.rows])
    if is_sent and may and form.is_valid() and rows.is_valid():
        try:
            given = [one for each in rows if (one := each.row()) is not None]
            actions.answer_part(part, by=request.actor, at=timezone.now(), text=form.cleaned_data["text"], rows=given)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Sparat. Svaret lämnas när du väljer det på uppdragets sida."))
            return redirect("assignment", row.code)
    context = {
        "assignment": row,
        "part": part,
        "form": form,
        "rows": rows if kind != PartKind.QUESTION else None,
        "may": may,
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/matters/answer_part.html", context)


def drop_part(request: Request, assignment: str, number: int) -> HttpResponse:
    """Ask no more for a part."""
    row, part = _fetched(request, assignment, number)
    tried(request, lambda: actions.drop_part(part, by=request.actor, at=timezone.now()), _("Delen är borttagen."))
    return redirect("assignment", row.code)


def answer_pdf(request: Request, assignment: str) -> HttpResponse:
    """The answer as a PDF; a draft until it is given."""
    row = fetch_assignment(request, assignment)
    paper = reads.answer_paper(row, at=timezone.now())
    back = Way(_("Till uppdraget"), reverse("assignment", args=[row.code]))
    return pdf_answer(request, paper, name=file_name(paper.registry_number, paper.title), instead=[back])


def answer_word(request: Request, assignment: str) -> HttpResponse:
    """The answer as a Word file, in the authority's own template if it has one."""
    row = fetch_assignment(request, assignment)
    paper = reads.answer_paper(row, at=timezone.now())
    template = reads.template_in_use(row.matter.authority_id)
    try:
        content = render_word(paper.as_json(), template=bytes(template.content) if template else None)
    except WordFault as fault:
        instead = [Way(_("Hämta som PDF"), reverse("answer_pdf", args=[row.code]))]
        title = _("Det gick inte att göra en Word-fil")
        return not_made(request, title=title, reason=fault.reason, instead=instead, status=422 if template else 503)
    return file_answer(content, name=f"{file_name(paper.registry_number, paper.title)}.docx")


def fetch_assignment(request: Request, code: str) -> Assignment:
    """The assignment with its matter and people. Raises Http404 for one that the actor does not see."""
    people = ("matter", "responsible", "settled_by", "point__document", "decision__report")
    return get_object_or_404(rules.visible_assignments(request.actor).select_related(*people), code=code)


def parts_shown(request: Request, row: Assignment) -> dict[str, Any]:
    """What the page of an assignment shows of its parts and of the documents of its answer."""
    return shown_answer.parts_page(row, reads.asked_parts(row), reads.answer_of(row), request.actor)


def _fetched(request: Request, code: str, number: int) -> tuple[Assignment, AssignmentPart]:
    row = fetch_assignment(request, code)
    part = next((one for one in reads.asked_parts(row) if one.number == number), None)
    if part is None:
        raise Http404
    part.assignment = row
    return row, part


def _crumbs(row: Assignment) -> list[dict[str, str]]:
    return [
        {"url": reverse("desk"), "label": _("Min dag")},
        {"url": reverse("assignment", args=[row.code]), "label": _("Uppdrag att svara på")},
    ]
