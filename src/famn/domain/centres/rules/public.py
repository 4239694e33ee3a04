"""The gate to the public, who may keep what everybody reads true, and that a human answers.

A centre goes public only when a parent who finds it can know what it is, where, when, and whom to call. What is missing
is said all at once, so that nobody has to come back five times.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, OpeningHours
from famn.domain.centres.rules.centres import may_change_leg, may_describe
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

_Degree = CentreLeg.Degree
# Without a place of its own in the house nobody can come to it there.
NOT_THERE: Final = frozenset({_Degree.JOINT, _Degree.NONE})


class Gap(StrEnum):
    """One thing that a parent would ask, and that must be said before a centre is shown."""

    NAME = "name"
    ADDRESS = "address"
    LEG = "leg"
    HOURS = "hours"
    PHONE = "phone"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing, as one sentence; `leg` is the code of the leg that it is about."""

    gap: Gap
    words: str
    leg: str = ""


def lacks_of(centre: FamilyCentre, *, day: dt.date) -> list[Lack]:
    """All that a centre must say before everybody sees it, and does not say on `day`: one query."""
    not_over = Q(to_date__isnull=True) | Q(to_date__gt=day)  # what comes counts too: a planned centre may be shown
    hours = OpeningHours.objects.filter(not_over, leg=OuterRef("pk"))
    legs = CentreLeg.objects.filter(not_over, centre=centre).annotate(has_hours=Exists(hours))
    rows = list(legs.order_by("leg", "pk"))
    found = []
    if not centre.name.strip():
        found.append(Lack(Gap.NAME, _("Skriv vad familjecentralen heter.")))
    if not centre.address.strip() and not (rows and centre.about.strip() and _is_nowhere(rows)):
        found.append(Lack(Gap.ADDRESS, _("Skriv adressen.")))
    if not rows:
        found.append(Lack(Gap.LEG, _("Lägg till minst en verksamhet, så att alla ser vilka som finns där.")))
    words = _("Skriv öppettiderna för %(leg)s, eller välj varför det inte finns några.")
    found += [
        Lack(Gap.HOURS, words % {"leg": str(row).lower()}, row.code)
        for row in rows
        if row.degree not in NOT_THERE and not row.no_hours and not row.has_hours
    ]
    if rows and not any(row.phone.strip() for row in rows):
        found.append(Lack(Gap.PHONE, _("Skriv ett telefonnummer till minst en verksamhet."), rows[0].code))
    if centre.confirmed_on is None:
        found.append(Lack(Gap.CONFIRMED, _("Säg att uppgifterna stämmer.")))
    return found


def _is_nowhere(legs: Sequence[CentreLeg]) -> bool:
    """Whether no leg has a place of its own: then there is no address to say, and a few sentences must do."""
    return all(leg.degree in NOT_THERE for leg in legs)


def may_publish(actor: Actor, centre: FamilyCentre, lacks: Sequence[Lack]) -> Verdict:
    """Whether one may show a centre to everybody. `lacks` is what `lacks_of` found: the refusal says all of it."""
    missing = " ".join(one.words for one in lacks)
    return first_no(
        may_describe(actor, centre),
        no(_("Den visas redan för alla.")) if centre.is_public else YES,
        no(_("Innan alla kan se den: %(missing)s") % {"missing": missing}) if missing else YES,
    )


def may_keep(actor: Actor, centre: FamilyCentre, leg: CentreLeg | None) -> Verdict:
    """Whether one may say what everybody reads of a leg, or of the whole centre where there is none.

    Of `leg` its centre and its unit's area are needed.
    """
    return may_describe(actor, centre) if leg is None else may_change_leg(actor, leg)


def may_keep_person(actor: Actor, person: CentrePerson) -> Verdict:
    """Whether one may change how somebody is shown. Needs `centre` and `leg__unit__area` loaded."""
    return may_keep(actor, person.centre, person.leg)


def may_ask_owners(actor: Actor) -> Verdict:
    """Whether one may ask the owners of what grows old, and throw away pictures: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)
