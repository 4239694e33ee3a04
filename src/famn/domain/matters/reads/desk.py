"""What waits for one person, what comes near and what is new: the first page of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast

from django.db import models
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.matters.facts import cut
from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardMeeting,
    BoardReport,
    Document,
    IncomingFile,
    Matter,
    Passage,
    SteeringDocument,
)
from famn.domain.matters.reads.boards import report_deadlines
from famn.domain.matters.reads.dispatching import to_dispatch
from famn.domain.matters.reads.personal import personal_to_report
from famn.domain.matters.reads.steering import steering_to_renew
from famn.domain.matters.rules import (
    last_day,
    visible_assignments,
    visible_documents,
    visible_incoming,
    visible_matters,
    visible_meetings,
    visible_reports,
    waiting_attestations,
)
from famn.domain.people.rules import Actor, Capability
from famn.ground.due import Due, Near

MOST: Final = 100  # of one kind on the desk; the lists show all


class WorkKind(models.TextChoices):
    """What kind of thing waits."""

    INCOMING = "incoming", gettext_lazy("inläst dokument att kontrollera")
    ASSIGNMENT = "assignment", gettext_lazy("svar att lämna")
    UNASSIGNED = "unassigned", gettext_lazy("ärende utan handläggare")
    ATTEST = "attest", gettext_lazy("utlåtande att attestera")
    RETURNED = "returned", gettext_lazy("utlåtande tillbaka till dig")
    DRAFT = "draft", gettext_lazy("utkast att skriva färdigt")
    ATTESTED = "attested", gettext_lazy("attesterat, väntar på ett möte")
    TO_AGENDA = "to_agenda", gettext_lazy("attesterat, att ta upp på ett möte")
    DECIDE = "decide", gettext_lazy("beslut att registrera")
    RENEW = "renew", gettext_lazy("styrdokument att förnya")
    MEETING = "meeting", gettext_lazy("ärendet tas upp")
    BOARD = "board", gettext_lazy("nämnden sammanträder")
    REPORTS = "reports", gettext_lazy("utlåtanden ska vara klara")
    DISPATCH = "dispatch", gettext_lazy("beslut att expediera")
    REPORT_ON = "report_on", gettext_lazy("beslut av en person att anmäla")


def waiting_for(actor: Actor, *, today: dt.date) -> list[Due]:
    """What waits for the actor on `today` in matters and reports: six queries, twelve for a secretary.

    An incoming file waits today; so do a report to attest or that came back, and a decision to record once the board
    has met. A matter without case officer and a draft wait this week. An assignment waits on its day. A steering
    document that runs out within a year, or has, waits its turn.
    """
    return [
        *_assignments(actor),
        *_to_attest(actor),
        *_reports(actor, today),
        *_incoming(actor),
        *_unassigned(actor),
        *_to_renew(actor, today),
        *_to_dispatch(actor),
        *_to_report(actor, today),
    ]


def _to_dispatch(actor: Actor) -> list[Due]:
    """Decisions that have not gone to all who are to get them; without a day until their minutes are approved."""
    if not actor.can(Capability.RECORD_DECISIONS):
        return []
    said = _("%(sent)d av %(count)d har fått det")
    return [
        Due(
            WorkKind.DISPATCH,
            row.decision.report.title,
            row.decision.code,
            row.due_on,
            said % {"sent": row.sent, "count": row.count},
            Near.LATER if row.due_on is None else None,
        )
        for row in to_dispatch(actor)[:MOST]
    ]


def _to_report(actor: Actor, today: dt.date) -> list[Due]:
    """What one person decided and the board has not heard of, by its next meeting; for a role that takes it there."""
    if not actor.can(Capability.RECORD_DECISIONS):
        return []
    return [
        Due(
            WorkKind.REPORT_ON,
            cut(one.decision.text, 120),
            one.decision.code,
            one.meeting.day if one.meeting else None,
            one.decision.matter.title,
            Near.LATER if one.meeting is None else None,
        )
        for one in personal_to_report(actor, today=today, most=MOST)
    ]


def _to_renew(actor: Actor, today: dt.date) -> list[Due]:
    """What the own authority should renew; without a day where that has passed: nothing is late by it."""
    if not actor.can(Capability.KEEP_GOALS):
        return []
    rows = steering_to_renew(actor, today=today)[:MOST]
    return [Due(WorkKind.RENEW, row.title, row.code, _last_day(row, today), row.owner, Near.LATER) for row in rows]


def _last_day(row: SteeringDocument, today: dt.date) -> dt.date | None:
    return last_day(row.to_year) if row.to_year is not None and row.to_year >= today.year else None


def _to_attest(actor: Actor) -> list[Due]:
    if not actor.can(Capability.ATTEST):
        return []
    rows = waiting_attestations(actor).select_related("asked_by").order_by("asked_at", "pk")[:MOST]
    from_whom = _("från %(name)s")
    return [
        Due(
            WorkKind.ATTEST,
            row.version.report.title,
            row.version.report.code,
            note=from_whom % {"name": row.asked_by.name},
        )
        for row in rows
    ]


def _reports(actor: Actor, today: dt.date) -> list[Due]:
    """One's own drafts and what became of them; for a secretary also what is to be taken up, and to be recorded."""
    state = BoardReport.State
    waits = Q()
    if actor.can(Capability.WRITE_REPORTS):
        mine = Q(started_by_id=actor.user_id) | Q(matter__case_officer_id=actor.user_id)
        waits |= mine & Q(state__in=[state.DRAFT, state.ATTESTED])
    if actor.can(Capability.RECORD_DECISIONS):
        waits |= Q(state=state.ATTESTED) | Q(state=state.AGENDA, meeting_date__lte=today)
        waits |= Q(
            Exists(Passage.objects.filter(report=OuterRef("pk"), state=Passage.State.PLANNED)), state=state.AGENDA
        )
    if not waits:
        return []
    returned = Attestation.objects.filter(
        version__report=OuterRef("pk"), version__number=OuterRef("revision"), state=Attestation.State.RETURNED
    )
    rows = visible_reports(actor).filter(waits, matter__state=Matter.State.OPEN).annotate(is_returned=Exists(returned))
    return [_of_report(row, actor, today) for row in rows.order_by("meeting_date", "-state_at", "pk")[:MOST]]


def _of_report(row: BoardReport, actor: Actor, today: dt.date) -> Due:
    """What a report waits for. One that was written on since it came back is a draft like others.

    One that is on the agenda of one body may wait to be taken up by another.
    """
    kind, near = {
        BoardReport.State.DRAFT: (WorkKind.RETURNED, Near.TODAY)
        if getattr(row, "is_returned", False)
        else (WorkKind.DRAFT, Near.WEEK),
        BoardReport.State.ATTESTED: (WorkKind.TO_AGENDA, Near.WEEK)
        if actor.can(Capability.RECORD_DECISIONS)
        else (WorkKind.ATTESTED, Near.LATER),
    }.get(BoardReport.State(row.state), (WorkKind.DECIDE, None))
    if kind == WorkKind.DECIDE and row.meeting_date is not None and row.meeting_date > today:
        kind, near = WorkKind.TO_AGENDA, Near.WEEK
    met = row.meeting_date if kind == WorkKind.DECIDE else None
    return Due(kind, row.title, row.code, met, row.matter.title, near)


def _incoming(actor: Actor) -> list[Due]:
    waiting = visible_incoming(actor).filter(state=IncomingFile.State.WAITING)
    count = Func(F("reading__reading__warnings"), function="jsonb_array_length", output_field=IntegerField())
    rows = waiting.annotate(warnings=Coalesce(count, 0)).order_by("received_at", "pk")
    found = []
    for code, name, title, warnings in rows.values_list("code", "name", "reading__reading__title", "warnings")[:MOST]:
        note = (
            ngettext("%(count)d sak att titta på", "%(count)d saker att titta på", warnings) % {"count": warnings}
            if warnings
            else _("Inget konstigt hittades.")
        )
        found.append(Due(WorkKind.INCOMING, title or name, code, note=note))
    return found


def _assignments(actor: Actor) -> list[Due]:
    """Those one is responsible for; and, for a role that answers for the authority, those nobody is."""
    mine = Q(responsible_id=actor.user_id)
    if actor.can(Capability.ANSWER_ASSIGNMENTS):
        mine |= Q(responsible__isnull=True)
    rows = visible_assignments(actor).filter(mine, state=Assignment.State.OPEN).select_related("matter")
    return [
        Due(WorkKind.ASSIGNMENT, row.text, row.code, row.due_date, row.matter.title)
        for row in rows.order_by("due_date", "pk")[:MOST]
    ]


def _unassigned(actor: Actor) -> list[Due]:
    if not actor.can(Capability.CHANGE_MATTERS):
        return []
    rows = visible_matters(actor).filter(state=Matter.State.OPEN, case_officer__isnull=True)
    note = _("Ingen är handläggare än.")
    return [
        Due(WorkKind.UNASSIGNED, row.title, row.code, row.meeting_date, note, Near.WEEK)
        for row in rows.order_by("opened_at", "pk")[:MOST]
    ]


def deadlines(actor: Actor, *, today: dt.date, weeks: int = 6) -> list[Due]:
    """The meetings and answers of the coming weeks in the matters one sees, and answers that are late, by day.

    Three queries, or four for those who write reports or take them to the board: they see the boards' own meetings.
    """
    end = today + dt.timedelta(weeks=weeks)
    waiting = visible_assignments(actor).filter(state=Assignment.State.OPEN, due_date__lte=end)
    answers = [
        Due(WorkKind.ASSIGNMENT, one.text, one.code, one.due_date, one.matter.title)
        for one in waiting.select_related("matter").order_by("due_date", "pk")[:MOST]
    ]
    planned = visible_matters(actor).filter(state=Matter.State.OPEN, meeting_date__gte=today, meeting_date__lte=end)
    meetings = [
        Due(WorkKind.MEETING, one.title, one.code, one.meeting_date)
        for one in planned.order_by("meeting_date", "pk")[:MOST]
    ]
    return sorted([*answers, *meetings, *_board_days(actor, today, end)], key=in_order)


def _board_days(actor: Actor, today: dt.date, end: dt.date) -> list[Due]:
    """When boards meet and reports must be ready, for those who write them or take them to the board."""
    if not (actor.can(Capability.WRITE_REPORTS) or actor.can(Capability.RECORD_DECISIONS)):
        return []
    reports = [
        Due(WorkKind.REPORTS, one.board.name, one.code, one.reports_by)
        for one in report_deadlines(actor, today=today, until=end)[:MOST]
    ]
    planned = visible_meetings(actor).filter(state=BoardMeeting.State.PLANNED, day__gte=today, day__lte=end)
    rows = planned.select_related("board").order_by("day", "pk")[:MOST]
    return reports + [Due(WorkKind.BOARD, one.board.name, one.code, one.day) for one in rows]


def in_order(one: Due) -> tuple[dt.date, str, str]:
    """The order of what comes: by day, then by kind and title."""
    return one.day or dt.date.max, one.kind, one.title


@dataclass(frozen=True)
class News:
    """Something new in a matter one sees."""

    at: dt.datetime
    kind: str  # "document", "answer" or "matter"
    title: str
    text: str
    who: str
    matter: str

    @property
    def day(self) -> dt.date:
        """The day it happened, here."""
        return timezone.localdate(self.at)


def news(actor: Actor, *, since: dt.datetime, most: int = 20) -> list[News]:
    """What has come to the matters one sees after `since`, the newest first: three queries."""
    documents = visible_documents(actor).filter(added_at__gt=since).select_related("matter", "added_by")
    found = [_of_document(one) for one in documents.order_by("-added_at")[:most]]
    answers = visible_assignments(actor).filter(state=Assignment.State.ANSWERED, settled_at__gt=since)
    found += [_of_answer(one) for one in answers.select_related("matter", "settled_by").order_by("-settled_at")[:most]]
    closed = visible_matters(actor).filter(state=Matter.State.CLOSED, closed_at__gt=since)
    found += [_of_closed(one) for one in closed.select_related("closed_by").order_by("-closed_at")[:most]]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def _of_document(one: Document) -> News:
    return News(one.added_at, "document", one.title, one.matter.title, one.added_by.name, one.matter.code)


def _of_answer(one: Assignment) -> News:
    who = one.settled_by.name if one.settled_by else ""
    at = cast("dt.datetime", one.settled_at)  # a constraint: what is answered has its when
    return News(at, "answer", one.text, one.matter.title, who, one.matter.code)


def _of_closed(one: Matter) -> News:
    who = one.closed_by.name if one.closed_by else ""
    return News(one.closed_at or one.opened_at, "matter", one.title, _("Ärendet avslutades"), who, one.code)
