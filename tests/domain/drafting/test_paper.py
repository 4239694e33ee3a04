"""What a layout makes of a content: the order, the forms of the proposal, and what is left out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from famn.domain.matters.drafting.clauses import spoken_date
from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.gaps import gaps
from famn.domain.matters.drafting.layouts import HeadKey, Layout
from famn.domain.matters.drafting.paper import Attestation, Head, Letterhead, Paper, Proposal, Text, compose
from famn.domain.matters.drafting.prose import plain
from famn.seeds import layouts

BOARD = "Ekbackens stadsdelsnämnd"
HEAD = Head(Letterhead("Ekbackens stadsdelsförvaltning"), BOARD, "2026-02-25", "2026-03-11", "EKB 2026/113", "Siv Ek")


def paper(layout: Layout, *points: Point, **parts: object) -> Paper:
    return compose(replace(Content("Om familjecentral", points=points), **parts), layout, HEAD)  # type: ignore[arg-type]  # the names are Content's own


def proposals(made: Paper) -> list[Proposal]:
    return [part for part in made.parts if isinstance(part, Proposal)]


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.key)
def test_a_reference_layout_comes_back_from_json_as_it_was(layout: Layout) -> None:
    assert Layout.from_json(json.loads(json.dumps(layout.as_json()))) == layout


def test_the_parts_stand_in_the_order_of_the_layout() -> None:
    content = Content(
        "Om familjecentral",
        tuple(Section(one.key, one.heading, "Text.") for one in reversed(layouts.KARLSKOGA.text_headings)),
        (Point("Godkänna avtalet."),),
        ("Avtal",),
        ("Akten",),
        (Signatory("Siv Provström", "chef"),),
    )
    made = compose(content, layouts.KARLSKOGA, HEAD, [Attestation("Siv Provström", "chef", "2026-02-25")])
    assert [part.heading for part in made.parts] == [one.heading for one in layouts.KARLSKOGA.headings]


def test_what_is_empty_is_left_out_with_its_heading() -> None:
    assert paper(layouts.STOCKHOLM_DISTRICT).parts == ()


def test_a_heading_without_text_prints_the_reason_why() -> None:
    made = paper(layouts.STOCKHOLM_DISTRICT, excuses={"equality": "Beslutet rör bara en adress."})
    (part,) = made.parts
    assert isinstance(part, Text)
    assert (part.heading, plain(part.blocks)) == ("Jämställdhetsanalys", "Beslutet rör bara en adress.")


def test_the_head_prints_what_has_a_value_under_the_authoritys_own_words() -> None:
    made = paper(layouts.GOTEBORG)
    assert [(one.key, one.label, one.value) for one in made.head][:2] == [
        (HeadKey.DATE, "Utfärdat", "2026-02-25"),
        (HeadKey.REGISTRY, "Diarienummer", "EKB 2026/113"),
    ]
    assert made.registry_number == "EKB 2026/113"
    assert HeadKey.PHONE not in {one.key for one in made.head}


def test_points_are_printed_as_they_were_written() -> None:
    (proposal,) = proposals(paper(layouts.STOCKHOLM_DISTRICT, Point(f"{BOARD} godkänner avtalet.")))
    assert (proposal.lead, proposal.clauses) == ("", (f"{BOARD} godkänner avtalet.",))


def test_a_lead_names_who_proposes_and_who_decides() -> None:
    (proposal,) = proposals(paper(layouts.OSTERAKER, Point("Godkänna avtalet.")))
    assert proposal.lead == f"Ekbackens stadsdelsförvaltning föreslår {BOARD} besluta"


def test_a_board_is_named_with_a_small_letter_inside_a_sentence_unless_it_bears_a_place() -> None:
    head = replace(HEAD, authority="Socialnämnden")
    made = compose(Content(points=(Point("Godkänna avtalet."),)), layouts.OSTERAKER, head)
    assert proposals(made)[0].lead.endswith("föreslår socialnämnden besluta")


def test_clauses_begin_with_att_once() -> None:
    (proposal,) = proposals(paper(layouts.UPPSALA, Point("Godkänna avtalet"), Point("att ge BVC i uppdrag")))
    assert proposal.clauses == ("att godkänna avtalet", "att ge BVC i uppdrag")


@pytest.mark.parametrize(
    ("layout", "clauses", "note"),
    [
        (layouts.STOCKHOLM_DISTRICT, (f"{BOARD} beslutar om omedelbar justering.",), ""),
        (layouts.OSTERAKER, ("Förklara paragrafen omedelbart justerad.",), ""),
        (layouts.REGION_STOCKHOLM, ("att förklara paragrafen omedelbart justerad",), ""),
        (layouts.GOTEBORG, (), "Paragrafen föreslås bli omedelbart justerad."),
    ],
)
def test_immediate_approval_is_asked_for_in_the_authoritys_own_form(
    layout: Layout, clauses: tuple[str, ...], note: str
) -> None:
    (proposal,) = proposals(paper(layout, Point("", immediate_approval=True)))
    assert (proposal.clauses, proposal.note) == (clauses, note)


def test_who_signs_and_when_it_is_reported_back_are_added_where_the_words_do_not_say_it() -> None:
    point = Point(
        "Ge två chefer i uppdrag att skriva under.",
        report_back_date="2027-05-31",
        mandate=(Holder("Socialchef", "Siv Provström"), Holder("Förskolechef")),
    )
    (proposal,) = proposals(paper(layouts.OSTERAKER, point))
    assert proposal.clauses == (
        "Ge två chefer i uppdrag att skriva under, med socialchef Siv Provström och förskolechef som undertecknare"
        " och med återredovisning senast 31 maj 2027.",
    )


def test_nothing_is_added_that_the_words_say_already() -> None:
    text = "Ge socialchefen i uppdrag att redovisa frågan senast den 31 maj 2027."
    point = Point(text, report_back_date="2027-05-31", mandate=(Holder("Socialchef"),))
    assert proposals(paper(layouts.OSTERAKER, point))[0].clauses == (text,)


def test_each_body_has_a_heading_of_its_own_where_the_layout_says_so() -> None:
    points = (Point("Anta avtalet."), Point("Avsätta medel.", body="Kommunfullmäktige"), Point("Skriva under."))
    found = proposals(paper(layouts.HARRYDA, *points))
    assert [(one.heading, one.clauses, one.start) for one in found] == [
        (f"Förslag till beslut i {BOARD}", ("Anta avtalet.", "Skriva under."), 1),
        ("Förslag till beslut i kommunfullmäktige", ("Avsätta medel.",), 1),
    ]


def test_another_body_is_named_in_the_point_where_nothing_else_names_it() -> None:
    (proposal,) = proposals(paper(layouts.STOCKHOLM_DISTRICT, Point("Anta avtalet.", body="Kommunstyrelsen")))
    assert proposal.clauses == ("Kommunstyrelsen beslutar att anta avtalet.",)


def test_each_proposer_has_a_lead_and_the_numbers_go_on() -> None:
    points = (Point("Anta avtalet."), Point("Avsätta medel.", proposer="Ekonomikontoret"))
    first, second = proposals(paper(layouts.OSTERAKER, *points))
    assert (second.heading, second.start) == ("", 2)
    assert second.lead == f"Ekonomikontoret föreslår {BOARD} besluta"
    assert first.clauses == ("Anta avtalet.",)


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2027-05-31", "31 maj 2027"), ("2027-11", "november 2027"), ("2027", "2027"), ("hösten", "hösten"), ("", "")],
)
def test_a_date_is_said_as_precisely_as_it_is_known(iso: str, said: str) -> None:
    assert spoken_date(iso) == said


def test_a_report_says_what_it_lacks_until_it_lacks_nothing() -> None:
    layout = layouts.STOCKHOLM_DISTRICT
    lacking = {gap.path for gap in gaps(Content(), layout)}
    assert lacking == {"title", "points", "signatories", "sections.summary", "sections.matter", "sections.equality"}
    full = Content(
        "Om familjecentral",
        (Section("summary", "", "Kort."), Section("matter", "", "Långt.")),
        (Point("Anta avtalet."),),
        signatories=(Signatory("Siv Provström"),),
        excuses={"equality": "Beslutet rör bara en adress."},
    )
    assert gaps(full, layout) == ()


def test_a_section_that_may_not_be_excused_needs_words() -> None:
    excused = Content(excuses={"summary": "hinner inte"})
    assert "sections.summary" in {gap.path for gap in gaps(excused, layouts.STOCKHOLM_DISTRICT)}
