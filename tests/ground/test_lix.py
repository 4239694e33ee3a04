"""LIX, counted by hand beside the examples."""

from __future__ import annotations

import pytest

from famn.ground.lix import Level, level_of, measure, sentences


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # 8 words, 2 sentences, 2 long words (nämnden has seven letters, familjecentralen sixteen): 4 + 25
    found = measure("Vi ska besluta nu. Nämnden vill ha familjecentralen.")
    assert (found.words, found.sentences, found.long_words, found.lix) == (8, 2, 3, round(8 / 2 + 100 * 3 / 8))


def test_a_word_of_six_letters_is_short_and_one_of_seven_is_long() -> None:
    assert measure("barnet").long_words == 0
    assert measure("barnets").long_words == 1
    assert measure("2026-11-22").long_words == 0


def test_long_words_are_told_once_the_longest_first() -> None:
    found = measure("Familjecentralen och nämnden. Nämnden beslutar om familjecentralen.")
    assert found.longest == ("familjecentralen", "beslutar", "nämnden")


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller bl.a. barn och unga i hela staden.",
        "Det gäller t.ex. barn, m.fl. i hela staden.",
        "Mötet börjar kl. 9.30 i salen.",
        "Det följer av 1 kap. 3 § lagen.",
        "Kostnaden är ca. 1.5 miljoner kr. per år.",
        "Beslutet fattades av A. Ek i går.",
        "Se prop. 2024/25:12 om detta.",
    ],
)
def test_a_full_stop_in_an_abbreviation_or_a_figure_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text.removesuffix(".")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi ses. Vi hörs!", 2),
        ("Barn, vuxna m.m. Nästa mening.", 2),
        ("Rubrik\n\nText under den.", 2),
        ("- ett\n- två\n- tre", 3),
        ("1. Första punkten.\n2. Andra punkten.", 2),
        ("Vad kostar det? Det vet vi inte.", 2),
        ("", 0),
        (" . . . ", 0),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("lix", "level"),
    [
        (0, Level.VERY_EASY),
        (29, Level.VERY_EASY),
        (30, Level.EASY),
        (39, Level.EASY),
        (40, Level.MEDIUM),
        (49, Level.MEDIUM),
        (50, Level.HARD),
        (60, Level.HARD),
        (61, Level.VERY_HARD),
    ],
)
def test_the_figure_is_told_in_words(lix: float, level: Level) -> None:
    assert level_of(lix) is level


def test_no_words_have_no_level() -> None:
    assert measure("").level is None
    assert measure("Ja.").level is Level.VERY_EASY
