"""Light markup: what is markup, and that all else is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters.drafting.prose import (
    Listing,
    Paragraph,
    Run,
    Subheading,
    Table,
    blocks_as_json,
    parse,
    plain_text,
)


def test_paragraphs_are_parted_by_an_empty_line_and_a_single_line_end_is_a_space() -> None:
    assert parse("Ett\r\ntvå.\r\n\r\nTre.") == (Paragraph((Run("Ett två."),)), Paragraph((Run("Tre."),)))


def test_strong_and_emphasised_words_are_runs_of_their_own() -> None:
    assert parse("Öppet **fyra** *dagar* i veckan") == (
        Paragraph((Run("Öppet "), Run("fyra", strong=True), Run(" "), Run("dagar", emphasis=True), Run(" i veckan"))),
    )


def test_a_list_in_a_list_belongs_to_its_item() -> None:
    (outer,) = parse("- Barnmorskan\n  - på tisdagar\n- Kuratorn")
    assert isinstance(outer, Listing)
    assert not outer.ordered
    first, second = outer.items
    assert first[0] == Paragraph((Run("Barnmorskan"),))
    assert first[1] == Listing(False, ((Paragraph((Run("på tisdagar"),)),),))
    assert second == (Paragraph((Run("Kuratorn"),)),)


def test_a_numbered_list_keeps_the_number_it_begins_with() -> None:
    (listing,) = parse("3. Tredje\n4. Fjärde")
    assert isinstance(listing, Listing)
    assert (listing.ordered, listing.start, len(listing.items)) == (True, 3, 2)


def test_a_table_has_a_head_and_knows_which_columns_are_figures() -> None:
    (table,) = parse("| Månad | Barn | Andel |\n|---|---|---|\n| Januari | 1 412 | 21 % |\n| Februari | 398 | – |")
    assert isinstance(table, Table)
    assert [cell[0].text for cell in table.head] == ["Månad", "Barn", "Andel"]
    assert table.numeric == (False, True, True)


def test_a_row_that_is_too_short_is_filled_up() -> None:
    (table,) = parse("| A | B |\n|---|---|\n| ett |")
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [2]


def test_a_heading_inside_a_section_is_a_subheading() -> None:
    assert parse("### Besök") == (Subheading(1, (Run("Besök"),)),)
    assert parse("#### Besök") == (Subheading(2, (Run("Besök"),)),)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[länk](https://exempel.example)",
        "![bild](https://exempel.example/bild.png)",
        "`kod`",
        "&amp; &lt;",
        "> citat",
        "--- streck ---",
        "https://exempel.example",
    ],
)
def test_all_else_is_text_as_it_was_typed(text: str) -> None:
    assert parse(text) == (Paragraph((Run(text),)),)


def test_the_words_of_a_text_are_told_without_its_markup() -> None:
    text = "### Besök\n\nVi **räknar**:\n\n- barn\n- vuxna\n\n1. först\n\n| A | B |\n|---|---|\n| c | d |"
    assert plain_text(text) == "Besök\n\nVi räknar:\n\n- barn\n- vuxna\n\n1. först\n\nA\tB\nc\td"


@given(st.text(alphabet=st.sampled_from("ab åÖ*_#|-+1.)\n\t<>&[]()!`\\~"), max_size=200))
def test_no_text_makes_it_fail_and_no_letter_is_lost(text: str) -> None:
    blocks = parse(text)
    assert blocks_as_json(blocks) is not None
    letters = "abåÖ"
    assert [one for one in plain_text(text) if one in letters] == [one for one in text if one in letters] or "|" in text
