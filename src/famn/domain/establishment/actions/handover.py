"""Handing over: everything open of one person goes to a named colleague in one act, each thing by its own rule."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import notices, reads, rules
from famn.domain.establishment.actions.group_assignments import pass_on_group_assignment
from famn.domain.establishment.actions.obstacles import hand_over_obstacle
from famn.domain.establishment.actions.opening import plan_checklist_item
from famn.domain.establishment.actions.organisation import Seat, add_member, answer_for_duty, end_member
from famn.domain.establishment.actions.somebody import Somebody
from famn.domain.establishment.actions.wheel import Turn, change_wheel_item
from famn.domain.establishment.models import (
    ChecklistItem,
    GroupAssignment,
    GroupDuty,
    GroupMember,
    Handover,
    HandoverItem,
    Obstacle,
    WheelItem,
)
from famn.domain.establishment.reads import OpenThing
from famn.domain.matters import actions as matters
from famn.domain.matters.actions.holding import require_at_work
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Denied, Refused, require


@transaction.atomic
def hand_over_everything(person: User, *, by: Actor, at: dt.datetime, to: User | None, note: str) -> Handover:
    """Hand over what a person answers for to a colleague, with a note. What may not go stays, with the reason.

    Raises Refused for nobody, the same person, somebody who does not work here, and where nothing is open.
    """
    require(rules.may_hand_over_for(by, person.pk))
    if to is None:
        raise Refused(_("Välj vem som tar över."), field="to")
    if to.pk == person.pk:
        raise Refused(_("Välj någon annan än den som lämnar över."), field="to")
    require_at_work(to, by=by, at=at, field="to")
    work = reads.open_work(person, actor=by, today=timezone.localdate(at))
    if not work.moving:
        raise Refused(_("Det finns inget öppet att lämna över."))
    handover = Handover.objects.create(
        authority_id=standing(by).authority_id,
        left_by=person,
        taken_by=to,
        note=note.strip(),
        done_by_id=standing(by).user_id,
        done_at=at,
    )
    told = [(thing, _given(thing, by=by, at=at, to=to)) for thing in work.moving]
    told += [(thing, str(thing.may.reason)) for thing in work.staying]
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=handover, kind=thing.kind.value, title=cut(thing.title, 300), stayed_because=cut(reason, 300)
        )
        for thing, reason in told
    )
    trail.record("hand_over_everything", handover, by=by, at=at, about={"user": person.pk})
    moved = [thing.title for thing, reason in told if not reason]
    if moved and to.pk != by.user_id:
        notices.tell_handed_over_all(handover, moved=moved, at=at)
    return handover


def _given(thing: OpenThing, *, by: Actor, at: dt.datetime, to: User) -> str:
    """Hand over one thing by the act that is its own. Returns "" when it went, else why it stays."""
    try:
        with transaction.atomic():
            _give(thing, by=by, at=at, to=to)
    except Refused as refused:
        return str(refused.reason)
    except Denied as denied:
        return str(denied.verdict.reason)
    return ""


def _give(thing: OpenThing, *, by: Actor, at: dt.datetime, to: User) -> None:
    match thing.row:
        case Matter() as matter:
            matters.change_matter(
                matter, by=by, at=at, title=matter.title, case_officer=to, meeting_date=matter.meeting_date
            )
        case Assignment() as assignment:
            matters.hand_over_assignment(assignment, by=by, at=at, to=to)
        case GroupAssignment() as asked:
            pass_on_group_assignment(asked, by=by, at=at, who=Somebody(to))
        case Obstacle() as obstacle:
            hand_over_obstacle(obstacle, by=by, at=at, to=to)
        case ChecklistItem() as item:
            plan_checklist_item(item, by=by, at=at, due_on=item.due_on, who=Somebody(to))
        case GroupDuty() as duty:
            answer_for_duty(duty, by=by, at=at, who=Somebody(to))
        case WheelItem() as turn:
            _give_turn(turn, by=by, at=at, to=to)
        case GroupMember() as seat:
            _give_seat(seat, by=by, at=at, to=to)


def _give_turn(turn: WheelItem, *, by: Actor, at: dt.datetime, to: User) -> None:
    when = Turn(turn.month, turn.day, turn.only_on, turn.remind_days_before)
    change_wheel_item(turn, by=by, at=at, text=turn.text, turn=when, responsible=to)


def _give_seat(seat: GroupMember, *, by: Actor, at: dt.datetime, to: User) -> None:
    """A coordinator's seat: hers until yesterday, or for her only day, and the other's from then on."""
    today = timezone.localdate(at)
    last = max(seat.from_date, today - dt.timedelta(days=1))
    end_member(seat, by=by, at=at, last_day=last)
    same = Seat(leg=seat.leg, mandate=seat.mandate, part=seat.part)
    add_member(seat.group, by=by, at=at, who=Somebody(to), seat=same, from_date=last + dt.timedelta(days=1))
