"""Letters of intent for tests, made by the room's own actions."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from famn.domain.agreements import actions
from famn.domain.agreements.actions import PartyFacts, Signer
from famn.domain.agreements.models import (
    JointLetter,
    LetterTemplate,
    Signature,
    SignatureLine,
    SignedFile,
    SignerLink,
)
from famn.domain.agreements.reads import lines_of, newest_version
from famn.domain.people.models import Unit, User
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from tests.people import AT, make_actor

HOUR: Final = dt.timedelta(hours=1)
VALUES: Final = {
    "plats": "Ekbackens kommun",
    "overenskommelse": "länets överenskommelse från 2019",
    "aldrar": "0–6 år",
    "utgangslage": "I dag finns en öppen förskola i Tallhuset.",
    "strategi": "länets strategi för föräldraskapsstöd",
}
OWN: Final = PartyFacts("Ekbackens kommun", "municipality", ("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"))
CARE: Final = PartyFacts("Solrosens vårdcentral AB", "provider", ("CHILD_HEALTH",))
OUTSIDE: Final = Signer("Vera Videkull", "verksamhetschef", "Barnavårdscentralen", "vera@solrosen.example")
SCAN: Final = b"%PDF-1.7 ett papper med bl\xc3\xa4ck"


def shared_template() -> LetterTemplate:
    """The county's form, which all share."""
    return LetterTemplate.objects.get(kind="intent", authority=None, is_current=True)


def make_letter(by: Actor, **values: Any) -> JointLetter:
    """A draft with two parties and three lines: nothing is missing in its words, and nobody is named yet."""
    facts: dict[str, Any] = {
        "template": shared_template(),
        "aim": "full",
        "parties": (OWN, CARE),
        "values": VALUES,
    }
    return actions.start_letter(by=by, at=AT, **facts | values)


def line_of(letter: JointLetter, leg: str) -> SignatureLine:
    """The line of a leg."""
    return next(line for line in lines_of(letter) if line.leg == leg)


def manager(by: Actor, name: str) -> Actor:
    """A manager at the actor's own unit."""
    return make_actor(name, Unit.objects.select_related("area__authority").get(pk=by.unit_id or 0), "manager")


def user_of(actor: Actor) -> User:
    """The person who acts."""
    return User.objects.get(pk=actor.user_id or 0)


def name_all(letter: JointLetter, by: Actor, first: Actor, second: Actor) -> None:
    """Two colleagues for the municipality's lines and Vera, who is outside, for the clinic's."""
    for leg, person in (("OPEN_PRESCHOOL", first), ("PREVENTIVE_SOCIAL", second)):
        signer = Signer(person.name, "enhetschef", "Enheten för familjer", user=user_of(person))
        actions.name_signer(line_of(letter, leg), by=by, at=AT, signer=signer)
    actions.name_signer(line_of(letter, "CHILD_HEALTH"), by=by, at=AT, signer=OUTSIDE)


def send(letter: JointLetter, by: Actor, first: Actor, second: Actor) -> JointLetter:
    """Name everybody and ask them."""
    name_all(letter, by, first, second)
    actions.send_letter(letter, by=by, at=AT)
    return fresh(letter)


def fresh(letter: JointLetter) -> JointLetter:
    """The letter as it is now."""
    return JointLetter.objects.select_related("template", "matter", "authority").get(pk=letter.pk)


def asked(letter: JointLetter, leg: str) -> Signature:
    """What whoever is on the line of a leg has been asked last."""
    rows = Signature.objects.filter(line__letter=letter, line__leg=leg, line__dropped_at=None)
    return rows.select_related("version__letter", "line__party", "user").order_by("-pk")[0]


def vera() -> Actor:
    """Vera as she acts by her link: a person without a unit."""
    person = User.objects.get(email=OUTSIDE.email)
    return Actor(user_id=person.pk, name=person.name)


def sign(letter: JointLetter, leg: str, by: Actor, at: dt.datetime = AT + HOUR) -> Signature:
    """Approve the newest words on the line of a leg."""
    seen = newest_version(fresh(letter)).sha256
    return actions.sign_letter(asked(letter, leg), by=by, at=at, factor="totp", seen=seen)


def token_in(letter: Letter) -> str:
    """The token of the personal link in a letter of the outbox."""
    return letter.text.split("/skriv-under/lank/")[1].split("/")[0]


def newest_mail(address: str) -> Letter:
    """The letter written last to an address."""
    return Letter.objects.filter(to=address).order_by("-pk")[0]


def link_of(letter: JointLetter) -> SignerLink:
    """The link in force of the clinic's line."""
    rows = SignerLink.objects.filter(line__letter=letter, revoked_at=None)
    return rows.select_related("line__letter").get()


def make_signed_file(letter: JointLetter) -> SignedFile:
    """A file as one that came back from a signature service; nobody signed by it."""
    return SignedFile.objects.create(
        version=newest_version(letter),
        content=b"%PDF-1.7",
        sha256="0" * 64,
        sent_sha256="1" * 64,
        service="Tjänsten",
        signer="Vera Videkull",
        issuer="Utfärdaren",
        validated_at=AT,
        checked_by=SignedFile.CheckedBy.CLOCK,
    )
