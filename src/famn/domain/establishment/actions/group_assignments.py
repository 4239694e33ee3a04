"""What a person does with what a group has given her to do, and the reminders that the house sends by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import notices, rules
from famn.domain.establishment.actions.agenda import fill_agenda, take_off_agendas
from famn.domain.establishment.actions.organisation import lock_group
from famn.domain.establishment.actions.somebody import Somebody, known
from famn.domain.establishment.models import GroupAssignment, MeetingDecision, ProjectGroup
from famn.domain.matters.models import Length
from famn.domain.matters.reads import Everywhere, length_everywhere
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def give_group_assignment(
    group: ProjectGroup, *, by: Actor, at: dt.datetime, text: str, who: Somebody, due_on: dt.date
) -> GroupAssignment:
    """Give somebody something to do for a group between meetings; it comes up at the next one."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    if not text.strip():
        raise Refused(_("Skriv vad som ska göras."), field="text")
    who = known(who, by=by, at=at, field="user")
    assignment = give(group, None, text=text.strip(), who=who, due_on=due_on, by=by, at=at)
    fill_agenda(group, at=at)
    return assignment


def give(
    group: ProjectGroup,
    decision: MeetingDecision | None,
    *,
    text: str,
    who: Somebody,
    due_on: dt.date,
    by: Actor,
    at: dt.datetime,
) -> GroupAssignment:
    """Put down an assignment and tell her who is to do it. Call it where the rule has been asked."""
    assignment = GroupAssignment.objects.create(
        group=group,
        decision=decision,
        text=text,
        responsible=who.user,
        responsible_name=who.name,
        due_on=due_on,
        given_by_id=standing(by).user_id,
        given_at=at,
    )
    trail.record("give_group_assignment", assignment, by=by, at=at, about=_about(assignment))
    notices.tell_group_assignment_given(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def answer_group_assignment(assignment: GroupAssignment, *, by: Actor, at: dt.datetime, answer: str) -> GroupAssignment:
    """Answer an assignment; whoever gave it is told. Raises Refused where the answer is empty."""
    assignment = _lock(assignment)
    require(rules.may_answer_for_group(by, assignment))
    if not answer.strip():
        raise Refused(_("Skriv vad som är gjort, eller vad svaret är."), field="answer")
    assignment.answer = answer.strip()
    _settle(assignment, GroupAssignment.State.ANSWERED, by=by, at=at)
    trail.record("answer_group_assignment", assignment, by=by, at=at, about=_about(assignment))
    notices.tell_group_assignment_answered(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def reopen_group_assignment(assignment: GroupAssignment, *, by: Actor, at: dt.datetime) -> GroupAssignment:
    """Open an answered assignment again. The answer stays until a new one is written; reminders begin anew."""
    assignment = _lock(assignment)
    require(rules.may_reopen_for_group(by, assignment))
    assignment.state, assignment.settled_at, assignment.settled_by = GroupAssignment.State.OPEN, None, None
    assignment.told_due_at = assignment.told_overdue_at = None
    assignment.save(update_fields=["state", "settled_at", "settled_by", "told_due_at", "told_overdue_at"])
    trail.record("reopen_group_assignment", assignment, by=by, at=at, about=_about(assignment))
    fill_agenda(assignment.group, at=at)
    return assignment


@transaction.atomic
def withdraw_group_assignment(assignment: GroupAssignment, *, by: Actor, at: dt.datetime) -> GroupAssignment:
    """Record that the group has taken an assignment back."""
    assignment = _lock(assignment)
    require(rules.may_withdraw_for_group(by, assignment))
    _settle(assignment, GroupAssignment.State.WITHDRAWN, by=by, at=at)
    take_off_agendas(assignment)
    trail.record("withdraw_group_assignment", assignment, by=by, at=at, about=_about(assignment))
    return assignment


@transaction.atomic
def pass_on_group_assignment(
    assignment: GroupAssignment, *, by: Actor, at: dt.datetime, who: Somebody, due_on: dt.date | None = None
) -> GroupAssignment:
    """Let somebody else do it, or by another day (None: the same). She is told; reminders begin anew."""
    assignment = _lock(assignment)
    require(rules.may_pass_on(by, assignment))
    who = known(who, by=by, at=at, field="user")
    is_new = (assignment.responsible_id, assignment.responsible_name) != (who.user.pk if who.user else None, who.name)
    if not is_new and due_on in {None, assignment.due_on}:
        return assignment
    assignment.responsible, assignment.responsible_name = who.user, who.name
    assignment.due_on = due_on or assignment.due_on
    assignment.told_due_at = assignment.told_overdue_at = None
    assignment.save(update_fields=["responsible", "responsible_name", "due_on", "told_due_at", "told_overdue_at"])
    trail.record("pass_on_group_assignment", assignment, by=by, at=at, about=_about(assignment))
    if is_new:
        notices.tell_group_assignment_given(assignment, by=by, at=at)
    return assignment


@transaction.atomic
def remind_of_group_assignments(*, by: Actor, at: dt.datetime) -> int:
    """Write to whoever is to do it: once when the day comes near, once when it has passed. Returns how many letters.

    Safe to run again, and twice at once: each row is taken under a lock, and what another run holds is passed by.
    """
    require(rules.may_remind_groups(by))
    today = timezone.localdate(at)
    lengths = length_everywhere(Length.Kind.GROUP_TASK)
    soon = today + dt.timedelta(days=lengths.longest)
    is_near = Q(due_on__lte=soon, due_on__gte=today, told_due_at__isnull=True)
    is_past = Q(due_on__lt=today, told_overdue_at__isnull=True)
    waiting = GroupAssignment.objects.filter(is_near | is_past, state=GroupAssignment.State.OPEN).order_by("pk")
    locked = waiting.select_for_update(of=("self",), skip_locked=True)
    return sum(
        _remind(assignment, today=today, by=by, at=at)
        for assignment in locked.select_related("responsible", "given_by", "group__initiative")
        if _is_time(assignment, lengths, today)
    )


def _is_time(assignment: GroupAssignment, lengths: Everywhere, today: dt.date) -> bool:
    """Whether its day has passed, or is as near as the initiative's authority has said."""
    days = lengths.of(assignment.group.initiative.authority_id)[0]
    return assignment.due_on <= today + dt.timedelta(days=days)


def _remind(assignment: GroupAssignment, *, today: dt.date, by: Actor, at: dt.datetime) -> bool:
    """One letter: to the responsible person, else to whoever gave it. False where nobody is there to get it."""
    people = (assignment.responsible, assignment.given_by)
    person = next((one for one in people if one is not None and one.is_active), None)
    if person is None:
        return False
    is_late = assignment.due_on < today
    assignment.told_overdue_at = at if is_late else assignment.told_overdue_at
    assignment.told_due_at = assignment.told_due_at if is_late else at
    assignment.save(update_fields=["told_due_at", "told_overdue_at"])
    notices.tell_group_assignment_due(person, assignment, is_late=is_late, at=at)
    about = _about(assignment) | {"user": person.pk}
    trail.record("remind_of_group_assignment", assignment, by=by, at=at, about=about)
    return True


def _settle(assignment: GroupAssignment, state: str, *, by: Actor, at: dt.datetime) -> None:
    assignment.state, assignment.settled_by_id, assignment.settled_at = state, standing(by).user_id, at
    assignment.save(update_fields=["state", "settled_by", "settled_at", "answer"])


def _lock(assignment: GroupAssignment) -> GroupAssignment:
    """The assignment as it is now, under a lock, with its group, initiative and people."""
    rows = GroupAssignment.objects.select_for_update(of=("self",))
    return rows.select_related("group__initiative", "responsible", "given_by").get(pk=assignment.pk)


def _about(assignment: GroupAssignment) -> dict[str, int]:
    return {"project_group": assignment.group_id, "initiative": assignment.group.initiative_id}
