"""The people of the tests, made by the house's own actions. Everybody in them is invented.

Anna owns what the tests make: case officer of unit 1 of board 1. Bo is her colleague without the role. Cesar is a case
officer of another authority. Dag is a case officer of the same authority as Anna, but of another secrecy area. Disa is
a stranger: signed in nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from famn.domain.people import actions
from famn.domain.people.models import Authority, Membership, Principal, Role, SecrecyArea, Unit, User
from famn.domain.people.rules import HOUSE, NOBODY, Actor, actor_of
from famn.web.shared.actor import COUNT, MEMBERSHIP

AT: Final = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # a Monday morning; actions are told the time
DAY: Final = AT.date()
SINCE: Final = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class House:
    """Two boards of two municipalities, three secrecy areas, four people at work and one stranger."""

    anna: Actor
    bo: Actor
    cesar: Actor
    dag: Actor
    disa: Actor = NOBODY

    def everyone(self) -> dict[str, Actor]:
        """Name -> actor, the stranger too."""
        return {name: getattr(self, name) for name in ("anna", "bo", "cesar", "dag", "disa")}


def build_house(at: dt.datetime = AT) -> House:
    """Make the boards and the people, in the running transaction."""
    board = make_authority("Ekbackens kommun", "Ekbackens stadsdelsnämnd", at=at)
    social = make_area(board, SecrecyArea.Kind.SOCIAL_SERVICES, "Socialtjänsten", at=at)
    preschool = make_area(board, SecrecyArea.Kind.EDUCATION, "Öppna förskolan", at=at)
    other = make_authority("Sjövikens kommun", "Sjövikens socialnämnd", at=at)
    elsewhere = make_area(other, SecrecyArea.Kind.SOCIAL_SERVICES, "Socialtjänsten", at=at)
    family_unit = make_unit(social, "Enheten för familjer", at=at)
    return House(
        anna=make_actor("Anna Almgren", family_unit, Role.CASE_OFFICER, at=at),
        bo=make_actor("Bo Björk", family_unit, Role.LEG_STAFF, at=at),
        cesar=make_actor("Cesar Ceder", make_unit(elsewhere, "Familjeenheten", at=at), Role.CASE_OFFICER, at=at),
        dag=make_actor("Dag Dahlström", make_unit(preschool, "Förskolestaben", at=at), Role.CASE_OFFICER, at=at),
    )


def make_authority(principal: str, board: str, *, at: dt.datetime = AT) -> Authority:
    """A municipality with one board."""
    owner = actions.found_principal(by=HOUSE, at=at, kind=Principal.Kind.MUNICIPALITY, name=principal)
    return actions.found_authority(by=HOUSE, at=at, principal=owner, kind=Authority.Kind.BOARD, name=board)


def make_area(authority: Authority, kind: str, name: str, *, at: dt.datetime = AT) -> SecrecyArea:
    """A secrecy area of an authority."""
    return actions.draw_secrecy_area(by=HOUSE, at=at, authority=authority, kind=kind, name=name)


def make_unit(area: SecrecyArea, name: str, *, at: dt.datetime = AT) -> Unit:
    """A unit of a secrecy area."""
    return actions.add_unit(by=HOUSE, at=at, area=area, name=name, from_date=SINCE)


def make_actor(name: str, unit: Unit, role: str, *, at: dt.datetime = AT) -> Actor:
    """A person at work for a unit, acting for it. Her address is made of her name."""
    email = f"{name.split()[0].lower()}@{unit.area.authority.code}.example"
    membership = actions.add_person(by=HOUSE, at=at, name=name, email=email, unit=unit, role=role, from_date=SINCE)
    whole = Membership.objects.select_related("user", "unit__area__authority").get(pk=membership.pk)
    return actor_of(whole)


@dataclass
class Clients(Mapping[str, Client]):
    """A browser for each person of the house, by first name in lower case. She signs in when it is first asked for."""

    house: House
    begun: dict[str, Client] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Client:
        if name not in self.begun:
            self.begun[name] = client_of(self.house.everyone()[name])
        return self.begun[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.house.everyone())

    def __len__(self) -> int:
        return len(self.house.everyone())


def client_of(actor: Actor) -> Client:
    """A browser without script, signed in as this person and acting for her unit; nobody's for a stranger.

    Her session is written as sign-in leaves it: to sign in takes five times as long, and has tests of its own.
    """
    client = Client()
    if actor.user_id is not None:
        user = User.objects.get(pk=actor.user_id)
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[MEMBERSHIP], session[COUNT] = actor.membership_id, 1
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
