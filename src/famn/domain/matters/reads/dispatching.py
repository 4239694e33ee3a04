"""What pages, papers and letters show of sending a decision out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from famn.domain.matters import rules
from famn.domain.matters.drafting import extracts
from famn.domain.matters.drafting.clauses import small_first
from famn.domain.matters.drafting.layouts import ProposalForm
from famn.domain.matters.drafting.paper import Head, Paper
from famn.domain.matters.models import (
    Assignment,
    Decision,
    DecisionPoint,
    Dispatch,
    DispatchCorrection,
    Matter,
    MinutesApproval,
    MinutesExtract,
    Passage,
    Reservation,
)
from famn.domain.matters.reads.reports import content_of, head_as_json, head_from_json, layout_of
from famn.domain.people.models import Unit
from famn.domain.people.reads import person_by_name
from famn.domain.people.rules import Actor
from famn.ground.text import checksum, squeeze

Outcome = Decision.Outcome


# --- the extract -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ExtractFacts:
    """What an extract says, and the head it is printed with."""

    extract: extracts.Extract
    head: Head

    @property
    def paper(self) -> Paper:
        """The finished document."""
        return extracts.compose(self.extract, self.head)

    def as_json(self) -> dict[str, object]:
        """Both as plain JSON values; `facts_of` reads them back."""
        return {"extract": self.extract.as_json(), "head": head_as_json(self.head)}

    @property
    def sha256(self) -> str:
        """SHA-256 over both: equal for extracts that say the same."""
        return checksum(json.dumps(self.as_json(), sort_keys=True, separators=(",", ":")).encode())


def facts_of(row: MinutesExtract) -> ExtractFacts:
    """What an extract said when it was made."""
    return ExtractFacts(extracts.Extract.from_json(row.facts["extract"]), head_from_json(row.facts["head"]))


def extract_now(decision: Decision) -> ExtractFacts:
    """What an extract of a decision says if it is made now: five queries. As `visible_decisions` gives them."""
    row = Decision.objects.select_related("version", "passage").get(pk=decision.pk)
    approval = MinutesApproval.objects.filter(decision=decision).first()
    matter, layout = decision.report.matter, layout_of(decision.report)
    points = _points(decision) if decision.outcome == Outcome.AS_PROPOSED else []
    head = head_from_json(row.version.head)
    facts = extracts.Extract(
        body=decision.body,
        meeting_date=decision.meeting_date.isoformat(),
        paragraph=decision.paragraph,
        title=content_of(row.version).title or decision.report.title,
        outcome=str(decision.get_outcome_display()),
        lead=_lead(decision, points, is_prepared=_prepares(row.passage)),
        points=tuple(point.text for point in points),
        words=decision.text,
        with_att=layout.proposal_form is ProposalForm.ATT,
        immediate=decision.immediate_approval,
        reservations="\n\n".join(_reservations(decision)),
        approval=_approval(approval) if approval else None,
    )
    number = matter.registry_number or head.registry_number
    return ExtractFacts(facts, Head(letterhead=head.letterhead, registry_number=number))


def _prepares(passage: Passage | None) -> bool:
    return passage is not None and passage.role == Passage.Role.PREPARES


def _points(decision: Decision) -> list[DecisionPoint]:
    """The points that this body decided on: its own where the report has such, else all."""
    rows = list(DecisionPoint.objects.filter(document__report=decision.report_id).order_by("number"))
    own = [row for row in rows if squeeze(row.body).casefold() == squeeze(decision.body).casefold()]
    return own or rows


def _lead(decision: Decision, points: list[DecisionPoint], *, is_prepared: bool) -> str:
    """Who decides or, where a body prepares, who proposes what another is to decide."""
    bodies = {point.body for point in points}
    if is_prepared and len(bodies) == 1 and decision.body not in bodies:
        return f"{decision.body} föreslår {small_first(bodies.pop())} besluta"
    return f"{decision.body} beslutar"


def _reservations(decision: Decision) -> Iterable[str]:
    for row in Reservation.objects.filter(decision=decision).order_by("pk"):
        yield f"{row.who} reserverade sig mot beslutet."
        if row.text.strip():
            yield row.text.strip()


def _approval(row: MinutesApproval) -> extracts.Approval:
    days = (row.approved_on, row.announced_on, row.taken_down_on)
    approved, up, down = (day.isoformat() if day else "" for day in days)
    return extracts.Approval(approved, row.approver, row.place, up, down)


def last_extract(decision: Decision) -> MinutesExtract | None:
    """The extract that was made last of a decision, if any."""
    rows = MinutesExtract.objects.filter(decision=decision).select_related("document__matter", "made_by")
    return rows.order_by("-made_at", "-pk").first()


# --- to whom ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DispatchRow:
    """One who is to get a decision, as it stands after its corrections."""

    dispatch: Dispatch
    corrections: list[DispatchCorrection]

    @property
    def last(self) -> DispatchCorrection | None:
        """The correction that counts, if any."""
        return self.corrections[-1] if self.corrections else None

    @property
    def is_sent(self) -> bool:
        """Whether the decision has gone to this recipient."""
        return self.last.was_sent if self.last else self.dispatch.sent_at is not None

    @property
    def is_void(self) -> bool:
        """Whether the tick was taken back: another row took its place."""
        return self.last is not None and not self.last.was_sent

    @property
    def how(self) -> str:
        """How it went, or is to go, in words."""
        last = self.last
        return str(last.get_how_display() if last and last.was_sent else self.dispatch.get_how_display())

    @property
    def sent_on(self) -> dt.date | None:
        """The day it went."""
        return self.last.sent_on if self.last else self.dispatch.sent_on


@dataclass(frozen=True)
class DispatchPage:
    """The sending out of one decision. `due_on` is None until the minutes are approved."""

    decision: Decision
    extract: MinutesExtract | None
    is_stale: bool  # an extract made now would say something else
    rows: list[DispatchRow]
    due_on: dt.date | None

    @property
    def waiting(self) -> list[DispatchRow]:
        """Those who are still to get it."""
        return [row for row in self.rows if not row.is_sent and not row.is_void]

    @property
    def sent_count(self) -> int:
        """How many have got it."""
        return sum(row.is_sent for row in self.rows)

    @property
    def count(self) -> int:
        """How many are to get it in all."""
        return self.sent_count + len(self.waiting)


def dispatch_page(decision: Decision) -> DispatchPage:
    """The sending out of a decision: nine queries. As `visible_decisions` gives it."""
    extract = last_extract(decision)
    is_stale = extract is not None and extract.sha256 != extract_now(decision).sha256
    return DispatchPage(decision, extract, is_stale, *_rows_and_day(decision))


def _rows_and_day(decision: Decision) -> tuple[list[DispatchRow], dt.date | None]:
    rows = _rows([decision]).get(decision.pk, [])
    approval = MinutesApproval.objects.filter(decision=decision).first()
    return rows, rules.dispatch_due(decision, approval)


def _rows(decisions: Iterable[Decision]) -> dict[int, list[DispatchRow]]:
    """The rows of several decisions by their numbers: two queries."""
    corrections = DispatchCorrection.objects.select_related("made_by").order_by("made_at", "pk")
    rows = Dispatch.objects.filter(decision__in=list(decisions)).select_related("sent_by", "added_by")
    found: dict[int, list[DispatchRow]] = {}
    for row in rows.prefetch_related(Prefetch("corrections", corrections)).order_by("pk"):
        found.setdefault(row.decision_id, []).append(DispatchRow(row, list(row.corrections.all())))
    return found


@dataclass(frozen=True)
class ToDispatch:
    """A decision of which somebody has not been told yet, with how many have."""

    decision: Decision
    due_on: dt.date | None
    sent: int
    count: int


def to_dispatch(actor: Actor, *, matter: Matter | None = None) -> list[ToDispatch]:
    """The decisions that have not gone to all who are to get them, the oldest first: four queries."""
    waiting = Dispatch.objects.filter(sent_at__isnull=True).values("decision")
    rows = rules.visible_decisions(actor).filter(pk__in=waiting)
    if matter is not None:
        rows = rows.filter(report__matter=matter)
    decisions = list(rows.order_by("meeting_date", "pk"))
    listed = _rows(decisions)
    approvals = {one.decision_id: one for one in MinutesApproval.objects.filter(decision__in=decisions)}
    found = []
    for decision in decisions:
        kept = [row for row in listed.get(decision.pk, []) if not row.is_void]
        due_on = rules.dispatch_due(decision, approvals.get(decision.pk))
        found.append(ToDispatch(decision, due_on, sum(row.is_sent for row in kept), len(kept)))
    return found


def assignments_after(decision: Decision) -> list[Assignment]:
    """What somebody is to answer after a decision: given by hand, or by a point of its report; the nearest first."""
    rows = Assignment.objects.filter(Q(decision=decision) | Q(point__document__report=decision.report_id))
    return list(rows.select_related("matter", "responsible", "settled_by", "point").order_by("due_date", "pk"))


def sent_counts(decisions: Iterable[Decision]) -> dict[int, tuple[int, int]]:
    """How many have got each decision, and how many are to get it in all, by its number: two queries."""
    found = {}
    for number, rows in _rows(decisions).items():
        kept = [row for row in rows if not row.is_void]
        found[number] = (sum(row.is_sent for row in kept), len(kept))
    return found


def known_address(recipient: str, *, authority_id: int, at: dt.datetime) -> str:
    """The e-mail address of a recipient who is known here: a colleague by name, or a unit; else empty."""
    person = person_by_name(recipient, authority_id=authority_id, day=timezone.localdate(at))
    if person is not None:
        return person.email
    units = Unit.objects.filter(Q(area__authority_id=authority_id), name__iexact=squeeze(recipient))
    return units.exclude(email="").values_list("email", flat=True).first() or ""


def dispatched(token: str, *, at: dt.datetime) -> Dispatch | None:
    """The row whose letter held this secret, as long as its link holds; None for one that was taken back."""
    rows = Dispatch.objects.filter(link_hash=checksum(token.encode()), sent_at__gt=at - rules.LINK_HOLDS)
    row = rows.exclude(corrections__was_sent=False).select_related("extract").first()
    return row if row is not None and row.extract is not None else None
