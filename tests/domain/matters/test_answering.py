"""An assignment that follows from a decision, and its answer part by part."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.answers import COMMON, Asked, PartKind, Row
from famn.domain.matters.models import (
    Assignment,
    AssignmentAnswer,
    AssignmentPart,
    Decision,
    Document,
    DocumentKind,
)
from famn.domain.matters.reading import read_text
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from tests.factories import make_assignment, make_document, make_matter
from tests.people import AT, DAY, House
from tests.scenes import scene
from tests.web.report_desk import Desk, begin, decided, make_desk, user

COSTS = (Row("Samordnare, halvtid", "Ekbackens kommun", 310_000), Row("Hyra", "Region Norrby", 640_000))


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def give(desk: Desk, *, by: Actor | None = None, **changes: Any) -> Assignment:
    """An assignment by hand after a decision."""
    decided(desk)
    decision = rules.visible_decisions(desk.sara).get()
    facts: dict[str, Any] = {
        "text": "Återkom med en plan för bemanningen.",
        "responsible": user(desk.anna),
        "due_date": timezone.localdate() + dt.timedelta(days=60),
        "asked": COMMON[:2],
    }
    return actions.give_assignment(decision, by=by or desk.sara, at=timezone.now(), **facts | changes)


def part(assignment: Assignment, heading: str) -> AssignmentPart:
    return AssignmentPart.objects.select_related("assignment__matter").get(assignment=assignment, heading=heading)


def asked(by: Actor, *headings: str) -> Assignment:
    assignment = make_assignment(make_matter(by, registry_number="EKB 2026/14"))
    kinds = {one.heading: one.kind for one in COMMON}
    wanted = [Asked(kinds.get(heading, PartKind.QUESTION), heading) for heading in headings]
    actions.ask_parts(assignment, wanted, by=by, at=AT)
    return assignment


# --- by hand ---------------------------------------------------------------------------------------


def test_an_assignment_by_hand_says_what_who_to_whom_when_and_in_which_parts(desk: Desk) -> None:
    given = give(desk)
    assert (given.body, given.responsible_id, given.matter_id) == (
        "Ekbackens stadsdelsnämnd",
        desk.anna.user_id,
        desk.matter.pk,
    )
    assert [one.heading for one in reads.asked_parts(given)] == ["Kostnader", "Lokaler"]
    decision = Decision.objects.select_related("report").get()
    assert [one.pk for one in reads.assignments_after(decision)] == [given.pk]
    assert Letter.objects.filter(to=user(desk.anna).email, subject__startswith="Ett uppdrag till dig").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": " "}, "text"), ({"due_date": dt.date(2020, 1, 1)}, "due_date")],
)
def test_what_cannot_be_is_told_at_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        give(desk, **changes)
    assert refused.value.field == field


def test_nobody_of_another_authority_gives_one_or_gets_one(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        give(desk, responsible=user(desk.cesar))
    assert refused.value.field == "responsible"
    decision = rules.visible_decisions(desk.sara).get()
    with pytest.raises(Denied):
        actions.give_assignment(
            decision, by=desk.cesar, at=AT, text="Svara.", responsible=user(desk.anna), due_date=dt.date(2099, 1, 1)
        )


# --- part by part ----------------------------------------------------------------------------------


def test_parts_are_asked_for_once_in_their_order_and_may_be_dropped_until_answered(anna: Actor) -> None:
    assignment = asked(anna, "Kostnader", "Hur många familjer?")
    actions.ask_parts(assignment, COMMON, by=anna, at=AT)
    headings = [one.heading for one in reads.asked_parts(assignment)]
    assert headings == ["Kostnader", "Hur många familjer?", "Lokaler", "Bemanning", "Övriga frågor"]
    actions.drop_part(part(assignment, "Lokaler"), by=anna, at=AT)
    actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="Det ryms.")
    with pytest.raises(Refused, match="redan besvarad"):
        actions.drop_part(part(assignment, "Kostnader"), by=anna, at=AT)


def test_a_part_is_answered_in_words_and_rows_and_may_be_taken_back(anna: Actor) -> None:
    assignment = asked(anna, "Kostnader")
    row = actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="", rows=[*COSTS, Row(" ")])
    assert reads.answered(row).amount == 950_000 and len(row.rows) == 2 and row.answered_by_id == anna.user_id
    taken = actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text=" ")
    assert (taken.rows, taken.answered_at) == ([], None)


def test_what_is_unanswered_is_told_before_the_answer_is_given_and_may_be_meant(anna: Actor) -> None:
    assignment = asked(anna, "Kostnader", "Lokaler")
    actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="Se tabellen.", rows=COSTS)
    with pytest.raises(Refused, match="Lokaler") as refused:
        actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart.")
    assert refused.value.field == "is_partial"
    assert Assignment.objects.get().state == Assignment.State.OPEN
    done = actions.answer_assignment(assignment, by=anna, at=AT, answer="Lokaler kommer i maj.", is_partial=True)
    assert done.state == Assignment.State.ANSWERED


def test_an_answer_in_parts_becomes_a_document_of_the_matter_tied_both_ways(anna: Actor) -> None:
    assignment = asked(anna, "Kostnader")
    read_in = make_document(assignment.matter, title="Kalkyl")
    actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="Så här mycket.", rows=COSTS)
    actions.answer_assignment(assignment, by=anna, at=AT, answer="Se bilagan.", document=read_in)
    given = reads.answer_of(assignment)
    assert given is not None and given.document_id == read_in.pk and given.paper is not None
    assert given.paper.kind == DocumentKind.INVESTIGATION
    assert any("310\u00a0000" in one["text"] for one in given.paper.sections)
    for document in (read_in, given.paper):
        assert [one.pk for one in reads.answered_with(document)] == [assignment.pk]


def test_a_report_that_is_written_here_may_be_the_answer_and_its_document_tells_so(desk: Desk) -> None:
    assignment = make_assignment(desk.matter)
    report = begin(desk)
    actions.answer_assignment(assignment, by=desk.anna, at=AT, answer="Se utlåtandet.", report=report)
    given = reads.answer_of(assignment)
    assert given is not None and given.report_id == report.pk and given.paper is None
    report.document = make_document(desk.matter)
    report.save(update_fields=["document"])
    assert [one.pk for one in reads.answered_with(report.document)] == [assignment.pk]


def test_a_document_of_another_matter_is_no_answer(anna: Actor) -> None:
    assignment, other = make_assignment(make_matter(anna)), make_document(make_matter(anna))
    with pytest.raises(Refused) as refused:
        actions.answer_assignment(assignment, by=anna, at=AT, answer="Klart.", document=other)
    assert refused.value.field == "document" and not AssignmentAnswer.objects.exists()


def test_an_answer_that_is_opened_again_may_be_given_anew_and_then_nothing_is_doubled(anna: Actor) -> None:
    assignment = asked(anna, "Kostnader")
    actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="Inget.", rows=[])
    for words in ("Klart.", "Klart.", "Klart igen."):
        actions.answer_assignment(assignment, by=anna, at=AT, answer=words)
        assignment = actions.reopen_assignment(assignment, by=anna, at=AT)
    assert Document.objects.filter(matter=assignment.matter_id).count() == 2
    assert AssignmentAnswer.objects.count() == 1


def test_a_part_cannot_be_changed_when_the_answer_is_given_nor_by_others(anna: Actor, cesar: Actor) -> None:
    assignment = asked(anna, "Kostnader")
    with pytest.raises(Denied):
        actions.answer_part(part(assignment, "Kostnader"), by=cesar, at=AT, text="Nej.")
    actions.answer_assignment(assignment, by=anna, at=AT, answer="Inget.", is_partial=True)
    with pytest.raises(Denied, match="redan klart"):
        actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="För sent.")


@pytest.mark.parametrize("name", ["svar.pdf", "svar.docx"])
def test_the_paper_of_an_answer_is_read_back(anna: Actor, name: str) -> None:
    assignment = asked(anna, "Kostnader", "Bemanning", "Övriga frågor")
    posts = [Row("Samordnare", "Ekbackens kommun", None, 200), Row("Föräldrarådgivare", "Region Norrby", None, 375)]
    actions.answer_part(part(assignment, "Kostnader"), by=anna, at=AT, text="Per år.", rows=COSTS)
    actions.answer_part(part(assignment, "Bemanning"), by=anna, at=AT, text="", rows=posts)
    actions.answer_assignment(assignment, by=anna, at=AT, answer="Här är utredningen.", is_partial=True)
    paper = reads.answer_paper(Assignment.objects.select_related("matter").get(), at=AT).as_json()
    made = compile_pdf(paper) if name.endswith("pdf") else render_word(paper)
    text = extract(made, name=name).text
    read = read_text(text, today=DAY).as_json()
    assert (read["kind"], read["date"]) == ("investigation", DAY.isoformat())
    assert (read["registry_numbers"], read["authority"]) == (["EKB 2026/14"], "Ekbackens stadsdelsnämnd")
    said = " ".join(text.split()).replace("\u00a0", " ")
    for words in ("Samordnare, halvtid", "950 000", "57,5", "Den här delen är inte besvarad."):
        assert words in said
