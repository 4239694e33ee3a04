"""Who is about in the tests of agreements: two managers of Anna's own authority who can sign."""

from __future__ import annotations

from famn.domain.agreements.models import JointLetter
from famn.domain.people.rules import Actor
from tests.domain.agreements.making import make_letter, manager, send
from tests.scenes import scene


@scene
def eva(anna: Actor) -> Actor:
    """Head of the open preschool."""
    return manager(anna, "Eva Ekorre")


@scene
def fia(anna: Actor) -> Actor:
    """Head of the preventive social services."""
    return manager(anna, "Fia Fjäril")


@scene
def letter(at_work: Actor) -> JointLetter:
    """A draft in which nothing is missing but the signers."""
    return make_letter(at_work)


@scene
def sent(letter: JointLetter, at_work: Actor, eva: Actor, fia: Actor) -> JointLetter:
    """A letter that three are asked to sign: Eva, Fia, and Vera who is outside."""
    return send(letter, at_work, eva, fia)
