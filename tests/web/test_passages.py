"""The pages of a report before several bodies: its way, what each came to, and the choice where they differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions, reads
from famn.domain.matters.actions import FIRST, BoardFacts, PassageFacts
from famn.domain.matters.models import Board, BoardReport, Decision, Passage, Reservation, WayForward
from tests.people import AT, House
from tests.scenes import scene
from tests.web.report_desk import Desk, attested, begin, fresh, make_desk, on_agenda, url, yesterday

pytestmark = pytest.mark.django_db


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def board(desk: Desk, name: str, kind: str = "board") -> Board:
    return actions.add_board(by=desk.sara, at=AT, facts=BoardFacts(name, kind))


def at(name: str, report: BoardReport, passage: Passage) -> str:
    return f"{url(name, report)}?organ={passage.code}"


def two(desk: Desk, **facts: Any) -> tuple[BoardReport, Passage, Passage]:
    """A report on the agenda of its own board and of one more, yesterday; that one's passage last."""
    report = attested(desk)
    said: dict[str, Any] = {"body": "Björkbackens nämnd", "authority_name": "Björkbackens kommun", "place": 1} | facts
    added = actions.plan_passage(report, PassageFacts(**said), by=desk.anna, at=AT)
    both = [one for one in reads.route_of(report).passages if one.pk != added.pk] + [added]
    for one in both:
        actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=yesterday(), passage=one)
    return fresh(report), both[0], both[1]


def differing(desk: Desk) -> BoardReport:
    report, ours, theirs = two(desk)
    client = desk.client("sara")
    client.post(at("record_decision", report, ours), {"outcome": "as_proposed", "paragraph": "§ 3"})
    said = {"outcome": "rejected", "text": "Nämnden avslår.", "told_by": "Rut Rönnbär", "told_on": yesterday()}
    client.post(at("record_decision", report, theirs), said)
    return fresh(report)


def test_a_report_to_one_board_says_nothing_of_ways_but_where_to_add_one(desk: Desk) -> None:
    waiting = desk.client("anna").get(url("report", report := on_agenda(desk))).text
    assert "Vägen genom nämnderna" not in waiting and "Utlåtandet ska till flera nämnder" in waiting
    actions.record_decision(report, actions.Decided("as_proposed"), by=desk.sara, at=timezone.now())
    page = desk.client("anna").get(url("report", report)).text
    assert "Vägen genom nämnderna" not in page and "Nämndens beslut" in page


def test_one_adds_a_board_that_is_here_beside_the_own_and_both_stand_on_the_report(desk: Desk) -> None:
    other, report = board(desk, "Björkbackens nämnd"), begin(desk)
    client = desk.client("anna")
    page = client.get(url("passages", report)).text
    assert "Utlåtandet går till Ekbackens stadsdelsnämnd" in page and "Samtidigt med Ekbackens" in page
    sent = {"board": other.code, "role": "decides", "place": "1"}
    page = client.post(url("passages", report), sent, follow=True).text
    assert "Organet är med på vägen." in page and page.count("Björkbackens nämnd") >= 2
    shown = client.get(url("report", report)).text
    assert "Vägen genom nämnderna" in shown and "Björkbackens nämnd" in shown
    assert "Vägen genom nämnderna" in client.get(reverse("matter", args=[desk.matter.code])).text


def test_a_body_outside_without_its_authority_is_told_at_its_field(desk: Desk) -> None:
    report = begin(desk)
    sent = {"board": "utanfor", "body": "Regionens nämnd", "role": "decides", "place": "last"}
    page = desk.client("anna").post(url("passages", report), sent)
    assert "Skriv vem organet hör till." in page.text and "Regionens nämnd" in page.text
    assert not Passage.objects.exists()


def test_a_body_is_taken_away_again_by_its_button(desk: Desk) -> None:
    report = begin(desk)
    facts = PassageFacts(body="Regionens nämnd", authority_name="Regionen")
    passage = actions.plan_passage(report, facts, by=desk.anna, at=AT)
    address = reverse("withdraw_passage", args=[report.code, passage.code])
    assert address in desk.client("anna").get(url("passages", report)).text
    page = desk.client("anna").post(address, follow=True).text
    assert "Regionens nämnd tar inte upp ärendet." in page
    assert desk.client("cesar").post(address).status_code == 404


def test_what_the_committee_came_to_is_shown_to_whoever_takes_it_to_the_board(desk: Desk) -> None:
    committee = board(desk, "Utskottet", "committee")
    report = attested(desk)
    facts = PassageFacts(Passage.Role.PREPARES, board=committee, place=FIRST)
    actions.plan_passage(report, facts, by=desk.anna, at=AT)
    first, second = reads.route_of(report).passages
    actions.put_on_agenda(report, by=desk.sara, at=AT, meeting_date=yesterday(), passage=first)
    client = desk.client("sara")
    form = client.get(at("record_decision", report, first)).text
    assert "Vad kom organet fram till?" in form and "Tillstyrker förslaget" in form
    client.post(at("record_decision", report, first), {"outcome": "otherwise", "text": "Två kvällar i veckan."})
    page = client.get(url("report", report)).text
    assert "Utskottet beredde ärendet" in page and "Laga kraft" not in page
    assert at("put_on_agenda", report, second) in page
    agenda = client.get(at("put_on_agenda", report, second)).text
    assert "Vad andra har kommit fram till" in agenda and "Två kvällar i veckan." in agenda


def test_without_a_name_the_address_means_the_body_whose_turn_it_is(desk: Desk) -> None:
    report, ours, theirs = two(desk)
    page = desk.client("sara").get(url("record_decision", report)).text
    assert ours.body in page
    desk.client("sara").post(at("record_decision", report, ours), {"outcome": "as_proposed"})
    assert "Vem berättade?" in desk.client("sara").get(url("record_decision", report)).text
    assert theirs.is_outside


def test_what_a_body_outside_decided_asks_who_told(desk: Desk) -> None:
    report, ours, theirs = two(desk)
    client = desk.client("sara")
    assert "Vem berättade?" not in client.get(at("record_decision", report, ours)).text
    refused = client.post(at("record_decision", report, theirs), {"outcome": "as_proposed"})
    assert "Skriv vem som berättade" in refused.text
    client.post(at("record_decision", report, theirs), {"outcome": "as_proposed", "told_by": "Rut Rönnbär"})
    assert Decision.objects.get().told_by == "Rut Rönnbär"
    assert "Berättat av Rut Rönnbär" in client.get(url("report", report)).text


def test_boards_that_differ_stand_side_by_side_and_somebody_chooses_with_a_reason(desk: Desk) -> None:
    report = differing(desk)
    anna = desk.client("anna")
    page = anna.get(url("report", report)).text
    assert "Nämnderna har beslutat olika" in page and "Nämnden avslår." in page
    assert "Beslutade med förslagets ord." in page and url("execute_report", report) not in page
    empty = anna.post(url("choose_way", report), {"choice": "go_on", "reason": ""})
    assert "Skriv varför." in empty.text and not WayForward.objects.exists()
    done = anna.post(url("choose_way", report), {"choice": "go_on", "reason": "Vi börjar hos oss."}, follow=True).text
    assert "Vi börjar hos oss." in done and "gå vidare med det som är beviljat" in done
    assert url("execute_report", report) in done


def test_to_write_anew_after_boards_that_differ_leads_to_a_report_that_follows(desk: Desk) -> None:
    report = differing(desk)
    anna = desk.client("anna")
    page = anna.post(url("choose_way", report), {"choice": "write_anew", "reason": "Mer om lokalen."}, follow=True)
    assert f"?foljer={report.code}" in page.text and url("execute_report", report) not in page.text
    assert url("close_report", report) in page.text


def test_each_decision_has_its_own_minutes_and_the_whole_waits_for_both(desk: Desk) -> None:
    report, ours, theirs = two(desk)
    sara, today = desk.client("sara"), timezone.localdate()
    sara.post(at("record_decision", report, ours), {"outcome": "as_proposed"})
    sara.post(at("record_decision", report, theirs), {"outcome": "as_proposed", "told_by": "Rut Rönnbär"})
    first, second = Decision.objects.order_by("pk")
    page = sara.get(url("report", report)).text
    assert "Besluten tillsammans" in page
    for one in (first, second):
        assert f"{url('record_approval', report)}?beslut={one.code}" in page
    data = {"approved_on": today, "approver": "Vera Vide", "announced_on": today}
    sara.post(f"{url('record_approval', report)}?beslut={first.code}", data)
    assert hasattr(Decision.objects.select_related("approval").get(pk=first.pk), "approval")
    assert not hasattr(Decision.objects.select_related("approval").get(pk=second.pk), "approval")
    outcome = reads.outcome_of(report, today=today + dt.timedelta(days=60))
    assert outcome.force.force == "unknown"
    assert sara.get(f"{url('record_approval', report)}?beslut=finnsinte").status_code == 404


def test_a_reservation_is_shown_with_the_decision_and_only_a_secretary_records_it(desk: Desk) -> None:
    report = on_agenda(desk)
    assert "Nämnden har inte beslutat än." in desk.client("sara").get(url("add_reservation", report)).text
    actions.record_decision(report, actions.Decided("as_proposed"), by=desk.sara, at=timezone.now())
    decision = Decision.objects.get()
    address = f"{url('add_reservation', report)}?beslut={decision.code}"
    assert address in desk.client("sara").get(url("report", report)).text
    assert "Anteckna en reservation" not in desk.client("anna").get(url("report", report)).text
    page = desk.client("sara").post(address, {"who": "Rut Rönnbär (PP)", "text": "Två kvällar."}, follow=True).text
    assert "Reservation: Rut Rönnbär (PP)" in page and "Två kvällar." in page
    assert Reservation.objects.count() == 1


def test_a_report_leaves_the_agenda_of_one_body_by_its_button(desk: Desk) -> None:
    report, ours, theirs = two(desk)
    assert at("take_off_agenda", report, theirs) in desk.client("sara").get(url("report", report)).text
    desk.client("sara").post(at("take_off_agenda", report, theirs))
    states = {one.pk: one.state for one in reads.route_of(report).passages}
    assert states == {ours.pk: Passage.State.ON_AGENDA, theirs.pk: Passage.State.PLANNED}


def test_the_page_of_a_report_costs_the_same_before_two_bodies_and_before_four(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    report, client = begin(desk), desk.client("anna")
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            facts = PassageFacts(body=f"Nämnd {number}", authority_name="Regionen")
            actions.plan_passage(report, facts, by=desk.anna, at=AT)
        with django_assert_max_num_queries(200) as captured:
            client.get(url("report", report))
        counts.append(len(captured))
    assert counts[0] == counts[1]
