"""The pages of reading in: a file comes in, a person looks at what was read, and says what is so."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions as establishment
from famn.domain.establishment import reads as establishment_reads
from famn.domain.establishment import rules as establishment_rules
from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import IncomingFile
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.files import as_download
from famn.web.shared.forms import add_refusal
from famn.web.workspace.reading_in import shown
from famn.web.workspace.reading_in.forms import ReadingForm, UploadForm, act_of, with_rows_changed

PAGE_SIZE = 20


def read_in(request: Request) -> HttpResponse:
    """Upload a file, and see those that wait."""
    is_post = request.method == "POST"
    form = UploadForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid() and (incoming := _received(request, form)):
        messages.success(request, _("Dokumentet är läst. Kontrollera att det stämmer."))
        return redirect("reading", incoming.code)
    waiting = rules.visible_incoming(request.actor).filter(state=IncomingFile.State.WAITING)
    rows = waiting.defer("content", "text").select_related("received_by").order_by("-received_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {"form": form, "page": page, "waiting": [shown.waiting_file(file) for file in page]}
    return render(request, "workspace/reading_in/read_in.html", context)


def _received(request: Request, form: UploadForm) -> IncomingFile | None:
    file = form.cleaned_data["file"]
    try:
        return actions.receive_file(by=request.actor, at=timezone.now(), name=file.name, content=file.read())
    except Refused as refused:
        add_refusal(form, refused)
        return None


def reading(request: Request, incoming: str) -> HttpResponse:
    """Look at a reading, correct it, and save or confirm it. Nothing that was typed is lost on a no."""
    file = get_object_or_404(
        rules.visible_incoming(request.actor).select_related("received_by", "settled_by"), code=incoming
    )
    if request.method != "POST":
        return _page(request, file, _form(request, file))
    if changed := with_rows_changed(request.POST):
        return _page(request, file, _form(request, file, changed))
    form = _form(request, file, request.POST)
    if form.is_valid() and rules.may_settle(request.actor, file) and (answer := _settled(request, file, form)):
        return answer
    return _page(request, file, form)


def _settled(request: Request, file: IncomingFile, form: ReadingForm) -> HttpResponse | None:
    """Do what the button says. None where the action refused, and the form says why."""
    act = act_of(request.POST)
    facts, version, now = form.facts(), form.seen, timezone.now()
    try:
        if act != "bekrafta":
            actions.save_draft(file, by=request.actor, at=now, facts=facts, version=version)
            messages.success(request, _("Sparat. Filen väntar på dig här."))
            return redirect("reading", file.code) if act == "halla" else redirect("read_in")
        confirmed = establishment.confirm_reading(file, by=request.actor, at=now, facts=facts, version=version)
    except Refused as refused:
        form.add_refusal(refused)
        return None
    messages.success(request, shown.confirmed_words(confirmed))
    return redirect("matter", confirmed.matter.code)


def _form(request: Request, file: IncomingFile, data: QueryDict | None = None) -> ReadingForm:
    actor = request.actor
    matters = rules.visible_matters(actor).filter(state="open").order_by("-opened_at", "-pk")[:200]
    ladders = establishment_reads.ladders(actor)
    return ReadingForm(
        reads.facts_of(file),
        version=file.version,
        matters=shown.matter_choices(matters),
        steps=shown.step_choices(ladders[0].steps.all() if ladders else []),
        data=data,
    )


def _page(request: Request, file: IncomingFile, form: ReadingForm) -> HttpResponse:
    """The document beside the fields, and what somebody else saved meanwhile where that differs."""
    may_settle = rules.may_settle(request.actor, file)
    context = shown.reading_page(file, form) | {
        "file": file,
        "form": form,
        "may_settle": may_settle,
        "may_start": establishment_rules.may_start(request.actor),
        "settled": None if may_settle else shown.settled(file, may_settle, _document_url(request, file)),
        "crumbs": [{"url": reverse("read_in"), "label": _("Läs in dokument")}],
    }
    return render(request, "workspace/reading_in/reading.html", context)


def _document_url(request: Request, file: IncomingFile) -> str:
    """Where the confirmed document is, if one may see it."""
    document = rules.visible_documents(request.actor).filter(incoming=file).select_related("matter").first()
    return reverse("document", args=[document.matter.code, document.code]) if document else ""


def reading_original(request: Request, incoming: str) -> FileResponse:
    """The file as it came in, byte for byte. Never shown in the browser: it is somebody else's content."""
    file = get_object_or_404(rules.visible_incoming(request.actor).defer(None), code=incoming)
    return as_download(file)


def set_aside(request: Request, incoming: str) -> HttpResponse:
    """Lay a file aside."""
    file = get_object_or_404(rules.visible_incoming(request.actor), code=incoming)
    try:
        actions.set_aside_file(file, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("reading", file.code)
    messages.success(request, _("Filen ligger åt sidan."))
    return redirect("read_in")
