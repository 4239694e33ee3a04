"""What may be shown as evidence of a step: things of the initiative's own that one sees."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from famn.domain.establishment.models import GroupMeeting, Initiative, PremisesOption
from famn.domain.matters.models import Decision, Document
from famn.domain.matters.rules import visible_documents, visible_reports
from famn.domain.people.rules import Actor

Shown = Document | Decision | GroupMeeting | PremisesOption
FIELD_OF: Final[dict[type[Shown], str]] = {
    Document: "document",
    Decision: "decision",
    GroupMeeting: "meeting",
    PremisesOption: "premises",
}


def documents_to_show(actor: Actor, initiative: Initiative) -> QuerySet[Document]:
    """The documents of the initiative's matters that one sees."""
    return visible_documents(actor).filter(matter__initiatives__initiative=initiative)


def decisions_to_show(actor: Actor, initiative: Initiative) -> QuerySet[Decision]:
    """The decisions in the initiative's matters that one sees."""
    reports = visible_reports(actor).filter(matter__initiatives__initiative=initiative)
    return Decision.objects.filter(report__in=reports)


def meetings_to_show(actor: Actor, initiative: Initiative) -> QuerySet[GroupMeeting]:
    """The meetings of the initiative's groups that were held."""
    held = {GroupMeeting.State.HELD, GroupMeeting.State.APPROVED}
    return GroupMeeting.objects.filter(group__initiative=initiative, state__in=held)


def premises_to_show(actor: Actor, initiative: Initiative) -> QuerySet[PremisesOption]:
    """The premises that the initiative has looked at."""
    return PremisesOption.objects.filter(initiative=initiative)


def is_to_show(actor: Actor, initiative: Initiative, thing: Shown) -> bool:
    """Whether one thing may be shown as evidence."""
    match thing:
        case Document():
            return documents_to_show(actor, initiative).filter(pk=thing.pk).exists()
        case Decision():
            return decisions_to_show(actor, initiative).filter(pk=thing.pk).exists()
        case GroupMeeting():
            return meetings_to_show(actor, initiative).filter(pk=thing.pk).exists()
        case PremisesOption():
            return premises_to_show(actor, initiative).filter(pk=thing.pk).exists()
