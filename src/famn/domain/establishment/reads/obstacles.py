"""What pages show of what hinders an initiative."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from famn.domain.establishment.models import Initiative, Obstacle
from famn.domain.people.rules import Actor


@dataclass(frozen=True)
class ObstacleView:
    """One obstacle: on which level, who takes it on, until when, and what came of it. `late`: its day has passed."""

    code: str
    level: str
    level_name: str
    text: str
    owner: str
    is_mine: bool
    noted_on: dt.date
    due_on: dt.date | None
    late: bool
    state: str
    state_name: str
    outcome: str
    settled_on: dt.datetime | None
    settled_by: str
    noted_by: str

    @property
    def is_open(self) -> bool:
        """Whether it still hinders."""
        return self.state == Obstacle.State.OPEN


def obstacles_of(initiative: Initiative, *, actor: Actor, today: dt.date) -> list[ObstacleView]:
    """What hinders an initiative, what still does first and by its day, then what is settled, the newest first.

    One query.
    """
    rows = Obstacle.objects.filter(initiative=initiative).select_related("owner", "recorded_by", "settled_by")
    views = [obstacle_view(row, actor=actor, today=today) for row in rows.order_by("-settled_at", "-noted_on", "pk")]
    hinders = sorted((one for one in views if one.is_open), key=lambda one: (one.due_on or dt.date.max, one.noted_on))
    return hinders + [one for one in views if not one.is_open]


def obstacle_view(row: Obstacle, *, actor: Actor, today: dt.date) -> ObstacleView:
    """One obstacle. Needs `owner`, `recorded_by` and `settled_by` loaded."""
    is_open = row.state == Obstacle.State.OPEN
    return ObstacleView(
        code=row.code,
        level=row.level,
        level_name=row.get_level_display(),
        text=row.text,
        owner=row.owner.name if row.owner else row.owner_name,
        is_mine=row.owner_id is not None and row.owner_id == actor.user_id,
        noted_on=row.noted_on,
        due_on=row.due_on,
        late=is_open and row.due_on is not None and row.due_on < today,
        state=row.state,
        state_name=row.get_state_display(),
        outcome=row.outcome,
        settled_on=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
        noted_by=row.recorded_by.name,
    )
