"""Matters, documents and assignments in the browser: what is shown, what is changed, who is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters import actions
from famn.domain.matters.facts import Facts
from famn.domain.matters.models import Assignment, Document, Matter
from famn.domain.people.models import User
from famn.ground import sealed
from tests.domain.papers import READING, REPORT
from tests.factories import make_assignment, make_document, make_initiative, make_matter
from tests.people import AT, House
from tests.scenes import scene


@scene
def document(house: House) -> Document:
    """A document that Anna has read in and confirmed, in a matter of its own."""
    with sealed.acting(house.anna.area_id):
        file = actions.receive_file(by=house.anna, at=AT, name="utlatande.txt", content=REPORT.encode())
        facts = Facts.from_reading(READING)
        return actions.open_matter(file, by=house.anna, at=AT, facts=facts, version=file.version)


@scene
def matter(document: Document) -> Matter:
    return document.matter


@scene
def assignment(matter: Matter) -> Assignment:
    return Assignment.objects.select_related("matter").get(matter=matter)


def pages_of(document: Document) -> dict[str, str]:
    """Every page of a matter that is only looked at."""
    matter = document.matter
    return {
        "matter": reverse("matter", args=[matter.code]),
        "change_matter": reverse("change_matter", args=[matter.code]),
        "document": reverse("document", args=[matter.code, document.code]),
        "document_original": reverse("document_original", args=[matter.code, document.code]),
    }


@pytest.mark.django_db
def test_a_matter_shows_its_points_documents_assignments_and_events(
    clients: dict[str, Client], document: Document
) -> None:
    page = clients["anna"].get(pages_of(document)["matter"]).text
    for words in (
        "Avsiktsförklaring om en familjecentral i Ekbacken",
        "1.5.1-77/2026",
        "Stadsdelsnämnden godkänner avsiktsförklaringen.",
        "Återrapport senast 30 september 2026",
        "Skriv svar",
        "Majken Mandelblom",
        "Dokument bekräftades",
    ):
        assert words.lower() in page.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["matter", "change_matter", "document", "document_original"])
def test_each_page_of_a_matter_refuses_those_it_is_not_for(
    clients: dict[str, Client], document: Document, name: str
) -> None:
    url = pages_of(document)[name]
    assert clients["bo"].get(url).status_code == 403
    assert "medarbetare" in clients["bo"].get(url).text
    assert clients["cesar"].get(url).status_code == 404
    assert "/logga-in/" in clients["disa"].get(url).url
    assert clients["anna"].get(url).status_code == 200


@pytest.mark.django_db
def test_another_area_of_the_authority_sees_the_matter_but_not_the_original(
    clients: dict[str, Client], document: Document
) -> None:
    pages = pages_of(document)
    assert clients["dag"].get(pages["matter"]).status_code == 200
    page = clients["dag"].get(pages["document"])
    assert page.status_code == 200
    assert "Originalet finns hos Socialtjänsten" in page.text
    assert clients["dag"].get(pages["document_original"]).status_code == 403
    answer = clients["anna"].get(pages["document_original"])
    assert b"".join(answer.streaming_content) == REPORT.encode()
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_the_filters_of_the_list_narrow_it_and_say_so_when_nothing_is_left(
    clients: dict[str, Client], house: House
) -> None:
    late = make_matter(house.anna, title="Sent ärende")
    make_assignment(late, due_date=timezone.localdate() - dt.timedelta(days=3))
    make_matter(house.anna, title="Ingens ärende", case_officer_id=None)
    anna, url = clients["anna"], reverse("matters")
    assert "Sent ärende" in anna.get(url).text
    assert "3 dagar sent" in anna.get(url).text
    overdue = anna.get(url, {"frist": "forsenat"}).text
    assert "Sent ärende" in overdue
    assert "Ingens ärende" not in overdue
    assert "Ingens ärende" in anna.get(url, {"handlaggare": "ingen"}).text
    assert "Inget ärende passar" in anna.get(url, {"sok": "finns inte"}).text
    assert "Inget ärende passar" in anna.get(url, {"status": "hittepå"}).text
    assert anna.get(url, {"sida": "åtta", "sok": "\x00", "handlaggare": "\x00"}).status_code == 200


@pytest.mark.django_db
def test_an_empty_list_says_what_will_come_there(clients: dict[str, Client]) -> None:
    assert "Inga ärenden än" in clients["anna"].get(reverse("matters")).text


@pytest.mark.django_db
def test_a_matter_is_changed_and_a_wrong_value_keeps_the_others(clients: dict[str, Client], matter: Matter) -> None:
    url = reverse("change_matter", args=[matter.code])
    values = {"title": "Ny rubrik", "registry_number": "1.1-5/2026", "body": "Nämnden", "case_officer": ""}
    page = clients["anna"].post(url, values | {"meeting_date": "3000-01-01"})
    assert "Kontrollera årtalet" in page.text
    assert "Ny rubrik" in page.text
    assert clients["anna"].post(url, values | {"meeting_date": "2026-04-01"}).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.meeting_date, matter.case_officer_id) == ("Ny rubrik", dt.date(2026, 4, 1), None)


@pytest.mark.django_db
def test_a_registry_number_that_another_matter_has_is_refused_at_its_field(
    clients: dict[str, Client], house: House, matter: Matter
) -> None:
    other = make_matter(house.anna)
    url = reverse("change_matter", args=[other.code])
    page = clients["anna"].post(url, {"title": "Annat", "registry_number": matter.registry_number})
    assert page.status_code == 200
    assert page.context["form"].errors["registry_number"]


@pytest.mark.django_db
def test_a_matter_closes_when_nothing_waits_and_opens_again(
    clients: dict[str, Client], matter: Matter, assignment: Assignment, house: House
) -> None:
    anna = clients["anna"]
    close = reverse("close_matter", args=[matter.code])
    assert "uppdrag som väntar på svar" in anna.post(close, follow=True).text
    actions.answer_assignment(assignment, by=house.anna, at=AT, answer="Lämnat.")
    assert "Ärendet är avslutat." in anna.post(close, follow=True).text
    assert "Öppna ärendet igen" in anna.get(reverse("matter", args=[matter.code])).text
    assert anna.get(reverse("change_matter", args=[matter.code])).status_code == 403
    assert "Ärendet är öppet igen." in anna.post(reverse("reopen_matter", args=[matter.code]), follow=True).text


@pytest.mark.django_db
def test_an_assignment_is_answered_and_opened_again(clients: dict[str, Client], assignment: Assignment) -> None:
    anna, url = clients["anna"], reverse("assignment", args=[assignment.code])
    page = anna.post(url, {"answer": "  "})
    assert "Skriv vad svaret är." in page.text
    page = anna.post(url, {"answer": "Delrapporten lämnades den 12 maj."}, follow=True)
    assert "Delrapporten lämnades den 12 maj." in page.text
    assert "besvarat" in page.text
    anna.post(reverse("reopen_assignment", args=[assignment.code]))
    assert "Lämna svaret" in anna.get(url).text


@pytest.mark.django_db
def test_a_responsible_colleague_without_other_rights_sees_her_assignment_alone(
    clients: dict[str, Client], house: House, assignment: Assignment
) -> None:
    url = reverse("assignment", args=[assignment.code])
    assert clients["bo"].get(url).status_code == 404
    bo = User.objects.get(pk=house.bo.user_id)
    actions.hand_over_assignment(assignment, by=house.anna, at=timezone.now(), to=bo)
    page = clients["bo"].get(url)
    assert page.status_code == 200
    assert f"/arbete/arenden/{assignment.matter.code}/" not in page.text
    assert clients["bo"].post(url, {"answer": "Klart."}).status_code == 302
    assert clients["cesar"].get(url).status_code == 404
    assert "/logga-in/" in clients["disa"].get(url).url


@pytest.mark.django_db
def test_an_assignment_is_handed_over_to_a_colleague_who_answers(
    clients: dict[str, Client], house: House, assignment: Assignment
) -> None:
    url = reverse("hand_over_assignment", args=[assignment.code])
    dag = User.objects.get(pk=house.dag.user_id)
    page = clients["anna"].post(url, {"to": "okänd"})
    assert page.status_code == 200
    assert page.context["handing"].errors["to"]
    assert "Uppdraget är överlämnat" in clients["anna"].post(url, {"to": dag.code}, follow=True).text
    assignment.refresh_from_db()
    assert assignment.responsible_id == dag.pk


@pytest.mark.django_db
def test_lists_and_pages_cost_the_same_with_one_and_three_rows(clients: dict[str, Client], house: House) -> None:
    matter = make_matter(house.anna)
    make_document(matter)
    make_assignment(matter)
    urls = [reverse("matters"), reverse("matter", args=[matter.code]), reverse("desk")]
    before = [cost_of(clients["anna"], url) for url in urls]
    for _ in range(2):
        more = make_matter(house.anna)
        make_document(more)
        make_document(matter)
        make_assignment(matter)
    assert [cost_of(clients["anna"], url) for url in urls] == before


def cost_of(client: Client, url: str) -> int:
    """How many queries a page costs, the second time it is asked for."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.django_db
def test_a_matter_begins_from_its_initiative_and_belongs_to_it(clients: dict[str, Client], house: House) -> None:
    initiative = make_initiative(house.anna, title="Familjecentral i Ekeby")
    url = reverse("start_matter", query={"initiativ": initiative.code})
    page = clients["anna"].get(url)
    assert 'value="Familjecentral i Ekeby"' in page.text
    refused = clients["anna"].post(url, {"title": "", "body": "Nämnden", "case_officer": ""})
    assert (refused.status_code, Matter.objects.count()) == (200, 0)
    assert clients["anna"].post(url, {"title": "Ekeby", "body": "Nämnden", "case_officer": ""}).status_code == 302
    assert Matter.objects.get(initiatives__initiative=initiative).title == "Ekeby"
    assert clients["bo"].get(reverse("start_matter")).status_code == 403


@pytest.mark.django_db
def test_a_matter_is_not_begun_for_the_initiative_of_another_authority(
    clients: dict[str, Client], house: House
) -> None:
    theirs = make_initiative(house.cesar)
    answer = clients["anna"].post(reverse("start_matter", query={"initiativ": theirs.code}), {"title": "Mitt"})
    assert (answer.status_code, Matter.objects.count()) == (404, 0)
