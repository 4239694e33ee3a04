"""The printed letter is read back right by our own reader, from PDF and from Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest

from famn.domain.agreements.drafting.content import Content, Line, Party
from famn.domain.agreements.drafting.gaps import gaps
from famn.domain.agreements.drafting.paper import Signer, compose
from famn.domain.matters.drafting.paper import DRAFT, Head, Letterhead, Paper
from famn.domain.matters.reading import read_text
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from famn.seeds.letters import COUNTY_FORM
from tests.domain.agreements.making import VALUES
from tests.people import DAY

PARTIES: Final = (
    Party("Laxå kommun", "municipality", ("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL")),
    Party("Mama Mia City", "provider", ("MIDWIFERY", "CHILD_HEALTH")),
)
LINES: Final = tuple(Line(party.name, leg, COUNTY_FORM.role_of(leg)) for party in PARTIES for leg in party.legs)
NAMES: Final = ("Arvid Tallkotte", "Siv Brunört", "Maj Kornvallmo", "Sofia Vitmossa")
WORDS: Final = replace(
    COUNTY_FORM.begun(aim="full", values=VALUES | {"plats": "Laxå kommun"}),
    parties=PARTIES,
    lines=LINES,
    goals=("Varje kommun har minst en familjecentral (Länets strategi)",),
)
HEAD: Final = Head(
    Letterhead("Kommunledningsförvaltningen", principal="Laxå kommun"),
    date="2024-11-04",
    registry_number="KS 2024/118",
)
POSTS: Final = [f"{line.role}, {line.party}" for line in LINES]


def as_pdf(paper: Paper) -> str:
    return extract(compile_pdf(paper.as_json()), name="avsikt.pdf").text


def as_word(paper: Paper) -> str:
    return extract(render_word(paper.as_json()), name="avsikt.docx").text


FORMATS = pytest.mark.parametrize("printed", [as_pdf, as_word])
Printed = Callable[[Paper], str]


def signers(**days: str) -> list[Signer]:
    """Everybody by name; `days` says of each first name when she approved, or signed on paper ("p")."""
    found = []
    for line, name in zip(LINES, NAMES, strict=True):
        day = days.get(name.split()[0], "")
        how = {"on_paper": day[1:]} if day.startswith("p") else {"approved": day}
        found.append(Signer(line.role, line.party, name, line.role, **how))
    return found


def read(text: str) -> dict[str, Any]:
    return read_text(text, today=DAY).as_json()


@FORMATS
def test_a_letter_to_sign_on_paper_reads_as_a_letter_of_intent_with_a_line_for_each_post(printed: Printed) -> None:
    nameless = [Signer(line.role, line.party) for line in LINES]
    found = read(printed(compose(WORDS, COUNTY_FORM, HEAD, nameless)))
    assert (found["kind"], found["title"]) == ("letter_of_intent", "Avsiktsförklaring om familjecentral i Laxå kommun")
    assert (found["date"], found["registry_numbers"], found["area"]) == ("2024-11-04", ["KS 2024/118"], "Laxå")
    assert found["parties"] == ["Laxå kommun", "Mama Mia City"]
    assert set(found["legs"]) == {"MIDWIFERY", "CHILD_HEALTH", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"}
    assert [(one["name"], one["title"]) for one in found["signatories"]] == [(None, post) for post in POSTS]
    assert [one["heading"] for one in found["sections"]] == [
        *("Parter", "Det här vill vi", "Bakgrund", "Det här vilar på", "Uppdraget", "Vad avsiktsförklaringen betyder"),
        "Mål som avsiktsförklaringen bidrar till",
    ]
    assert found["warnings"] == []


@FORMATS
def test_who_is_named_and_has_not_answered_reads_as_one_who_signs(printed: Printed) -> None:
    found = read(printed(compose(WORDS, COUNTY_FORM, HEAD, signers())))
    assert [(one["name"], one["title"]) for one in found["signatories"]] == list(zip(NAMES, POSTS, strict=True))
    assert found["attestations"] == []


@FORMATS
def test_who_approved_digitally_reads_as_an_approval_and_never_as_a_signature(printed: Printed) -> None:
    days = dict.fromkeys((name.split()[0] for name in NAMES), "2024-11-08")
    found = read(printed(compose(WORDS, COUNTY_FORM, HEAD, signers(**days))))
    approved = [(one["name"], one["title"], one["date"]) for one in found["attestations"]]
    assert approved == [(name, post, "2024-11-08") for name, post in zip(NAMES, POSTS, strict=True)]
    assert found["signatories"] == []


@FORMATS
def test_ink_and_digital_stand_apart(printed: Printed) -> None:
    days = {"Arvid": "2024-11-08", "Siv": "p2024-11-09", "Maj": "2024-11-08", "Sofia": "2024-11-08"}
    text = printed(compose(WORDS, COUNTY_FORM, HEAD, signers(**days)))
    found = read(text)
    assert [one["name"] for one in found["signatories"]] == ["Siv Brunört"]
    assert [one["name"] for one in found["attestations"]] == ["Arvid Tallkotte", "Maj Kornvallmo", "Sofia Vitmossa"]
    assert "Siv Brunört, 2024-11-09" in " ".join(text.split())


@FORMATS
def test_the_template_with_open_placeholders_reads_as_a_template(printed: Printed) -> None:
    open_form = replace(COUNTY_FORM.begun(aim="like", values={}), lines=LINES)
    nameless = [Signer(line.role, "") for line in LINES]
    found = read(printed(compose(open_form, COUNTY_FORM, Head(Letterhead("Region Örebro län")), nameless, mark=DRAFT)))
    assert found["kind"] == "letter_of_intent_template"
    assert [one["title"] for one in found["signatories"]] == [line.role for line in LINES]
    assert {one["code"] for one in found["warnings"]} == {"placeholder_open"}


def test_what_was_never_called_a_signature_is_not_called_so_in_print() -> None:
    days = dict.fromkeys((name.split()[0] for name in NAMES), "2024-11-08")
    text = as_word(compose(WORDS, COUNTY_FORM, HEAD, signers(**days)))
    assert "Godkänt digitalt av" in text
    assert "De är inte elektroniska underskrifter enligt lag." in text
    assert "e-legitimation" not in text


def test_every_open_placeholder_is_told_where_it_stands() -> None:
    content = COUNTY_FORM.begun(aim="full", values={})
    told = [(one.path, one.sentence) for one in gaps(content, COUNTY_FORM)]
    assert ("title", "Platsen saknas i rubriken.") in told
    assert ("sections.background", "Barnens åldrar saknas under ”Bakgrund”.") in told
    assert told[-1][0] == "parties"


@pytest.mark.parametrize("aim", ["full", "like"])
def test_the_aim_is_filled_in_by_itself(aim: str) -> None:
    content = COUNTY_FORM.begun(aim=aim, values=VALUES)
    word = {"full": "en familjecentral i", "like": "en familjecentralsliknande verksamhet i"}[aim]
    assert word in content.text_of("opening")


def test_a_content_is_the_same_after_it_has_been_kept() -> None:
    assert Content.from_json(WORDS.as_json()) == WORDS
    assert WORDS.checksum({}) != replace(WORDS, title="En annan").checksum({})
    assert WORDS.checksum({}) != WORDS.checksum({"date": dt.date(2024, 1, 1).isoformat()})
