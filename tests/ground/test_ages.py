"""Ages in words: one sentence for a span, bent with its last number as the language bends it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from famn.ground.ages import from_months_to_years, in_months, in_years, span_of_months, span_of_years


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (in_months(1), "1 månad"),
        (in_months(8), "8 månader"),
        (in_years(1), "1 år"),
        (span_of_months(0, 1), "0–1 månad"),
        (span_of_months(0, 12), "0–12 månader"),
        (span_of_months(6, 6), "6 månader"),
        (span_of_years(1, 3), "1–3 år"),
        (span_of_years(5, 5), "5 år"),
        (from_months_to_years(6, 3), "6 månader–3 år"),
        (from_months_to_years(1, 1), "1 månad–1 år"),
    ],
)
def test_ages_are_said_as_people_say_them(said: str, words: str) -> None:
    assert said == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1 month", "2 months", "11 months"]),
        ("fi", ["1 kuukausi", "2 kuukautta", "11 kuukautta"]),
        ("ar", ["شهر واحد", "شهران", "11 شهرًا"]),
    ],
)
def test_each_language_bends_the_word_with_the_number(language: str, words: list[str]) -> None:
    with override(language):
        said = [in_months(number) for number in (1, 2, 11)]
    assert said == words


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_span_read_from_right_to_left_has_no_dash(language: str) -> None:
    with override(language):
        said = [span_of_years(0, 5), span_of_months(0, 12), from_months_to_years(6, 3)]
    assert [one for one in said if "–" in one] == []
