"""What a form about single times or a translation becomes, as everybody would read it: for shared/look.html."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from famn.domain.activities.models import Occurrence
from famn.ground.languages import direction, html_code
from famn.ground.stockholm import moment_of
from famn.web.shared.tags import clock, moment_in_words


def cancelled_look(rows: Iterable[Occurrence], said: Mapping[str, Any]) -> dict[str, Any]:
    """Times that are cancelled, each with why and the message."""
    reason = Occurrence.Reason(said["reason"]).label
    told = [f"{reason}.", said["message"]]
    return _look({**_time(row), "off": _("Inställt"), "said": " ".join(part for part in told if part)} for row in rows)


def moved_look(row: Occurrence, said: Mapping[str, Any]) -> dict[str, Any]:
    """One time that is moved. One that was moved before tells when it was first meant to be."""
    starts, was = moment_of(said["day"], said["starts"]), row.was_at or row.starts_at
    moved = _("Flyttad från %(moment)s") % {"moment": moment_in_words(was, starts)} if was != starts else ""
    room = said["room"].name if said["room"] else ""
    when = {"day": said["day"], "clock": f"{clock(said['starts'])}–{clock(said['ends'])}"}
    told = _told(row.theme, row.guest, said["message"], room)
    return _look([{**_time(row), **when, "moved": moved, "said": told}])


def said_look(row: Occurrence, said: Mapping[str, Any]) -> dict[str, Any]:
    """One time with what is said of it."""
    return _look([{**_time(row), "said": _told(said["theme"], said["guest"], said["message"])}])


def translated_look(said: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What an activity is called and is in another language, drawn in that language's direction."""
    told = {name: said[name] for name in ("title", "about")}
    drawn = {"html_code": html_code(language), "direction": direction(language)}
    return {"template": "workspace/activities/look_translation.html", **told, **drawn}


def _time(row: Occurrence) -> dict[str, Any]:
    when = {"day": row.day, "clock": f"{clock(row.starts_at)}–{clock(row.ends_at)}"}
    return {"title": row.activity.title, "off": "", "moved": "", **when}


def _told(theme: str, guest: str, message: str, room: str = "") -> str:
    """As a row of the calendar tells it."""
    parts = [f"{_('Tema:')} {theme}" if theme else "", f"{_('Gäst:')} {guest}" if guest else "", message, room]
    return " · ".join(part for part in parts if part)


def _look(times: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"template": "workspace/activities/look_times.html", "times": list(times)}
