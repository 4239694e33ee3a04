"""The pages of people and units: who is seen, who may let people in, and what is said when one may not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.people import actions
from famn.domain.people.models import Membership, Profession, Role, SecrecyArea, Unit, User
from famn.domain.people.rules import HOUSE, Actor, Capability
from famn.ground.mail import Letter
from famn.ground.text import sort_key
from famn.ground.trail import TrailEvent
from famn.web.workspace.people.words import CAPABILITIES, what_a_role_may
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.people import AT, SINCE, House, client_of, make_actor
from tests.scenes import scene

pytestmark = pytest.mark.usefixtures("standing_day")


@scene
def mia(house: House) -> Actor:
    """Manager at Anna's unit: the one who lets people in."""
    return make_actor("Mia Malm", unit_of(house.anna), Role.MANAGER)


@pytest.fixture
def manager(mia: Actor) -> Client:
    """Mia's browser."""
    return client_of(mia)


def unit_of(actor: Actor) -> Unit:
    return Unit.objects.select_related("area__authority").get(pk=actor.unit_id)


def person_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def membership_of(actor: Actor) -> Membership:
    return Membership.objects.select_related("user", "unit").get(pk=actor.membership_id)


def text_of(response: Any) -> str:
    """The page as text, with white space squeezed."""
    return " ".join(response.content.decode().split())


def new_person(unit: Unit, **values: Any) -> dict[str, Any]:
    """What the form for a new person is filled in with."""
    facts = {
        "name": "Ylva Yrsa",
        "email": "Ylva@ekbacken.example",
        "phone": "070-174 06 05",
        "unit": unit.code,
        "role": Role.CASE_OFFICER,
        "title": "utredare",
        "from_date": TODAY.isoformat(),
    }
    return facts | values


def pages_about(actor: Actor) -> list[str]:
    """The pages about one person, her unit, and the end of her work there."""
    membership = membership_of(actor)
    return [
        reverse("person", args=[membership.user.code]),
        reverse("unit", args=[membership.unit.code]),
        reverse("end_membership", args=[membership.user.code, membership.code]),
    ]


# --- who is seen -------------------------------------------------------------------------------------


def test_one_sees_every_unit_of_ones_authority_by_area_and_nobody_of_another(clients: dict[str, Client]) -> None:
    said = text_of(clients["anna"].get(reverse("people")))
    assert [name in said for name in ("Anna Almgren", "Bo Björk", "Dag Dahlström")] == [True] * 3
    assert "Cesar Ceder" not in said
    assert said.index("Socialtjänsten") < said.index("Öppna förskolan"), "Swedish order: ö last"


def test_a_colleague_without_the_role_sees_people_too_and_a_stranger_must_sign_in(clients: dict[str, Client]) -> None:
    assert clients["bo"].get(reverse("people")).status_code == 200
    answer = clients["disa"].get(reverse("people"))
    assert (answer.status_code, answer.headers["Location"].startswith("/logga-in/")) == (302, True)


def test_people_and_units_of_another_authority_do_not_exist(house: House, clients: dict[str, Client]) -> None:
    intruder = client_of(make_actor("Carin Chef", unit_of(house.cesar), Role.MANAGER))
    assert [intruder.get(path).status_code for path in pages_about(house.anna)] == [404, 404, 404]
    assert [clients["disa"].get(path).status_code for path in pages_about(house.anna)] == [302, 302, 302]


def test_a_person_who_also_works_elsewhere_is_shown_only_with_what_concerns_ones_own_authority(
    house: House, clients: dict[str, Client]
) -> None:
    anna = person_of(house.anna)
    actions.add_person(
        by=HOUSE,
        at=AT,
        name=anna.name,
        email=anna.email,
        unit=unit_of(house.cesar),
        role=Role.REVIEWER,
        from_date=SINCE,
    )
    said = text_of(clients["bo"].get(reverse("person", args=[anna.code])))
    assert "Enheten för familjer" in said
    assert "Familjeenheten" not in said


def test_the_page_of_a_person_says_in_words_what_her_role_may_do(house: House, clients: dict[str, Client]) -> None:
    said = text_of(clients["bo"].get(reverse("person", args=[person_of(house.anna).code])))
    assert "Det här får en handläggare göra" in said
    assert "läsa in dokument och bekräfta vad som står i dem" in said
    assert "lägga till enheter" not in said


def test_every_capability_has_its_words_and_every_role_can_do_something() -> None:
    assert set(CAPABILITIES) == set(Capability)
    assert [role for role in Role if not what_a_role_may(role)] == []


def test_a_page_costs_the_same_with_one_colleague_and_with_five(house: House, clients: dict[str, Client]) -> None:
    membership = membership_of(house.anna)
    paths = [
        reverse("people"),
        reverse("unit", args=[membership.unit.code]),
        reverse("person", args=[membership.user.code]),
    ]
    before = [cost(clients["anna"], path) for path in paths]
    for name in ("Eva Ek", "Fred Fors", "Gun Gran"):
        make_actor(name, unit_of(house.anna), Role.REVIEWER)
        make_actor(name.upper(), unit_of(house.dag), Role.SECRETARY)
    actions.add_person(
        by=HOUSE,
        at=AT,
        name=membership.user.name,
        email=membership.user.email,
        unit=unit_of(house.dag),
        role=Role.REVIEWER,
        from_date=SINCE,
    )
    assert [cost(clients["anna"], path) for path in paths] == before


def cost(client: Client, path: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


# --- letting people in -------------------------------------------------------------------------------


def test_a_manager_has_the_buttons_and_a_case_officer_the_reason(clients: dict[str, Client], manager: Client) -> None:
    assert reverse("add_person") in text_of(manager.get(reverse("people")))
    said = text_of(clients["anna"].get(reverse("people")))
    assert reverse("add_person") not in said
    assert "Du är handläggare vid Enheten för familjer. Den rollen får inte göra det här." in said


def test_a_manager_lets_somebody_in_who_is_told_by_letter(house: House, mia: Actor, manager: Client) -> None:
    answer = manager.post(reverse("add_person"), new_person(unit_of(house.anna)))
    made = Membership.objects.select_related("user").get(user__email="ylva@ekbacken.example")
    assert answer.headers["Location"] == reverse("person", args=[made.user.code])
    assert (made.unit_id, made.role, made.title, made.from_date) == (
        house.anna.unit_id,
        "case_officer",
        "utredare",
        TODAY,
    )
    assert (made.user.name, made.user.phone, made.user.has_usable_password()) == ("Ylva Yrsa", "070-174 06 05", False)
    letter = Letter.objects.get(to="ylva@ekbacken.example")
    assert "nu kan du arbeta för Enheten för familjer" in letter.text
    assert "/losenord/glomt/" in letter.text
    event = TrailEvent.objects.get(verb="join_unit", thing_id=made.pk)
    assert (event.user_id, event.unit_id) == (mia.user_id, mia.unit_id)


def test_somebody_who_has_an_account_already_gets_another_role_and_another_letter(
    house: House, manager: Client
) -> None:
    bo = person_of(house.bo)
    manager.post(reverse("add_person"), new_person(unit_of(house.dag), name="Någon Annan", email=bo.email.upper()))
    made = Membership.objects.select_related("user").get(user=bo, unit_id=house.dag.unit_id)
    assert made.user.name == "Bo Björk"
    letter = Letter.objects.filter(to=bo.email).latest("pk")
    assert "Logga in som vanligt" in letter.text
    assert "/losenord/glomt/" not in letter.text


def test_a_letter_about_work_that_begins_later_says_when(house: House, manager: Client) -> None:
    manager.post(reverse("add_person"), new_person(unit_of(house.anna), from_date="2099-02-01"))
    letter = Letter.objects.get(to="ylva@ekbacken.example")
    assert "från och med den 1 februari 2099 kan du arbeta för Enheten för familjer" in letter.text
    said = text_of(manager.get(reverse("person", args=[User.objects.get(name="Ylva Yrsa").code])))
    assert "Börjar senare" in said


def test_the_last_day_is_the_last_and_it_may_not_be_before_the_first(house: House, manager: Client) -> None:
    unit = unit_of(house.anna)
    refused = manager.post(reverse("add_person"), new_person(unit, from_date="2030-05-02", to_date="2030-05-01"))
    assert "Slutdagen måste vara efter startdagen." in text_of(refused)
    assert not User.objects.filter(name="Ylva Yrsa").exists()
    manager.post(reverse("add_person"), new_person(unit, from_date="2030-05-02", to_date="2030-05-02"))
    made = Membership.objects.get(user__name="Ylva Yrsa")
    assert (made.to_date, made.last_day) == (dt.date(2030, 5, 3), dt.date(2030, 5, 2))


def test_the_same_role_twice_is_refused_beside_the_field(house: House, manager: Client) -> None:
    said = text_of(
        manager.post(
            reverse("add_person"),
            new_person(unit_of(house.anna), email=person_of(house.anna).email, role=Role.CASE_OFFICER),
        )
    )
    assert "Personen har redan den rollen vid enheten." in said
    assert Membership.objects.filter(user_id=house.anna.user_id).count() == 1


def test_nobody_lets_herself_in(house: House, mia: Actor, manager: Client) -> None:
    wish = new_person(unit_of(house.dag), email=person_of(mia).email)
    assert "Du kan inte ge dig själv ett uppdrag. Be en kollega." in text_of(manager.post(reverse("add_person"), wish))
    assert Membership.objects.filter(user_id=mia.user_id).count() == 1


def test_only_a_system_administrator_makes_another(house: House, manager: Client) -> None:
    wish = new_person(unit_of(house.anna), role=Role.SYSTEM_ADMINISTRATOR)
    assert 'value="system_administrator"' not in text_of(manager.get(reverse("add_person")))
    assert manager.post(reverse("add_person"), wish).status_code == 200
    assert not User.objects.filter(name="Ylva Yrsa").exists()
    keeper = client_of(make_actor("Siv Sten", unit_of(house.anna), Role.SYSTEM_ADMINISTRATOR))
    assert keeper.post(reverse("add_person"), wish).status_code == 302
    assert Membership.objects.get(user__name="Ylva Yrsa").role == Role.SYSTEM_ADMINISTRATOR


def test_the_units_of_another_authority_cannot_be_chosen(house: House, manager: Client) -> None:
    foreign = unit_of(house.cesar)
    assert foreign.name not in text_of(manager.get(reverse("add_person")))
    assert manager.post(reverse("add_person"), new_person(foreign)).status_code == 200
    assert not User.objects.filter(name="Ylva Yrsa").exists()


def test_without_the_role_nobody_is_let_in(house: House, clients: dict[str, Client]) -> None:
    for name in ("anna", "bo", "cesar", "dag"):
        answer = clients[name].post(reverse("add_person"), new_person(unit_of(house.anna)))
        assert (name, answer.status_code) == (name, 403)
    assert clients["disa"].post(reverse("add_person"), new_person(unit_of(house.anna))).status_code == 302
    assert not User.objects.filter(name="Ylva Yrsa").exists()


def test_the_form_comes_with_the_unit_that_one_came_from(house: House, manager: Client) -> None:
    unit = unit_of(house.anna)
    said = text_of(manager.get(reverse("add_person"), {"enhet": unit.code}))
    assert f'<option value="{unit.code}" selected>' in said


# --- ending ------------------------------------------------------------------------------------------


def test_a_manager_ends_somebodys_work_and_it_becomes_history_the_day_after(house: House, manager: Client) -> None:
    ending = membership_of(house.bo)
    path = reverse("end_membership", args=[ending.user.code, ending.code])
    yesterday = TODAY - dt.timedelta(days=1)
    assert manager.post(path, {"last_day": yesterday.isoformat()}).status_code == 302
    ending.refresh_from_db(fields=["to_date"])
    assert ending.to_date == TODAY
    assert "Bo Björk arbetar inte för någon enhet" in text_of(manager.get(reverse("person", args=[ending.user.code])))
    said = text_of(manager.get(reverse("unit", args=[ending.unit.code])))
    assert said.index("Har arbetat här") < said.index("Bo Björk")
    assert TrailEvent.objects.filter(verb="end_membership", thing_id=ending.pk).exists()


def test_the_last_day_cannot_come_before_the_first(house: House, manager: Client) -> None:
    ending = membership_of(house.bo)
    path = reverse("end_membership", args=[ending.user.code, ending.code])
    said = text_of(manager.post(path, {"last_day": "2019-12-31"}))
    assert "Sista dagen kan inte vara före den första." in said
    ending.refresh_from_db(fields=["to_date"])
    assert ending.to_date is None


def test_nobody_locks_herself_out(mia: Actor, manager: Client) -> None:
    own = membership_of(mia)
    path = reverse("end_membership", args=[own.user.code, own.code])
    reason = "Du kan inte avsluta ditt eget uppdrag. Be en kollega."
    person = text_of(manager.get(reverse("person", args=[own.user.code])))
    assert (reason in person, path in person) == (True, False)
    form = text_of(manager.get(path))
    assert (reason in form, "last_day" in form) == (True, False)
    assert manager.post(path, {"last_day": TODAY.isoformat()}).status_code == 403
    own.refresh_from_db(fields=["to_date"])
    assert own.to_date is None


def test_a_membership_is_found_only_under_its_own_person(house: House, manager: Client) -> None:
    path = reverse("end_membership", args=[person_of(house.anna).code, membership_of(house.bo).code])
    assert manager.get(path).status_code == 404


# --- units -------------------------------------------------------------------------------------------


def test_a_manager_adds_a_unit_to_an_area_of_her_own_authority(house: House, manager: Client) -> None:
    area = SecrecyArea.objects.get(pk=house.dag.area_id)
    wish = {"name": " Öppna  förskolan ", "area": area.code, "leg": "OPEN_PRESCHOOL", "from_date": "2026-01-01"}
    answer = manager.post(reverse("add_unit"), wish)
    made = Unit.objects.get(name="Öppna förskolan", area=area)
    assert answer.headers["Location"] == reverse("unit", args=[made.code])
    assert (made.leg, made.from_date, made.administration_id) == ("OPEN_PRESCHOOL", dt.date(2026, 1, 1), None)
    assert "Det finns redan en enhet med det namnet." in text_of(manager.post(reverse("add_unit"), wish))
    assert Unit.objects.filter(area=area, name="Öppna förskolan").count() == 1


def test_no_unit_is_added_to_another_authority_or_without_the_role(
    house: House, manager: Client, clients: dict[str, Client]
) -> None:
    foreign = SecrecyArea.objects.get(pk=house.cesar.area_id)
    own = SecrecyArea.objects.get(pk=house.anna.area_id)
    before = Unit.objects.count()
    wish = {"name": "Nya enheten", "area": foreign.code, "from_date": "2026-01-01"}
    assert manager.post(reverse("add_unit"), wish).status_code == 200
    assert clients["anna"].post(reverse("add_unit"), wish | {"area": own.code}).status_code == 403
    assert Unit.objects.count() == before


def test_professions_are_offered_in_swedish_order(manager: Client) -> None:
    said = text_of(manager.get(reverse("add_person"))).split('name="profession"')[1]
    names = list(Profession.objects.values_list("name", flat=True))
    places = [said.index(f">{name}</option>") for name in sorted(names, key=sort_key)]
    assert len(names) > 5
    assert places == sorted(places)
