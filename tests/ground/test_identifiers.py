"""Registry numbers and paragraph numbers, in the forms seen in public documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.ground.identifiers import find_registry_numbers, parse_paragraph, parse_registry_number

FORMS = [
    # written, letters, year, serial, plan, found in running text without a label
    ("1.5.4-66/2016", None, 2016, "66", "1.5.4", True),
    ("1.5.1-789/2015", None, 2015, "789", "1.5.1", True),
    ("3.2.2-871/2015", None, 2015, "871", "3.2.2", True),
    ("KS 2021/0049", "KS", 2021, "0049", None, True),
    ("BUN 2013.0517", "BUN", 2013, "0517", None, True),
    ("SN 18/0098", "SN", 2018, "0098", None, True),
    ("2015/161-IFN-012", "IFN", 2015, "161", None, True),
    ("2023/KS 0362", "KS", 2023, "0362", None, True),
    ("2021/KS 0280 013", "KS", 2021, "0280", None, True),
    ("SN-2017-50 Dpl 904", "SN", 2017, "50", None, True),
    ("2023KS133", "KS", 2023, "133", None, True),
    ("2021VFN528 779", "VFN", 2021, "528", None, True),
    ("VON-2025/00095", "VON", 2025, "00095", None, True),
    ("SON 2025/238", "SON", 2025, "238", None, True),
    ("1900/16", None, 2016, "1900", None, False),
    ("00166/2020", None, 2020, "00166", None, False),
    ("KS2016/1963-2", "KS", 2016, "1963", None, True),
    ("KS/2012:628-805", "KS", 2012, "628", None, True),
    ("Kst/2012:214", "Kst", 2012, "214", None, True),
    ("23KS/0512", "KS", 2023, "0512", None, True),
    ("1.5.1.388-2011", None, 2011, "388", "1.5.1", True),
    ("1.2.3-214-2010", None, 2010, "214", "1.2.3", True),
    ("982-2009-103", None, 2009, "982", "103", False),
    ("040-207/2002", None, 2002, "207", "040", False),
    ("7-742-2011", None, 2011, "742", "7", False),
]


@pytest.mark.parametrize(("written", "letters", "year", "serial", "plan", "alone"), FORMS)
def test_every_form_is_parsed_and_kept_as_written(
    written: str, letters: str | None, year: int, serial: str, plan: str | None, alone: bool
) -> None:
    number = parse_registry_number(written)
    assert number is not None
    assert (number.raw, number.letters, number.year, number.serial, number.plan) == (
        written,
        letters,
        year,
        serial,
        plan,
    )


@pytest.mark.parametrize(("written", "alone"), [(row[0], row[5]) for row in FORMS])
def test_a_labelled_number_is_found_and_a_bare_one_only_where_it_can_be_nothing_else(written: str, alone: bool) -> None:
    labelled = [number.raw for _, _, number in find_registry_numbers(f"Se ärendet dnr {written}, som bereds.")]
    bare = [number.raw for _, _, number in find_registry_numbers(f"Se ärendet {written}, som bereds.")]
    assert labelled == [written]
    assert bare == ([written] if alone else [])


def test_the_place_is_that_of_the_number_without_its_label() -> None:
    text = "Diarienummer: KS 2021/0049"
    [(start, end, number)] = find_registry_numbers(text)
    assert text[start:end] == number.raw == "KS 2021/0049"


def test_two_numbers_may_share_a_label() -> None:
    assert [n.raw for _, _, n in find_registry_numbers("Dnr 7-742-2011 och 5-744-2011")] == ["7-742-2011", "5-744-2011"]


@pytest.mark.parametrize(
    ("one", "other"), [("KS 2021/0049", "KS2021/49"), ("SN 18/0098", "SN 2018/98"), ("2023/KS 0362", "2023KS362")]
)
def test_spellings_of_one_number_share_a_normal_form(one: str, other: str) -> None:
    left, right = parse_registry_number(one), parse_registry_number(other)
    assert left and right and left.normal == right.normal


@pytest.mark.parametrize(
    "text",
    [
        "SOU 2018:32",
        "SFS 2022:916",
        "prop. 2024/25:89",
        "HSLF-FS 2016:40",
        "lagen (2010:800)",
        "under 2017-2020",
        "Datum 2021-02-15",
        "läsåret 2021/2022",
        "kl. 13.00-15.30",
        "08-465 004 12",
        "Sida 1 (3)",
        "barn 0-6 år",
    ],
)
def test_laws_dates_years_and_telephones_are_no_registry_numbers(text: str) -> None:
    assert list(find_registry_numbers(text)) == []


@pytest.mark.parametrize(
    ("written", "number", "year", "series"),
    [
        ("§ 63/20", 63, 2020, None),
        ("§ 295", 295, None, None),
        ("§92", 92, None, None),
        ("HSD-A § 44-2015", 44, 2015, "HSD-A"),
    ],
)
def test_paragraph_numbers(written: str, number: int, year: int | None, series: str | None) -> None:
    found = parse_paragraph(written)
    assert found is not None
    assert (found.raw, found.number, found.year, found.series) == (written, number, year, series)


def test_what_is_no_number_is_none() -> None:
    assert parse_registry_number("000") is None
    assert parse_registry_number("") is None
    assert parse_paragraph("paragraf") is None


@given(st.text(max_size=200))
def test_any_text_is_searched_without_a_fall_and_finds_what_stands_there(text: str) -> None:
    for start, end, number in find_registry_numbers(text):
        assert text[start:end] == number.raw
