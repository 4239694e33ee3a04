"""What those who keep a centre's public page true see of it, and the marks that tell whether somebody was first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from famn.domain.centres.models import AccessFact, CentreLeg, CentrePerson, FamilyCentre, OpeningException, PhoneHours
from famn.domain.centres.reads.centre import DayHours, mark_of
from famn.domain.centres.rules import may_keep
from famn.domain.people.rules import Actor
from famn.ground import periods


def legs_to_keep(actor: Actor, centre: FamilyCentre, today: dt.date) -> list[CentreLeg]:
    """The legs of a centre, now or later, of which one may say something: one query."""
    rows = CentreLeg.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=today), centre=centre)
    legs = rows.select_related("centre", "unit__area__authority").order_by("leg", "pk")
    return [leg for leg in legs if may_keep(actor, centre, leg)]


# --- days that are not as usual ----------------------------------------------------------------------


def exceptions_of(centre: FamilyCentre, today: dt.date) -> list[OpeningException]:
    """The days that are not as usual, now or later, the nearest first: one query."""
    rows = OpeningException.objects.filter(centre=centre, to_date__gt=today)
    return list(rows.select_related("centre", "leg__centre", "leg__unit__area").order_by("from_date", "pk"))


def exception_mark(row: OpeningException) -> str:
    """A mark of what is said, another as soon as something is changed."""
    days = (str(row.from_date), str(row.to_date), str(row.opens), str(row.closes))
    return mark_of(*days, row.reason, row.note, row.decided_by, row.reference)


# --- the telephone -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PhoneShown:
    """When a leg's telephone is answered on a day, and in which languages (their codes).

    `others` are the languages of the times, by weekday and opening, when they are not the usual ones.
    """

    phone: str
    days: list[DayHours]
    languages: list[str]
    mark: str
    others: dict[tuple[int, dt.time], list[str]]


def phone_shown(leg: CentreLeg, day: dt.date) -> PhoneShown:
    """What is said of a leg's telephone on `day`, or on its first day if that is later: one query."""
    rows = list(PhoneHours.objects.filter(leg=leg).order_by("weekday", "opens"))
    day = max(day, leg.from_date)
    now = [row for row in rows if periods.holds(row.from_date, row.to_date, day)]
    days: dict[int, list[tuple[dt.time, dt.time]]] = {}
    for row in now:
        days.setdefault(row.weekday, []).append((row.opens, row.closes))
    [(usual, _times)] = Counter(tuple(row.languages) for row in now).most_common(1) or [((), 0)]
    others = {(row.weekday, row.opens): row.languages for row in now if tuple(row.languages) != usual}
    shown = [DayHours(weekday, spans) for weekday, spans in days.items()]
    return PhoneShown(leg.phone, shown, list(usual), phone_mark(leg, rows), others)


def phone_mark(leg: CentreLeg, rows: Iterable[PhoneHours]) -> str:
    """A mark of a leg's number and of every hour when it is answered."""
    hours = (f"{row.weekday} {row.opens} {row.closes} {row.languages} {row.from_date} {row.to_date}" for row in rows)
    return mark_of(leg.phone, *sorted(hours))


# --- people ------------------------------------------------------------------------------------------


def people_of(centre: FamilyCentre, today: dt.date) -> list[CentrePerson]:
    """Those who are shown by name, without their pictures: one query."""
    return list(shown_people(today).filter(centre=centre).order_by("leg__leg", "pk"))


def shown_people(today: dt.date) -> QuerySet[CentrePerson]:
    """Everybody who is shown by name on `today`, without the pictures."""
    rows = CentrePerson.objects.filter(periods.on(today)).defer("photo")
    return rows.select_related("centre", "leg__centre", "leg__unit__area")


def photo_of(person: CentrePerson) -> tuple[bytes, str] | None:
    """The picture of somebody and its media type, or None."""
    row = CentrePerson.objects.filter(pk=person.pk).exclude(photo_type="").values_list("photo", "photo_type").first()
    return (bytes(row[0]), row[1]) if row and row[0] else None


def person_mark(person: CentrePerson) -> str:
    """A mark of how somebody is shown, her picture apart."""
    return mark_of(person.name, person.role, person.leg_id, person.phone, person.email, person.languages)


# --- the house ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AccessShown:
    """What is said of a house: kind -> the fact; a kind that is not there is not known."""

    facts: dict[str, AccessFact]
    mark: str


def access_of(centre: FamilyCentre) -> AccessShown:
    """How the house can be reached and used: one query."""
    rows = list(AccessFact.objects.filter(centre=centre))
    return AccessShown({row.kind: row for row in rows}, access_mark(rows))


def access_mark(rows: Iterable[AccessFact]) -> str:
    """A mark of all that is said of a house."""
    return mark_of(*sorted(f"{row.kind} {row.answer} {row.note}" for row in rows))
