"""My day as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.agreements.models import Signature
from famn.domain.establishment.models import GroupMeeting
from famn.domain.establishment.reads import GroupDay, ItemView
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
Asked = tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]  # today, this week, later
MORNING, EVENING, NIGHT = 10, 18, 4  # the hours at which the greeting changes


def greeting(hour: int, name: str) -> str:
    """Good morning, day or evening, by the first name."""
    first = name.split()[0] if name else ""
    if NIGHT <= hour < MORNING:
        return _("God morgon, %(name)s") % {"name": first}
    if MORNING <= hour < EVENING:
        return _("God dag, %(name)s") % {"name": first}
    return _("God kväll, %(name)s") % {"name": first}


def summary(desk: Desk, asked: Asked) -> str:
    """How much waits, and how much of it is in a hurry."""
    count = desk.count + sum(len(rows) for rows in asked)
    if not count:
        return _("Inget väntar på dig.")
    waits = ngettext("En sak väntar på dig.", "%(count)d saker väntar på dig.", count) % {"count": count}
    late = sum(1 for item in desk.today if item.late) + sum(1 for row in asked[0] if row["late"])
    return f"{waits} {ngettext('En är sen.', '%(count)d är sena.', late) % {'count': late}}" if late else waits


def asked_by_groups(day: GroupDay, items: Iterable[ItemView], today: dt.date) -> Asked:
    """What project groups and first hundred days want, shared out on today, this week and later, by day."""
    sunday = today + dt.timedelta(days=6 - today.weekday())
    found: Asked = ([], [], [])
    rows = [
        (one.assignment.due_on, one.assignment.text, "group_assignment", one.assignment.code, one.assignment.group.name)
        for one in day.assignments
    ]
    hundred = _("Första hundra dagarna")
    rows += [(one.item.due_on, one.item.text, "checklist_item", one.item.code, hundred) for one in items]
    for due_on, title, page, code, note in sorted(rows):
        is_late, nth = due_on < today, 0 if due_on <= today else 1 if due_on <= sunday else 2
        found[nth].append(
            {
                "title": title,
                "url": reverse(page, args=[code]),
                "action": _("Svara") if page == "group_assignment" else _("Bocka av"),
                "action_url": "",
                "icon": "varning" if is_late else "tid",
                "due": due_words(due_on, today),
                "late": is_late,
                "note": note,
                "primary": nth == 0,
            }
        )
    return found


def to_sign(rows: Iterable[Signature]) -> list[dict[str, Any]]:
    """Letters of intent that wait for one's own answer."""
    return [
        {
            "title": one.version.letter.title,
            "url": reverse("sign_letter", args=[one.code]),
            "action": _("Läs och svara"),
            "action_url": "",
            "icon": "penna",
            "due": "",
            "late": False,
            "note": _("%(name)s frågade %(at)s") % {"name": one.asked_by.name, "at": moment(one.asked_at)},
            "primary": True,
        }
        for one in rows
    ]


def buckets(desk: Desk, asked: Asked, today: dt.date) -> list[dict[str, Any]]:
    """Today, this week and later; what says itself is said where there is nothing."""
    empty = (
        _("Inget väntar på dig i dag."),
        _("Inget mer väntar den här veckan."),
        _("Inget är planerat längre fram. Det som kommer syns här när det är din tur."),
    )
    titles = (_("Väntar på dig i dag"), _("Den här veckan"), _("Senare"))
    rows = (desk.today, desk.week, desk.later)
    return [
        {
            "title": title,
            "rows": [*(work(item, today, is_today=nth == 0) for item in items), *asked[nth]],
            "empty": words,
        }
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
        WorkKind.RENEW: ("steering", "steering", _("Se styrdokumentet")),
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


def deadlines(items: Iterable[Deadline], meetings: Iterable[GroupMeeting], today: dt.date) -> list[dict[str, Any]]:
    """The days that come, each with where it leads."""
    words = {
        "meeting": _("Sammanträde: %(title)s"),
        "assignment": _("Svar: %(title)s"),
        "reports": _("Utlåtanden klara till %(title)s"),
    }
    pages = {"meeting": "matter", "assignment": "assignment", "reports": "board_meeting"}
    rows = [
        (
            item.day,
            {
                "day": due_words(item.day, today),
                "title": words[item.kind] % {"title": item.title},
                "url": reverse(pages[item.kind], args=[item.code]),
                "late": item.due_state == DueState.OVERDUE,
            },
        )
        for item in items
    ]
    rows += [
        (
            one.day,
            {
                "day": due_words(one.day, today),
                "title": _("Möte: %(group)s") % {"group": one.group.name},
                "url": reverse("meeting", args=[one.code]),
                "late": False,
            },
        )
        for one in meetings
    ]
    return [row for _day, row in sorted(rows, key=lambda one: one[0])]
