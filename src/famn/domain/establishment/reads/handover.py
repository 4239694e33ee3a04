"""Everything open that one person answers for, from every room, each with whether it may be handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import gettext as _

from famn.domain.agreements.models import JointLetter, Signature
from famn.domain.agreements.rules import visible_letters
from famn.domain.establishment import rules
from famn.domain.establishment.models import (
    AgendaPoint,
    ChecklistItem,
    GroupAssignment,
    GroupDuty,
    GroupMember,
    Handover,
    HandoverItem,
    Obstacle,
)
from famn.domain.establishment.rules import OpenKind
from famn.domain.matters import rules as matters
from famn.domain.matters.models import Assignment, Attestation, BoardReport, Matter, WorkingCopy
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.verdict import Verdict, first_no


@dataclass(frozen=True)
class OpenThing:
    """One open thing: what it is, where it belongs, by when, whether it may go. `code` is empty without a page."""

    kind: OpenKind
    row: Model
    title: str
    where: str
    may: Verdict
    due_on: dt.date | None = None
    code: str = ""

    @property
    def key(self) -> str:
        """A name of it, the same until it is handed over."""
        return f"{self.kind.value}-{self.row.pk}"


@dataclass(frozen=True)
class OpenWork:
    """What may be handed over, and what stays with the person, each by day."""

    moving: list[OpenThing] = field(default_factory=list)
    staying: list[OpenThing] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How much is open in all."""
        return len(self.moving) + len(self.staying)


def open_work(person: User, *, actor: Actor, today: dt.date) -> OpenWork:
    """What a person answers for in what the actor sees: fifteen queries, however much it is."""
    things = [*_of_matters(person, actor), *_of_groups(person, actor, today)]
    things += [*_of_reports(person, actor), *_of_letters(person, actor)]
    things.sort(key=lambda one: (one.due_on or dt.date.max, list(OpenKind).index(one.kind), one.title))
    return OpenWork([one for one in things if one.may], [one for one in things if not one.may])


def handover_items(handover: Handover) -> list[HandoverItem]:
    """What a handover was about, in the order it was written."""
    return list(HandoverItem.objects.filter(handover=handover).order_by("pk"))


def handovers_of(actor: Actor, person: User) -> list[Handover]:
    """What this person has left or taken over, the newest first."""
    rows = rules.visible_handovers(actor)
    return list((rows.filter(left_by=person) | rows.filter(taken_by=person)).order_by("-done_at", "-pk"))


def _of_matters(person: User, actor: Actor) -> Iterator[OpenThing]:
    """Matters and what boards wait for."""
    open_matters = matters.visible_matters(actor).filter(case_officer=person, state=Matter.State.OPEN)
    for matter in open_matters.order_by("pk"):
        may = matters.may_change_matter(actor, matter)
        yield OpenThing(
            OpenKind.MATTER, matter, matter.title, matter.registry_number, may, matter.meeting_date, matter.code
        )
    waiting = matters.visible_assignments(actor).filter(responsible=person, state=Assignment.State.OPEN)
    for one in waiting.select_related("matter").order_by("pk"):
        may = matters.may_hand_over(actor, one)
        yield OpenThing(OpenKind.ASSIGNMENT, one, one.text, one.matter.title, may, one.due_date, one.code)


def _of_groups(person: User, actor: Actor, today: dt.date) -> Iterator[OpenThing]:
    """What the initiatives wait for."""
    asked = rules.visible_group_assignments(actor).filter(responsible=person, state=GroupAssignment.State.OPEN)
    for one in asked.order_by("pk"):
        may = rules.may_pass_on(actor, one)
        where = _where(one.group.name, one.group.initiative.title)
        yield OpenThing(OpenKind.GROUP_ASSIGNMENT, one, one.text, where, may, one.due_on, one.code)
    hinders = rules.visible_obstacles(actor).filter(owner=person, state=Obstacle.State.OPEN)
    for obstacle in hinders.select_related("initiative").order_by("pk"):
        may = rules.may_change_obstacle(actor, obstacle)
        where = obstacle.initiative.title
        yield OpenThing(OpenKind.OBSTACLE, obstacle, obstacle.text, where, may, obstacle.due_on, obstacle.code)
    items = rules.visible_checklist_items(actor).filter(responsible=person, state=ChecklistItem.State.OPEN)
    for item in items.order_by("pk"):
        may = rules.may_plan_item(actor, item)
        where = item.checklist.initiative.title
        yield OpenThing(OpenKind.CHECKLIST, item, item.text, where, may, item.due_on, item.code)
    for turn in rules.visible_wheel_items(actor).filter(responsible=person).order_by("pk"):
        may = rules.may_organise(actor, turn.group)
        day = rules.next_wheel_day(turn, today)
        where = _where(turn.group.name, turn.group.initiative.title)
        yield OpenThing(OpenKind.WHEEL, turn, turn.text, where, may, day, turn.code)
    yield from _of_seats(person, actor, today)


def _of_seats(person: User, actor: Actor, today: dt.date) -> Iterator[OpenThing]:
    """Seats, duties and points in the groups."""
    duties = GroupDuty.objects.filter(answered_by=person, group__in=rules.visible_groups(actor))
    for duty in duties.select_related("group__initiative").order_by("pk"):
        may = rules.may_organise(actor, duty.group)
        where = _where(duty.group.name, duty.group.initiative.title)
        yield OpenThing(OpenKind.DUTY, duty, duty.text, where, may, code=duty.group.code)
    seats = rules.visible_members(actor).filter(periods.on(today), user=person)
    for seat in seats.order_by("pk"):
        leads = seat.part == GroupMember.Part.COORDINATOR
        kind = OpenKind.COORDINATOR if leads else OpenKind.SEAT
        title = _where(seat.get_part_display().capitalize(), seat.group.name)
        may = first_no(rules.stays(kind), rules.may_organise(actor, seat.group))
        yield OpenThing(kind, seat, title, seat.group.initiative.title, may, code=seat.code)
    points = AgendaPoint.objects.filter(raised_by=person, state=AgendaPoint.State.OPEN, assignment__isnull=True)
    points = points.filter(group__in=rules.visible_groups(actor)).select_related("group__initiative")
    for point in points.order_by("pk"):
        where = _where(point.group.name, point.group.initiative.title)
        may = rules.stays(OpenKind.POINT)
        yield OpenThing(OpenKind.POINT, point, point.text, where, may, code=point.group.code)


def _of_reports(person: User, actor: Actor) -> Iterator[OpenThing]:
    """Drafts, words that nobody else sees, and what waits for an attest."""
    reports = matters.visible_reports(actor)
    for report in reports.filter(started_by=person, state=BoardReport.State.DRAFT).order_by("pk"):
        may = rules.stays(OpenKind.REPORT)
        yield OpenThing(OpenKind.REPORT, report, report.title, report.matter.title, may, code=report.code)
    copies = WorkingCopy.objects.filter(user=person, report__in=reports).select_related("report__matter")
    for copy in copies.order_by("pk"):
        may, report = rules.stays(OpenKind.UNSAVED), copy.report
        yield OpenThing(OpenKind.UNSAVED, copy, report.title, report.matter.title, may, code=report.code)
    asked = Attestation.objects.filter(attester=person, state=Attestation.State.WAITING)
    asked = asked.filter(version__report__in=reports).select_related("version__report__matter")
    for attestation in asked.order_by("pk"):
        may, report = rules.stays(OpenKind.ATTESTATION), attestation.version.report
        yield OpenThing(OpenKind.ATTESTATION, attestation, report.title, report.matter.title, may, code=report.code)


def _of_letters(person: User, actor: Actor) -> Iterator[OpenThing]:
    """Letters of intent and agreements that the person began and all have not signed, and what waits for her name."""
    state, mine = JointLetter.State, visible_letters(actor)
    begun = mine.filter(authority_id=actor.authority_id or 0, started_by=person)
    for letter in begun.exclude(state__in=[state.SIGNED, state.WITHDRAWN]).order_by("pk"):
        may, where = rules.stays(OpenKind.LETTER), letter.get_state_display().capitalize()
        yield OpenThing(OpenKind.LETTER, letter, letter.title, where, may, code=letter.code)
    asked = Signature.objects.filter(user=person, state=Signature.State.WAITING, version__letter__in=mine)
    for signature in asked.select_related("version__letter", "line").order_by("pk"):
        may, letter = rules.stays(OpenKind.SIGNATURE), signature.version.letter
        yield OpenThing(OpenKind.SIGNATURE, signature, letter.title, signature.line.role, may, code=letter.code)


def _where(*parts: str) -> str:
    return _(", ").join(part for part in parts if part)
