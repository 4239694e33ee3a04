"""The pages after a decision: the approval of its minutes, appeals, and the choice to carry it out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from famn.domain.matters.models import Appeal, BoardReport, Execution, MinutesApproval
from tests.people import House
from tests.scenes import scene
from tests.web.report_desk import Desk, begin, decided, fresh, make_desk, url, yesterday

pytestmark = pytest.mark.django_db


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


@scene
def report(desk: Desk) -> BoardReport:
    """The board has decided on it as proposed."""
    return decided(desk, "as_proposed")


def test_the_page_of_a_decision_explains_what_it_waits_for_and_leads_the_secretary_on(
    desk: Desk, report: BoardReport
) -> None:
    page = desk.client("sara").get(url("report", report)).text
    assert "Protokollet är inte justerat än." in page and url("record_approval", report) in page
    assert url("record_approval", report) not in desk.client("anna").get(url("report", report)).text


def test_the_secretary_records_the_approval_and_everybody_sees_the_day_of_legal_force(
    desk: Desk, report: BoardReport
) -> None:
    data = {"approved_on": yesterday(), "approver": "Vera Vide", "announced_on": yesterday()}
    page = desk.client("sara").post(url("record_approval", report), data, follow=True)
    assert "Justeringen är antecknad." in page.text
    assert "Överklagar ingen får beslutet laga kraft den" in desk.client("anna").get(url("report", report)).text


def test_a_day_that_cannot_be_is_told_at_its_field_and_nothing_is_lost(desk: Desk, report: BoardReport) -> None:
    data = {"approved_on": yesterday(), "approver": "Vera Vide", "announced_on": yesterday() - dt.timedelta(days=3)}
    page = desk.client("sara").post(url("record_approval", report), data)
    assert "innan den gjordes" in page.context["form"].errors["announced_on"][0]
    assert "Vera Vide" in page.text and not MinutesApproval.objects.exists()


def test_without_legal_force_one_must_choose_and_say_why(desk: Desk, report: BoardReport) -> None:
    page = desk.client("anna").get(url("execute_report", report))
    assert "kommunallagen 13 kap. 14 §" in page.text
    empty = desk.client("anna").post(url("execute_report", report), {"reason": ""})
    assert "Skriv varför" in empty.context["form"].errors["reason"][0]
    assert fresh(report).state == BoardReport.State.DECIDED
    done = desk.client("anna").post(url("execute_report", report), {"reason": "Lokalen väntar inte."}, follow=True)
    assert "Lokalen väntar inte." in done.text and Execution.objects.get().chosen_by_id == desk.anna.user_id


def test_an_appeal_is_recorded_then_answered_at_the_same_address(desk: Desk, report: BoardReport) -> None:
    client, address, today = desk.client("sara"), url("record_appeal", report), timezone.localdate()
    client.post(address, {"appealed_on": today, "court": "Förvaltningsrätten i Provstad"})
    assert "Inte än: överklagat" in client.get(url("report", report)).text
    client.post(address, {"outcome": "stands", "final_on": today})
    assert Appeal.objects.get().outcome == "stands"


def test_what_a_court_has_repealed_offers_no_way_to_carry_it_out_and_says_why(desk: Desk, report: BoardReport) -> None:
    sara, anna, today = desk.client("sara"), desk.client("anna"), timezone.localdate()
    assert url("execute_report", report) in anna.get(url("report", report)).text
    sara.post(url("record_appeal", report), {"appealed_on": today})
    sara.post(url("record_appeal", report), {"outcome": "repealed", "final_on": today})
    assert url("execute_report", report) not in anna.get(url("report", report)).text
    page = anna.get(url("execute_report", report)).text
    assert "Beslutet är upphävt." in page and "Jag väljer att verkställa" not in page


def test_before_a_decision_there_is_nothing_to_record(desk: Desk) -> None:
    report = begin(desk)
    for name in ("record_approval", "record_appeal"):
        assert "Nämnden har inte beslutat än." in desk.client("sara").get(url(name, report)).text
    assert "Nämnden har inte beslutat än." in desk.client("anna").post(url("execute_report", report), {}).text
