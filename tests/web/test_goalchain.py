"""The chain of goals and the bars of figures as shapes: inside the drawing, in order, and never on each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.web.shared import figurebars, goalchain
from famn.web.shared.figurebars import Value
from famn.web.shared.goalchain import Box, Chain, Goal, Level

LAW, STRATEGY, PLAN = (
    Goal(1, "Lagen", "Barnets bästa."),
    Goal(2, "Strategin", "Nära.", (1,)),
    Goal(3, "Planen", "Här.", (2,)),
)
LEVELS = [Level("Lag", [LAW]), Level("Regional strategi", [STRATEGY]), Level("Nämnd", [PLAN])]

TEXTS = ("Nära.", "Stödet är lätt att nå. " * 3, "familjecentralsliknande" * 4, "Barnets bästa. " * 20)


@st.composite
def chains(draw: st.DrawFn) -> list[Level]:
    """Up to four levels, each goal out of some of those above it or before it."""
    levels: list[Level] = []
    keys: list[int] = []
    for number in range(draw(st.integers(1, 4))):
        goals = []
        for _goal in range(draw(st.integers(1, 5))):
            upper = tuple(draw(st.lists(st.sampled_from(keys), unique=True, max_size=3))) if keys else ()
            text = draw(st.sampled_from(TEXTS))
            goals.append(Goal(len(keys), "Dokumentet", text, upper, is_cited=draw(st.booleans())))
            keys.append(len(keys))
        levels.append(Level(f"Nivå {number}", goals))
    return levels


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


@given(chains(), st.booleans())
def test_boxes_stand_inside_the_drawing_and_never_on_each_other(levels: list[Level], rtl: bool) -> None:
    drawn = goalchain.draw(levels, "Familjecentral i Ekbacken", rtl=rtl)
    assert len(drawn.boxes) == sum(len(level.goals) for level in levels) + 1
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        assert all(box.y < line.y <= box.y + box.height for line in box.lines)
    assert all(apart(*pair) for pair in combinations(drawn.boxes, 2))


@given(chains())
def test_every_tie_goes_up_and_each_is_drawn_once(levels: list[Level]) -> None:
    goals = [goal for level in levels for goal in level.goals]
    drawn = goalchain.draw(levels, "Familjecentral i Ekbacken")
    assert len(drawn.ties) == sum(len(goal.upper) for goal in goals) + sum(goal.is_cited for goal in goals)
    for tie in drawn.ties:
        start, end = tie[1:].partition("V")[0].split()[1], tie.rpartition("V")[2]
        assert int(start) > int(end)


def test_the_law_stands_at_the_top_and_the_initiative_at_the_foot() -> None:
    drawn = goalchain.draw(LEVELS, "Familjecentral i Ekbacken")
    assert [box.y for box in drawn.boxes] == sorted(box.y for box in drawn.boxes)
    assert [line.text for line in drawn.labels] == ["Lag", "Regional strategi", "Nämnd"]
    assert drawn.boxes[-1].lines[0].text == "Familjecentral i Ekbacken"


def test_a_line_past_a_level_does_not_go_behind_the_box_that_stands_between() -> None:
    both = Goal(3, "Planen", "Här.", (1, 2))
    drawn = goalchain.draw([*LEVELS[:2], Level("Nämnd", [both])], "Initiativet")
    law, strategy, plan = drawn.boxes[:3]
    assert plan.x != law.x
    assert strategy.x in {law.x, plan.x}


def test_where_one_reads_from_the_right_the_drawing_is_mirrored() -> None:
    left, right = (goalchain.draw(LEVELS, "Initiativet", rtl=rtl) for rtl in (False, True))
    assert mirrored(left) == [box.x for box in right.boxes]


def mirrored(drawn: Chain) -> list[int]:
    return [drawn.width - box.x - box.width for box in drawn.boxes]


# --- bars --------------------------------------------------------------------------------------------

VALUES = [Value("Farsta", Decimal(80), "80", is_here=True), Value("Sverige", Decimal(40), "40")]


@pytest.mark.parametrize("rtl", [False, True])
def test_bars_are_of_one_scale_from_the_edge_one_reads_from(rtl: bool) -> None:
    here, country = figurebars.draw(VALUES, rtl=rtl).rows
    assert here.width == 2 * country.width
    assert [bar.x + (bar.width if rtl else 0) for bar in (here, country)] == [figurebars.WIDTH * rtl] * 2
    assert [bar.fill for bar in (here, country)] == ["s5", "s2"]


@given(st.lists(st.decimals(0, 10**9, places=3), max_size=6), st.booleans())
def test_every_bar_leaves_room_for_its_number(values: list[Decimal], rtl: bool) -> None:
    drawn = figurebars.draw([Value("Plats", value, str(value)) for value in values], rtl=rtl)
    assert all(0 < bar.width <= figurebars.WIDTH - figurebars.ROOM for bar in drawn.rows)
    assert drawn.height == figurebars.ROW * len(values)
