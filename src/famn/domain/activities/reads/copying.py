"""What would come, and what would fall out and why, if a term or a week were copied. Nothing is saved here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Q

from famn.domain.activities.models import Activity, Occurrence, Series, Term
from famn.domain.activities.planning import Period, first_full_week, monday_of, moved_rule
from famn.domain.activities.reads.clashes import Clash, Kind, clashes
from famn.domain.activities.reads.laying import (
    DAY,
    DayOff,
    SeriesPlan,
    Slot,
    breaks_of,
    days_off,
    lay_out,
    plan_of,
    slot,
)
from famn.domain.centres.models import FamilyCentre
from famn.ground.stockholm import STOCKHOLM


class Stays(StrEnum):
    """Why a whole series does not come along."""

    ENDED = "ended"  # the activity has ended
    THERE = "there"  # it is in the other term already
    NO_DAY = "no_day"  # none of its days is left


@dataclass(frozen=True, slots=True)
class CopiedSeries:
    """One series of the old term, and what becomes of it in the new one."""

    source: Series
    plan: SeriesPlan | None
    slots: tuple[Slot, ...] = ()
    left_out: tuple[tuple[dt.date, DayOff], ...] = ()
    taken: tuple[Clash, ...] = ()  # days that fall out since the room is taken
    led_twice: tuple[Clash, ...] = ()  # days that come though who leads is somewhere else then
    room_gone: bool = False  # its room can no longer be booked: it comes without one
    stays: Stays | None = None

    @property
    def comes(self) -> bool:
        """Whether anything of it comes along."""
        return self.stays is None


@dataclass(frozen=True, slots=True)
class TermCopy:
    """A whole term as it would be in another."""

    source: Term
    target: Term
    series: tuple[CopiedSeries, ...]

    @property
    def times(self) -> int:
        """How many times it would be."""
        return sum(len(one.slots) for one in self.series)


def term_copy(source: Term, target: Term, *, legs: Collection[str] | None = None) -> TermCopy:
    """The series of one term as they would be in another of the same centre: seven queries at most.

    `legs`: those whose activities are asked about, None for all. Needs `target.centre`.
    """
    rows = _series_of(source)
    rows = [one for one in rows if legs is None or one.activity.leg in legs]
    there = _signs(Series.objects.filter(activity__centre=target.centre, term=target))
    off = days_off(target.centre, target.from_date, target.to_date - DAY, breaks=breaks_of(target))
    drafts = [_draft(one, source, target, there, off) for one in rows]
    found = clashes(target.centre, [when for draft in drafts for when in draft.slots], off={})
    return TermCopy(source, target, tuple(_without_taken(draft, found) for draft in drafts))


def _series_of(term: Term) -> list[Series]:
    """The series of a term in the order of the week; one that was changed on the way counts once, as it ended up."""
    within = Q(term__isnull=True, from_date__gte=term.from_date, from_date__lt=term.to_date)
    rows = Series.objects.filter(Q(term=term) | within, activity__centre=term.centre_id)
    rows = rows.select_related("activity__leader", "room", "term").order_by("activity_id", "from_date", "pk")
    kept: list[Series] = []
    for one in rows:
        before = kept[-1] if kept else None
        if before and (before.activity_id, before.to_date, before.pattern) == (
            one.activity_id,
            one.from_date,
            one.pattern,
        ):
            kept.pop()
            one.from_date = before.from_date
        kept.append(one)
    return sorted(kept, key=lambda one: (one.weekday or 8, one.starts, one.activity.title))


def _signs(rows: Iterable[Series]) -> set[tuple[object, ...]]:
    return {_sign(one) for one in rows}


def _sign(one: Series) -> tuple[object, ...]:
    return (one.activity_id, one.pattern, one.weekday, one.week_of_month, one.starts)


def _draft(
    series: Series, source: Term, target: Term, there: set[tuple[object, ...]], off: dict[dt.date, DayOff]
) -> CopiedSeries:
    """One series in the new term, before anybody has asked whether its room is free."""
    if series.activity.state == Activity.State.ENDED:
        return CopiedSeries(series, None, stays=Stays.ENDED)
    if _sign(series) in there:
        return CopiedSeries(series, None, stays=Stays.THERE)
    plan = plan_of(series)
    moved = moved_rule(plan.rule, _period(source), _period(target))
    if moved is None:
        return CopiedSeries(series, None, stays=Stays.NO_DAY)
    gone = plan.room is not None and plan.room.to_date is not None and plan.room.to_date <= moved.last
    plan = replace(
        plan,
        from_date=moved.first,
        last_day=moved.last,
        dates=moved.dates,
        term=target,
        room=None if gone else plan.room,
    )
    laid = lay_out(plan, off, leader_id=series.activity.leader_id)
    stays = None if laid.slots else Stays.NO_DAY
    return CopiedSeries(series, plan, laid.slots, laid.left_out, room_gone=gone, stays=stays)


def _period(term: Term) -> Period:
    return Period(term.from_date, term.to_date - DAY)


def _without_taken(draft: CopiedSeries, found: list[Clash]) -> CopiedSeries:
    """The draft without the days when its room is taken."""
    mine = {id(when) for when in draft.slots}
    about = [clash for clash in found if id(clash.slot) in mine]
    taken = {id(clash.slot): clash for clash in about if clash.kind is Kind.ROOM}
    slots = tuple(when for when in draft.slots if id(when) not in taken)
    led_twice = tuple(clash for clash in about if clash.kind is Kind.LEADER and id(clash.slot) not in taken)
    stays = draft.stays if slots else draft.stays or Stays.NO_DAY
    return replace(draft, slots=slots, taken=tuple(taken.values()), led_twice=led_twice, stays=stays)


# --- one week --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CopiedTime:
    """One time of a week, and what becomes of it in another week."""

    source: Occurrence
    slot: Slot
    off: DayOff | None = None
    taken: Clash | None = None
    is_there: bool = False

    @property
    def comes(self) -> bool:
        """Whether it comes along."""
        return self.off is None and self.taken is None and not self.is_there


def week_to_copy(centre: FamilyCentre, monday: dt.date) -> dt.date | None:
    """The Monday of the week that one would copy into that of `monday`: the same week of the term before.

    Where that is empty: the latest earlier week with something planned. None where there is none.
    """
    planned = Occurrence.objects.filter(centre=centre, state=Occurrence.State.PLANNED, day__lt=monday)
    planned = planned.exclude(activity__state=Activity.State.ENDED)
    terms = list(Term.objects.filter(centre=centre, from_date__lt=monday + 7 * DAY).order_by("-from_date", "pk")[:2])
    if len(terms) == 2 and terms[0].to_date > monday:
        own, before = (first_full_week(_period(one)) for one in terms)
        same = before + (monday - own)
        if planned.filter(day__gte=same, day__lt=same + 7 * DAY, day__lte=terms[1].to_date).exists():
            return same
    last = planned.order_by("-day").values_list("day", flat=True).first()
    return monday_of(last) if last else None


def week_copy(
    centre: FamilyCentre, monday: dt.date, to_monday: dt.date, *, legs: Collection[str] | None = None
) -> list[CopiedTime]:
    """What is planned in one week as it would be in another, in order: the same weekdays and clock times.

    What was cancelled does not come. `legs` as in `term_copy`.
    """
    rows = Occurrence.objects.filter(
        centre=centre, state=Occurrence.State.PLANNED, day__gte=monday, day__lt=monday + 7 * DAY
    ).exclude(activity__state=Activity.State.ENDED)
    found = list(rows.select_related("activity__leader", "room").order_by("starts_at", "pk"))
    found = [one for one in found if legs is None or one.activity.leg in legs]
    off = days_off(centre, to_monday, to_monday + 6 * DAY)
    times = [(one, _in_week(one, to_monday - monday)) for one in found]
    there = set(
        Occurrence.objects.filter(centre=centre, day__gte=to_monday, day__lt=to_monday + 7 * DAY).values_list(
            "activity_id", "starts_at"
        )
    )
    asked = [when for one, when in times if when.day not in off and (one.activity_id, when.starts_at) not in there]
    taken = {id(clash.slot): clash for clash in clashes(centre, asked, off={}) if clash.kind is Kind.ROOM}
    return [
        CopiedTime(one, when, off.get(when.day), taken.get(id(when)), (one.activity_id, when.starts_at) in there)
        for one, when in times
    ]


def _in_week(one: Occurrence, step: dt.timedelta) -> Slot:
    starts, ends = one.starts_at.astimezone(STOCKHOLM).time(), one.ends_at.astimezone(STOCKHOLM).time()
    return slot(one.day + step, starts, ends, room_id=one.room_id, leader_id=one.leader_id)
