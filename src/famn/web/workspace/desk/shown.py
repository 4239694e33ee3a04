"""My day as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters.reads import Deadline, Desk, News, WorkItem, WorkKind
from famn.domain.matters.rules import DueState
from famn.web.shared.due import due_words
from famn.web.shared.tags import moment

ICONS: Final = {
    WorkKind.INCOMING: "lasin",
    WorkKind.ASSIGNMENT: "tid",
    WorkKind.ATTEST: "klar",
    WorkKind.TO_AGENDA: "kalender",
    WorkKind.DECIDE: "kalender",
    WorkKind.RETURNED: "penna",
    WorkKind.DRAFT: "penna",
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


def summary(desk: Desk) -> str:
    """How much waits, and how much of it is in a hurry."""
    if not desk.count:
        return _("Inget väntar på dig.")
    waits = ngettext("En sak väntar på dig.", "%(count)d saker väntar på dig.", desk.count) % {"count": desk.count}
    late = sum(1 for item in desk.today if item.late)
    return f"{waits} {ngettext('En är sen.', '%(count)d är sena.', late) % {'count': late}}" if late else waits


def buckets(desk: Desk, today: dt.date) -> list[dict[str, Any]]:
    """Today, this week and later; what says itself is said where there is nothing."""
    empty = (
        _("Inget väntar på dig i dag."),
        _("Inget mer väntar den här veckan."),
        _("Inget är planerat längre fram. Det som kommer syns här när det är din tur."),
    )
    titles = (_("Väntar på dig i dag"), _("Den här veckan"), _("Senare"))
    rows = (desk.today, desk.week, desk.later)
    return [
        {"title": title, "rows": [work(item, today, is_today=nth == 0) for item in items], "empty": words}
        for nth, (title, items, words) in enumerate(zip(titles, rows, empty, strict=True))
    ]


def work(item: WorkItem, today: dt.date, *, is_today: bool) -> dict[str, Any]:
    """One thing that waits, with the verb that is its act."""
    url, act_url, act = {
        WorkKind.INCOMING: ("reading", "reading", _("Kontrollera")),
        WorkKind.ASSIGNMENT: ("assignment", "assignment", _("Skriv svar")),
        WorkKind.UNASSIGNED: ("matter", "change_matter", _("Välj handläggare")),
        WorkKind.ATTEST: ("report", "attest_report", _("Läs och attestera")),
        WorkKind.RETURNED: ("report", "edit_report", _("Läs och ändra")),
        WorkKind.DRAFT: ("report", "edit_report", _("Skriv vidare")),
        WorkKind.ATTESTED: ("report", "report", _("Läs utlåtandet")),
        WorkKind.TO_AGENDA: ("report", "put_on_agenda", _("Ta upp på möte")),
        WorkKind.DECIDE: ("report", "record_decision", _("Registrera beslutet")),
    }[item.kind]
    return {
        "title": item.title,
        "url": reverse(url, args=[item.code]),
        "action": act,
        "action_url": reverse(act_url, args=[item.code]),
        "icon": "varning" if item.late else ICONS.get(item.kind, "arende"),
        "due": due_words(item.due_date, today),
        "late": item.late,
        "note": " · ".join(part for part in (str(item.kind.label).capitalize(), item.note) if part),
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


def deadlines(items: Iterable[Deadline], today: dt.date) -> list[dict[str, Any]]:
    """The days that come, each with where it leads."""
    words = {"meeting": _("Sammanträde: %(title)s"), "assignment": _("Svar: %(title)s")}
    return [
        {
            "day": due_words(item.day, today),
            "title": words[item.kind] % {"title": item.title},
            "url": reverse("assignment" if item.kind == "assignment" else "matter", args=[item.code]),
            "late": item.due_state == DueState.OVERDUE,
        }
        for item in items
    ]
