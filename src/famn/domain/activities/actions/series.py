"""Writes of series: lay one out, change it from a day on, and let it end. What was said of one time is never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.actions.holding import (
    bump,
    hours_in_order,
    lock_activity,
    lock_series,
    once_in_a_room,
    room_of,
    rooms_free,
)
from famn.domain.activities.models import Activity, Occurrence, Series
from famn.domain.activities.planning import same_weeks
from famn.domain.activities.reads.laying import DAY, LaidOut, SeriesPlan, Slot, lay_out, off_for, plan_of
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import Refused, require

LONGEST: Final = dt.timedelta(days=400)  # a series always ends: nobody plans further ahead than a year


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of a series did. `kept` were moved, cancelled or written about, and stay as they are."""

    series: Series
    changed: int
    added: int
    removed: int
    kept: tuple[Occurrence, ...]


@transaction.atomic
def plan_series(
    activity: Activity, plan: SeriesPlan, *, by: Actor, at: dt.datetime, without: Collection[dt.date] = ()
) -> Series:
    """Let an activity return, and lay out each time of it.

    Days off fall out as `reads.lay_out` tells, and those in `without`. Raises Refused for a plan that is not whole, one
    of which no day is left, and where a room is taken.
    """
    activity = lock_activity(activity)
    require(rules.may_change_activity(by, activity))
    plan = whole(activity, plan)
    slots = _slots(activity, plan, without)
    rooms_free(activity.centre, slots)
    series = Series.objects.create(activity=activity, **columns(plan))
    with once_in_a_room():
        Occurrence.objects.bulk_create(rows_of(series, activity, slots, at=at))
    trail.record("plan_series", series, by=by, at=at, about=_about(activity))
    return series


@transaction.atomic
def change_series(
    series: Series,
    plan: SeriesPlan,
    *,
    by: Actor,
    at: dt.datetime,
    from_day: dt.date,
    without: Collection[dt.date] = (),
) -> Changed:
    """Let a series go by another plan from a day on; what has been stays as it was.

    A time that keeps its day keeps its address. One that was moved or cancelled stays as it is, and so does one that
    somebody has written about and whose day is no longer there. Raises Refused for a day that has been, a plan that is
    not whole, and where a room is taken.
    """
    series = lock_series(series)
    activity = series.activity
    require(rules.may_change_activity(by, activity))
    if from_day < timezone.localdate(at):
        raise Refused(_("Det som har varit ändras inte. Välj i dag eller en senare dag."), field="from_day")
    old = plan_of(series)
    plan = whole(activity, replace(plan, from_date=from_day))
    plan = replace(plan, from_date=same_weeks(old.rule, plan.rule))
    slots = _slots(activity, plan, without)
    rows = list(Occurrence.objects.select_for_update(no_key=True).filter(series=series, slot_date__gte=from_day))
    fixed, free = _parted(rows)
    by_day = {one.day: one for one in slots if one.day not in {row.slot_date for row in fixed}}
    staying = [row for row in free if row.slot_date in by_day]
    leaving = [row for row in free if row.slot_date not in by_day]
    written = [row for row in leaving if row.theme or row.guest or row.message]
    gone = [row.pk for row in leaving if row not in written]
    rooms_free(activity.centre, list(by_day.values()), but=[*(row.pk for row in staying), *gone])
    series = _split(series, plan, from_day)
    Occurrence.objects.filter(pk__in=gone).delete()
    for row in staying:
        _lay_anew(row, by_day.pop(row.slot_date or row.day))
    bump(staying, at=at)
    for row in (*staying, *fixed, *written):
        row.series = series
    with once_in_a_room():
        Occurrence.objects.bulk_update(
            [*staying, *fixed, *written], ["series", "starts_at", "ends_at", "room", "number", "changed_at"]
        )
        Occurrence.objects.bulk_create(rows_of(series, activity, list(by_day.values()), at=at))
    trail.record("change_series", series, by=by, at=at, about=_about(activity))
    return Changed(series, len(staying), len(by_day), len(gone), (*fixed, *written))


@transaction.atomic
def end_series(series: Series, *, by: Actor, at: dt.datetime, last_day: dt.date) -> Changed:
    """Let a series end after `last_day`. Later times go, but those that were moved, cancelled or written about.

    Raises Refused for a day before yesterday: what has been stays.
    """
    series = lock_series(series)
    require(rules.may_change_activity(by, series.activity))
    if last_day < timezone.localdate(at) - DAY:
        raise Refused(_("Det som har varit ändras inte. Välj i går eller en senare dag."), field="last_day")
    rows = list(Occurrence.objects.select_for_update(no_key=True).filter(series=series, slot_date__gt=last_day))
    fixed, free = _parted(rows)
    written = [row for row in free if row.theme or row.guest or row.message]
    gone = [row.pk for row in free if row not in written]
    Occurrence.objects.filter(pk__in=gone).delete()
    series.to_date = min(series.to_date, max(last_day, series.from_date) + DAY)
    series.save(update_fields=["to_date"])
    trail.record("end_series", series, by=by, at=at, about=_about(series.activity))
    return Changed(series, 0, 0, len(gone), (*fixed, *written))


# --- what plans share ------------------------------------------------------------------------------


def whole(activity: Activity, plan: SeriesPlan) -> SeriesPlan:
    """The plan as it may be kept, or the refusal of it. Needs `activity.centre`."""
    hours_in_order(plan.starts, plan.ends)
    if plan.pattern not in Series.Pattern.values:
        raise Refused(_("Välj hur ofta."), field="pattern")
    if plan.pattern == Series.Pattern.DATES:
        dates = tuple(sorted({day for day in plan.dates if day >= plan.from_date}))
        if not dates:
            raise Refused(_("Välj minst en dag."), field="dates")
        plan = replace(plan, dates=dates, from_date=dates[0], last_day=dates[-1], weekday=None, week_of_month=None)
    elif plan.weekday not in range(1, 8):
        raise Refused(_("Välj en veckodag."), field="weekday")
    elif plan.pattern != Series.Pattern.MONTHLY:
        plan = replace(plan, dates=(), week_of_month=None)
    elif plan.week_of_month not in {1, 2, 3, 4, -1}:
        raise Refused(_("Välj vilken vecka i månaden."), field="week_of_month")
    if plan.last_day < plan.from_date:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    if plan.last_day - plan.from_date > LONGEST:
        raise Refused(_("Planera högst ett år i taget."), field="last_day")
    if plan.term is not None and plan.term.centre_id != activity.centre_id:
        raise Refused(_("Terminen hör till en annan familjecentral."), field="term")
    room_of(activity.centre, plan.room, plan.last_day)
    return plan


def columns(plan: SeriesPlan) -> dict[str, Any]:
    """The columns of a series that is kept by this plan."""
    return {
        "pattern": plan.pattern,
        "weekday": plan.weekday,
        "week_of_month": plan.week_of_month,
        "dates": list(plan.dates),
        "starts": plan.starts,
        "ends": plan.ends,
        "room": plan.room,
        "term": plan.term,
        "from_date": plan.from_date,
        "to_date": plan.last_day + DAY,
        "keeps_holidays": plan.keeps_holidays,
    }


def rows_of(series: Series, activity: Activity, slots: Sequence[Slot], *, at: dt.datetime) -> list[Occurrence]:
    """The rows of these times, unsaved."""
    return [
        Occurrence(
            centre_id=activity.centre_id,
            activity=activity,
            series=series,
            slot_date=one.day,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            day=one.day,
            room_id=one.room_id,
            leader_id=one.leader_id,
            changed_at=at,
        )
        for one in slots
    ]


def _slots(activity: Activity, plan: SeriesPlan, without: Collection[dt.date]) -> list[Slot]:
    laid: LaidOut = lay_out(plan, off_for(activity.centre, [plan]), leader_id=activity.leader_id)
    slots = [one for one in laid.slots if one.day not in set(without)]
    if not slots:
        raise Refused(_("Ingen dag blir kvar. Välj andra dagar."))
    return slots


def _parted(rows: Sequence[Occurrence]) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those that somebody moved or cancelled, and the rest."""
    fixed = [row for row in rows if row.was_at is not None or row.state == Occurrence.State.CANCELLED]
    return fixed, [row for row in rows if row not in fixed]


def _lay_anew(row: Occurrence, when: Slot) -> None:
    row.starts_at, row.ends_at, row.room_id = when.starts_at, when.ends_at, when.room_id


def _split(series: Series, plan: SeriesPlan, from_day: dt.date) -> Series:
    """End the series before `from_day` and begin another by the plan; one that had not begun is changed itself."""
    has_been = Occurrence.objects.filter(series=series, slot_date__lt=from_day).exists()
    if not has_been:
        for name, value in columns(plan).items():
            setattr(series, name, value)
        series.save()
        return series
    if series.pattern == Series.Pattern.DATES:
        series.dates = [day for day in series.dates if day < from_day]
    series.to_date = min(series.to_date, from_day)
    series.save(update_fields=["dates", "to_date"])
    return Series.objects.create(activity=series.activity, **columns(plan))


def _about(activity: Activity) -> dict[str, int]:
    return {"activity": activity.pk, "family_centre": activity.centre_id}
