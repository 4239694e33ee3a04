"""Look before it is saved: what a form becomes as everybody would read it; and who is led from a page to its forms."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
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
        ["Sagorummet Öppen förskola", "Kliniken Tallen", "08-465 004 13"],
    ),
    (
        "add_leg",
        "",
        {"ben": "MIDWIFERY", "party_name": "Kliniken Tallen", "degree": "", "no_hours": "booked"},
        ["Kliniken Tallen", "Hur mycket som finns på plats visas inte"],
    ),
    ("centre_access", "", {"lift": "no", "toilet": "partly", "toilet_note": "Trång dörr"}, ["Trång dörr", "nej"]),
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


def test_the_week_to_share_leads_who_plans_to_that_week(clients: dict[str, Client], centre: FamilyCentre) -> None:
    page = reverse("share_week", args=[centre.code]) + "?vecka=2026-W49"
    planned = {who: edits(clients[who], page) for who in ("anna", "cesar", "disa")}
    week = {f"{reverse('staff_week', args=[centre.code])}?dag=2026-11-30"}
    assert planned == {"anna": week, "cesar": week, "disa": set()}
