"""What a form about single times or a translation becomes, as everybody would read it: for shared/look.html.

A time is drawn by what draws it for everybody, of a row that is not saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.utils import timezone
from django.utils.safestring import mark_safe

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.one import times_as_everybody_reads
from famn.ground.languages import direction, html_code
from famn.ground.stockholm import moment_of
from famn.web.shared.tags import weekday_long
from famn.web.shared.time_rows import Detail, Rows


def added_look(activity: Activity, said: Mapping[str, Any]) -> dict[str, Any]:
    """One more time of an activity."""
    return _look([Occurrence(centre=activity.centre, activity=activity, changed_at=timezone.now(), **_when(said))])


def cancelled_look(rows: Iterable[Occurrence], said: Mapping[str, Any]) -> dict[str, Any]:
    """Times that are cancelled, each with why and the message."""
    why = {"state": Occurrence.State.CANCELLED, "reason": said["reason"], "message": said["message"]}
    return _look(_changed(row, **why) for row in rows)


def moved_look(row: Occurrence, said: Mapping[str, Any]) -> dict[str, Any]:
    """One time that is moved. One that was moved before tells when it was first meant to be."""
    when, first = _when(said), row.was_at or row.starts_at
    was_at = first if when["starts_at"] != first else None
    return _look([_changed(row, **when, was_at=was_at, message=said["message"])])


def said_look(row: Occurrence, said: Mapping[str, Any]) -> dict[str, Any]:
    """One time with what is said of it."""
    return _look([_changed(row, **{name: said[name] for name in ("theme", "guest", "message")})])


def translated_look(said: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What an activity is called and is in another language, drawn in that language's direction."""
    told = {name: said[name] for name in ("title", "about")}
    drawn = {"html_code": html_code(language), "direction": direction(language)}
    return {"template": "workspace/activities/look_translation.html", **told, **drawn}


def _when(said: Mapping[str, Any]) -> dict[str, Any]:
    """The day, the moments and the room of a form about a time, by the names of the row."""
    starts, ends = (moment_of(said["day"], said[name]) for name in ("starts", "ends"))
    return {"day": said["day"], "starts_at": starts, "ends_at": ends, "room": said["room"]}


def _changed(row: Occurrence, **values: Any) -> Occurrence:
    """A copy with other values, which is not saved."""
    unsaved = copy(row)
    for name, value in values.items():
        setattr(unsaved, name, value)
    return unsaved


def _look(rows: Iterable[Occurrence]) -> dict[str, Any]:
    """Times of a centre as their activities' pages tell them."""
    unsaved = list(rows)
    drawn = Rows(unsaved[0].activity.centre.code, {}, at=timezone.now(), detail=Detail.WHOLE)
    times = [
        {
            "title": one.title,
            "when": weekday_long(one.day),
            "shown": one,
            "said": mark_safe(drawn.said(one)),  # noqa: S308  written by `Rows`
        }
        for one in times_as_everybody_reads(unsaved, today=timezone.localdate())
    ]
    return {"template": "workspace/activities/look_times.html", "times": times}
