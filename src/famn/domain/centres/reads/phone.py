"""Who answers the telephone: a human at one of the legs of a centre, now or next, and in which languages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, ExpressionWrapper, F, IntegerField, Q, QuerySet, When
from django.db.models.functions import Mod
from django.utils.translation import get_language

from famn.domain.centres.models import CentreLeg, FamilyCentre, Module, OpeningException, PhoneHours
from famn.domain.centres.opening import STOCKHOLM, Closing, House, Sign, WeekHours, lay_out, status_at
from famn.domain.centres.reads.centre import language_names
from famn.domain.centres.reads.freshness import hidden_from, leg_confirmed, not_too_old
from famn.domain.centres.reads.place import leg_title, leg_words
from famn.domain.centres.rules import public_centres
from famn.domain.people.models import Leg
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.text import sort_key

LOOK_AHEAD: Final = 14  # days in which the next answer is looked for
SPARE: Final = 8  # times as many hours are looked at, since some may fall on a day that is closed
DAY: Final = dt.timedelta(days=1)
_LEGS: Final = {leg: number for number, leg in enumerate(Leg.values)}


@dataclass(frozen=True)
class Answering:
    """A leg's telephone. Someone answers it now until `until`, else next at `next_at`; with neither nobody knows when.

    Moments are aware, in Swedish time. `languages` are the names of those who answer then.
    """

    centre_code: str
    centre_name: str
    leg_title: str
    phone: str
    languages: list[str]
    until: dt.datetime | None
    next_at: dt.datetime | None
    leg_code: str = ""
    leg: str = ""  # which of the four
    place_name: str = ""  # the municipality
    place_code: str = ""
    language_codes: tuple[str, ...] = ()

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def answering(moment: dt.datetime, centres: Collection[int] | None = None) -> list[Answering]:
    """Those who answer now first, then by when they answer next: four queries at most, however many they are.

    `centres` are the numbers of some centres; None means every one that the public finds. Titles and languages are in
    the active language. A day that is closed by an exception or a holiday is a day when nobody answers. A centre that
    is paused answers as usual: its readers ask more.
    """
    today = moment.astimezone(STOCKHOLM).date()
    legs = _legs(today, centres)
    hours = _hours([leg.pk for leg in legs], today)
    closings = _closings({leg.centre_id for leg in legs}, today)
    words = leg_words({leg.centre_id for leg in legs}, get_language() or PageLanguage.SV)
    rows = [_answer(leg, hours[leg.pk], closings[leg.centre_id], moment, words.get(leg.pk, "")) for leg in legs]
    return sorted(rows, key=_order)


def someone(moment: dt.datetime, *, count: int = 3) -> list[Answering]:
    """A few who answer now, else next, somewhere in the country: those who speak the active language first.

    Five queries at most, whatever the number of centres, so that any page can afford it.
    """
    day = moment.astimezone(STOCKHOLM)
    spoken = (get_language() or PageLanguage.SV).removesuffix("-lattlast")
    later = ExpressionWrapper(Mod(F("weekday") - day.isoweekday() + 6, 7) + 1, IntegerField())
    held = PhoneHours.objects.filter(periods.on(day.date()), leg__centre__in=_findable(day.date()))
    nearest = held.annotate(
        ahead=Case(When(weekday=day.isoweekday(), closes__gt=day.time(), then=0), default=later),
        is_now=Case(When(weekday=day.isoweekday(), opens__lte=day.time(), closes__gt=day.time(), then=0), default=1),
        speaks=Case(When(languages__contains=[spoken], then=0), default=1),
    ).order_by("is_now", "ahead", "speaks", "opens", "pk")
    centres = set(nearest.values_list("leg__centre_id", flat=True)[: count * SPARE])
    found = [one for one in answering(moment, centres) if one.until or one.next_at] if centres else []
    return sorted(found, key=lambda one: (one.until is None, spoken not in one.language_codes))[:count]


def next_change(answers: Iterable[Answering]) -> dt.datetime | None:
    """The first moment when one of the answers becomes another, None if none does so by itself."""
    return min((moment for one in answers if (moment := one.until or one.next_at)), default=None)


def _order(one: Answering) -> tuple[bool, bool, float, tuple[object, ...]]:
    turn = one.until or one.next_at
    names = (sort_key(one.place_name), sort_key(one.centre_name), one.centre_code, _LEGS.get(one.leg, 9), one.phone)
    when = turn.timestamp() if one.next_at and turn else 0
    return one.until is None, turn is None, when, names


def _legs(today: dt.date, centres: Collection[int] | None) -> list[CentreLeg]:
    """The legs with a telephone, of centres that show who answers."""
    asked = FamilyCentre.objects.filter(pk__in=centres) if centres is not None else _findable(today)
    shown = asked.exclude(switched_off__contains=[Module.PHONE])
    rows = CentreLeg.objects.filter(periods.on(today), centre__in=shown).exclude(phone="")
    return list(rows.select_related("centre__place__parent", "unit__area").order_by("pk"))


def _findable(today: dt.date) -> QuerySet[FamilyCentre]:
    stays = Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    return public_centres().filter(not_too_old(today), stays)


def _hours(legs: Sequence[int], today: dt.date) -> dict[int, list[PhoneHours]]:
    found: dict[int, list[PhoneHours]] = defaultdict(list)
    ends = Q(to_date__isnull=True) | Q(to_date__gt=today)
    rows = PhoneHours.objects.filter(ends, leg__in=legs, from_date__lte=today + LOOK_AHEAD * DAY)
    for row in rows.order_by("pk"):
        found[row.leg_id].append(row)
    return found


def _closings(centres: Collection[int], today: dt.date) -> dict[int, list[Closing]]:
    """The days when a centre or a leg is closed; other hours change no telephone hours."""
    found: dict[int, list[Closing]] = defaultdict(list)
    rows = OpeningException.objects.filter(
        centre__in=centres, opens__isnull=True, to_date__gt=today, from_date__lte=today + LOOK_AHEAD * DAY
    )
    for row in rows.order_by("pk"):
        found[row.centre_id].append(Closing(row.from_date, row.to_date, row.reason, leg=row.leg_id))
    return found


def _answer(
    leg: CentreLeg, hours: Sequence[PhoneHours], closings: Sequence[Closing], moment: dt.datetime, word: str
) -> Answering:
    today = moment.astimezone(STOCKHOLM).date()
    house = House(closed_on=leg.centre.closed_on, keeps_holidays=leg.centre.keeps_holidays)
    confirmed = leg_confirmed(leg)
    week = [_week(row, hidden_from(confirmed) if confirmed else None) for row in hours]
    above = [one for one in closings if one.leg in {None, leg.pk}]
    days = [lay_out(today + DAY * number, week, above, house) for number in range(LOOK_AHEAD)] if week else []
    status = status_at(days, moment)
    then = moment.astimezone(STOCKHOLM) if status.sign == Sign.OPEN else status.opens
    codes = _spoken(hours, then)
    place = leg.centre.place
    within = place.parent if place.kind == place.Kind.DISTRICT and place.parent else place
    return Answering(
        centre_code=leg.centre.code,
        centre_name=leg.centre.name,
        leg_title=word or leg_title(leg),
        phone=leg.phone,
        languages=language_names(codes),
        until=status.until,
        next_at=status.opens,
        leg_code=leg.code,
        leg=leg.leg,
        place_name=within.short_name,
        place_code=within.code,
        language_codes=codes,
    )


def _week(row: PhoneHours, last: dt.date | None) -> WeekHours:
    ends = [day for day in (row.to_date, last) if day is not None]
    return WeekHours(row.leg_id, row.weekday, row.opens, row.closes, row.from_date, min(ends, default=None))


def _spoken(hours: Iterable[PhoneHours], moment: dt.datetime | None) -> tuple[str, ...]:
    """The languages of those who answer at a moment, in Swedish time."""
    if moment is None:
        return ()
    there = [
        code
        for row in hours
        if row.weekday == moment.isoweekday()
        and row.opens <= moment.time() < row.closes
        and periods.holds(row.from_date, row.to_date, moment.date())
        for code in row.languages
    ]
    return tuple(dict.fromkeys(there))
