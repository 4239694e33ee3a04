"""The pages where a report is written: the editor, what it keeps by itself, and two people's words side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import BoardReport, ReportVersion
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.tags import clock
from famn.web.workspace.reports import comparing, editor, figures, shown, shown_editor
from famn.web.workspace.reports.fetching import crumbs_of, fetch_report


def edit_report(request: Request, report: str) -> HttpResponse:
    """Write in a report. Nothing that was typed is lost on a no."""
    row = fetch_report(request.actor, report)
    copy = reads.working_copy_of(row, request.actor)
    newest = reads.newest_version(row)
    if request.method == "POST":
        return _written(request, row, newest)
    content, base = reads.content_of(newest), row.revision
    if copy is not None:
        content, base = Content.from_json(copy.content), copy.base
        if base != row.revision and content.tidied() != reads.content_of(newest).tidied():
            return redirect("compare_report", row.code)
        base = row.revision
    return _page(request, row, newest, content, base=base, kept_at=copy.saved_at if copy else None)


def _written(request: Request, row: BoardReport, newest: ReportVersion) -> HttpResponse:
    """Do what the button says: a row more or less, or save; the words come back with a no."""
    base = editor.number(request.POST.get("version", ""), otherwise=row.revision)
    content = editor.written(request.POST, reads.layout_of(row), reads.content_of(newest))
    act = request.POST.get("gor", "spara")
    if not rules.may_edit(request.actor, row):
        return _page(request, row, newest, content, base=base)
    now = timezone.now()
    if changed := editor.with_rows_changed(content, act):
        actions.keep_working_copy(row, by=request.actor, at=now, base=base, content=changed[0])
        return redirect(f"{reverse('edit_report', args=[row.code])}#{changed[1]}")
    if filled := figures.with_figures(row, content, act, request.actor):
        return _with_figures(request, row, content, *filled, base=base)
    found = editor.problems(content)
    if not found:
        try:
            version = actions.save_report(row, by=request.actor, at=now, base=base, content=content)
        except Refused as refused:
            found = {refused.field or "": str(refused.reason)}
        else:
            return _saved(request, row, version, goes_on=act == "fortsatt")
    actions.keep_working_copy(row, by=request.actor, at=now, base=base, content=content)
    return _page(request, row, newest, content, base=base, problems=found)


def _with_figures(
    request: Request, row: BoardReport, was: Content, content: Content, key: str, *, base: int
) -> HttpResponse:
    """Keep what was typed with the figures after it, and go on writing there."""
    actions.keep_working_copy(row, by=request.actor, at=timezone.now(), base=base, content=content)
    if content == was:
        messages.info(request, _("Siffrorna står redan där, eller så finns det inga att hämta. Inget är ändrat."))
    else:
        messages.success(request, _("Siffrorna är hämtade. Läs dem, och skriv vad de betyder."))
    return redirect(f"{reverse('edit_report', args=[row.code])}#s-{key}")


def _saved(request: Request, row: BoardReport, version: ReportVersion | None, *, goes_on: bool) -> HttpResponse:
    if version is None:
        words = _("Någon annan har sparat medan du skrev. Dina ord finns kvar här. Välj vad som ska gälla.")
        messages.warning(request, words)
        return redirect("compare_report", row.code)
    messages.success(request, _("Sparat som version %(number)d.") % {"number": version.number})
    if goes_on:
        return redirect("edit_report", row.code)
    return redirect("report", row.code)


def _page(request: Request, row: BoardReport, newest: ReportVersion, content: Content, **also: object) -> HttpResponse:
    offer = figures.offer(row, request.actor)
    context = shown_editor.page(row, newest, content, offer=offer, **also) | {  # type: ignore[arg-type]  # as the function names them
        "may_edit": rules.may_edit(request.actor, row),
        "crumbs": [*crumbs_of(row), {"url": reverse("report", args=[row.code]), "label": row.title}],
    }
    return render(request, "workspace/reports/edit_report.html", context)


def keep_working_copy(request: Request, report: str) -> HttpResponse:
    """Keep what has been typed so far, and answer with how it reads and looks. Asked by our script alone."""
    row = fetch_report(request.actor, report)
    newest = reads.newest_version(row)
    base = editor.number(request.POST.get("version", ""), otherwise=row.revision)
    content = editor.written(request.POST, reads.layout_of(row), reads.content_of(newest))
    now = timezone.now()
    copy = actions.keep_working_copy(row, by=request.actor, at=now, base=base, content=content)
    said = _("Sparat kl. %(clock)s (bara du ser det)") if copy else _("Inget är ändrat sedan version %(number)d")
    if base != row.revision:
        said = _("Sparat kl. %(clock)s. %(name)s har sparat en nyare version. När du sparar får du se skillnaden.")
    words = {"clock": clock(now), "number": row.revision, "name": newest.saved_by.name}
    beside = render_to_string("workspace/reports/beside.html", shown_editor.beside(row, newest, content), request)
    return JsonResponse({"said": said % words, "beside": beside})


def drop_working_copy(request: Request, report: str) -> HttpResponse:
    """Throw away what one has written since the newest version."""
    row = fetch_report(request.actor, report)
    actions.drop_working_copy(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Din osparade text är slängd. Här är den sparade versionen."))
    return redirect("edit_report", row.code)


def compare_report(request: Request, report: str) -> HttpResponse:
    """What somebody else saved beside what one has written oneself, part by part, to choose from."""
    row = fetch_report(request.actor, report)
    copy = reads.working_copy_of(row, request.actor)
    if copy is None or copy.base == row.revision:
        return redirect("edit_report", row.code)
    seen = editor.number(request.POST.get("version", ""), otherwise=row.revision)
    theirs = reads.version_numbered(row, seen) or reads.newest_version(row)
    began = reads.version_numbered(row, copy.base) or theirs
    parts = comparing.differing(reads.content_of(began), reads.content_of(theirs), Content.from_json(copy.content))
    unchosen: list[comparing.Part] = []
    problem = ""
    if request.method == "POST":
        content, unchosen = comparing.merged(reads.content_of(theirs), parts, request.POST)
        if not unchosen:
            try:
                version = actions.save_report(
                    row, by=request.actor, at=timezone.now(), base=theirs.number, content=content, merged=True
                )
            except Refused as refused:
                problem = str(refused.reason)
            else:
                return _saved(request, row, version, goes_on=False)
    context = shown.comparison(row, theirs, copy, parts, request.POST, unchosen) | {
        "problem": problem,
        "may_edit": rules.may_edit(request.actor, row),
        "crumbs": [*crumbs_of(row), {"url": reverse("report", args=[row.code]), "label": row.title}],
    }
    return render(request, "workspace/reports/compare_report.html", context)
