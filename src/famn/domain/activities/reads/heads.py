"""What stands round the rows of a calendar, in one query: the centre, when it is closed, what it calls its legs."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import override

from famn.domain.activities.models import Occurrence
from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningException
from famn.domain.centres.reads import phone, phrases
from famn.domain.centres.reads.freshness import not_too_old
from famn.domain.centres.reads.phone import Answering
from famn.domain.centres.reads.phrases import Phrases, Word
from famn.domain.centres.rules import public_centres
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared

_SAY_CLOSED: Final = {OpeningException.Reason.SUMMER, OpeningException.Reason.DECISION}


@dataclass(frozen=True, slots=True)
class Closing:
    """Days [from_date, to_date) when a centre, or one leg of it, is closed, or keeps the hours said here."""

    from_date: dt.date
    to_date: dt.date
    reason: str  # in words, in the language of the page; empty: the note says it
    leg: str  # of people.Leg; empty: the whole centre
    opens: dt.time | None
    closes: dt.time | None
    note: Word
    decided_by: str
    says_closed: bool  # the reason itself says that it is closed

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is one of them."""
        return self.from_date <= day < self.to_date


@dataclass(frozen=True, slots=True)
class Head:
    """A centre as its calendar needs it."""

    centre: FamilyCentre
    closings: list[Closing]  # that touch the days asked for
    words: dict[str, Word]  # what the centre calls a leg, where it calls it something of its own
    phones: list[tuple[str, str]]  # a leg and its telephone
    next_day: dt.date | None  # the first day after those asked for when something is planned
    answers: list[Answering]  # who answers the telephone at the moment of reading
    phrases: Phrases  # what else staff wrote, in the language of the page


def head(code: str, first: dt.date, last: dt.date, *, at: dt.datetime, language: str) -> Head | None:
    """The public centre with this code as it stands at `at`, or None; its closings in [first, last]. One query."""
    today = timezone.localdate(at)
    rows = _HEAD.rows(code=code, first=first, last=last, language=str(language), **phone.days_asked(today))
    if not rows:
        return None
    *fields, closed, legs, next_day, telephones, phrased = rows[0]
    book = phrases.of_told(phrased, language)
    told: list[dict[str, Any]] = [json.loads(one) for one in legs]
    with override(language):
        closings = [_closing(json.loads(one), book) for one in closed]
        answers = phone.of_told(map(json.loads, telephones), at)
    return Head(
        centre=FamilyCentre.from_db(None, _FIELDS, fields),
        closings=closings,
        words={one["leg"]: Word(one["word"], one["language"]) for one in told if one["word"]},
        phones=[(one["leg"], one["phone"]) for one in told if one["phone"]],
        next_day=next_day,
        answers=answers,
        phrases=book,
    )


# What stands in the query until it is asked: values that no row could have.
_CODE, _LANGUAGE = "a code", "a language"
_FIRST, _UP_TO, _TODAY = dt.date(1001, 1, 1), dt.date(1002, 2, 2), dt.date(1005, 5, 5)
_FIELDS: Final = tuple(field.attname for field in FamilyCentre._meta.concrete_fields)


def _public_centre() -> QuerySet[FamilyCentre, tuple[Any, ...]]:
    rows = public_centres().filter(code=_CODE)
    return rows.annotate(
        closings=_closings(_FIRST, _UP_TO),
        legs_told=_legs(_FIRST, _LANGUAGE),
        next_day=_next_day(_UP_TO),
        telephones=phone.told_of(OuterRef("pk"), _TODAY, _LANGUAGE),
        phrased=phrases.told_of(OuterRef("pk"), _LANGUAGE),
    ).values_list(*_FIELDS, "closings", "legs_told", "next_day", "telephones", "phrased")


def _closings(first: dt.date, last: dt.date) -> ArraySubquery:
    rows = OpeningException.objects.filter(centre=OuterRef("pk"), from_date__lte=last, to_date__gt=first)
    facts = ("from_date", "to_date", "reason", "opens", "closes", "note", "decided_by")
    told = JSONObject(leg=Coalesce("leg__leg", Value("")), **{fact: fact for fact in facts})
    return ArraySubquery(rows.order_by("from_date", "pk").values(told=told))


def _closing(told: dict[str, Any], book: Phrases) -> Closing:
    days = {key: dt.date.fromisoformat(told[key]) for key in ("from_date", "to_date")}
    clocks = {key: told[key] and dt.time.fromisoformat(told[key]) for key in ("opens", "closes")}
    reason = OpeningException.Reason(told["reason"])
    said = {"reason": _why(reason), "says_closed": reason in _SAY_CLOSED, "note": book.said(told["note"])}
    return Closing(**told | days | clocks | said)


def _why(reason: OpeningException.Reason) -> str:
    """The reason in words, nothing where it is none of those that have one: then the note says it."""
    return "" if reason == OpeningException.Reason.OTHER else str(reason.label)


def closing_of(row: OpeningException) -> Closing:
    """An exception as a calendar says it to who reads Swedish. It need not be saved."""
    reason = OpeningException.Reason(row.reason)
    return Closing(
        from_date=row.from_date,
        to_date=row.to_date,
        reason=_why(reason),
        leg=row.leg.leg if row.leg else "",
        opens=row.opens,
        closes=row.closes,
        note=Word(row.note),
        decided_by=row.decided_by,
        says_closed=reason in _SAY_CLOSED,
    )


def _legs(day: dt.date, language: str) -> ArraySubquery:
    """Each leg of a centre on a day, with its telephone and what the centre calls it."""
    word = Q(texts__kind="word", texts__language=language) & not_too_old(_TODAY, via="texts__")
    rows = (
        CentreLeg.objects.filter(periods.on(day), centre=OuterRef("pk"))
        .annotate(own=FilteredRelation("texts", condition=word))
        .annotate(said=Coalesce("own__text", "word", output_field=TextField()), said_in=F("own__language"))
    )
    told = JSONObject(leg="leg", phone="phone", word="said", language=Coalesce("said_in", Value(PageLanguage.SV.value)))
    return ArraySubquery(rows.order_by("leg", "pk").values(told=told))


def _next_day(last: dt.date) -> Subquery:
    """The first day after `last` when something happens that everybody may see."""
    rows = Occurrence.objects.filter(centre=OuterRef("pk"), day__gt=last, state=Occurrence.State.PLANNED)
    rows = rows.filter(activity__in=public_activities(_TODAY).filter(centre=OuterRef(OuterRef("pk")))).order_by("day")
    return Subquery(rows.values("day")[:1])


_HEAD: Final = Prepared(
    _public_centre,
    code=_CODE,
    first=_FIRST,
    last=_UP_TO,
    language=_LANGUAGE,
    **phone.days_asked(_TODAY),
)
