"""What pages and letters show of people and units."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from famn.domain.people.models import (
    Administration,
    CalendarFeed,
    Membership,
    Place,
    Profession,
    Role,
    SecrecyArea,
    Unit,
    User,
)
from famn.domain.people.rules import (
    ROLES,
    Actor,
    Capability,
    in_force,
    visible_administrations,
    visible_areas,
    visible_memberships,
    visible_units,
)
from famn.ground import digest, periods
from famn.ground.text import SortKey, checksum, sort_key, squeeze

_WITH_UNIT = ("user", "unit__area__authority__principal", "unit__administration", "profession")


def memberships_of(user: User, *, day: dt.date) -> list[Membership]:
    """For which units a person may act on `day`, in Swedish order."""
    rows = Membership.objects.filter(in_force(day), user=user).select_related(*_WITH_UNIT)
    return list(rows.order_by(SortKey("unit__area__authority__name"), SortKey("unit__name"), "role"))


def membership_in_force(user: User, number: int, *, day: dt.date) -> Membership | None:
    """One membership of this person, if it holds on `day`, with what `actor_of` needs: asked on every page."""
    rows = Membership.objects.filter(in_force(day), user=user, pk=number).select_related("unit__area__authority")
    found = next(iter(rows), None)
    if found is not None:
        found.user = user
    return found


@dataclass(frozen=True)
class UnitWithPeople:
    """A unit and who works there today."""

    unit: Unit
    memberships: list[Membership]


def units_with_people(actor: Actor, *, day: dt.date) -> list[UnitWithPeople]:
    """Every unit of one's authority in force on `day` with its people, by area and name in Swedish order."""
    units = visible_units(actor).filter(periods.on(day)).select_related("area", "administration")
    rows = visible_memberships(actor).filter(in_force(day)).select_related(*_WITH_UNIT)
    people: dict[int, list[Membership]] = {}
    for row in rows.order_by(SortKey("user__name")):
        people.setdefault(row.unit_id, []).append(row)
    ordered = units.order_by(SortKey("area__name"), SortKey("name"))
    return [UnitWithPeople(unit, people.get(unit.pk, [])) for unit in ordered]


@dataclass(frozen=True)
class Work:
    """For whom a person works, or who works for a unit: on a day, from a later day, and until an earlier one."""

    now: list[Membership]
    coming: list[Membership]
    earlier: list[Membership]


def work_of(actor: Actor, person: User, *, day: dt.date) -> Work:
    """What a person does, will do and has done for the units of one's own authority, the latest first."""
    rows = visible_memberships(actor).filter(user=person).order_by("-from_date", SortKey("unit__name"), "role", "pk")
    return _sorted_out(rows, day)


def work_at(actor: Actor, unit: Unit, *, day: dt.date) -> Work:
    """Who works, will work and has worked for a unit, in Swedish order."""
    return _sorted_out(visible_memberships(actor).filter(unit=unit).order_by(SortKey("user__name"), "role", "pk"), day)


def _sorted_out(rows: QuerySet[Membership], day: dt.date) -> Work:
    work = Work([], [], [])
    for row in rows.select_related(*_WITH_UNIT):
        if row.from_date > day:
            work.coming.append(row)
        elif periods.holds(row.from_date, row.to_date, day):
            work.now.append(row)
        else:
            work.earlier.append(row)
    return work


def units_to_join(actor: Actor, *, day: dt.date) -> QuerySet[Unit]:
    """The units of one's authority in force on `day` or later, with their areas, in Swedish order."""
    units = visible_units(actor).filter(Q(to_date__isnull=True) | Q(to_date__gt=day))
    return units.select_related("area__authority").order_by(SortKey("area__name"), SortKey("name"))


def areas(actor: Actor) -> QuerySet[SecrecyArea]:
    """The secrecy areas of one's authority, in Swedish order."""
    return visible_areas(actor).select_related("authority").order_by(SortKey("name"))


def administrations(actor: Actor) -> QuerySet[Administration]:
    """The administrations of one's authority, in Swedish order."""
    return visible_administrations(actor).order_by(SortKey("name"))


def professions() -> QuerySet[Profession]:
    """Every profession, in Swedish order."""
    return Profession.objects.order_by(SortKey("name"))


def colleagues_who_may(capability: Capability, *, authority_id: int, day: dt.date) -> list[User]:
    """The people of an authority whose role on `day` holds `capability`, each once, in Swedish order."""
    return list(titles_of_those_who_may(capability, authority_id=authority_id, day=day))


def titles_of_those_who_may(capability: Capability, *, authority_id: int, day: dt.date) -> dict[User, str]:
    """The same people in the same order, each with the title, else the role, in which she may."""
    roles = [role for role in Role if capability in ROLES[role]]
    rows = Membership.objects.filter(in_force(day), unit__area__authority_id=authority_id, role__in=roles)
    titles = {row.user: row.title or row.get_role_display() for row in rows.select_related("user").order_by("pk")}
    return {user: titles[user] for user in sorted(titles, key=lambda user: (sort_key(user.name), user.pk))}


def person_by_name(name: str, *, authority_id: int, day: dt.date) -> User | None:
    """The one person of an authority with this name, if there is exactly one."""
    wanted = squeeze(name).casefold()
    rows = Membership.objects.filter(in_force(day), unit__area__authority_id=authority_id).select_related("user")
    found = {row.user_id: row.user for row in rows if squeeze(row.user.name).casefold() == wanted}
    return next(iter(found.values())) if len(found) == 1 else None


def place_by_name(name: str) -> Place | None:
    """The place with this short name: a district before a municipality before a county."""
    order = [Place.Kind.DISTRICT, Place.Kind.MUNICIPALITY, Place.Kind.COUNTY]
    places = Place.objects.filter(short_name__iexact=squeeze(name))
    return min(
        places,
        key=lambda place: (order.index(Place.Kind(place.kind)), place.valid_to is not None),
        default=None,
    )


def membership_by_code(code: str, *, day: dt.date) -> Membership | None:
    """One membership by its code, if it holds on `day`."""
    return Membership.objects.filter(in_force(day), code=code).select_related(*_WITH_UNIT).first()


def feed_of(actor: Actor) -> CalendarFeed | None:
    """The calendar address of the membership one acts by, if there is one in force."""
    return CalendarFeed.objects.filter(membership_id=actor.membership_id or 0, revoked_at__isnull=True).first()


def feed_by_token(token: str, *, day: dt.date) -> CalendarFeed | None:
    """The feed of a secret address: None for an address that nobody has, one that is revoked, and one of somebody who
    no longer works there on `day`. The three are one query and take the same time.
    """
    rows = CalendarFeed.objects.filter(token_sha256=checksum(token.encode()), revoked_at__isnull=True)
    at_work = Exists(Membership.objects.filter(in_force(day), pk=OuterRef("membership")))
    people = ("membership__user", "membership__unit__area__authority__principal")
    return rows.filter(at_work).select_related(*people).first()


def daily_time(actor: Actor) -> dt.time | None:
    """The time of day at which one gets one's mails together; None where each comes by itself."""
    address = User.objects.filter(pk=actor.user_id or 0).values_list("email", flat=True).first()
    return digest.time_of(address) if address else None


def is_anybody_there() -> bool:
    """Whether anybody at all has been let in."""
    return User.objects.exists()


def everybody_at_work(*, day: dt.date) -> list[Membership]:
    """Everybody who acts for somebody on `day`, in Swedish order, a row for each role. For the demo alone."""
    rows = Membership.objects.filter(in_force(day)).select_related(*_WITH_UNIT)
    return list(rows.order_by(SortKey("user__name"), "user_id", SortKey("unit__name"), "pk"))


@dataclass(frozen=True)
class AuthorityWithPeople:
    """An authority and everybody who acts for it."""

    name: str
    principal: str
    memberships: list[Membership]


def people_by_authority(*, day: dt.date) -> list[AuthorityWithPeople]:
    """Everybody who acts for somebody on `day`, by authority in Swedish order. For the demo's door alone."""
    rows = Membership.objects.filter(in_force(day)).select_related(*_WITH_UNIT)
    found: dict[int, AuthorityWithPeople] = {}
    for row in rows.order_by(SortKey("unit__area__authority__name"), SortKey("user__name"), "role"):
        authority = row.unit.area.authority
        group = found.setdefault(authority.pk, AuthorityWithPeople(authority.name, authority.principal.name, []))
        group.memberships.append(row)
    return list(found.values())
