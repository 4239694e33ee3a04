"""What differs between the documents of a matter stops the sending until it is mended or let stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from famn.domain.matters import actions, reads
from famn.domain.matters.drafting.content import Section, Signatory
from famn.domain.matters.models import AcceptedDifference, BoardReport, DocumentKind, DocumentPerson
from famn.ground.verdict import Denied, Refused
from tests.factories import make_document
from tests.people import AT, House
from tests.scenes import scene
from tests.web.report_desk import WHOLE, Desk, begin, fresh, make_desk, user

RENT = Section("background", "Bakgrund", "Hyran blir 640 000 kronor om året.")
SAYS_RENT = replace(WHOLE, sections=(WHOLE.sections[0], RENT, WHOLE.sections[2]))


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def letter(desk: Desk, rent: str = "650 000", name: str = "Maj Mandelblom", title: str = "enhetschef") -> None:
    """A letter in the matter that names the rent and who signed it."""
    document = make_document(
        desk.matter,
        kind=DocumentKind.LETTER_OF_INTENT,
        title="Avsiktsförklaring",
        sections=[
            {"heading": "Parter", "text": "- Ekbackens kommun (öppen förskola)\n- Mama Mia City"},
            {"heading": "Kostnader", "text": f"Hyran är {rent} kronor per år."},
        ],
    )
    part = DocumentPerson.Part.SIGNATORY
    DocumentPerson.objects.create(document=document, part=part, number=1, name=name, title=title)


def send(desk: Desk, report: BoardReport) -> None:
    actions.send_report(fresh(report), by=desk.anna, at=AT, attesters=[user(desk.maj)])


def told(report: BoardReport) -> list[str]:
    return [one.sentence for one in reads.unsettled(fresh(report))]


def test_documents_that_say_the_same_stop_nothing(desk: Desk) -> None:
    letter(desk, rent="640 000")
    report = begin(desk, SAYS_RENT)
    assert told(report) == []
    send(desk, report)


def test_a_difference_is_told_with_both_places_and_stops_the_sending(desk: Desk) -> None:
    letter(desk)
    report = begin(desk, SAYS_RENT)
    (found,) = reads.unsettled(fresh(report))
    assert found.sentence == "Två belopp för samma sak: 640 000 kr och 650 000 kr."
    here, there = found.places
    assert here.document is None and here.where == "Bakgrund"
    assert there.document is not None and (there.title, there.where) == ("Avsiktsförklaring", "Kostnader")
    with pytest.raises(Refused, match="Två belopp"):
        send(desk, report)
    assert fresh(report).state == BoardReport.State.DRAFT


def test_mending_the_text_settles_it(desk: Desk) -> None:
    letter(desk)
    report = begin(desk, SAYS_RENT)
    mended = replace(RENT, text="Hyran blir 650 000 kronor om året.")
    content = replace(SAYS_RENT, sections=(WHOLE.sections[0], mended, WHOLE.sections[2]))
    actions.save_report(report, by=desk.anna, at=AT, base=1, content=content)
    send(desk, report)


def test_accepting_it_with_a_reason_settles_it_until_a_value_changes(desk: Desk) -> None:
    letter(desk)
    report = begin(desk, SAYS_RENT)
    (found,) = reads.unsettled(fresh(report))
    with pytest.raises(Refused) as refused:
        actions.accept_difference(report, found.fingerprint, by=desk.anna, at=AT, reason=" ")
    assert refused.value.field == "reason"
    row = actions.accept_difference(report, found.fingerprint, by=desk.anna, at=AT, reason="Hyran höjdes sedan.")
    assert (row.accepted_by_id, row.sentence) == (desk.anna.user_id, found.sentence)
    assert told(report) == []
    changed = replace(RENT, text="Hyran blir 660 000 kronor om året.")
    content = replace(SAYS_RENT, sections=(WHOLE.sections[0], changed, WHOLE.sections[2]))
    actions.save_report(report, by=desk.anna, at=AT, base=1, content=content)
    assert told(report) == ["Två belopp för samma sak: 650 000 kr och 660 000 kr."]


def test_nobody_accepts_what_is_not_there_or_is_settled_or_of_another_authority(desk: Desk) -> None:
    letter(desk)
    report = begin(desk, SAYS_RENT)
    (found,) = reads.unsettled(fresh(report))
    with pytest.raises(Refused, match="finns inte längre"):
        actions.accept_difference(report, "0" * 64, by=desk.anna, at=AT, reason="Så.")
    with pytest.raises(Denied):
        actions.accept_difference(report, found.fingerprint, by=desk.cesar, at=AT, reason="Så.")
    actions.accept_difference(report, found.fingerprint, by=desk.sara, at=AT, reason="Så.")
    with pytest.raises(Refused, match="redan godtagen"):
        actions.accept_difference(report, found.fingerprint, by=desk.anna, at=AT, reason="Så.")


def test_what_was_accepted_never_changes(desk: Desk) -> None:
    letter(desk)
    report = begin(desk, SAYS_RENT)
    (found,) = reads.unsettled(fresh(report))
    actions.accept_difference(report, found.fingerprint, by=desk.anna, at=AT, reason="Så.")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        AcceptedDifference.objects.update(reason="Annat")


def test_a_name_a_title_and_a_party_are_held_against_the_signed_letter(desk: Desk) -> None:
    letter(desk, rent="640 000", name="Maj Mandelblomm")
    content = replace(
        SAYS_RENT,
        sections=(Section("summary", "Sammanfattning", "Mamma Mia City är med."), *SAYS_RENT.sections[1:]),
    )
    assert told(begin(desk, content)) == [
        "Ett namn är skrivet på två sätt: Maj Mandelblom och Maj Mandelblomm.",
        "En part är skriven på två sätt: Mama Mia City och Mamma Mia City.",
    ]


def test_an_attest_is_compared_too_before_the_report_goes_to_a_meeting(desk: Desk) -> None:
    report = begin(desk, replace(WHOLE, signatories=(Signatory("Maj Mandelblom", "rektor"),)))
    send(desk, report)
    attestation = report.versions.get().attestations.get()
    actions.attest_report(attestation, by=desk.maj, at=AT)
    day = timezone.localdate() + dt.timedelta(days=7)
    with pytest.raises(Refused, match="Maj Mandelblom har två titlar"):
        actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=day)
    (found,) = reads.unsettled(fresh(report))
    actions.accept_difference(report, found.fingerprint, by=desk.sara, at=AT, reason="Hon har båda.")
    actions.put_on_agenda(fresh(report), by=desk.sara, at=AT, meeting_date=day)
