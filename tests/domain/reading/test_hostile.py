"""Text made to take long: the work grows with the text, and no text makes the reader fall."""

from __future__ import annotations

import cProfile
import pstats

import pytest

from famn.domain.matters.reading import read_many, read_text

from .test_examples import TODAY


def calls(text: str) -> int:
    """Counted in calls, not in seconds."""
    profile = cProfile.Profile()
    profile.runcall(read_text, text, today=TODAY)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # missing in the stubs


@pytest.mark.parametrize(
    "piece",
    [
        "Datum\n",
        "..........\n",
        "För Norrby kommun\n",
        "Anna Berg\nchef\n",
        "Socialchef Anna Berg\n",
        "Ort och datum\n",
    ],
)
@pytest.mark.parametrize("heading", ["Underskrifter", "Attesterat av", "Bilagor"])
def test_a_block_of_signatures_without_end_takes_time_in_proportion(heading: str, piece: str) -> None:
    begin = f"Texten står här.\n\n{heading}\n"
    small, large = calls(begin + piece * 300), calls(begin + piece * 1200)
    assert large < small * 4 * 1.6 + 5000


def test_thousands_of_signatories_and_titles_in_a_row_are_read() -> None:
    text = "Avtal\n\nUnderskrifter\nAnna Berg\n" + "Socialchef Eva Ek\n" * 3000
    assert len(read_text(text, today=TODAY).signatories) == 3001


def test_a_head_that_never_ends_is_read_as_far_as_a_head_can_be() -> None:
    rows = "Dnr KS 2021/0049\n" + "ett\ttvå\n" * 5000
    assert read_text(rows, today=TODAY).registry_numbers == ["KS 2021/0049"]


def test_many_copies_of_one_template_are_told_apart_from_true_copies() -> None:
    common = "Nämnden godkänner att huset byggs om till en öppen förskola för alla familjer i området. " * 3
    texts = [
        f"Tjänsteskrivelse\nDatum 2023-05-{day:02}\n\nOm hus {name}\n\nSammanfattning\n{common}\n{name}\n"
        for day, name in enumerate(("björk", "ek", "lind", "alm", "hassel", "rönn", "asp", "sälg"), 1)
    ]
    readings = list(read_many([(str(at), text) for at, text in enumerate([*texts, texts[3]])], today=TODAY))
    assert [reading.same_as for reading in readings] == [None] * 3 + ["8"] + [None] * 4 + ["3"]
