"""Decisions by one person: who sees and records them, what must be reported to the board, and who keeps the order.

Kommunallagen 6:37-40 and 7:5-8: a board may let a person decide for it, and its chair decide what cannot wait; such
decisions are reported to the board. A private provider decides by its authorised person and reports to nobody here.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import BoardMeeting, DelegationItem, Matter, PersonalDecision
from famn.domain.matters.rules.casework import visible_matters
from famn.domain.matters.rules.writing import may_here
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

Kind = PersonalDecision.Kind


def visible_personal_decisions(actor: Actor) -> QuerySet[PersonalDecision]:
    """The decisions by one person in the matters that one sees, with what their rows show."""
    rows = PersonalDecision.objects.filter(matter__in=visible_matters(actor))
    return rows.select_related("matter", "board", "reported_at__board", "recorded_by", "document")


def visible_delegation_items(actor: Actor) -> QuerySet[DelegationItem]:
    """The items of one's own authority's delegation order, also those that no longer hold."""
    if actor.authority_id is None or not actor.can(Capability.READ_MATTERS):
        return DelegationItem.objects.none()
    return DelegationItem.objects.filter(authority_id=actor.authority_id)


def to_report(rows: QuerySet[PersonalDecision]) -> QuerySet[PersonalDecision]:
    """Those of `rows` that a board has still to hear of."""
    return rows.filter(~Q(kind=Kind.PROVIDER), reported_at__isnull=True)


def decision_kinds(authority: Authority) -> tuple[Kind, ...]:
    """What one person can decide for an authority: a board has delegates and a chair, a provider has neither."""
    return (Kind.DELEGATION, Kind.CHAIR) if authority.kind == Authority.Kind.BOARD else (Kind.PROVIDER,)


def may_record_personal(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may record in a matter what one person decided."""
    is_open = matter.state == Matter.State.OPEN
    return first_no(
        may_here(actor, matter, Capability.CHANGE_MATTERS),
        YES if is_open else no(_("Ärendet är avslutat. Öppna det igen om något ska läggas till.")),
    )


def may_report_personal(actor: Actor, meeting: BoardMeeting) -> Verdict:
    """Whether one may record that decisions were reported at a meeting. Needs `board` selected."""
    ours = meeting.board.authority_id == actor.authority_id
    return first_no(
        actor.can(Capability.RECORD_DECISIONS),
        YES if ours else no(_("Nämnden hör till en annan myndighet.")),
        YES if meeting.state == BoardMeeting.State.PLANNED else no(_("Mötet är inställt.")),
    )


def may_keep_delegation(actor: Actor) -> Verdict:
    """Whether one may keep one's authority's delegation order."""
    return first_no(actor.can(Capability.RECORD_DECISIONS), actor.acts_for_a_unit())
