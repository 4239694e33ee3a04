"""Classes of centres, and the definitions behind them, as pages draw and say them. Pure: asks the database nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from famn.domain.centres.classify import (
    LEGS,
    Answer,
    ClassFacts,
    Classification,
    Degree,
    Finding,
    Kind,
    LegFinding,
)
from famn.domain.centres.models import ClassDefinition, DefinitionSet
from famn.domain.centres.reads import CentreUnderSet, SetInForce
from famn.domain.people.models import Leg
from famn.web.shared.tags import date_long


@dataclass(frozen=True)
class ClassLook:
    """A class as a small drawing and a word; the drawing alone never carries the meaning."""

    mark: str
    word: str | Promise


NONE: Final = ClassLook("none", gettext_lazy("Räknas inte"))
UNKNOWN: Final = ClassLook("unknown", gettext_lazy("Går inte att säga"))
LOOKS: Final = {
    Kind.FULL: ClassLook("full", gettext_lazy("Familjecentral")),
    Kind.EITHER: ClassLook("either", gettext_lazy("Familjecentral eller liknande")),
    Kind.LIKE: ClassLook("like", gettext_lazy("Liknar en familjecentral")),
    Kind.WORKING: ClassLook("working", gettext_lazy("Familjecentrerat arbetssätt")),
}
EVERY_LOOK: Final = (*LOOKS.values(), UNKNOWN, NONE)

_ANSWERS: Final = {
    Answer.YES: ("yes", gettext_lazy("ja")),
    Answer.NO: ("no", gettext_lazy("nej")),
    Answer.UNKNOWN: ("unknown", gettext_lazy("vet inte")),
}
_NOT_ASKED: Final = ("unasked", gettext_lazy("frågas inte"))

_NUMBERS: Final = ("", gettext_lazy("en"), gettext_lazy("två"), gettext_lazy("tre"), gettext_lazy("fyra"))
_SHORT: Final = {
    Degree.WHOLE: gettext_lazy("med hela verksamheten i huset"),
    Degree.PART: gettext_lazy("i huset, minst till en del"),
    Degree.HOURS: gettext_lazy("på plats, minst vissa timmar"),
    Degree.JOINT: gettext_lazy("med i gemensamma aktiviteter"),
    Degree.NONE: gettext_lazy("med i samarbetet, var de än finns"),
}
_DEMANDS: Final = {
    Degree.WHOLE: gettext_lazy("hela verksamheten ska finnas i huset"),
    Degree.PART: gettext_lazy("minst en del av verksamheten ska finnas i huset"),
    Degree.HOURS: gettext_lazy("ska vara på plats minst vissa timmar"),
    Degree.JOINT: gettext_lazy("ska vara med i gemensamma aktiviteter på plats"),
    Degree.NONE: gettext_lazy("ska vara med i samarbetet, men behöver inte finnas på plats"),
}


# --- a centre under definitions --------------------------------------------------------------------


def look_of(found: Classification) -> ClassLook:
    """How the answer of a definition looks."""
    if found.answer is Answer.UNKNOWN:
        return UNKNOWN
    return LOOKS[Kind(found.kind)] if found.kind else NONE


def under_sets(rows: Iterable[CentreUnderSet]) -> list[dict[str, Any]]:
    """A centre under each definition: the mark, the sentence, and each leg with its finding."""
    return [_under_set(row) for row in rows]


def _under_set(row: CentreUnderSet) -> dict[str, Any]:
    found, stronger = row.classification, row.classification.stronger
    return {
        "set": named_set(row.definition),
        "look": look_of(found),
        "name": "" if found.name.lower() == str(look_of(found).word).lower() else found.name,
        "sentence": _why(found),
        "legs": [_leg(leg) for leg in found.legs],
        "others": [_other(one) for one in found.others],
        "unknown": found.unknown,
        "stronger": {"name": stronger.name, "reasons": stronger.reasons} if stronger else None,
    }


def _why(found: Classification) -> str:
    """Why the answer is what it is, beside a mark that tells the answer itself."""
    if found.answer is Answer.YES:
        return _("Frågar efter: %(asks)s.") % {"asks": in_short(found.told.asked)}
    return found.told.reasons[0] if found.answer is Answer.NO else found.sentence


def _leg(one: LegFinding) -> dict[str, Any]:
    mark, word = _ANSWERS[one.answer] if one.is_asked else _NOT_ASKED
    return {"leg": one.leg, "mark": mark, "word": word, "sentence": one.sentence}


def _other(one: Finding) -> dict[str, Any]:
    mark, word = _ANSWERS[one.answer]
    return {"mark": mark, "word": word, "sentence": one.sentence}


def named_set(one: DefinitionSet) -> dict[str, Any]:
    """A definition by name, with where it comes from and since when. Needs `authority` loaded."""
    return {
        "code": one.code,
        "name": one.name,
        "version": since(one) if one.authority_id else one.version,
        "source": one.source,
        "owner": one.authority.name if one.authority else "",
        "url": reverse("definition", args=[one.code]),
        "since": since(one),
    }


def since(one: DefinitionSet) -> str:
    """From when a definition holds, in words."""
    return _("gäller från %(day)s") % {"day": date_long(one.valid_from)} if one.valid_from else ""


def own_first(rows: Iterable[SetInForce]) -> list[SetInForce]:
    """The definitions of one's own authority before those that all share, otherwise as they came."""
    return sorted(rows, key=lambda row: row.definition.authority_id is None)


# --- a definition in plain words -------------------------------------------------------------------


def classes_in_words(rows: Sequence[ClassDefinition]) -> list[dict[str, Any]]:
    """Each class of a definition, the strongest first, with what it asks in sentences."""
    return [{"name": _unless(row), "look": LOOKS[Kind(row.kind)], "demands": demands(row), "row": row} for row in rows]


def _unless(row: ClassDefinition) -> str:
    """What the source calls a class, where that is not the word we use."""
    return "" if row.name.lower() == str(LOOKS[Kind(row.kind)].word).lower() else row.name


def demands(asked: ClassDefinition) -> list[str]:
    """What a class asks for, a sentence each."""
    said = []
    if asked.all_of:
        said.append(f"{capfirst(_all_of(asked.all_of))}: {_DEMANDS[Degree(asked.least_degree)]}.")
    if asked.any_count:
        said.append(_some(asked))
    if asked.most_legs is not None:
        words = _("Högst %(count)s av de fyra. Finns fler gäller en annan klass.")
        said.append(words % {"count": _NUMBERS[asked.most_legs]})
    if asked.every_party:
        said.append(_("Har flera vårdgivare samma verksamhet gäller kravet var och en."))
    said += _about_the_house(asked)
    return [*said, *_hours(asked)]


def in_short(asked: ClassDefinition | ClassFacts) -> str:
    """What a class asks for, in a few words."""
    said = []
    if asked.all_of:
        said.append(f"{_all_of(asked.all_of)} {_SHORT[Degree(asked.least_degree)]}")
    if asked.any_count:
        legs = {"count": _NUMBERS[asked.any_count], "of": _NUMBERS[len(asked.any_of)]}
        degree = _SHORT[Degree(asked.any_degree or asked.least_degree)]
        said.append(_("minst %(count)s av %(of)s") % legs + f" {degree}")
    return "; ".join(said)


def _some(asked: ClassDefinition) -> str:
    degree = _DEMANDS[Degree(asked.any_degree or asked.least_degree)]
    words = _("Dessutom minst %(count)s av %(legs)s: %(degree)s.") if asked.all_of else _some_alone()
    return words % {"count": _NUMBERS[asked.any_count], "legs": _listed(asked.any_of), "degree": degree}


def _some_alone() -> str:
    return _("Minst %(count)s av %(legs)s: %(degree)s.")


def _all_of(legs: Sequence[str]) -> str:
    return _("alla fyra") if len(legs) == len(LEGS) else _listed(legs)


def _listed(legs: Iterable[str]) -> str:
    *names, last = [str(Leg(leg).label).lower() for leg in LEGS if leg in set(legs)]
    link = pgettext("listing", "och")
    return f"{', '.join(names)} {link} {last}" if names else last


def _about_the_house(asked: ClassDefinition) -> list[str]:
    if asked.one_place:
        return [_("De ska dela hus.")]
    if asked.least_degree == Degree.NONE and asked.any_degree in {"", Degree.NONE}:
        return []
    return [_("Det är inte sagt att alla måste vara i samma hus.")]


def _hours(asked: ClassDefinition) -> list[str]:
    said = []
    if asked.min_open_hours is not None:
        said.append(_("Öppet minst %(hours)s timmar i veckan.") % {"hours": hours_number(asked.min_open_hours)})
    if asked.min_social_hours is not None:
        words = _("Föräldrastödet är bemannat minst %(hours)s timmar i veckan.")
        said.append(words % {"hours": hours_number(asked.min_social_hours)})
    return said


def hours_number(value: object) -> str:
    """A number of hours as people write it: "12", "7,5"."""
    return f"{float(str(value)):g}".replace(".", ",")


# --- a day ------------------------------------------------------------------------------------------


def chosen_day(text: str, *, today: dt.date) -> tuple[dt.date, bool]:
    """The day that an address names, and whether it could be read: today where it names none."""
    if not text:
        return today, True
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today, False
    return (day, True) if 1950 <= day.year <= 2100 else (today, False)


def day_links(days: Iterable[dt.date], *, chosen: dt.date, today: dt.date) -> list[dict[str, Any]]:
    """Days to look at as links, in order of time, each once."""
    return [
        {"label": _("I dag") if day == today else date_long(day), "url": f"?dag={day}", "current": day == chosen}
        for day in sorted({*days, today, chosen})
    ]


def next_new_year(today: dt.date) -> dt.date:
    """The first of January that comes next: from when rules often change."""
    return dt.date(today.year + 1, 1, 1)
