"""The only writes of the first hundred days: a list from reference data or another initiative, and what is ticked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.actions.somebody import Somebody, known
from famn.domain.establishment.models import (
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    ChecklistTemplateItem,
    Initiative,
)
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def start_checklist(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    starts_on: dt.date,
    template: ChecklistTemplate | None = None,
    like: Checklist | None = None,
) -> Checklist:
    """Begin the first hundred days on `starts_on`, from a template or as another initiative did it.

    A copy brings what the others wrote of how they did it, as hints, and their pace; not their names. Raises Refused
    for a list that one may not begin from.
    """
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    is_begun = Checklist.objects.filter(initiative=initiative).exists()
    require(rules.may_start_checklist(by, initiative, is_begun=is_begun))
    checklist = Checklist(initiative=initiative, starts_on=starts_on, started_by_id=standing(by).user_id, started_at=at)
    if like is not None and rules.visible_checklists(by).filter(pk=like.pk).exists():
        checklist.copied_from_id = like.initiative_id
        items = _as_they_did(like)
    elif template is not None and rules.usable_checklist_templates(by).filter(pk=template.pk).exists():
        checklist.template = template
        items = _from_template(template)
    else:
        raise Refused(_("Välj en lista att börja från."), field="begin_from")
    checklist.save()
    for item, after in items:
        item.checklist, item.due_on = checklist, starts_on + after
    ChecklistItem.objects.bulk_create(item for item, _after in items)
    trail.record("start_checklist", checklist, by=by, at=at, about={"initiative": initiative.pk})
    return checklist


@transaction.atomic
def add_checklist_item(
    checklist: Checklist, *, by: Actor, at: dt.datetime, heading: str, text: str, due_on: dt.date, who: Somebody
) -> ChecklistItem:
    """Put something of one's own on the list."""
    rows = Checklist.objects.select_for_update(of=("self",)).select_related("initiative")
    checklist = rows.get(pk=checklist.pk)
    require(rules.may_drive(by, checklist.initiative))
    if not squeeze(text):
        raise Refused(_("Skriv vad som ska göras."), field="text")
    who = known(who, by=by, at=at, field="user", is_needed=False)
    last = ChecklistItem.objects.filter(checklist=checklist).aggregate(last=Max("number"))["last"] or 0
    item = ChecklistItem.objects.create(
        checklist=checklist,
        number=last + 1,
        heading=cut(squeeze(heading), 80) or _("Eget"),
        text=cut(squeeze(text), 300),
        due_on=due_on,
        responsible=who.user,
        responsible_name=who.name,
    )
    trail.record("add_checklist_item", item, by=by, at=at, about={"initiative": checklist.initiative_id})
    return item


@transaction.atomic
def plan_checklist_item(
    item: ChecklistItem, *, by: Actor, at: dt.datetime, due_on: dt.date, who: Somebody
) -> ChecklistItem:
    """Say who does it and by when; nobody is possible."""
    item = _lock(item)
    require(rules.may_plan_item(by, item))
    if who.user is None or who.user.pk != item.responsible_id:
        who = known(who, by=by, at=at, field="user", is_needed=False)
    item.due_on, item.responsible, item.responsible_name = due_on, who.user, who.user.name if who.user else who.name
    item.save(update_fields=["due_on", "responsible", "responsible_name"])
    trail.record("plan_checklist_item", item, by=by, at=at, about=_about(item))
    return item


@transaction.atomic
def tick_checklist_item(
    item: ChecklistItem, *, by: Actor, at: dt.datetime, done_on: dt.date, note: str
) -> ChecklistItem:
    """Tick something as done on a day, with how it was done for whoever does it after. Refused for a day to come."""
    item = _lock(item)
    require(rules.may_settle_item(by, item))
    if done_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än."), field="done_on")
    return _settle(item, ChecklistItem.State.DONE, done_on, note, verb="tick_checklist_item", by=by, at=at)


@transaction.atomic
def skip_checklist_item(item: ChecklistItem, *, by: Actor, at: dt.datetime, note: str) -> ChecklistItem:
    """Say that something is not needed here, and why."""
    item = _lock(item)
    require(rules.may_settle_item(by, item))
    if not note.strip():
        raise Refused(_("Skriv varför det inte behövs hos er."), field="note")
    return _settle(item, ChecklistItem.State.NOT_NEEDED, None, note, verb="skip_checklist_item", by=by, at=at)


@transaction.atomic
def untick_checklist_item(item: ChecklistItem, *, by: Actor, at: dt.datetime) -> ChecklistItem:
    """Open something again. What was written of it stays."""
    item = _lock(item)
    require(rules.may_settle_item(by, item))
    item.state, item.done_on, item.settled_by, item.settled_at = ChecklistItem.State.OPEN, None, None, None
    item.save(update_fields=["state", "done_on", "settled_by", "settled_at"])
    trail.record("untick_checklist_item", item, by=by, at=at, about=_about(item))
    return item


def _settle(
    item: ChecklistItem, state: str, done_on: dt.date | None, note: str, *, verb: str, by: Actor, at: dt.datetime
) -> ChecklistItem:
    item.state, item.done_on, item.note = state, done_on, note.strip()
    item.settled_by_id, item.settled_at = standing(by).user_id, at
    item.save(update_fields=["state", "done_on", "note", "settled_by", "settled_at"])
    trail.record(verb, item, by=by, at=at, about=_about(item))
    return item


def _from_template(template: ChecklistTemplate) -> list[tuple[ChecklistItem, dt.timedelta]]:
    rows: Iterable[ChecklistTemplateItem] = ChecklistTemplateItem.objects.filter(template=template).order_by("number")
    return [
        (
            ChecklistItem(number=row.number, heading=row.heading, text=row.text, why=row.why, source=row.source),
            dt.timedelta(days=row.by_day - 1),
        )
        for row in rows
    ]


def _as_they_did(like: Checklist) -> list[tuple[ChecklistItem, dt.timedelta]]:
    rows = ChecklistItem.objects.filter(checklist=like).order_by("number")
    return [
        (
            ChecklistItem(
                number=row.number,
                heading=row.heading,
                text=row.text,
                why=row.why,
                source=row.source,
                hint=row.note or row.hint,
            ),
            row.due_on - like.starts_on,
        )
        for row in rows
    ]


def _lock(item: ChecklistItem) -> ChecklistItem:
    rows = ChecklistItem.objects.select_for_update(of=("self",)).select_related("checklist__initiative", "responsible")
    return rows.get(pk=item.pk)


def _about(item: ChecklistItem) -> dict[str, int]:
    return {"initiative": item.checklist.initiative_id}
