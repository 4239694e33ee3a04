"""What follows from the bodies on a report's way: where it stands, who waits for whom, whether they differ."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.matters import rules
from famn.domain.matters.models import BoardReport, Decision, Passage
from famn.domain.matters.rules import Force, LegalForce

PREPARES, DECIDES = Passage.Role.PREPARES, Passage.Role.DECIDES
P, A, D, W = Passage.State
State = BoardReport.State

STATES = [
    ("en nämnd har beslutat", [(1, DECIDES, D)], State.DECIDED),
    ("en nämnd har bordlagt", [(1, DECIDES, P)], State.DECIDED),
    ("en nämnd, på dagordningen", [(1, DECIDES, A)], State.AGENDA),
    ("utskottet klart, nämnden väntar", [(1, PREPARES, D), (2, DECIDES, P)], State.ATTESTED),
    ("utskottet klart, nämnden på dagordningen", [(1, PREPARES, D), (2, DECIDES, A)], State.AGENDA),
    ("båda klara", [(1, PREPARES, D), (2, DECIDES, D)], State.DECIDED),
    ("en av två beslutade", [(1, DECIDES, D), (1, DECIDES, P)], State.ATTESTED),
    ("en av två beslutade, den andra på dagordningen", [(1, DECIDES, D), (1, DECIDES, A)], State.AGENDA),
    ("båda nämnderna", [(1, DECIDES, D), (1, DECIDES, D)], State.DECIDED),
    ("en borttagen", [(1, DECIDES, D), (1, DECIDES, W)], State.DECIDED),
    ("bara beredaren kvar", [(1, DECIDES, D), (2, PREPARES, A)], State.DECIDED),
]


def rows(*parts: tuple[int, str, str]) -> list[Passage]:
    return [
        Passage(pk=pk, number=number, role=role, state=state, body=f"Organ {pk}")
        for pk, (number, role, state) in enumerate(parts, start=1)
    ]


@pytest.mark.parametrize(("case", "parts", "state"), STATES, ids=[row[0] for row in STATES])
def test_where_a_report_stands_follows_from_its_bodies(
    case: str, parts: list[tuple[int, str, str]], state: str
) -> None:
    assert rules.state_after(rows(*parts)) == state


def test_a_body_waits_for_those_with_a_lower_number_and_never_for_those_beside_it() -> None:
    first, second, beside, last = rows((1, PREPARES, A), (2, DECIDES, P), (2, DECIDES, P), (3, DECIDES, P))
    all_of = [last, beside, second, first]
    assert [rules.waits_for(one, all_of) for one in (first, second, beside, last)] == [None, first, first, first]
    first.state = D
    assert [rules.waits_for(one, all_of) for one in (second, beside, last)] == [None, None, second]
    second.state, beside.state = W, D
    assert rules.waits_for(last, all_of) is None


OUTCOMES = [
    (["as_proposed"], False, True),
    (["as_proposed", "as_proposed"], False, True),
    (["as_proposed", "rejected"], True, False),
    (["rejected", "rejected"], False, False),
    (["otherwise:A", "otherwise:A"], False, False),
    (["otherwise:A", "otherwise:B"], True, False),
    ([], False, False),
]


@pytest.mark.parametrize(("said", "differ", "united"), OUTCOMES)
def test_bodies_differ_when_their_outcomes_or_words_do(said: list[str], differ: bool, united: bool) -> None:
    decisions = [Decision(outcome=one.split(":")[0], text="".join(one.split(":")[1:])) for one in said]
    assert (rules.differ(decisions), rules.is_united(decisions)) == (differ, united)


def force(kind: Force, day: int | None = None) -> LegalForce:
    return LegalForce(kind, None, dt.date(2026, 5, day) if day else None, (f"{kind}.",))


WHOLE = [
    ([force(Force.REACHED, 4), force(Force.REACHED, 9)], Force.REACHED, 9),
    ([force(Force.REACHED, 4), force(Force.WAITING, 9)], Force.WAITING, 9),
    ([force(Force.REACHED, 4), force(Force.UNKNOWN)], Force.UNKNOWN, None),
    ([force(Force.REACHED, 4), force(Force.APPEALED)], Force.APPEALED, None),
    ([force(Force.APPEALED), force(Force.REPEALED)], Force.REPEALED, None),
    ([force(Force.REACHED, 4), force(Force.NOT_ASKED)], Force.REACHED, 4),
    ([force(Force.NOT_ASKED), force(Force.NOT_ASKED)], Force.NOT_ASKED, None),
]


@pytest.mark.parametrize(("each", "whole", "day"), WHOLE)
def test_the_whole_has_legal_force_when_all_of_it_has(each: list[LegalForce], whole: Force, day: int | None) -> None:
    found = rules.whole_force({f"Nämnd {number}": one for number, one in enumerate(each)})
    assert (found.force, found.from_day) == (whole, dt.date(2026, 5, day) if day else None)
    assert len(found.sentences) == len(each) and found.sentences[0].startswith("Nämnd 0: ")
