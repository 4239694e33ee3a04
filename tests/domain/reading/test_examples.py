"""Every example is read as a person reads it: the text, and beside it in JSON what stands in it.

A field that the JSON leaves out is expected to be null or empty. Sections are compared by heading, warnings by code.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from famn.domain.matters.reading import Kind, read_text

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
TODAY = datetime.date(2026, 11, 22)
POINT = {"body": None, "proposer": None, "immediate_approval": False, "report_back_date": None}


def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def expected(name: str) -> dict[str, Any]:
    want: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    want["decision_points"] = [{**POINT, **point} for point in want.get("decision_points", [])]
    return want


def read_for_comparison(text: str) -> dict[str, Any]:
    got = read_text(text, today=TODAY).as_json()
    got["headings"] = [section["heading"] for section in got.pop("sections")]
    got["warnings"] = [warning["code"] for warning in got["warnings"]]
    del got["file"], got["same_as"]
    return got


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_as_a_person_reads_it(name: str) -> None:
    want = expected(name)
    for field, value in read_for_comparison(text_of(name)).items():
        assert value == want.get(field, [] if isinstance(value, list) else None), field


def test_the_examples_cover_every_kind_twice() -> None:
    kinds = [expected(name)["kind"] for name in NAMES]
    assert all(kinds.count(kind) >= 2 for kind in Kind)
    assert kinds.count(Kind.BOARD_REPORT) >= 11


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_a_place_that_points_at_it(name: str) -> None:
    text = text_of(name)
    reading = read_text(text, today=TODAY)
    for path, place in reading.places.items():
        assert 0 <= place.start <= place.end <= len(text), path
        assert place.line == text.count("\n", 0, place.start) + 1, path
    for field in ("title", "case_officer"):
        value = getattr(reading, field)
        if value:
            place = reading.places[field]
            written = re.sub(r"(?<=[a-zåäö])-\n(?=[a-zåäö])", "", text[place.start : place.end].replace("*", ""))
            assert " ".join(written.split()) == value
    for field in ("registry_numbers", "attachments", "distribution", "parties", "districts"):
        for index, value in enumerate(getattr(reading, field)):
            place = reading.places[f"{field}.{index}"]
            assert value.split()[0] in text[place.start : place.end], field


@pytest.mark.parametrize("name", NAMES)
def test_every_value_that_is_read_has_a_place(name: str) -> None:
    reading = read_text(text_of(name), today=TODAY)
    for field in ("title", "date", "meeting_date", "authority", "area", "case_officer"):
        assert (getattr(reading, field) is not None) == (field in reading.places), field
    listed = "registry_numbers parties legs attachments distribution goals steps districts"
    for field in listed.split():
        for index in range(len(getattr(reading, field))):
            assert f"{field}.{index}" in reading.places
    for index, point in enumerate(reading.decision_points):
        for part in ("text", "body", "proposer", "report_back_date"):
            assert (getattr(point, part) is not None) == (f"decision_points.{index}.{part}" in reading.places), part
    for index, one in enumerate(reading.signatories):
        assert (one.name is not None) == (f"signatories.{index}.name" in reading.places)


def test_the_keys_of_the_json_are_those_of_the_contract_in_their_order() -> None:
    got = read_text(text_of("stadsdel_tjansteutlatande"), today=TODAY).as_json()
    assert (
        list(got)
        == (
            "file kind title date meeting_date registry_numbers authority area case_officer decision_points parties"
            " legs signatories attestations attachments distribution sections goals steps districts warnings same_as"
        ).split()
    )
    assert list(got["decision_points"][0]) == ["text", "body", "proposer", "immediate_approval", "report_back_date"]
    assert list(got["signatories"][0]) == ["name", "title"]
    assert list(got["attestations"][0]) == ["name", "title", "date"]
    assert list(got["sections"][0]) == ["heading", "text"]
    assert list(got["warnings"][0]) == ["code", "message", "where"]
    assert json.loads(json.dumps(got)) == got


def test_a_heading_above_the_word_kommunen_is_no_place() -> None:
    text = "# Tjänsteskrivelse\n\n## Ny grupp\n\n### Bakgrund\n\nKommunen startar en grupp i Österåker för föräldrar.\n"
    assert read_text(text, today=TODAY).area == "Österåker"


def test_a_name_that_begins_with_a_month_is_a_name() -> None:
    text = "Tjänsteskrivelse\n\nHandläggare: Maj-Lis Juniberg\n\nNy grupp\n\nBakgrund\nEn grupp startar.\n"
    assert read_text(text, today=TODAY).case_officer == "Maj-Lis Juniberg"
