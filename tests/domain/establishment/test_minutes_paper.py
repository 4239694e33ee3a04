"""Minutes of a group as a document, and what our own reader reads in it, from what is visible alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import GroupMeeting, MeetingDecision
from famn.domain.matters.drafting.paper import DRAFT, Paper, Text
from famn.domain.matters.drafting.prose import plain as plain_words
from famn.domain.matters.reading import read_text
from famn.domain.people.rules import Actor
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from tests.domain.drafting.reading_back import bare, stripped
from tests.domain.establishment.organising import make_groups, plan, sit, write
from tests.factories import make_initiative, make_matter
from tests.people import AT, DAY
from tests.scenes import scene

SECTIONS = ["Närvarande", "Dagordning", "Beslut", "Anteckningar", "Godkännande"]


def from_pdf(paper: Paper) -> str:
    return extract(compile_pdf(paper.as_json()), name="anteckningar.pdf").text


def from_docx(paper: Paper) -> str:
    return extract(stripped(render_word(paper.as_json())), name="anteckningar.docx").text


@scene
def held(anna: Actor) -> GroupMeeting:
    initiative = make_initiative(anna)
    actions.tie_matter(initiative, by=anna, at=AT, matter=make_matter(anna, registry_number="KS 2026/0049"))
    group, _ = make_groups(anna, initiative)
    sit(group, anna, anna)
    sit(group, anna, "Disa Daggkåpa", leg="CHILD_HEALTH")
    actions.raise_point(group, by=anna, at=AT, text="Lokaler i Tallhuset")
    meeting = write(plan(group, anna), anna, "Lokaler i Tallhuset", notes="Vi besökte **två** hus.")
    MeetingDecision.objects.create(
        meeting=meeting, number=1, text="Gruppen går vidare med Tallhuset.", recorded_by_id=anna.user_id, recorded_at=AT
    )
    return actions.hold_meeting(meeting, by=anna, at=AT)


@scene
def approved(held: GroupMeeting, anna: Actor) -> GroupMeeting:
    return actions.approve_minutes(held, by=anna, at=AT)


def test_the_document_has_its_parts_in_order_and_names_those_who_were_there(approved: GroupMeeting) -> None:
    paper = reads.printed_minutes(approved)
    assert [part.heading for part in paper.parts] == SECTIONS
    words = "\n".join(plain_words(part.blocks) for part in paper.parts if isinstance(part, Text))
    for told in (
        "Anna Almgren",
        "Disa Daggkåpa (barnhälsovård)",
        "Lokaler i Tallhuset",
        "Punkten är klar.",
        "1. Gruppen går vidare med Tallhuset.",
        "Anteckningarna godkändes 2 mars 2026 av Anna Almgren.",
    ):
        assert told in words


def test_minutes_that_nobody_has_approved_are_marked_as_a_draft(held: GroupMeeting, anna: Actor) -> None:
    assert reads.printed_minutes(held).mark == DRAFT
    actions.approve_minutes(held, by=anna, at=AT)
    assert reads.printed_minutes(held).mark == ""


@pytest.mark.parametrize("written", [from_pdf, from_docx])
def test_what_is_printed_is_read_back(approved: GroupMeeting, written: Callable[[Paper], str]) -> None:
    """As far as the reader's kinds go: it knows boards' documents, and takes a group's minutes for none of them."""
    paper = reads.printed_minutes(approved)
    text = written(paper)
    reading = read_text(text, today=DAY).as_json()
    assert reading["kind"] == "unknown"
    assert reading["title"] in {paper.title, paper.document_word}  # in a PDF it takes the word above for the title
    assert (reading["date"], reading["registry_numbers"]) == (DAY.isoformat(), ["KS 2026/0049"])
    lines = [line.strip("# ") for line in text.splitlines()]
    assert [line for line in lines if line in SECTIONS] == SECTIONS
    read = bare(text)
    for told in ("Gruppen går vidare med Tallhuset", "Vi besökte två hus", "Disa Daggkåpa barnhälsovård"):
        assert told in read
