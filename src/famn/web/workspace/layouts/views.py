"""The pages of layouts: those there are, one with a sample set in it, and the authority's own that one changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.models import HeadingSet
from famn.domain.people.rules import Capability
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.layouts import shown
from famn.web.workspace.layouts.forms import CopyForm, LayoutForm
from famn.web.workspace.layouts.rows import rearranged
from famn.web.workspace.layouts.sample import sample_paper
from famn.web.workspace.papers.making import Way, pdf_answer
from famn.web.workspace.papers.names import file_name


def layouts(request: Request) -> HttpResponse:
    """The layouts that a new report may have."""
    rows = reads.layout_rows(request.actor)
    context = {
        "own": [row for row in rows if row.is_own],
        "shared": [row for row in rows if not row.is_own],
        "may_shape": rules.may_shape(request.actor),
    }
    return render(request, "workspace/layouts/layouts.html", context)


def layout(request: Request, layout: str) -> HttpResponse:
    """One layout at one version: its headings, a sample, and its versions."""
    row = _fetched(request, layout)
    page = reads.layout_page(row, request.actor)
    context = {
        "page": page,
        "headings": shown.headings(page.row.layout),
        "facts": shown.facts(page.row.layout),
        "paper": sample_paper(page.row.layout),
        "may_change": rules.may_change_heading_set(request.actor, row),
        "may_copy": rules.may_copy_heading_set(request.actor, row),
        "may_read_trail": request.actor.can(Capability.READ_TRAIL),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/layouts/layout.html", context)


def layout_sample(request: Request, layout: str) -> HttpResponse:
    """The sample as a PDF."""
    row = _fetched(request, layout)
    paper = sample_paper(Layout.from_json(row.layout))
    instead = [Way(_("Till uppställningen"), reverse("layout", args=[row.code]))]
    return pdf_answer(request, paper, name=file_name("exempel", row.name), instead=instead, show=True)


def copy_layout(request: Request, layout: str) -> HttpResponse:
    """Make a copy for one's authority, and go on to change it."""
    row = _fetched(request, layout)
    form = CopyForm(request.POST or None, initial={"name": _("%(name)s, egen kopia") % {"name": row.name}})
    if form.is_valid():
        try:
            name = form.cleaned_data["name"]
            copy = actions.copy_heading_set(row, by=request.actor, at=timezone.now(), name=name)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Ni har en egen uppställning. Ändra den så att den passar er."))
            return redirect("change_layout", copy.code)
    context = {"row": row, "form": form, "crumbs": [*_crumbs(), _crumb(row)]}
    return render(request, "workspace/layouts/copy_layout.html", context)


def change_layout(request: Request, layout: str) -> HttpResponse:
    """Make the next version of the authority's own layout. Nothing that was typed is lost on a no."""
    row = _fetched(request, layout)
    if request.method != "POST":
        return _editor(request, row, _form(request, row))
    if changed := rearranged(request.POST, LayoutForm.LISTS):
        return _editor(request, row, _form(request, row, changed))
    form = _form(request, row, request.POST)
    if form.is_valid() and request.POST.get("gor") == "spara" and (newer := _saved(request, row, form)):
        return redirect("layout", newer.code)
    return _editor(request, row, form)


def _saved(request: Request, row: HeadingSet, form: LayoutForm) -> HeadingSet | None:
    """The next version; None where it was refused, and the form says why."""
    verdict = rules.may_change_heading_set(request.actor, row)
    try:
        if not verdict:
            raise Refused(verdict.reason)
        newer = actions.change_heading_set(row, by=request.actor, at=timezone.now(), layout=form.changed())
    except Refused as refused:
        form.add_refusal(refused)
        return None
    same = _("Inget var ändrat. Uppställningen är som förut.")
    saved = _("Version %(number)d är sparad. Nya utlåtanden följer den.") % {"number": newer.version}
    messages.success(request, same if newer.pk == row.pk else saved)
    return newer


def _form(request: Request, row: HeadingSet, data: QueryDict | None = None) -> LayoutForm:
    return LayoutForm(Layout.from_json(row.layout), data=data, known=reads.known_keys(request.actor))


def _editor(request: Request, row: HeadingSet, form: LayoutForm) -> HttpResponse:
    """The fields beside the sample set in what they say, as far as they can be read."""
    is_readable = not form.words.is_bound or form.is_valid()
    shown_layout = form.changed() if form.words.is_bound and is_readable else form.layout
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "paper": sample_paper(shown_layout),
        "is_saved": shown_layout == form.layout,
        "is_readable": is_readable,
        "may_change": rules.may_change_heading_set(request.actor, row),
        "newest": reads.layout_page(row, request.actor).newest,
        "crumbs": [*_crumbs(), _crumb(row)],
    }
    return render(request, "workspace/layouts/change_layout.html", context)


def _fetched(request: Request, code: str) -> HeadingSet:
    rows = rules.visible_heading_sets(request.actor).select_related("based_on", "made_by")
    return get_object_or_404(rows, code=code)


def _crumbs() -> list[dict[str, str]]:
    return [{"url": reverse("layouts"), "label": _("Uppställningar")}]


def _crumb(row: HeadingSet) -> dict[str, str]:
    return {"url": reverse("layout", args=[row.code]), "label": row.name}
