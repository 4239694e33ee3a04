"""The search for a house in the browser: side by side, moved, weighed, chosen, and nothing lost to a colleague."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.establishment import actions
from famn.domain.establishment.actions import ShareSaid
from famn.domain.establishment.models import (
    Initiative,
    PremisesCriterion,
    PremisesLeg,
    PremisesOption,
    PremisesScore,
    PremisesShare,
)
from famn.web.workspace.premises.forms import read_room
from tests.domain.centres.making import make_centre
from tests.domain.establishment.premises import (
    BOARD,
    CLINIC,
    make_option,
    make_search,
    move,
    place_legs,
    score,
    share,
    weigh_by,
)
from tests.people import AT, DAY, House
from tests.scenes import scene
from tests.web.test_initiatives import cost_of

pytestmark = pytest.mark.django_db


@scene
def initiative(house: House) -> Initiative:
    return make_search(house.anna)


@scene
def option(house: House, initiative: Initiative) -> PremisesOption:
    return make_option(initiative, house.anna, yearly_cost=900_000)


def at(name: str, option: PremisesOption) -> str:
    return reverse(name, args=[option.initiative.code, option.code])


def seen_on(client: Client, path: str) -> str:
    """The mark of what the form of a page shows."""
    found = re.search(r'name="seen" value="([^"]*)"', client.get(path).text)
    assert found is not None
    return found[1]


def words_of(page: str) -> str:
    """The words of a page, without tags and with plain spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_a_house_is_noted_by_its_name_alone_and_money_is_read_as_people_write_it(
    clients: dict[str, Client], initiative: Initiative
) -> None:
    path = reverse("note_premises", args=[initiative.code])
    unknown = dict.fromkeys(("step_free", "lift", "accessible_toilet", "parking", "hearing_loop"), "unknown")
    assert clients["anna"].post(path, unknown).status_code == 200, "a name is needed"
    said = {"name": "Kvarnhuset", "yearly_cost": "1 250 000 kr", "rooms": "Väntrum 32,5 kvm\nSamtalsrum 2", **unknown}
    noted = clients["anna"].post(path, said)
    option = PremisesOption.objects.select_related("initiative").get()
    assert noted.headers["Location"] == at("premises_option", option)
    assert option.yearly_cost == 1_250_000
    page = words_of(clients["bo"].get(at("premises_option", option)).text)
    assert "1 250 000 kr per år" in page
    assert "Väntrum · 32,5 kvm" in page
    assert "minst 32,5 kvm" in page
    wrong = clients["anna"].post(path, said | {"name": "Annat", "yearly_cost": "cirka en miljon"}).text
    assert "Skriv hela kronor, till exempel 850 000." in wrong


@pytest.mark.parametrize(
    ("line", "name", "area"),
    [
        ("Väntrum 32,5 kvm", "Väntrum", "32.5"),
        ("Kök: 18 m²", "Kök", "18"),
        ("Sal – 110 m2", "Sal", "110"),
        ("Samtalsrum 2", "Samtalsrum 2", None),
        ("32 kvm", "32 kvm", None),
    ],
)
def test_a_room_is_read_with_its_area_where_that_is_written(line: str, name: str, area: str | None) -> None:
    found = read_room(line)
    assert (found[0], str(found[1]) if found[1] is not None else None) == (name, area)


def test_the_page_says_side_by_side_what_it_costs_for_whom_and_what_does_not_add_up(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    anna, initiative = house.anna, option.initiative
    share(option, anna, ShareSaid(BOARD, yearly=500_000, fits="yes"), ShareSaid(CLINIC, yearly=300_000, fits="no"))
    page = words_of(clients["bo"].get(reverse("premises", args=[initiative.code])).text)
    for words in ("900 000 kr", "500 000 kr", "Ryms inte i allas budget", "100 000 kr av kostnaden betalar ingen."):
        assert words in page, words
    assert "Notera en lokal" not in page, "Bo only reads"


def test_the_number_stands_with_the_sentence_that_it_decides_nothing_and_with_what_would_turn_it(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    anna, initiative = house.anna, option.initiative
    criteria = weigh_by(initiative, anna, Läge=3, Kostnad=2)
    score(option, anna, criteria, Läge=4, Kostnad=1)
    score(make_option(initiative, anna, "Skolan"), anna, criteria, Läge=2, Kostnad=4)
    third = make_option(initiative, anna, "Torget")
    score(third, anna, criteria, Läge=4)
    page = clients["anna"].get(reverse("premises", args=[initiative.code])).text
    words = words_of(page)
    # by hand: (3*4 + 2*1) / 5 = 2,8 and (3*2 + 2*4) / 5 = 2,8
    assert "Kvarnhuset och Skolan får samma tal." in words
    assert "Talet avgör ingenting." in words
    assert "2,4–4,0" in words
    assert (len(re.findall(r'<rect\s+class="s4"', page)), len(re.findall(r'<rect\s+class="open"', page))) == (3, 1)
    score(option, anna, criteria, Läge=4, Kostnad=2)
    words = words_of(clients["anna"].get(reverse("premises", args=[initiative.code])).text)
    assert "Avståndet mellan Kvarnhuset och Skolan är mycket litet: 0,40" not in words
    assert "Avståndet mellan Kvarnhuset och Skolan är litet: 0,40 av 4." in words
    assert "Om ”Läge” väger 2 i stället för 3 får de samma tal." in words
    assert "Om ”Kostnad” väger 3 i stället för 2 får de samma tal." in words
    assert "En enda poäng räcker för att ändra ordningen i: ”Läge”, ”Kostnad”." in words


def test_a_choice_asks_for_its_reason_and_who_decided(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    move(option, house.anna, "visited")
    path = at("move_premises", option)
    plain = {"till": "chosen", "seen": "visited", "day": DAY.isoformat()}
    asked = clients["anna"].get(f"{path}?till=chosen").text
    assert "Varför väljer ni den här lokalen?" in asked
    assert clients["anna"].post(path, plain).status_code == 200
    assert PremisesOption.objects.get(pk=option.pk).stage == "visited"
    done = clients["anna"].post(path, plain | {"note": "Den ligger rätt.", "decided_by": "Styrgruppen"}, follow=True)
    assert "Den ligger rätt. Bestämt av Styrgruppen. Antecknat av Anna Almgren." in words_of(done.text)
    page = words_of(clients["bo"].get(reverse("premises", args=[option.initiative.code])).text)
    assert "Kvarnhuset är vald" in page


def test_who_moves_a_house_that_somebody_else_has_moved_is_told(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    move(option, house.anna, "visited")
    move(option, house.dag, "dropped", note="För dyr.")
    late = {"till": "chosen", "seen": "visited", "day": DAY.isoformat(), "note": "Bra", "decided_by": "Vi"}
    answer = clients["anna"].post(at("move_premises", option), late)
    assert "Någon annan var först: lokalen är nu ”bortvald”." in answer.text
    assert PremisesOption.objects.get(pk=option.pk).stage == "dropped"


def test_shares_are_written_party_by_party_and_for_others_that_pay(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    path = at("premises_shares", option)
    rows = {
        "seen": seen_on(clients["anna"], path),
        "payer_1": BOARD,
        "yearly_1": "500 000",
        "fits_1": "yes",
        "payer_2": CLINIC,
        "percent_2": "33,5",
        "fits_2": "unsure",
        "payer_3": "Skolnämnden",
        "yearly_3": "1000",
        "fits_3": "yes",
        "payer_4": "",
        "fits_4": "unsure",
    }
    both = clients["anna"].post(path, rows | {"yearly_2": "5"}).text
    assert re.search(r'id="id_percent_2_error"[^>]*>\s*Skriv kronor eller procent, inte båda.', both)
    twice = clients["anna"].post(path, rows | {"yearly_1": "", "fits_1": "unsure", "payer_4": "skolnämnden"}).text
    assert re.search(r'id="id_payer_4_error"[^>]*>\s*skolnämnden finns redan med.', twice)
    assert clients["anna"].post(path, rows).status_code == 302
    kept = {row.payer: (row.yearly, row.percent and float(row.percent)) for row in PremisesShare.objects.all()}
    assert kept == {BOARD: (500_000, None), CLINIC: (None, 33.5), "Skolnämnden": (1000, None)}
    again = clients["anna"].post(path, rows).text
    assert "Någon annan ändrade uppgifterna" in again
    page = clients["anna"].get(path).text
    assert 'value="33,5"' in page
    assert page.count("Någon annan som betalar") == 2, "two rows to fill in, whoever pays already"


def test_the_legs_the_criteria_and_the_points_are_written_in_their_forms(
    clients: dict[str, Client], option: PremisesOption
) -> None:
    anna = clients["anna"]
    path = at("premises_legs", option)
    said = {"seen": seen_on(anna, path), "degree_1": "whole", "metres_1": "1400", "degree_2": "", "degree_3": "none"}
    assert anna.post(path, said).status_code == 302
    kept = PremisesLeg.objects.values_list("leg", "degree", "metres").order_by("pk")
    assert next(iter(kept)) == ("MIDWIFERY", "whole", 1400)
    assert "1 400 m bort nu" in words_of(anna.get(at("premises_option", option)).text)
    path = reverse("premises_criteria", args=[option.initiative.code])
    weights = {f"weight_{number}": "3" for number in range(1, 4)}
    rows = {"seen": seen_on(anna, path), "name_1": "", "name_2": "Läge", "name_3": "läge", **weights}
    assert re.search(r'id="id_name_3_error"[^>]*>\s*Kriteriet finns redan med.', anna.post(path, rows).text)
    assert anna.post(path, rows | {"name_3": "Kostnad", "weight_3": "5"}).status_code == 302
    assert list(PremisesCriterion.objects.values_list("name", "weight")) == [("Läge", 3), ("Kostnad", 5)]
    path = at("score_premises", option)
    points = {"seen": seen_on(anna, path), "points_1": "4", "why_1": "Mitt i byn", "points_2": ""}
    assert anna.post(path, points).status_code == 302
    assert list(PremisesScore.objects.values_list("points", "why")) == [(4, "Mitt i byn")]
    assert "Poäng saknas: Kostnad" in words_of(anna.get(at("premises_option", option)).text)


def test_a_chosen_house_is_carried_over_with_one_press(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    anna = clients["anna"]
    place_legs(option, house.anna, OPEN_PRESCHOOL="whole")
    move(option, house.anna, "visited", "chosen")
    path = at("carry_premises", option)
    assert "ingen familjecentral än" in anna.get(path).text
    centre = make_centre(house.anna)
    tied = anna.post(reverse("tie_centre", args=[option.initiative.code]), {"centre": centre.code})
    assert tied.status_code == 302
    done = anna.post(path, {"from_date": DAY.isoformat()}, follow=True)
    assert "Huset är överfört, och 4 verksamheter." in words_of(done.text)
    assert centre.premises.get().name == "Kvarnhuset"
    assert "Kvarnhuset fördes över" in words_of(anna.get(reverse("premises", args=[option.initiative.code])).text)


def test_the_page_costs_the_same_with_one_house_and_with_three(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    path = reverse("premises", args=[option.initiative.code])
    criteria = weigh_by(option.initiative, house.anna, Läge=3)

    def full(one: PremisesOption) -> None:
        share(one, house.anna, ShareSaid(BOARD, yearly=1))
        score(one, house.anna, criteria, Läge=3)

    full(option)
    one = cost_of(clients["anna"], path)
    for name in ("Skolan", "Torget"):
        full(make_option(option.initiative, house.anna, name))
    assert cost_of(clients["anna"], path) == one


def test_nothing_is_written_while_the_initiative_rests(
    clients: dict[str, Client], house: House, option: PremisesOption
) -> None:
    actions.rest_initiative(option.initiative, by=house.anna, at=AT)
    page = clients["anna"].get(at("premises_shares", option)).text
    assert "Väck det om något ska ändras." in page
    assert clients["anna"].post(at("premises_shares", option), {"seen": ""}).status_code == 403
