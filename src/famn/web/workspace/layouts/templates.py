"""The page of the Word template: which one is in use, what it holds, a new one, and the way back to ours."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import WordTemplate
from famn.ground.text import squeeze
from famn.outside.word import own_template
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.layouts import shown
from famn.web.workspace.layouts.forms import TemplateForm
from famn.web.workspace.papers.making import file_answer


def word_template(request: Request) -> HttpResponse:
    """Which template holds, what it lacks, and those before it."""
    rows = reads.templates_of(request.actor)
    in_use = next((row for row in rows if row.is_in_use), None)
    context = {
        "in_use": in_use,
        "earlier": [row for row in rows if row is not in_use],
        "findings": shown.findings(in_use.findings) if in_use else None,
        "may_bring": rules.may_bring_template(request.actor),
    }
    return render(request, "workspace/layouts/word_template.html", context)


def bring_template(request: Request) -> HttpResponse:
    """Bring a template. It is in use at once, or it is said why it cannot be and nothing of it is kept."""
    is_post = request.method == "POST"
    form = TemplateForm(request.POST if is_post else None, request.FILES if is_post else None)
    findings: shown.Findings | None = None
    if is_post and form.is_valid():
        try:
            template = _brought(request, form)
        except actions.UnusableTemplate as refused:
            add_refusal(form, refused)
            findings = shown.findings(asdict(refused.findings))
        else:
            _tell(request, template)
            return redirect("word_template")
    crumbs = [{"url": reverse("word_template"), "label": _("Word-mall")}]
    context = {"form": form, "findings": findings, "fields": shown.fields(), "crumbs": crumbs}
    return render(request, "workspace/layouts/bring_template.html", context)


def _brought(request: Request, form: TemplateForm) -> WordTemplate:
    file = form.cleaned_data["file"]
    name = squeeze(file.name.replace("\\", "/").rsplit("/", 1)[-1]) or "mall.docx"
    return actions.bring_template(by=request.actor, at=timezone.now(), name=name, content=file.read())


def _tell(request: Request, template: WordTemplate) -> None:
    if shown.findings(template.findings).is_clean:
        messages.success(request, _("Mallen är i bruk. Alla fält som behövs finns i den."))
    else:
        messages.warning(request, _("Mallen är i bruk, men se över det som står här."))


def use_our_template(request: Request) -> HttpResponse:
    """Go back to the template that Famn brings."""
    actions.use_our_template(by=request.actor, at=timezone.now())
    messages.success(request, _("Famns mall är i bruk. Er egen finns kvar här nedanför."))
    return redirect("word_template")


def our_template(request: Request) -> HttpResponse:
    """Our own template, to begin from."""
    return file_answer(own_template(), name="famns-mall.docx")


def template_file(request: Request, template: str) -> HttpResponse:
    """A template that the authority has brought, byte for byte."""
    row = get_object_or_404(rules.visible_templates(request.actor).defer(None), code=template)
    return file_answer(bytes(row.content), name=row.name)
