"""The staircase as shapes: it rises with the line of reading, and never says that anybody is behind."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.web.shared.staircase import Staircase, Step, draw

STEPS = [
    Step(1, "Öppen förskola", reached="mars 2025"),
    Step(2, "Samarbete", reached="", current=True),
    Step(3, "Samma hus", planned="2027"),
    Step(4, "Nära varandra"),
]


def test_reached_steps_are_filled_and_the_rest_are_outlines() -> None:
    assert [block.fill for block in draw(STEPS).blocks] == ["s2", "s3", "open", "open"]


def test_a_step_says_when_in_words_and_never_guesses() -> None:
    assert [step.when for step in STEPS] == ["nått mars 2025", "nått", "planerat 2027", "ingen tid satt"]


def test_a_ladder_by_itself_is_filled_and_says_nothing_of_times_or_of_what_is_reached() -> None:
    stairs = draw([Step(1, "Ett", is_pattern=True), Step(2, "Två", is_pattern=True)])
    assert [block.fill for block in stairs.blocks] == ["s3", "s5"]
    assert [step.when for step in stairs.steps] == [block.when for block in stairs.blocks] == ["", ""]
    assert stairs.finding == "Trappan har 2 steg."


def test_inside_a_step_there_is_room_for_a_plan_s_year_or_its_month_but_not_for_more() -> None:
    steps = [Step(1, "Ett", planned="2027"), Step(2, "Två", planned="dec 2027"), Step(3, "Tre")]
    assert [block.when for block in draw(steps).blocks] == ["plan 2027", "dec 2027", ""]


def test_the_flag_stands_on_the_current_step_and_inside_the_drawing() -> None:
    stairs = draw(STEPS)
    here = stairs.blocks[1]
    assert stairs.flag
    assert stairs.flag.pole.startswith(f"M{here.x + here.width // 2} {here.y}")
    assert stairs.flag.y > 12


def test_without_a_current_step_there_is_no_flag() -> None:
    assert draw([Step(1, "Öppen förskola", planned="2027")]).flag is None


@pytest.mark.parametrize(
    ("steps", "finding"),
    [
        (STEPS, "Steg 2 av 4 är nått."),
        (STEPS[2:], "Trappan har 2 steg. Inget är nått än."),
        (STEPS[3:], "Trappan har ett steg. Det är inte nått än."),
        ([], "Trappan har inga steg än."),
    ],
)
def test_the_title_says_the_finding(steps: list[Step], finding: str) -> None:
    assert draw(steps).finding == finding


def test_in_a_language_read_from_the_right_the_drawing_is_mirrored() -> None:
    forth, back = draw(STEPS), draw(STEPS, rtl=True)
    assert [(b.x, b.y) for b in back.blocks] == [(forth.width - b.x - b.width, b.y) for b in forth.blocks]
    assert [b.label for b in back.blocks] == [b.label for b in forth.blocks]


@st.composite
def staircases(draw_one: st.DrawFn) -> list[Step]:
    count = draw_one(st.integers(1, 8))
    current = draw_one(st.integers(0, count))
    return [
        Step(n, f"Steg {n}", reached="2025" if n <= current else None, current=n == current)
        for n in range(1, count + 1)
    ]


def inside(stairs: Staircase) -> bool:
    return all(
        block.x >= 0
        and block.x + block.width <= stairs.width
        and block.y >= 0
        and block.y + block.height <= stairs.height
        for block in stairs.blocks
    )


@given(steps=staircases(), rtl=st.booleans())
def test_any_staircase_rises_stays_inside_its_drawing_and_overlaps_nowhere(steps: list[Step], rtl: bool) -> None:
    stairs = draw(steps, rtl=rtl)
    assert inside(stairs)
    across = sorted(stairs.blocks, key=lambda block: block.x)
    assert all(a.x + a.width < b.x for a, b in pairwise(across))
    tall = [block.height for block in (reversed(across) if rtl else across)]
    assert tall == sorted(tall)
    assert len(set(tall)) == len(tall)
