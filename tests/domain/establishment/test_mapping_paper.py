"""A mapping as a document, and what our own reader reads in it, from what is visible alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import Initiative, Mapping
from famn.domain.matters.drafting.paper import DRAFT, Paper, Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.reading import read_text
from famn.domain.people.models import Authority, User
from famn.domain.people.rules import Actor
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from tests.domain.drafting.reading_back import bare, stripped
from tests.domain.establishment.mappings import gather, start
from tests.factories import make_initiative, make_matter
from tests.people import AT, DAY
from tests.scenes import scene

SECTIONS = [
    "Sammanfattning",
    "Bakgrund",
    "Familjernas behov",
    "Lokala aktörer",
    "Samarbete med mödra- och barnhälsovården",
    "Invånarnas delaktighet",
    "Val av delområden",
    "Om dokumentet",
]


def from_pdf(paper: Paper) -> str:
    return extract(compile_pdf(paper.as_json()), name="kartlaggning.pdf").text


def from_docx(paper: Paper) -> str:
    return extract(stripped(render_word(paper.as_json())), name="kartlaggning.docx").text


def printed(mapping: Mapping, by: Actor) -> Paper:
    rows = Mapping.objects.select_related("initiative", "place", "based_on", "started_by")
    return reads.printed_mapping(rows.get(pk=mapping.pk), by, today=DAY)


@scene
def initiative(anna: Actor) -> Initiative:
    initiative = make_initiative(anna)
    matter = make_matter(anna, registry_number="KS 2026/0049")
    return actions.tie_matter(initiative, by=anna, at=AT, matter=matter)


@scene
def settled(initiative: Initiative, anna: Actor) -> Mapping:
    return actions.settle_mapping(gather(start(initiative, anna), anna), by=anna, at=AT)


def test_the_document_has_the_parts_in_their_order_and_says_which_were_not_chosen(
    settled: Mapping, anna: Actor
) -> None:
    paper = printed(settled, anna)
    assert [part.heading for part in paper.parts] == SECTIONS
    words = "\n".join(plain(part.blocks) for part in paper.parts if isinstance(part, Text))
    for told in (
        "Valda delområden: Backen.",
        "Bortvalda delområden: Sjösidan.",
        "Källa: Enkät på öppna förskolan, november 2025.",
        "Deltagare: 23.",
        "Det finns ingen lokal.",
        settled.sha256,
    ):
        assert told in words
    assert "08-465 004 12" not in words  # a contact is for those who work with it, not for the document


def test_a_draft_is_marked_and_a_settled_one_says_what_it_said_then(
    initiative: Initiative, anna: Actor, settled: Mapping
) -> None:
    before = printed(settled, anna)
    assert before.mark == ""
    second = start(initiative, anna)
    assert printed(second, anna).mark == DRAFT
    Authority.objects.filter(pk=initiative.authority_id).update(name="En annan nämnd")
    User.objects.filter(pk=anna.user_id or 0).update(name="Anna Annorlunda")
    assert printed(settled, anna) == before


@pytest.mark.parametrize("written", [from_pdf, from_docx])
def test_what_is_printed_is_read_back(settled: Mapping, anna: Actor, written: Callable[[Paper], str]) -> None:
    paper = printed(settled, anna)
    text = written(paper)
    reading = read_text(text, today=DAY).as_json()
    assert (reading["kind"], reading["title"]) == ("investigation", "Kartläggning i Ekbacken")
    assert (reading["date"], reading["registry_numbers"]) == (DAY.isoformat(), ["KS 2026/0049"])
    assert reading["case_officer"] == "Anna Almgren"
    headings = [one["heading"] for one in reading["sections"]]
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS
    read = bare(text)
    for told in ("Många nyinflyttade föräldrar saknar någon att fråga", "Biblioteket i Ekbacken bibliotek kan börja"):
        assert told in read
