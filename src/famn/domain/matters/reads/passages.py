"""What pages show of a report's way: its bodies in order, what each came to, and what all of them came to together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch

from famn.domain.matters.models import BoardMeeting, BoardReport, Decision, Matter, Passage, WayForward
from famn.domain.matters.reads.force import AfterDecision, after_decisions, final_decisions
from famn.domain.matters.rules import LegalForce, differ, is_granted, living, waits_for, whole_force


@dataclass(frozen=True)
class Stop:
    """One body on the way, with what it has decided, the earliest first, and the body it waits for."""

    passage: Passage
    place: int  # first, second ...: bodies in parallel share it
    decisions: list[Decision]
    waits_for: Passage | None

    @property
    def last(self) -> Decision | None:
        """What it came to last."""
        return self.decisions[-1] if self.decisions else None

    @property
    def is_next(self) -> bool:
        """Whether it is this body's turn."""
        open_states = {Passage.State.PLANNED, Passage.State.ON_AGENDA}
        return self.passage.state in open_states and self.waits_for is None


@dataclass(frozen=True)
class Route:
    """A report's way. `is_single`: one body, shown as simply as if there were no ways at all."""

    report: BoardReport
    stops: list[Stop]
    ways: list[WayForward] = field(default_factory=list)  # what somebody chose, the earliest first

    @property
    def is_single(self) -> bool:
        """Whether no more than one body takes it up."""
        return len(self.stops) < 2

    @property
    def passages(self) -> list[Passage]:
        """The passages in order."""
        return [stop.passage for stop in self.stops]

    @property
    def differs(self) -> bool:
        """Whether those that decide have come to different ends."""
        deciding = (stop for stop in self.stops if stop.passage.role == Passage.Role.DECIDES)
        return differ([stop.last for stop in deciding if stop.last is not None])

    @property
    def way(self) -> WayForward | None:
        """What somebody chose last, where the bodies differed."""
        return self.ways[-1] if self.ways else None

    def stop_of(self, code: str) -> Stop | None:
        """The stop of a passage by its code; where only one can be meant, that one."""
        found = next((stop for stop in self.stops if stop.passage.code == code), None)
        return found or (self.stops[0] if self.is_single and self.stops and not code else None)


@dataclass(frozen=True)
class Outcome:
    """What those that decide came to together, as it stands on a day."""

    decisions: list[AfterDecision]
    force: LegalForce  # of what was granted, as a whole
    way: WayForward | None

    @property
    def made(self) -> list[Decision]:
        """The decisions themselves."""
        return [one.decision for one in self.decisions]

    @property
    def differ(self) -> bool:
        """Whether they came to different ends."""
        return differ(self.made)


def route_of(report: BoardReport) -> Route:
    """The way of one report: three queries."""
    return _routes([report])[report.pk]


def routes_of_matter(matter: Matter) -> list[Route]:
    """The ways of a matter's reports that go to several bodies, the newest report first: four queries."""
    reports = list(BoardReport.objects.filter(matter=matter).order_by("-started_at", "-pk"))
    routes = _routes(reports)
    return [routes[one.pk] for one in reports if not routes[one.pk].is_single]


def outcome_of(report: BoardReport, *, today: dt.date) -> Outcome:
    """What those that decide came to, with how it stands: five queries."""
    rows = after_decisions(final_decisions(report), today=today)
    way = WayForward.objects.filter(report=report).select_related("chosen_by").order_by("chosen_at", "pk").last()
    granted = {one.decision.body: one.force for one in rows if is_granted(one.decision)}
    return Outcome(rows, whole_force(granted), way)


def passages_to_move(board_id: int, *, after: dt.date) -> list[Passage]:
    """The passages that are left when a board ends on `after`: what waits for a meeting, and later agendas."""
    rows = Passage.objects.filter(board_id=board_id, state=Passage.State.PLANNED)
    later = Passage.objects.filter(board_id=board_id, state=Passage.State.ON_AGENDA, meeting_date__gt=after)
    return list((rows | later).select_related("report__matter", "meeting").order_by("pk"))


def meetings_left(board_id: int, *, after: dt.date) -> list[BoardMeeting]:
    """The planned meetings of a board after a day, the nearest first."""
    rows = BoardMeeting.objects.filter(board_id=board_id, state=BoardMeeting.State.PLANNED, day__gt=after)
    return list(rows.order_by("day", "pk"))


def _routes(reports: Sequence[BoardReport]) -> dict[int, Route]:
    decided = Decision.objects.select_related("recorded_by").prefetch_related("reservations")
    rows = (
        Passage.objects.filter(report__in=reports)
        .exclude(state=Passage.State.WITHDRAWN)
        .select_related("board", "meeting", "report__matter")
        .prefetch_related(Prefetch("decisions", decided.order_by("meeting_date", "pk")))
        .order_by("number", "pk")
    )
    ways = list(WayForward.objects.filter(report__in=reports).select_related("chosen_by").order_by("chosen_at", "pk"))
    by_report: dict[int, list[Passage]] = {report.pk: [] for report in reports}
    for row in rows:
        by_report[row.report_id].append(row)
    return {
        report.pk: Route(report, _stops(by_report[report.pk]), [way for way in ways if way.report_id == report.pk])
        for report in reports
    }


def _stops(passages: Iterable[Passage]) -> list[Stop]:
    rows = living(passages)
    numbers = sorted({one.number for one in rows})
    return [Stop(one, numbers.index(one.number) + 1, list(one.decisions.all()), waits_for(one, rows)) for one in rows]
