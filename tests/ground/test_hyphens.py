"""Long Swedish words may be broken between their parts, and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.ground.hyphens import SOFT_HYPHEN, breakable


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Föräldragrupp", "Föräldra|grupp"),
        ("Föräldragrupp för nyblivna", "Föräldra|grupp för nyblivna"),
        ("Barnmorskemottagningen", "Barnmorske|mottagningen"),
        ("Barnhälsovården", "Barn|hälso|vården"),
        ("Familjecentralen", "Familje|centralen"),
        ("Spädbarnsmassage", "Spädbarns|massage"),
        ("barnavården", "barna|vården"),
        ("vårdnadshavare", "vårdnads|havare"),
        ("familjernas", "familjernas"),  # an ending is no part
        ("Sångstund", "Sångstund"),  # short enough
        ("Öppen förskola", "Öppen förskola"),
        ("Barnmorskan", "Barn|morskan"),
        ("Internationella kvinnodagen", "Internationella kvinnodagen"),  # none of our words
    ],
)
def test_a_long_word_may_be_broken_between_its_parts(word: str, parts: str) -> None:
    assert breakable(word) == parts.replace("|", SOFT_HYPHEN)


@given(st.text(alphabet="abdefilorsåäö -.<>&", max_size=40))
def test_nothing_but_soft_hyphens_is_added(text: str) -> None:
    assert breakable(text).replace(SOFT_HYPHEN, "") == text


@given(st.sampled_from(["familje", "barn", "hälso", "vård"]), st.text(alphabet="abcå", min_size=0, max_size=12))
def test_no_part_is_left_too_short_to_read(first: str, rest: str) -> None:
    parts = breakable(first + rest).split(SOFT_HYPHEN)
    assert len(parts) == 1 or len(parts[-1]) >= 5
