"""What follows a calendar home, of a centre or of one activity: a question, and how its answer is read.

Whoever keeps a feed asks the question together with the number that the feed is kept under, so that a feed costs one
statement however it stands with it (ground/versions.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Value

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import NO_FILTERS, Filters, Shown, in_words, passing, worded
from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.reads import phrases
from famn.domain.centres.reads.freshness import not_too_old, oldest_shown
from famn.domain.centres.rules import public_centres
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared
from famn.ground.versions import Question


@dataclass(frozen=True, slots=True)
class Followed:
    """What a feed shows. The centre has its key, code, name, address and `switched_off` alone."""

    centre: FamilyCentre
    title: str  # of the activity, in Swedish; empty: the whole centre is followed
    times: list[Shown]  # by time, cancelled ones too


def of_centre(code: str, first: dt.date, *, today: dt.date, language: str) -> Question:
    """What happens from `first` on at the centre with this code, as everybody may see it `today`."""
    return _question((_HEAD, _TIMES), {"code": code, "first": first}, today, str(language))


def of_activity(centre: str, code: str, first: dt.date, *, today: dt.date, language: str) -> Question:
    """The same of one activity there."""
    asked = {"code": centre, "activity": code, "first": first}
    return _question((_HEAD_OF_ONE, _TIMES_OF_ONE), asked, today, str(language))


def _question(parts: tuple[Prepared, ...], asked: dict[str, Any], today: dt.date, language: str) -> Question:
    """In Swedish nobody asks for the phrase book."""
    every = parts if language == PageLanguage.SV else (*parts, _BOOK)
    values = asked | {"language": language, "oldest": oldest_shown(today)}
    return Question(asked["code"], tuple(part.as_json(**values) for part in every))


def read(answer: Any, *, today: dt.date, language: str, filters: Filters = NO_FILTERS) -> Followed | None:
    """The answer to such a question. None where the centre, or the activity, is not for everybody to see today."""
    heads, times, *books = answer
    if not heads:
        return None
    title, *centre = heads[0]
    book = phrases.of_told((one for rows in books for (told,) in rows for one in told), language)
    shown = in_words(_TIMES.of_json(times), language, book, today=today)
    return Followed(FamilyCentre.from_db(None, _CENTRE, centre), title, passing(filters, shown))


_CENTRE: Final = ("id", "code", "name", "address", "switched_off")

# What stands in the queries until they are asked: values that no row could have.
_CODE, _ACTIVITY, _LANGUAGE = "a centre", "an activity", "a language"
_FIRST, _TODAY = dt.date(1001, 1, 1), dt.date(1005, 5, 5)


def _head() -> QuerySet[FamilyCentre, tuple[Any, ...]]:
    return public_centres().filter(not_too_old(_TODAY), code=_CODE).values_list(Value(""), *_CENTRE)


def _offered() -> QuerySet[Activity]:
    return public_activities(_TODAY).filter(centre__code=_CODE)


def _head_of_one() -> QuerySet[Activity, tuple[Any, ...]]:
    return _offered().filter(code=_ACTIVITY).values_list("title", *(f"centre__{name}" for name in _CENTRE))


def _rows() -> QuerySet[Occurrence]:
    # Both say which centre: else the database looks through what every centre offers.
    return Occurrence.objects.filter(centre__code=_CODE, day__gte=_FIRST, activity__in=_offered())


def _times() -> QuerySet[Occurrence, tuple[Any, ...]]:
    return worded(_rows(), _LANGUAGE)


def _times_of_one() -> QuerySet[Occurrence, tuple[Any, ...]]:
    return worded(_rows().filter(activity__code=_ACTIVITY), _LANGUAGE)


def _book() -> QuerySet[FamilyCentre, tuple[Any, ...]]:
    return public_centres().filter(code=_CODE).values_list(phrases.told_of(OuterRef("pk"), _LANGUAGE))


_OLDEST: Final = oldest_shown(_TODAY)
_HEAD: Final = Prepared(_head, code=_CODE, oldest=_OLDEST)
_HEAD_OF_ONE: Final = Prepared(_head_of_one, code=_CODE, activity=_ACTIVITY, oldest=_OLDEST)
_TIMES: Final = Prepared(_times, code=_CODE, first=_FIRST, language=_LANGUAGE, oldest=_OLDEST)
_TIMES_OF_ONE: Final = Prepared(
    _times_of_one, code=_CODE, activity=_ACTIVITY, first=_FIRST, language=_LANGUAGE, oldest=_OLDEST
)
_BOOK: Final = Prepared(_book, code=_CODE, language=_LANGUAGE)
