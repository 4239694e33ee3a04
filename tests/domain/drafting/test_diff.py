"""Differences word by word: the runs always make both texts again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters.drafting.content import Content, Point, Section, Signatory
from famn.domain.matters.drafting.diff import Change, Run, changed_fields, diff_content, diff_text

words = st.lists(st.sampled_from(["barn", "vuxna", "nämnden", ". ", "\n", " ", "Ärendet", ","]), max_size=40).map(
    "".join
)


@given(words, words)
def test_same_and_removed_make_the_old_text_and_same_and_added_the_new(old: str, new: str) -> None:
    runs = diff_text(old, new)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == old
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == new
    assert all(run.text for run in runs)


@given(words)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(run.change is Change.SAME for run in diff_text(text, text))


def test_a_changed_word_is_shown_and_no_more() -> None:
    assert diff_text("Öppet fyra dagar.", "Öppet fem dagar.") == (
        Run(Change.SAME, "Öppet "),
        Run(Change.REMOVED, "fyra"),
        Run(Change.ADDED, "fem"),
        Run(Change.SAME, " dagar."),
    )


def test_changed_words_in_a_row_are_one_change() -> None:
    runs = diff_text("Det kostar fyra hundra kronor.", "Det kostar sex tusen kronor.")
    assert [run.text for run in runs] == ["Det kostar ", "fyra hundra", "sex tusen", " kronor."]


def test_a_word_repeated_thousands_of_times_is_compared_too() -> None:
    old = "barn " * 6_000
    runs = diff_text(old, old + "vuxna")
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == old + "vuxna"


CONTENT = Content(
    "Om en familjecentral",
    (Section("background", "Bakgrund", "Ett."), Section("matter", "Ärendet", "Två.")),
    (Point("Godkänna avtalet.", report_back_date="2027-05-31"),),
    ("Avtal",),
    (),
    (Signatory("Siv Provström", "chef"),),
)


def test_only_the_parts_that_differ_are_told_each_by_its_heading() -> None:
    later = replace(
        CONTENT,
        sections=(CONTENT.sections[0], Section("matter", "Ärendet", "Tre.")),
        points=(Point("Godkänna avtalet.", report_back_date="2027-06-30"),),
    )
    assert [(field.path, field.label) for field in changed_fields(CONTENT, later)] == [
        ("points", "Förslag till beslut"),
        ("sections.matter", "Ärendet"),
    ]


def test_a_section_that_is_taken_away_is_told_as_removed() -> None:
    later = replace(CONTENT, sections=CONTENT.sections[:1])
    (field,) = changed_fields(CONTENT, later)
    assert (field.path, field.runs) == ("sections.matter", (Run(Change.REMOVED, "Två."),))


def test_every_part_of_either_content_is_in_the_difference_once() -> None:
    paths = [field.path for field in diff_content(CONTENT, Content(excuses={"equality": "berörs inte"}))]
    assert len(paths) == len(set(paths))
    assert {"sections.background", "sections.matter", "excuses.equality", "title"} <= set(paths)
