"""What a centre's calendar shows: each time that something happens, with every word ready in the language of the page.

One query gives a whole month. Words are made here, once a row or once an activity, so that a page only puts them in
their places: a calendar's cost lies in its words, not in its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, NamedTuple, Protocol, Self

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import override

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import FamilyCentre, Language, OpeningException
from famn.domain.centres.reads.freshness import Freshness, freshness, oldest_shown
from famn.domain.centres.reads.phrases import IN_SWEDISH, Phrases, Word
from famn.domain.centres.reads.place import SWEDISH
from famn.domain.people.models import Leg
from famn.ground.ages import from_months_to_years, span_of_months, span_of_years
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared
from famn.ground.stockholm import clock_in_words

OLDEST: Final = 240  # months: nothing in a calendar is for a child older than twenty years
_TWO_YEARS: Final = 24  # months; an age below it is said in months


class Asked(Protocol):
    """The words of an address's query, such as Django's QueryDict."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a key."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants to see. Within a kind of filter any value will do; different kinds must all agree."""

    kinds: tuple[str, ...] = ()  # of Activity.Kind
    legs: tuple[str, ...] = ()  # of people.Leg
    languages: tuple[str, ...] = ()  # of centres.Language
    age: int | None = None  # of the child, in months
    drop_in: bool = False  # only what needs no sign-up

    @classmethod
    def from_query(cls, asked: Asked) -> Self:
        """The filters that an address asks for. A value that nobody knows is left out: an old link still leads."""
        return cls(
            kinds=_known(asked.getlist("typ"), Activity.Kind.values),
            legs=_known([one.upper() for one in asked.getlist("ben")], Leg.values),
            languages=_known(asked.getlist("sprak"), Language.values),
            age=_age(asked.getlist("alder")),
            drop_in="nej" in asked.getlist("anmalan"),
        )

    def as_query(self) -> str:
        """The same as an address says it, in one order whatever was chosen first; empty without filters."""
        parts = {
            "typ": ",".join(self.kinds),
            "ben": ",".join(self.legs).lower(),
            "sprak": ",".join(self.languages),
            "alder": "" if self.age is None else str(self.age),
            "anmalan": "nej" if self.drop_in else "",
        }
        return "&".join(f"{key}={value}" for key, value in parts.items() if value)

    def lets(self, one: Shown) -> bool:
        """Whether an occurrence is among what the reader wants to see."""
        return (
            (not self.kinds or one.kind in self.kinds)
            and (not self.legs or one.leg in self.legs)
            and (not self.languages or any(code in self.languages for code in one.language_codes))
            and (self.age is None or _holds(one.age_from, one.age_to, self.age))
            and (not self.drop_in or one.booking == Activity.Booking.DROP_IN)
        )

    def turned(self, part: str, value: Any) -> Filters:
        """The filters with one value put on, or taken off where it is on: where a chip leads."""
        now, off = getattr(self, part), getattr(NO_FILTERS, part)
        chosen: Any = off if now == value else value
        if isinstance(now, tuple):
            chosen = tuple(sorted({*now} ^ {value}))
        return replace(self, **{part: chosen})

    def __bool__(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS: Final = Filters()


class Shown(NamedTuple):
    """One occurrence as a page shows it; all words are ready in the language of the page."""

    code: str
    activity_code: str
    kind: str  # of Activity.Kind
    leg: str  # of people.Leg
    title: str
    title_language: str  # a PageLanguage; Swedish where nobody has written the title in the page's language
    day: dt.date
    starts_at: dt.datetime  # aware
    ends_at: dt.datetime
    clock: str  # "9.30–11.30", Stockholm's wall clock
    room: str
    ages: str  # "0–12 månader"; empty: for every age
    languages: tuple[str, ...]  # the languages' names
    language_codes: tuple[str, ...]  # of centres.Language
    age_from: int | None  # months
    age_to: int | None
    booking: str  # of Activity.Booking
    is_cancelled: bool
    reason: str  # why it is cancelled, in words; empty where it is not
    message: Word
    was_at: dt.datetime | None  # when it was to be, before it was moved
    theme: Word
    guest: str
    scope: str  # of Activity.Scope
    programme: str
    changed_at: dt.datetime
    number: int  # how many times it was changed
    is_shut: bool  # the house, or the leg that answers for it, is closed that day
    stale_from: dt.date | None  # when its owner last said it is so, where one should ring first for that; else None
    is_unchecked: bool  # nobody who knows its language has read the title

    @property
    def words(self) -> tuple[Word, ...]:
        """All that staff wrote of it, names apart."""
        return Word(self.title, self.title_language, self.is_unchecked), self.message, self.theme


def occurrences(
    centre: FamilyCentre,
    first: dt.date,
    last: dt.date,
    *,
    today: dt.date,
    language: str,
    phrases: Phrases = IN_SWEDISH,
    filters: Filters = NO_FILTERS,
) -> list[Shown]:
    """What happens at a centre from `first` to `last`, both included, by time: one query, however much it is.

    What is cancelled is there too. `today` decides what is too old to be shown, and what to warn of (`stale_from`).
    `language` is a PageLanguage, and `phrases` are the centre's in it.
    """
    oldest = oldest_shown(today)
    found = _OF_CENTRE.rows(centre=centre.pk, first=first, last=last, language=str(language), oldest=oldest)
    return passing(filters, in_words(found, language, phrases, today=today))


def shown(
    rows: QuerySet[Occurrence],
    language: str,
    filters: Filters = NO_FILTERS,
    *,
    today: dt.date,
    phrases: Phrases = IN_SWEDISH,
    most: int | None = None,
) -> list[Shown]:
    """The rows by time, as a page in `language` shows them on `today`, at most `most`: one query."""
    return passing(filters, in_words(worded(rows, language)[:most], language, phrases, today=today))


def passing(filters: Filters, everything: list[Shown]) -> list[Shown]:
    """Those that the reader wants to see."""
    return [one for one in everything if filters.lets(one)] if filters else everything


def worded(rows: QuerySet[Occurrence], language: str) -> QuerySet[Occurrence, tuple[Any, ...]]:
    """What `in_words` asks for of each row, by time."""
    own_words = Q(activity__texts__language=language)
    return (
        rows.annotate(
            own=FilteredRelation("activity__texts", condition=own_words),
            title=Coalesce("own__title", "activity__title"),
            title_language=Coalesce("own__language", Value(PageLanguage.SV.value)),
            is_shut=shut_that_day(),
        )
        .order_by("starts_at", "ends_at", "pk")
        .values_list(*FIELDS)
    )


def shut_that_day() -> Exists:
    """Of an occurrence: whether the whole centre, or the leg that answers for it, is closed on its day."""
    whole_or_leg = Q(leg__isnull=True) | Q(leg__leg=OuterRef("activity__leg"))
    days = {"from_date__lte": OuterRef("day"), "to_date__gt": OuterRef("day")}
    return Exists(OpeningException.objects.filter(whole_or_leg, centre=OuterRef("centre"), opens__isnull=True, **days))


# In three parts: what is shown as it stands, what is worded, and what is shown as it stands again. As in `Shown`.
_PLAIN: Final = ("code", "activity__code", "activity__kind", "activity__leg", "title", "title_language", "day")
_TIMES: Final = ("starts_at", "ends_at")
_WORDED: Final = (
    *("room__name", "activity__age_from", "activity__age_to", "activity__languages", "activity__booking"),
    *("state", "reason"),
)
_LAST: Final = (
    *("message", "was_at", "theme", "guest", "activity__scope", "activity__programme", "changed_at", "number"),
    "is_shut",
)
_DATED: Final = ("activity__confirmed_on", "own__checked_on")
_TITLE_LANGUAGE, _DAY = _PLAIN.index("title_language"), _PLAIN.index("day")
FIELDS: Final = (*_PLAIN, *_TIMES, *_WORDED, *_LAST, *_DATED)  # of the rows that `in_words` takes


# What stands in the query of a centre's calendar until it is asked: values that no row could have.
_CENTRE, _LANGUAGE = -1948, "a language"
_FIRST, _UP_TO, _TODAY = dt.date(1001, 1, 1), dt.date(1002, 2, 2), dt.date(1005, 5, 5)


def _of_centre() -> QuerySet[Occurrence, tuple[Any, ...]]:
    offered = public_activities(_TODAY).filter(centre=_CENTRE)
    rows = Occurrence.objects.filter(centre=_CENTRE, day__range=(_FIRST, _UP_TO), activity__in=offered)
    return worded(rows, _LANGUAGE)


_OF_CENTRE: Final = Prepared(
    _of_centre,
    centre=_CENTRE,
    first=_FIRST,
    last=_UP_TO,
    language=_LANGUAGE,
    oldest=oldest_shown(_TODAY),
)


def in_words(
    rows: Iterable[tuple[Any, ...]], language: str, phrases: Phrases = IN_SWEDISH, *, today: dt.date
) -> list[Shown]:
    """Rows of `worded` with their words in `language` on `today`. What staff wrote is as `phrases` has it."""
    with override(language):
        return _in_words(rows, cache(phrases.said), today)


def _in_words(rows: Iterable[tuple[Any, ...]], said: Callable[[str], Word], today: dt.date) -> list[Shown]:
    """The rows with their words, in the active language. What returns is worded once."""
    is_old = cache(lambda day: freshness(day, today) == Freshness.WARN)
    ages, spoken, reasons = cache(ages_in_words), cache(languages_in_words), dict(Occurrence.Reason.choices)
    worded = len(_PLAIN) + len(_TIMES)
    last = worded + len(_WORDED)
    made = []
    for row in rows:
        starts, ends = row[worded - 2 : worded]
        room, age_from, age_to, languages, booking, state, reason = row[worded:last]
        codes = tuple(languages)
        reason = str(reasons[reason]) if reason else ""
        words = (span_in_words(starts, ends), room or "", ages(age_from, age_to), spoken(codes), codes)
        facts = (age_from, age_to, booking, state == Occurrence.State.CANCELLED, reason)
        message, was_at, theme, *rest, confirmed_on, checked_on = row[last:]
        stale_from = confirmed_on if row[_DAY] >= today and is_old(confirmed_on) else None
        is_unchecked = checked_on is None and row[_TITLE_LANGUAGE] not in SWEDISH
        written = (said(message), was_at, said(theme), *rest, stale_from, is_unchecked)
        made.append(Shown._make((*row[:worded], *words, *facts, *written)))
    return made


# --- words -----------------------------------------------------------------------------------------


def span_in_words(starts: dt.datetime, ends: dt.datetime) -> str:
    """From one aware moment to another by Stockholm's wall clock: "9.30–11.30"."""
    return f"{clock_in_words(starts)}–{clock_in_words(ends)}"


def ages_in_words(age_from: int | None, age_to: int | None) -> str:
    """Ages in months, the last one included: "0–12 månader", "1–3 år". Empty: for every age."""
    if age_from is None or age_to is None:
        return ""
    if age_to < _TWO_YEARS:
        return span_of_months(age_from, age_to)
    if age_from % 12 == 0:
        return span_of_years(age_from // 12, age_to // 12)
    return from_months_to_years(age_from, age_to // 12)


def languages_in_words(codes: Sequence[str]) -> tuple[str, ...]:
    """The names of centres.Language codes, in the active language."""
    return tuple(str(Language(code).label) for code in codes)


# --- what an address asks --------------------------------------------------------------------------


def _known(asked: Iterable[str], values: Iterable[str]) -> tuple[str, ...]:
    """The values that somebody knows, of `a,b` or of the key twice, in one order."""
    return tuple(sorted({word for one in asked for word in one.split(",")} & {*values}))


def _age(asked: Sequence[str]) -> int | None:
    """An age in months, where it is one."""
    text = asked[-1] if asked else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= OLDEST else None


def _holds(age_from: int | None, age_to: int | None, age: int) -> bool:
    return age_from is None or age_to is None or age_from <= age <= age_to
