"""Who sees and who may do what with incoming files, matters, documents and assignments.

Matters and what a person has confirmed of their documents belong to the whole authority. What came in and nobody has
looked at yet, and the original of every document, stay in the secrecy area that took them in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import (
    ASSIGNMENT_STATES,
    INCOMING_STATES,
    MATTER_STATES,
    Assignment,
    Document,
    IncomingFile,
    Matter,
)
from famn.domain.people.rules import Actor, Capability
from famn.ground.identifiers import parse_registry_number
from famn.ground.text import squeeze
from famn.ground.verdict import YES, Verdict, first_no, no

SOON: Final = dt.timedelta(days=14)  # from so long before its day an assignment is soon due


class DueState(models.TextChoices):
    """How near the day of an assignment is."""

    LATER = "later", gettext_lazy("längre fram")
    SOON = "soon", gettext_lazy("snart")
    TODAY = "today", gettext_lazy("i dag")
    OVERDUE = "overdue", gettext_lazy("försenat")
    SETTLED = "settled", gettext_lazy("klart")


def due_state(assignment: Assignment, today: dt.date) -> DueState:
    """How near the day of an assignment is on `today`; what is answered or withdrawn is settled."""
    if assignment.state != Assignment.State.OPEN:
        return DueState.SETTLED
    return due_state_of(assignment.due_date, today)


def due_state_of(due_date: dt.date, today: dt.date) -> DueState:
    """How near a day that still waits for something is."""
    if due_date < today:
        return DueState.OVERDUE
    if due_date == today:
        return DueState.TODAY
    return DueState.SOON if due_date <= today + SOON else DueState.LATER


def reminder_due(assignment: Assignment, today: dt.date, *, told_on: dt.date | None, before: Iterable[int]) -> bool:
    """Whether somebody is to be told on `today` that the day of an assignment comes.

    `told_on` is when somebody was told last. Once for each of `before`, so many days before its day: two that fall
    together, as for what is given a week before its day, are one letter.
    """
    marks = (assignment.due_date - dt.timedelta(days=days) for days in before)
    return assignment.due_date >= today and any(mark <= today and (told_on is None or told_on < mark) for mark in marks)


def registry_key(written: str) -> str:
    """A registry number as compared: two spellings of one number share it. Empty for empty."""
    parsed = parse_registry_number(written)
    return (parsed.normal if parsed else squeeze(written).upper())[:60]


# --- which rows ------------------------------------------------------------------------------------


def visible_matters(actor: Actor) -> QuerySet[Matter]:
    """The matters of one's own authority, for a role that reads matters."""
    if actor.authority_id is None or not actor.can(Capability.READ_MATTERS):
        return Matter.objects.none()
    return Matter.objects.filter(authority_id=actor.authority_id)


def visible_incoming(actor: Actor) -> QuerySet[IncomingFile]:
    """The incoming files of one's own secrecy area (the database's wall says the same). Without their bytes."""
    if actor.area_id is None or not actor.can(Capability.READ_IN_DOCUMENTS):
        return IncomingFile.objects.none()
    return IncomingFile.objects.filter(area_id=actor.area_id).defer("content")


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """The documents of the matters one sees, as they were confirmed."""
    return Document.objects.filter(matter__in=visible_matters(actor))


def visible_assignments(actor: Actor) -> QuerySet[Assignment]:
    """The assignments of the matters one sees, and those of one's authority that one is responsible for."""
    if actor.authority_id is None:
        return Assignment.objects.none()
    mine = Q(responsible_id=actor.user_id, matter__authority_id=actor.authority_id)
    return Assignment.objects.filter(mine | Q(matter__in=visible_matters(actor)))


# --- what one may do -------------------------------------------------------------------------------


def may_read_in(actor: Actor) -> Verdict:
    """Whether one may read in a document at all."""
    return first_no(actor.can(Capability.READ_IN_DOCUMENTS), actor.acts_for_a_unit())


def may_start_matter(actor: Actor) -> Verdict:
    """Whether one may begin a matter that no document has come in to yet."""
    return first_no(actor.can(Capability.CHANGE_MATTERS), actor.acts_for_a_unit())


def may_settle(actor: Actor, incoming: IncomingFile) -> Verdict:
    """Whether one may save, confirm or set aside an incoming file: in its own area, as long as it waits."""
    if incoming.area_id != actor.area_id:
        return no(_("Filen hör till ett annat sekretessområde."))
    settled = INCOMING_STATES.may_go(incoming.state, IncomingFile.State.CONFIRMED)
    return first_no(may_read_in(actor), settled if settled else no(_("Filen är redan hanterad.")))


def may_open_matter(actor: Actor) -> Verdict:
    """Whether one may open a matter for one's authority."""
    return first_no(actor.can(Capability.CHANGE_MATTERS), actor.acts_for_a_unit())


def may_change_matter(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may change a matter that is open."""
    if matter.state == Matter.State.CLOSED:
        return first_no(_of_own(actor, matter), no(_("Ärendet är avslutat. Öppna det igen om något ska ändras.")))
    return _of_own(actor, matter)


def may_close_matter(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may close a matter."""
    return first_no(_of_own(actor, matter), MATTER_STATES.may_go(matter.state, Matter.State.CLOSED))


def may_reopen_matter(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may open a closed matter again."""
    return first_no(_of_own(actor, matter), MATTER_STATES.may_go(matter.state, Matter.State.OPEN))


def may_answer(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether one may answer an assignment: the responsible person, and roles that answer for the authority.

    Needs `matter` selected with it.
    """
    step = ASSIGNMENT_STATES.may_go(assignment.state, Assignment.State.ANSWERED)
    return first_no(_may_handle(actor, assignment), step if step else no(_("Uppdraget är redan klart.")))


def may_reopen(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether one may open an answered assignment again, in a matter that is open. Needs `matter` selected with it."""
    is_closed = assignment.matter.state == Matter.State.CLOSED
    return first_no(
        _may_handle(actor, assignment),
        ASSIGNMENT_STATES.may_go(assignment.state, Assignment.State.OPEN),
        no(_("Ärendet är avslutat. Öppna det först.")) if is_closed else YES,
    )


def may_withdraw(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether one may record that an assignment was taken back. Needs `matter` selected with it."""
    step = ASSIGNMENT_STATES.may_go(assignment.state, Assignment.State.WITHDRAWN)
    return first_no(_of_own(actor, assignment.matter), step)


def may_ask_parts(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether one may say which parts an assignment asks to be answered. Needs `matter` selected with it."""
    is_open = assignment.state == Assignment.State.OPEN
    return first_no(_of_own(actor, assignment.matter), YES if is_open else no(_("Uppdraget är redan klart.")))


def may_hand_over(actor: Actor, assignment: Assignment) -> Verdict:
    """Whether one may give an assignment to somebody else. Needs `matter` selected with it."""
    return may_answer(actor, assignment)


def may_see_original(actor: Actor, document: Document) -> Verdict:
    """Whether one may open the file as it came in: only for the secrecy area that took it in.

    Offentlighets- och sekretesslagen 8:2: areas of one authority are strangers to each other. Needs `matter` and
    `kept_by` selected with it.
    """
    if document.matter.authority_id != actor.authority_id:
        return no(_("Dokumentet hör till en annan myndighet."))
    if document.incoming_id is None or document.kept_by is None:
        return no(_("Det finns ingen originalfil."))
    if document.kept_by_id != actor.area_id:
        return no(
            _("Originalet finns hos %(area)s. Byt till en enhet där, eller be någon där om det.")
            % {"area": document.kept_by.name}
        )
    return actor.can(Capability.READ_MATTERS)


def may_remind(actor: Actor) -> Verdict:
    """Whether one may send the reminders of assignments: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def _of_own(actor: Actor, matter: Matter) -> Verdict:
    if matter.authority_id != actor.authority_id:
        return no(_("Ärendet hör till en annan myndighet."))
    return actor.can(Capability.CHANGE_MATTERS)


def _may_handle(actor: Actor, assignment: Assignment) -> Verdict:
    if assignment.matter.authority_id != actor.authority_id:
        return no(_("Uppdraget hör till en annan myndighet."))
    if assignment.responsible_id is not None and assignment.responsible_id == actor.user_id:
        return YES
    return actor.can(Capability.ANSWER_ASSIGNMENTS)
