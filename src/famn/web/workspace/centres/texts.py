"""The pages of a centre's texts: all languages beside each other, and one text while it is written."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreText, FamilyCentre
from famn.domain.centres.reads import TextLine, TextShown
from famn.ground.languages import PageLanguage
from famn.web.shared.actor import Request
from famn.web.shared.forms import looks, tried
from famn.web.shared.reading import reading, write_in
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_forms import TextForm
from famn.web.workspace.centres.views import crumbs, fetched


def centre_texts(request: Request, centre: str) -> HttpResponse:
    """Every text in every language, and what is missing."""
    row = fetched(request, centre)
    lines = reads.texts_of(row, timezone.localdate())
    context = {
        "centre": row,
        "lines": [public_shown.text_line(line, row) for line in lines],
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_texts.html", context)


def write_text(request: Request, centre: str, kind: str, language: str) -> HttpResponse:
    """Write one text in one language, beside the Swedish one; the preview tells how heavy it is to read."""
    row = fetched(request, centre)
    line, now = _found(row, kind, language, request.POST.get("ben") or request.GET.get("ben", ""))
    form = TextForm(request.POST or None, initial={"text": now.text})
    write_in(form, "text", language)
    if now.is_swedish:
        del form.fields["checked_by"]
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.cleaned_data
        act = partial(
            actions.write_text,
            row,
            by=request.actor,
            at=timezone.now(),
            kind=kind,
            language=language,
            leg=line.leg,
            seen=seen,
            **said,
        )
        if tried(request, act, _("Texten är sparad."), form):
            return redirect("centre_texts", row.code)
    context = {
        "centre": row,
        "line": line,
        "now": now,
        "form": form,
        "preview": public_shown.text_look(form["text"].value(), language) if looks(request) else None,
        "swedish": "" if now.is_swedish else line.swedish.text,
        "may": rules.may_keep(request.actor, row, line.leg),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/centres/write_text.html", context)


def _found(row: FamilyCentre, kind: str, language: str, leg: str) -> tuple[TextLine, TextShown]:
    if kind not in CentreText.Kind.values or language not in PageLanguage.values:
        raise Http404
    lines = reads.texts_of(row, timezone.localdate())
    line = next((one for one in lines if one.kind == kind and (one.leg.code if one.leg else "") == leg), None)
    if line is None:
        raise Http404
    return line, next(one for one in line.texts if one.language == language)


def measure_text(request: Request) -> HttpResponse:
    """How heavy what somebody writes just now is to read: asked by the page's own script. Nothing is kept."""
    found = reading(request.POST.get("text", "")[:5_000])
    return JsonResponse({"html": render_to_string("shared/reading.html", {"reading": found})})


def _crumbs(row: FamilyCentre) -> list[dict[str, Any]]:
    return [*crumbs(row), {"url": public_shown.texts_url(row), "label": _("Texter")}]
