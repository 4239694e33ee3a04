"""A report before the board: on the agenda, what was decided, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.reports import lock_report, set_state
from famn.domain.matters.drafting.clauses import clauses
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.paper import Paper, Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.facts import cut
from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardMeeting,
    BoardReport,
    Decision,
    DecisionPoint,
    Document,
    DocumentKind,
    DocumentPerson,
    ReportVersion,
)
from famn.domain.matters.reads.reports import content_of, layout_of, newest_version, paper_of
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require

State = BoardReport.State
Outcome = Decision.Outcome


@dataclass(frozen=True, slots=True)
class Decided:
    """What a board decided: at which paragraph, how, and in which words where it is not as proposed."""

    outcome: str
    paragraph: str = ""
    text: str = ""
    immediate_approval: bool = False


@transaction.atomic
def put_on_agenda(
    report: BoardReport,
    *,
    by: Actor,
    at: dt.datetime,
    meeting_date: dt.date | None = None,
    meeting: BoardMeeting | None = None,
) -> BoardReport:
    """Put an attested report on the agenda of a planned meeting, or of one on `meeting_date` that is not kept here.

    One that was postponed goes to a later meeting. Raises Refused for a meeting that is cancelled meanwhile.
    """
    report = lock_report(report)
    require(rules.may_put_on_agenda(by, report))
    if meeting is not None:
        meeting = _planned(meeting, by)
        meeting_date = meeting.day
    if meeting_date is None:
        raise Refused(_("Skriv vilken dag nämnden sammanträder."), field="meeting_date")
    last = report.decisions.order_by("-meeting_date").first()
    if last is not None and last.outcome != Outcome.POSTPONED:
        raise Refused(_("Nämnden har redan beslutat i ärendet."))
    if last is not None and meeting_date <= last.meeting_date:
        raise Refused(_("Välj ett möte efter det som bordlade ärendet."), field="meeting_date")
    report.meeting_date, report.meeting = meeting_date, meeting
    set_state(report, State.AGENDA, by=by, at=at, also=("meeting_date", "meeting"))
    trail.record("put_on_agenda", report, by=by, at=at)
    return report


def _planned(meeting: BoardMeeting, by: Actor) -> BoardMeeting:
    """The meeting under a lock, so that nobody cancels it meanwhile; of one's own authority, and not cancelled."""
    own = rules.visible_meetings(by).filter(pk=meeting.pk).select_for_update(of=("self",)).first()
    if own is None or own.state != BoardMeeting.State.PLANNED:
        raise Refused(_("Mötet är inställt. Välj ett annat."), field="meeting")
    return own


@transaction.atomic
def take_off_agenda(report: BoardReport, *, by: Actor, at: dt.datetime) -> BoardReport:
    """Take a report off the agenda before anything is decided. Its attests still hold."""
    report = lock_report(report)
    require(rules.may_take_off_agenda(by, report))
    report.meeting_date, report.meeting = None, None
    set_state(report, State.ATTESTED, by=by, at=at, also=("meeting_date", "meeting"))
    trail.record("take_off_agenda", report, by=by, at=at)
    return report


@transaction.atomic
def record_decision(report: BoardReport, decided: Decided, *, by: Actor, at: dt.datetime) -> Decision:
    """Record what the board decided. The text is locked from now on, and those it concerns are told.

    The report becomes a document of its matter. A decision as proposed gives the assignments that its points carry,
    and tells whoever got a mandate to sign. Raises Refused where somebody was first, or where it is not said what was
    decided otherwise.
    """
    report = lock_report(report)
    _refuse_decided(report)
    require(rules.may_decide(by, report))
    _check(report, decided, at)
    version = newest_version(report)
    decision = Decision.objects.create(
        report=report,
        version=version,
        body=cut(report.matter.body or report.matter.authority.name, 120),
        meeting_date=cast("dt.date", report.meeting_date),  # a constraint: what is on the agenda has its meeting
        paragraph=cut(decided.paragraph.strip(), 20),
        outcome=decided.outcome,
        text=decided.text.strip(),
        immediate_approval=decided.immediate_approval,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    if report.document_id is None:
        report.document = _document_of(report, version, by=by, at=at)
    set_state(report, State.DECIDED, by=by, at=at, also=("document",))
    trail.record("record_decision", decision, by=by, at=at, about={"board_report": report.pk})
    if decided.outcome == Outcome.AS_PROPOSED:
        _give_assignments(report, by=by, at=at)
    notices.tell_decided(decision, report, content_of(version), by=by, at=at)
    return decision


@transaction.atomic
def close_report(report: BoardReport, *, by: Actor, at: dt.datetime) -> BoardReport:
    """Close a report: it is done, or it was given up as a draft."""
    report = lock_report(report)
    require(rules.may_close_report(by, report))
    set_state(report, State.CLOSED, by=by, at=at)
    trail.record("close_report", report, by=by, at=at)
    return report


def _refuse_decided(report: BoardReport) -> None:
    """Two people recording at once: the second hears what the first wrote."""
    if report.state != State.DECIDED:
        return
    last = report.decisions.select_related("recorded_by").order_by("-meeting_date").first()
    if last is not None:
        raise Refused(
            _("%(name)s har redan registrerat beslutet: %(outcome)s.")
            % {"name": last.recorded_by.name, "outcome": last.get_outcome_display()}
        )


def _check(report: BoardReport, decided: Decided, at: dt.datetime) -> None:
    if decided.outcome not in Outcome.values:
        raise Refused(_("Välj vad nämnden beslutade."), field="outcome")
    if decided.outcome != Outcome.AS_PROPOSED and not decided.text.strip():
        raise Refused(_("Skriv vad nämnden beslutade, med dess egna ord."), field="text")
    if report.meeting_date is not None and report.meeting_date > timezone.localdate(at):
        raise Refused(_("Mötet har inte varit än."), field="outcome")


# --- the report as a document of its matter ---------------------------------------------------------


def _document_of(report: BoardReport, version: ReportVersion, *, by: Actor, at: dt.datetime) -> Document:
    """The decided version as a document of the matter, with its points and its people."""
    content, head = content_of(version), version.head
    attestations = list(Attestation.objects.filter(version=version, state=Attestation.State.ATTESTED).order_by("pk"))
    document = Document.objects.create(
        matter=report.matter,
        kind=DocumentKind.BOARD_REPORT,
        title=cut(content.title, 300),
        date=head["date"],
        registry_numbers=[head["registry_number"]] if head["registry_number"] else [],
        sha256=version.sha256,
        sections=_sections(paper_of(report, version, attestations)),
        attachments=list(content.attachments),
        distribution=list(content.distribution),
        added_by_id=standing(by).user_id,
        added_at=at,
    )
    trail.record("add_document", document, by=by, at=at, about={"matter": report.matter_id, "board_report": report.pk})
    _add_people(document, content, attestations)
    _add_points(document, report, content, head["authority"])
    return document


def _sections(paper: Paper) -> list[dict[str, str]]:
    return [{"heading": part.heading, "text": plain(part.blocks)} for part in paper.parts if isinstance(part, Text)]


def _add_people(document: Document, content: Content, attestations: list[Attestation]) -> None:
    part = DocumentPerson.Part
    signs = [(part.SIGNATORY, one.name, one.title, "") for one in content.signatories]
    approved = [
        (part.ATTESTER, one.name, one.title, timezone.localdate(one.attested_at).isoformat()) for one in attestations
    ]
    for people in (signs, approved):
        DocumentPerson.objects.bulk_create(
            DocumentPerson(
                document=document, part=which, number=number, name=cut(name, 120), title=cut(title, 120), date=date
            )
            for number, (which, name, title, date) in enumerate(people, start=1)
        )


def _add_points(document: Document, report: BoardReport, content: Content, body: str) -> None:
    worded = clauses(content.points, layout_of(report), body)
    kept = [one for one in content.points if one.text or one.immediate_approval]
    DecisionPoint.objects.bulk_create(
        DecisionPoint(
            document=document,
            number=number,
            text=clause.text,
            body=cut(clause.body, 120),
            proposer=cut(clause.proposer, 120),
            immediate_approval=point.immediate_approval,
            report_back_date=_full_day(point.report_back_date),
        )
        for number, (clause, point) in enumerate(zip(worded, kept, strict=True), start=1)
    )


def _full_day(text: str) -> dt.date | None:
    """The day that is meant; None for a month or a year, and for what is no day of the calendar."""
    try:
        return dt.date.fromisoformat(text) if len(text) == len("2021-05-31") else None
    except ValueError:
        return None


def _give_assignments(report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """The points that are to be reported back become assignments for the case officer."""
    points = DecisionPoint.objects.filter(document__report=report, report_back_date__isnull=False).order_by("number")
    for point in points:
        if point.report_back_date is None:
            continue
        assignment = Assignment.objects.create(
            matter=report.matter,
            point=point,
            text=point.text,
            body=point.body,
            responsible_id=report.matter.case_officer_id or report.started_by_id,
            due_date=point.report_back_date,
        )
        about = {"matter": report.matter_id, "document": point.document_id}
        trail.record("give_assignment", assignment, by=by, at=at, about=about)
