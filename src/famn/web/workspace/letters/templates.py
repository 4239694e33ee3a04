"""The pages of the templates that letters of intent and agreements begin from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.drafting.content import Line
from famn.domain.agreements.drafting.paper import Signer, compose
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import LetterTemplate
from famn.domain.matters.drafting.paper import Head, Letterhead
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.letters.forms import CopyForm, TemplateForm
from famn.web.workspace.letters.views import crumbs


def letter_templates(request: Request) -> HttpResponse:
    """The templates that a letter may begin from."""
    context = {"rows": reads.templates_list(request.actor), "crumbs": crumbs()}
    return render(request, "workspace/letters/letter_templates.html", context)


def letter_template(request: Request, letter_template: str) -> HttpResponse:
    """One template as it looks with its placeholders open, and its versions."""
    row = _fetched(request, letter_template)
    form = Template.from_json(row.body)
    lines = [Line("", leg, role) for leg, role in form.roles.items()]
    sender = row.authority.name if row.authority else _("Delas av alla")
    paper = compose(
        form.begun(aim="full", values={}, kind=row.kind),
        form,
        Head(Letterhead(sender)),
        [Signer(one.role, "") for one in lines],
    )
    context = {
        "row": row,
        "form": form,
        "paper": paper,
        "versions": reads.template_versions(row),
        "may_copy": rules.may_copy_template(request.actor, row),
        "may_change": rules.may_change_template(request.actor, row),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/letters/letter_template.html", context)


def copy_letter_template(request: Request, letter_template: str) -> HttpResponse:
    """Make a template of one's own."""
    row = _fetched(request, letter_template)
    form = CopyForm(request.POST or None, initial={"name": row.name})
    if request.method == "POST" and form.is_valid():
        try:
            copy = actions.copy_letter_template(
                row, by=request.actor, at=timezone.now(), name=form.cleaned_data["name"]
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Ni har en egen mall nu. Ändra den som ni vill."))
            return redirect("change_letter_template", copy.code)
    context = {"row": row, "form": form, "may": rules.may_copy_template(request.actor, row), "crumbs": _crumbs(row)}
    return render(request, "workspace/letters/copy_letter_template.html", context)


def change_letter_template(request: Request, letter_template: str) -> HttpResponse:
    """Change a template; letters that have begun keep the version they began from."""
    row = _fetched(request, letter_template)
    form = TemplateForm(request.POST or None, template=Template.from_json(row.body), kind=row.kind)
    if request.method == "POST" and form.is_valid():
        try:
            newer = actions.change_letter_template(row, by=request.actor, at=timezone.now(), body=form.written())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Mallen är sparad som version %(number)d.") % {"number": newer.version})
            return redirect("letter_template", newer.code)
    context = {"row": row, "form": form, "may": rules.may_change_template(request.actor, row), "crumbs": _crumbs(row)}
    return render(request, "workspace/letters/change_letter_template.html", context)


def _fetched(request: Request, code: str) -> LetterTemplate:
    rows = rules.visible_templates(request.actor).select_related("authority", "made_by", "based_on")
    return get_object_or_404(rows, code=code)


def _crumbs(row: LetterTemplate | None = None) -> list[dict[str, str]]:
    found = [*crumbs(), {"url": reverse("letter_templates"), "label": _("Mallar")}]
    if row is not None:
        found.append({"url": reverse("letter_template", args=[row.code]), "label": row.name})
    return found
