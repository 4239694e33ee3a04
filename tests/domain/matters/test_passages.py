"""A report before several bodies: their order, what all of them come to together, and what if they differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import FIRST, LAST, BoardFacts, Decided, PassageFacts
from famn.domain.matters.models import (
    Assignment,
    Board,
    BoardReport,
    Decision,
    Execution,
    Passage,
    Reservation,
    WayForward,
)
from famn.domain.matters.rules import Force
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.matters.test_reports import (
    AFTER_MEETING,
    LATER,
    MEETING,
    Desk,
    attested,
    begin,
    fresh,
    make_desk,
)
from tests.people import AT, House, build_house
from tests.scenes import scene

WEEK = dt.timedelta(weeks=1)
PREPARES, DECIDES = Passage.Role.PREPARES, Passage.Role.DECIDES
P, A, D, W = Passage.State
State = BoardReport.State
REGION = PassageFacts(body="Hälso- och sjukvårdsnämnden", authority_name="Region Påhitt", place=LAST)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def board(desk: Desk, name: str, kind: str = "board") -> Board:
    return actions.add_board(by=desk.sara, at=AT, facts=BoardFacts(name, kind))


def plan(desk: Desk, report: BoardReport, **facts: Any) -> Passage:
    return actions.plan_passage(report, PassageFacts(**facts), by=desk.anna, at=AT)


def way_of(report: BoardReport) -> list[Passage]:
    return reads.route_of(report).passages


def take_up(desk: Desk, report: BoardReport, passage: Passage, day: dt.date = MEETING) -> BoardReport:
    return actions.put_on_agenda(fresh(report), by=desk.sara, at=LATER, meeting_date=day, passage=passage)


def record(
    desk: Desk, report: BoardReport, passage: Passage, outcome: str = "as_proposed", text: str = "", **told: Any
) -> Decision:
    if passage.is_outside:
        told = {"told_by": "Rut Rönnbär, kansliet"} | told
    decided = Decided(outcome, "§ 12", text, **told)
    return actions.record_decision(fresh(report), decided, by=desk.sara, at=AFTER_MEETING, passage=passage)


def pair(desk: Desk) -> tuple[BoardReport, Passage, Passage]:
    """An attested report before its own board and another, in parallel, on the agenda of both on the same day."""
    report = attested(desk)
    plan(desk, report, board=board(desk, "Björkbackens nämnd"), place=1)
    ours, theirs = way_of(report)
    for one in (ours, theirs):
        take_up(desk, report, one)
    ours, theirs = way_of(report)
    return fresh(report), ours, theirs


def committee_first(desk: Desk) -> tuple[BoardReport, Passage, Passage]:
    """An attested report that a committee prepares before the board decides."""
    report = attested(desk)
    plan(desk, report, board=board(desk, "Utskottet", "committee"), role=PREPARES, place=FIRST)
    first, second = way_of(report)
    return report, first, second


# --- the simple case --------------------------------------------------------------------------------


def test_a_report_to_one_body_gets_its_passage_by_itself_and_stands_as_before(desk: Desk) -> None:
    report = attested(desk)
    assert way_of(report) == []
    report = actions.put_on_agenda(report, by=desk.sara, at=LATER, meeting_date=MEETING)
    (only,) = way_of(report)
    assert (only.body, only.role, only.state, only.board) == ("Ekbackens stadsdelsnämnd", DECIDES, A, None)
    decision = actions.record_decision(report, Decided("as_proposed", "§ 1"), by=desk.sara, at=AFTER_MEETING)
    assert (decision.passage_id, decision.body) == (only.pk, "Ekbackens stadsdelsnämnd")
    assert fresh(report).state == State.DECIDED and way_of(report)[0].state == D


@scene
def before_both(desk: Desk) -> tuple[BoardReport, Passage, Passage]:
    """A report before two boards at once, and its way to each."""
    return pair(desk)


def test_taking_a_text_back_to_write_takes_it_off_every_agenda(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, _theirs = before_both
    actions.take_back_report(report, by=desk.anna, at=LATER)
    assert {one.state for one in way_of(report)} == {P} and way_of(report)[0].meeting_date is None
    assert ours.report_id == report.pk and fresh(report).state == State.DRAFT


# --- order ------------------------------------------------------------------------------------------


def test_the_body_of_the_matter_is_on_the_way_before_the_first_that_one_adds(desk: Desk) -> None:
    report = begin(desk)
    plan(desk, report, board=board(desk, "Björkbackens nämnd"), place=1)
    actions.plan_passage(report, REGION, by=desk.anna, at=AT)
    plan(desk, report, board=board(desk, "Utskottet", "committee"), role=PREPARES, place=FIRST)
    assert [(one.body, one.number) for one in way_of(report)] == [
        ("Utskottet", 1),
        ("Ekbackens stadsdelsnämnd", 2),
        ("Björkbackens nämnd", 2),
        ("Hälso- och sjukvårdsnämnden", 3),
    ]
    assert TrailEvent.objects.filter(verb="plan_passage").count() == 4


def test_a_board_that_is_kept_here_stands_on_the_way_as_itself(desk: Desk) -> None:
    own = board(desk, "Ekbackens stadsdelsnämnd")
    report = begin(desk)
    actions.plan_passage(report, REGION, by=desk.anna, at=AT)
    assert way_of(report)[0].board == own


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (PassageFacts(body="Nämnden"), "authority_name"),
        (PassageFacts(authority_name="Regionen"), "body"),
        (PassageFacts(body="Nämnden", authority_name="Regionen", role="advises"), "role"),
        (PassageFacts(body="Nämnden", authority_name="Regionen", place=7), "place"),
    ],
)
def test_a_body_that_cannot_be_is_refused_at_its_field(desk: Desk, facts: PassageFacts, field: str) -> None:
    report = begin(desk)
    with pytest.raises(Refused) as refused, transaction.atomic():
        actions.plan_passage(report, facts, by=desk.anna, at=AT)
    assert refused.value.field == field and way_of(report) == []


def test_the_same_body_is_not_on_the_way_twice(desk: Desk) -> None:
    report = begin(desk)
    actions.plan_passage(report, REGION, by=desk.anna, at=AT)
    with pytest.raises(Refused, match="redan"):
        actions.plan_passage(report, REGION, by=desk.anna, at=AT)


@scene
def prepared(desk: Desk) -> tuple[BoardReport, Passage, Passage]:
    """A report that a committee prepares, and its way to each."""
    return committee_first(desk)


def test_the_board_decides_nothing_before_the_committee_has_had_its_say(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, own = prepared
    take_up(desk, report, committee)
    take_up(desk, report, own, MEETING + dt.timedelta(days=1))
    with pytest.raises(Denied, match="Utskottet ska behandla ärendet först"):
        record(desk, report, own)
    record(desk, report, committee, "otherwise", "Med tillägget om kvällar.")
    assert fresh(report).state == State.AGENDA and fresh(report).meeting_date == MEETING + dt.timedelta(days=1)
    record(desk, report, way_of(report)[1])
    assert fresh(report).state == State.DECIDED


def test_the_board_does_not_meet_on_a_report_before_the_committee_does(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, own = prepared
    take_up(desk, report, committee)
    with pytest.raises(Refused, match="Utskottet ska behandla ärendet först"):
        take_up(desk, report, own, MEETING - dt.timedelta(days=1))


def test_one_body_of_several_is_never_put_on_anothers_agenda(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, own = prepared
    other = board(desk, "Björkbackens nämnd")
    (meeting,) = actions.plan_meetings(other, by=desk.sara, at=AT, days=[MEETING])
    for passage in (committee, own):
        with pytest.raises(Refused) as refused:
            actions.put_on_agenda(report, by=desk.sara, at=LATER, meeting=meeting, passage=passage)
        assert refused.value.field == "meeting"


def test_with_several_bodies_one_must_say_which(desk: Desk, before_both: tuple[BoardReport, Passage, Passage]) -> None:
    report, *_both = before_both
    with pytest.raises(Refused, match="Välj vilket"):
        actions.record_decision(report, Decided("as_proposed"), by=desk.sara, at=AFTER_MEETING)


def test_between_two_bodies_a_report_waits_for_its_next_meeting_and_its_text_is_locked(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, _own = prepared
    take_up(desk, report, committee)
    record(desk, report, committee)
    now = fresh(report)
    assert (now.state, now.meeting_date) == (State.ATTESTED, None) and now.document_id is not None
    assert not rules.may_edit(desk.anna, now) and not rules.may_decide(desk.sara, now)


def test_what_a_body_prepares_gives_no_assignment_no_mandate_and_no_legal_force(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, own = prepared
    take_up(desk, report, committee)
    before = Letter.objects.filter(to="mats.malva@provhus.example").count()
    decision = record(desk, report, committee)
    assert not Assignment.objects.exists()
    assert Letter.objects.filter(to="mats.malva@provhus.example").count() == before
    assert reads.outcome_of(report, today=MEETING).decisions == []
    assert "bereder" in str(rules.may_record_approval(desk.sara, decision).reason)
    take_up(desk, report, own, MEETING + dt.timedelta(days=1))
    record(desk, report, way_of(report)[1])
    assert Assignment.objects.count() == 1


def test_a_body_that_postpones_waits_for_another_meeting_while_the_other_is_done(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, theirs = before_both
    record(desk, report, ours)
    record(desk, report, theirs, "postponed", "Mer tid behövs.")
    assert fresh(report).state == State.ATTESTED
    theirs = way_of(report)[1]
    with pytest.raises(Refused, match="efter det som bordlade"):
        take_up(desk, report, theirs)
    take_up(desk, report, theirs, MEETING + dt.timedelta(days=1))
    record(desk, report, way_of(report)[1])
    assert fresh(report).state == State.DECIDED and Decision.objects.count() == 3


# --- together ---------------------------------------------------------------------------------------


def test_two_boards_may_decide_on_the_same_day_and_only_then_something_follows(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, theirs = before_both
    record(desk, report, ours)
    assert fresh(report).state == State.AGENDA and not Assignment.objects.exists()
    record(desk, report, theirs)
    assert fresh(report).state == State.DECIDED and Assignment.objects.count() == 1
    assert not reads.outcome_of(report, today=MEETING).differ


def differing(desk: Desk) -> BoardReport:
    report, ours, theirs = pair(desk)
    record(desk, report, ours)
    record(desk, report, theirs, "rejected", "Nämnden avslår.")
    return fresh(report)


@scene
def report(desk: Desk) -> BoardReport:
    """Two boards have decided differently on it."""
    return differing(desk)


def test_when_boards_differ_nothing_goes_on_before_somebody_has_chosen(desk: Desk, report: BoardReport) -> None:
    assert report.state == State.DECIDED and not Assignment.objects.exists()
    with pytest.raises(Denied, match="beslutat olika"):
        actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Nu.")
    with pytest.raises(Refused, match="Välj först"):
        actions.close_report(report, by=desk.anna, at=AFTER_MEETING)
    assert not Execution.objects.exists()


def test_who_goes_on_says_why_and_the_refused_part_gives_nothing(desk: Desk, report: BoardReport) -> None:
    with pytest.raises(Refused, match="Skriv varför"):
        actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice="go_on", reason=" ")
    way = actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice="go_on", reason="Vi börjar hos oss.")
    assert way.chosen_by_id == desk.anna.user_id and Assignment.objects.count() == 1
    actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Lokalen väntar inte.")
    assert [one.decision.body for one in Execution.objects.select_related("decision")] == ["Ekbackens stadsdelsnämnd"]


@pytest.mark.parametrize("choice", ["write_anew", "stop"])
def test_any_other_choice_carries_nothing_out_and_lets_the_report_be_closed(
    desk: Desk, choice: str, report: BoardReport
) -> None:
    actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice=choice, reason="De behöver veta mer.")
    with pytest.raises(Denied):
        actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Nu.")
    assert not Assignment.objects.exists()
    assert actions.close_report(report, by=desk.anna, at=AFTER_MEETING).state == State.CLOSED


def test_there_is_nothing_to_choose_where_they_agree_and_nothing_to_choose_again(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, theirs = before_both
    record(desk, report, ours, "rejected", "Nej.")
    with pytest.raises(Denied):
        actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice="stop", reason="Nej.")
    record(desk, report, theirs)
    actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice="stop", reason="Nej.")
    with pytest.raises(Refused, match="har redan valt"):
        actions.choose_way(report, by=desk.maj, at=AFTER_MEETING, choice="go_on", reason="Jo.")


def test_nobody_of_another_authority_states_a_way_takes_up_or_chooses(desk: Desk, report: BoardReport) -> None:
    with pytest.raises(Denied):
        actions.choose_way(report, by=desk.cesar, at=AFTER_MEETING, choice="stop", reason="Nej.")
    with pytest.raises(Denied):
        actions.plan_passage(report, REGION, by=desk.cesar, at=AT)
    assert not rules.visible_passages(desk.cesar).exists()


# --- bodies outside ---------------------------------------------------------------------------------


def test_what_a_body_outside_decided_is_told_by_somebody_on_a_day(desk: Desk) -> None:
    report = attested(desk)
    actions.plan_passage(report, REGION, by=desk.anna, at=AT)
    own, region = way_of(report)
    take_up(desk, report, own)
    take_up(desk, report, region, MEETING + dt.timedelta(days=1))
    record(desk, report, own)
    region = way_of(report)[1]
    with pytest.raises(Refused) as refused:
        record(desk, report, region, told_by="")
    assert refused.value.field == "told_by"
    decision = record(desk, report, region)
    assert (decision.told_by, decision.told_on) == ("Rut Rönnbär, kansliet", AFTER_MEETING.date())
    assert decision.body == "Hälso- och sjukvårdsnämnden" and fresh(report).state == State.DECIDED


def test_a_private_provider_outside_waits_for_no_legal_force_of_its_own(desk: Desk) -> None:
    report = attested(desk)
    plan(desk, report, body="Vårdgivarens ledning", authority_name="Påhittade vården", is_private=True)
    own, provider = way_of(report)
    take_up(desk, report, own)
    take_up(desk, report, provider)
    record(desk, report, own)
    record(desk, report, way_of(report)[1])
    outcome = reads.outcome_of(report, today=MEETING)
    assert [one.force.force for one in outcome.decisions] == [Force.UNKNOWN, Force.NOT_ASKED]
    assert outcome.force.force == Force.UNKNOWN


# --- taken away -------------------------------------------------------------------------------------


def test_to_pass_by_the_last_body_that_is_waited_for_settles_the_report(desk: Desk) -> None:
    report = attested(desk)
    actions.plan_passage(report, REGION, by=desk.anna, at=AT)
    own, region = way_of(report)
    take_up(desk, report, own)
    record(desk, report, own)
    assert fresh(report).state == State.ATTESTED
    actions.withdraw_passage(region, by=desk.anna, at=AFTER_MEETING)
    assert fresh(report).state == State.DECIDED and Assignment.objects.count() == 1


def test_somebody_must_decide_and_what_has_begun_stays(
    desk: Desk, prepared: tuple[BoardReport, Passage, Passage]
) -> None:
    report, committee, own = prepared
    with pytest.raises(Denied, match="Minst ett organ"):
        actions.withdraw_passage(own, by=desk.anna, at=AT)
    take_up(desk, report, committee)
    with pytest.raises(Denied):
        actions.withdraw_passage(committee, by=desk.anna, at=AT)


def test_a_report_leaves_one_agenda_and_stays_on_the_other(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, theirs = before_both
    actions.take_off_agenda(report, by=desk.sara, at=LATER, passage=ours)
    assert fresh(report).state == State.AGENDA
    actions.take_off_agenda(fresh(report), by=desk.sara, at=LATER, passage=theirs)
    assert (fresh(report).state, fresh(report).meeting_date) == (State.ATTESTED, None)


# --- reservations and what never changes ------------------------------------------------------------


def test_a_reservation_stands_with_its_decision_once(
    desk: Desk, before_both: tuple[BoardReport, Passage, Passage]
) -> None:
    report, ours, _theirs = before_both
    decision = record(desk, report, ours)
    actions.add_reservation(decision, by=desk.sara, at=AFTER_MEETING, who=" Rut  Rönnbär (PP)", text="Två kvällar.")
    with pytest.raises(Refused) as refused:
        actions.add_reservation(decision, by=desk.sara, at=AFTER_MEETING, who="Rut Rönnbär (PP)")
    assert refused.value.field == "who"
    with pytest.raises(Denied):
        actions.add_reservation(decision, by=desk.anna, at=AFTER_MEETING, who="Sten Syrén")
    assert [one.who for one in Reservation.objects.all()] == ["Rut Rönnbär (PP)"]


def test_the_database_keeps_what_was_done_reserved_and_chosen(desk: Desk, report: BoardReport) -> None:
    actions.add_reservation(
        Decision.objects.select_related("report")[0], by=desk.sara, at=AFTER_MEETING, who="Rut Rönnbär"
    )
    actions.choose_way(report, by=desk.anna, at=AFTER_MEETING, choice="stop", reason="Nej.")
    for table, change in (
        (Passage, {"body": "En annan"}),
        (Reservation, {"text": "Andra ord"}),
        (WayForward, {"reason": "Annat"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.all().delete()


def test_the_way_of_a_report_costs_the_same_with_one_body_and_with_four(
    desk: Desk, django_assert_num_queries: Any
) -> None:
    report = attested(desk)
    actions.put_on_agenda(report, by=desk.sara, at=LATER, meeting_date=MEETING)
    with django_assert_num_queries(3):  # no decision: no reservations are asked for
        reads.route_of(report)
    for number in range(3):
        facts = PassageFacts(body=f"Nämnd {number}", authority_name="Regionen")
        actions.plan_passage(fresh(report), facts, by=desk.anna, at=AT)
    with django_assert_num_queries(3):
        assert len(reads.route_of(report).stops) == 4


# --- two people at once -----------------------------------------------------------------------------


def test_two_secretaries_record_the_last_two_bodies_at_once_and_the_report_is_decided_once(own_database: str) -> None:
    desk = make_desk(build_house())
    report, ours, theirs = pair(desk)
    results = overlapping(
        lambda: record(desk, report, ours), lambda: record(desk, report, theirs), area_id=desk.sara.area_id
    )
    assert all(isinstance(one, Decision) for one in results), results
    assert fresh(report).state == State.DECIDED and Assignment.objects.count() == 1


def test_two_who_record_the_same_body_at_once_are_not_both_heard(own_database: str) -> None:
    desk = make_desk(build_house())
    report, ours, _theirs = pair(desk)
    results = overlapping(
        lambda: record(desk, report, ours),
        lambda: record(desk, report, ours, "rejected", "Nej."),
        area_id=desk.sara.area_id,
    )
    assert isinstance(results[0], Decision) and isinstance(results[1], Refused)
    assert "har redan registrerat beslutet" in str(results[1].reason)


def test_two_who_choose_at_once_are_not_both_heard(own_database: str) -> None:
    desk = make_desk(build_house())
    report = differing(desk)

    def choose(choice: str, by: Any) -> WayForward:
        return actions.choose_way(report, by=by, at=AFTER_MEETING, choice=choice, reason="Därför.")

    results = overlapping(
        lambda: choose("stop", desk.anna), lambda: choose("go_on", desk.maj), area_id=desk.anna.area_id
    )
    assert isinstance(results[0], WayForward) and isinstance(results[1], Refused)
    assert WayForward.objects.count() == 1 and not Assignment.objects.exists()
