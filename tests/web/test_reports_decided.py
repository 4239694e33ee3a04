"""The pages where a report is attested, put on the agenda and decided, and what waits on the desk meanwhile."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.starting import continued
from famn.domain.matters.models import Attestation, BoardReport, Decision, ReportVersion
from famn.domain.people.models import Role, Unit
from tests.factories import make_heading_set
from tests.people import AT, House, client_of, make_actor
from tests.scenes import scene
from tests.web.report_desk import (
    WHOLE,
    Desk,
    attested,
    begin,
    decided,
    edit,
    fresh,
    make_desk,
    said_now,
    sent_to,
    url,
    user,
    yesterday,
)

pytestmark = pytest.mark.django_db


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


# --- attesting ------------------------------------------------------------------------------------------------------


def test_those_who_wrote_the_text_are_named_with_the_reason_why_they_cannot_attest(desk: Desk) -> None:
    report = begin(desk, by=desk.maj)
    page = desk.client("maj").get(url("send_report", report))
    assert [one.name for one in page.context["people"].authors] == ["Maj Mandelblom"]
    assert "Den som har skrivit texten kan inte attestera den" in page.text
    assert "Mats Malva, chef" in page.text or "Mats Malva" in page.text
    bad = desk.client("maj").post(url("send_report", report), {"attesters": [user(desk.maj).code]})
    assert "kan inte attestera längre" in bad.text
    assert fresh(report).state == BoardReport.State.DRAFT


def test_a_report_with_something_missing_is_not_sent_and_the_gap_leads_to_its_field(desk: Desk) -> None:
    report = begin(desk, replace(WHOLE, sections=WHOLE.sections[:2]))
    page = desk.client("anna").get(url("send_report", report))
    assert f"{url('edit_report', report)}#s-gender" in page.text
    assert "f-choices" not in page.text


def test_unsaved_words_are_told_before_a_report_is_sent(desk: Desk) -> None:
    report = begin(desk)
    actions.keep_working_copy(report, by=desk.anna, at=AT, base=1, content=replace(WHOLE, title="Halv"))
    assert "Du har text som inte är sparad" in desk.client("anna").get(url("send_report", report)).text


def test_one_is_asked_reads_and_attests_in_one_click(desk: Desk) -> None:
    report, maj = begin(desk), desk.client("maj")
    desk.client("anna").post(url("send_report", report), {"attesters": [user(desk.maj).code]})
    assert "Läs och attestera" in maj.get(url("report", report)).text
    page = maj.post(url("attest_report", report), follow=True)
    assert "Du har attesterat utlåtandet." in page.text
    assert fresh(report).state == BoardReport.State.ATTESTED


def test_a_manager_who_wrote_the_text_reads_why_she_cannot_attest(desk: Desk) -> None:
    report = begin(desk, by=desk.maj)
    actions.send_report(fresh(report), by=desk.maj, at=AT, attesters=[user(desk.mats)])
    maj = desk.client("maj")
    for name in ("attest_report", "report"):
        assert "Den som har skrivit texten kan inte attestera den. Be en annan chef." in maj.get(url(name, report)).text
    assert "Du kan inte attestera det här" in maj.post(url("attest_report", report)).text
    assert Attestation.objects.get().state == Attestation.State.WAITING


def test_sending_back_needs_a_word_and_the_writer_reads_it(desk: Desk) -> None:
    report, maj = sent_to(desk, "maj"), desk.client("maj")
    assert "Skriv vad som behöver ändras." in maj.post(url("return_report", report), {"comment": " "}).text
    maj.post(url("return_report", report), {"comment": "Skriv kortare."})
    page = desk.client("anna").get(url("report", report))
    assert "Maj Mandelblom vill att något ändras" in page.text and "Skriv kortare." in page.text


def test_the_attester_sees_what_changed_since_she_answered_last_and_what_she_wrote_then(desk: Desk) -> None:
    report = sent_to(desk, "maj")
    actions.return_report(Attestation.objects.get(), by=desk.maj, at=AT, comment="Skriv kortare.")
    edit(desk.client("anna"), report, s__summary="Vi vill öppna en familjecentral.")
    actions.send_report(fresh(report), by=desk.anna, at=AT, attesters=[user(desk.maj)])
    page = desk.client("maj").get(url("attest_report", report))
    assert [one.label for one in page.context["changes"]] == ["Sammanfattning"]
    assert "Skriv kortare." in page.text


def test_what_came_too_late_to_an_attester_is_told_and_her_words_are_kept(desk: Desk) -> None:
    report = sent_to(desk, "maj")
    desk.client("anna").post(url("take_back_report", report))
    page = desk.client("maj").post(url("return_report", report), {"comment": "Min långa kommentar."})
    assert page.status_code == 200
    assert "Du kan inte attestera det här" in page.text and "Min långa kommentar." in page.text


def test_a_voided_attest_is_said_plainly(desk: Desk) -> None:
    report = sent_to(desk, "maj")
    actions.attest_report(Attestation.objects.get(), by=desk.maj, at=AT)
    edit(desk.client("anna"), report, rubrik="Ändrad")
    text = desk.client("anna").get(url("report", report)).text
    assert "Maj Mandelblom attesterade version 1" in text and "Attesten gäller inte längre." in text


# --- before the board -----------------------------------------------------------------------------------------------


def test_the_secretary_takes_up_a_report_and_records_the_decision_with_two_forms(desk: Desk) -> None:
    report, sara = attested(desk), desk.client("sara")
    sara.post(url("put_on_agenda", report), {"meeting_date": yesterday().isoformat()})
    assert fresh(report).state == BoardReport.State.AGENDA
    form = sara.get(url("record_decision", report)).context["form"]
    assert form["immediate_approval"].value() is True  # as the points propose
    page = sara.post(
        url("record_decision", report),
        {"outcome": "as_proposed", "paragraph": "§ 12", "immediate_approval": "on"},
        follow=True,
    )
    assert "Paragrafen är omedelbart justerad." in page.text and "§ 12" in page.text
    assert Decision.objects.get().immediate_approval


def test_a_meeting_without_a_day_and_a_decision_without_words_are_refused_in_the_form(desk: Desk) -> None:
    report, sara = attested(desk), desk.client("sara")
    assert "Skriv vilken dag" in sara.post(url("put_on_agenda", report), {"meeting_date": ""}).text
    actions.put_on_agenda(report, by=desk.sara, at=AT, meeting_date=yesterday())
    page = sara.post(url("record_decision", report), {"outcome": "rejected", "paragraph": "§ 3"})
    assert "med dess egna ord" in page.text and "§ 3" in page.text
    assert "Välj vad nämnden beslutade" in sara.post(url("record_decision", report), {}).text


def test_the_second_who_records_is_told_what_the_first_wrote_and_keeps_her_words(desk: Desk) -> None:
    report = decided(desk)
    page = desk.client("sara").post(url("record_decision", report), {"outcome": "rejected", "text": "Nej, tack."})
    assert page.status_code == 200
    assert "Sara Sälg har redan registrerat beslutet" in page.text and "Nej, tack." in page.text


def test_a_meeting_that_has_not_been_is_said_and_asks_for_no_decision(desk: Desk) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    report = actions.put_on_agenda(attested(desk), by=desk.sara, at=AT, meeting_date=tomorrow)
    page = desk.client("sara").get(url("record_decision", report))
    assert "Mötet har inte varit än" in page.text and "f-choices" not in page.text


def test_after_a_referral_back_a_new_report_begins_with_the_old_words(desk: Desk) -> None:
    report = decided(desk, "referred_back", "Räkna på hyran.")
    anna = desk.client("anna")
    page = anna.get(url("report", report))
    act = page.context["acts"].first
    assert act.label == "Skriv nytt utlåtande efter återremissen"
    begun = anna.get(act.url)
    anna.post(act.url, {"heading_set": begun.context["form"]["heading_set"].value()})
    newer = BoardReport.objects.exclude(pk=report.pk).get()
    assert newer.follows_id == report.pk and said_now(newer) == WHOLE


def test_words_under_a_heading_that_the_new_layout_lacks_come_along_in_the_background() -> None:
    layout = Layout.from_json(make_heading_set().layout)
    fewer = replace(layout, headings=tuple(one for one in layout.headings if one.key != "gender"))
    content = continued(fewer, WHOLE)
    assert content.text_of("background").endswith("### Jämställdhetsanalys\n\nFler pappor nås på kvällar.")
    assert (content.points, content.text_of("summary")) == (WHOLE.points, WHOLE.text_of("summary"))


def test_each_state_has_at_most_one_leading_act_and_it_is_the_next_one(desk: Desk) -> None:
    def first(name: str) -> str:
        act = desk.client(name).get(url("report", report)).context["acts"].first
        return act.label if act else ""

    report = begin(desk, replace(WHOLE, sections=WHOLE.sections[:2]))
    assert (first("anna"), first("maj"), first("sara")) == ("Skriv vidare", "Skriv vidare", "")
    edit(desk.client("anna"), report, s__gender="Alla berörs lika.")
    assert first("anna") == "Skicka för attest"
    actions.send_report(fresh(report), by=desk.anna, at=AT, attesters=[user(desk.maj)])
    assert (first("anna"), first("maj"), first("mats")) == ("", "Läs och attestera", "")
    actions.attest_report(Attestation.objects.get(), by=desk.maj, at=AT)
    assert (first("sara"), first("anna")) == ("Ta upp på dagordningen", "")
    actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=yesterday())
    assert first("sara") == "Registrera beslutet"
    actions.record_decision(fresh(report), actions.Decided("as_proposed"), by=desk.sara, at=timezone.now())
    assert first("anna") == "Verkställ beslutet"
    desk.client("anna").post(url("execute_report", report), {"reason": "Lokalen väntar inte."})
    assert first("anna") == "Avsluta utlåtandet"
    desk.client("anna").post(url("close_report", report))
    assert first("anna") == ""


def test_what_is_executed_without_being_granted_is_refused_in_words(desk: Desk) -> None:
    report = decided(desk, "rejected", "Avslag.")
    page = desk.client("anna").post(url("execute_report", report), {"reason": "Ändå."})
    assert "inget bifall" in page.text


# --- the desk and the matter ----------------------------------------------------------------------------------------


def waiting(desk: Desk, name: str) -> list[tuple[int, str]]:
    """Which bucket, and the verb."""
    buckets = desk.client(name).get(reverse("desk")).context["buckets"]
    return [(nth, row["action"]) for nth, bucket in enumerate(buckets) for row in bucket["rows"]]


def test_everybody_finds_on_the_desk_what_waits_for_her(desk: Desk) -> None:
    report = sent_to(desk, "maj")
    assert waiting(desk, "maj") == [(0, "Läs och attestera")]
    assert waiting(desk, "mats") == waiting(desk, "anna") == waiting(desk, "sara") == []
    actions.return_report(Attestation.objects.get(), by=desk.maj, at=AT, comment="Kortare.")
    assert waiting(desk, "anna") == [(0, "Läs och ändra")]
    edit(desk.client("anna"), report, s__summary="Kort.")
    assert waiting(desk, "anna") == [(1, "Skriv vidare")]
    actions.send_report(fresh(report), by=desk.anna, at=AT, attesters=[user(desk.maj)])
    actions.attest_report(Attestation.objects.get(state="waiting"), by=desk.maj, at=AT)
    assert (waiting(desk, "anna"), waiting(desk, "sara")) == ([(2, "Läs utlåtandet")], [(1, "Ta upp på möte")])
    actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=yesterday())
    assert (waiting(desk, "anna"), waiting(desk, "sara")) == ([], [(0, "Registrera beslutet")])


def test_pages_cost_the_same_with_one_and_with_three_reports(
    desk: Desk, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    layout = make_heading_set(name="Tre")
    paths = [reverse("matter", args=[desk.matter.code]), reverse("desk")]
    client = desk.client("anna")
    make: dict[str, Any] = {"by": desk.anna, "at": AT, "heading_set": layout, "content": WHOLE}
    first = actions.start_report(desk.matter, **make)
    paths.append(url("report", first))
    costs = []
    for path in paths:
        with django_assert_max_num_queries(60) as counted:
            client.get(path)
        costs.append(len(counted))
    actions.start_report(desk.matter, **make)
    actions.start_report(desk.matter, **make)
    for path, cost in zip(paths, costs, strict=True):
        with django_assert_num_queries(cost):
            client.get(path)


@pytest.mark.parametrize("names", [["Elsa Ek"], ["Elsa Ek", "Fanny Fura", "Gunn Gran"]])
def test_asking_costs_the_same_however_many_wrote_and_may_therefore_not_attest(
    desk: Desk, django_assert_num_queries: Any, names: list[str]
) -> None:
    report, client = begin(desk), desk.client("anna")
    address = url("send_report", report)
    with CaptureQueriesContext(connection) as nobody:
        client.get(address)
    unit = Unit.objects.select_related("area__authority").get(pk=desk.anna.unit_id)
    for base, name in enumerate(names, start=1):
        manager = make_actor(name, unit, Role.MANAGER)
        actions.save_report(report, by=manager, at=AT, base=base, content=replace(WHOLE, title=name))
    with django_assert_num_queries(len(nobody) + 1):  # why they may not is asked once
        page = client.get(address)
    assert [one.name for one in page.context["people"].authors] == names


def test_a_report_of_another_authority_does_not_exist(desk: Desk) -> None:
    report = begin(desk)
    assert client_of(desk.cesar).get(url("report", report)).status_code == 404
    assert ReportVersion.objects.count() == 1
