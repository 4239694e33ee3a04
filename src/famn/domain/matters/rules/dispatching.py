"""Who sends a decision out, who gives an assignment by hand, and who lets a difference between documents stand."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import BoardReport, Decision, Dispatch, Matter, MinutesApproval
from famn.domain.matters.rules.casework import visible_matters
from famn.domain.matters.rules.writing import may_here
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

LINK_HOLDS: Final = dt.timedelta(days=90)  # the link in a letter with a decision


def visible_decisions(actor: Actor) -> QuerySet[Decision]:
    """What boards decided in the matters that one sees, with their reports and matters."""
    rows = Decision.objects.filter(report__matter__in=visible_matters(actor))
    return rows.select_related("report__matter__authority", "report__heading_set", "report__document")


def visible_dispatches(actor: Actor) -> QuerySet[Dispatch]:
    """Who is to get the decisions that one sees, with what the rules of a row need."""
    rows = Dispatch.objects.filter(decision__in=visible_decisions(actor))
    return rows.select_related("decision__report__matter__authority", "decision__report__heading_set")


def dispatch_due(decision: Decision, approval: MinutesApproval | None) -> dt.date | None:
    """The day by which a decision should have gone out; None as long as its minutes are not approved."""
    approved_on = approval.approved_on if approval is not None else None
    from_day = decision.meeting_date if decision.immediate_approval else approved_on
    return from_day + dt.timedelta(days=decision.dispatch_days) if from_day is not None else None


def may_dispatch(actor: Actor, decision: Decision) -> Verdict:
    """Whether one may make an extract of the minutes and send a decision out. Needs `report__matter` selected."""
    elsewhere = no(_("Beslutet fattades någon annanstans. Protokollsutdraget kommer därifrån."))
    own = may_here(actor, decision.report.matter, Capability.RECORD_DECISIONS)
    return first_no(own, elsewhere if decision.told_by else YES)


def may_tick(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Whether one may tick or remove a row of who is to get a decision. Needs `decision__report__matter` selected."""
    ticked = no(_("Raden är redan avbockad. Gör en rättelse om den är fel."))
    return first_no(may_dispatch(actor, dispatch.decision), YES if dispatch.sent_at is None else ticked)


def may_correct_dispatch(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Whether one may correct a ticked row. Needs `decision__report__matter` selected."""
    unticked = no(_("Raden är inte avbockad än. Då finns inget att rätta."))
    return first_no(may_dispatch(actor, dispatch.decision), YES if dispatch.sent_at is not None else unticked)


def may_give_assignment(actor: Actor, decision: Decision) -> Verdict:
    """Whether one may write down an assignment that follows from a decision. Needs `report__matter` selected."""
    matter = decision.report.matter
    is_open = YES if matter.state == Matter.State.OPEN else no(_("Ärendet är avslutat. Öppna det först."))
    return first_no(may_here(actor, matter, Capability.CHANGE_MATTERS), is_open)


def may_accept_difference(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may let a difference between the documents of a matter stand."""
    return may_here(actor, report.matter, Capability.CHANGE_MATTERS)
