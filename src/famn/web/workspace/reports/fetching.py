"""What every page of a report begins with: the report, if one may see it, and the way back."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import BoardReport
from famn.domain.people.rules import Actor


def fetch_report(actor: Actor, code: str) -> BoardReport:
    """The report with its layout and matter. Raises Http404 for one that the actor does not see."""
    rows = rules.visible_reports(actor).select_related("heading_set", "matter__authority", "started_by", "state_by")
    return get_object_or_404(rows, code=code)


def crumbs_below(report: BoardReport) -> list[dict[str, str]]:
    """The way back to the report, from a page under it."""
    return [*crumbs_of(report), {"url": reverse("report", args=[report.code]), "label": report.title}]


def crumbs_of(report: BoardReport) -> list[dict[str, str]]:
    """The way back to the matter."""
    matter = report.matter
    return [
        {"url": reverse("matters"), "label": _("Ärenden")},
        {"url": reverse("matter", args=[matter.code]), "label": matter.title},
    ]
