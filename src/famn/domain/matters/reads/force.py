"""What pages show of the time after a decision: approval of minutes, appeals, legal force, who carried it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from famn.domain.matters.models import Appeal, BoardReport, Decision, Execution, MinutesApproval, Passage
from famn.domain.matters.rules import LegalForce, legal_force
from famn.domain.people.models import Authority


@dataclass(frozen=True)
class AfterDecision:
    """The time after one decision, as it stands on a day."""

    decision: Decision
    approval: MinutesApproval | None
    appeals: list[Appeal]
    execution: Execution | None
    force: LegalForce

    @property
    def open_appeal(self) -> Appeal | None:
        """The appeal that waits for an answer, if any."""
        return next((one for one in self.appeals if not one.outcome), None)


def last_decision(report: BoardReport) -> Decision | None:
    """What was decided last on a report: one query."""
    rows = Decision.objects.filter(report=report).select_related("report__matter__authority", "passage")
    return rows.order_by("meeting_date", "pk").last()


def decision_of(report: BoardReport, code: str) -> Decision | None:
    """One of a report's decisions by its code: one query."""
    rows = Decision.objects.filter(report=report, code=code)
    return rows.select_related("report__matter__authority", "passage").first()


def final_decisions(report: BoardReport) -> list[Decision]:
    """What each body that decides came to last, in the order of the way: one query.

    A report from before a way could be stated has at most one: the last.
    """
    rows = Decision.objects.filter(report=report).select_related("report__matter__authority", "passage")
    rows = rows.exclude(Q(passage__role=Passage.Role.PREPARES) | Q(passage__state=Passage.State.WITHDRAWN))
    last = {one.passage_id: one for one in rows.order_by("meeting_date", "pk")}
    if len(last) > 1:
        last.pop(None, None)
    return sorted(last.values(), key=lambda one: (one.passage.number if one.passage else 0, one.passage_id or 0))


def force_of(decision: Decision, *, today: dt.date) -> LegalForce:
    """How a decision stands on a day: three queries."""
    return after_decision(decision, today=today).force


def after_decision(decision: Decision, *, today: dt.date) -> AfterDecision:
    """The time after one decision: three queries. Needs `passage` and `report__matter__authority` selected."""
    return after_decisions([decision], today=today)[0]


def after_decisions(decisions: Sequence[Decision], *, today: dt.date) -> list[AfterDecision]:
    """The time after each of some decisions: three queries, none where there are none."""
    if not decisions:
        return []
    approvals = MinutesApproval.objects.filter(decision__in=decisions).select_related("recorded_by")
    executions = Execution.objects.filter(decision__in=decisions).select_related("chosen_by")
    approval_of = {one.decision_id: one for one in approvals}
    execution_of = {one.decision_id: one for one in executions}
    appeals = list(Appeal.objects.filter(decision__in=decisions).order_by("appealed_on", "pk"))
    found = []
    for decision in decisions:
        ours = [one for one in appeals if one.decision_id == decision.pk]
        for appeal in ours:
            appeal.decision = decision
        approval = approval_of.get(decision.pk)
        force = legal_force(approval, ours, today=today, is_board=_gets_force(decision))
        found.append(AfterDecision(decision, approval, ours, execution_of.get(decision.pk), force))
    return found


def _gets_force(decision: Decision) -> bool:
    """Whether the decision is a board's, so that legal force is asked of it."""
    passage = decision.passage
    if passage is not None and passage.is_outside:
        return not passage.is_private
    return decision.report.matter.authority.kind == Authority.Kind.BOARD
