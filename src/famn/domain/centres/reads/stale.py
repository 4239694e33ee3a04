"""What of a centre nobody has confirmed for long: for the page that asks, my day, and the letters of the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy

from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    Module,
    Part,
    Partner,
    StaleLetter,
)
from famn.domain.centres.reads.freshness import ASK_AFTER, Freshness, freshness, leg_confirmed
from famn.domain.centres.rules import may_describe, may_keep, visible_centres
from famn.domain.people.models import Membership, Role, User
from famn.domain.people.rules import ROLES, Actor, Capability, in_force
from famn.ground import periods
from famn.ground.due import Due, Near
from famn.ground.text import sort_key


class Old(Protocol):
    """Whatever has not been confirmed for long, of this room or of one above it."""

    @property
    def stage(self) -> Freshness:
        """What its age asks for."""

    @property
    def title(self) -> str:
        """What it is, in words."""


@dataclass(frozen=True, slots=True)
class Stale:
    """One thing that has not been confirmed for long: a person, a leg, or without both the centre itself.

    With a `part` it is all of that part with the same day, of the centre or of the leg; `names` says what.
    """

    centre: FamilyCentre
    stage: Freshness
    confirmed_on: dt.date | None
    since: dt.date  # the day that it is counted from
    leg: CentreLeg | None = None
    person: CentrePerson | None = None
    part: str = ""
    names: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it is, in words."""
        if not self.part:
            return str(self.person or self.leg or self.centre)
        names = f"{self.leg}" if self.leg else ", ".join(dict.fromkeys(self.names))
        return f"{Part(self.part).label}: {names}"


def stale_of(centres: QuerySet[FamilyCentre], today: dt.date) -> list[Stale]:
    """What has grown old of some public centres, centre by centre: three queries."""
    shown = centres.filter(is_public=True).exclude(state=FamilyCentre.State.CLOSED)
    rows = {one.pk: one for one in shown.annotate(**_old_parts(today))}
    legs = CentreLeg.objects.filter(periods.on(today), centre__in=rows).select_related("centre", "unit__area")
    people = CentrePerson.objects.filter(periods.on(today), centre__in=rows).defer("photo")
    found = [_stale(one, one.confirmed_on, _first_day(one), today) for one in rows.values()]
    known = {leg.pk: leg for leg in legs.order_by("leg", "pk")}
    for leg in known.values():
        found.append(_stale(rows[leg.centre_id], leg_confirmed(leg), leg.from_date, today, leg=leg))
    for person in people.select_related("centre", "leg__centre", "leg__unit__area").order_by("pk"):
        found.append(_stale(rows[person.centre_id], person.confirmed_on, person.from_date, today, person=person))
    for centre in rows.values():
        found += _parts_of(centre, known, today)
    some = [one for one in found if one.stage != Freshness.FRESH]
    return sorted(some, key=lambda one: (sort_key(one.centre.name), one.centre.pk))


def _stale(
    centre: FamilyCentre,
    day: dt.date | None,
    first: dt.date,
    today: dt.date,
    *,
    leg: CentreLeg | None = None,
    person: CentrePerson | None = None,
) -> Stale:
    return Stale(centre, freshness(day, today), day, day or first, leg, person)


# What is said in many small rows: the rows of each part that a centre shows, and what one of them is called.
_ROWS: Final[dict[Part, tuple[type[Model], str]]] = {
    Part.ACCESS: (AccessFact, "kind"),
    Part.PARTNERS: (Partner, "name"),
    Part.TEXTS: (CentreText, "kind"),
}
_SWITCHED: Final = {Part.ACCESS: Module.ACCESS, Part.PARTNERS: Module.PARTNERS}


def part_rows(part: str, today: dt.date) -> QuerySet[Any]:
    """The rows of a part, of every centre, that are there on `today`."""
    rows: QuerySet[Any] = _ROWS[Part(part)][0]._default_manager.all()
    if part == Part.PARTNERS:
        return rows.filter(periods.on(today))
    if part == Part.TEXTS:
        return rows.filter(Q(leg__isnull=True) | periods.on(today, via="leg__"))
    return rows


def _not_since(today: dt.date) -> Q:
    return Q(confirmed_on__isnull=True) | Q(confirmed_on__lte=today - dt.timedelta(days=ASK_AFTER))


def _old_parts(today: dt.date) -> dict[str, ArraySubquery]:
    """Of a centre, the old rows of each part as JSON: read with the centre itself, since they are few."""
    found = {}
    for part, (_model, name) in _ROWS.items():
        rows = part_rows(part, today).filter(_not_since(today), centre=OuterRef("pk")).order_by("pk")
        leg = {"leg": "leg_id"} if part == Part.TEXTS else {}
        found[f"old_{part.value}"] = ArraySubquery(rows.values(told=JSONObject(day="confirmed_on", name=name, **leg)))
    return found


def _parts_of(centre: FamilyCentre, legs: dict[int, CentreLeg], today: dt.date) -> Iterator[Stale]:
    """What has grown old of a centre's parts, what has the same day together."""
    for part in _ROWS:
        if _SWITCHED.get(part) in centre.switched_off:
            continue  # nobody sees it
        groups: dict[tuple[str | None, int | None], list[str]] = {}
        for told in getattr(centre, f"old_{part.value}"):
            groups.setdefault((told["day"], told.get("leg")), []).append(_name(part, told["name"]))
        for (day, leg), names in groups.items():
            confirmed = dt.date.fromisoformat(day) if day else None
            yield Stale(
                centre,
                freshness(confirmed, today),
                confirmed,
                confirmed or _first_day(centre),
                leg=legs[leg] if leg else None,
                part=part.value,
                names=names,
            )


def _name(part: Part, code: str) -> str:
    match part:
        case Part.ACCESS:
            return str(AccessFact.Kind(code).label)
        case Part.TEXTS:
            return str(CentreText.Kind(code).label)
    return code


def _first_day(centre: FamilyCentre) -> dt.date:
    return centre.opened_on or dt.date.min.replace(year=1950)


def stale_for(actor: Actor, today: dt.date) -> list[Stale]:
    """What has grown old that one may say is so: three queries."""
    return [one for one in stale_of(visible_centres(actor), today) if _may_confirm(actor, one)]


def _may_confirm(actor: Actor, one: Stale) -> bool:
    leg = one.person.leg if one.person else one.leg
    return bool(may_keep(actor, one.centre, leg)) or bool(may_describe(actor, one.centre))


STALE: Final = "stale_centre"
STAGES: Final = {  # the worst first
    Freshness.HIDE: gettext_lazy("Visas inte längre för alla"),
    Freshness.WARN: gettext_lazy("Den som läser får veta att det kan vara gammalt"),
    Freshness.ASK: gettext_lazy("Dags att titta på"),
}


def stale_waits(actor: Actor, *, today: dt.date) -> list[Due]:
    """A row for each centre of which something should be confirmed, for the first page of the day: three queries."""
    if not actor.can(Capability.RUN_CENTRES):
        return []
    found: dict[int, list[Stale]] = {}
    for one in stale_for(actor, today):
        found.setdefault(one.centre.pk, []).append(one)
    return [_due(some) for some in found.values()]


def _due(some: list[Stale]) -> Due:
    """One row for a centre: what is worst of what has grown old."""
    centre, stages = some[0].centre, {one.stage for one in some}
    stage = next(one for one in STAGES if one in stages)
    near = Near.WEEK if stage == Freshness.ASK else Near.TODAY
    return Due(STALE, centre.name, centre.code, note=str(STAGES[stage]), near=near)


# --- for the clock -----------------------------------------------------------------------------------


def centres_to_ask(today: dt.date) -> list[FamilyCentre]:
    """The public centres of which something has grown old that its owner has not been told of: four queries."""
    old = _not_since(today)
    leg = CentreLeg.objects.filter(old, periods.on(today), centre=OuterRef("pk"))
    person = CentrePerson.objects.filter(old, periods.on(today), centre=OuterRef("pk"))
    parts = [Exists(part_rows(part, today).filter(old, centre=OuterRef("pk"))) for part in _ROWS]
    rows = FamilyCentre.objects.filter(old | Exists(leg) | Exists(person) | parts[0] | parts[1] | parts[2])
    waiting = {one.centre.pk: one.centre for one in untold(rows, today)}
    return [waiting[number] for number in sorted(waiting)]


def untold(centres: QuerySet[FamilyCentre], today: dt.date) -> list[Stale]:
    """What has grown old of some centres and its owner has not been told of, at this stage: four queries."""
    found = stale_of(centres, today)
    told = StaleLetter.objects.filter(centre__in={one.centre.pk for one in found})
    known = set(told.values_list("centre_id", "leg_id", "person_id", "part", "stage", "since"))
    return [one for one in found if _mark(one) not in known]


def _mark(one: Stale) -> tuple[int, int | None, int | None, str, str, dt.date]:
    leg, person = one.leg.pk if one.leg else None, one.person.pk if one.person else None
    return one.centre.pk, leg, person, one.part, one.stage.value, one.since


def owners_of(one: Stale, today: dt.date) -> list[User]:
    """Who is asked: the coordinators of the unit that runs it, else all there who keep centres, else the keeper's.

    What is of a leg without a unit in Famn is the keeper's.
    """
    leg = one.person.leg if one.person else one.leg
    return keepers_of(leg.unit_id if leg else None, one.centre, today, Capability.RUN_CENTRES)


def keepers_of(unit: int | None, centre: FamilyCentre, today: dt.date, may: Capability) -> list[User]:
    """Those at a unit, else at the centre's keeper, who `may` answer; its coordinators where there are any."""
    roles = [role for role, capabilities in ROLES.items() if may in capabilities]
    for one in [number for number in (unit, centre.kept_by_unit_id) if number]:
        rows = Membership.objects.filter(in_force(today), unit=one, role__in=roles, user__is_active=True)
        members = list(rows.select_related("user").order_by("user_id"))
        if chosen := [row for row in members if row.role == Role.COORDINATOR] or members:
            return list({row.user_id: row.user for row in chosen}.values())
    return []
