"""Who sees and who may work through the first hundred days of an initiative."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import (
    Checklist,
    ChecklistItem,
    ChecklistTemplate,
    Initiative,
)
from famn.domain.establishment.rules.initiatives import may_drive, visible_initiatives
from famn.domain.people.rules import Actor
from famn.ground.verdict import YES, Verdict, first_no, no


def usable_checklist_templates(actor: Actor) -> QuerySet[ChecklistTemplate]:
    """The lists that one may begin from: reference data, and one's own authority's."""
    shared = ChecklistTemplate.objects.filter(authority__isnull=True)
    return shared | ChecklistTemplate.objects.filter(authority_id=actor.authority_id or 0)


def visible_checklists(actor: Actor) -> QuerySet[Checklist]:
    """The lists of the initiatives that one sees, with their initiatives."""
    return Checklist.objects.filter(initiative__in=visible_initiatives(actor)).select_related("initiative")


def visible_checklist_items(actor: Actor) -> QuerySet[ChecklistItem]:
    """What stands on the lists that one sees, with the list and its initiative."""
    rows = ChecklistItem.objects.filter(checklist__initiative__in=visible_initiatives(actor))
    return rows.select_related("checklist__initiative", "responsible", "settled_by")


def may_start_checklist(actor: Actor, initiative: Initiative, *, is_begun: bool) -> Verdict:
    """Whether one may begin the first hundred days of an initiative."""
    return first_no(may_drive(actor, initiative), no(_("Listan finns redan.")) if is_begun else YES)


def may_plan_item(actor: Actor, item: ChecklistItem) -> Verdict:
    """Whether one may say who does something on a list and by when. Needs `checklist__initiative` selected with it."""
    return may_drive(actor, item.checklist.initiative)


def may_settle_item(actor: Actor, item: ChecklistItem) -> Verdict:
    """Whether one may tick something on a list: its responsible person, and roles that drive initiatives."""
    initiative = item.checklist.initiative
    is_hers = item.responsible_id is not None and item.responsible_id == actor.user_id
    if is_hers and initiative.authority_id == actor.authority_id and initiative.state == Initiative.State.ACTIVE:
        return YES
    return may_drive(actor, initiative)
