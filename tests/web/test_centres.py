"""Centres in the browser: found by everybody, described by those who keep them, judged by every definition."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.centres import actions, reads
from famn.domain.centres.models import CentreLeg, DefinitionSet, FamilyCentre, OpeningHours, Partner, Premises
from famn.domain.people.models import Authority, Leg, Place, Role, Unit
from famn.domain.people.rules import Actor
from famn.web.shared.hours import in_words
from famn.web.shared.tags import date_long
from famn.web.workspace.centres.spans import read_spans_and_languages
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.centres.making import OPENED, make_centre, make_four, make_leg
from tests.people import AT, House, client_of, make_actor
from tests.scenes import scene
from tests.web.test_initiatives import cost_of

pytestmark = pytest.mark.usefixtures("standing_day")
NEXT_YEAR = dt.date(TODAY.year + 1, 1, 1)


@scene
def moa(house: House) -> Actor:
    """Manager of Anna's unit: she may shape definitions."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    return make_actor("Moa Mossa", unit, Role.MANAGER)


def text_of(client: Client, name: str, *codes: str, query: str = "") -> str:
    return client.get(reverse(name, args=codes) + query).text


def row_of(page: str, name: str) -> str:
    """The part of the class page about one definition."""
    return next(part for part in page.split("<tbody")[1:] if f">{name}</a>" in part)


# --- for everybody -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_centre_says_who_is_there_and_what_is_not_known(house: House, centre: FamilyCentre) -> None:
    leg = CentreLeg.objects.get(centre=centre, leg=Leg.OPEN_PRESCHOOL)
    hours = [(day, dt.time(9), dt.time(12)) for day in (1, 2, 3)]
    mark = reads.leg_shown(leg, timezone.localdate()).hours_mark
    actions.set_hours(leg, by=house.anna, at=AT, from_date=OPENED, hours=hours, seen=mark)
    page = text_of(Client(), "centre", centre.code)
    for words in (centre.name, "Provgatan 1", "Kliniken Tallen", "mån–ons 9.00–12.00", "Uppgifterna hålls av"):
        assert words in page
    assert "Vi vet inte än vilka språk som talas" in page
    assert "Vi vet inte tiderna än" in page
    assert "Finns inte här" not in page


@pytest.mark.django_db
def test_a_paused_centre_says_why_and_who_decided(house: House, centre: FamilyCentre) -> None:
    said = {"note": "Det fattas personal.", "decided_by": "Ekbackens nämnd", "reference": "EN 2026/7, § 9"}
    actions.go(centre, by=house.anna, at=AT, state="paused", until=dt.date(2030, 8, 12), **said)
    page = text_of(Client(), "centre", centre.code)
    for words in ("Tillfälligt stängd", said["note"], "Ekbackens nämnd, EN 2026/7, § 9", "12 augusti 2030"):
        assert words in page
    assert f"Stängd sedan {date_long(timezone.localdate(AT))}" in page


@pytest.mark.django_db
@pytest.mark.parametrize("shut", [{"state": "paused"}, {"state": "closed", "closed_on": timezone.localdate(AT)}])
def test_a_centre_that_was_shut_without_a_board_says_that_it_is_not_known_and_asks_for_it(
    clients: dict[str, Client], centre: FamilyCentre, shut: dict[str, Any]
) -> None:
    FamilyCentre.objects.filter(pk=centre.pk).update(state_note="Huset är sålt.", **shut)
    assert "Vi vet inte vem som har beslutat det." in text_of(Client(), "centre", centre.code)
    assert "Vilka som har bestämt att den är stängd" in text_of(clients["anna"], "work_centre", centre.code)
    url = reverse("centre_state", args=[centre.code])
    form = clients["anna"].get(url, {"till": "andra"}).text
    assert "Huset är sålt." in form
    [seen] = re.findall('name="seen" value="(.*?)"', form)
    said = {"till": "andra", "seen": seen, "day": str(timezone.localdate(AT)), "note": "Huset är sålt."}
    assert "Skriv vilka som har bestämt det" in clients["anna"].post(url, said).text
    assert clients["anna"].post(url, said | {"decided_by": "Provnämnden"}).status_code == 302
    page = text_of(Client(), "centre", centre.code)
    assert "Provnämnden" in page
    assert "Vi vet inte vem" not in page


@pytest.mark.django_db
def test_what_is_not_published_does_not_exist_for_the_public(house: House) -> None:
    hidden = make_centre(house.anna)
    for name in ("centre", "centre_class"):
        assert Client().get(reverse(name, args=[hidden.code])).status_code == 404


@pytest.mark.django_db
def test_a_centre_is_judged_by_every_definition_on_the_chosen_day(house: House, centre: FamilyCentre) -> None:
    leg = CentreLeg.objects.get(centre=centre, leg=Leg.MIDWIFERY)
    actions.end_leg(leg, by=house.anna, at=AT, last_day=NEXT_YEAR - dt.timedelta(days=1))
    today = text_of(Client(), "centre_class", centre.code)
    later = text_of(Client(), "centre_class", centre.code, query=f"?dag={NEXT_YEAR}")
    assert today.count("<tbody") == DefinitionSet.objects.filter(authority=None).count()
    assert 'data-mark="full"' in row_of(today, "FFFF, äldre")
    assert 'data-mark="none"' in row_of(later, "FFFF, äldre")
    assert "Barnmorskan är inte med." in row_of(later, "FFFF, äldre")
    assert f'value="{NEXT_YEAR}"' in later


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["igår", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_is_today_and_the_page_says_so(centre: FamilyCentre, day: str) -> None:
    assert "gick inte att läsa" in text_of(Client(), "centre_class", centre.code, query=f"?dag={day}")
    assert "gick inte att läsa" in text_of(Client(), "classes", query=f"?dag={day}")


@pytest.mark.django_db
def test_the_country_is_counted_under_each_definition_and_the_page_says_why_the_numbers_differ(
    house: House, centre: FamilyCentre
) -> None:
    like = make_centre(house.anna, name="Lindens hus")
    make_four(like, house.anna, degree="none")
    actions.publish_centre(like, by=house.anna, at=AT)
    page = text_of(Client(), "classes")
    row = re.search(r"FFFF, äldre</a>.*?</tr>", page, re.DOTALL)
    strict = re.search(r">FFFF</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert strict
    assert re.findall(r'f-table__num">(\d+)', row[0]) == ["2", "0", "0", "0", "0", "0"]
    assert re.findall(r'f-table__num">(\d+)', strict[0])[0] == "1"
    assert "Av 2 är 2 en familjecentral efter en definition och 1 efter en annan." in " ".join(page.split())
    assert "samma familjecentraler i båda fallen" in page
    assert " style=" not in page


@pytest.mark.django_db
def test_a_definition_is_told_in_plain_words_with_its_source_and_how_we_read_it() -> None:
    one = DefinitionSet.objects.get(series="region-stockholm")
    page = text_of(Client(), "definition", one.code)
    for words in (one.name, one.source, "Alla fyra: hela verksamheten ska finnas i huset.", "Så läser vi den"):
        assert words in page
    assert "Säger inget om öppettider eller bemanning." in page


# --- for those who work with them --------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_centre_is_added_described_and_shown_to_everybody(clients: dict[str, Client]) -> None:
    anna = clients["anna"]
    assert "Ingen familjecentral än" in text_of(anna, "my_centres")
    form = {"name": "Ekens hus", "place": "Österåker", "age_from": 0, "age_to": 6, "languages": ["sv", "ar"]}
    assert anna.post(reverse("add_centre"), form | {"place": "Ingenstans"}).status_code == 200
    assert anna.post(reverse("add_centre"), form).status_code == 302
    made = FamilyCentre.objects.get(name="Ekens hus")
    page = text_of(anna, "work_centre", made.code)
    assert "Adressen" in page
    assert "minst en verksamhet, så att alla ser" in page
    leg = {"ben": "CHILD_HEALTH", "party_name": "Kliniken", "degree": "part", "from_date": "2024-02-01"}
    leg |= {"phone": "08-465 004 20", "no_hours": "booked"}
    assert "Välj en enhet i listan" in anna.post(reverse("add_leg", args=[made.code]), leg | {"party_name": ""}).text
    assert anna.post(reverse("add_leg", args=[made.code]), leg).status_code == 302
    said = form | {"address": "Ekgatan 2", "seen": reads.centre_page(made, timezone.localdate()).mark}
    assert anna.post(reverse("change_centre", args=[made.code]), said).status_code == 302
    anna.post(reverse("publish_centre", args=[made.code]))
    assert "Ekgatan 2" in text_of(Client(), "centre", made.code)
    again = anna.post(reverse("publish_centre", args=[made.code]), follow=True)
    assert "visas inte längre" in again.text
    assert Client().get(reverse("centre", args=[made.code])).status_code == 404


@pytest.mark.django_db
def test_a_change_of_degree_from_a_day_keeps_what_was(
    clients: dict[str, Client], house: House, centre: FamilyCentre
) -> None:
    leg = CentreLeg.objects.get(centre=centre, leg=Leg.CHILD_HEALTH)
    url = reverse("change_leg", args=[centre.code, leg.code])
    page = clients["anna"].get(url).text
    assert "Historiken finns kvar" in page
    mark = reads.leg_shown(leg, timezone.localdate()).mark
    form = {"party_name": leg.party_name, "degree": "hours", "from_date": str(timezone.localdate()), "seen": mark}
    form |= {"phone": leg.phone, "no_hours": leg.no_hours}
    assert clients["anna"].post(url, form).status_code == 302
    work = text_of(clients["anna"], "work_centre", centre.code)
    assert "På plats vissa timmar" in work
    assert f"{OPENED} –" in work
    stale = clients["anna"].post(url, form | {"degree": "none", "seen": "gammal"}).text
    assert "Någon annan ändrade uppgifterna" in stale


@pytest.mark.django_db
def test_hours_are_written_as_people_write_them_and_a_bad_line_says_so(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    leg = CentreLeg.objects.get(centre=centre, leg=Leg.OPEN_PRESCHOOL)
    url = reverse("leg_hours", args=[centre.code, leg.code])
    mark = reads.leg_shown(leg, timezone.localdate()).hours_mark
    form = {"day_1": "9-12 och 13.00–15.30", "from_date": str(timezone.localdate()), "seen": mark}
    assert "Skriv tiden så här" in clients["anna"].post(url, form | {"day_2": "förmiddag"}).text
    assert "går i varandra" in clients["anna"].post(url, form | {"day_1": "9-12, 11-13"}).text
    assert clients["anna"].post(url, form).status_code == 302
    assert OpeningHours.objects.filter(leg=leg).count() == 2
    assert "mån 9.00–12.00 och 13.00–15.30" in text_of(Client(), "centre", centre.code)


def test_lines_of_hours_are_read_in_many_spellings() -> None:
    nine, noon = dt.time(9), dt.time(12)
    for line in ("9-12", "9.00–12.00", "kl. 9:00 - 12", "09.00 – 12.00"):
        assert read_spans_and_languages(line) == [(nine, noon, None)], line
    assert read_spans_and_languages(" ") == []
    for line in ("9-12 (Svenska, arabiska)", "9–12 (svenska och arabiska)"):
        assert read_spans_and_languages(line) == [(nine, noon, ("sv", "ar"))], line
    for line in ("9", "9-25", "stängt", "9-12 ibland", "9.75-12", "9-12 (svenska"):
        with pytest.raises(ValueError, match=r".*"):
            read_spans_and_languages(line)


def test_days_in_a_row_with_the_same_hours_are_told_together() -> None:
    day = reads.DayHours
    morning = [(dt.time(9), dt.time(12))]
    days = [day(1, morning), day(2, morning), day(4, morning), day(5, [(dt.time(9, 30), dt.time(11))])]
    assert in_words(days) == ["mån–tis 9.00–12.00", "tors 9.00–12.00", "fre 9.30–11.00"]


@pytest.mark.django_db
def test_a_centre_is_paused_with_its_reason_and_opened_again(clients: dict[str, Client], centre: FamilyCentre) -> None:
    url = reverse("centre_state", args=[centre.code])
    page = clients["anna"].post(url, {"till": "paus"}).text
    assert "Skriv vilka som har bestämt det" in page
    assert "Skriv varför. Alla får läsa det." in page
    said = {"till": "paus", "day": str(timezone.localdate()), "note": "Vattenskada.", "decided_by": "Provnämnden"}
    assert clients["anna"].post(url, said).status_code == 302
    assert "Vattenskada" in text_of(Client(), "centre", centre.code)
    assert clients["anna"].post(url, {"till": "oppen"}).status_code == 302
    assert "Vattenskada" not in text_of(Client(), "centre", centre.code)


@pytest.mark.django_db
def test_one_who_pauses_a_centre_that_a_colleague_just_paused_changes_nothing(
    clients: dict[str, Client], house: House, centre: FamilyCentre
) -> None:
    actions.go(centre, by=house.anna, at=AT, state="paused", note="Vattenskada.", decided_by="Provnämnden")
    url = reverse("centre_state", args=[centre.code])
    assert "Någon annan var först" in clients["anna"].post(url, {"till": "paus", "note": "Flytt."}, follow=True).text
    centre.refresh_from_db()
    assert (centre.state, centre.state_note) == ("paused", "Vattenskada.")


@pytest.mark.django_db
def test_the_trail_of_a_centre_holds_what_was_done_with_its_legs_too(
    clients: dict[str, Client], centre: FamilyCentre
) -> None:
    page = text_of(clients["anna"], "trail", "family_centre", centre.code)
    for words in ("Familjecentralen lades till", "En verksamhet kom med", "Familjecentralen visas för alla"):
        assert words in page


@pytest.mark.django_db
def test_houses_and_partners_come_and_go(clients: dict[str, Client], centre: FamilyCentre) -> None:
    anna = clients["anna"]
    anna.post(reverse("add_premises", args=[centre.code]), {"name": "Tallhuset"})
    house = Premises.objects.get(centre=centre)
    again = anna.post(reverse("add_premises", args=[centre.code]), {"name": "tallhuset"})
    assert "redan ett hus som heter så" in again.text
    anna.post(reverse("change_premises", args=[centre.code, house.code]), {"name": "Granhuset"})
    assert "Granhuset" in text_of(anna, "work_centre", centre.code)
    form = {"kind": "library", "name": "Biblioteket Bokfinken", "from_date": "2025-01-01"}
    anna.post(reverse("add_partner", args=[centre.code]), form)
    assert "Biblioteket Bokfinken" in text_of(Client(), "centre", centre.code)
    partner = Partner.objects.get(centre=centre)
    form |= {"what": "Sagostund", "email": "Sagor@Bokfinken.example"}
    anna.post(reverse("change_partner", args=[centre.code, partner.code]), form)
    assert "sagor@bokfinken.example" in text_of(anna, "change_partner", centre.code, partner.code)
    page = text_of(Client(), "centre", centre.code)
    assert "Sagostund" in page
    assert "@bokfinken" not in page.lower()  # letters go there, and nobody is shown it
    anna.post(reverse("end_partner", args=[centre.code, partner.code]), {"last_day": "2025-12-31"})
    assert "Biblioteket Bokfinken" not in text_of(Client(), "centre", centre.code)


@pytest.mark.django_db
def test_one_whose_unit_takes_part_sees_the_centre_and_changes_her_own_leg_alone(
    clients: dict[str, Client], house: House, centre: FamilyCentre
) -> None:
    unit = Unit.objects.get(pk=house.cesar.unit_id)
    own = make_leg(centre, house.anna, Leg.PREVENTIVE_SOCIAL, unit=unit)
    other = CentreLeg.objects.get(centre=centre, leg=Leg.MIDWIFERY)
    cesar = clients["cesar"]
    assert centre.name in text_of(cesar, "my_centres")
    work = text_of(cesar, "work_centre", centre.code)
    assert reverse("change_leg", args=[centre.code, own.code]) in work
    assert reverse("change_leg", args=[centre.code, other.code]) not in work
    assert "En annan myndighet håller uppgifterna" in text_of(cesar, "change_centre", centre.code)
    refused = cesar.post(reverse("end_leg", args=[centre.code, other.code]), {"last_day": "2026-01-01"})
    assert refused.status_code == 403


@pytest.mark.django_db
def test_a_shared_definition_is_copied_changed_from_a_day_and_both_years_stay_right(
    house: House, moa: Actor, centre: FamilyCentre
) -> None:
    client = client_of(moa)
    shared = DefinitionSet.objects.get(series="ffff-aldre")
    assert "Gör en egen kopia" in text_of(client, "work_definition", shared.code)
    first = {"name": "Vår definition", "valid_from": str(timezone.localdate())}
    assert "inte har kommit än" in client.post(reverse("copy_definition", args=[shared.code]), first).text
    first["valid_from"] = str(NEXT_YEAR)
    after = client.post(reverse("copy_definition", args=[shared.code]), first)
    copy = DefinitionSet.objects.get(name="Vår definition")
    assert after.headers["Location"] == reverse("change_definition", args=[copy.code])
    form = {
        "seen": reads.set_page(copy, timezone.localdate()).mark,
        "name": "Vår definition",
        "valid_from": str(NEXT_YEAR),
        "name_1": "familjecentral",
        "kind_1": "full",
        "all_of_1": ["MIDWIFERY", "CHILD_HEALTH"],
        "least_degree_1": "whole",
        "any_count_1": "0",
        "min_open_hours_1": "60",
        "name_2": "",
        "kind_2": "full",
        "least_degree_2": "whole",
        "any_count_2": "0",
    }
    assert client.post(reverse("change_definition", args=[copy.code]), form).status_code == 302
    today = text_of(client, "centre_class", centre.code)
    later = text_of(client, "centre_class", centre.code, query=f"?dag={NEXT_YEAR}")
    assert "Vår definition" not in today.split("<table")[1]
    assert "Minst 60 öppettimmar i veckan krävs." in row_of(later, "Vår definition")
    assert 'data-mark="full"' in row_of(later, "FFFF, äldre")
    assert "Vår definition" in text_of(client, "definitions")
    stale = client.post(reverse("change_definition", args=[copy.code]), form)
    assert "Någon annan ändrade uppgifterna" in stale.text


@pytest.mark.django_db
def test_everybody_sees_what_the_authorities_of_the_place_count_by_and_not_what_others_do(
    house: House, moa: Actor, centre: FamilyCentre
) -> None:
    shared = DefinitionSet.objects.get(series="ffff")
    actions.copy_definition_set(shared, by=moa, at=AT, name="Länets definition", valid_from=dt.date(2026, 6, 1))
    board = Authority.objects.filter(pk=house.anna.authority_id)
    for code, is_seen in (("01", True), ("0117", True), ("18", False), ("0180", False)):
        board.update(place=Place.objects.get(code=code))
        seen = text_of(Client(), "centre_class", centre.code, query="?dag=2026-07-01")
        assert ("Länets definition" in seen) is is_seen, code
        assert "Länets definition" not in text_of(Client(), "centre_class", centre.code, query="?dag=2026-05-31")


@pytest.mark.django_db
def test_a_class_that_asks_for_nothing_is_refused_at_its_own_field(moa: Actor) -> None:
    client, shared = client_of(moa), DefinitionSet.objects.get(series="ffff-aldre")
    copy = actions.copy_definition_set(shared, by=moa, at=timezone.now(), name="Vår", valid_from=NEXT_YEAR)
    form = {"seen": reads.set_page(copy, timezone.localdate()).mark, "name": "Vår", "valid_from": str(NEXT_YEAR)}
    form |= {"name_1": "familjecentral", "kind_1": "full", "least_degree_1": "whole", "any_count_1": "0"}
    form |= {"kind_2": "full", "least_degree_2": "whole", "any_count_2": "0"}
    page = client.post(reverse("change_definition", args=[copy.code]), form).text
    assert re.search(r'id="id_all_of_1_error"[^>]*>\s*Välj minst en verksamhet', page)


@pytest.mark.django_db
def test_a_page_costs_the_same_however_many_centres_and_legs_there_are(
    clients: dict[str, Client], house: House, centre: FamilyCentre
) -> None:
    pages = {
        "centres": (),
        "classes": (),
        "start": (),
        "centre": (centre.code,),
        "centre_class": (centre.code,),
        "my_centres": (),
        "work_centre": (centre.code,),
        "definitions": (),
    }
    before = {name: cost_of(clients["anna"], reverse(name, args=args)) for name, args in pages.items()}
    for number in range(2):
        made = make_centre(house.anna, name=f"Huset {number}")
        make_four(made, house.anna)
        actions.publish_centre(made, by=house.anna, at=AT)
        make_leg(centre, house.anna, Leg.CHILD_HEALTH, party_name=f"Klinik {number}")
        actions.add_premises(centre, by=house.anna, at=AT, name=f"Hus {number}")
        actions.add_partner(centre, by=house.anna, at=AT, kind="other", name=f"Partner {number}", from_date=OPENED)
    after = {name: cost_of(clients["anna"], reverse(name, args=args)) for name, args in pages.items()}
    assert after == before
