"""`./famn manage first_person`: the first person of a real installation."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from famn.domain.people.models import Authority, Membership, Principal, Role, SecrecyArea, Unit, User
from famn.ground.trail import TrailEvent
from tests.people import House

WISH = {
    "name": "Siv Sten",
    "email": "Siv@ekbacken.example",
    "principal": "Ekbackens kommun",
    "kind": "municipality",
    "authority": "Ekbackens socialnämnd",
    "unit": "Nämndkansliet",
}


def run(**changed: str) -> str:
    """What the command prints."""
    said = StringIO()
    call_command("first_person", **(WISH | changed), stdout=said)
    return said.getvalue()


def nobody_is_there() -> bool:
    return not (User.objects.exists() or Principal.objects.exists() or Unit.objects.exists())


def test_the_first_person_becomes_system_administrator_of_a_new_authority(db: None) -> None:
    run()
    made = Membership.objects.select_related("user", "unit__area__authority__principal").get()
    unit, authority = made.unit, made.unit.area.authority
    assert (made.user.name, made.user.email, made.role) == (
        "Siv Sten",
        "siv@ekbacken.example",
        Role.SYSTEM_ADMINISTRATOR,
    )
    assert (authority.kind, authority.name) == (Authority.Kind.BOARD, "Ekbackens socialnämnd")
    assert (authority.principal.kind, authority.principal.name) == ("municipality", "Ekbackens kommun")
    assert (unit.name, unit.area.kind) == ("Nämndkansliet", SecrecyArea.Kind.OTHER)
    verbs = set(TrailEvent.objects.values_list("verb", flat=True))
    assert {"found_principal", "found_authority", "draw_secrecy_area", "add_unit", "add_person", "join_unit"} <= verbs


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [("municipality", "board"), ("region", "board"), ("provider", "provider"), ("association", "association")],
)
def test_the_authority_is_of_the_kind_that_its_principal_has(db: None, kind: str, becomes: str) -> None:
    run(kind=kind)
    assert Authority.objects.get().kind == becomes


def test_the_link_lets_her_choose_a_password_once_and_then_she_can_let_others_in(db: None, settings: Any) -> None:
    [path] = re.findall(re.escape(settings.FAMN_ORIGIN) + r"(/losenord/nytt/\S+)", run())
    client = Client()
    form = client.get(path, follow=True)
    new = {"password1": "sju blommor under kudden", "password2": "sju blommor under kudden"}
    client.post(form.redirect_chain[-1][0], new)
    client.post(reverse("account_login"), {"login": "siv@ekbacken.example", "password": new["password1"]})
    assert client.get(reverse("add_person")).status_code == 200
    assert "Länken gäller inte längre" in Client().get(path, follow=True).content.decode()


def test_it_is_refused_when_somebody_is_there_already(house: House) -> None:
    before = User.objects.count()
    with pytest.raises(CommandError, match="Det finns redan personer i Famn"):
        run()
    assert (User.objects.count(), Principal.objects.filter(name=WISH["principal"]).count()) == (before, 1)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [({"email": "siv"}, "ingen e-postadress"), ({"unit": "  "}, "--unit är tomt"), ({"name": ""}, "--name är tomt")],
)
def test_what_is_wrong_is_said_and_nothing_is_put_in(db: None, wrong: dict[str, str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run(**wrong)
    assert nobody_is_there()


def test_an_unknown_kind_of_principal_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="kind"):
        call_command("first_person", *[f"--{key}={value}" for key, value in (WISH | {"kind": "state"}).items()])
    assert nobody_is_there()
