"""Look before it is saved: what a form becomes as everybody would read it; and who is led from a page to its forms."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import FamilyCentre, OpeningHours
from famn.domain.people.models import Leg, Unit
from famn.ground.trail import TrailEvent
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.activities.making import make_activity, make_leader, make_series
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import House
from tests.scenes import scene

pytestmark = [pytest.mark.usefixtures("standing_day"), pytest.mark.django_db]
WEEK = dt.timedelta(days=7)


@scene
def centre(house: House) -> FamilyCentre:
    """A public centre of Anna's board with a leg of its own and one that Cesar's authority runs."""
    made = make_centre(house.anna)
    make_leg(made, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    make_leg(made, house.anna, Leg.PREVENTIVE_SOCIAL, unit=own_unit(house.cesar))
    make_leader(made)
    FamilyCentre.objects.filter(pk=made.pk).update(is_public=True, confirmed_on=TODAY)
    made.refresh_from_db()
    return made


@scene
def song(house: House, centre: FamilyCentre) -> Activity:
    """A published song every Tuesday of three weeks, that Lo leads."""
    row = make_activity(centre, house.anna, leader=centre.people.get())
    make_series(row, house.anna, from_date=TODAY, last_day=TODAY + 3 * WEEK, keeps_holidays=False)
    Activity.objects.update(state=Activity.State.PUBLISHED, confirmed_on=TODAY)
    return row


def looked(client: Client, page: str, said: dict[str, Any]) -> tuple[str, str]:
    """What a form that is looked at becomes, in words, and the form that still stands below. Nothing is saved."""
    before = TrailEvent.objects.count()
    look, form = client.post(page, said | {"visa": "ja"}).text.split("Så här blir det")[1].split("<form", 1)
    assert TrailEvent.objects.count() == before
    return " ".join(re.sub(r"<[^>]*>", " ", look).split()), form


FORMS: list[tuple[str, str, dict[str, Any], list[str]]] = [
    (
        "phone_hours",
        Leg.OPEN_PRESCHOOL,
        {"phone": "08-465 004 13", "day_1": "8-9.30", "day_2": "8-9 (arabiska)", "languages": ["sv", "so"]},
        ["08-465 004 13 mån 8.00–9.30 Den som svarar talar svenska, somaliska.", "tis 8.00–9.00", "talar arabiska"],
    ),
    ("phone_hours", Leg.OPEN_PRESCHOOL, {"phone": ""}, ["Utan nummer visas ingen telefon."]),
    (
        "change_leg",
        Leg.OPEN_PRESCHOOL,
        {"party_name": "Kliniken Tallen", "degree": "hours", "word": "Sagorummet", "phone": "08-465 004 13"},
        ["Sagorummet Öppen förskola", "Kliniken Tallen", "08-465 004 13", "På plats vissa timmar"],
    ),
    (
        "add_leg",
        "",
        {"ben": "MIDWIFERY", "party_name": "Kliniken Tallen", "degree": "", "no_hours": "booked"},
        ["Kliniken Tallen", "Hur mycket som finns på plats visas inte"],
    ),
    (
        "centre_access",
        "",
        {"lift": "no", "toilet": "partly", "toilet_note": "Trång dörr"},
        ["Trång dörr", "nej", "ett lugnt rum"],
    ),
    (
        "show_person",
        "",
        {"name": "Tove Tall", "role": "barnmorska", "languages": ["ti"], "phone": "08-465 004 13"},
        ["TT Tove Tall barnmorska tigrinska 08-465 004 13"],
    ),
    ("add_partner", "", {"kind": "library", "name": "Biblioteket", "what": "Sagostund"}, ["Biblioteket", "Sagostund"]),
    (
        "add_centre",
        "",
        {"name": "Nya huset", "place": "Österåker", "age_from": "0", "age_to": "6", "about": "Välkommen hit."},
        ["Nya huset", "Österåker", "Välkommen hit."],
    ),
]

FORMS += [
    (
        "add_premises",
        "",
        {"name": "Annexet", "address": "Lekvägen 2"},
        ["Så länge det bara finns ett hus visas familjecentralens egen adress"],
    ),
    (
        "centre_map",
        "",
        {"where": "59,3326 18,0649"},
        ["Visa på OpenStreetMap Öppna i telefonens kartapp"],
    ),
    ("centre_map", "", {"where": ""}, ["Utan plats syns familjecentralen i listan men inte på kartan."]),
]


@pytest.mark.parametrize(("name", "leg", "said", "words"), FORMS)
def test_what_a_form_about_a_centre_becomes_is_seen_before_it_is_saved(
    clients: dict[str, Client], centre: FamilyCentre, name: str, leg: str, said: dict[str, Any], words: list[str]
) -> None:
    args = [] if name == "add_centre" else [centre.code, *([centre.legs.get(leg=leg).code] if leg else [])]
    page = reverse(name, args=args)
    look, form = looked(clients["anna"], page, said | {"from_date": TODAY})
    for word in words:
        assert word in look, look
    for value in said.values():
        if isinstance(value, str) and " " in value:  # what was written is still there to be saved
            assert value in form, value


def test_a_look_at_what_cannot_be_read_says_so_beside_the_field(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = reverse("phone_hours", args=[centre.code, centre.legs.get(leg=Leg.OPEN_PRESCHOOL).code])
    answer = clients["anna"].post(page, {"phone": "08-465 004 13", "day_1": "ibland", "from_date": TODAY, "visa": "ja"})
    assert "Så här blir det" not in answer.text
    assert "Skriv tiden så här" in answer.text and 'value="ibland"' in answer.text


SHUT = {"note": "En vattenskada lagas.", "decided_by": "Socialnämnden", "reference": "SN 2026/12 § 4"}


def test_a_centre_is_seen_as_shut_and_as_open_again_before_it_is_so(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    anna, page = clients["anna"], reverse("centre_state", args=[centre.code])
    paused = SHUT | {"till": "paus", "day": TODAY, "until": TODAY + WEEK}
    look, form = looked(anna, page, paused)
    told = "En vattenskada lagas. Stängd sedan 23 november 2026. Tanken är att öppna igen 30 november 2026."
    assert look.endswith(f"Tillfälligt stängd Tillfälligt stängd {told} Beslutat av: Socialnämnden, SN 2026/12 § 4")
    assert "En vattenskada lagas." in form
    look, _form = looked(anna, page, SHUT | {"till": "nedlagd", "day": TODAY})
    assert "Nedlagd sedan 23 november 2026" in look and "Se vilka andra familjecentraler" in look
    answer = anna.post(page, paused | {"until": TODAY - WEEK, "visa": "ja"}).text
    assert "Så här blir det" not in answer and "öppna igen ligger före" in answer  # as the act would say
    anna.post(page, paused)
    look, _form = looked(anna, page, {"till": "oppen"})
    assert "är öppen efter verksamheternas tider: Öppen förskola" in look
    look, _form = looked(anna, page, SHUT | {"note": "Taket läcker.", "till": "andra", "day": TODAY})
    assert "Taket läcker." in look and "Vi vet inte än när den öppnar igen." in look


def test_houses_are_seen_in_their_order_with_what_is_in_them(clients: dict[str, Client], centre: FamilyCentre) -> None:
    anna = clients["anna"]
    anna.post(reverse("add_premises", args=[centre.code]), {"name": "Huset", "address": "Lekvägen 1"})
    first = centre.premises.get()
    centre.legs.filter(leg=Leg.OPEN_PRESCHOOL).update(premises=first)
    look, _form = looked(anna, reverse("add_premises", args=[centre.code]), {"name": "Annexet", "address": ""})
    assert look.endswith("Huset Lekvägen 1 Annexet Vi vet inte adressen än")
    said = {"name": "Annexet", "address": "Lekvägen 2", "is_main": "on"}
    look, _form = looked(anna, reverse("add_premises", args=[centre.code]), said)
    assert look.endswith("Annexet Lekvägen 2 Huset Lekvägen 1")
    look, _form = looked(anna, reverse("change_premises", args=[centre.code, first.code]), {"name": "Gula huset"})
    assert "Öppen förskola" in look and "Gula huset" in look  # where the leg is; the one house is not told of apart
    assert centre.premises.get().name == "Huset"


def test_a_place_on_the_map_leads_there_before_it_is_saved(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = reverse("centre_map", args=[centre.code])
    answer = clients["anna"].post(page, {"where": "59,3326 18,0649", "visa": "ja"}).text
    assert "openstreetmap.org/?mlat=59.33260&amp;mlon=18.06490" in answer
    answer = clients["anna"].post(page, {"where": "18,0649 59,3326", "visa": "ja"}).text
    assert "Så här blir det" not in answer and "Den platsen ligger inte i Sverige." in answer


def test_words_in_another_language_are_seen_in_its_direction(
    clients: dict[str, Client], centre: FamilyCentre, song: Activity
) -> None:
    Occurrence.objects.update(theme="Vatten", message="Ta med stövlar.")
    page = reverse("centre_phrases", args=[centre.code]) + "?sprak=ar"
    fields = re.findall(r'name="(ord_\w+)"', clients["anna"].get(page).text)
    said = dict.fromkeys(fields, "") | {fields[0]: "ماء"}
    answer = clients["anna"].post(page, said | {"sprak": "ar", "visa": "ja"}).text
    look = answer.split("Så här blir det")[1].split("<form", 1)[0]
    assert '<div lang="ar" dir="rtl"><p>ماء</p></div>' in look
    assert "stövlar" not in look  # what nobody changed


def test_a_leg_is_seen_with_who_runs_it_from_when_and_its_hours(
    house: House, clients: dict[str, Client], centre: FamilyCentre
) -> None:
    leg, unit = centre.legs.get(leg=Leg.PREVENTIVE_SOCIAL), own_unit(house.cesar)
    Unit.objects.filter(pk=unit.pk).update(leg=leg.leg)
    OpeningHours.objects.create(leg=leg, weekday=2, opens=dt.time(9), closes=dt.time(12), from_date=TODAY)
    said = {"unit": unit.code, "degree": "part", "from_date": TODAY}
    look, _form = looked(clients["anna"], reverse("change_leg", args=[centre.code, leg.code]), said)
    assert "Familjeenheten Drivs av Sjövikens socialnämnd" in look
    assert "tis 9.00–12.00" in look and "Från" not in look
    later = {"ben": "MIDWIFERY", "party_name": "Kliniken Tallen", "from_date": TODAY + WEEK}
    look, _form = looked(clients["anna"], reverse("add_leg", args=[centre.code]), later)
    assert "Från 30 november 2026" in look


def test_a_person_who_has_a_picture_is_seen_with_it(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = reverse("change_shown_person", args=[centre.code, centre.people.get().code])
    said = {"name": "Lo Lind", "role": "barnmorska", "visa": "ja"}
    photo = reverse("shown_photo", args=[centre.code, centre.people.get().code])
    assert photo not in clients["anna"].post(page, said).text.split("Så här blir det")[1].split("<form")[0]
    centre.people.update(photo=b"a picture", photo_type="image/jpeg", photo_agreed_on=TODAY)
    assert photo in clients["anna"].post(page, said).text.split("Så här blir det")[1].split("<form")[0]


def test_a_translation_is_seen_whole_in_the_direction_of_its_language(
    clients: dict[str, Client], song: Activity
) -> None:
    said = {"title": "غناء", "about": "نغني معا", "sprak": "ar", "visa": "ja"}
    answer = clients["anna"].post(f"{reverse('translate_activity', args=[song.code])}?sprak=ar", said).text
    look = answer.split("Så här blir det")[1].split("<form")[0]
    assert re.search(r'lang="ar" dir="rtl">\s*<p[^>]*>غناء</p>\s*<p>نغني معا</p>', look)


def test_what_a_time_becomes_is_seen_before_everybody_is_told(
    clients: dict[str, Client], centre: FamilyCentre, song: Activity
) -> None:
    anna, first = clients["anna"], Occurrence.objects.select_related("leader").order_by("day")[0]
    page = reverse("cancel_occurrence", args=[first.code])
    look, form = looked(anna, page, {"reason": "weather", "message": "Vi ses i morgon."})
    assert look.endswith("Sångstund Tisdag 24 november 9.30–11.30 Inställt: vädret. Vi ses i morgon.")
    assert "Vi ses i morgon." in form
    page = reverse("move_occurrence", args=[first.code])
    moved = {"day": first.day, "starts": "13:00", "ends": "14:00", "room": "", "message": "Vi ses i parken."}
    look, _form = looked(anna, page, moved)
    assert look.endswith("13.00–14.00 Flyttad från 9.30 · Vi ses i parken.")
    look, _form = looked(anna, page, moved | {"day": first.day + dt.timedelta(days=1)})
    assert "Onsdag 25 november 13.00–14.00 Flyttad från tisdag 24 november 9.30" in look
    page = reverse("add_occurrence", args=[song.code])
    look, form = looked(anna, page, {"day": first.day, "starts": "9:45", "ends": "10:15"})
    assert look.endswith("Sångstund Tisdag 24 november 9.45–10.15")
    assert "Den som leder är upptagen" in form  # and who saves it is still asked
    page = reverse("say_of_occurrence", args=[first.code])
    look, _form = looked(anna, page, {"theme": "Vatten", "guest": "Kim Kaveldun", "message": "", "leader": ""})
    assert look.endswith("Tema: Vatten · Gäst: Kim Kaveldun")
    assert first.leader is not None
    away = reverse("leader_away", args=[centre.code, first.leader.code]) + f"?dag={first.day}"
    look, form = looked(anna, away, {"reason": "illness", "message": "Tyvärr.", "tid": [first.code]})
    assert look.endswith("Inställt: personalen är sjuk. Tyvärr.")
    assert re.search(rf'value="{first.code}"[^>]*checked', form)
    assert set(Occurrence.objects.values_list("state", flat=True)) == {"planned"}


# --- from what one sees to where it is changed -------------------------------------------------------


def edits(client: Client, page: str) -> set[str]:
    """Where a page leads who may change what it shows."""
    return set(re.findall(r'<a class="f-edit f-small" href="([^"#]*)', client.get(page).text))


def test_every_part_of_a_centres_page_leads_who_may_change_it_to_its_form(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = reverse("centre", args=[centre.code])
    own, theirs = (centre.legs.get(leg=leg).code for leg in (Leg.OPEN_PRESCHOOL, Leg.PREVENTIVE_SOCIAL))

    def at(*names: str, more: tuple[str, ...] = ()) -> set[str]:
        return {reverse(name, args=[centre.code, *more]) for name in names}

    both = at("centre_exceptions", "centre_people", "morning")
    whole = at("change_centre", "centre_map", "work_centre", "centre_access", "centre_texts")
    texts = {reverse("write_text", args=[centre.code, kind, "sv"]) for kind in ("free", "illness", "silence", "way")}
    legs = [at("change_leg", "leg_hours", "phone_hours", more=(code,)) for code in (own, theirs)]
    assert edits(clients["anna"], page) >= both | whole | texts | legs[0] | legs[1]
    assert edits(clients["cesar"], page) == both | legs[1]  # his authority runs that leg
    for reader in (clients["disa"], Client()):
        assert edits(reader, page) == set()


def test_a_page_in_another_language_leads_to_the_words_in_that_language(
    clients: dict[str, Client], centre: FamilyCentre, song: Activity
) -> None:
    found = edits(clients["anna"], f"/ar{reverse('centre', args=[centre.code])}")
    assert reverse("write_text", args=[centre.code, "free", "ar"]) in found
    address = reverse("activity", args=[centre.code, song.code])
    times = reverse("work_activity", args=[song.code])
    assert edits(clients["anna"], address) == {reverse("change_activity", args=[song.code]), times}
    assert edits(clients["anna"], f"/ar{address}") == {
        f"{reverse('translate_activity', args=[song.code])}?sprak=ar",
        times,
    }


def test_who_plans_is_led_to_the_plan_alone_and_who_has_no_part_in_the_centre_nowhere(
    house: House, clients: dict[str, Client], centre: FamilyCentre, song: Activity
) -> None:
    hours = {"weekday": 2, "opens": dt.time(9), "closes": dt.time(12), "from_date": TODAY}
    OpeningHours.objects.create(leg=centre.legs.get(leg=Leg.OPEN_PRESCHOOL), **hours)
    page = reverse("centre", args=[centre.code])
    assert edits(clients["bo"], page) == {reverse("morning", args=[centre.code])}
    centre.legs.filter(leg=Leg.PREVENTIVE_SOCIAL).update(party_name="Kliniken Tallen", unit=None)  # no longer Cesar's
    pages = [page, reverse("share_week", args=[centre.code]), reverse("activity", args=[centre.code, song.code])]
    assert [edits(clients["cesar"], one) for one in pages] == [set()] * 3
    FamilyCentre.objects.update(state="paused", state_note="Vattenskada.", state_decided_by="Provnämnden")
    state = reverse("centre_state", args=[centre.code])
    shut = clients["anna"].get(page).text
    assert f'href="{state}?till=andra' in shut and "Provnämnden" in shut


def test_the_week_to_share_leads_who_plans_to_that_week(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = reverse("share_week", args=[centre.code]) + "?vecka=2026-W49"
    planned = {who: edits(clients[who], page) for who in ("anna", "cesar", "disa")}
    week = {f"{reverse('staff_week', args=[centre.code])}?dag=2026-11-30"}
    assert planned == {"anna": week, "cesar": week, "disa": set()}
