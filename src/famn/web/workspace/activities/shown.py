"""Activities as the pages of staff show them. What was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.activities.actions import ActivityFacts, Told
from famn.domain.activities.models import Activity, Occurrence, Room, Series, TermBreak
from famn.domain.activities.planning import monday_of
from famn.domain.activities.reads import (
    AHEAD,
    Clash,
    CopiedSeries,
    CopiedTime,
    DayOff,
    DayPage,
    Kind,
    Off,
    Slot,
    Stays,
    legs_to_plan,
    on_closed_days,
)
from famn.domain.activities.reads.one import as_everybody_reads
from famn.domain.activities.rules import has_calendar, has_week_to_share
from famn.domain.centres.models import FamilyCentre, Module
from famn.domain.people.rules import Actor
from famn.web.shared.hours import SHORT
from famn.web.shared.tags import LEGS, clock, date_short, weekday_long
from famn.web.workspace.activities.forms import WEEKDAYS, WEEKS_OF_MONTH

DAY: Final = dt.timedelta(days=1)
_OFF: Final = {
    Off.HOLIDAY: gettext_lazy("%(name)s: helgdag"),
    Off.BREAK: gettext_lazy("%(name)s: lov"),
    Off.CLOSED: gettext_lazy("Vi har stängt: %(name)s"),
}
_OF_DAY: Final = {Kind.HOLIDAY: Off.HOLIDAY, Kind.BREAK: Off.BREAK, Kind.CLOSED: Off.CLOSED}
_PLACES: Final = {
    Module.FEEDS: gettext_lazy("flödet"),
    Module.SCREEN: gettext_lazy("skärmen"),
    Module.WEEK_SHEET: gettext_lazy("veckobladet"),
}
STAYS: Final = {
    Stays.ENDED: gettext_lazy("Aktiviteten är avslutad."),
    Stays.THERE: gettext_lazy("Finns redan i terminen."),
    Stays.NO_DAY: gettext_lazy("Ingen av dagarna ryms i terminen."),
}


def off_in_words(off: DayOff) -> str:
    """Why nothing happens on a day."""
    return str(_OFF[off.why]) % {"name": off.name}


def span(starts: dt.datetime | dt.time, ends: dt.datetime | dt.time) -> str:
    """From when to when: "9.30–11.30"."""
    return f"{clock(starts)}–{clock(ends)}"


def clash_in_words(clash: Clash) -> str:
    """What is in the way of a time."""
    if clash.kind in _OF_DAY:
        return off_in_words(DayOff(_OF_DAY[clash.kind], clash.name))
    if clash.other is None:
        return _("Två av tiderna här krockar i samma rum.")
    said = {"what": clash.other.activity.title, "when": span(clash.other.starts_at, clash.other.ends_at)}
    if clash.kind is Kind.ROOM:
        return _("Rummet är upptaget: %(what)s %(when)s.") % said
    return _("Den som leder är upptagen: %(what)s %(when)s.") % said


def rhythm(one: Series) -> str:
    """How a series returns: "varje vecka, tisdag 9.30–11.30"."""
    when = span(one.starts, one.ends)
    if one.pattern == Series.Pattern.DATES:
        days = ", ".join(date_short(day) for day in one.dates[:4]) + (" …" if len(one.dates) > 4 else "")
        return f"{days} {when}"
    weekday = dict(WEEKDAYS)[one.weekday or 1]
    if one.pattern == Series.Pattern.MONTHLY:
        week = dict(WEEKS_OF_MONTH)[one.week_of_month or 1]
        return _("%(week)s %(weekday)sen i månaden %(when)s") % {"week": week, "weekday": weekday, "when": when}
    return f"{one.get_pattern_display()}, {weekday} {when}"


def series_row(one: Series) -> dict[str, Any]:
    """A series in a list. Needs `activity`, `room`, `coming` and `next_day`."""
    return {
        "series": one,
        "rhythm": rhythm(one),
        "title": one.activity.title,
        "leg": one.activity.leg,
        "url": reverse("work_activity", args=[one.activity.code]),
        "change_url": reverse("change_series", args=[one.code]),
        "end_url": reverse("end_series", args=[one.code]),
        "room": one.room.name if one.room else "",
        "coming": getattr(one, "coming", 0),
        "next_day": getattr(one, "next_day", None),
        "last_day": one.to_date - DAY,
    }


def time_row(one: Occurrence) -> dict[str, Any]:
    """One time in a list. Needs `activity`, `room` and `leader`."""
    is_off = one.state == Occurrence.State.CANCELLED
    return {
        "code": one.code,
        "url": reverse("work_occurrence", args=[one.code]),
        "cancel_url": reverse("cancel_occurrence", args=[one.code]),
        "title": one.activity.title,
        "leg": one.activity.leg,
        "is_draft": one.activity.state == Activity.State.DRAFT,
        "day": one.day,
        "clock": span(one.starts_at, one.ends_at),
        "room": one.room.name if one.room else "",
        "leader": one.leader.name if one.leader else "",
        "is_cancelled": is_off,
        "reason": one.get_reason_display() if is_off else "",
        "moved_from": _was(one),
        "is_changed": is_off or one.was_at is not None,
        "message": one.message,
        "theme": one.theme,
        "guest": one.guest,
    }


def _was(one: Occurrence) -> str:
    """When a moved time was meant to be, nothing for one that was not moved."""
    if one.was_at is None:
        return ""
    return f"{weekday_long(one.was_at)} {clock(one.was_at)}"


def break_row(one: TermBreak) -> dict[str, Any]:
    """A break of a term."""
    return {"name": one.name, "first": one.from_date, "last": one.to_date - DAY}


# --- a day -----------------------------------------------------------------------------------------


def on_closed(actor: Actor, centre: FamilyCentre, today: dt.date) -> list[dict[str, Any]]:
    """What is still planned though the centre or the leg is closed, of what one may cancel, for on_closed.html."""
    legs = legs_to_plan(actor, centre)
    found = on_closed_days(centre, today, today + AHEAD * DAY)
    return [time_row(one) for one in found if legs is None or one.activity.leg in legs]


def morning(page: DayPage, *, may_cancel: Collection[str] | None) -> dict[str, Any]:
    """What the morning view shows. `may_cancel`: the legs whose times one may cancel, None for all."""
    closed = [one for one in page.on_closed if may_cancel is None or one.activity.leg in may_cancel]
    return {
        "day": page.day,
        "off": off_in_words(page.off) if page.off else "",
        "times": [time_row(one) | {"may": may_cancel is None or one.activity.leg in may_cancel} for one in page.times],
        "rooms": [_room_today(room, page.times) for room in page.rooms],
        "leaders": [_leader_today(leader, page) for leader in page.leaders],
        "on_closed": [time_row(one) for one in closed],
    }


def _room_today(room: Room, times: Sequence[Occurrence]) -> dict[str, Any]:
    taken = [one for one in times if one.room_id == room.pk and one.state == Occurrence.State.PLANNED]
    return {"name": room.name, "taken": [f"{span(one.starts_at, one.ends_at)} {one.activity.title}" for one in taken]}


def _leader_today(leader: Any, page: DayPage) -> dict[str, Any]:
    hers = [one for one in page.times if one.leader_id == leader.pk and one.state == Occurrence.State.PLANNED]
    return {
        "code": leader.code,
        "name": leader.name,
        "role": leader.role,
        "leads": ", ".join(f"{clock(one.starts_at)} {one.activity.title}" for one in hers),
    }


# --- a week ----------------------------------------------------------------------------------------


def week(
    day: dt.date, rooms: Sequence[Room], times: Sequence[Occurrence], off: dict[dt.date, DayOff]
) -> dict[str, Any]:
    """The week of a day, a row for each room and one for what has none. Saturday and Sunday where something happens."""
    monday = monday_of(day)
    last = max([5, *(one.day.isoweekday() for one in times)])
    days = [monday + number * DAY for number in range(last)]
    rows = [
        _room_week(room, [one for one in times if one.room_id == (room.pk if room else None)], days, off)
        for room in (*rooms, None)
    ]
    return {
        "number": monday.isocalendar().week,
        "year": monday.isocalendar().year,
        "days": [_head(one, off) for one in days],
        "columns": last,
        "rows": [row for row in rows if row["is_needed"]],
        "before": (monday - 7 * DAY).isoformat(),
        "after": (monday + 7 * DAY).isoformat(),
    }


def _head(day: dt.date, off: dict[dt.date, DayOff]) -> dict[str, Any]:
    return {
        "day": day,
        "weekday": SHORT[day.weekday()],
        "off": off_in_words(off[day]) if day in off else "",
        "is_today": day == timezone.localdate(),
    }


def _room_week(
    room: Room | None, times: Sequence[Occurrence], days: Sequence[dt.date], off: dict[dt.date, DayOff]
) -> dict[str, Any]:
    cells = [_head(day, off) | {"times": [time_row(one) for one in times if one.day == day]} for day in days]
    return {"name": room.name if room else _("Utan rum"), "cells": cells, "is_needed": room is not None or bool(times)}


def week_crumb(centre: FamilyCentre, day: dt.date) -> dict[str, str]:
    """The way back to the week of a day."""
    label = _("Vecka %(number)s") % {"number": day.isocalendar().week}
    return {"url": f"{reverse('staff_week', args=[centre.code])}?dag={day.isoformat()}", "label": label}


# --- what everybody reads ------------------------------------------------------------------------


def activity_look(row: Activity, facts: ActivityFacts, day: dt.date) -> dict[str, Any]:
    """An activity that is not saved yet, as everybody would read it: for shared/look.html."""
    page = as_everybody_reads(row, leader=facts.leader, partners=facts.partners, day=day)
    return {
        "template": "workspace/activities/look_activity.html",
        "page": page,
        "leg_word": page.leg or LEGS[row.leg].word,
    }


def told_at(centre: FamilyCentre, day: dt.date) -> dict[str, str]:
    """Where the text, the picture and the sheet of a week are, to tell all; empty where everybody has none of them."""
    if not has_week_to_share(centre):
        return {}
    year, week, _weekday = day.isocalendar()
    query = f"?vecka={year}-W{week:02}"
    names = {"share": "share_week", "sheet": "week_sheet"}
    told = {key: reverse(name, args=[centre.code]) + query for key, name in names.items()}
    return told | {"days": reverse("centre_exceptions", args=[centre.code])}


def told(centre: FamilyCentre, done: Told) -> str:
    """What an act did with some times of a centre, who has been told, and where it says so."""
    count = len(done.times)
    said = ngettext("%(count)d tillfälle är inställt.", "%(count)d tillfällen är inställda.", count) % {"count": count}
    return f"{said} {_who_and_where(centre, done.letters)}"


def told_of_one(said: str, done: Told) -> str:
    """What an act did with one time, in the words `said`, who has been told, and where it says so."""
    return f"{said} {_who_and_where(done.time.activity.centre, done.letters)}"


def _who_and_where(centre: FamilyCentre, letters: int) -> str:
    """How many got a letter, and which of the places where a family looks have changed."""
    who = ngettext("Brev till %(count)d kollega.", "Brev till %(count)d kollegor.", letters) % {"count": letters}
    who = who if letters else _("Ingen annan fick brev.")
    if not has_calendar(centre):
        return " ".join((who, _("Kalendern visas inte för alla.")))
    places = [_("kalendern"), *(name for module, name in _PLACES.items() if module not in centre.switched_off)]
    *most, last = [str(place) for place in places]
    where = _("%(some)s och %(last)s") % {"some": ", ".join(most), "last": last} if most else last
    changed = ngettext("%(where)s är ändrad.", "%(where)s är ändrade.", len(places)) % {"where": where}
    return f"{who} {changed[0].upper()}{changed[1:]}"


# --- previews --------------------------------------------------------------------------------------


def preview(slots: Sequence[Slot], found: Sequence[Clash], ticked: Collection[str] | None) -> list[dict[str, Any]]:
    """Each day that a plan would bring, with what is in its way. A day whose room is taken is not ticked by itself."""
    about: dict[dt.date, list[Clash]] = {}
    for clash in found:
        about.setdefault(clash.day, []).append(clash)
    rows = []
    for one in slots:
        ways = about.get(one.day, [])
        is_taken = any(clash.kind is Kind.ROOM for clash in ways)
        value = one.day.isoformat()
        rows.append(
            {
                "value": value,
                "day": one.day,
                "clashes": [clash_in_words(clash) for clash in ways],
                "is_taken": is_taken,
                "is_ticked": value in ticked if ticked is not None else not is_taken,
            }
        )
    return rows


def left_out(days: Sequence[tuple[dt.date, DayOff]]) -> list[dict[str, Any]]:
    """The days that fall out of a plan, and why."""
    return [{"day": day, "why": off_in_words(off)} for day, off in days]


def copied_series(one: CopiedSeries) -> dict[str, Any]:
    """One series of a term, and what becomes of it in another."""
    return {
        "code": one.source.code,
        "title": one.source.activity.title,
        "leg": one.source.activity.leg,
        "rhythm": rhythm(one.source),
        "comes": one.comes,
        "count": len(one.slots),
        "first": one.slots[0].day if one.slots else None,
        "last": one.slots[-1].day if one.slots else None,
        "room": one.plan.room.name if one.plan and one.plan.room else "",
        "room_gone": one.room_gone,
        "stays": STAYS[one.stays] if one.stays else "",
        "left_out": left_out(one.left_out),
        "taken": [{"day": clash.day, "why": clash_in_words(clash)} for clash in one.taken],
        "led_twice": [{"day": clash.day, "why": clash_in_words(clash)} for clash in one.led_twice],
    }


def copied_time(one: CopiedTime) -> dict[str, Any]:
    """One time of a week, and what becomes of it in another week."""
    why = ""
    if one.is_there:
        why = _("Finns redan den veckan.")
    elif one.off is not None:
        why = off_in_words(one.off)
    elif one.taken is not None:
        why = clash_in_words(one.taken)
    return {
        "code": one.source.code,
        "title": one.source.activity.title,
        "leg": one.source.activity.leg,
        "day": one.slot.day,
        "clock": span(one.slot.starts_at, one.slot.ends_at),
        "room": one.source.room.name if one.source.room else "",
        "comes": one.comes,
        "why": why,
    }
