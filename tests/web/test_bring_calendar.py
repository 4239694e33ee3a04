"""The pages that bring in a calendar from elsewhere, by plain forms without script."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.activities.models import Activity, CalendarSource, Occurrence
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import House, client_of
from tests.scenes import scene

pytestmark = pytest.mark.django_db


@scene
def centre(house: House) -> FamilyCentre:
    made = make_centre(house.anna)
    make_leg(made, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    return made


@pytest.fixture
def anna(house: House) -> Client:
    return client_of(house.anna)


def table(*rows: str) -> SimpleUploadedFile:
    content = "\n".join(("Datum;Start;Slut;Titel;Plats", *rows))
    return SimpleUploadedFile("gamla.csv", content.encode(), content_type="text/csv")


def soon(rest: str) -> str:
    """A row of a day that is near, whenever the tests are run."""
    return f"{timezone.localdate() + dt.timedelta(days=30)};{rest}"


def upload(client: Client, centre: FamilyCentre, *rows: str, **said: object) -> object:
    values = {"file": table(*rows), "leg": Leg.OPEN_PRESCHOOL.value} | said
    path = reverse("bring_calendar", args=[centre.code])
    return client.post(path, values, headers={"host": "localhost"})


def fields_of(html: str) -> dict[str, str]:
    """What the form holds when nobody has touched it."""
    hidden = re.search(r'name="seen" value="(\w+)"', html)
    assert hidden
    found = {"seen": hidden[1]}
    for name, inner in re.findall(r'<select[^>]*name="(titel-\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"\s+selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def test_from_a_file_to_activities_with_links_to_each(anna: Client, centre: FamilyCentre) -> None:
    rows = (soon("9.30;11;Sångstund;Stora rummet"), "2001-01-01;9;10;Sångstund;", "2027-03-99;9;10;x;")
    answer = upload(anna, centre, *rows)
    source = CalendarSource.objects.get()
    look = reverse("incoming", args=[centre.code, source.code])
    assert answer.headers["Location"] == look  # type: ignore[attr-defined]  # the client's own answer

    html = anna.get(look, headers={"host": "localhost"}).content.decode()
    assert "1 nytt tillfälle" in html
    assert "Platsen ”Stora rummet” är inget rum här" in html
    assert "Rad 4: Dagen eller tiden finns inte." in html
    said = fields_of(html)
    assert [value for name, value in said.items() if name != "seen"] == ["ny:song"]

    done = anna.post(look, said, headers={"host": "localhost"}, follow=True).content.decode()
    activity = Activity.objects.get()
    assert "1 tillfälle är hämtat." in done
    assert reverse("work_activity", args=[activity.code]) in done
    assert reverse("publish_activity", args=[activity.code]) in done
    assert (activity.kind, activity.state, Occurrence.objects.count()) == ("song", "draft", 1)
    again = anna.get(look, headers={"host": "localhost"})  # nothing of the file is kept to look at
    assert again.headers["Location"] == reverse("brought_in", args=[centre.code, source.code])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"file": ""}, "Välj en fil eller skriv en adress"),
        ({"address": "https://kalender.example/"}, "Välj en fil eller skriv en adress"),
        ({"file": "", "address": "http://kalender.example/"}, "börjar med https://"),
        ({"file": "", "address": "https://127.0.0.1/a.ics"}, "går till ett eget nät"),
        ({"file": SimpleUploadedFile("tom.ics", b"")}, "Filen är tom."),
        ({"file": SimpleUploadedFile("bild.png", b"\x89PNG\x00")}, "går inte att läsa som en kalender"),
        ({"leg": "MIDNIGHT"}, "MIDNIGHT"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(
    anna: Client, centre: FamilyCentre, said: dict[str, object], words: str
) -> None:
    answer = upload(anna, centre, soon("9;10;Fika;"), **said)
    assert words in answer.content.decode()  # type: ignore[attr-defined]  # the client's own answer
    assert not CalendarSource.objects.exists()


def test_another_reading_meanwhile_is_told_and_a_choice_of_another_centres_is_refused(
    anna: Client, centre: FamilyCentre
) -> None:
    upload(anna, centre, soon("9;10;Fika;"))
    look = reverse("incoming", args=[centre.code, CalendarSource.objects.get().code])
    said = fields_of(anna.get(look, headers={"host": "localhost"}).content.decode())
    stale = anna.post(look, said | {"seen": "0" * 16}, headers={"host": "localhost"})
    assert "Kalendern har lästs om" in stale.content.decode()
    name = next(name for name in said if name != "seen")
    anna.post(look, said | {name: "kkkkkkkk"}, headers={"host": "localhost"})
    assert not Activity.objects.exists()


def test_an_address_is_shown_by_its_host_alone_and_can_be_left(anna: Client, centre: FamilyCentre) -> None:
    source = CalendarSource.objects.create(
        centre=centre,
        leg=Leg.OPEN_PRESCHOOL,
        name="Gamla",
        address="webcal://kalender.example/hemlig-del/a.ics",
        state=CalendarSource.State.FOLLOWING,
        read_at=timezone.now(),
        next_read_at=timezone.now(),
        fault="no_answer",
        unchosen=2,
    )
    path = reverse("bring_calendar", args=[centre.code])
    html = anna.get(path, headers={"host": "localhost"}).content.decode()
    assert "kalender.example" in html
    assert "hemlig-del" not in html
    assert "Ingen svarar på adressen." in html
    assert "2 nya rubriker" in html
    stop = reverse("stop_following", args=[centre.code, source.code])
    assert "finns kvar" in anna.post(stop, headers={"host": "localhost"}, follow=True).content.decode()
    source.refresh_from_db()
    assert (source.state, source.next_read_at) == ("done", None)
