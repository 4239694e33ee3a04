"""What a calendar from elsewhere would bring, before anything is saved: each title, each time, and what is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from famn.domain.activities.models import Activity, CalendarSource, Occurrence, Room
from famn.domain.activities.planning.foreign import (
    Left,
    Usual,
    in_full,
    key_of,
    kind_of,
    left_out,
    mark_of,
    title_key,
    usual,
)
from famn.domain.activities.reads.clashes import Clash, clashes
from famn.domain.activities.reads.laying import DAY, Slot
from famn.domain.centres.models import FamilyCentre
from famn.ground import periods
from famn.ground.stockholm import day_of
from famn.ground.text import SortKey, checksum
from famn.outside.calendars import Fault, ForeignTime, Why, read_calendar
from famn.outside.fetching import CannotFetch, Unreachable, fetch

AHEAD: Final = 400 * DAY  # as far as a series may be planned
BACK: Final = 90 * DAY  # so far back it is told that something has been
MOST_TITLES: Final = 150
MANY_GONE: Final = "many_gone"

FAULTS: Final = {
    Why.TOO_LARGE: _("Kalendern är större än 5 MB. Spara en kortare period."),
    Why.NOT_A_CALENDAR: _("Det här går inte att läsa som en kalender. Spara den som iCalendar (.ics) eller CSV."),
    Why.EMPTY: _("Filen är tom."),
    Why.NO_HEADINGS: _("Tabellens första rad ska ha rubrikerna datum, start och titel."),
    Why.TOO_MANY: _("Kalendern har fler än 5 000 tillfällen. Spara en kortare period."),
    Why.NO_TIME: _("Det står inte när det börjar."),
    Why.BACKWARDS: _("Det slutar innan det börjar."),
    Why.TOO_OFTEN: _("Det upprepas oftare än en gång om dagen."),
    Why.BAD_RULE: _("Det går inte att förstå hur det upprepas."),
    Why.BAD_TIME: _("Dagen eller tiden finns inte."),
    Unreachable.NOT_HTTPS: _("Skriv en adress som börjar med https:// eller webcal://."),
    Unreachable.NOT_PUBLIC: _("Adressen går till ett eget nät och kan inte läsas härifrån."),
    Unreachable.NO_ANSWER: _("Ingen svarar på adressen. Kontrollera att den är rätt."),
    Unreachable.NOT_FOUND: _("Det finns ingen kalender på adressen."),
    Unreachable.LOCKED: _("Kalendern är låst. Dela den så att den som har adressen kan läsa den."),
    Unreachable.REFUSED: _("Adressen svarar, men inte med en kalender."),
    Unreachable.TOO_SLOW: _("Det tog för lång tid. Försök igen senare."),
    Unreachable.ASTRAY: _("Adressen leder vidare för många gånger."),
    MANY_GONE: _("Mer än hälften av tiderna är borta ur kalendern. Titta själv innan de ställs in här."),
}


class Act(StrEnum):
    """What becomes of one time."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    SAME = "same"
    KEPT = "kept"  # somebody changed it here: it is left alone
    THERE = "there"  # the activity already happens then, typed in by hand


@dataclass(frozen=True, slots=True)
class Step:
    """One time of a calendar and what becomes of it here."""

    act: Act
    time: ForeignTime
    key: str
    row: Occurrence | None = None  # with its `room`
    room: Room | None = None  # where it would be
    clashes: tuple[Clash, ...] = ()

    @property
    def slot(self) -> Slot:
        """When and where it would be."""
        room = self.room.pk if self.room else None
        return Slot(day_of(self.time.starts_at), self.time.starts_at, self.time.ends_at, room_id=room)


@dataclass(frozen=True, slots=True)
class Group:
    """The times of one title. `activity` is the one that is proposed for them, None for a new one of `kind`."""

    key: str
    title: str
    kind: str
    usual: Usual
    steps: tuple[Step, ...]
    activity: Activity | None = None
    is_left_out: bool = False  # somebody chose so before

    @property
    def first(self) -> dt.date:
        """The day of the first time."""
        return day_of(self.steps[0].time.starts_at)

    @property
    def last(self) -> dt.date:
        """The day of the last time."""
        return day_of(self.steps[-1].time.starts_at)

    def count(self, *acts: Act) -> int:
        """How many times this becomes of."""
        return sum(step.act in acts for step in self.steps)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A whole calendar before it is brought in. `gone` were brought in before and are no longer in it."""

    seen: str  # a mark of the content, so that nobody says yes to another than she saw
    groups: tuple[Group, ...]
    left: Mapping[Left, tuple[ForeignTime, ...]]
    faults: tuple[Fault, ...]
    gone: tuple[Occurrence, ...]
    more_titles: int = 0

    @property
    def unchosen(self) -> int:
        """How many titles nobody has said anything of."""
        return sum(group.activity is None and not group.is_left_out for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is at the centre already."""

    activities: Mapping[str, Activity]  # by code
    rows: Mapping[str, Occurrence]  # of the source, by key
    rooms: Mapping[str, Room]  # by name
    taken: frozenset[tuple[int, dt.datetime]] = field(default=frozenset())  # activity and when, by hand or elsewhere


def seen_of(content: bytes) -> str:
    """The mark of what was read."""
    return checksum(content)[:16]


def answer_of(address: str, *, ask: Callable[[str], bytes] = fetch) -> bytes | Unreachable:
    """What lies at an address, or why nothing could be fetched. It takes seconds: never ask with anything locked."""
    try:
        return ask(address)
    except CannotFetch as fault:
        return fault.why


def keys_of(content: bytes, today: dt.date) -> set[str]:
    """The names of the times of a calendar. Raises CannotRead."""
    found = read_calendar(content, first=today - BACK, last=today + AHEAD)
    return {key_of(time) for time in found.times}


def incoming(source: CalendarSource, first_day: dt.date) -> Incoming:
    """What the content of a source brings from a day on: seven queries at most. Raises CannotRead.

    Needs the source's `centre`.
    """
    content = bytes(source.content)
    found = read_calendar(content, first=first_day - BACK, last=first_day + AHEAD)
    here = _here(source, first_day)
    times = {key_of(time): in_full(time) for time in found.times}
    left: dict[Left, list[ForeignTime]] = {}
    titled: dict[str, list[tuple[str, ForeignTime]]] = {}
    for key, time in times.items():
        why = left_out(time, first_day=first_day, is_known=key in here.rows)
        if why is None:
            titled.setdefault(title_key(time.title), []).append((key, time))
        else:
            left.setdefault(why, []).append(time)
    ordered = sorted(titled.items(), key=lambda one: (-len(one[1]), one[0]))
    groups = [_group(source, here, key, rows) for key, rows in ordered[:MOST_TITLES]]
    return Incoming(
        seen=seen_of(content),
        groups=_with_clashes(source.centre, groups),
        left={why: tuple(some) for why, some in left.items()},
        faults=tuple(found.faults),
        gone=_gone(here, times, first_day),
        more_titles=max(len(ordered) - MOST_TITLES, 0),
    )


def _here(source: CalendarSource, first_day: dt.date) -> _Here:
    active = Activity.objects.filter(centre=source.centre).exclude(state=Activity.State.ENDED)
    rows = Occurrence.objects.filter(source=source).select_related("room", "activity")
    rooms = Room.objects.filter(periods.on(first_day), centre=source.centre)
    others = Occurrence.objects.filter(centre=source.centre, day__gte=first_day).exclude(source=source)
    return _Here(
        activities={one.code: one for one in active.select_related("centre", "leader").order_by("pk")},
        rows={row.foreign_key: row for row in rows},
        rooms={title_key(room.name): room for room in rooms},
        taken=frozenset(others.values_list("activity_id", "starts_at")),
    )


def _group(source: CalendarSource, here: _Here, key: str, rows: Sequence[tuple[str, ForeignTime]]) -> Group:
    title = rows[0][1].title
    code = source.chosen.get(key)
    same = (one for one in here.activities.values() if title_key(one.title) == key[:120].strip())
    activity = here.activities.get(code or "") or (next(same, None) if code is None else None)
    return Group(
        key=key,
        title=title,
        kind=kind_of(title),
        usual=usual([time for _key, time in rows]),
        steps=tuple(_step(here, key, time, activity) for key, time in sorted(rows, key=lambda one: one[1].starts_at)),
        activity=activity,
        is_left_out=code == "",
    )


def _step(here: _Here, key: str, time: ForeignTime, activity: Activity | None) -> Step:
    row = here.rows.get(key)
    if row is None:
        is_there = activity is not None and (activity.pk, time.starts_at) in here.taken
        return Step(Act.THERE if is_there else Act.NEW, time, key, room=_room(here, time.place))
    return Step(_act(row, time), time, key, row, row.room)


def _act(row: Occurrence, time: ForeignTime) -> Act:
    """What becomes of a time that is here already. One that somebody changed here is never touched again."""
    is_off = row.state == Occurrence.State.CANCELLED
    now = mark_of(row.starts_at, row.ends_at, is_off=is_off)
    said = mark_of(time.starts_at, time.ends_at, is_off=time.is_cancelled)
    if now != row.foreign_mark:
        return Act.KEPT
    if said == row.foreign_mark:
        return Act.SAME
    return Act.CANCELLED if time.is_cancelled else Act.RESTORED if is_off else Act.MOVED


def _room(here: _Here, place: str) -> Room | None:
    """The room that a place names: as a whole, or before a comma."""
    return here.rooms.get(title_key(place)) or here.rooms.get(title_key(place.split(",", 1)[0]))


def _gone(here: _Here, times: Mapping[str, ForeignTime], first_day: dt.date) -> tuple[Occurrence, ...]:
    """What was brought in, is still to come, lies within what the calendar tells of, and is no longer in it."""
    if not times:
        return ()
    days = [day_of(time.starts_at) for time in times.values()]
    first, last = max(min(days), first_day), max(days)
    rows = [
        row
        for row in here.rows.values()
        if first <= row.day <= last
        and row.foreign_key not in times
        and row.foreign_mark == mark_of(row.starts_at, row.ends_at, is_off=row.state != Occurrence.State.PLANNED)
        and row.state == Occurrence.State.PLANNED
    ]
    return tuple(sorted(rows, key=lambda row: row.starts_at))


WRITTEN: Final = (Act.NEW, Act.MOVED, Act.RESTORED)  # these take a room


def _with_clashes(centre: FamilyCentre, groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups, each time with what is in its way: two queries."""
    steps = [step for group in groups if not group.is_left_out for step in group.steps if step.act in WRITTEN]
    moving = [step.row.pk for step in steps if step.row is not None]
    ways: dict[Slot, list[Clash]] = {}
    for clash in clashes(centre, [step.slot for step in steps], but=moving):
        ways.setdefault(clash.slot, []).append(clash)
    if not ways:
        return tuple(groups)
    return tuple(
        replace(
            group,
            steps=tuple(
                replace(step, clashes=tuple(ways.get(step.slot, ()))) if step.act in WRITTEN else step
                for step in group.steps
            ),
        )
        for group in groups
    )


# --- lists -----------------------------------------------------------------------------------------


def sources_of(centre: FamilyCentre) -> list[CalendarSource]:
    """The calendars that a centre follows, has brought in or is about to, the last read first: one query."""
    rows = CalendarSource.objects.filter(centre=centre).defer("content")
    return list(rows.order_by("-read_at", "-pk")[:50])


def activities_of_source(source: CalendarSource) -> list[tuple[Activity, list[Occurrence]]]:
    """The activities that have times of a source, with those times, in Swedish order: two queries."""
    rows = Occurrence.objects.filter(source=source).select_related("room").order_by("starts_at", "pk")
    there: dict[int, list[Occurrence]] = {}
    for row in rows:
        there.setdefault(row.activity_id, []).append(row)
    activities = Activity.objects.filter(pk__in=there).order_by(SortKey("title"), "pk")
    return [(one, there[one.pk]) for one in activities]


def sources_to_read(at: dt.datetime) -> list[CalendarSource]:
    """The addresses whose next reading is due, the oldest first."""
    rows = CalendarSource.objects.filter(next_read_at__lte=at).defer("content")
    return list(rows.order_by("next_read_at", "pk")[:5])


def fault_in_words(code: str) -> str:
    """Why a calendar, or one thing in it, could not be read."""
    return str(FAULTS.get(code, ""))


def readable(content: bytes, today: dt.date) -> str:
    """What a calendar calls itself. Raises CannotRead."""
    return read_calendar(content, first=today, last=today).name
