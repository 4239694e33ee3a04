"""The page of a matter's archive package: what will be in it, the package itself, and who may; minutes in print."""

from __future__ import annotations

import io
from typing import Any

import docx
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from famn.domain.establishment.models import GroupMeeting
from famn.domain.matters.models import Matter
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.outside.extract import extract
from tests.domain.establishment.organising import make_groups, plan, sit, write
from tests.factories import make_document, make_incoming, make_initiative, make_matter
from tests.outside.packages import Package
from tests.people import House, client_of, make_actor
from tests.scenes import scene


@scene
def sanna(house: House) -> Actor:
    """The secretary of Anna's unit."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id or 0)
    return make_actor("Sanna Sippa", unit, Role.SECRETARY)


@scene
def matter(house: House) -> Matter:
    """An open matter with an original of each of two areas."""
    row = make_matter(house.anna, registry_number="EKB 2026/14")
    for number, person in enumerate((house.anna, house.dag)):
        incoming = make_incoming(person, content=f"Underlag {number}".encode())
        make_document(row, incoming=incoming, kept_by_id=incoming.area_id, sha256=incoming.sha256, title="Underlag")
    return row


def url(matter: Matter) -> str:
    return reverse("matter_archive", args=[matter.code])


def fetched(client: Client, matter: Matter) -> bytes:
    answer: Any = client.post(url(matter))
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # synchronous here


def test_the_page_counts_what_is_kept_and_says_what_is_not(sanna: Actor, matter: Matter) -> None:
    page = client_of(sanna).get(url(matter)).content.decode()
    for words in ("Tjänsteutlåtande", "1 fil.", "10\xa0byte", "finns hos Öppna förskolan", "Ärendet pågår"):
        assert words in page
    assert TrailEvent.objects.filter(verb="archive_matter").count() == 0


def test_the_button_gives_the_package_as_a_file_of_its_own_name(sanna: Actor, matter: Matter) -> None:
    answer: Any = client_of(sanna).post(url(matter))
    content = b"".join(answer.streaming_content)
    found = Package(content)
    assert found.wrong() == []
    assert answer["Content-Disposition"] == f'attachment; filename="{found.root}.zip"'
    assert answer["Content-Type"] == "application/zip"
    assert int(answer["Content-Length"]) == len(content)
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")


def test_the_walls_stand_in_the_package_that_a_person_fetches(sanna: Actor, matter: Matter) -> None:
    found = Package(fetched(client_of(sanna), matter))
    originals = [found.read(name) for name in found.names() if name.endswith("/utlatande.txt")]
    assert originals == [b"Underlag 0"]


def test_it_is_seen_in_the_trail_who_fetched_it(sanna: Actor, matter: Matter) -> None:
    fetched(client_of(sanna), matter)
    event = TrailEvent.objects.get(verb="archive_matter")
    assert (event.thing, event.thing_id, event.user_id) == ("matter", matter.pk, sanna.user_id)
    page = client_of(sanna).get(reverse("trail", args=["matter", matter.code])).content.decode()
    assert "Ärendet hämtades som arkivpaket" in page


def test_only_who_may_sees_the_button_and_others_are_told_why_not(sanna: Actor, house: House, matter: Matter) -> None:
    page = reverse("matter", args=[matter.code])
    assert url(matter) in client_of(sanna).get(page).content.decode()
    assert url(matter) not in client_of(house.anna).get(page).content.decode()
    for refused in (client_of(house.anna).get(url(matter)), client_of(house.anna).post(url(matter))):
        assert refused.status_code == 403
    assert client_of(house.cesar).get(url(matter)).status_code == 403
    assert TrailEvent.objects.filter(verb="archive_matter").count() == 0


def test_the_matter_of_another_authority_does_not_exist(house: House, matter: Matter) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=house.cesar.unit_id or 0)
    stranger = client_of(make_actor("Tage Tall", unit, Role.SECRETARY))
    assert stranger.get(url(matter)).status_code == 404
    assert stranger.post(url(matter)).status_code == 404


# --- minutes ---------------------------------------------------------------------------------------


@scene
def meeting(house: House) -> GroupMeeting:
    """A meeting with minutes that nobody has approved yet."""
    steering, _ = make_groups(house.anna, make_initiative(house.anna))
    sit(steering, house.anna, house.anna)
    return write(plan(steering, house.anna), house.anna, notes="Vi valde hus.")


def test_minutes_come_as_pdf_word_and_page_and_say_when_they_are_a_draft(house: House, meeting: GroupMeeting) -> None:
    client = client_of(house.anna)
    got = {
        name: client.get(reverse(name, args=[meeting.code]))
        for name in ("minutes_pdf", "minutes_word", "minutes_print")
    }
    pdf = extract(got["minutes_pdf"].content, name="a.pdf").text
    word = "\n".join(one.text for one in docx.Document(io.BytesIO(got["minutes_word"].content)).paragraphs)
    for said in (pdf, word, got["minutes_print"].content.decode()):
        assert "Vi valde hus." in said
    assert "Utkast" in pdf
    assert got["minutes_pdf"]["Content-Disposition"] == (
        f'attachment; filename="anteckningar-{meeting.day.isoformat()}-styrgrupp.pdf"'
    )
    assert client_of(house.cesar).get(reverse("minutes_pdf", args=[meeting.code])).status_code == 404
