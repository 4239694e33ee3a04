"""`./famn manage demo`: who is in the demo, and a session as one of them."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from typing import Any

import pytest
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from famn.domain.people import actions
from famn.domain.people.models import Membership, Role, Unit, User
from famn.domain.people.rules import HOUSE
from famn.ground.mail import Letter, post
from famn.ground.tables import Installation
from famn.seeds import demo_outage
from tests.databases import owner
from tests.people import AT, SINCE, House
from tests.scenes import scene


def run(*arguments: str) -> str:
    """What the command prints."""
    said = StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue().strip()


def client_with(cookie: str) -> Client:
    """A client that sends what `demo session` printed."""
    name, value = cookie.split("=")
    client = Client()
    client.cookies[name] = value
    return client


@scene
def bo_at_two_units(house: House) -> Membership:
    """Bo works at Anna's unit, and at Dag's in another role."""
    bo = User.objects.get(pk=house.bo.user_id)
    unit = Unit.objects.select_related("area").get(pk=house.dag.unit_id)
    return actions.add_person(
        by=HOUSE, at=AT, name=bo.name, email=bo.email, unit=unit, role=Role.REVIEWER, from_date=SINCE
    )


def test_everybody_is_listed_once_in_swedish_order_with_every_role(bo_at_two_units: Membership) -> None:
    people = json.loads(run("people", "--json"))
    assert [person["name"] for person in people] == ["Anna Almgren", "Bo Björk", "Cesar Ceder", "Dag Dahlström"]
    bo = people[1]
    assert (bo["email"], bo["code"]) == (bo_at_two_units.user.email, bo_at_two_units.user.code)
    assert [(role["role"], role["unit"], role["authority"], role["area"]) for role in bo["roles"]] == [
        ("leg_staff", "Enheten för familjer", "Ekbackens stadsdelsnämnd", "Socialtjänsten"),
        ("reviewer", "Förskolestaben", "Ekbackens stadsdelsnämnd", "Öppna förskolan"),
    ]
    assert bo["roles"][1]["membership"] == bo_at_two_units.code


def test_without_json_each_role_is_a_line(bo_at_two_units: Membership) -> None:
    lines = run("people").splitlines()
    assert len(lines) == 5
    assert lines[2].startswith("Bo Björk  granskare  Förskolestaben")


def test_who_has_stopped_is_not_listed_and_gets_no_session(house: House) -> None:
    Membership.objects.filter(pk=house.bo.membership_id).update(to_date=timezone.localdate())
    assert "Bo Björk" not in run("people")
    with pytest.raises(CommandError, match="Ingen i demon heter"):
        run("session", "Bo Björk")


def test_a_session_opens_the_workspace_as_that_person(house: House) -> None:
    bo = User.objects.get(pk=house.bo.user_id)
    for wanted in (bo.name, bo.name.upper(), bo.email, bo.code):
        answer = client_with(run("session", wanted)).get(reverse("people"))
        assert answer.status_code == 200
        assert answer.wsgi_request.actor == house.bo  # type: ignore[attr-defined]  # set by the gate


def test_a_session_acts_for_the_unit_that_is_named(house: House, bo_at_two_units: Membership) -> None:
    unit = Unit.objects.get(pk=house.dag.unit_id)
    for extra in (
        ("--unit", "Förskolestaben"),
        ("--unit", unit.code),
        ("--membership", bo_at_two_units.code),
    ):
        answer = client_with(run("session", "Bo Björk", *extra)).get(reverse("people"))
        assert answer.wsgi_request.actor.membership_id == bo_at_two_units.pk  # type: ignore[attr-defined]  # as above
        assert answer.wsgi_request.actor.memberships_count == 2  # type: ignore[attr-defined]  # as above


def test_a_session_opens_the_pages_that_ask_again_who_one_is(house: House) -> None:
    client = client_with(run("session", "Anna Almgren"))
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.status_code == 200
    assert did_recently_reauthenticate(answer.wsgi_request)


def test_a_unit_where_the_person_does_not_work_is_refused(house: House) -> None:
    with pytest.raises(CommandError, match="arbetar inte där"):
        run("session", "Anna Almgren", "--unit", "Förskolestaben")


@pytest.mark.parametrize("arguments", [("people",), ("people", "--json"), ("session", "Anna Almgren")])
def test_the_command_refuses_outside_the_demo(house: House, settings: Any, arguments: tuple[str, ...]) -> None:
    settings.IS_DEMO = False
    with pytest.raises(CommandError, match="bara i demon"):
        run(*arguments)


@pytest.mark.parametrize("arguments", [("people",), ("session", "Anna Almgren")])
def test_the_command_refuses_a_database_that_was_not_made_for_the_demo(
    own_database: str, arguments: tuple[str, ...]
) -> None:
    owner("ALTER TABLE famn_installation DISABLE TRIGGER installation_is_fixed", database=own_database)
    owner("UPDATE famn_installation SET kind = 'real'", database=own_database)
    assert Installation.objects.get(pk=1).kind == Installation.Kind.REAL
    with pytest.raises(CommandError, match="inte gjord för demon"):
        run(*arguments)


@pytest.mark.django_db
def test_a_day_without_a_mail_server_is_told_on_the_page_of_letters_and_leaves_links_alone(
    client: Client, settings: Settings
) -> None:
    settings.FAMN_DEMO_OPEN = True
    written, texts = timezone.now() - dt.timedelta(days=demo_outage.AGO), {"name": "Bo", "unit": "Enheten"}
    for subject, day, is_secret in (("Som förr", AT, False), ("Väntade", written, False), ("Länken", written, True)):
        post(
            to="bo@bjorkvik.example",
            subject=subject,
            template="mail/people/joined",
            context={**texts, "is_new": True},
            at=day,
            holds_secret=is_secret,
        )
    demo_outage.load()
    late = Letter.objects.get(state=Letter.State.SENT)
    assert late.subject == "Väntade"
    assert demo_outage.AWAY < (late.sent_at or written) - written < demo_outage.AWAY + dt.timedelta(hours=3)
    page = client.get(reverse("demo_letters")).content.decode()
    assert page.count("Mejlservern svarade inte.") == 1
    assert f"vid försök {late.tries}" in page
