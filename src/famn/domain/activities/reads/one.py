"""The page of one activity: what it is, for whom, and its coming times. Two queries, however many times there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FilteredRelation, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import override

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import ZONE, Shown, ages_in_words, in_words, languages_in_words, worded
from famn.domain.activities.reads.heads import Word
from famn.domain.activities.rules import public_activities
from famn.domain.centres.models import CentreLeg, FamilyCentre, Partner
from famn.domain.centres.reads.freshness import oldest_shown
from famn.domain.people.models import Place
from famn.ground import periods
from famn.ground.languages import PageLanguage
from famn.ground.prepared import Prepared

MOST_TIMES: Final = 10  # more are in the calendar


@dataclass(frozen=True, slots=True)
class PublicActivity:
    """An activity with its words in the language of the page, and what comes."""

    activity: Activity  # with `centre__place__parent` loaded
    title: Word
    about: Word
    leg: str  # what the centre calls the leg that answers for it; empty where it has no word of its own
    leader: tuple[str, str]  # name and role; empty where nobody is named
    ages: str  # "0–12 månader"; empty: for every age
    languages: tuple[str, ...]
    partners: tuple[str, ...]
    times: list[Shown]  # by time, cancelled ones too; at most MOST_TIMES


def public_activity(centre: str, code: str, at: dt.datetime, *, language: str) -> PublicActivity | None:
    """The activity of this centre that everybody may see, or None; what of it has not ended at `at`."""
    today = at.astimezone(ZONE).date()
    oldest = oldest_shown(today)
    found = _ACTIVITY.rows(centre=centre, code=code, language=str(language), today=today, oldest=oldest)
    if not found:
        return None
    *values, said, told, said_in, leader, role, partners, legs = found[0]
    row = _activity_of(values)
    with override(language):
        ages, languages = ages_in_words(row.age_from, row.age_to), languages_in_words(row.languages)
    times = _TIMES.rows(activity=row.pk, ends=at, language=str(language))
    return PublicActivity(
        activity=row,
        title=Word(said, said_in),
        about=Word(told or row.about, said_in if told else PageLanguage.SV),
        leg=legs[0] if legs else "",
        leader=(leader or "", role or ""),
        ages=ages,
        languages=languages,
        partners=tuple(partners),
        times=in_words(times, language),
    )


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
# What stands in the queries until they are asked: values that no row could have.
_CENTRE, _CODE, _LANGUAGE, _NUMBER = "a centre", "a code", "a language", -1948
_TODAY, _ENDS = dt.date(1005, 5, 5), dt.datetime(1006, 6, 6, tzinfo=dt.UTC)


def _public_activity() -> QuerySet[Activity, tuple[Any, ...]]:
    own = FilteredRelation("texts", condition=Q(texts__language=_LANGUAGE))
    partners = Partner.objects.filter(activities=OuterRef("pk")).order_by("name").values("name")
    fields = [f"{path}{name}" for model, path in _MODELS for name in _names(model)]
    rows = public_activities(_TODAY).filter(code=_CODE, centre__code=_CENTRE)
    return rows.annotate(
        own=own,
        said=Coalesce("own__title", "title"),
        told=Coalesce("own__about", "about"),
        said_in=Coalesce("own__language", Value(PageLanguage.SV.value)),
        partner_names=ArraySubquery(partners),
        leg_words=ArraySubquery(_leg_words()),
    ).values_list(*fields, "said", "told", "said_in", "leader__name", "leader__role", "partner_names", "leg_words")


def _leg_words() -> QuerySet[CentreLeg, str]:
    """What the centre of an activity calls the leg that answers for it, where it calls it something."""
    rows = CentreLeg.objects.filter(periods.on(_TODAY), centre=OuterRef("centre"), leg=OuterRef("leg"))
    own = FilteredRelation("texts", condition=Q(texts__kind="word", texts__language=_LANGUAGE))
    rows = rows.annotate(own=own, said=Coalesce("own__text", "word", output_field=TextField())).exclude(said="")
    return rows.order_by("pk").values_list("said", flat=True)


def _times() -> QuerySet[Occurrence, tuple[Any, ...]]:
    coming = Occurrence.objects.filter(activity=_NUMBER, ends_at__gt=_ENDS)
    return worded(coming, _LANGUAGE)[:MOST_TIMES]


_ACTIVITY: Final = Prepared(
    _public_activity,
    centre=_CENTRE,
    code=_CODE,
    language=_LANGUAGE,
    today=_TODAY,
    oldest=oldest_shown(_TODAY),
)
_TIMES: Final = Prepared(_times, activity=_NUMBER, ends=_ENDS, language=_LANGUAGE)
