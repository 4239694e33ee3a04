"""The demo's board: when Östermalm's board meets, and what came after its decision of November 2021."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from famn.domain.matters import actions
from famn.domain.matters.actions import Approved, BoardFacts
from famn.domain.matters.models import Decision
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

NADJA: Final = "Nadja Ängsull"
BOARD: Final = BoardFacts("Östermalms stadsdelsnämnd", "board", report_days=16)
EARLIER: Final = ("2021-09-30", "2021-11-25", "2022-03-17")
COMING: Final = ("2026-12-10", "2027-02-04", "2027-03-18", "2027-04-22", "2027-06-10", "2027-08-26", "2027-10-14")


def load(actors: Mapping[str, Actor]) -> None:
    """Put in the board with its meetings, and the approval of the minutes of what it decided."""
    nadja = actors[NADJA]
    board = actions.add_board(by=nadja, at=_moment("2021-06-01"), facts=BOARD)
    committee = BoardFacts("Sociala delegationen", "committee", report_days=8)
    actions.add_board(by=nadja, at=_moment("2021-06-01"), facts=committee)
    for planned_on, days in (("2021-06-01", EARLIER), ("2026-11-02", COMING)):
        meetings = [dt.date.fromisoformat(day) for day in days]
        actions.plan_meetings(
            board, by=nadja, at=_moment(planned_on), days=meetings, starts=dt.time(18), place="Stora salen"
        )
    ours = Decision.objects.filter(report__matter__authority_id=standing(nadja).authority_id)
    decided = ours.filter(meeting_date="2021-11-25")
    for decision in decided.select_related("report__matter").order_by("pk"):
        approved = Approved(
            approved_on=dt.date(2021, 11, 25),
            approver="Vera Vide och Sten Syrén",
            place="Stora salen, direkt efter mötet",
            announced_on=dt.date(2021, 11, 26),
            taken_down_on=dt.date(2021, 12, 20),
        )
        actions.record_approval(decision, approved, by=nadja, at=_moment("2021-12-20"))


def _moment(day: str) -> dt.datetime:
    return moment_of(dt.date.fromisoformat(day), dt.time(9))
