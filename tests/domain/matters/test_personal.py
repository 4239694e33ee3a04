"""Decisions by one person: under delegation, by a chair, by a private provider; and the order they stand on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import BoardFacts, PersonallyDecided
from famn.domain.matters.models import Board, BoardMeeting, DelegationItem, PersonalDecision
from famn.domain.people import actions as people
from famn.domain.people.models import Authority, Principal, Role, SecrecyArea
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.matters.test_reports import Desk, make_desk
from tests.factories import make_document, make_matter
from tests.people import AT, DAY, House, build_house, make_actor, make_unit
from tests.scenes import scene

WEEK = dt.timedelta(weeks=1)
MEETING = DAY + WEEK
AFTER = AT + dt.timedelta(days=8)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def make_item(desk: Desk, number: str = "4.2") -> DelegationItem:
    return actions.add_delegation_item(by=desk.sara, at=AT, number=number, text="Avtal om lokal", delegate="chef")


def make_meeting(desk: Desk, name: str = "Ekbackens stadsdelsnämnd", day: dt.date = MEETING) -> BoardMeeting:
    board = Board.objects.filter(name=name).first()
    board = board or actions.add_board(by=desk.sara, at=AT, facts=BoardFacts(name, "board"))
    (meeting,) = actions.plan_meetings(board, by=desk.sara, at=AT, days=[day])
    return BoardMeeting.objects.select_related("board").get(pk=meeting.pk)


def said(by_item: DelegationItem | None = None, **changes: Any) -> PersonallyDecided:
    first = PersonallyDecided("delegation", "Maj Mandelblom", "enhetschef", "Avtalet godkänns.", DAY, item=by_item)
    return dataclasses.replace(first, **changes)


def delegated(desk: Desk, **changes: Any) -> PersonalDecision:
    item = DelegationItem.objects.first() or make_item(desk)
    return actions.record_personal_decision(desk.matter, said(item, **changes), by=desk.maj, at=AT)


def test_a_delegated_decision_keeps_the_words_of_its_item_when_the_item_changes(desk: Desk) -> None:
    item = make_item(desk)
    row = delegated(desk)
    actions.change_delegation_item(item, by=desk.sara, at=AT, number="4.3", text="Något annat", delegate="chef")
    row.refresh_from_db()
    assert (row.item_text, row.item_id) == ("4.2 Avtal om lokal", item.pk)
    assert TrailEvent.objects.filter(verb="record_personal_decision", thing_id=row.pk).exists()


WRONG = [
    ({"kind": "provider"}, "kind"),
    ({"kind": "other"}, "kind"),
    ({"item": None}, "item"),
    ({"name": " "}, "name"),
    ({"title": ""}, "title"),
    ({"text": ""}, "text"),
    ({"decided_on": None}, "decided_on"),
    ({"decided_on": DAY + WEEK}, "decided_on"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    facts = said(make_item(desk), **changes)
    with pytest.raises(Refused) as refused:
        actions.record_personal_decision(desk.matter, facts, by=desk.maj, at=AT)
    assert refused.value.field == field and not PersonalDecision.objects.exists()


def test_an_item_that_no_longer_holds_gives_no_right_to_decide(desk: Desk) -> None:
    item = make_item(desk)
    actions.end_delegation_item(item, by=desk.sara, at=AT)
    with pytest.raises(Refused) as refused:
        actions.record_personal_decision(desk.matter, said(item), by=desk.maj, at=AT)
    assert refused.value.field == "item"
    assert [one.pk for one in reads.delegation_order(desk.anna)] == []


def test_a_chairs_decision_needs_no_item_and_is_reported_too(desk: Desk) -> None:
    row = delegated(desk, kind="chair", name="Olof Ordförande", title="ordförande", item=None)
    assert row.item is None and row.is_to_be_reported


def test_nobody_of_another_authority_records_sees_or_reports(desk: Desk) -> None:
    meeting, row = make_meeting(desk), delegated(desk)
    with pytest.raises(Denied):
        actions.record_personal_decision(desk.matter, said(make_item(desk, "5")), by=desk.cesar, at=AT)
    with pytest.raises(Denied):
        actions.report_personal_decisions(meeting, [row], by=desk.cesar, at=AFTER)
    assert not rules.visible_personal_decisions(desk.cesar).exists()


def test_only_a_role_that_takes_things_to_the_board_reports_there_and_keeps_the_order(desk: Desk) -> None:
    meeting, row = make_meeting(desk), delegated(desk)
    with pytest.raises(Denied):
        actions.report_personal_decisions(meeting, [row], by=desk.anna, at=AFTER)
    with pytest.raises(Denied):
        actions.add_delegation_item(by=desk.anna, at=AT, number="1", text="Avtal", delegate="chef")


# --- reporting --------------------------------------------------------------------------------------


def test_what_is_not_reported_waits_at_the_next_meeting_and_on_the_secretarys_desk(desk: Desk) -> None:
    meeting, later = make_meeting(desk), make_meeting(desk, day=MEETING + WEEK)
    row = delegated(desk)
    assert [one.pk for one in reads.due_at(meeting, desk.sara, today=DAY)] == [row.pk]
    assert reads.due_at(later, desk.sara, today=DAY) == []
    waits = [one for one in reads.waiting_for(desk.sara, today=DAY) if one.kind == reads.WorkKind.REPORT_ON]
    assert [(one.code, one.day) for one in waits] == [(row.code, MEETING)]
    assert all(one.kind != reads.WorkKind.REPORT_ON for one in reads.waiting_for(desk.anna, today=DAY))


def test_after_the_meeting_it_is_reported_once_and_waits_no_more(desk: Desk) -> None:
    meeting, row = make_meeting(desk), delegated(desk)
    with pytest.raises(Refused, match="inte varit"):
        actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AT)
    actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER)
    row.refresh_from_db()
    assert (row.reported_at_id, row.reported_by_id, row.report_recorded_at) == (meeting.pk, desk.sara.user_id, AFTER)
    assert reads.due_at(meeting, desk.sara, today=MEETING) == []
    assert [one.pk for one in reads.reported_at(meeting, desk.anna)] == [row.pk]
    assert list(reads.personal_list(desk.anna, unreported=True, page=1)) == []
    with pytest.raises(Refused, match="redan"):
        actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER)


def test_a_decision_is_not_reported_before_it_was_made_nor_at_a_cancelled_meeting(desk: Desk) -> None:
    meeting = make_meeting(desk)
    row = delegated(desk, decided_on=DAY)
    late = actions.record_personal_decision(
        desk.matter, said(DelegationItem.objects.get(), decided_on=MEETING + WEEK), by=desk.maj, at=AT + 3 * WEEK
    )
    with pytest.raises(Refused, match="innan det fattades"):
        actions.report_personal_decisions(meeting, [late], by=desk.sara, at=AT + 3 * WEEK)
    actions.cancel_meeting(meeting, by=desk.sara, at=AT)
    with pytest.raises(Denied, match="inställt"):
        actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER)


def test_with_two_boards_one_must_say_which_and_only_its_meeting_shows_it(desk: Desk) -> None:
    first, second = make_meeting(desk), make_meeting(desk, "Björkbackens nämnd")
    with pytest.raises(Refused) as refused:
        delegated(desk)
    assert refused.value.field == "board"
    row = delegated(desk, board=second.board)
    assert reads.due_at(first, desk.sara, today=DAY) == []
    assert [one.pk for one in reads.due_at(second, desk.sara, today=DAY)] == [row.pk]


def test_the_list_and_the_meeting_cost_the_same_with_one_decision_and_with_three(
    desk: Desk, django_assert_num_queries: Any
) -> None:
    meeting = make_meeting(desk)
    for count in (1, 3):
        while PersonalDecision.objects.count() < count:
            delegated(desk)
        with django_assert_num_queries(2):
            assert len(list(reads.personal_list(desk.anna, unreported=False, page=1))) == count
        with django_assert_num_queries(2):
            assert len(reads.due_at(meeting, desk.sara, today=DAY)) == count
        with django_assert_num_queries(2):
            reads.personal_to_report(desk.sara, today=DAY, most=50)


# --- a private provider -----------------------------------------------------------------------------


def provider(desk: Desk) -> Actor:
    owner = people.found_principal(by=HOUSE, at=AT, kind=Principal.Kind.PROVIDER, name="Påhittade vården")
    authority = people.found_authority(
        by=HOUSE, at=AT, principal=owner, kind=Authority.Kind.PROVIDER, name="Påhittade vården"
    )
    area = people.draw_secrecy_area(
        by=HOUSE, at=AT, authority=authority, kind=SecrecyArea.Kind.HEALTH_CARE, name="Mottagningen"
    )
    return make_actor("Vera Vide", make_unit(area, "Barnavårdscentralen"), Role.MANAGER)


def test_a_providers_yes_stands_on_a_letter_and_is_reported_to_nobody(desk: Desk) -> None:
    vera = provider(desk)
    matter = make_matter(vera)
    letter = make_document(matter)
    facts = said(kind="provider", name="Vera Vide", title="verksamhetschef", text="Vi är med.", document=letter)
    row = actions.record_personal_decision(matter, facts, by=vera, at=AT)
    assert not row.is_to_be_reported and row.document_id == letter.pk and row.board is None
    with pytest.raises(Refused) as refused:
        actions.record_personal_decision(matter, said(kind="delegation"), by=vera, at=AT)
    assert refused.value.field == "kind"
    with pytest.raises(Refused) as refused:
        other = dataclasses.replace(facts, document=make_document(desk.matter))
        actions.record_personal_decision(matter, other, by=vera, at=AT)
    assert refused.value.field == "document"


# --- what the database keeps ------------------------------------------------------------------------


def test_a_decision_by_one_person_never_changes_but_for_where_it_was_reported(desk: Desk) -> None:
    meeting, row = make_meeting(desk), delegated(desk)
    for change in ({"text": "Något annat"}, {"name": "En annan"}, {"decided_on": DAY - WEEK}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PersonalDecision.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDecision.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalDecision.objects.update(reported_at=meeting)
    actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonalDecision.objects.update(reported_at=None, reported_by=None, report_recorded_at=None)


def test_the_number_of_an_item_is_given_once_and_may_come_again_when_it_no_longer_holds(desk: Desk) -> None:
    item = make_item(desk)
    with pytest.raises(Refused) as refused:
        make_item(desk)
    assert refused.value.field == "number"
    actions.end_delegation_item(item, by=desk.sara, at=AT)
    make_item(desk, "4.10")
    make_item(desk, "4.2")
    assert [one.number for one in reads.delegation_order(desk.anna)] == ["4.2", "4.10"]


def test_two_who_report_the_same_decision_at_once_do_so_once(own_database: str) -> None:
    desk = make_desk(build_house())
    meeting, row = make_meeting(desk), delegated(desk)
    first, second = overlapping(
        lambda: actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER),
        lambda: actions.report_personal_decisions(meeting, [row], by=desk.sara, at=AFTER),
        area_id=desk.sara.area_id,
    )
    assert len(first) == 1 and isinstance(second, Refused)
    assert TrailEvent.objects.filter(verb="report_personal_decision").count() == 1
