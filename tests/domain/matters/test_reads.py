"""What pages show of matters: the right rows, in the right order, at the same price for one row and for three."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.matters import actions, reads
from famn.domain.matters.models import Assignment, Document, DocumentKind, DocumentPerson, Matter
from famn.domain.matters.rules import DueState
from famn.domain.people.models import User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.due import by_nearness
from tests.domain.papers import READING
from tests.factories import make_assignment, make_document, make_incoming, make_matter
from tests.people import AT, DAY


def days(count: int) -> dt.date:
    return DAY + dt.timedelta(days=count)


def queries(show: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        show()
    return len(seen)


def titles(actor: Actor, **filters: Any) -> list[str]:
    return [row.title for row in reads.matters_list(actor, today=DAY, **filters).rows]


def full_matter(by: Actor, number: int) -> Matter:
    """A matter with two of everything."""
    matter = make_matter(by, title=f"Ärende {number}", case_officer_id=by.user_id, meeting_date=days(number))
    for _ in range(2):
        document = make_document(matter)
        DocumentPerson.objects.create(document=document, part=DocumentPerson.Part.SIGNATORY, number=1, name="A")
        document.points.create(number=1, text="Nämnden godkänner.")
        make_assignment(matter, due_date=days(number), point=document.points.get())
    return matter


# --- the price -------------------------------------------------------------------------------------


def test_the_list_costs_the_same_with_one_row_and_with_three(anna: Actor) -> None:
    full_matter(anna, 1)

    def show() -> list[str]:
        return [row.officer for row in reads.matters_list(anna, today=DAY).rows]

    one = queries(show)
    full_matter(anna, 2), full_matter(anna, 3)
    assert queries(show) == one
    assert len(show()) == 3


def test_the_page_of_a_matter_costs_the_same_with_one_document_and_with_three(anna: Actor) -> None:
    matter = full_matter(anna, 1)

    def show() -> None:
        page = reads.matter_page(matter, today=DAY)
        for view in page.documents:
            assert [view.document.added_by.name, view.document.matter.code, view.document.kept_by][0]
        for one in page.assignments:
            assert one.assignment.responsible is not None
        reads.timeline(matter, today=DAY)

    one = queries(show)
    for _ in range(2):
        make_document(matter).points.create(number=1, text="Mer.")
        make_assignment(matter)
    assert queries(show) == one


def test_my_day_costs_the_same_with_one_of_each_and_with_three(at_work: Actor) -> None:
    def fill(number: int) -> None:
        make_incoming(at_work, content=f"fil {number}".encode(), reading={"reading": READING})
        make_matter(at_work, case_officer_id=None)
        full_matter(at_work, number)

    def show() -> int:
        waits, comes = reads.waiting_for(at_work, today=DAY), reads.deadlines(at_work, today=DAY)
        return len(waits) + len(comes) + len(reads.news(at_work, since=AT))

    fill(1)
    one = queries(show)
    fill(2), fill(3)
    assert queries(show) == one


# --- the list --------------------------------------------------------------------------------------


def test_a_row_tells_the_officer_the_documents_and_the_next_day(anna: Actor) -> None:
    matter = make_matter(anna, registry_number="SN 18/0098", body="Nämnden")
    make_document(matter), make_document(matter)
    make_assignment(matter, due_date=days(40)), make_assignment(matter, due_date=days(-2))
    make_assignment(matter, due_date=days(-9), state="answered", settled_at=AT, settled_by_id=anna.user_id)
    (row,) = reads.matters_list(anna, today=DAY).rows
    assert (row.officer, row.documents, row.next_due) == ("Anna Almgren", 2, days(-2))
    assert row.due_state == DueState.OVERDUE
    assert (row.code, row.registry_number, row.body) == (matter.code, "SN 18/0098", "Nämnden")


def test_a_matter_without_assignments_has_no_next_day_and_an_unknown_officer_is_named_as_written(anna: Actor) -> None:
    make_matter(anna, case_officer_id=None, case_officer_name="Okänd Ormbunke")
    (row,) = reads.matters_list(anna, today=DAY).rows
    assert (row.next_due, row.due_state, row.documents) == (None, None, 0)
    assert (row.officer, row.officer_code) == ("Okänd Ormbunke", "")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("österåker", {"Familjecentral i Österåker"}),
        ("ÖSTERÅKER", {"Familjecentral i Österåker"}),
        ("osteraker", {"Familjecentral i Österåker"}),
        ("kommunstyrelsen", {"Familjecentral i Österåker"}),
        ("KS 2021/0049", {"Familjecentral i Österåker"}),
        ("ks 2021/49", {"Familjecentral i Österåker"}),
        ("2021/0049", {"Familjecentral i Österåker"}),
        ("  familjecentral   i ", {"Familjecentral i Österåker", "Familjecentral i Ekbacken"}),
        ("100 %", set()),
        ("finns inte", set()),
        ("", {"Familjecentral i Österåker", "Familjecentral i Ekbacken"}),
    ],
)
def test_the_list_is_searched_by_title_board_and_number_with_and_without_dots(
    anna: Actor, words: str, found: set[str]
) -> None:
    make_matter(
        anna,
        title="Familjecentral i Österåker",
        body="Kommunstyrelsen",
        registry_number="KS 2021/0049",
        registry_key="KS 2021/49",
    )
    make_matter(anna)
    assert set(titles(anna, q=words)) == found


def test_the_list_is_filtered_by_state_kind_officer_and_day(anna: Actor, dag: Actor) -> None:
    make_document(make_matter(anna, title="Motion"), kind=DocumentKind.MOTION)
    make_matter(anna, title="Stängt", state="closed", closed_at=AT, closed_by_id=anna.user_id)
    make_matter(anna, title="Dags", case_officer_id=dag.user_id)
    make_matter(anna, title="Ingens", case_officer_id=None)
    make_assignment(make_matter(anna, title="Sent"), due_date=days(-1))
    make_assignment(make_matter(anna, title="I dag"), due_date=DAY)
    make_assignment(make_matter(anna, title="Snart"), due_date=days(14))
    make_assignment(make_matter(anna, title="Sedan"), due_date=days(15))
    dag_code = User.objects.get(pk=dag.user_id).code
    assert titles(anna, kind="motion") == ["Motion"]
    assert titles(anna, state="closed") == ["Stängt"]
    assert titles(anna, officer=dag_code) == ["Dags"]
    assert titles(anna, officer="none") == ["Ingens"]
    assert titles(dag, officer="me") == ["Dags"]
    assert titles(anna, due="overdue") == ["Sent"]
    assert titles(anna, due="today") == ["I dag"]
    assert set(titles(anna, due="soon")) == {"I dag", "Snart"}
    assert titles(anna, due="later") == ["Sedan"]


@pytest.mark.parametrize("name", ["state", "kind", "officer", "due"])
def test_a_filter_that_is_unknown_shows_nothing(anna: Actor, name: str) -> None:
    make_matter(anna)
    assert titles(anna, **{name: "påhittat"}) == []


def test_the_list_is_paged_with_the_newest_first_and_a_wild_page_number_is_no_fault(anna: Actor) -> None:
    for number in range(51):
        make_matter(anna, title=f"Ärende {number}", opened_at=AT + dt.timedelta(minutes=number))
    first = reads.matters_list(anna, today=DAY)
    assert (len(first.rows), first.total, first.rows[0].title) == (50, 51, "Ärende 50")
    assert titles(anna, page=2) == ["Ärende 0"]
    assert titles(anna, page="hej") == titles(anna, page=1)
    assert titles(anna, page=999) == ["Ärende 0"]


def test_the_officers_to_choose_among_are_those_of_the_matters_one_sees_in_swedish_order(
    anna: Actor, dag: Actor, cesar: Actor
) -> None:
    User.objects.filter(pk=anna.user_id).update(name="Åsa Almgren")
    User.objects.filter(pk=dag.user_id).update(name="Zara Dahlström")
    for actor in (anna, dag, cesar):
        make_matter(actor)
    assert [person.name for person in reads.case_officers(anna)] == ["Zara Dahlström", "Åsa Almgren"]


# --- one matter ------------------------------------------------------------------------------------


def test_signatures_and_attests_are_never_mixed(anna: Actor) -> None:
    document = make_document(make_matter(anna))
    for part, name in ((DocumentPerson.Part.ATTESTER, "B"), (DocumentPerson.Part.SIGNATORY, "A")):
        DocumentPerson.objects.create(document=document, part=part, number=1, name=name)
    (view,) = reads.matter_page(document.matter, today=DAY).documents
    assert [one.name for one in view.signatories] == ["A"]
    assert [one.name for one in view.attesters] == ["B"]


def test_assignments_tell_how_late_they_are_and_what_still_waits(anna: Actor) -> None:
    matter = make_matter(anna)
    make_assignment(matter, due_date=days(-3))
    make_assignment(matter, due_date=days(3))
    make_assignment(matter, due_date=days(-30), state="withdrawn", settled_at=AT, settled_by_id=anna.user_id)
    page = reads.matter_page(matter, today=DAY)
    shown = [(one.due_state, one.late_days) for one in page.assignments]
    assert shown == [(DueState.SETTLED, 0), (DueState.OVERDUE, 3), (DueState.SOON, 0)]
    assert len(page.waiting) == 2


def test_the_timeline_has_what_is_to_come_first_and_then_the_newest(anna: Actor, dag: Actor) -> None:
    matter = make_matter(anna, meeting_date=days(10))
    assignment = make_assignment(matter, due_date=days(40))
    make_assignment(matter, due_date=days(-40))
    title = {"title": matter.title, "case_officer": None, "meeting_date": days(10)}
    actions.change_matter(matter, by=anna, at=AT, **title)
    later = AT + dt.timedelta(hours=1)
    actions.hand_over_assignment(assignment, by=dag, at=later, to=User.objects.get(pk=anna.user_id))
    actions.answer_assignment(assignment, by=dag, at=later, answer="Klart.")
    make_assignment(matter, due_date=days(20))
    events = reads.timeline(matter, today=DAY)
    assert [(event.coming, event.day) for event in events[:2]] == [(True, days(20)), (True, days(10))]
    assert [(event.title, event.who) for event in events[2:]] == [
        ("Uppdraget besvarades", "Dag Dahlström"),
        ("Ärendet ändrades", "Anna Almgren"),
    ]
    assert events[2].text == assignment.text
    assert events[2].code == assignment.code


def test_the_timeline_of_one_matter_tells_nothing_of_another(anna: Actor) -> None:
    mine, other = make_matter(anna), make_matter(anna)
    actions.close_matter(other, by=anna, at=AT)
    actions.answer_assignment(make_assignment(make_matter(anna)), by=anna, at=AT, answer="Klart.")
    assert reads.timeline(mine, today=DAY) == []


def test_a_reminder_stands_in_the_timeline_without_a_doer(anna: Actor) -> None:
    matter = make_matter(anna)
    make_assignment(matter, due_date=days(1))
    actions.remind_of_assignments(by=HOUSE, at=AT)
    (coming, reminded) = reads.timeline(matter, today=DAY)
    assert coming.coming
    assert (reminded.title, reminded.who) == ("Påminnelse skickades", "")


# --- my day ----------------------------------------------------------------------------------------


def test_work_waits_today_this_week_or_later(at_work: Actor) -> None:
    matter = make_matter(at_work)
    for count in (-2, 0, 1, 6, 7):  # the day of the tests is a Monday
        make_assignment(matter, text=f"om {count}", due_date=days(count))
    desk = by_nearness(reads.waiting_for(at_work, today=DAY), DAY)
    assert [item.title for item in desk.today] == ["om -2", "om 0"]
    assert [item.title for item in desk.week] == ["om 1", "om 6"]
    assert [item.title for item in desk.later] == ["om 7"]
    assert [item.late_days(DAY) for item in desk.today] == [2, 0]


def test_incoming_files_wait_today_with_the_number_of_warnings(at_work: Actor) -> None:
    warned = READING | {"warnings": [{"code": "deadline_past"}, {"code": "date_order"}], "title": "Med varningar"}
    make_incoming(at_work, reading={"reading": warned})
    make_incoming(at_work, content=b"x", reading={"reading": READING | {"title": None}}, name="utan-rubrik.pdf")
    make_incoming(at_work, content=b"y", reading={})
    items = by_nearness(reads.waiting_for(at_work, today=DAY), DAY).today
    assert [item.title for item in items] == ["Med varningar", "utan-rubrik.pdf", "utlatande.txt"]
    assert items[0].note == "2 saker att titta på"
    assert items[1].note == items[2].note == "Inget konstigt hittades."


def test_settled_files_and_settled_assignments_do_not_wait(at_work: Actor) -> None:
    make_incoming(at_work, state="set_aside", settled_at=AT, settled_by_id=at_work.user_id)
    make_assignment(make_matter(at_work), state="answered", settled_at=AT, settled_by_id=at_work.user_id)
    assert reads.waiting_for(at_work, today=DAY) == []


def test_others_assignments_do_not_wait_for_me_but_nobodys_do(at_work: Actor, dag: Actor) -> None:
    matter = make_matter(at_work)
    make_assignment(matter, responsible_id=dag.user_id, text="Dags")
    make_assignment(matter, responsible_id=None, text="Ingens")
    assert [item.title for item in by_nearness(reads.waiting_for(at_work, today=DAY), DAY).later] == ["Ingens"]


def test_a_colleague_without_the_role_has_only_her_own_answers_waiting(at_work: Actor, bo: Actor) -> None:
    make_incoming(at_work)
    matter = make_matter(at_work, case_officer_id=None)
    make_assignment(matter, responsible_id=None)
    make_assignment(matter, responsible_id=bo.user_id, text="Bos")
    assert [item.title for item in reads.waiting_for(bo, today=DAY)] == ["Bos"]


def test_matters_without_officer_wait_this_week_as_long_as_they_are_open(at_work: Actor) -> None:
    make_matter(at_work, title="Utan", case_officer_id=None)
    make_matter(at_work, case_officer_id=None, state="closed", closed_at=AT, closed_by_id=at_work.user_id)
    assert [item.title for item in by_nearness(reads.waiting_for(at_work, today=DAY), DAY).week] == ["Utan"]


def test_the_coming_weeks_hold_meetings_and_answers_by_day_and_nothing_beyond(anna: Actor) -> None:
    matter = make_matter(anna, title="Möte", meeting_date=days(3))
    make_assignment(matter, text="Sent", due_date=days(-5))
    make_assignment(matter, text="Sist", due_date=days(42))
    make_assignment(matter, text="Bortom", due_date=days(43))
    make_matter(anna, title="Har varit", meeting_date=days(-1))
    make_matter(anna, title="Stängt", meeting_date=days(2), state="closed", closed_at=AT, closed_by_id=anna.user_id)
    found = reads.deadlines(anna, today=DAY)
    assert [(one.title, one.kind) for one in found] == [
        ("Sent", "assignment"),
        ("Möte", "meeting"),
        ("Sist", "assignment"),
    ]
    assert [one.late_days(DAY) for one in found] == [5, 0, 0]


def test_news_tells_what_came_after_a_time_and_of_ones_own_authority(anna: Actor, cesar: Actor) -> None:
    matter = make_matter(anna)
    make_document(matter, title="Gammalt")
    make_document(matter, title="Nytt", added_at=AT + dt.timedelta(hours=1))
    make_document(make_matter(cesar), title="Andras", added_at=AT + dt.timedelta(hours=1))
    late = AT + dt.timedelta(hours=2)
    actions.answer_assignment(make_assignment(matter, text="Svara"), by=anna, at=late, answer="Klart.")
    actions.close_matter(make_matter(anna, title="Klart ärende"), by=anna, at=late + dt.timedelta(hours=1))
    found = reads.news(anna, since=AT)
    assert [(one.kind, one.title) for one in found] == [
        ("matter", "Klart ärende"),
        ("answer", "Svara"),
        ("document", "Nytt"),
    ]
    assert found[2].who == "Anna Almgren"


def test_the_last_change_of_a_file_is_told_with_its_doer(at_work: Actor) -> None:
    incoming = make_incoming(at_work)
    assert reads.last_change_of(incoming) is None
    actions.set_aside_file(incoming, by=at_work, at=AT)
    change = reads.last_change_of(incoming)
    assert change is not None
    assert (change.name, change.at) == ("Anna Almgren", AT)


def test_rows_of_other_authorities_never_show(anna: Actor, cesar: Actor) -> None:
    full_matter(anna, 1)
    assert titles(cesar) == []
    assert reads.waiting_for(cesar, today=DAY) == []
    assert reads.deadlines(cesar, today=DAY) == []
    assert reads.news(cesar, since=AT - dt.timedelta(days=9)) == []
    assert (Document.objects.count(), Assignment.objects.count()) == (2, 2)
