"""What pages show of the steps: what each demands, what shows that it is met, how it has changed, what is planned."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from famn.domain.establishment.models import (
    DemandMet,
    Initiative,
    LadderDemand,
    LadderStep,
    PlannedLink,
    StepChange,
    StepEvidence,
)
from famn.domain.establishment.reads.initiatives import StepView, public_page
from famn.domain.establishment.rules import (
    Shown,
    decisions_to_show,
    documents_to_show,
    meetings_to_show,
    premises_to_show,
    steps_between,
)
from famn.domain.people.rules import Actor, Capability
from famn.ground.text import SortKey, checksum


@dataclass(frozen=True)
class Thing:
    """Something with a page of its own: what it is, and the codes that its address is made of."""

    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceView:
    """What shows that a step is reached or a demand met. `title` is empty where the actor may not read the thing."""

    code: str
    kind_name: str
    title: str
    text: str
    day: dt.date | None
    who: str
    at: dt.datetime
    demand: int | None
    thing: Thing | None


@dataclass(frozen=True)
class DemandView:
    """One demand of a step, and whether an initiative meets it. `said` is what it demanded then, if it was reworded."""

    row: LadderDemand
    number: int
    text: str
    alone: str
    alone_name: str
    legs: list[str]
    met_on: dt.date | None = None
    note: str = ""
    said: str = ""
    who: str = ""
    evidence: list[EvidenceView] = field(default_factory=list)

    @property
    def is_met(self) -> bool:
        """Whether the initiative meets it."""
        return self.met_on is not None


@dataclass(frozen=True)
class ChangeView:
    """One change of where the initiative stood on a step."""

    kind: str
    kind_name: str
    step: int
    step_title: str
    day: dt.date | None
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class StepPage:
    """One step of one initiative. `past` are the steps that are gone past if it is reached now, each with a reason."""

    step: StepView
    demands: list[DemandView]
    evidence: list[EvidenceView]
    changes: list[ChangeView]
    past: list[StepView]


@dataclass(frozen=True)
class DemandsPage:
    """The demands of one step of a ladder, for the one who changes them. `mark` tells whether they have changed."""

    step: LadderStep
    demands: list[LadderDemand]

    @property
    def mark(self) -> str:
        """The same for the same demands in the same order, another for others."""
        return mark_of(self.demands)


def mark_of(demands: Iterable[LadderDemand]) -> str:
    """A mark of these demands as they are written."""
    words = [[one.text, one.alone, sorted(one.legs)] for one in demands]
    return checksum(json.dumps(words).encode())[:16]


def demands_page(step: LadderStep) -> DemandsPage:
    """The demands of a step: one query."""
    return DemandsPage(step, list(LadderDemand.objects.filter(step=step).order_by("number")))


def demands_of_ladder(ladder_id: int) -> dict[int, list[DemandView]]:
    """What each step of a ladder demands, by the step's number: one query."""
    found: dict[int, list[DemandView]] = {}
    rows = LadderDemand.objects.filter(step__ladder_id=ladder_id).select_related("step")
    for row in rows.order_by("step__number", "number"):
        found.setdefault(row.step.number, []).append(_demand(row, None, []))
    return found


def step_page(initiative: Initiative, number: int, *, actor: Actor) -> StepPage | None:
    """One step of one initiative, None where its ladder has no such step: eight queries."""
    steps = public_page(initiative).steps
    step = next((one for one in steps if one.number == number), None)
    if step is None:
        return None
    evidence = evidence_of(initiative, actor=actor, numbers=[number])
    changes = _changes(initiative).filter(step__number=number)
    here = max((one.number for one in steps if one.current), default=0)
    past = steps_between([one.number for one in steps], here=here, number=number)
    return StepPage(
        step=step,
        demands=demands_of(initiative, number, evidence),
        evidence=evidence,
        changes=[_change(row) for row in changes],
        past=[one for one in steps if one.number in past],
    )


def demands_of(initiative: Initiative, number: int, evidence: Iterable[EvidenceView]) -> list[DemandView]:
    """What one step demands and what of it an initiative meets: two queries."""
    rows = LadderDemand.objects.filter(step__ladder_id=initiative.ladder_id, step__number=number)
    rows = rows.select_related("step").order_by("number")
    known = DemandMet.objects.filter(initiative=initiative, demand__step__number=number).select_related("recorded_by")
    met = {row.demand_id: row for row in known}
    shown = list(evidence)
    return [_demand(row, met.get(row.pk), [one for one in shown if one.demand == row.number]) for row in rows]


def evidence_of(initiative: Initiative, *, actor: Actor, numbers: Iterable[int]) -> list[EvidenceView]:
    """What shows that these steps are reached, the newest first: one query."""
    rows = StepEvidence.objects.filter(initiative=initiative, step__number__in=list(numbers))
    rows = rows.select_related(
        *("demand", "document__matter", "decision__report", "meeting__group", "premises", "recorded_by")
    )
    may_read = bool(actor.can(Capability.READ_MATTERS))
    return [_evidence(row, initiative, may_read=may_read) for row in rows.order_by("-recorded_at", "-pk")]


def changes_of(initiative: Initiative) -> list[ChangeView]:
    """Every change of where an initiative stood, the newest first: one query."""
    return [_change(row) for row in _changes(initiative)]


def planned_links(initiative: Initiative) -> list[PlannedLink]:
    """When later links are planned, the nearest first: one query."""
    rows = PlannedLink.objects.filter(initiative=initiative).select_related("recorded_by")
    return list(rows.order_by("from_date", "to_date", "pk"))


@dataclass(frozen=True)
class ThingsOfAKind:
    """Things of one kind that may be shown as evidence: code, title and row of each."""

    kind: str
    name: str
    rows: list[tuple[str, str, Shown]]


@dataclass(frozen=True)
class ThingsToShow:
    """Everything of an initiative that may be shown as evidence, by its kind."""

    groups: list[ThingsOfAKind]

    def row(self, kind: str, code: str) -> Shown | None:
        """The thing of a kind with this code, None for something as written."""
        return next(
            (row for group in self.groups if group.kind == kind for one, _title, row in group.rows if one == code), None
        )


def things_to_show(initiative: Initiative, *, actor: Actor) -> ThingsToShow:
    """What one may choose among as evidence of a step: four queries."""
    kinds = StepEvidence.Kind
    documents = documents_to_show(actor, initiative).order_by("-added_at", "-pk")
    decisions = decisions_to_show(actor, initiative).select_related("report").order_by("-meeting_date", "-pk")
    meetings = meetings_to_show(actor, initiative).select_related("group").order_by("-day", "-pk")
    premises = premises_to_show(actor, initiative).order_by(SortKey("name"), "pk")
    found: dict[str, list[tuple[str, str, Shown]]] = {
        kinds.DOCUMENT: [(one.code, one.title, one) for one in documents],
        kinds.DECISION: [(one.code, f"{one.report.title}, {one.meeting_date}", one) for one in decisions],
        kinds.MEETING: [(one.code, f"{one.group.name}, {one.day}", one) for one in meetings],
        kinds.PREMISES: [(one.code, one.name, one) for one in premises],
        kinds.OTHER: [],
    }
    return ThingsToShow([ThingsOfAKind(kind.value, str(kind.label).capitalize(), found[kind]) for kind in kinds])


# --- how rows are put together ---------------------------------------------------------------------


def _demand(row: LadderDemand, met: DemandMet | None, evidence: list[EvidenceView]) -> DemandView:
    return DemandView(
        row=row,
        number=row.number,
        text=row.text,
        alone=row.alone,
        alone_name=row.get_alone_display(),
        legs=row.legs,
        met_on=met.met_on if met else None,
        note=met.note if met else "",
        said=met.text if met and met.text != row.text else "",
        who=met.recorded_by.name if met else "",
        evidence=evidence,
    )


def _evidence(row: StepEvidence, initiative: Initiative, *, may_read: bool) -> EvidenceView:
    title, thing = _named(row, initiative)
    is_of_a_matter = row.document_id is not None or row.decision_id is not None
    hidden = is_of_a_matter and not may_read
    return EvidenceView(
        code=row.code,
        kind_name=row.get_kind_display(),
        title="" if hidden else title,
        text=row.text,
        day=row.day,
        who=row.recorded_by.name,
        at=row.recorded_at,
        demand=row.demand.number if row.demand else None,
        thing=None if hidden else thing,
    )


def _named(row: StepEvidence, initiative: Initiative) -> tuple[str, Thing | None]:
    """What the thing behind some evidence is called, and where it is found."""
    if row.document is not None:
        return row.document.title, Thing("document", (row.document.matter.code, row.document.code))
    if row.decision is not None:
        report = row.decision.report
        return f"{report.title}, {row.decision.get_outcome_display()}", Thing("report", (report.code,))
    if row.meeting is not None:
        return row.meeting.group.name, Thing("meeting", (row.meeting.code,))
    if row.premises is not None:
        return row.premises.name, Thing("premises", (initiative.code, row.premises.code))
    return "", None


def _changes(initiative: Initiative) -> QuerySet[StepChange]:
    rows = StepChange.objects.filter(initiative=initiative).select_related("step", "recorded_by")
    return rows.order_by("-recorded_at", "-pk")


def _change(row: StepChange) -> ChangeView:
    return ChangeView(
        kind=row.kind,
        kind_name=row.get_kind_display(),
        step=row.step.number,
        step_title=row.step.title,
        day=row.day,
        reason=row.reason,
        who=row.recorded_by.name,
        at=row.recorded_at,
    )
