"""What pages show of the first hundred days: the list with what is done, and from where it can be begun."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from famn.domain.establishment.models import Checklist, ChecklistItem, ChecklistTemplate, Initiative
from famn.domain.establishment.rules import usable_checklist_templates, visible_checklists
from famn.domain.matters.rules import DueState, due_state_of
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey


@dataclass(frozen=True)
class ItemView:
    """One thing on the list and how near its day is."""

    item: ChecklistItem
    due_state: DueState

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.item.state == ChecklistItem.State.OPEN


@dataclass(frozen=True)
class ChecklistPage:
    """The first hundred days of one initiative."""

    checklist: Checklist
    items: list[ItemView]
    today: dt.date

    @property
    def day(self) -> int:
        """Which day it is since the start, the first is 1; 0 or less before it."""
        return (self.today - self.checklist.starts_on).days + 1

    @property
    def done(self) -> int:
        """How much is settled: done, or not needed."""
        return sum(1 for view in self.items if not view.is_open)

    @property
    def late(self) -> int:
        """How much should have been done."""
        return sum(1 for view in self.items if view.due_state == DueState.OVERDUE)

    @property
    def parts(self) -> list[tuple[str, list[ItemView]]]:
        """The list under its headings, in the order they come."""
        found: dict[str, list[ItemView]] = {}
        for view in self.items:
            found.setdefault(view.item.heading, []).append(view)
        return list(found.items())


def checklist_page(initiative: Initiative, *, today: dt.date) -> ChecklistPage | None:
    """The list of an initiative, None before it is begun: two queries."""
    rows = Checklist.objects.filter(initiative=initiative)
    checklist = rows.select_related("template", "copied_from", "started_by").first()
    if checklist is None:
        return None
    items = ChecklistItem.objects.filter(checklist=checklist)
    items = items.select_related("checklist__initiative", "responsible", "settled_by")
    return ChecklistPage(checklist, [item_view(item, today) for item in items.order_by("number")], today)


def item_view(item: ChecklistItem, today: dt.date) -> ItemView:
    """One thing on a list and how near its day is on `today`."""
    is_open = item.state == ChecklistItem.State.OPEN
    return ItemView(item, due_state_of(item.due_on, today) if is_open else DueState.SETTLED)


def checklist_templates(actor: Actor) -> list[ChecklistTemplate]:
    """The lists one may begin from, reference data first."""
    return list(usable_checklist_templates(actor).order_by("authority_id", SortKey("name"), "pk"))


def checklists_to_copy(initiative: Initiative, actor: Actor) -> list[Checklist]:
    """The lists of other initiatives that one sees, by place: how somebody nearby has done it."""
    rows = visible_checklists(actor).exclude(initiative=initiative)
    return list(rows.order_by(SortKey("initiative__place_name"), "pk"))


def my_items(actor: Actor, *, today: dt.date) -> list[ItemView]:
    """What one is to do in the first hundred days of initiatives under way, by day: one query."""
    if actor.user_id is None or actor.authority_id is None:
        return []
    mine = ChecklistItem.objects.filter(
        responsible_id=actor.user_id,
        state=ChecklistItem.State.OPEN,
        checklist__in=visible_checklists(actor),
        checklist__initiative__state=Initiative.State.ACTIVE,
    )
    rows = mine.select_related("checklist__initiative").order_by("due_on", "number", "pk")
    return [item_view(item, today) for item in rows]
