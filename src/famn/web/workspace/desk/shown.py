"""My day as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from famn.domain.matters.reads import News, WorkKind
from famn.ground.due import Due, Near, Waiting
from famn.web.shared import duties
from famn.web.shared.due import due_words
from famn.web.shared.tags import moment

TITLES: Final = {
    Near.TODAY: (_lazy("Väntar på dig i dag"), _lazy("Inget väntar på dig i dag.")),
    Near.WEEK: (_lazy("Den här veckan"), _lazy("Inget mer väntar den här veckan.")),
    Near.LATER: (
        _lazy("Senare"),
        _lazy("Inget är planerat längre fram. Det som kommer syns här när det är din tur."),
    ),
}
MORNING, EVENING, NIGHT = 10, 18, 4  # the hours at which the greeting changes


def greeting(hour: int, name: str) -> str:
    """Good morning, day or evening, by the first name."""
    first = name.split()[0] if name else ""
    if NIGHT <= hour < MORNING:
        return _("God morgon, %(name)s") % {"name": first}
    if MORNING <= hour < EVENING:
        return _("God dag, %(name)s") % {"name": first}
    return _("God kväll, %(name)s") % {"name": first}


def summary(waiting: Waiting, today: dt.date) -> str:
    """How much waits, and how much of it is in a hurry."""
    if not waiting.count:
        return _("Inget väntar på dig.")
    words = ngettext("En sak väntar på dig.", "%(count)d saker väntar på dig.", waiting.count)
    waits = words % {"count": waiting.count}
    late = sum(1 for item in waiting.today if item.late_days(today))
    too_late = ngettext("En är sen.", "%(count)d är sena.", late) % {"count": late}
    return f"{waits} {too_late}" if late else waits


def buckets(waiting: Waiting, today: dt.date) -> list[dict[str, Any]]:
    """Today, this week and later; what says itself is said where there is nothing."""
    return [
        {"title": title, "rows": [work(item, today, is_today=near == Near.TODAY) for item in items], "empty": empty}
        for (near, (title, empty)), items in zip(TITLES.items(), waiting.buckets, strict=True)
    ]


def work(item: Due, today: dt.date, *, is_today: bool) -> dict[str, Any]:
    """One thing that waits, with the verb that is its act."""
    kind, late = duties.KINDS[item.kind], bool(item.late_days(today))
    label = WorkKind(item.kind).label.capitalize() if item.kind in WorkKind.values else ""
    return {
        "title": item.title,
        "url": duties.address(item),
        "action": kind.verb,
        "action_url": duties.act_address(item),
        "icon": "varning" if late else kind.icon,
        "due": due_words(item.day, today),
        "late": late,
        "note": " · ".join(part for part in (label, item.note) if part),
        "primary": is_today,
    }


def news(items: Iterable[News], *, may_read: bool) -> list[dict[str, Any]]:
    """What is new, as a timeline; with links to the matters for those who read them."""
    words = {"document": _("Nytt dokument."), "answer": _("Uppdrag besvarat."), "matter": _("Ärendet är avslutat.")}
    return [
        {
            "title": words[item.kind],
            "text": " · ".join(part for part in (item.title, item.who) if part),
            "when": moment(item.at),
            "url": reverse("matter", args=[item.matter]) if may_read else "",
        }
        for item in items
    ]


def deadlines(items: Iterable[Due], today: dt.date) -> list[dict[str, Any]]:
    """The days that come, each with where it leads."""
    return [
        {
            "day": due_words(item.day, today),
            "title": duties.in_words(item),
            "url": duties.address(item),
            "late": bool(item.late_days(today)),
        }
        for item in items
    ]
