"""A letter of intent in the demo whose signer has left: she was asked, stopped working there, and somebody must follow.

Everybody in it is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from famn.domain.agreements import actions, reads
from famn.domain.agreements.actions import PartyFacts, Signer
from famn.domain.agreements.models import LetterKind, LetterTemplate
from famn.domain.people import actions as people
from famn.domain.people.models import Leg, Place, Principal, Role, Unit
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.stockholm import moment_of


def load(actors: Mapping[str, Actor]) -> None:
    """A head of unit is asked, and a month later she has another employer. The line says so, and who should follow."""
    leila, today = actors["Leila Backtimjan"], timezone.localdate()
    asked = moment_of(today - dt.timedelta(days=60), dt.time(10))
    unit = Unit.objects.select_related("area__authority").get(pk=leila.unit_id or 0)
    membership = people.add_person(
        by=HOUSE,
        at=asked,
        name="Tyra Stenmåra",
        email="tyra.stenmara@spanga.demo.example",
        unit=unit,
        role=Role.MANAGER,
        from_date=dt.date(2021, 1, 8),
        title="enhetschef",
    )
    letter = actions.start_letter(
        by=leila,
        at=asked,
        template=LetterTemplate.objects.get(kind=LetterKind.INTENT, authority=None, is_current=True),
        aim="like",
        parties=(
            PartyFacts("Spånga-Tensta stadsdelsnämnd", Principal.Kind.MUNICIPALITY, (Leg.OPEN_PRESCHOOL.value,)),
            PartyFacts("Lokal barnavårdscentral", Principal.Kind.PROVIDER, (Leg.CHILD_HEALTH.value,)),
        ),
        values={
            "plats": "Spånga-Tensta",
            "overenskommelse": "regionens uppdrag till familjecentraler",
            "aldrar": "0–6 år",
            "utgangslage": "Två föräldragrupper har hållits tillsammans på prov.",
            "strategi": "nämndens verksamhetsplan",
        },
        place=Place.objects.get(code="0180-spanga-tensta"),
    )
    tyra = Signer("Tyra Stenmåra", "enhetschef", unit.name, user=membership.user)
    rut = Signer("Rut Liljekonvalj", "verksamhetschef", "Barnavårdscentralen")
    for line, signer in zip(reads.lines_of(letter), (tyra, rut), strict=True):
        actions.name_signer(line, by=leila, at=asked, signer=signer)
    actions.send_letter(letter, by=leila, at=asked)
    people.end_membership(membership, by=HOUSE, at=asked, last_day=today - dt.timedelta(days=30))
