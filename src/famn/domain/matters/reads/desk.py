"""What waits for one person, what comes near and what is new: the first page of the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final, cast

from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.matters.models import Assignment, Document, IncomingFile, Matter
from famn.domain.matters.rules import (
    DueState,
    due_state_of,
    visible_assignments,
    visible_documents,
    visible_incoming,
    visible_matters,
)
from famn.domain.people.rules import Actor, Capability

MOST: Final = 100  # of one kind on the desk; the lists show all


class WorkKind(models.TextChoices):
    """What kind of thing waits."""

    INCOMING = "incoming", gettext_lazy("inläst dokument att kontrollera")
    ASSIGNMENT = "assignment", gettext_lazy("svar att lämna")
    UNASSIGNED = "unassigned", gettext_lazy("ärende utan handläggare")


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
    """What waits for the actor on `today`: three queries.

    An incoming file waits today. A matter without case officer waits this week. An assignment waits on its day;
    the week ends with its Sunday.
    """
    sunday = today + dt.timedelta(days=6 - today.weekday())
    assignments = _assignments(actor, today)
    near = [item for item in assignments if item.due_date and item.due_date <= today]
    week = [item for item in assignments if item.due_date and today < item.due_date <= sunday]
    later = [item for item in assignments if item.due_date and item.due_date > sunday]
    return Desk(today=[*near, *_incoming(actor)], week=[*week, *_unassigned(actor)], later=later)


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
    """A day that comes: a meeting, or an answer to be given."""

    day: dt.date
    kind: str  # "meeting" or "assignment"
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
    return sorted([*answers, *meetings], key=lambda one: (one.day, one.kind, one.title))


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
