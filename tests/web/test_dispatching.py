"""The pages of sending a decision out, of what differs between documents, and of an answer part by part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.drafting.answers import COMMON
from famn.domain.matters.drafting.content import Signatory
from famn.domain.matters.models import Assignment, AssignmentPart, Decision, Dispatch, DispatchCorrection
from famn.ground.mail import Letter
from tests.factories import make_assignment, make_document
from tests.people import AT, House
from tests.scenes import scene
from tests.web.report_desk import WHOLE, Desk, begin, fresh, make_desk, url, user, yesterday

pytestmark = pytest.mark.django_db


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


@scene
def decision(desk: Desk) -> Decision:
    """A decision of yesterday whose report names Anna and the file."""
    report = begin(desk, replace(WHOLE, distribution=("Anna Almgren", "Akten")))
    actions.send_report(fresh(report), by=desk.anna, at=AT, attesters=[user(desk.maj)])
    actions.attest_report(report.versions.get().attestations.get(), by=desk.maj, at=AT)
    actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=yesterday())
    actions.record_decision(fresh(report), actions.Decided("as_proposed", "§ 12"), by=desk.sara, at=timezone.now())
    return rules.visible_decisions(desk.sara).get()


def at(name: str, row: Decision | Dispatch) -> str:
    return reverse(name, args=[row.code])


def code_of(name: str) -> str:
    return Dispatch.objects.filter(recipient=name).latest("pk").code


# --- sending out -----------------------------------------------------------------------------------


def test_the_report_and_the_matter_lead_the_secretary_to_what_is_to_be_sent(desk: Desk, decision: Decision) -> None:
    sara = desk.client("sara")
    for page in (url("report", decision.report), reverse("matter", args=[desk.matter.code]), reverse("desk")):
        assert at("dispatch", decision) in sara.get(page).text
    assert "0 av 2 har fått beslutet." in sara.get(at("dispatch", decision)).text


def test_the_secretary_makes_the_extract_and_everybody_who_reads_matters_gets_it(
    desk: Desk, decision: Decision
) -> None:
    page = desk.client("sara").post(at("make_extract", decision), follow=True)
    assert "Protokollsutdraget är gjort" in page.text
    anna = desk.client("anna")
    assert "make_extract" not in anna.get(at("dispatch", decision)).text
    assert anna.get(at("extract_pdf", decision)).content.startswith(b"%PDF")
    assert anna.get(at("extract_word", decision)).content.startswith(b"PK")
    assert "Nämnden godkänner förslaget" in anna.get(at("extract_print", decision)).text
    assert desk.client("anna").post(at("make_extract", decision)).status_code == 403
    assert desk.client("cesar").get(at("extract_pdf", decision)).status_code == 404


def test_one_click_ticks_one_and_a_form_ticks_several(desk: Desk, decision: Decision) -> None:
    sara, form = desk.client("sara"), {"how": "registry", "sent_on": yesterday()}
    sara.post(at("tick_dispatches", decision), {**form, "en": code_of("Akten")})
    assert Dispatch.objects.get(recipient="Akten").sent_on == yesterday()
    sara.post(at("add_recipient", decision), {"recipient": "Region Norrby", "address": "diariet@norrby.example"})
    chosen = {**form, "rows": [code_of("Anna Almgren"), code_of("Region Norrby")]}
    assert "Alla 3 har fått beslutet." in sara.post(at("tick_dispatches", decision), chosen, follow=True).text


def test_a_mail_goes_from_here_and_its_link_opens_the_extract_for_a_stranger(desk: Desk, decision: Decision) -> None:
    data = {"gor": "mejla", "rows": [code_of("Anna Almgren")]}
    page = desk.client("sara").post(at("tick_dispatches", decision), data, follow=True)
    assert "skickat med e-post och avbockat" in page.text
    letter = Letter.objects.get(subject__startswith="Beslut: ", holds_secret=True)
    address = "/" + letter.text.split("//", 1)[1].split("/", 1)[1].split()[0]
    answer = Client().get(address)
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    gone = Client().get(address.replace(address[-6:], "xxxxx/"))
    assert "Länken gäller inte" in gone.text and not gone.content.startswith(b"%PDF")


def test_nobody_chosen_or_no_address_is_told_and_nothing_is_lost(desk: Desk, decision: Decision) -> None:
    sara = desk.client("sara")
    nobody = sara.post(at("tick_dispatches", decision), {"how": "post", "sent_on": yesterday()})
    assert "Välj minst en mottagare" in nobody.text
    without = sara.post(at("tick_dispatches", decision), {"gor": "mejla", "rows": [code_of("Akten")]})
    assert "Akten har ingen e-postadress" in without.text
    assert not Dispatch.objects.filter(sent_at__isnull=False).exists()


def test_a_recipient_is_removed_as_long_as_nothing_was_sent(desk: Desk, decision: Decision) -> None:
    sara, row = desk.client("sara"), Dispatch.objects.get(recipient="Akten")
    sara.post(at("drop_recipient", row))
    assert not Dispatch.objects.filter(recipient="Akten").exists()


def test_a_ticked_row_is_corrected_with_a_reason(desk: Desk, decision: Decision) -> None:
    sara = desk.client("sara")
    sara.post(at("tick_dispatches", decision), {"how": "post", "sent_on": yesterday(), "en": code_of("Akten")})
    row = Dispatch.objects.get(recipient="Akten")
    form = sara.get(at("correct_dispatch", row)).context["form"]
    assert form.initial["how"] == "post"
    empty = sara.post(at("correct_dispatch", row), {"was_sent": "nej", "reason": ""})
    assert "Skriv varför raden rättas." in empty.text and not DispatchCorrection.objects.exists()
    done = sara.post(at("correct_dispatch", row), {"was_sent": "nej", "reason": "Det blev inte av."}, follow=True)
    assert "Avbockningen är tillbakatagen." in done.text and "0 av 2 har fått" in done.text


def test_an_assignment_is_given_by_hand_with_the_parts_it_asks_for(desk: Desk, decision: Decision) -> None:
    data = {
        "text": "Ta fram en plan för bemanningen.",
        "responsible": user(desk.anna).code,
        "body": "",
        "due_date": "2099-01-01",
        "common": ["0", "2"],
        "questions": "Vem håller ihop arbetet?\n\n",
    }
    page = desk.client("sara").post(at("give_assignment", decision), data, follow=True)
    given = Assignment.objects.get()
    assert given.body == "Ekbackens stadsdelsnämnd" and "Ta fram en plan" in page.text
    assert at("dispatch", decision) in page.text
    headings = [one.heading for one in reads.asked_parts(given)]
    assert headings == ["Kostnader", "Bemanning", "Vem håller ihop arbetet?"]
    assert given.code in desk.client("sara").get(at("dispatch", decision)).text


# --- differences -----------------------------------------------------------------------------------


def test_a_difference_stands_on_the_page_of_sending_until_it_is_let_stand(desk: Desk) -> None:
    document = make_document(desk.matter, title="Brev")
    document.persons.create(part="signatory", number=1, name="Maj Mandelblom", title="rektor")
    report = begin(desk, replace(WHOLE, signatories=(Signatory("Maj Mandelblom", "enhetschef"),)))
    anna = desk.client("anna")
    sending = anna.get(url("send_report", report)).text
    assert "Maj Mandelblom har två titlar" in sending and url("differences", report) in sending
    page = anna.get(url("differences", report))
    assert reverse("document", args=[desk.matter.code, document.code]) in page.text
    assert url("edit_report", report) in page.text
    (found,) = page.context["waiting"]
    empty = anna.post(url("accept_difference", report), {"skillnad": found["fingerprint"], "reason": ""})
    assert "Skriv varför skillnaden" in empty.text
    data = {"skillnad": found["fingerprint"], "reason": "Hon har båda."}
    assert "Hon har båda." in anna.post(url("accept_difference", report), data, follow=True).text
    assert "två titlar" not in anna.get(url("send_report", report)).text


# --- an answer part by part ------------------------------------------------------------------------


@scene
def asked(desk: Desk) -> Assignment:
    """Something Anna is to answer, in two parts."""
    assignment = make_assignment(desk.matter)
    actions.ask_parts(assignment, COMMON[:2], by=desk.anna, at=AT)
    return assignment


def part_url(row: Assignment, number: int, name: str = "answer_part") -> str:
    return reverse(name, args=[row.code, number])


def rows(*cells: tuple[str, str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"rader": str(len(cells))}
    for number, (what, who, amount) in enumerate(cells):
        found |= {f"rad-{number}-what": what, f"rad-{number}-who": who, f"rad-{number}-amount": amount}
    return found


def test_costs_are_put_in_as_rows_and_come_to_a_sum(desk: Desk, asked: Assignment) -> None:
    sent = {"text": "Så här.", **rows(("Hyra", "Kommunen", "640 000"), ("El", "Regionen", "12 000 kr"), ("", "", ""))}
    page = desk.client("anna").post(part_url(asked, 1), sent, follow=True).text.replace("\u00a0", " ")
    assert "652 000" in page and "Så här." in page
    assert len(AssignmentPart.objects.get(number=1).rows) == 2


def test_a_fault_in_a_row_is_told_beside_it_and_nothing_is_lost(desk: Desk, asked: Assignment) -> None:
    sent = {"text": "Så här.", **rows(("Hyra", "Kommunen", "mycket"), ("", "Regionen", "1"))}
    page = desk.client("anna").post(part_url(asked, 1), sent).text
    assert "Skriv hela kronor" in page and "Skriv vad raden gäller." in page and "Så här." in page
    assert not AssignmentPart.objects.get(number=1).rows


def test_what_is_missing_is_told_and_the_answer_is_given_all_the_same_when_that_is_meant(
    desk: Desk, asked: Assignment
) -> None:
    anna, document = desk.client("anna"), make_document(desk.matter, title="Kalkyl")
    anna.post(part_url(asked, 1), {"text": "Inget kostar.", "rader": "0"})
    page = anna.get(reverse("assignment", args=[asked.code])).text
    assert "Det här är inte besvarat än" in page and "Lokaler" in page
    data = {"answer": "Se kalkylen.", "given_in": f"dokument-{document.code}"}
    refused = anna.post(reverse("assignment", args=[asked.code]), data)
    assert "inte besvarade: Lokaler" in refused.text
    done = anna.post(reverse("assignment", args=[asked.code]), {**data, "is_partial": "on"}, follow=True).text
    address = reverse("document", args=[desk.matter.code, document.code])
    assert "Svaret lämnades i" in done and address in done
    assert reverse("assignment", args=[asked.code]) in anna.get(address).text
    assert anna.get(reverse("answer_pdf", args=[asked.code])).content.startswith(b"%PDF")
    assert anna.get(reverse("answer_word", args=[asked.code])).content.startswith(b"PK")


def test_parts_are_added_and_dropped(desk: Desk, asked: Assignment) -> None:
    anna = desk.client("anna")
    anna.post(reverse("ask_parts", args=[asked.code]), {"common": ["2"], "questions": "När öppnar vi?"})
    anna.post(part_url(asked, 1, "drop_part"))
    assert [one.heading for one in reads.asked_parts(asked)] == ["Lokaler", "Bemanning", "När öppnar vi?"]
    assert anna.get(part_url(asked, 1)).status_code == 404
