"""What the work of establishing wants of one person, as rows of her day and her calendar."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.models import GroupMember, Initiative, Obstacle, WheelItem
from famn.domain.establishment.reads.opening import my_items
from famn.domain.establishment.reads.organisation import group_day
from famn.domain.establishment.rules import next_wheel_day, visible_initiatives
from famn.domain.people.rules import Actor, Capability
from famn.ground import periods
from famn.ground.due import Due


class EstablishingDue(models.TextChoices):
    """What kind of thing waits, or comes."""

    TASK = "task", gettext_lazy("svar till en grupp")
    CHECK = "check", gettext_lazy("de första hundra dagarna")
    OBSTACLE = "obstacle", gettext_lazy("hinder att lösa")
    GROUP_MEETING = "group_meeting", gettext_lazy("möte i en grupp")
    TURN = "turn", gettext_lazy("årshjulet")


def establishing_waits(actor: Actor, *, today: dt.date) -> list[Due]:
    """What the actor is to do for groups, in first hundred days and about obstacles, each by its day: three queries."""
    tasks = [
        Due(
            EstablishingDue.TASK,
            one.assignment.text,
            one.assignment.code,
            one.assignment.due_on,
            one.assignment.group.name,
        )
        for one in group_day(actor, today=today, weeks=0).assignments
    ]
    hundred = _("Första hundra dagarna")
    items = [
        Due(EstablishingDue.CHECK, one.item.text, one.item.code, one.item.due_on, hundred)
        for one in my_items(actor, today=today)
    ]
    return [*tasks, *items, *_obstacles(actor)]


def _obstacles(actor: Actor) -> list[Due]:
    """The obstacles that one has taken on, with a day, in initiatives under way."""
    if actor.user_id is None or actor.authority_id is None or not actor.can(Capability.DRIVE_INITIATIVES):
        return []
    own = visible_initiatives(actor).filter(authority_id=actor.authority_id, state=Initiative.State.ACTIVE)
    rows = Obstacle.objects.filter(
        owner_id=actor.user_id, state=Obstacle.State.OPEN, due_on__isnull=False, initiative__in=own
    )
    return [
        Due(EstablishingDue.OBSTACLE, row.text, row.code, row.due_on, row.initiative.title)
        for row in rows.select_related("initiative").order_by("due_on", "pk")
    ]


def establishing_comes(actor: Actor, *, today: dt.date, weeks: int = 6) -> list[Due]:
    """The meetings one is called to, and what comes on the yearly wheels of one's groups, by day: four queries."""
    meetings = [
        Due(EstablishingDue.GROUP_MEETING, one.group.name, one.code, one.day)
        for one in group_day(actor, today=today, weeks=weeks).meetings
    ]
    return meetings + _turns(actor, today, today + dt.timedelta(weeks=weeks))


def _turns(actor: Actor, today: dt.date, end: dt.date) -> list[Due]:
    """What comes on the wheels: one's own, and those of groups that one sits in or coordinates."""
    if actor.user_id is None or actor.authority_id is None:
        return []
    seats = GroupMember.objects.filter(periods.on(today), user_id=actor.user_id)
    over = seats.filter(part=GroupMember.Part.COORDINATOR).values("group__initiative")
    mine = Q(responsible_id=actor.user_id) | Q(group__in=seats.values("group")) | Q(group__initiative__in=over)
    items = WheelItem.objects.filter(
        mine, group__initiative__authority_id=actor.authority_id, group__initiative__state=Initiative.State.ACTIVE
    )
    rows = items.select_related("group__initiative").order_by("pk")
    turns = [
        Due(EstablishingDue.TURN, row.text, row.code, next_wheel_day(row, today), on=row.group.initiative.code)
        for row in rows
    ]
    return [one for one in turns if one.day is not None and one.day <= end]
