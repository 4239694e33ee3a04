"""What came of decisions in the demo: an extract and who got it, and answers in parts.

All of it is invented, but for what Österåker's board asked its administration to find out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from famn.domain.matters import actions, rules
from famn.domain.matters.drafting.answers import COMMON, Asked, PartKind, Row
from famn.domain.matters.models import Assignment, AssignmentPart, Decision, Dispatch
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

ANNA, NADJA, CESAR = "Anna Blåklocka", "Nadja Ängsull", "Cesar Åkerbär"
RECIPIENTS: Final = (
    ("Jens Rallarros", ""),
    ("Petra Gullviva", ""),
    ("Mama Mia City, registrator", "registrator@mamamia.demo.example"),
    ("Akten", ""),
)
# The board's own words: costs, where it can lie, who is to work there, and other questions.
OSTERAKER: Final = (
    Asked(PartKind.COSTS, "Kostnader"),
    Asked(PartKind.PREMISES, "Lokalisering"),
    Asked(PartKind.STAFFING, "Bemanning"),
    Asked(PartKind.QUESTION, "Vilka övriga frågor behöver lösas?"),
)


def load(actors: Mapping[str, Actor]) -> None:
    """Put in what followed on Östermalm's decision of November 2021, and what Österåker's answer is to hold."""
    decision = rules.visible_decisions(actors[NADJA]).get(meeting_date="2021-11-25")
    _dispatch(decision, actors)
    _answered(decision, actors)
    cesar = actors[CESAR]
    waiting = Assignment.objects.get(matter__authority_id=standing(cesar).authority_id, state=Assignment.State.OPEN)
    costs, *_others = actions.ask_parts(waiting, OSTERAKER, by=cesar, at=_moment("2021-03-09"))
    begun = (Row("Hyra för öppna förskolan i dag", "Österåkers kommun", 420_000),)
    actions.answer_part(
        costs, by=cesar, at=_moment("2021-04-12"), text="Kostnaden för en ny lokal saknas än.", rows=begun
    )


def _dispatch(decision: Decision, actors: Mapping[str, Actor]) -> None:
    """The extract, and a list of which half is ticked: one row was corrected."""
    nadja = actors[NADJA]
    actions.make_extract(decision, by=nadja, at=_moment("2021-12-20"))
    rows: dict[str, Dispatch] = {}
    for name, address in RECIPIENTS:
        rows[name] = actions.add_recipient(
            decision, by=nadja, at=_moment("2021-12-20"), recipient=name, address=address
        )
    day = dt.date(2021, 12, 21)
    for name, how in (("Jens Rallarros", "mail"), ("Akten", "registry")):
        codes = [rows[name].code]
        actions.tick_dispatches(decision, codes, by=nadja, at=_moment("2021-12-21"), how=how, sent_on=day)
    actions.correct_dispatch(
        rows["Jens Rallarros"],
        by=nadja,
        at=_moment("2021-12-22"),
        reason="Utdraget lämnades i handen på avdelningsmötet, det mejlades inte.",
        was_sent=True,
        how="hand",
        sent_on=day,
    )


def _answered(decision: Decision, actors: Mapping[str, Actor]) -> None:
    """An assignment that was given by hand, and its answer in parts."""
    anna = actors[ANNA]
    assignment = actions.give_assignment(
        decision,
        by=actors[NADJA],
        at=_moment("2021-11-26"),
        text="Redovisa vad samordnaren och den gemensamma utbildningen har kostat, och vilka tjänster som behövs.",
        responsible=User.objects.get(pk=anna.user_id or 0),
        due_date=dt.date(2022, 10, 14),
        asked=(COMMON[0], COMMON[2]),
    )
    costs = (
        Row("Samordnare, halvtid", "Östermalms stadsdelsnämnd", 310_000),
        Row("Gemensam utbildning", "Delas lika av parterna", 40_000),
    )
    posts = (
        Row("Samordnare", "Östermalms stadsdelsnämnd", None, 200),
        Row("Föräldrarådgivare", "Östermalms stadsdelsnämnd", None, 300),
    )
    parts = AssignmentPart.objects.filter(assignment=assignment).select_related("assignment__matter").order_by("number")
    texts = ("Kostnaden ryms i budgeten för 2022.", "Två tjänster räcker under det första året.")
    for part, text, rows in zip(parts, texts, (costs, posts), strict=True):
        actions.answer_part(part, by=anna, at=_moment("2022-10-03"), text=text, rows=rows)
    answer = "Redovisningen lämnades till nämnden den 3 oktober 2022."
    actions.answer_assignment(assignment, by=anna, at=_moment("2022-10-03", 11), answer=answer)


def _moment(day: str, hour: int = 9) -> dt.datetime:
    return moment_of(dt.date.fromisoformat(day), dt.time(hour))
