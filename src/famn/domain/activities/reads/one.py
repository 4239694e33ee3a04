"""The page of one activity: what it is, for whom, and its coming times. One query, however many times there are."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FilteredRelation, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import override

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import (
    FIELDS,
    Shown,
    ages_in_words,
    in_words,
    languages_in_words,
    shut_that_day,
)
from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, Module, OpeningException, Partner
from famn.domain.centres.reads import phone, phrases
from famn.domain.centres.reads.freshness import not_too_old
from famn.domain.centres.reads.phone import Answering
from famn.domain.centres.reads.phrases import IN_SWEDISH, Phrases, Standing, Word, standing
from famn.domain.centres.reads.place import SWEDISH, partners_shown
from famn.domain.people.models import Place
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared
from famn.ground.stockholm import day_of

MOST_TIMES: Final = 10  # more are in the calendar


@dataclass(frozen=True, slots=True)
class PublicActivity:
    """An activity with its words in the language of the page, and what comes.

    `is_fallback`: its title or its text is missing in the page's language, so the Swedish one is shown.
    `is_unchecked`: nobody who knows the language has read what is shown in it.
    """

    activity: Activity  # with `centre__place__parent` loaded
    title: Word
    about: Word
    leg: str  # what the centre calls the leg that answers for it; empty where it has no word of its own
    leader: tuple[str, str]  # name and role; empty where nobody is named, or the centre's page would not name her
    ages: str  # "0–12 månader"; empty: for every age
    languages: tuple[str, ...]
    partners: tuple[str, ...]
    times: list[Shown]  # by time, cancelled ones too; at most MOST_TIMES
    answers: list[Answering]  # who answers the telephone at the centre
    is_fallback: bool = False
    is_unchecked: bool = False
    phrases: Phrases = IN_SWEDISH  # what else staff wrote of it, in the language of the page

    def standing(self, language: str) -> Standing:
        """How it stands with the few words beside its title and its text, beyond what is said of these."""
        centre = self.activity.centre
        paused = centre.state_note if centre.state == FamilyCentre.State.PAUSED else ""
        written = (paused, self.activity.how_to_book, self.leader[1])
        times = (word for one in self.times for word in (one.message, one.theme))
        found = standing([*map(self.phrases.said, written), *times], language)
        return Standing(found.is_fallback and not self.is_fallback, found.is_unchecked and not self.is_unchecked)


def public_activity(centre: str, code: str, at: dt.datetime, *, language: str) -> PublicActivity | None:
    """The activity of this centre that everybody may see, or None; what of it has not ended at `at`."""
    today = day_of(at)
    asked = {"centre": centre, "code": code, "language": str(language), "ends": at}
    found = _ACTIVITY.rows(**asked, **phone.days_asked(today))
    if not found:
        return None
    *values, said, told, said_in, checked, leader, role, partners, legs, coming, telephones, phrased = found[0]
    book = phrases.of_told(phrased, language)
    row = _activity_of(values)
    title, about = Word(said, said_in), Word(told or row.about, said_in if told else PageLanguage.SV)
    in_swedish = {one.language for one in (title, about) if one.text} & {*SWEDISH}
    with override(language):
        ages, languages = ages_in_words(row.age_from, row.age_to), languages_in_words(row.languages)
        answers = phone.of_told(map(json.loads, telephones), at)
    titled = {"title": said, "title_language": said_in, "own__checked_on": checked}
    shared = {f"activity__{name}": getattr(row, name) for name in _SHARED} | titled
    return PublicActivity(
        activity=row,
        title=title,
        about=about,
        leg=legs[0] if legs else "",
        leader=_named(row.centre, leader, role),
        ages=ages,
        languages=languages,
        partners=tuple(partners),
        times=in_words([_time_of(json.loads(one), shared) for one in coming], language, book, today=today),
        answers=answers,
        is_fallback=bool(in_swedish) and language not in SWEDISH,
        is_unchecked=said_in not in SWEDISH and checked is None,
        phrases=book,
    )


def as_everybody_reads(
    activity: Activity, *, leader: CentrePerson | None, partners: Iterable[Partner], day: dt.date
) -> PublicActivity:
    """What would be read in Swedish of an activity that need not be saved, without its times. Needs `centre`."""
    words = CentreLeg.objects.filter(periods.on(day), centre=activity.centre, leg=activity.leg).exclude(word="")
    return PublicActivity(
        activity=activity,
        title=Word(activity.title, PageLanguage.SV),
        about=Word(activity.about, PageLanguage.SV),
        leg=words.order_by("pk").values_list("word", flat=True).first() or "",
        leader=_named(activity.centre, leader.name, leader.role) if leader else ("", ""),
        ages=ages_in_words(activity.age_from, activity.age_to),
        languages=languages_in_words(activity.languages),
        partners=tuple(one.name for one in partners_shown(activity.centre, partners, day)),
        times=[],
        answers=[],
    )


def times_as_everybody_reads(rows: Sequence[Occurrence], *, today: dt.date) -> list[Shown]:
    """What would be read in Swedish on `today` of times that need not be saved: a query for each.

    Needs `activity__centre` and `room`.
    """
    return in_words([_unsaved(row) for row in rows], PageLanguage.SV, today=today)


def _unsaved(row: Occurrence) -> tuple[Any, ...]:
    """A time that need not be saved, as `in_words` takes it."""
    activity = row.activity
    shared = {f"activity__{name}": getattr(activity, name) for name in _SHARED}
    titled = {"title": activity.title, "title_language": PageLanguage.SV.value, "own__checked_on": None}
    own = {name: getattr(row, name) for name in _OWN if name not in {"room__name", "is_shut"}}
    around = {"room__name": row.room.name if row.room else "", "is_shut": _is_shut(row)}
    values = shared | titled | own | around
    return tuple(values[name] for name in FIELDS)


def _is_shut(row: Occurrence) -> bool:
    """As `shut_that_day`, of a time that need not be saved."""
    whole_or_leg = Q(leg__isnull=True) | Q(leg__leg=row.activity.leg)
    shut = OpeningException.objects.filter(periods.on(row.day), whole_or_leg, opens__isnull=True)
    return shut.filter(centre=row.activity.centre).exists()


def _named(centre: FamilyCentre, name: str | None, role: str | None) -> tuple[str, str]:
    """The name and the role of who leads, both empty where nobody does, or the centre names nobody."""
    return ("", "") if not name or Module.PEOPLE in centre.switched_off else (name, role or "")


def _time_of(told: dict[str, Any], shared: dict[str, Any]) -> tuple[Any, ...]:
    """One of the coming times as `in_words` takes it: what is its own, and what all times of the activity share."""
    moments = {name: told[name] and dt.datetime.fromisoformat(told[name]) for name in _MOMENTS}
    values = shared | told | moments | {"day": dt.date.fromisoformat(told["day"])}
    return tuple(values[name] for name in FIELDS)


def _activity_of(values: Sequence[Any]) -> Activity:
    """The activity with its centre, that centre's place and the place round it."""
    parts, start = [], 0
    for model, _path in _MODELS:
        names = _names(model)
        parts.append(model.from_db(None, names, values[start : start + len(names)]))
        start += len(names)
    activity, centre, place, around = parts
    activity.centre, centre.place = centre, place
    place.parent = around if around.pk is not None else None
    return cast("Activity", activity)


def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


_MODELS: Final[tuple[tuple[Any, str], ...]] = (
    (Activity, ""),
    (FamilyCentre, "centre__"),
    (Place, "centre__place__"),
    (Place, "centre__place__parent__"),
)
_WORDS: Final = ("said", "told", "said_in", "own__checked_on", "named__name", "named__role")
# Of a time: what it has in common with its activity's other times, what is its own, and which of that are moments.
_SHARED: Final = (
    *("code", "kind", "leg", "age_from", "age_to", "languages", "booking", "scope", "programme"),
    "confirmed_on",
)
_MOMENTS: Final = ("starts_at", "ends_at", "was_at", "changed_at")
_OWN: Final = (
    *_MOMENTS,
    "code",
    "day",
    "room__name",
    "state",
    "reason",
    "message",
    "theme",
    "guest",
    "number",
    "is_shut",
)
# What stands in the query until it is asked: values that no row could have.
_CENTRE, _CODE, _LANGUAGE = "a centre", "a code", "a language"
_TODAY, _ENDS = dt.date(1005, 5, 5), dt.datetime(1006, 6, 6, tzinfo=dt.UTC)


def _public_activity() -> QuerySet[Activity, tuple[Any, ...]]:
    own = FilteredRelation("texts", condition=Q(texts__language=_LANGUAGE))
    here = periods.on(_TODAY, via="leader__") & not_too_old(_TODAY, via="leader__")  # as the centre's page has it
    there = periods.on(_TODAY) & not_too_old(_TODAY)
    partners = Partner.objects.filter(there, activities=OuterRef("pk"))
    partners = partners.exclude(centre__switched_off__contains=[Module.PARTNERS])
    fields = [f"{path}{name}" for model, path in _MODELS for name in _names(model)]
    rows = public_activities(_TODAY).filter(code=_CODE, centre__code=_CENTRE)
    return rows.annotate(
        own=own,
        named=FilteredRelation("leader", condition=here),
        said=Coalesce("own__title", "title"),
        told=Coalesce("own__about", "about"),
        said_in=Coalesce("own__language", Value(PageLanguage.SV.value)),
        partner_names=ArraySubquery(partners.order_by("name").values("name")),
        leg_words=ArraySubquery(_leg_words()),
        coming=ArraySubquery(_coming()),
        telephones=phone.told_of(OuterRef("centre"), _TODAY, _LANGUAGE),
        phrased=phrases.told_of(OuterRef("centre"), _LANGUAGE),
    ).values_list(*fields, *_WORDS, "partner_names", "leg_words", "coming", "telephones", "phrased")


def _leg_words() -> QuerySet[CentreLeg, str]:
    """What the centre of an activity calls the leg that answers for it, where it calls it something."""
    rows = CentreLeg.objects.filter(periods.on(_TODAY), centre=OuterRef("centre"), leg=OuterRef("leg"))
    word = Q(texts__kind="word", texts__language=_LANGUAGE) & not_too_old(_TODAY, via="texts__")
    own = FilteredRelation("texts", condition=word)
    rows = rows.annotate(own=own, said=Coalesce("own__text", "word", output_field=TextField())).exclude(said="")
    return rows.order_by("pk").values_list("said", flat=True)


def _coming() -> QuerySet[Occurrence, Any]:
    """Each time of an activity that has not ended, as JSON."""
    rows = Occurrence.objects.filter(activity=OuterRef("pk"), ends_at__gt=_ENDS).order_by("starts_at", "ends_at", "pk")
    rows = rows.annotate(is_shut=shut_that_day())
    return rows.values(told=JSONObject(**{name: name for name in _OWN}))[:MOST_TIMES]


_ACTIVITY: Final = Prepared(
    _public_activity,
    centre=_CENTRE,
    code=_CODE,
    language=_LANGUAGE,
    ends=_ENDS,
    **phone.days_asked(_TODAY),
)
