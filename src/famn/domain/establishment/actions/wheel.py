"""The only writes of the yearly wheel, and its reminders: each item is told of once for each of its days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import notices, rules
from famn.domain.establishment.actions.organisation import lock_group
from famn.domain.establishment.models import GroupMember, Initiative, ProjectGroup, WheelItem
from famn.domain.matters.actions.holding import require_at_work
from famn.domain.matters.facts import cut
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True)
class Turn:
    """When something comes: on a day of a month each year, or once; and how many days before it is told of."""

    month: int | None = None
    day: int | None = None
    only_on: dt.date | None = None
    remind_days_before: int = 14


@transaction.atomic
def add_wheel_item(
    group: ProjectGroup, *, by: Actor, at: dt.datetime, text: str, turn: Turn, responsible: User | None
) -> WheelItem:
    """Put something on the wheel of a group. Raises Refused where it does not say when."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    item = WheelItem(group=group, recorded_by_id=standing(by).user_id, recorded_at=at)
    _write(item, text, turn, responsible, by=by, at=at)
    item.save()
    trail.record("add_wheel_item", item, by=by, at=at, about=_about(item))
    return item


@transaction.atomic
def change_wheel_item(
    item: WheelItem, *, by: Actor, at: dt.datetime, text: str, turn: Turn, responsible: User | None
) -> WheelItem:
    """Change something on the wheel. On another day it is told of again."""
    item = _lock(item)
    require(rules.may_organise(by, item.group))
    _write(item, text, turn, responsible, by=by, at=at)
    item.save()
    trail.record("change_wheel_item", item, by=by, at=at, about=_about(item))
    return item


@transaction.atomic
def remove_wheel_item(item: WheelItem, *, by: Actor, at: dt.datetime) -> ProjectGroup:
    """Take something off the wheel."""
    item = _lock(item)
    require(rules.may_organise(by, item.group))
    trail.record("remove_wheel_item", item, by=by, at=at, about=_about(item))
    item.delete()
    return item.group


@transaction.atomic
def remind_of_wheel(*, by: Actor, at: dt.datetime) -> int:
    """Tell of what comes near on the wheels of initiatives that are under way. Returns how many letters.

    Safe to run again, and twice at once: each row is taken under a lock, and keeps the day it was told of.
    """
    require(rules.may_remind_groups(by))
    today = timezone.localdate(at)
    items = WheelItem.objects.filter(group__initiative__state=Initiative.State.ACTIVE).order_by("pk")
    locked = items.select_for_update(of=("self",), skip_locked=True)
    near = [
        item
        for item in locked.select_related("group__initiative", "responsible")
        if rules.is_wheel_item_near(item, today)
    ]
    return sum(_remind(item, today=today, by=by, at=at) for item in near)


def _remind(item: WheelItem, *, today: dt.date, by: Actor, at: dt.datetime) -> int:
    """A letter to the responsible, else to chair and coordinators. 0 where nobody is there to get it; then it waits."""
    people = (
        [item.responsible] if item.responsible is not None and item.responsible.is_active else _leaders(item, today)
    )
    day = rules.next_wheel_day(item, today)
    if not people or day is None:
        return 0
    item.reminded_for = day
    item.save(update_fields=["reminded_for"])
    for person in people:
        notices.tell_wheel(person, item, day=day, at=at)
    trail.record("remind_of_wheel_item", item, by=by, at=at, about=_about(item))
    return len(people)


def _leaders(item: WheelItem, today: dt.date) -> list[User]:
    """The chair of the group and the coordinators of the initiative, who sign in here, each once."""
    seats = GroupMember.objects.filter(
        rules.in_seat(today), group__initiative_id=item.group.initiative_id, user__is_active=True
    )
    chair = seats.filter(group_id=item.group_id, part=GroupMember.Part.CHAIR)
    leaders = (chair | seats.filter(part=GroupMember.Part.COORDINATOR)).select_related("user").order_by("user_id")
    return list({seat.user_id: seat.user for seat in leaders if seat.user is not None}.values())


def _write(item: WheelItem, text: str, turn: Turn, responsible: User | None, *, by: Actor, at: dt.datetime) -> None:
    text = cut(squeeze(text), 200)
    if not text:
        raise Refused(_("Skriv vad som ska göras."), field="text")
    if turn.only_on is None and (turn.month is None or turn.day is None):
        raise Refused(_("Välj en månad och en dag, eller en enda dag."), field="month")
    if turn.only_on is not None and turn.month is not None:
        raise Refused(_("Välj antingen varje år eller en enda dag."), field="only_on")
    if responsible is not None and responsible.pk != item.responsible_id:
        require_at_work(responsible, by=by, at=at, field="user")
    item.text, item.only_on, item.responsible = text, turn.only_on, responsible
    item.month, item.day = (None, None) if turn.only_on else (turn.month, turn.day)
    item.remind_days_before = turn.remind_days_before


def _lock(item: WheelItem) -> WheelItem:
    rows = WheelItem.objects.select_for_update(of=("self",)).select_related("group__initiative")
    row = rows.filter(pk=item.pk).first()
    if row is None:
        raise Refused(_("Någon annan tog bort det medan du skrev."))
    return row


def _about(item: WheelItem) -> dict[str, int]:
    return {"project_group": item.group_id, "initiative": item.group.initiative_id}
