"""What is shown of a file that came in: the facts to confirm, what to look at, and the file itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from famn.domain.matters.facts import Facts
from famn.domain.matters.models import IncomingFile
from famn.domain.people.models import User
from famn.ground import trail


def facts_of(incoming: IncomingFile) -> Facts:
    """The facts to show: what a person has saved so far, else what the reader found."""
    return Facts.from_reading(incoming.draft or incoming.reading.get("reading") or {})


def warnings_of(incoming: IncomingFile) -> list[dict[str, Any]]:
    """What the reader asks a person to look at: `code`, `message`, `where` and the `paths` of the values."""
    return list((incoming.reading.get("reading") or {}).get("warnings") or ())


def original_of(incoming: IncomingFile) -> bytes:
    """The file, byte for byte. Only in a transaction that acts for the file's area."""
    return bytes(IncomingFile.objects.values_list("content", flat=True).get(pk=incoming.pk))


@dataclass(frozen=True)
class Change:
    """Who did something last, and when. No person where the house did it."""

    name: str
    at: dt.datetime


def last_change_of(incoming: IncomingFile) -> Change | None:
    """Who last received, saved or settled the file."""
    events = trail.TrailEvent.objects.filter(thing=trail.name_of(IncomingFile), thing_id=incoming.pk)
    event = events.order_by("-at", "-pk").first()
    if event is None:
        return None
    person = User.objects.filter(pk=event.user_id or 0).first()
    return Change(person.name if person else "", event.at)
