"""Bringing in figures: choose a file, look at what it would do, keep all of it or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import Indicator, Sex
from famn.domain.centres.reads import FilePreview, FileRow
from famn.domain.centres.rules import unit_of
from famn.domain.matters.reads.figures import number
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import DayField, add_refusal
from famn.web.shared.tags import moment

SHOWN = 200  # rows of a preview; all are kept
EXAMPLE = ("0180", "Barn", "0", "6", "flickor", "2025", "31200", "SCB", "2026-02-20")


class SourceForm(forms.Form):
    """Where the figures come from, for rows that do not say it themselves."""

    source = forms.CharField(
        label=gettext_lazy("Varifrån kommer siffrorna?"),
        max_length=200,
        help_text=gettext_lazy("Till exempel SCB, Folkmängd efter region och ålder."),
        error_messages={"required": gettext_lazy("Skriv varifrån siffrorna kommer.")},
    )
    source_date = DayField(label=gettext_lazy("Hämtat den"))


class FileForm(SourceForm):
    """A file to look at."""

    file = forms.FileField(
        label=gettext_lazy("CSV-fil"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"required": gettext_lazy("Välj en fil.")},
    )

    def clean_file(self) -> File[bytes]:
        """Say at once that a file is too large."""
        file: File[bytes] = self.cleaned_data["file"]
        if file.size > reads.MOST_BYTES:
            raise ValidationError(_("Filen är för stor. Dela upp den."))
        return file


class KeepForm(SourceForm):
    """The words of the file that was looked at, on their way back."""

    text = forms.CharField(strip=False, max_length=reads.MOST_BYTES)


def import_figures(request: Request) -> HttpResponse:
    """Look at a file, and keep it when it is whole."""
    keeps = request.POST.get("gor") == "spara"
    form = FileForm(None if keeps else request.POST or None, request.FILES or None)
    if request.method == "POST" and keeps:
        return _kept(request, KeepForm(request.POST))
    if request.method == "POST" and form.is_valid():
        text = reads.decoded(form.cleaned_data["file"].read())
        return _looked_at(request, text, form.cleaned_data)
    return _page(request, form)


def _kept(request: Request, form: KeepForm) -> HttpResponse:
    if form.is_valid():
        try:
            done = actions.import_figures(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, told(done))
            return redirect("figures")
        return _looked_at(request, form.cleaned_data["text"], form.cleaned_data)
    messages.error(request, _("Något saknades. Välj filen igen."))
    return redirect("import_figures")


def told(done: actions.Imported) -> str:
    """What a file did."""
    counts = (
        ngettext("%(count)d siffra är ny.", "%(count)d siffror är nya.", done.new) % {"count": done.new},
        ngettext("%(count)d har fått ett nytt värde.", "%(count)d har fått nya värden.", done.replaced)
        % {"count": done.replaced},
        ngettext("%(count)d är som förut.", "%(count)d är som förut.", done.same) % {"count": done.same},
    )
    return " ".join(words for words, count in zip(counts, (done.new, done.replaced, done.same), strict=True) if count)


def _looked_at(request: Request, text: str, facts: dict[str, Any]) -> HttpResponse:
    """What the file would do, with its words along for the next step."""
    source, day = facts["source"], facts["source_date"]
    found = reads.preview(text, request.actor, source=source, source_date=day)
    context = {
        "preview": found,
        "rows": [_row(row) for row in found.rows[:SHOWN]],
        "more": max(len(found.rows) - SHOWN, 0),
        "summary": _summary(found),
        "text": text,
        "source": source,
        "source_date": day.isoformat() if isinstance(day, dt.date) else "",
        "crumbs": [*_crumbs(), {"url": reverse("import_figures"), "label": _("Läs in siffror")}],
    }
    return render(request, "workspace/figures/preview_figures.html", context)


def _summary(found: FilePreview) -> str:
    words = {"new": len(found.new), "replaced": len(found.replaced)}
    words["same"] = len(found.rows) - words["new"] - words["replaced"]
    said = _("%(new)d nya, %(replaced)d som ersätter ett annat värde, %(same)d som är som förut.") % words
    if not found.empty:
        return said
    empty = ngettext(
        "En rad saknar värde och hoppas över.", "%(count)d rader saknar värde och hoppas över.", len(found.empty)
    )
    return f"{said} {empty % {'count': len(found.empty)}}"


def _row(row: FileRow) -> dict[str, Any]:
    unit = unit_of(row.indicator)
    years = _("år")
    ages = f" {row.age_from}–{row.age_to} {years}" if row.age_from is not None else ""
    changed = row.before is not None and row.before != row.value
    return {
        "line": row.line,
        "place": row.place_name,
        "what": f"{Indicator(row.indicator).label}{ages}",
        "sex": Sex(row.sex).label if row.sex else _("alla"),
        "year": row.year,
        "value": number(row.value, unit),
        "note": _("ersätter %(before)s") % {"before": number(row.before, unit)}
        if changed and row.before is not None
        else _("som förut")
        if row.before is not None
        else _("ny"),
        "source": row.source,
    }


def _page(request: Request, form: FileForm) -> HttpResponse:
    context = {
        "form": form,
        "may_keep": rules.may_keep_figures(request.actor),
        "columns": reads.COLUMNS,
        "indicators": [str(one.label) for one in Indicator],
        "imports": [
            {
                "when": moment(one.at),
                "stamp": one.at.isoformat(),
                "by": one.by,
                "source": one.source,
                "count": one.count,
            }
            for one in reads.imports(request.actor)
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/figures/import_figures.html", context)


def figures_template(request: Request) -> HttpResponse:
    """An empty file with the names of the columns and one example."""
    lines = (";".join(reads.COLUMNS), ";".join(EXAMPLE))
    answer = HttpResponse("\ufeff" + "\r\n".join(lines) + "\r\n", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="siffror.csv"'
    return answer


def remove_import(request: Request) -> HttpResponse:
    """Take away what one file brought in."""
    when = parse_datetime(request.POST.get("nar", "")) if request.POST.get("nar") else None
    if when is not None and timezone.is_aware(when):
        try:
            count = actions.remove_import(by=request.actor, at=timezone.now(), imported_at=when)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(
                request,
                ngettext("%(count)d siffra är borttagen.", "%(count)d siffror är borttagna.", count) % {"count": count},
            )
    return redirect("import_figures")


def _crumbs() -> list[dict[str, str]]:
    return [
        {"url": reverse("goals"), "label": _("Mål och siffror")},
        {"url": reverse("figures"), "label": _("Siffror")},
    ]
