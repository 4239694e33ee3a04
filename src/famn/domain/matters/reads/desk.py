"""What waits for one person, what comes near and what is new: the first page of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, cast

from django.db import models
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardReport,
    Document,
    IncomingFile,
    Matter,
    SteeringDocument,
)
from famn.domain.matters.reads.boards import report_deadlines
from famn.domain.matters.reads.steering import steering_to_renew
from famn.domain.matters.rules import (
    DueState,
    due_state_of,
    last_day,
    visible_assignments,
    visible_documents,
    visible_incoming,
    visible_matters,
    visible_reports,
    waiting_attestations,
)
from famn.domain.people.rules import Actor, Capability

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


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits. `code` is its own; `matter` the code of its matter, empty for an incoming file."""

    kind: WorkKind
    title: str
    code: str
    due_date: dt.date | None = None
    late_days: int = 0
    note: str = ""
    matter: str = ""

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.late_days > 0


@dataclass(frozen=True)
class Bucket:
    """Work of the same nearness."""

    key: str
    title: str
    items: list[WorkItem] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """What waits today (or should have been done), in the rest of this week, and later."""

    today: list[WorkItem]
    week: list[WorkItem]
    later: list[WorkItem]

    @property
    def buckets(self) -> list[Bucket]:
        """The three with their words, in order, also the empty ones."""
        return [
            Bucket("today", _("I dag"), self.today),
            Bucket("week", _("Den här veckan"), self.week),
            Bucket("later", _("Längre fram"), self.later),
        ]

    @property
    def count(self) -> int:
        """How many things wait in all."""
        return len(self.today) + len(self.week) + len(self.later)


def waiting_for(actor: Actor, *, today: dt.date) -> Desk:
    """What waits for the actor on `today`: six queries.

    An incoming file waits today; so do a report to attest or that came back, and a decision to record once the board
    has met. A matter without case officer and a draft wait this week. An assignment waits on its day; the week ends
    with its Sunday. A steering document that runs out within a year, or has, waits its turn.
    """
    sunday = today + dt.timedelta(days=6 - today.weekday())
    assignments = _assignments(actor, today)
    near = [item for item in assignments if item.due_date and item.due_date <= today]
    week = [item for item in assignments if item.due_date and today < item.due_date <= sunday]
    later = [item for item in assignments if item.due_date and item.due_date > sunday]
    reports = _reports(actor, today)
    soon = [item for item in reports if item.kind in {WorkKind.RETURNED, WorkKind.DECIDE}]
    far = [item for item in reports if item.kind == WorkKind.ATTESTED]
    coming = [item for item in reports if item not in soon and item not in far]
    return Desk(
        today=[*near, *_to_attest(actor), *soon, *_incoming(actor)],
        week=[*week, *coming, *_unassigned(actor)],
        later=[*later, *far, *_to_renew(actor, today)],
    )


def _to_renew(actor: Actor, today: dt.date) -> list[WorkItem]:
    """What the own authority should renew; without a day where that has passed: nothing is late by it."""
    if not actor.can(Capability.KEEP_GOALS):
        return []
    rows = steering_to_renew(actor, today=today)[:MOST]
    return [WorkItem(WorkKind.RENEW, row.title, row.code, _last_day(row, today), note=row.owner) for row in rows]


def _last_day(row: SteeringDocument, today: dt.date) -> dt.date | None:
    return last_day(row.to_year) if row.to_year is not None and row.to_year >= today.year else None


def _to_attest(actor: Actor) -> list[WorkItem]:
    if not actor.can(Capability.ATTEST):
        return []
    rows = waiting_attestations(actor).select_related("asked_by").order_by("asked_at", "pk")[:MOST]
    return [
        WorkItem(
            WorkKind.ATTEST,
            row.version.report.title,
            row.version.report.code,
            note=_("från %(name)s") % {"name": row.asked_by.name},
            matter=row.version.report.matter.code,
        )
        for row in rows
    ]


def _reports(actor: Actor, today: dt.date) -> list[WorkItem]:
    """One's own drafts and what became of them; for a secretary also what is to be taken up, and to be recorded."""
    state = BoardReport.State
    waits = Q()
    if actor.can(Capability.WRITE_REPORTS):
        mine = Q(started_by_id=actor.user_id) | Q(matter__case_officer_id=actor.user_id)
        waits |= mine & Q(state__in=[state.DRAFT, state.ATTESTED])
    if actor.can(Capability.RECORD_DECISIONS):
        waits |= Q(state=state.ATTESTED) | Q(state=state.AGENDA, meeting_date__lte=today)
    if not waits:
        return []
    returned = Attestation.objects.filter(
        version__report=OuterRef("pk"), version__number=OuterRef("revision"), state=Attestation.State.RETURNED
    )
    rows = visible_reports(actor).filter(waits, matter__state=Matter.State.OPEN).annotate(is_returned=Exists(returned))
    return [_of_report(row, actor, today) for row in rows.order_by("meeting_date", "-state_at", "pk")[:MOST]]


def _of_report(row: BoardReport, actor: Actor, today: dt.date) -> WorkItem:
    """What a report waits for. One that was written on since it came back is a draft like others."""
    kind = {
        BoardReport.State.DRAFT: WorkKind.RETURNED if getattr(row, "is_returned", False) else WorkKind.DRAFT,
        BoardReport.State.ATTESTED: WorkKind.TO_AGENDA if actor.can(Capability.RECORD_DECISIONS) else WorkKind.ATTESTED,
    }.get(BoardReport.State(row.state), WorkKind.DECIDE)
    met = row.meeting_date if kind == WorkKind.DECIDE else None
    late = max((today - met).days, 0) if met else 0
    return WorkItem(kind, row.title, row.code, met, late, row.matter.title, row.matter.code)


def _incoming(actor: Actor) -> list[WorkItem]:
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
        found.append(WorkItem(WorkKind.INCOMING, title or name, code, note=note))
    return found


def _assignments(actor: Actor, today: dt.date) -> list[WorkItem]:
    """Those one is responsible for; and, for a role that answers for the authority, those nobody is."""
    mine = Q(responsible_id=actor.user_id)
    if actor.can(Capability.ANSWER_ASSIGNMENTS):
        mine |= Q(responsible__isnull=True)
    rows = visible_assignments(actor).filter(mine, state=Assignment.State.OPEN).select_related("matter")
    return [
        WorkItem(
            kind=WorkKind.ASSIGNMENT,
            title=row.text,
            code=row.code,
            due_date=row.due_date,
            late_days=max((today - row.due_date).days, 0),
            note=row.matter.title,
            matter=row.matter.code,
        )
        for row in rows.order_by("due_date", "pk")[:MOST]
    ]


def _unassigned(actor: Actor) -> list[WorkItem]:
    if not actor.can(Capability.CHANGE_MATTERS):
        return []
    rows = visible_matters(actor).filter(state=Matter.State.OPEN, case_officer__isnull=True)
    note = _("Ingen är handläggare än.")
    return [
        WorkItem(WorkKind.UNASSIGNED, row.title, row.code, row.meeting_date, note=note, matter=row.code)
        for row in rows.order_by("opened_at", "pk")[:MOST]
    ]


@dataclass(frozen=True)
class Deadline:
    """A day that comes: a meeting, an answer to be given, or the day by which reports to a board must be ready."""

    day: dt.date
    kind: str  # "meeting", "assignment" or "reports"
    title: str
    matter: str
    code: str
    due_state: DueState


def deadlines(actor: Actor, *, today: dt.date, weeks: int = 6) -> list[Deadline]:
    """The meetings and answers of the coming weeks in the matters one sees, and answers that are late, by day."""
    end = today + dt.timedelta(weeks=weeks)
    waiting = visible_assignments(actor).filter(state=Assignment.State.OPEN, due_date__lte=end)
    answers = [
        Deadline(one.due_date, "assignment", one.text, one.matter.code, one.code, due_state_of(one.due_date, today))
        for one in waiting.select_related("matter").order_by("due_date", "pk")[:MOST]
    ]
    planned = visible_matters(actor).filter(state=Matter.State.OPEN, meeting_date__gte=today, meeting_date__lte=end)
    meetings = [
        Deadline(one.meeting_date, "meeting", one.title, one.code, one.code, due_state_of(one.meeting_date, today))
        for one in planned.order_by("meeting_date", "pk")[:MOST]
        if one.meeting_date is not None
    ]
    return sorted(
        [*answers, *meetings, *_report_days(actor, today, end)], key=lambda one: (one.day, one.kind, one.title)
    )


def _report_days(actor: Actor, today: dt.date, end: dt.date) -> list[Deadline]:
    """When reports must be ready, for those who write them or take them to the board."""
    if not (actor.can(Capability.WRITE_REPORTS) or actor.can(Capability.RECORD_DECISIONS)):
        return []
    return [
        Deadline(one.reports_by, "reports", one.board.name, "", one.code, due_state_of(one.reports_by, today))
        for one in report_deadlines(actor, today=today, until=end)[:MOST]
    ]


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
