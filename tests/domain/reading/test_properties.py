"""What holds for any text, and for any way of laying the same text out."""

from __future__ import annotations

import cProfile
import datetime
import pstats
import re
import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from famn.domain.matters.reading import Reading, read_many, read_text

from .test_examples import NAMES, TODAY, read_for_comparison, text_of

WORDS = (
    "Förslag till beslut|Socialnämnden beslutar|att godkänna|§ 12|Bilagor|1.|2)|•|-|Dnr KS 2021/0049|2021-02-15"
    "|Anna Berg|socialchef|......................|xxxxx kommun|Till|Datum|\n|\n\n|\t|\r\n|   |# |## |**|Sammanfattning"
    "|Bakgrund|Attesterat av|Expedieras|Underskrifter|För Norrby kommun|mellan|och|Region Dalsjö"
    "|Steg 1.|Mål 2|3 (11)|20301|1"
    "|https://exempel.example/a_b|barnmorskemottagning|BVC|öppen förskola|socialtjänst|familje-"
).split("|")


def assert_sound(reading: Reading, text: str) -> None:
    for path, place in reading.places.items():
        assert 0 <= place.start <= place.end <= len(text), path
        assert place.line >= 1
    reading.as_json()


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    assert_sound(read_text(text, today=TODAY), text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "\n", "", "\n\n"]))
def test_any_heap_of_the_words_of_documents_is_read_without_a_fall(words: list[str], between: str) -> None:
    text = between.join(words)
    assert_sound(read_text(text, today=TODAY), text)


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def hard_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "\xa0", text)


def soft_hyphens(text: str) -> str:
    return re.sub(r"(?<=[a-zåäö]{4})(?=[a-zåäö]{4})", "\xad", text)


def form_feeds(text: str) -> str:
    return text.replace("\n\n", "\n\n\f", 1) + "\f"


def trailing_spaces(text: str) -> str:
    return text.replace("\n", "  \n")


def indented(text: str) -> str:
    return re.sub(r"(?m)^(?=.)", "     ", text)


@pytest.mark.parametrize("change", [crlf, decomposed, hard_spaces, soft_hyphens, form_feeds, trailing_spaces, indented])
@pytest.mark.parametrize("name", NAMES)
def test_how_the_characters_are_written_does_not_change_what_is_read(name: str, change: object) -> None:
    assert callable(change)
    text = text_of(name)
    assert read_for_comparison(change(text)) == read_for_comparison(text)


def rewrapped(text: str, width: int) -> str:
    """Long lines of running text broken anew; short lines, lists and tables stay."""
    out = []
    for line in text.split("\n"):
        running = len(line) > 80 and "  " not in line and "|" not in line and line[:1].isupper()
        out += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if running else [line]
    return "\n".join(out)


@pytest.mark.parametrize("width", [64, 72, 78])
@pytest.mark.parametrize("name", NAMES)
def test_where_the_lines_of_running_text_are_broken_does_not_change_what_is_read(name: str, width: int) -> None:
    text = text_of(name)
    assert read_for_comparison(rewrapped(text, width)) == read_for_comparison(text)


@pytest.mark.parametrize("name", [name for name in NAMES if "delrapport_figur" not in name])
def test_more_empty_lines_between_paragraphs_do_not_change_what_is_read(name: str) -> None:
    text = text_of(name)
    assert read_for_comparison(text.replace("\n\n", "\n\n\n")) == read_for_comparison(text)


@pytest.mark.parametrize("name", NAMES)
def test_markdown_headings_do_not_change_what_is_read(name: str) -> None:
    text = text_of(name)
    headings = read_for_comparison(text)["headings"]
    marked = "\n".join(f"### {line}" if line in headings and "  " not in line else line for line in text.split("\n"))
    assert read_for_comparison(marked) == read_for_comparison(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(NAMES), max_size=8))
def test_same_as_is_mutual_and_only_between_equal_documents(names: list[str]) -> None:
    items = [(f"{index}.txt", text_of(name)) for index, name in enumerate(names)]
    readings = {reading.file: reading for reading in read_many(items, today=TODAY)}
    for index, name in enumerate(names):
        other = readings[f"{index}.txt"].same_as
        twins = [at for at, twin in enumerate(names) if twin == name and at != index]
        if other is None:
            assert not twins or not text_of(name).strip()
            continue
        assert int(other.removesuffix(".txt")) in twins
        back = readings[other].same_as
        assert back is not None
        if len(twins) == 1:
            assert back == f"{index}.txt"


def test_the_time_grows_with_the_text_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in calls of our own functions, not in seconds."""

    def calls(text: str) -> int:
        profile = cProfile.Profile()
        profile.runcall(read_text, text, today=TODAY)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # missing in the stubs

    for piece in (
        "1. \n",
        "Anna Berg\n",
        "att vi\n",
        "Bilagor\nBilaga 1 x\n",
        "Steg 1 Ett\n",
        "1 Not\n",
        "____\n",
        "§ 1\n",
    ):
        small, large = calls(piece * 300), calls(piece * 1200)
        assert large < small * 4 * 1.6 + 5000, piece


def test_a_million_characters_of_nothing_are_read() -> None:
    for text in ("1. " * 300_000, "." * 1_000_000, " " * 1_000_000, "a" * 1_000_000):
        assert read_text(text, today=datetime.date(2026, 1, 1)).decision_points == []
