"""What pages, printed papers and letters show of reports: the head from the matter, the paper, and what is missing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Model, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from famn.domain.matters import rules
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.diff import FieldDiff, changed_fields, diff_content
from famn.domain.matters.drafting.gaps import Gap, gaps
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.paper import Attestation as PaperAttestation
from famn.domain.matters.drafting.paper import Head, Letterhead, Paper, compose
from famn.domain.matters.models import (
    Attestation,
    BoardReport,
    Decision,
    HeadingSet,
    Matter,
    ReportVersion,
    WordTemplate,
    WorkingCopy,
)
from famn.domain.people.models import User
from famn.domain.people.reads import titles_of_those_who_may
from famn.domain.people.rules import Actor, Capability
from famn.ground.text import SortKey, checksum

State = BoardReport.State

# --- the head --------------------------------------------------------------------------------------


def head_of(matter: Matter, *, at: dt.datetime) -> Head:
    """What the head of a report in this matter tells on the day of `at`; the meeting is the report's own."""
    full = Matter.objects.select_related("authority__principal", "unit__administration", "case_officer")
    row = full.get(pk=matter.pk)
    officer, administration = row.case_officer, row.unit.administration
    return Head(
        letterhead=Letterhead(
            sender=administration.name if administration else row.unit.name,
            principal=row.authority.principal.name,
            unit=row.unit.name if administration else "",
            phone=row.unit.phone,
            email=row.unit.email,
        ),
        authority=row.body or row.authority.name,
        date=timezone.localdate(at).isoformat(),
        registry_number=row.registry_number,
        case_officer=officer.name if officer else row.case_officer_name,
        phone=officer.phone if officer else "",
        email=officer.email if officer else "",
    )


def head_as_json(head: Head) -> dict[str, Any]:
    """A head as plain JSON values; `head_from_json` gives the same head back."""
    return asdict(head)


def head_from_json(row: Mapping[str, Any], *, meeting_date: dt.date | None = None) -> Head:
    """The head of `head_as_json`, with the day of the meeting it goes to."""
    letterhead = Letterhead(**{**row["letterhead"], "address": tuple(row["letterhead"]["address"])})
    meeting = meeting_date.isoformat() if meeting_date else ""
    return Head(**{**row, "letterhead": letterhead, "copy_to": tuple(row["copy_to"]), "meeting_date": meeting})


def version_checksum(content: Content, head: Head) -> str:
    """SHA-256 over what a version says and over its head."""
    facts = json.dumps([content.as_json(), head_as_json(head)], sort_keys=True, separators=(",", ":"))
    return checksum(facts.encode())


# --- one version -----------------------------------------------------------------------------------


def content_of(version: ReportVersion) -> Content:
    """What a version says."""
    return Content.from_json(version.content)


def layout_of(report: BoardReport) -> Layout:
    """How a report is laid out. Needs `heading_set` selected with it."""
    return Layout.from_json(report.heading_set.layout)


def missing_in(report: BoardReport, version: ReportVersion) -> tuple[Gap, ...]:
    """What the layout asks for and the version lacks. Needs `heading_set` selected with the report."""
    return gaps(content_of(version), layout_of(report))


def paper_of(report: BoardReport, version: ReportVersion, attestations: Sequence[Attestation] = ()) -> Paper:
    """A version as it is printed, a draft or with those of `attestations` that hold. Needs `heading_set` selected."""
    given = [
        PaperAttestation(one.name, one.title, timezone.localdate(one.attested_at).isoformat())
        for one in attestations
        if one.state == Attestation.State.ATTESTED and one.attested_at is not None and one.version_id == version.pk
    ]
    head = head_from_json(version.head, meeting_date=report.meeting_date)
    return compose(content_of(version), layout_of(report), head, given, is_draft=is_draft(report, version))


def is_draft(report: BoardReport, version: ReportVersion) -> bool:
    """Whether a version is not what was attested: a later one took its place, or nobody has attested it yet."""
    given_up = report.state == State.CLOSED and report.document_id is None
    return version.number != report.revision or given_up or report.state in {State.DRAFT, State.READY}


def newest_version(report: BoardReport) -> ReportVersion:
    """What a report says now, with who saved it."""
    return ReportVersion.objects.select_related("saved_by").get(report=report, number=report.revision)


def version_numbered(report: BoardReport, number: int) -> ReportVersion | None:
    """One version of a report, with who saved it, if there is one of that number."""
    return ReportVersion.objects.select_related("saved_by").filter(report=report, number=number).first()


def versions_of(report: BoardReport) -> list[ReportVersion]:
    """Every version, the newest first, without its words."""
    rows = ReportVersion.objects.filter(report=report).defer("content", "head").select_related("saved_by")
    return list(rows.order_by("-number"))


def working_copy_of(report: BoardReport, actor: Actor) -> WorkingCopy | None:
    """What one has written and not saved, if anything."""
    return WorkingCopy.objects.filter(report=report, user_id=actor.user_id or 0).first()


def difference(old: Content, new: Content) -> tuple[FieldDiff, ...]:
    """The parts that differ, word by word."""
    return changed_fields(old, new)


def whole_difference(old: Content, new: Content) -> tuple[FieldDiff, ...]:
    """Every part, word by word, also those that are the same."""
    return diff_content(old, new)


# --- one report ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportPage:
    """A report as its page shows it."""

    report: BoardReport
    version: ReportVersion
    content: Content
    layout: Layout
    paper: Paper
    gaps: tuple[Gap, ...]
    attestations: list[Attestation]  # of the newest version, in the order they were asked for
    voided: list[Attestation]  # of earlier versions: given, and no longer true
    decisions: list[Decision]
    copy: WorkingCopy | None


def report_page(report: BoardReport, actor: Actor) -> ReportPage:
    """A report with its newest words, its attests and its decisions: five queries."""
    full = BoardReport.objects.select_related(
        "matter__case_officer", "heading_set", "started_by", "state_by", "follows", "document"
    )
    row = full.prefetch_related(
        Prefetch(
            "decisions",
            Decision.objects.select_related("recorded_by", "passage")
            .prefetch_related("reservations")
            .order_by("meeting_date", "pk"),
        )
    ).get(pk=report.pk)
    version = newest_version(row)
    rows = Attestation.objects.filter(version__report=row).select_related("attester", "version", "asked_by")
    attestations = list(rows.order_by("asked_at", "pk"))
    now = [one for one in attestations if one.version_id == version.pk and one.state != Attestation.State.VOIDED]
    return ReportPage(
        report=row,
        version=version,
        content=content_of(version),
        layout=layout_of(row),
        paper=paper_of(row, version, now),
        gaps=missing_in(row, version),
        attestations=now,
        voided=[one for one in attestations if one not in now],
        decisions=list(row.decisions.all()),
        copy=working_copy_of(row, actor),
    )


def reports_of(matter: Matter) -> list[BoardReport]:
    """The reports of a matter, the newest first."""
    rows = BoardReport.objects.filter(matter=matter).select_related("matter__case_officer", "state_by", "started_by")
    return list(rows.order_by("-started_at", "-pk"))


def what_attester_saw(attestation: Attestation) -> ReportVersion | None:
    """The version that this person answered last in the same report, to show what has changed since.

    She attested it, or sent it back.
    """
    answered = Q(attested_at__isnull=False) | Q(state=Attestation.State.RETURNED)
    earlier = Attestation.objects.filter(
        answered, version__report_id=attestation.version.report_id, attester_id=attestation.attester_id
    )
    others = earlier.exclude(pk=attestation.pk).select_related("version__saved_by")
    last = others.order_by(Coalesce("attested_at", "settled_at").desc(), "-pk").first()
    return last.version if last else None


# --- people and templates --------------------------------------------------------------------------


@dataclass(frozen=True)
class Attesters:
    """Those whose role lets them attest, with titles, in Swedish order; of a report of their own they may not."""

    able: dict[User, str]
    authors: dict[User, str]


def attesters_of(report: BoardReport, *, at: dt.datetime) -> Attesters:
    """Who of the report's authority could attest it, and who only did not write it. Needs `matter` selected."""
    wrote = rules.authors_of(report)
    authority_id, day = report.matter.authority_id, timezone.localdate(at)
    people = titles_of_those_who_may(Capability.ATTEST, authority_id=authority_id, day=day)
    able = {person: title for person, title in people.items() if person.pk not in wrote}
    return Attesters(able, {person: title for person, title in people.items() if person not in able})


def template_in_use(authority_id: int) -> WordTemplate | None:
    """The Word template that an authority uses, with its bytes, if it has brought one."""
    return WordTemplate.objects.filter(authority_id=authority_id, is_in_use=True).first()


def templates_of(actor: Actor) -> list[WordTemplate]:
    """Every template that one's authority has brought, the newest first, without their bytes."""
    return list(rules.visible_templates(actor).select_related("uploaded_by").order_by("-uploaded_at", "-pk"))


def heading_sets(actor: Actor) -> list[HeadingSet]:
    """The layouts that hold now: one's own first, then those that all share, in Swedish order."""
    rows = rules.usable_heading_sets(actor).select_related("authority")
    return sorted(rows.order_by(SortKey("name"), "pk"), key=lambda row: row.authority_id is None)


def last_heading_set(actor: Actor) -> HeadingSet | None:
    """The layout that one's authority used last, in the version that holds now, if it still does."""
    last = BoardReport.objects.filter(matter__authority_id=actor.authority_id or 0).select_related("heading_set")
    report = last.order_by("-started_at", "-pk").first()
    if report is None:
        return None
    used = report.heading_set
    rows = rules.usable_heading_sets(actor).filter(name=used.name)
    return next((row for row in rows if row.authority_id == used.authority_id), None)


def attestation_of(report: BoardReport, actor: Actor) -> Attestation | None:
    """What one has been asked about the newest version, whatever one answered, with what its rules need."""
    rows = Attestation.objects.filter(version__report=report, version__number=report.revision)
    full = rows.select_related("version__report__matter__case_officer", "attester", "asked_by")
    return full.filter(attester_id=actor.user_id or 0).first()


def parts_of(report: BoardReport) -> list[Model]:
    """What the trail of a report is about: itself, its attests and its decisions."""
    attestations = Attestation.objects.filter(version__report=report).order_by("pk")
    return [report, *attestations, *Decision.objects.filter(report=report).order_by("pk")]
