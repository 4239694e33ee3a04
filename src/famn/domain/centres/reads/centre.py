"""What pages show of one centre: who is there, when it is open, and how it has been."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.models import CentreLeg, FamilyCentre, Language, OpeningHours, Partner, Premises
from famn.domain.centres.rules import houses_of
from famn.domain.people.models import Leg, Place
from famn.ground import periods
from famn.ground.ages import span_of_years
from famn.ground.text import SortKey, checksum, sort_key

VERBS: Final[dict[str, Promise]] = {
    "open_centre": gettext_lazy("Familjecentralen lades till"),
    "change_centre": gettext_lazy("Uppgifterna om familjecentralen ändrades"),
    "add_premises": gettext_lazy("Ett hus lades till"),
    "change_premises": gettext_lazy("Uppgifterna om ett hus ändrades"),
    "add_leg": gettext_lazy("En verksamhet kom med"),
    "change_leg": gettext_lazy("En verksamhet ändrades"),
    "end_leg": gettext_lazy("En verksamhet är inte längre med"),
    "set_hours": gettext_lazy("Öppettiderna ändrades"),
    "add_partner": gettext_lazy("En samarbetspartner kom med"),
    "change_partner": gettext_lazy("Uppgifterna om en samarbetspartner ändrades"),
    "end_partner": gettext_lazy("En samarbetspartner är inte längre med"),
    "plan_centre": gettext_lazy("Familjecentralen planeras"),
    "start_centre": gettext_lazy("Familjecentralen öppnade"),
    "pause_centre": gettext_lazy("Familjecentralen stängde tillfälligt"),
    "close_centre": gettext_lazy("Familjecentralen lades ned"),
    "change_decision": gettext_lazy("Det som står om varför familjecentralen är stängd ändrades"),
    "publish_centre": gettext_lazy("Familjecentralen visas för alla"),
    "unpublish_centre": gettext_lazy("Familjecentralen visas inte längre för alla"),
    "add_exception": gettext_lazy("Dagar som inte är som vanligt lades till"),
    "change_exception": gettext_lazy("Dagar som inte är som vanligt ändrades"),
    "end_exception": gettext_lazy("Det blev som vanligt igen"),
    "keep_holidays": gettext_lazy("Vad som gäller på helgdagar ändrades"),
    "set_phone_hours": gettext_lazy("Telefontiderna ändrades"),
    "show_person": gettext_lazy("Någon som arbetar där visas"),
    "change_shown_person": gettext_lazy("Uppgifterna om någon som visas ändrades"),
    "hide_person": gettext_lazy("Någon som arbetade där visas inte längre"),
    "set_photo": gettext_lazy("En bild lades till"),
    "remove_photo": gettext_lazy("En bild togs bort"),
    "say_access": gettext_lazy("Uppgifterna om huset ändrades"),
    "place_on_map": gettext_lazy("Platsen på kartan ändrades"),
    "switch_module": gettext_lazy("En del av sidan slogs på eller av"),
    "write_text": gettext_lazy("En text ändrades"),
    "remove_text": gettext_lazy("En text togs bort"),
    "write_phrases": gettext_lazy("Ord på ett annat språk ändrades"),
    "confirm_centre": gettext_lazy("Någon sa att allt om familjecentralen stämmer"),
    "confirm_leg": gettext_lazy("Någon sa att uppgifterna om en verksamhet stämmer"),
    "confirm_part": gettext_lazy("Någon sa att en del av uppgifterna stämmer"),
    "confirm_person": gettext_lazy("Någon sa att uppgifterna om någon som visas stämmer"),
    "ask_if_so": gettext_lazy("Famn frågade om uppgifterna stämmer"),
    "copy_definition_set": gettext_lazy("Definitionen kopierades"),
    "change_definition_set": gettext_lazy("Definitionen ändrades"),
}
WEEKDAYS: Final = (
    gettext_lazy("måndag"),
    gettext_lazy("tisdag"),
    gettext_lazy("onsdag"),
    gettext_lazy("torsdag"),
    gettext_lazy("fredag"),
    gettext_lazy("lördag"),
    gettext_lazy("söndag"),
)


# --- one centre ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DayHours:
    """When something is open on one weekday: from and to, perhaps several times. `weekday` 1 is Monday.

    `ages` says of each of the times for which ages in months it is, both included, or None: for all. Empty: no ages.
    """

    weekday: int
    spans: list[tuple[dt.time, dt.time]]
    ages: tuple[tuple[int, int] | None, ...] = ()

    @property
    def name(self) -> str:
        """`måndag`."""
        return str(WEEKDAYS[self.weekday - 1])


@dataclass(frozen=True)
class LegShown:
    """One party's leg as a page shows it. `hours` holds the days when it is open; empty if none are recorded."""

    row: CentreLeg
    hours: list[DayHours]
    hours_mark: str = ""  # the same as long as nobody has changed the hours

    @property
    def code(self) -> str:
        """The leg's name in addresses."""
        return self.row.code

    @property
    def title(self) -> str:
        """What the centre calls it, else what it is."""
        return str(self.row)

    @property
    def kind_name(self) -> str:
        """Which of the four legs it is."""
        return self.row.get_leg_display()

    @property
    def party(self) -> str:
        """Who runs it: the unit and its authority, or the name as written."""
        return party_of(self.row)

    @property
    def degree_name(self) -> str:
        """How much of it is there, in words."""
        return self.row.get_degree_display() if self.row.degree else _("det är inte känt hur mycket som finns där")

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed the leg: an act on it says what its person saw."""
        return leg_mark(self.row)


@dataclass(frozen=True)
class CentrePage:
    """A centre on a day. Of `centre`, the keeper, its unit and the place with what it lies in are loaded."""

    centre: FamilyCentre
    legs: list[LegShown]
    coming: list[LegShown]  # legs that begin later
    missing: list[str]  # which of the four legs nobody brings
    houses: list[Premises]
    partners: list[Partner]
    languages: list[str]

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed what is said of the centre."""
        return centre_mark(self.centre)

    @property
    def ages(self) -> str:
        """`0-6 år`."""
        return span_of_years(self.centre.age_from, self.centre.age_to)

    @property
    def municipality(self) -> Place:
        """The municipality that the centre lies in."""
        place = self.centre.place
        return place.parent if place.kind == Place.Kind.DISTRICT and place.parent else place

    @property
    def week(self) -> list[DayHours]:
        """When any leg is open, by weekday."""
        return _merged(hours for leg in self.legs for hours in leg.hours)


def centre_page(centre: FamilyCentre, day: dt.date) -> CentrePage:
    """A centre as it is on `day`: five queries."""
    full = FamilyCentre.objects.select_related("kept_by__principal", "kept_by_unit", "place__parent__parent")
    one = full.get(pk=centre.pk)
    rows = _legs_of(one).filter(Q(to_date__isnull=True) | Q(to_date__gt=day)).prefetch_related("hours")
    legs = [_shown(row, day) for row in _ordered(rows)]
    now = [leg for leg in legs if leg.row.from_date <= day]
    here = {leg.row.leg for leg in now}
    partners = Partner.objects.filter(periods.on(day), centre=one).order_by(SortKey("name"), "pk")
    return CentrePage(
        centre=one,
        legs=now,
        coming=[leg for leg in legs if leg.row.from_date > day],
        missing=[str(leg.label) for leg in Leg if leg.value not in here],
        houses=list(houses_of(one)),
        partners=list(partners),
        languages=language_names(one.languages),
    )


def _legs_of(centre: FamilyCentre) -> QuerySet[CentreLeg]:
    return CentreLeg.objects.filter(centre=centre).select_related("centre", "unit__area__authority", "premises")


def leg_shown(leg: CentreLeg, day: dt.date) -> LegShown:
    """One leg as a page shows it on `day`: two queries."""
    rows = CentreLeg.objects.select_related("centre", "unit__area__authority", "premises")
    return _shown(rows.prefetch_related("hours").get(pk=leg.pk), day)


def _shown(row: CentreLeg, day: dt.date) -> LegShown:
    """A leg with its hours on `day`, or on its first day if that is later. Needs `hours` prefetched."""
    hours, day = list(row.hours.all()), max(day, row.from_date)
    now = [one for one in hours if periods.holds(one.from_date, one.to_date, day)]
    return LegShown(row, _by_day(now), hours_mark(hours))


def hours_mark(rows: Iterable[OpeningHours]) -> str:
    """A mark of every opening hour of a leg, those of other periods too."""
    said = (
        f"{row.weekday} {row.opens} {row.closes} {row.age_from} {row.age_to} {row.from_date} {row.to_date}"
        for row in rows
    )
    return mark_of(*sorted(said))


def _by_day(rows: Iterable[OpeningHours]) -> list[DayHours]:
    days: dict[int, list[OpeningHours]] = {}
    for row in sorted(rows, key=lambda row: (row.weekday, row.opens, row.closes, row.age_from or 0)):
        days.setdefault(row.weekday, []).append(row)
    return [_of_one_day(weekday, some) for weekday, some in days.items()]


def _of_one_day(weekday: int, rows: list[OpeningHours]) -> DayHours:
    spans = [(row.opens, row.closes) for row in rows]
    ages = tuple(None if row.age_from is None or row.age_to is None else (row.age_from, row.age_to) for row in rows)
    return DayHours(weekday, spans, ages if any(ages) else ())


def _merged(days: Iterable[DayHours]) -> list[DayHours]:
    """When any of several is open: spans that touch or overlap become one."""
    found: dict[int, list[tuple[dt.time, dt.time]]] = {}
    for start, end, weekday in sorted((start, end, day.weekday) for day in days for start, end in day.spans):
        spans = found.setdefault(weekday, [])
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return [DayHours(weekday, found[weekday]) for weekday in sorted(found)]


# --- its history -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class LegPeriod:
    """How much of a party's leg was there, from a day and perhaps to another (the first day without)."""

    from_date: dt.date
    to_date: dt.date | None
    degree: str
    degree_name: str
    house: str

    @property
    def last_day(self) -> dt.date | None:
        """The last day of the period, None where it goes on."""
        return self.to_date - dt.timedelta(days=1) if self.to_date else None


@dataclass(frozen=True)
class PartyHistory:
    """One party's leg at a centre through time, the oldest first."""

    leg: str
    kind_name: str
    party: str
    periods: list[LegPeriod]


@dataclass(frozen=True)
class History:
    """A centre through time. `turning_days` are the days when who is there, or how much, changed."""

    opened_on: dt.date | None
    closed_on: dt.date | None
    parties: list[PartyHistory]
    turning_days: list[dt.date]


def history(centre: FamilyCentre) -> History:
    """Who has been at a centre, and how much, in the order of the four legs: one query."""
    found: dict[tuple[str, str], PartyHistory] = {}
    rows = _ordered(_legs_of(centre))
    for row in rows:
        party = found.setdefault(
            (row.leg, party_of(row)), PartyHistory(row.leg, row.get_leg_display(), party_of(row), [])
        )
        house = row.premises.name if row.premises else ""
        party.periods.append(LegPeriod(row.from_date, row.to_date, row.degree, LegShown(row, []).degree_name, house))
    days = {day for row in rows for day in (row.from_date, row.to_date) if day is not None}
    return History(centre.opened_on, centre.closed_on, list(found.values()), sorted(days))


# --- in small --------------------------------------------------------------------------------------


def _ordered(rows: Iterable[CentreLeg]) -> list[CentreLeg]:
    """Legs in the order of the four, the parties in Swedish order, the periods in time."""
    order = {leg: number for number, leg in enumerate(Leg.values)}
    return sorted(rows, key=lambda row: (order[row.leg], sort_key(party_of(row)), row.from_date, row.pk))


def party_of(row: CentreLeg) -> str:
    """`Öppna förskolan, Kommunstyrelsen`, or the party's name as written. Needs `unit__area__authority` loaded."""
    return f"{row.unit.name}, {row.unit.area.authority.name}" if row.unit else row.party_name


def centre_mark(centre: FamilyCentre) -> str:
    """A mark of what is said of a centre, another as soon as something is changed."""
    return mark_of(
        str(centre.state_until),
        *(centre.name, centre.place_id, centre.address, centre.about, centre.age_from, centre.age_to, centre.languages),
    )


def state_mark(centre: FamilyCentre) -> str:
    """A mark of what is said of why a centre is not open."""
    days = (str(centre.state_since), str(centre.state_until), str(centre.closed_on))
    return mark_of(centre.state, centre.state_note, centre.state_decided_by, centre.state_reference, *days)


def leg_mark(row: CentreLeg) -> str:
    """A mark of what is said of a leg."""
    return mark_of(
        *(row.leg, row.unit_id, row.party_name, row.premises_id, row.degree, str(row.hours_per_week), row.phone),
        *(row.word, row.no_hours, str(row.from_date), str(row.to_date)),
    )


def mark_of(*values: object) -> str:
    """A short mark of some values: the same for the same, another for others."""
    return checksum(json.dumps(values).encode())[:16]


def language_names(codes: Iterable[str]) -> list[str]:
    """Languages by name in Swedish order, Swedish first."""
    names = [str(Language(code).label) for code in codes if code != Language.SV]
    return [str(Language.SV.label)] * (Language.SV in codes) + sorted(names, key=sort_key)
