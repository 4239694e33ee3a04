"""Who answers the telephone: a human at one of the legs of a centre, now or next, and in which languages.

A leg with its hours and its closed days is one value of the database, so any page is told by one query, and a page
that reads a centre anyway is told by that very query (`told_of`, `of_told`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import JSONObject, Mod
from django.utils.translation import get_language

from famn.domain.centres.models import CentreLeg, FamilyCentre, Language, Module, OpeningException, PhoneHours
from famn.domain.centres.opening import Closing, House, OpenDay, Sign, Status, WeekHours, lay_out, status_at
from famn.domain.centres.reads.centre import language_names
from famn.domain.centres.reads.freshness import hidden_from, last_confirmed, not_too_old, oldest_shown
from famn.domain.centres.reads.place import title_of
from famn.domain.centres.rules import public_centres
from famn.domain.people.models import Leg, Place
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared
from famn.ground.stockholm import STOCKHOLM, day_of
from famn.ground.text import sort_key

LOOK_AHEAD: Final = 14  # days in which the next answer is looked for
FEW: Final = 3  # so many say who answers on a page of no centre
SPARE: Final = 8  # times as many legs are looked at, since some may be closed that day
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
    place_name: str = ""  # the municipality, where `answering` was asked
    place_code: str = ""
    language_codes: tuple[str, ...] = ()

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return dialled(self.phone)


def dialled(phone: str) -> str:
    """A number as a telephone wants it, whatever stands between its figures."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def answering(moment: dt.datetime, centres: Collection[int] | None = None, *, language: str = "") -> list[Answering]:
    """Those who answer now first, then by when they answer next: one query, however many they are.

    `centres` are the numbers of some centres; None means every one that the public finds. Titles and languages are in
    the active language. A day that is closed by an exception or a holiday is a day when nobody answers. A centre that
    is paused answers as usual: its readers ask more. With a `language` (models.Language) only the hours when it is
    spoken count, and only those who have such hours are told.
    """
    today = day_of(moment)
    asked = FamilyCentre.objects.filter(pk__in=centres) if centres is not None else _findable(today)
    legs = _legs(today, _language()).filter(centre__in=asked).values_list(_told(today, **_WHERE), flat=True)
    return of_told(_speaking(language, legs) if language else legs, moment)


def spoken(moment: dt.datetime) -> list[str]:
    """The languages in which somebody answers some time of the week, in the order of Language: one query."""
    today = day_of(moment)
    held = PhoneHours.objects.filter(periods.on(today), leg__centre__in=_findable(today))
    found = set(held.annotate(one=Func(F("languages"), function="unnest")).values_list("one", flat=True).distinct())
    return [code for code in Language.values if code in found]


def at_centre(code: str, moment: dt.datetime) -> list[Answering]:
    """The same of one centre that the public finds, by its code: one query. Empty where it has no telephone."""
    today = day_of(moment)
    rows = _AT_CENTRE.rows(centre=code, language=_language(), **days_asked(today))
    return of_told((json.loads(told) for (told,) in rows), moment)


def someone(moment: dt.datetime) -> list[Answering]:
    """Some who answer now, else next, anywhere in the country, of each centre the first one: one query.

    Those who speak the active language come first, and FEW are enough to show. The rest are there for `next_change`.
    """
    day = moment.astimezone(STOCKHOLM)
    own = _language().removesuffix("-lattlast")
    here = {"spoken": own, "weekday": day.isoweekday(), "clock": day.time()}
    rows = _SOMEONE.rows(language=_language(), **here, **days_asked(day.date()))
    found = [one for one in of_told((json.loads(told) for (told,) in rows), moment) if one.until or one.next_at]
    nearest: dict[str, Answering] = {}
    for one in sorted(found, key=lambda one: (one.until is None, own not in one.language_codes)):
        nearest.setdefault(one.centre_code, one)
    return list(nearest.values())


def told_of(centre: OuterRef, today: dt.date, language: str) -> ArraySubquery:
    """The telephones of a centre, as one more value of a query that reads it: for `of_told`."""
    return ArraySubquery(_legs(today, language).filter(centre=centre).values(told=_told(today)))


def of_told(legs: Iterable[dict[str, Any]], moment: dt.datetime) -> list[Answering]:
    """Who answers, by what a query of legs told: those who answer now first, then by when they answer next."""
    return sorted((_answer(leg, moment) for leg in legs), key=_order)


def next_change(answers: Iterable[Answering]) -> dt.datetime | None:
    """The first moment when one of the answers becomes another, None if none does so by itself."""
    return min((moment for one in answers if (moment := one.until or one.next_at)), default=None)


def _order(one: Answering) -> tuple[bool, bool, float, tuple[object, ...]]:
    turn = one.until or one.next_at
    names = (sort_key(one.place_name), sort_key(one.centre_name), one.centre_code, _LEGS.get(one.leg, 9), one.phone)
    when = turn.timestamp() if one.next_at and turn else 0
    return one.until is None, turn is None, when, names


def _speaking(language: str, legs: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The legs that answer in a language, with the hours when they do."""
    for told in legs:
        if hours := [row for row in told["hours"] if language in row["languages"]]:
            yield told | {"hours": hours}


def days_asked(today: dt.date) -> dict[str, dt.date]:
    """The days that a prepared query of telephones is asked with."""
    return {"today": today, "ahead": _last(today), "oldest": oldest_shown(today)}


def _language() -> str:
    return str(get_language() or PageLanguage.SV)


def _last(today: dt.date) -> dt.date:
    return today + LOOK_AHEAD * DAY


def _findable(today: dt.date) -> QuerySet[FamilyCentre]:
    stays = Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    return public_centres().filter(not_too_old(today), stays)


def _legs(today: dt.date, language: str) -> QuerySet[CentreLeg]:
    """The legs with a telephone, of centres that show who answers, with their own word in a language as `own`."""
    word = Q(texts__kind="word", texts__language=language) & not_too_old(today, via="texts__")
    own = FilteredRelation("texts", condition=word)
    rows = CentreLeg.objects.filter(periods.on(today)).exclude(phone="").annotate(own=own)
    return rows.exclude(centre__switched_off__contains=[Module.PHONE]).order_by("pk")


def _told(today: dt.date, **more: str) -> JSONObject:
    """A leg as `_answer` reads it: its telephone, when it is answered from `today`, and what may stand in the way.

    `more`: what else is told, by its column.
    """
    last = _last(today)
    held = PhoneHours.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gt=today), leg=OuterRef("pk"), from_date__lte=last
    )
    closed = OpeningException.objects.filter(  # other hours change no telephone hours
        Q(leg__isnull=True) | Q(leg=OuterRef("pk")),
        centre=OuterRef("centre"),
        opens__isnull=True,
        to_date__gt=today,
        from_date__lte=last,
    )
    hours = ("weekday", "opens", "closes", "languages", "from_date", "to_date")
    days = ("from_date", "to_date", "reason", "leg")
    return JSONObject(
        **{name: name for name in ("pk", "code", "leg", "phone", "word", "confirmed_on")},
        own="own__text",
        **{name: f"centre__{name}" for name in ("closed_on", "keeps_holidays", "kept_by")},
        run_by="unit__area__authority",
        centre_code="centre__code",
        centre_name="centre__name",
        centre_confirmed_on="centre__confirmed_on",
        **more,
        hours=ArraySubquery(held.order_by("pk").values(told=JSONObject(**{name: name for name in hours}))),
        closings=ArraySubquery(closed.order_by("pk").values(told=JSONObject(**{name: name for name in days}))),
    )


# Where a centre is: told where many are listed, and left out of the quick queries.
_WHERE: Final = {
    "kind": "centre__place__kind",
    "place": "centre__place__short_name",
    "place_code": "centre__place__code",
    "within": "centre__place__parent__short_name",
    "within_code": "centre__place__parent__code",
}
# What stands in the queries until they are asked: values that no row could have.
_CENTRE, _LANGUAGE, _SPOKEN, _WEEKDAY = "a centre", "a language", "a tongue", 1948
_TODAY, _CLOCK = dt.date(1005, 5, 5), dt.time(3, 4, 5, 678)


def _at_centre() -> QuerySet[CentreLeg, Any]:
    legs = _legs(_TODAY, _LANGUAGE).filter(centre__in=_findable(_TODAY).filter(code=_CENTRE))
    return legs.values_list(_told(_TODAY))


def _someone() -> QuerySet[CentreLeg, Any]:
    """The legs whose telephones are answered soonest by their ordinary week."""
    later = ExpressionWrapper(Mod(F("weekday") - _WEEKDAY + 6, 7) + 1, IntegerField())
    held = PhoneHours.objects.filter(periods.on(_TODAY), leg__centre__in=_findable(_TODAY))
    nearest = held.annotate(
        ahead=Case(When(weekday=_WEEKDAY, closes__gt=_CLOCK, then=0), default=later),
        is_now=Case(When(weekday=_WEEKDAY, opens__lte=_CLOCK, closes__gt=_CLOCK, then=0), default=1),
        speaks=Case(When(languages__contains=[Value(_SPOKEN)], then=0), default=1),
    ).order_by("is_now", "ahead", "speaks", "opens", "pk")
    legs = _legs(_TODAY, _LANGUAGE).filter(pk__in=nearest.values("leg")[: FEW * SPARE])
    return legs.values_list(_told(_TODAY))


_AT_CENTRE: Final = Prepared(_at_centre, centre=_CENTRE, language=_LANGUAGE, **days_asked(_TODAY))
_SOMEONE: Final = Prepared(
    _someone, spoken=_SPOKEN, weekday=_WEEKDAY, clock=_CLOCK, language=_LANGUAGE, **days_asked(_TODAY)
)


def _answer(told: dict[str, Any], moment: dt.datetime) -> Answering:
    is_others = told["run_by"] is not None and told["run_by"] != told["kept_by"]
    confirmed = last_confirmed(_day(told["confirmed_on"]), _day(told["centre_confirmed_on"]), is_others=is_others)
    last = hidden_from(confirmed) if confirmed else None
    hours = [_hours(told["pk"], row, last) for row in told["hours"]]
    status = _status(told, hours, moment)
    then = moment.astimezone(STOCKHOLM) if status.sign == Sign.OPEN else status.opens
    codes = _spoken(zip(hours, (row["languages"] for row in told["hours"]), strict=True), then)
    around = "within" if told.get("kind") == Place.Kind.DISTRICT and told["within_code"] else "place"
    return Answering(
        centre_code=told["centre_code"],
        centre_name=told["centre_name"],
        leg_title=told["own"] or title_of(told["leg"], told["word"]),
        phone=told["phone"],
        languages=language_names(codes),
        until=status.until,
        next_at=status.opens,
        leg_code=told["code"],
        leg=told["leg"],
        place_name=told.get(around, ""),
        place_code=told.get(f"{around}_code", ""),
        language_codes=codes,
    )


def _status(told: dict[str, Any], hours: Sequence[WeekHours], moment: dt.datetime) -> Status:
    """What holds of a telephone at a moment. Days are laid out only as far as the first on which somebody answers."""
    today = day_of(moment)
    house = House(closed_on=_day(told["closed_on"]), keeps_holidays=told["keeps_holidays"])
    closings = [
        Closing(
            from_date=dt.date.fromisoformat(row["from_date"]),
            to_date=dt.date.fromisoformat(row["to_date"]),
            reason=row["reason"],
            leg=row["leg"],
        )
        for row in told["closings"]
    ]
    days: list[OpenDay] = []
    status = status_at(days, moment)
    for number in range(LOOK_AHEAD if hours else 0):
        days.append(lay_out(today + number * DAY, hours, closings, house))
        if days[-1].spans and ((status := status_at(days, moment)).until or status.opens):
            break
    return status


def _hours(leg: int, row: dict[str, Any], last: dt.date | None) -> WeekHours:
    """One row of the telephone's week, ended at `last` if that is sooner."""
    ends = [day for day in (_day(row["to_date"]), last) if day is not None]
    opens, closes = dt.time.fromisoformat(row["opens"]), dt.time.fromisoformat(row["closes"])
    first = dt.date.fromisoformat(row["from_date"])
    return WeekHours(leg, row["weekday"], opens, closes, first, min(ends, default=None))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _spoken(hours: Iterable[tuple[WeekHours, list[str]]], moment: dt.datetime | None) -> tuple[str, ...]:
    """The languages of those who answer at a moment, in Swedish time."""
    if moment is None:
        return ()
    day, clock = moment.date(), moment.time()
    there = [
        code
        for one, languages in hours
        if one.weekday == day.isoweekday() and one.opens <= clock < one.closes and one.holds(day)
        for code in languages
    ]
    return tuple(dict.fromkeys(there))
