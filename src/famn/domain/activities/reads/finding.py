"""What many centres offer at once, for whoever looks for a place: two small questions, each one query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import FilteredRelation, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import shut_that_day
from famn.domain.activities.rules import public_activities, public_occurrences
from famn.domain.centres.models import Language
from famn.domain.centres.reads.freshness import Freshness, freshness
from famn.ground.languages import PageLanguage

LOOK_AHEAD: Final = 28  # days: what a centre has not offered for four weeks is not what it offers


@dataclass(frozen=True, slots=True)
class Offer:
    """What a centre offers in the coming weeks: kinds of activities (Activity.Kind), languages they are held in."""

    kinds: frozenset[str]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coming:
    """One time that something happens at a centre today. `language` is the PageLanguage that the title is in.

    `languages` are those it is held in, of centres.Language; ages are in months, None for everybody. `is_stale`: nobody
    has confirmed for long that it is so.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    title: str
    language: str
    is_cancelled: bool
    activity: str  # the code of its activity
    languages: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    is_stale: bool = False

    def lets_in(self, months: int) -> bool:
        """Whether a child of this age may come."""
        return self.age_from is None or self.age_to is None or self.age_from <= months <= self.age_to


def offered(day: dt.date, *, in_swedish: bool = True) -> dict[int, Offer]:
    """What each centre offers from `day` and four weeks on, by the centre's number: one query.

    What is only for those who are invited is no offer to whoever looks, and what is cancelled does not happen. Who asks
    for languages alone does without what is `in_swedish` alone, which is nearly all of it.
    """
    last = day + dt.timedelta(days=LOOK_AHEAD)
    times = Occurrence.objects.filter(day__range=(day, last), state=Occurrence.State.PLANNED).values("activity")
    rows = public_activities(day).filter(scope=Activity.Scope.UNIVERSAL, pk__in=times)
    if not in_swedish:
        rows = rows.exclude(languages__contained_by=[Language.SV])
    kinds: dict[int, set[str]] = defaultdict(set)
    spoken: dict[int, set[str]] = defaultdict(set)
    for centre, kind, languages in rows.values_list("centre_id", "kind", "languages").distinct():
        kinds[centre].add(kind)
        spoken[centre].update(languages)
    return {centre: Offer(frozenset(kinds[centre]), frozenset(spoken[centre])) for centre in kinds}


def coming_today(centres: Collection[int], moment: dt.datetime, *, language: str) -> dict[int, list[Coming]]:
    """What is not over yet of the local day of `moment`, at each of the centres and by time: one query.

    Titles are in `language` where somebody wrote them. What is cancelled is there too: somebody may be on her way. What
    still stands though the house is closed that day is not: nobody should set out for it.
    """
    day = timezone.localdate(moment)
    own_words = Q(activity__texts__language=language)
    rows = public_occurrences(day).filter(
        centre__in=centres, day=day, ends_at__gt=moment, activity__scope=Activity.Scope.UNIVERSAL
    )
    rows = rows.exclude(shut_that_day(), state=Occurrence.State.PLANNED)
    rows = rows.annotate(
        own=FilteredRelation("activity__texts", condition=own_words),
        title=Coalesce("own__title", "activity__title"),
        title_language=Coalesce("own__language", Value(PageLanguage.SV.value)),
    ).order_by("starts_at", "ends_at", "pk")
    found: dict[int, list[Coming]] = defaultdict(list)
    columns = (
        "centre_id",
        "starts_at",
        "ends_at",
        "activity__kind",
        "title",
        "title_language",
        "state",
        "activity__code",
        "activity__languages",
        "activity__age_from",
        "activity__age_to",
        "activity__confirmed_on",
    )
    for centre, starts, ends, kind, title, written, state, code, spoken, *ages, sure in rows.values_list(*columns):
        is_off = state == Occurrence.State.CANCELLED
        one = Coming(starts, ends, kind, title, written, is_off, code, tuple(spoken), *ages)
        found[centre].append(replace(one, is_stale=True) if freshness(sure, day) == Freshness.WARN else one)
    return dict(found)
