"""The pages where a centre's public face is kept true: few clicks, plain words, and nothing lost on a refusal."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.centres import actions, reads
from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    OpeningException,
    Partner,
)
from famn.domain.centres.reads.kept import access_mark
from famn.domain.centres.reads.texts import text_mark
from famn.domain.people.models import Leg
from famn.web.workspace.centres.public_forms import WhereForm
from famn.web.workspace.centres.spans import Span, read_spans_and_ages
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.centres.making import a_picture, make_centre, make_leg, own_unit
from tests.people import AT, House, client_of
from tests.scenes import scene
from tests.web.test_initiatives import cost_of

pytestmark = pytest.mark.usefixtures("standing_day")
NINE, NOON = dt.time(9), dt.time(12)


@scene
def centre(house: House) -> FamilyCentre:
    """A centre of Anna's board with a leg of its own and one that Cesar's authority runs; nobody else sees it yet."""
    made = make_centre(house.anna)
    make_leg(made, house.anna, Leg.OPEN_PRESCHOOL)
    make_leg(made, house.anna, Leg.PREVENTIVE_SOCIAL, unit=own_unit(house.cesar))
    return made


def own_leg(centre: FamilyCentre) -> CentreLeg:
    return centre.legs.get(leg=Leg.OPEN_PRESCHOOL)


def theirs(centre: FamilyCentre) -> CentreLeg:
    return centre.legs.get(leg=Leg.PREVENTIVE_SOCIAL)


def url(name: str, centre: FamilyCentre, *more: str) -> str:
    return reverse(name, args=[centre.code, *more])


def seen_on(client: Client, page: str) -> str:
    """The mark of what a form shows."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(page).text)
    assert found
    return found[1]


def post(client: Client, page: str, **values: object) -> HttpResponse:
    """Fill in a form, having seen it as it is."""
    answer: HttpResponse = client.post(page, {"seen": seen_on(client, page), **values})  # type: ignore[assignment]  # the client has a type of its own
    return answer


# --- the gate ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_all_that_is_missing_stands_with_a_link_to_where_it_is_mended(house: House, clients: dict[str, Client]) -> None:
    made = make_centre(house.anna, address="")
    leg = make_leg(made, house.anna, phone="", no_hours="")
    FamilyCentre.objects.update(confirmed_on=None)
    page = clients["anna"].get(url("work_centre", made)).text
    gate = page.split("Innan alla kan se den")[1].split("Verksamheter</")[0]
    for link in (url("change_centre", made), url("leg_hours", made, leg.code), url("phone_hours", made, leg.code)):
        assert link in gate
    assert url("confirm_centre", made) in gate
    refused = clients["anna"].post(url("publish_centre", made))
    assert refused.status_code == 403
    assert "Skriv adressen. Skriv öppettiderna" in refused.text
    clients["anna"].post(url("confirm_centre", made), {"next": url("work_centre", made)})
    assert FamilyCentre.objects.get().confirmed_on == TODAY


@pytest.mark.django_db
def test_those_who_work_there_see_the_page_before_everybody_does(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    assert clients["anna"].get(url("centre", centre)).status_code == 404
    for name in ("anna", "bo", "cesar"):
        assert "Än så länge ser bara ni den" in clients[name].get(url("preview_centre", centre)).text, name
    assert clients["disa"].get(url("preview_centre", centre)).status_code == 302


@pytest.mark.django_db
def test_pictures_are_seen_before_everybody_sees_them(
    house: House, clients: dict[str, Client], centre: FamilyCentre
) -> None:
    now = timezone.now()
    shown = actions.show_person(centre, by=house.anna, at=now, name="Tove Tall", role="chef")
    actions.set_photo(shown, by=house.anna, at=now, content=a_picture(), agreed_on=TODAY)
    [source] = re.findall(
        r'src="([^"]*/bild/[^"]*|[^"]*/foto/[^"]*)"', clients["bo"].get(url("preview_centre", centre)).text
    )
    assert clients["bo"].get(source).headers["Content-Type"] == "image/webp"
    assert Client().get(source).status_code == 302  # to the page for signing in
    FamilyCentre.objects.filter(pk=centre.pk).update(is_public=True)
    assert f'src="{url("centre_photo", centre, shown.code)}"' in clients["bo"].get(url("preview_centre", centre)).text


# --- days, hours and telephone -----------------------------------------------------------------------


@pytest.mark.django_db
def test_days_are_closed_by_decision_only_with_who_and_why(clients: dict[str, Client], centre: FamilyCentre) -> None:
    said = {"leg": "", "first_day": TODAY, "last_day": TODAY, "reason": "decision", "note": "Personalbrist."}
    looked = said | {"visa": "ja", "decided_by": "Socialnämnden"}
    look = clients["anna"].post(url("add_exception", centre), looked).text.split("Så här blir det")[1].split("<form")[0]
    assert "Stängt efter beslut. Personalbrist. (Socialnämnden)" in " ".join(look.split())
    assert not OpeningException.objects.exists()  # nothing is saved by looking
    page = clients["anna"].post(url("add_exception", centre), said)
    assert "Skriv vilka som har bestämt det" in page.text
    assert "Personalbrist." in page.text
    answer = clients["anna"].post(url("add_exception", centre), said | {"decided_by": "Socialnämnden"}, follow=True)
    assert "Bestämt av: Socialnämnden" in " ".join(answer.text.split())
    row = OpeningException.objects.get()
    change = url("change_exception", centre, row.code)
    assert post(clients["anna"], change, **said | {"reason": "premises", "opens": "09:00", "closes": "12:00"})
    row.refresh_from_db()
    assert (row.opens, row.reason) == (NINE, "premises")
    assert clients["anna"].post(url("end_exception", centre, row.code)).status_code == 302
    assert "Allt är som vanligt" in clients["anna"].get(url("centre_exceptions", centre)).text


@pytest.mark.django_db
def test_a_party_closes_its_own_leg_and_cannot_choose_the_whole(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = clients["cesar"].get(url("add_exception", centre)).text
    assert theirs(centre).code in page
    assert own_leg(centre).code not in page
    assert "Hela familjecentralen" not in page
    said = {"first_day": TODAY, "last_day": TODAY, "reason": "illness"}
    assert clients["cesar"].post(url("add_exception", centre), said | {"leg": ""}).status_code == 200
    assert not OpeningException.objects.exists()
    clients["cesar"].post(url("add_exception", centre), said | {"leg": theirs(centre).code})
    assert OpeningException.objects.get().leg_id == theirs(centre).pk


@pytest.mark.django_db
def test_hours_with_ages_are_written_as_they_are_shown(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = url("leg_hours", centre, own_leg(centre).code)
    said = {"day_1": "9-11 (0-12 månader), 13.00–15.00 (1–5 år)", "day_2": "9-12", "from_date": TODAY}
    look = post(clients["anna"], page, **said, visa="ja").text.split("Så här blir det")[1].split("<form")[0]
    assert "mån 9.00–11.00" in look
    assert "tis 9.00–12.00" in look
    assert not own_leg(centre).hours.exists()  # nothing is saved by looking
    assert post(clients["anna"], page, **said).status_code == 302
    assert 'value="9.00–11.00 (0–12 månader) och 13.00–15.00 (1–5 år)"' in clients["anna"].get(page).text
    assert list(own_leg(centre).hours.order_by("opens", "weekday").values_list("age_from", "age_to")) == [
        (0, 12),
        (None, None),
        (12, 71),
    ]


def test_ages_are_read_in_many_spellings() -> None:
    for line in ("9-12 (0-12 mån)", "9.00–12.00(0 – 12 månader)"):
        assert read_spans_and_ages(line) == [Span(NINE, NOON, 0, 12)], line
    assert read_spans_and_ages("9-12 (2 år)") == [Span(NINE, NOON, 24, 35)]
    for line in ("9-12 (små)", "9-12 (0-12)", "9-12 0-12 mån"):
        with pytest.raises(ValueError, match=r".*"):
            read_spans_and_ages(line)


@pytest.mark.django_db
def test_a_leg_says_when_a_human_answers(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = url("phone_hours", centre, theirs(centre).code)
    wrong = post(clients["cesar"], page, phone="08-465 004 13", day_1="ibland", from_date=TODAY)
    assert "Skriv tiden så här" in wrong.text
    said = {"phone": "08-465 004 13", "day_1": "8-9.30", "languages": ["sv", "so"], "from_date": TODAY}
    assert post(clients["cesar"], page, **said).status_code == 302
    shown = reads.phone_shown(theirs(centre), TODAY)
    assert (shown.phone, shown.languages, shown.days[0].spans) == (
        "08-465 004 13",
        ["sv", "so"],
        [(dt.time(8), dt.time(9, 30))],
    )
    unknown = post(clients["cesar"], page, **said | {"day_2": "8-9 (klingonska)"})
    assert "Vi känner inte igen språket klingonska." in unknown.text
    some = said | {"day_2": "13-14 (svenska, arabiska) och 15-16"}
    assert post(clients["cesar"], page, **some).status_code == 302
    shown = reads.phone_shown(theirs(centre), TODAY)
    assert (shown.languages, shown.others) == (["sv", "so"], {(2, dt.time(13)): ["sv", "ar"]})
    assert 'value="13.00–14.00 (svenska, arabiska) och 15.00–16.00"' in clients["cesar"].get(page).text


# --- people ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_somebody_is_shown_with_a_picture_that_she_agreed_to(clients: dict[str, Client], centre: FamilyCentre) -> None:
    anna = clients["anna"]
    anna.post(url("show_person", centre), {"name": "Tove Tall", "role": "förskollärare", "leg": own_leg(centre).code})
    person = CentrePerson.objects.get()
    page, file = url("person_photo", centre, person.code), url("shown_photo", centre, person.code)
    assert anna.get(file).status_code == 404
    hostile = SimpleUploadedFile("bild.jpg", b"<svg><script>alert(1)</script></svg>")
    assert "inte att läsa filen som en bild" in anna.post(page, {"picture": hostile, "agreed_on": TODAY}).text
    picture = SimpleUploadedFile("bild.jpg", a_picture())
    assert "Välj en dag" in anna.post(page, {"picture": picture, "agreed_on": ""}).text
    picture.seek(0)
    assert anna.post(page, {"picture": picture, "agreed_on": TODAY}).status_code == 302
    answer = anna.get(file)
    assert (answer.headers["Content-Type"], answer.content[8:12]) == ("image/webp", b"WEBP")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert clients["bo"].get(file).status_code == 200
    change = url("change_shown_person", centre, person.code)
    assert post(anna, change, name="Tove Tall", role="chef", leg="", email="Tove@Tall.example").status_code == 302
    assert CentrePerson.objects.get().email == "tove@tall.example"
    assert "@tall" not in Client().get(url("centre", centre)).text.lower()  # letters go there, and nobody is shown it
    anna.post(url("hide_person", centre, person.code))
    assert not CentrePerson.objects.exists()


@pytest.mark.django_db
def test_who_may_not_change_sees_no_buttons(house: House, clients: dict[str, Client], centre: FamilyCentre) -> None:
    actions.show_person(centre, by=house.anna, at=AT, name="Tove Tall", role="chef")
    actions.add_exception(centre, by=house.anna, at=AT, first_day=TODAY, last_day=TODAY, reason="illness")
    for page in ("centre_people", "centre_exceptions"):
        for name, may in (("anna", True), ("bo", False), ("cesar", False)):
            text = clients[name].get(url(page, centre)).text
            assert (">Ändra<" in text) is may, (page, name)


# --- the house, the map, modules ---------------------------------------------------------------------


@pytest.mark.django_db
def test_the_house_is_described_in_one_go(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = url("centre_access", centre)
    assert post(clients["anna"], page, lift="no", toilet="partly", toilet_note="Trång dörr").status_code == 302
    facts = reads.access_of(centre).facts
    assert {kind: (fact.answer, fact.note) for kind, fact in facts.items()} == {
        "lift": ("no", ""),
        "toilet": ("partly", "Trång dörr"),
    }
    assert 'value="Trång dörr"' in clients["anna"].get(page).text


@pytest.mark.parametrize(
    "text",
    [
        "59.332600 18.064900",
        "59,3326 18,0649",
        "59.3326, 18.0649",
        "59.3326° N, 18.0649° E",
        "https://karta.example/#map=17/59.3326/18.0649",
        "https://karta.example/?mlat=59.3326&mlon=18.0649#map=15/1.0/2.0",
        "https://karta.example/maps/@59.3326,18.0649,17z",
        "https://karta.example/maps/place/Huset/@59.1,18.1,17z/data=!3d59.3326!4d18.0649",
        "https://karta.example/?q=59.3326%2C18.0649",
    ],
)
def test_a_place_is_found_in_what_map_services_write(text: str) -> None:
    form = WhereForm({"where": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["where"] == (Decimal("59.3326"), Decimal("18.0649"))


@pytest.mark.parametrize("text", ["Storgatan 1", "https://karta.example/", "59", "59.3"])
def test_what_is_no_place_says_how_it_is_written(text: str) -> None:
    form = WhereForm({"where": text})
    assert "Skriv två tal" in str(form.errors)


@pytest.mark.django_db
def test_a_centre_is_put_on_the_map_and_a_module_switched_off(clients: dict[str, Client], centre: FamilyCentre) -> None:
    anna = clients["anna"]
    assert "inte i Sverige" in anna.post(url("centre_map", centre), {"where": "18.06 59.33"}).text
    assert anna.post(url("centre_map", centre), {"where": "59,33 18,06"}).status_code == 302
    anna.post(url("centre_modules", centre), {"del": "screen", "ja": "nej"})
    anna.post(url("keep_holidays", centre), {"stangt": "nej"})
    centre.refresh_from_db()
    assert (centre.latitude, centre.switched_off, centre.keeps_holidays) == (Decimal("59.33"), ["screen"], False)
    assert "Slå på" in anna.get(url("centre_modules", centre)).text


# --- texts -------------------------------------------------------------------------------------------

HEAVY = "Familjecentralsverksamheten tillhandahåller föräldrastödjande verksamheter inom barnhälsovårdsområdet."


@pytest.mark.django_db
def test_while_one_writes_the_long_words_are_shown_and_nothing_is_saved(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = url("write_text", centre, "about", "sv")
    preview = post(clients["anna"], page, text=HEAVY, visa="ja").text
    assert "mycket svår" in preview
    assert "barnhälsovårdsområdet" in preview.split("Långa ord:")[1]
    assert FamilyCentre.objects.get().about == ""
    live = clients["anna"].post(reverse("measure_text"), {"text": "Vi ses. Kom in."}).json()["html"]
    assert "mycket lättläst" in live
    assert Client().post(reverse("measure_text"), {"text": "Hej"}).status_code == 302


@pytest.mark.django_db
def test_wherever_swedish_is_written_for_the_public_one_sees_how_heavy_it_is(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    anna = clients["anna"]
    facts = {
        "name": "Nya huset",
        "place": "Österåker",
        "age_from": "0",
        "age_to": "6",
        "visa": "ja",
        "languages": ["ar"],
    }
    look = anna.post(url("change_centre", centre), facts).text.split("Så här blir det")[1].split("<form")[0]
    assert "Nya huset" in look
    assert "arabiska" in look
    centre.refresh_from_db()
    assert centre.name != "Nya huset"  # nothing is saved by looking
    for page in (url("change_centre", centre), reverse("add_activity", args=[centre.code])):
        assert "barnhälsovårdsområdet" in anna.post(page, {"about": HEAVY}).text.split("Långa ord:")[1]
    page = url("write_text", centre, "about", "ar")
    assert "data-measure" not in anna.get(page).text  # the measure was made for Swedish


@pytest.mark.django_db
def test_a_text_has_a_row_per_language_and_says_who_checked_it(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    anna = clients["anna"]
    overview = anna.get(url("centre_texts", centre)).text
    assert overview.count("Inte skriven än") == 7  # five of the centre, and the words of two legs
    post(anna, url("write_text", centre, "way", "sv"), text="Gå in från parken.")
    arabic = url("write_text", centre, "way", "ar")
    shown = anna.get(arabic).text
    assert "Gå in från parken." in shown
    assert 'dir="rtl"' in shown.split("<textarea")[1].split(">")[0]
    assert "LIX" not in shown
    post(anna, arabic, text="ادخلوا من جهة الحديقة", checked_by="Amal Al")
    row = CentreText.objects.get(language="ar")
    assert (row.checked_by, row.checked_on) == ("Amal Al", TODAY)
    assert anna.get(url("centre_texts", centre)).text.count("9 språk saknas") == 1
    word = url("write_text", centre, "word", "en")
    assert anna.get(word).status_code == 404
    ben = own_leg(centre).code
    assert anna.get(word, {"ben": ben}).status_code == 200
    assert anna.post(word, {"ben": ben, "text": "Open preschool", "seen": seen_on(anna, f"{word}?ben={ben}")})
    assert CentreText.objects.get(kind="word").text == "Open preschool"
    for kind, language in (("poem", "sv"), ("way", "tlh")):
        assert anna.get(url("write_text", centre, kind, language)).status_code == 404


@pytest.mark.django_db
def test_who_saw_an_earlier_text_keeps_what_she_wrote_and_is_told(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = url("write_text", centre, "way", "en")
    seen = seen_on(clients["dag"], page)
    post(clients["anna"], page, text="Enter from the park.")
    answer = clients["dag"].post(page, {"text": "Enter from the yard.", "seen": seen}).text
    assert "Någon annan ändrade" in answer
    assert "Enter from the yard." in answer


# --- what is stale -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_click_says_that_all_is_so(house: House, clients: dict[str, Client], centre: FamilyCentre) -> None:
    actions.publish_centre(centre, by=house.anna, at=AT)
    old = TODAY - dt.timedelta(days=200)
    FamilyCentre.objects.update(confirmed_on=old)
    centre.legs.update(confirmed_on=old)
    anna, cesar = clients["anna"], clients["cesar"]
    page = anna.get(reverse("stale")).text
    assert page.count("Det stämmer") == 3
    assert "Allt om centralen stämmer" in page
    assert cesar.get(reverse("stale")).text.count("Det stämmer") == 1
    assert url("confirm_centre", centre) in anna.get(reverse("desk")).text
    assert "Tack." in cesar.post(url("confirm_leg", centre, theirs(centre).code), follow=True).text
    answer = anna.post(url("confirm_centre", centre), {"next": "https://annan.example/"}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("stale")
    assert "Allt är aktuellt" in answer.text
    assert "Allt är aktuellt" in anna.get(url("confirm_centre", centre)).text
    assert url("confirm_centre", centre) not in anna.get(reverse("desk")).text


@pytest.mark.django_db
def test_what_is_said_in_many_rows_is_one_row_to_confirm_and_one_click(
    house: House, clients: dict[str, Client], centre: FamilyCentre
) -> None:
    actions.publish_centre(centre, by=house.anna, at=AT)
    kinds = dict.fromkeys(AccessFact.Kind.values, ("yes", ""))
    actions.say_access(centre, by=house.anna, at=AT, said=kinds, seen=access_mark([]))
    actions.add_partner(centre, by=house.anna, at=AT, kind="library", name="Bokfinken", from_date=TODAY)
    leg = theirs(centre)
    said = {"kind": "word", "language": "en", "text": "Family helpers", "leg": leg}
    actions.write_text(centre, by=house.cesar, at=AT, seen=text_mark(centre, "word", "en", leg), **said)
    old = TODAY - dt.timedelta(days=200)
    FamilyCentre.objects.update(confirmed_on=TODAY)
    centre.legs.update(confirmed_on=TODAY)
    for model in (AccessFact, Partner, CentreText):
        model._default_manager.update(confirmed_on=old)
    anna, cesar = clients["anna"], clients["cesar"]
    page = anna.get(reverse("stale")).text
    assert page.count("Det stämmer") == 3
    assert {url("centre_access", centre), url("centre_texts", centre)} <= {*re.findall('href="(.*?)"', page)}
    assert "Tack." in anna.post(url("confirm_centre", centre), {"del": "access"}, follow=True).text
    assert "Den delen finns inte." in anna.post(url("confirm_centre", centre), {"del": "dikter"}, follow=True).text
    assert {*AccessFact.objects.values_list("confirmed_on", flat=True)} == {TODAY}
    assert Partner.objects.get().confirmed_on == old
    assert "Tack." in cesar.post(url("confirm_leg", centre, leg.code), {"del": "texts"}, follow=True).text
    assert anna.get(reverse("stale")).text.count("Det stämmer") == 1


@pytest.mark.django_db
def test_pages_cost_the_same_whatever_stands_on_them(house: House, centre: FamilyCentre) -> None:
    actions.publish_centre(centre, by=house.anna, at=AT)
    FamilyCentre.objects.update(confirmed_on=TODAY - dt.timedelta(days=200))
    centre.legs.update(confirmed_on=None)
    anna = client_of(house.anna)
    pages = [url("centre_people", centre), url("centre_exceptions", centre), reverse("stale"), reverse("desk")]

    def put_in(number: int) -> None:
        day, leg = TODAY + dt.timedelta(days=number), own_leg(centre)
        actions.show_person(centre, by=house.anna, at=AT, name=f"Tove {number}", role="chef", leg=leg)
        actions.add_exception(centre, by=house.anna, at=AT, leg=leg, first_day=day, last_day=day, reason="illness")

    put_in(1)
    costs = [cost_of(anna, page) for page in pages]
    put_in(2)
    put_in(3)
    assert [cost_of(anna, page) for page in pages] == costs
