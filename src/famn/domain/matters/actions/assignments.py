"""What a person does with an assignment, and the reminders that the house sends by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.answering import add_parts, keep_answer
from famn.domain.matters.actions.holding import lock_assignment, lock_matter, require_at_work
from famn.domain.matters.drafting.answers import Asked
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Assignment, BoardReport, Decision, Document, Length
from famn.domain.matters.reads.lengths import Everywhere, length_everywhere
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def give_assignment(
    decision: Decision,
    *,
    by: Actor,
    at: dt.datetime,
    text: str,
    responsible: User,
    due_date: dt.date,
    body: str = "",
    asked: Sequence[Asked] = (),
) -> Assignment:
    """Write down what somebody is to answer after a decision: what, who, to which body, when and in which parts.

    Whoever is to answer is told. Without a `body` the one that decided gets the answer. Raises Refused for a day before
    the decision, or a person who works elsewhere.
    """
    matter = lock_matter(decision.report.matter)
    decision = Decision.objects.select_related("report__matter").get(pk=decision.pk)
    require(rules.may_give_assignment(by, decision))
    if not text.strip():
        raise Refused(_("Skriv vad som ska göras."), field="text")
    if due_date < decision.meeting_date:
        raise Refused(_("Svaret kan inte lämnas före beslutet."), field="due_date")
    require_at_work(responsible, by=by, at=at, field="responsible")
    assignment = Assignment.objects.create(
        matter=matter,
        decision=decision,
        text=text.strip(),
        body=cut(squeeze(body) or decision.body, 120),
        responsible=responsible,
        due_date=due_date,
    )
    about = {"matter": matter.pk, "decision": decision.pk, "user": responsible.pk}
    trail.record("give_assignment", assignment, by=by, at=at, about=about)
    add_parts(assignment, asked, by=by, at=at)
    notices.tell_handed_over(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def answer_assignment(
    assignment: Assignment,
    *,
    by: Actor,
    at: dt.datetime,
    answer: str,
    document: Document | None = None,
    report: BoardReport | None = None,
    is_partial: bool = False,
) -> Assignment:
    """Answer an assignment in words and perhaps in a document of its matter; the case officer is told.

    Raises Refused where the answer is empty, and where a part is unanswered that was asked for, unless `is_partial`.
    """
    assignment = lock_assignment(assignment)
    require(rules.may_answer(by, assignment))
    if not answer.strip():
        raise Refused(_("Skriv vad svaret är, till exempel vilket dokument som lämnades och när."), field="answer")
    assignment.answer = answer.strip()
    _settle_assignment(assignment, Assignment.State.ANSWERED, by=by, at=at)
    trail.record("answer_assignment", assignment, by=by, at=at, about={"matter": assignment.matter_id})
    keep_answer(assignment, by=by, at=at, document=document, report=report, is_partial=is_partial)
    notices.tell_answered(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, by: Actor, at: dt.datetime) -> Assignment:
    """Open an answered assignment again. The earlier answer stays until a new one is written; reminders begin anew."""
    assignment = lock_assignment(assignment)
    require(rules.may_reopen(by, assignment))
    assignment.state, assignment.settled_at, assignment.settled_by = Assignment.State.OPEN, None, None
    assignment.told_due_at = assignment.told_overdue_at = None
    assignment.save(update_fields=["state", "settled_at", "settled_by", "told_due_at", "told_overdue_at"])
    trail.record("reopen_assignment", assignment, by=by, at=at, about={"matter": assignment.matter_id})
    return assignment


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: Actor, at: dt.datetime) -> Assignment:
    """Record that whoever gave an assignment has taken it back."""
    assignment = lock_assignment(assignment)
    require(rules.may_withdraw(by, assignment))
    _settle_assignment(assignment, Assignment.State.WITHDRAWN, by=by, at=at)
    trail.record("withdraw_assignment", assignment, by=by, at=at, about={"matter": assignment.matter_id})
    return assignment


@transaction.atomic
def hand_over_assignment(assignment: Assignment, *, by: Actor, at: dt.datetime, to: User) -> Assignment:
    """Give an assignment to somebody else of the authority, who is told. Raises Refused for one who works elsewhere."""
    assignment = lock_assignment(assignment)
    require(rules.may_hand_over(by, assignment))
    require_at_work(to, by=by, at=at, field="to")
    if assignment.responsible_id == to.pk:
        return assignment
    assignment.responsible = to
    assignment.save(update_fields=["responsible"])
    about = {"matter": assignment.matter_id, "user": to.pk}
    trail.record("hand_over_assignment", assignment, by=by, at=at, about=about)
    notices.tell_handed_over(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def remind_of_assignments(*, by: Actor, at: dt.datetime) -> int:
    """Write to whoever is to answer: as the day comes near, and once when it has passed. Returns how many letters.

    Safe to run again, and twice at once: each row is taken under a lock, and what another run holds is passed by.
    """
    require(rules.may_remind(by))
    today = timezone.localdate(at)
    lengths = length_everywhere(Length.Kind.ASSIGNMENT)
    numbers = [one.pk for one in _waiting(today, lengths).iterator() if _is_due(one, today, lengths)]
    locked = _waiting(today, lengths).filter(pk__in=numbers).select_for_update(of=("self",), skip_locked=True)
    return sum(
        _remind(assignment, today=today, by=by, at=at)
        for assignment in locked.select_related("responsible", "matter__case_officer")
        if _is_due(assignment, today, lengths)
    )


def _waiting(today: dt.date, lengths: Everywhere) -> QuerySet[Assignment]:
    """Those that somebody may have to be told of on this day."""
    is_near = Q(due_date__gte=today, due_date__lte=today + dt.timedelta(days=lengths.longest))
    is_past = Q(due_date__lt=today, told_overdue_at__isnull=True)
    rows = Assignment.objects.filter(is_near | is_past, state=Assignment.State.OPEN)
    return rows.select_related("matter").order_by("pk")


def _is_due(assignment: Assignment, today: dt.date, lengths: Everywhere) -> bool:
    if assignment.due_date < today:
        return assignment.told_overdue_at is None
    told = assignment.told_due_at
    before = lengths.of(assignment.matter.authority_id)
    return rules.reminder_due(assignment, today, told_on=timezone.localdate(told) if told else None, before=before)


def _remind(assignment: Assignment, *, today: dt.date, by: Actor, at: dt.datetime) -> bool:
    """One letter. False where nobody is there to get it; then it waits until somebody is."""
    people = (assignment.responsible, assignment.matter.case_officer)
    person = next((one for one in people if one is not None and one.is_active), None)
    if person is None:
        return False
    if assignment.due_date < today:
        assignment.told_overdue_at = at
        notices.tell_overdue(person, assignment, at=at)
    else:
        assignment.told_due_at = at
        notices.tell_due(person, assignment, at=at)
    assignment.save(update_fields=["told_due_at", "told_overdue_at"])
    about = {"matter": assignment.matter_id, "user": person.pk}
    trail.record("remind_of_assignment", assignment, by=by, at=at, about=about)
    return True


def _settle_assignment(assignment: Assignment, state: str, *, by: Actor, at: dt.datetime) -> None:
    assignment.state, assignment.settled_by_id, assignment.settled_at = state, by.user_id, at
    assignment.save(update_fields=["state", "settled_by", "settled_at", "answer"])
