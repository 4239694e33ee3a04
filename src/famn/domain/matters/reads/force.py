"""What pages show of the time after a decision: approval of minutes, appeals, legal force, who carried it out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from famn.domain.matters.models import Appeal, BoardReport, Decision, Execution, MinutesApproval
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
    rows = Decision.objects.filter(report=report).select_related("report__matter__authority")
    return rows.order_by("-meeting_date").first()


def force_of(decision: Decision, *, today: dt.date) -> LegalForce:
    """How a decision stands on a day: two queries."""
    return after_decision(decision, today=today).force


def after_decision(decision: Decision, *, today: dt.date) -> AfterDecision:
    """The time after one decision: three queries. Needs `report__matter__authority` selected."""
    approval = MinutesApproval.objects.filter(decision=decision).select_related("recorded_by").first()
    appeals = list(Appeal.objects.filter(decision=decision).order_by("appealed_on", "pk"))
    for appeal in appeals:
        appeal.decision = decision
    execution = Execution.objects.filter(decision=decision).select_related("chosen_by").first()
    is_board = decision.report.matter.authority.kind == Authority.Kind.BOARD
    force = legal_force(approval, appeals, today=today, is_board=is_board)
    return AfterDecision(decision, approval, appeals, execution, force)
