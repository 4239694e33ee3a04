"""An extract of minutes says what was decided in the decision's own words, and is read back as it was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from famn.domain.matters.drafting.extracts import Approval, Extract, compose
from famn.domain.matters.drafting.paper import Head, Letterhead
from famn.domain.matters.reading import read_text
from famn.outside.extract import extract as words_of
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from tests.domain.drafting.reading_back import bare, stripped
from tests.people import DAY

HEAD = Head(Letterhead("Ekbackens stadsdelsförvaltning", "Ekbackens kommun"), registry_number="EKB 2026/14")
APPROVED = Approval("2026-03-20", "Vera Vide och Sten Syrén", "Stora salen", "2026-03-21", "2026-04-14")
DECIDED = Extract(
    body="Ekbackens stadsdelsnämnd",
    meeting_date="2026-03-19",
    paragraph="§ 14",
    title="Familjecentral i Ekbacken",
    outcome="enligt förslaget",
    lead="Ekbackens stadsdelsnämnd beslutar",
    points=("Nämnden godkänner avsiktsförklaringen.", "Nämnden beslutar om omedelbar justering."),
    immediate=True,
    approval=APPROVED,
)


def from_pdf(extract: Extract) -> str:
    return words_of(compile_pdf(compose(extract, HEAD).as_json()), name="utdrag.pdf").text


def from_docx(extract: Extract) -> str:
    return words_of(stripped(render_word(compose(extract, HEAD).as_json())), name="utdrag.docx").text


SENTENCES = st.sampled_from(
    [
        "Nämnden godkänner avsiktsförklaringen.",
        "Nämnden ger förvaltningen i uppdrag att hyra lokalen intill barnavårdscentralen.",
        "Nämnden anslår 640 000 kronor om året till och med 2029.",
        "Uppdraget ska redovisas för nämnden senast 2026-11-30.",
    ]
)
TITLES = st.sampled_from(
    [
        "Familjecentral i Ekbacken",
        "Samverkansavtal för familjecentralen i Ekbacken mellan kommunen, regionen och Mama Mia City under fyra år",
        "Utredning familjecentral",
    ]
)


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    """Decisions as proposed, in points or att-clauses, and in a board's own words."""
    points = tuple(draw(st.lists(SENTENCES, min_size=1, max_size=4, unique=True)))
    body = draw(st.sampled_from(["Ekbackens stadsdelsnämnd", "Kommunstyrelsen", "Hälso- och sjukvårdsnämnden"]))
    made = replace(
        DECIDED,
        body=body,
        title=draw(TITLES),
        lead=f"{body} beslutar",
        points=points,
        immediate=draw(st.booleans()),
        paragraph=draw(st.sampled_from(["", "14", "§ 14", "§ 63/26"])),
        approval=draw(st.sampled_from([None, APPROVED, Approval("2026-03-20", "Vera Vide")])),
        reservations=draw(st.sampled_from(["", "Ulla Ek (X) reserverade sig mot beslutet."])),
    )
    form = draw(st.sampled_from(["points", "att", "words"]))
    if form == "att":
        return replace(made, with_att=True, points=tuple(f"att {one[0].lower()}{one[1:]}" for one in points))
    if form == "words":
        return replace(made, points=(), words="\n\n".join(points), outcome="på annat sätt")
    return made


@pytest.mark.parametrize("written", [from_pdf, from_docx])
def test_what_is_written_is_read_back(written: Callable[[Extract], str]) -> None:
    @seed(1)
    @settings(
        max_examples=25, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(extracts())
    def check(extract: Extract) -> None:
        read = read_text(written(extract), today=DAY).as_json()
        points = [bare(one["text"]) for one in read["decision_points"]]
        assert (read["kind"], read["title"]) == ("minutes_extract", extract.title)
        assert (read["date"], read["meeting_date"]) == (None, extract.meeting_date)
        assert (read["registry_numbers"], read["authority"]) == (["EKB 2026/14"], extract.body)
        assert points == [bare(one) for one in extract.points or extract.words.split("\n\n")]

    check()


def test_a_boards_own_words_are_printed_as_they_were_written() -> None:
    words = "* Nämnden säger nej.\n1. Inte nu\n# och **inte** sedan"
    said = " ".join(from_docx(replace(DECIDED, points=(), words=words)).split())
    assert "* Nämnden säger nej. 1. Inte nu # och **inte** sedan" in said


def test_who_approved_when_and_where_and_the_days_on_the_notice_board_are_told() -> None:
    said = " ".join(from_docx(DECIDED).split())
    assert "Justerat 20 mars 2026 av Vera Vide och Sten Syrén." in said and "Stora salen" in said
    assert "Justeringen var anslagen från 21 mars 2026 till 14 april 2026." in said
    assert "Paragrafen är omedelbart justerad." in said


def test_minutes_that_nobody_has_approved_say_so() -> None:
    assert "Protokollet är inte justerat än." in from_docx(replace(DECIDED, immediate=False, approval=None))


def test_an_extract_is_the_same_after_it_was_kept() -> None:
    assert Extract.from_json(DECIDED.as_json()) == DECIDED
