"""What follows a decision: its minutes are approved, somebody appeals, somebody chooses to carry it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.reports import lock_report, set_state
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Appeal, BoardReport, Decision, Execution, Length, MinutesApproval, Reservation
from famn.domain.matters.reads.lengths import days_of
from famn.domain.matters.reads.passages import outcome_of
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True, slots=True)
class Approved:
    """Who certified the minutes, when and where, and from when to when that stood on the notice board."""

    approved_on: dt.date | None
    approver: str
    place: str = ""
    announced_on: dt.date | None = None
    taken_down_on: dt.date | None = None


@transaction.atomic
def record_approval(decision: Decision, approved: Approved, *, by: Actor, at: dt.datetime) -> MinutesApproval:
    """Record that the minutes of a decision are approved and announced, or correct what was recorded.

    Raises Refused where days come in an order that cannot be. The time for appeal stays as it was first recorded.
    """
    decision = _lock(decision)
    require(rules.may_record_approval(by, decision))
    _check(decision, approved, today=timezone.localdate(at))
    facts = {
        "approved_on": approved.approved_on,
        "approver": cut(approved.approver.strip(), 120),
        "place": cut(approved.place.strip(), 160),
        "announced_on": approved.announced_on,
        "taken_down_on": approved.taken_down_on,
        "recorded_by_id": standing(by).user_id,
        "recorded_at": at,
    }
    appeal_days = days_of(decision.report.matter.authority_id, Length.Kind.APPEAL)
    row, is_new = MinutesApproval.objects.update_or_create(
        decision=decision, defaults=facts, create_defaults=facts | {"appeal_days": appeal_days}
    )
    verb = "record_approval" if is_new else "correct_approval"
    trail.record(verb, decision, by=by, at=at, about={"minutes_approval": row.pk, "board_report": decision.report_id})
    return row


@transaction.atomic
def record_appeal(decision: Decision, *, by: Actor, at: dt.datetime, appealed_on: dt.date, court: str = "") -> Appeal:
    """Record that somebody has appealed a decision. Never who: that is in the court's file."""
    decision = _lock(decision)
    require(rules.may_record_appeal(by, decision, decision.appeals.all()))
    _not_ahead(appealed_on, at, field="appealed_on")
    if appealed_on < decision.meeting_date:
        raise Refused(_("Beslutet kan inte ha överklagats innan det fattades."), field="appealed_on")
    appeal = Appeal.objects.create(
        decision=decision,
        appealed_on=appealed_on,
        court=cut(court.strip(), 160),
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("record_appeal", decision, by=by, at=at, about={"appeal": appeal.pk})
    return appeal


@transaction.atomic
def settle_appeal(appeal: Appeal, *, by: Actor, at: dt.datetime, outcome: str, final_on: dt.date) -> Appeal:
    """Record what the court answered, and from when that can no longer be appealed."""
    decision = _lock(appeal.decision)
    appeal = Appeal.objects.get(pk=appeal.pk)
    appeal.decision = decision
    require(rules.may_settle_appeal(by, appeal))
    if outcome not in Appeal.Outcome.values:
        raise Refused(_("Välj vad domstolen svarade."), field="outcome")
    _not_ahead(final_on, at, field="final_on")
    if final_on < appeal.appealed_on:
        raise Refused(_("Domstolen kan inte ha svarat innan någon överklagade."), field="final_on")
    appeal.outcome, appeal.final_on = outcome, final_on
    appeal.save(update_fields=["outcome", "final_on"])
    trail.record("settle_appeal", decision, by=by, at=at, about={"appeal": appeal.pk})
    return appeal


@transaction.atomic
def execute_report(report: BoardReport, *, by: Actor, at: dt.datetime, reason: str = "") -> Execution:
    """Record that somebody chose to carry out what was decided, and why where it has no legal force yet.

    Kommunallagen 13:14 lets a decision be carried out before that, unless special reasons speak against it: a person
    weighs them, and her name and her reason are kept, with every decision that granted it. Returns the last of these.
    Raises Refused where nothing is decided.
    """
    report = lock_report(report)
    outcome = outcome_of(report, today=timezone.localdate(at))
    if not outcome.decisions:
        raise Refused(_("Nämnden har inte beslutat än."))
    force = outcome.force
    require(rules.may_carry_out(by, report, outcome.made, force, outcome.way))
    if not force.has_force and not reason.strip():
        raise Refused(_("Beslutet har inte laga kraft. Skriv varför det ändå ska verkställas nu."), field="reason")
    for decision in filter(rules.is_granted, outcome.made):
        execution = Execution.objects.create(
            decision=decision,
            had_force=force.has_force,
            reason=reason.strip(),
            chosen_by_id=standing(by).user_id,
            chosen_at=at,
        )
        about = {"execution": execution.pk, "decision": decision.pk}
        trail.record("execute_report", report, by=by, at=at, about=about)
    set_state(report, BoardReport.State.EXECUTED, by=by, at=at)
    return execution


@transaction.atomic
def add_reservation(decision: Decision, *, by: Actor, at: dt.datetime, who: str, text: str = "") -> Reservation:
    """Record who did not share a decision, and in which words, as the minutes have it (kommunallagen 4:27)."""
    decision = _lock(decision)
    require(rules.may_add_reservation(by, decision))
    who = cut(squeeze(who), 160)
    if not who:
        raise Refused(_("Skriv vem som reserverade sig."), field="who")
    if Reservation.objects.filter(decision=decision, who=who).exists():
        raise Refused(_("Den reservationen är redan antecknad."), field="who")
    row = Reservation.objects.create(
        decision=decision, who=who, text=text.strip(), recorded_by_id=standing(by).user_id, recorded_at=at
    )
    trail.record("add_reservation", decision, by=by, at=at, about={"reservation": row.pk})
    return row


def _lock(decision: Decision) -> Decision:
    """The decision with its report and matter, the report under a lock."""
    lock_report(decision.report)
    return Decision.objects.select_related("report__matter__authority", "passage").get(pk=decision.pk)


def _check(decision: Decision, approved: Approved, *, today: dt.date) -> None:
    """Refuse days that cannot be: each must follow the one before it, and none lies ahead."""
    if approved.approved_on is None:
        raise Refused(_("Skriv vilken dag protokollet justerades."), field="approved_on")
    if not approved.approver.strip():
        raise Refused(_("Skriv vem som justerade."), field="approver")
    if approved.approved_on < decision.meeting_date:
        raise Refused(_("Protokollet kan inte ha justerats före mötet."), field="approved_on")
    if approved.approved_on > today:
        raise Refused(_("Den dagen har inte varit än."), field="approved_on")
    if approved.announced_on is not None and approved.announced_on < approved.approved_on:
        raise Refused(_("Justeringen kan inte ha anslagits innan den gjordes."), field="announced_on")
    if approved.announced_on is not None and approved.announced_on > today:
        raise Refused(_("Den dagen har inte varit än."), field="announced_on")
    if approved.taken_down_on is None:
        return
    if approved.announced_on is None or approved.taken_down_on < approved.announced_on:
        raise Refused(_("Anslaget kan inte ha tagits ner innan det sattes upp."), field="taken_down_on")


def _not_ahead(day: dt.date, at: dt.datetime, *, field: str) -> None:
    if day > timezone.localdate(at):
        raise Refused(_("Den dagen har inte varit än."), field=field)
