"""The pages of decisions by one person, of the delegation order, and of a board that is abolished."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions
from famn.domain.matters.actions import BoardFacts, PersonallyDecided
from famn.domain.matters.models import Board, BoardMeeting, DelegationItem, PersonalDecision
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.people import AT, House
from tests.scenes import scene
from tests.web.report_desk import Desk, attested, fresh, make_desk, url, yesterday

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]
SOON = TODAY + dt.timedelta(days=10)


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def make_item(desk: Desk) -> DelegationItem:
    return actions.add_delegation_item(by=desk.sara, at=AT, number="4.2", text="Avtal om lokal", delegate="chef")


def make_board(desk: Desk, name: str = "Ekbackens stadsdelsnämnd") -> Board:
    return actions.add_board(by=desk.sara, at=AT, facts=BoardFacts(name, "board"))


def make_meeting(desk: Desk, day: dt.date, board: Board | None = None) -> BoardMeeting:
    (meeting,) = actions.plan_meetings(board or make_board(desk), by=desk.sara, at=AT, days=[day])
    return meeting


def make_decision(desk: Desk) -> PersonalDecision:
    decided = PersonallyDecided(
        "delegation", "Maj Mandelblom", "chef", "Lokalen hyrs.", yesterday(), DelegationItem.objects.first()
    )
    return actions.record_personal_decision(desk.matter, decided, by=desk.maj, at=timezone.now())


def form(by_item: DelegationItem, **changes: Any) -> dict[str, Any]:
    said = {"kind": "delegation", "item": by_item.code, "name": "Maj Mandelblom", "title": "chef"}
    return said | {"text": "Lokalen hyrs.", "decided_on": yesterday()} | changes


def test_a_decision_is_recorded_in_its_matter_and_shown_there_and_in_the_list(desk: Desk) -> None:
    item, anna = make_item(desk), desk.client("anna")
    address = reverse("record_personal_decision", args=[desk.matter.code])
    matter = reverse("matter", args=[desk.matter.code])
    assert address in anna.get(matter).text
    page = anna.post(address, form(item), follow=True).text
    assert "Beslutet är antecknat." in page and "4.2 Avtal om lokal" in page and "Inte än." in page
    assert "Lokalen hyrs." in anna.get(matter).text
    listed = anna.get(reverse("personal_decisions"), {"visa": "inte-anmalda"}).text
    assert "Lokalen hyrs." in listed and "inte anmält än" in listed
    assert "Lokalen hyrs." not in desk.client("cesar").get(reverse("personal_decisions")).text


def test_a_form_that_lacks_its_item_comes_back_with_all_that_was_written(desk: Desk) -> None:
    item = make_item(desk)
    page = desk.client("anna").post(reverse("record_personal_decision", args=[desk.matter.code]), form(item, item=""))
    assert "Välj den punkt" in page.context["form"].errors["item"][0]
    assert "Lokalen hyrs." in page.text and not PersonalDecision.objects.exists()


def test_the_next_meeting_shows_what_is_to_be_reported_and_after_it_the_secretary_ticks(desk: Desk) -> None:
    make_item(desk)
    board = make_board(desk)
    coming, been = make_meeting(desk, SOON, board), make_meeting(desk, timezone.localdate(), board)
    row = make_decision(desk)
    page = desk.client("sara").get(reverse("board_meeting", args=[been.code])).text
    assert "Lokalen hyrs." in page and "Anteckna att de anmäldes" in page
    assert "Lokalen hyrs." not in desk.client("sara").get(reverse("board_meeting", args=[coming.code])).text
    address = reverse("report_personal_decisions", args=[been.code])
    assert "Välj minst ett beslut." in desk.client("sara").post(address, {}, follow=True).text
    done = desk.client("sara").post(address, {"beslut": [row.code]}, follow=True).text
    assert "1 beslut är anmält." in done and "Anmälda beslut" in done
    assert "Ekbackens stadsdelsnämnd" in desk.client("anna").get(reverse("personal_decision", args=[row.code])).text


def test_what_is_not_reported_stands_on_the_secretarys_day(desk: Desk) -> None:
    make_item(desk)
    make_meeting(desk, SOON)
    row = make_decision(desk)
    assert reverse("personal_decision", args=[row.code]) in desk.client("sara").get("/arbete/").text
    assert reverse("personal_decision", args=[row.code]) not in desk.client("anna").get("/arbete/").text


def test_the_delegation_order_is_read_by_all_and_kept_by_the_secretary(desk: Desk) -> None:
    sara, address = desk.client("sara"), reverse("delegation_order")
    said = {"number": "4.2", "text": "Avtal om lokal", "delegate": "avdelningschef"}
    assert "Avtal om lokal" in sara.post(reverse("add_delegation_item"), said, follow=True).text
    again = sara.post(reverse("add_delegation_item"), said)
    assert "Det finns redan en punkt" in again.context["form"].errors["number"][0]
    item = DelegationItem.objects.get()
    change = reverse("change_delegation_item", args=[item.code])
    assert "Avtal om tolk" in sara.post(change, said | {"text": "Avtal om tolk"}, follow=True).text
    assert "Avtal om tolk" in desk.client("anna").get(address).text
    assert change not in desk.client("anna").get(address).text
    assert "gäller inte längre" in sara.post(reverse("end_delegation_item", args=[item.code]), follow=True).text
    assert sara.get(change).status_code == 404


def test_a_board_is_abolished_with_what_waits_there_before_ones_eyes(desk: Desk) -> None:
    old, new = make_board(desk), make_board(desk, "Nya nämnden")
    meeting = make_meeting(desk, SOON, old)
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=timezone.now(), meeting=meeting)
    sara, address = desk.client("sara"), reverse("end_board", args=[old.code])
    page = sara.get(address).text
    assert report.title in page and "Möten som ställs in" in page
    today = timezone.localdate()
    alone = sara.post(address, {"ended_on": today, "successor": ""})
    assert "Välj vilken nämnd som tar över" in alone.context["form"].errors["successor"][0]
    done = sara.post(address, {"ended_on": today, "successor": new.code}, follow=True).text
    assert "Ekbackens stadsdelsnämnd är nedlagd. 1 utlåtande är flyttat." in done
    assert fresh(report).meeting_date is None
    shown = sara.get(reverse("board", args=[old.code])).text
    assert "Nya nämnden tog över." in shown and "Lägg ned nämnden" not in shown
    assert "Nedlagd" in sara.get(reverse("boards")).text
    assert url("report", report) in sara.get("/arbete/").text
