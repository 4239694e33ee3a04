"""A report as it is printed, at its newest version or an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.models import Attestation, BoardReport, ReportVersion
from famn.domain.matters.reads.reports import newest_version, paper_of, version_numbered


@dataclass(frozen=True)
class Printed:
    """A version of a report and its paper."""

    report: BoardReport
    version: ReportVersion
    paper: Paper

    @property
    def is_newest(self) -> bool:
        """Whether no later version has been saved."""
        return self.version.number == self.report.revision


def printed(report: BoardReport, number: int | None = None) -> Printed | None:
    """A report in print with the attests of that version; None where it has no version of that number.

    Needs `heading_set` selected. Without a number the newest version: two queries.
    """
    version = newest_version(report) if number is None else version_numbered(report, number)
    if version is None:
        return None
    attestations = Attestation.objects.filter(version=version).order_by("asked_at", "pk")
    return Printed(report, version, paper_of(report, version, list(attestations)))
