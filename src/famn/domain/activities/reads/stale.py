"""Which activities nobody has confirmed for long: for the page that asks, my day, and the letters of the clock.

What is asked about is what comes: an activity that everybody sees, or would see if it were not too old, with a time
ahead of it. How old is told in `centres.reads.freshness`, for all that the public reads.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from famn.domain.activities import rules
from famn.domain.activities.models import Activity, Occurrence, StaleActivityLetter
from famn.domain.centres.models import CentreLeg, FamilyCentre, Module
from famn.domain.centres.reads.freshness import ASK_AFTER, Freshness, freshness
from famn.domain.centres.reads.stale import STAGES
from famn.domain.centres.rules import public_centres
from famn.domain.people.rules import Actor, Capability
from famn.ground import periods
from famn.ground.due import Due, Near
from famn.ground.text import sort_key

STALE_ACTIVITIES: Final = "stale_activities"


@dataclass(frozen=True, slots=True)
class StaleActivity:
    """An activity that has not been confirmed for long, with its centre."""

    activity: Activity
    stage: Freshness

    @property
    def title(self) -> str:
        """What it is called."""
        return self.activity.title


def stale_activities(today: dt.date, only: Q) -> list[StaleActivity]:
    """What is shown of public centres, has a time ahead of it and has not been confirmed for long: one query."""
    shown = public_centres().exclude(switched_off__contains=[Module.CALENDAR])
    shown = shown.exclude(state=FamilyCentre.State.CLOSED)
    ahead = Occurrence.objects.filter(activity=OuterRef("pk"), day__gte=today, state=Occurrence.State.PLANNED)
    confirmed = Q(confirmed_on__lte=today - dt.timedelta(days=ASK_AFTER))
    rows = Activity.objects.filter(confirmed, Exists(ahead), state=Activity.State.PUBLISHED, centre__in=shown)
    rows = rows.filter(only).select_related("centre").order_by("centre_id", "pk")
    return [StaleActivity(one, freshness(one.confirmed_on, today)) for one in rows]


def stale_activities_for(actor: Actor, today: dt.date) -> list[StaleActivity]:
    """The old activities that one may say are so, centre by centre: two queries."""
    rows = stale_activities(today, Q(pk__in=rules.visible_activities(actor)))
    legs: defaultdict[int, set[str]] = defaultdict(set)
    if actor.unit_id is not None:
        there = CentreLeg.objects.filter(periods.on(today), unit=actor.unit_id)
        for centre, leg in there.values_list("centre_id", "leg"):
            legs[centre].add(leg)
    found = [one for one in rows if rules.may_change_activity(actor, one.activity, legs=legs[one.activity.centre_id])]
    return sorted(found, key=lambda one: (sort_key(one.activity.centre.name), one.activity.centre_id))


def activity_waits(actor: Actor, *, today: dt.date) -> list[Due]:
    """A row for each centre where activities should be confirmed, for the first page of the day: two queries."""
    if not actor.can(Capability.PLAN_ACTIVITIES):
        return []
    found: dict[int, list[StaleActivity]] = {}
    for one in stale_activities_for(actor, today):
        found.setdefault(one.activity.centre_id, []).append(one)
    return [_due(some) for some in found.values()]


def _due(some: list[StaleActivity]) -> Due:
    """One row for the activities of a centre: what is worst of them."""
    centre, stages = some[0].activity.centre, {one.stage for one in some}
    stage = next(one for one in STAGES if one in stages)
    near = Near.WEEK if stage == Freshness.ASK else Near.TODAY
    titles = ", ".join(one.title for one in some[:3])
    return Due(STALE_ACTIVITIES, titles, centre.code, note=f"{centre.name}. {STAGES[stage]}", near=near)


def untold_activities(today: dt.date, *, centre: int | None = None) -> list[StaleActivity]:
    """The old activities, of one centre or of all, whose owner has not been told of them at this stage: two queries."""
    found = stale_activities(today, Q() if centre is None else Q(centre=centre))
    told = StaleActivityLetter.objects.filter(activity__in=[one.activity for one in found])
    known = set(told.values_list("activity_id", "stage", "since"))
    return [one for one in found if (one.activity.pk, one.stage.value, one.activity.confirmed_on) not in known]
