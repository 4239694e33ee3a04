"""A report before its bodies: on the agenda, what each decided, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.differences import refuse_unsettled
from famn.domain.matters.actions.dispatching import list_recipients
from famn.domain.matters.actions.reports import lock_report, set_state
from famn.domain.matters.drafting.clauses import clauses
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.paper import Paper, Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.facts import cut
from famn.domain.matters.models import (
    Assignment,
    Attestation,
    Board,
    BoardMeeting,
    BoardReport,
    Decision,
    DecisionPoint,
    Document,
    DocumentKind,
    DocumentPerson,
    Length,
    Passage,
    ReportVersion,
)
from famn.domain.matters.reads.force import final_decisions
from famn.domain.matters.reads.lengths import days_of
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
    told_by: str = ""  # who told of it, and when: of a body that is not kept here
    told_on: dt.date | None = None


@transaction.atomic
def put_on_agenda(
    report: BoardReport,
    *,
    by: Actor,
    at: dt.datetime,
    meeting_date: dt.date | None = None,
    meeting: BoardMeeting | None = None,
    passage: Passage | None = None,
) -> BoardReport:
    """Put an attested report on the agenda of a planned meeting, or of one on `meeting_date` that is not kept here.

    `passage` says before which body, where there are several. One that was postponed goes to a later meeting. Raises
    Refused for a meeting that is cancelled meanwhile, and for a day before that of a body that comes first.
    """
    if meeting is not None:  # whoever abolishes the board comes before or after
        Board.objects.select_for_update().get(pk=meeting.board_id)
    report = lock_report(report)
    passages = passages_of(report)
    row = _chosen(passages, passage, Passage.State.PLANNED) or _first_passage(report, by=by, at=at)
    _follow(row)
    last = _last_of(row)
    if row.state == Passage.State.DONE or (last is not None and last.outcome != Outcome.POSTPONED):
        require(rules.may_put_on_agenda(by, report))
        raise Refused(_("Nämnden har redan beslutat i ärendet."))
    require(rules.may_take_up(by, row))
    if meeting is not None:
        meeting = _planned(meeting, by)
        meeting_date = meeting.day
    if meeting_date is None:
        raise Refused(_("Skriv vilken dag nämnden sammanträder."), field="meeting_date")
    if last is not None and meeting_date <= last.meeting_date:
        raise Refused(_("Välj ett möte efter det som bordlade ärendet."), field="meeting_date")
    _refuse_disorder(row, passages, meeting, meeting_date)
    if last is None:  # later the text is locked, and nothing can be mended
        refuse_unsettled(report)
    if meeting is not None:
        row.board, row.body = meeting.board, meeting.board.name
    row.meeting, row.meeting_date, row.state = meeting, meeting_date, Passage.State.ON_AGENDA
    row.save()
    show_meeting(report, passages_of(report))
    set_state(report, State.AGENDA, by=by, at=at, also=("meeting_date", "meeting"))
    trail.record("put_on_agenda", report, by=by, at=at, about={"passage": row.pk})
    return report


def _planned(meeting: BoardMeeting, by: Actor) -> BoardMeeting:
    """The meeting under a lock, so that nobody cancels it meanwhile; of one's own authority, and not cancelled."""
    rows = rules.visible_meetings(by).filter(pk=meeting.pk).select_related("board")
    own = rows.select_for_update(of=("self",)).first()
    if own is None or own.state != BoardMeeting.State.PLANNED:
        raise Refused(_("Mötet är inställt. Välj ett annat."), field="meeting")
    return own


def _refuse_disorder(
    row: Passage, passages: list[Passage], meeting: BoardMeeting | None, meeting_date: dt.date
) -> None:
    """Refuse another body's meeting, where there are several bodies, and a day before that of an earlier one."""
    is_free = len(passages) < 2 and not row.is_outside
    if meeting is not None and not is_free and meeting.board_id != row.board_id:
        raise Refused(_("Mötet hör till ett annat organ än %(body)s.") % {"body": row.body}, field="meeting")
    for one in passages:
        if one.number < row.number and one.meeting_date is not None and one.meeting_date > meeting_date:
            words = _("%(body)s ska behandla ärendet först och sammanträder senare än så.") % {"body": one.body}
            raise Refused(words, field="meeting" if meeting else "meeting_date")


@transaction.atomic
def take_off_agenda(report: BoardReport, *, by: Actor, at: dt.datetime, passage: Passage | None = None) -> BoardReport:
    """Take a report off an agenda before anything is decided there. Its attests still hold."""
    report = lock_report(report)
    passages = passages_of(report)
    row = _chosen(passages, passage, Passage.State.ON_AGENDA)
    if row is not None and len(passages) > 1:
        require(rules.may_take_off(by, row))
    else:
        require(rules.may_take_off_agenda(by, report))
    if row is not None:
        row.meeting, row.meeting_date, row.state = None, None, Passage.State.PLANNED
        row.save(update_fields=["meeting", "meeting_date", "state"])
    is_on = show_meeting(report, passages_of(report))
    state = State.AGENDA if is_on else State.ATTESTED
    set_state(report, state, by=by, at=at, also=("meeting_date", "meeting"))
    trail.record("take_off_agenda", report, by=by, at=at, about={"passage": row.pk} if row else None)
    return report


@transaction.atomic
def record_decision(
    report: BoardReport, decided: Decided, *, by: Actor, at: dt.datetime, passage: Passage | None = None
) -> Decision:
    """Record what a body decided. The text is locked from now on, and those it concerns are told.

    The report becomes a document of its matter. When all that decide have done so as proposed, the assignments that
    its points carry are given, and whoever got a mandate to sign is told. Raises Refused where somebody was first, or
    where it is not said what was decided otherwise.
    """
    report = lock_report(report)
    passages = passages_of(report)
    row = _chosen(passages, passage, Passage.State.ON_AGENDA)
    _refuse_decided(report, row, passages)
    require(rules.may_decide(by, report))
    row = row or _first_passage(report, by=by, at=at)
    require(rules.may_record_outcome(by, row, passages))
    _check(row, decided, at)
    version = newest_version(report)
    decision = Decision.objects.create(
        report=report,
        version=version,
        passage=row,
        body=row.board.name if row.board else row.body,
        meeting_date=cast("dt.date", row.meeting_date),  # a constraint: what is on the agenda has its meeting
        paragraph=cut(decided.paragraph.strip(), 20),
        outcome=decided.outcome,
        text=decided.text.strip(),
        immediate_approval=decided.immediate_approval,
        dispatch_days=days_of(report.matter.authority_id, Length.Kind.DISPATCH),
        told_by=cut(decided.told_by.strip(), 160) if row.is_outside else "",
        told_on=(decided.told_on or timezone.localdate(at)) if row.is_outside else None,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    if report.document_id is None:
        report.document = _document_of(report, version, by=by, at=at)
    _move_on(row, decided.outcome)
    trail.record("record_decision", decision, by=by, at=at, about={"board_report": report.pk, "passage": row.pk})
    if decided.outcome != Outcome.POSTPONED and row.role == Passage.Role.DECIDES and not row.is_outside:
        list_recipients(decision, by=by, at=at)
    is_united = settle_report(report, by=by, at=at)
    notices.tell_decided(decision, report, content_of(version), may_sign=is_united, by=by, at=at)
    return decision


def settle_report(report: BoardReport, *, by: Actor, at: dt.datetime) -> bool:
    """Let a report that one holds under a lock stand as its passages tell; True where all has been granted as proposed.

    Only then its points become assignments by themselves.
    """
    passages = passages_of(report)
    show_meeting(report, passages)
    state = rules.state_after(passages)
    set_state(report, state, by=by, at=at, also=("document", "meeting_date", "meeting"))
    is_united = state == State.DECIDED and rules.is_united(final_decisions(report))
    if is_united:
        give_assignments(report, by=by, at=at)
    return is_united


@transaction.atomic
def close_report(report: BoardReport, *, by: Actor, at: dt.datetime) -> BoardReport:
    """Close a report: it is done, or it was given up as a draft.

    Raises Refused where bodies decided differently and nobody has chosen what happens.
    """
    report = lock_report(report)
    require(rules.may_close_report(by, report))
    undecided = rules.differ(final_decisions(report)) and not report.ways.exists()
    if report.state == State.DECIDED and undecided:
        raise Refused(_("Nämnderna har beslutat olika. Välj först vad som ska hända."))
    set_state(report, State.CLOSED, by=by, at=at)
    trail.record("close_report", report, by=by, at=at)
    return report


# --- the way through the bodies ---------------------------------------------------------------------


def passages_of(report: BoardReport) -> list[Passage]:
    """The living passages of a report that one holds under a lock, in their order."""
    rows = Passage.objects.filter(report=report).select_related("board", "meeting")
    found = rules.living(rows)
    for one in found:
        one.report = report
    return found


def show_meeting(report: BoardReport, passages: list[Passage]) -> bool:
    """Let a report name the nearest meeting that it is on the agenda of; False where there is none.

    One that is decided names the last that took it up; one that was postponed, the meeting that did so.
    """
    on = [one for one in passages if one.state == Passage.State.ON_AGENDA]
    done = [one for one in passages if one.state == Passage.State.DONE]
    if on:
        chosen: Passage | None = min(on, key=_when)
    elif report.document_id is None or rules.state_after(passages) != State.DECIDED:
        report.meeting, report.meeting_date = None, None
        return False
    else:
        chosen = max(done, key=_when, default=None)
    if chosen is not None:
        report.meeting, report.meeting_date = chosen.meeting, chosen.meeting_date
    return bool(on)


def _when(one: Passage) -> tuple[dt.date, int, int]:
    return (one.meeting_date or dt.date.min, one.number, one.pk)


def first_passage(report: BoardReport, *, by: Actor, at: dt.datetime) -> Passage:
    """The passage of the body that a matter is addressed to, not saved yet."""
    matter = report.matter
    return Passage(
        report=report,
        body=cut(matter.body or matter.authority.name, 120),
        stated_by_id=standing(by).user_id,
        stated_at=at,
    )


def _first_passage(report: BoardReport, *, by: Actor, at: dt.datetime) -> Passage:
    """The passage of a report that has none: it is made when it first comes to a body."""
    made = first_passage(report, by=by, at=at)
    if report.state == State.AGENDA:
        made.meeting, made.meeting_date, made.state = report.meeting, report.meeting_date, Passage.State.ON_AGENDA
        made.save()
    return made


def _chosen(passages: list[Passage], passage: Passage | None, state: str) -> Passage | None:
    """The passage that is meant: the one that was chosen, the only one, or the only one in this state.

    None where a report has no passages yet. Raises Refused where it is not said which.
    """
    if passage is not None:
        found = next((one for one in passages if one.pk == passage.pk), None)
        if found is None:
            raise Refused(_("Organet är inte längre på ärendets väg."))
        return found
    if len(passages) < 2:
        return passages[0] if passages else None
    fitting = [one for one in passages if one.state == state]
    if len(fitting) != 1:
        raise Refused(_("Flera organ behandlar ärendet. Välj vilket det gäller."))
    return fitting[0]


def _last_of(row: Passage) -> Decision | None:
    """What a body decided last; for a new passage, what was decided before reports had passages."""
    rows = Decision.objects.filter(report=row.report)
    rows = rows.filter(passage=row) if row.pk else rows.filter(passage__isnull=True)
    return rows.order_by("meeting_date", "pk").last()


def _move_on(row: Passage, outcome: str) -> None:
    """A body has dealt with it, or postponed it: then it waits for another meeting, perhaps of the one that follows."""
    row.state = Passage.State.DONE
    if outcome == Outcome.POSTPONED:
        row.state, row.meeting, row.meeting_date = Passage.State.PLANNED, None, None
        _follow(row)
    row.save()


def _follow(row: Passage) -> None:
    """Let a passage that waits be that of the board which took over, where its own is abolished."""
    while row.state == Passage.State.PLANNED and row.board is not None and row.board.ended_on is not None:
        row.board = Board.objects.filter(pk=row.board.succeeded_by_id or 0).first()
        row.body = row.board.name if row.board else row.body


def _refuse_decided(report: BoardReport, row: Passage | None, passages: list[Passage]) -> None:
    """Two people recording at once: the second hears what the first wrote."""
    is_done = row is not None and len(passages) > 1 and row.state in {Passage.State.DONE, Passage.State.PLANNED}
    if report.state != State.DECIDED and not is_done:
        return
    rows = Decision.objects.filter(report=report).select_related("recorded_by")
    last = (rows.filter(passage=row) if row is not None and is_done else rows).order_by("meeting_date", "pk").last()
    if last is not None:
        raise Refused(
            _("%(name)s har redan registrerat beslutet: %(outcome)s.")
            % {"name": last.recorded_by.name, "outcome": last.get_outcome_display()}
        )


def _check(row: Passage, decided: Decided, at: dt.datetime) -> None:
    today = timezone.localdate(at)
    if decided.outcome not in Outcome.values:
        raise Refused(_("Välj vad nämnden beslutade."), field="outcome")
    if decided.outcome != Outcome.AS_PROPOSED and not decided.text.strip():
        raise Refused(_("Skriv vad nämnden beslutade, med dess egna ord."), field="text")
    if row.meeting_date is not None and row.meeting_date > today:
        raise Refused(_("Mötet har inte varit än."), field="outcome")
    if row.is_outside and not decided.told_by.strip():
        raise Refused(_("Skriv vem som berättade vad de beslutade."), field="told_by")
    if decided.told_on is not None and decided.told_on > today:
        raise Refused(_("Den dagen har inte varit än."), field="told_on")


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


def give_assignments(report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """The points that are to be reported back become assignments for the case officer, but for what a body refused."""
    refused = {one.body for one in final_decisions(report) if not rules.is_granted(one)}
    points = DecisionPoint.objects.filter(document__report=report, report_back_date__isnull=False).order_by("number")
    for point in points:
        if point.report_back_date is None or point.body in refused:
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
