"""What pages show of definitions: their classes, a centre under all of them, and how many centres each one counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from famn.domain.centres.classify import Answer, CentreFacts, ClassFacts, Classification, Kind, class_kind, classify
from famn.domain.centres.models import ClassDefinition, DefinitionSet, FamilyCentre
from famn.domain.centres.reads.centre import mark_of
from famn.domain.centres.rules import (
    definition_sets_of,
    facts_of,
    facts_of_all,
    has_begun,
    public_centres,
    set_facts,
    visible_definition_sets,
)
from famn.domain.people.models import Place
from famn.domain.people.rules import NOBODY, Actor
from famn.ground.text import sort_key


@dataclass(frozen=True)
class SetInForce:
    """A definition with its classes, the strongest first. Of `definition`, the authority is loaded."""

    definition: DefinitionSet
    classes: list[ClassDefinition]

    @property
    def title(self) -> str:
        """Its name, and its version."""
        return (
            f"{self.definition.name} ({self.definition.version})" if self.definition.version else self.definition.name
        )


@dataclass(frozen=True)
class CentreUnderSet:
    """What a centre is under one definition: the class, why, and each leg with its sentence."""

    definition: DefinitionSet
    classification: Classification


@dataclass(frozen=True)
class SetCount:
    """How many centres there are under one definition, by what the classes amount to.

    `by_class` holds each class of the definition by its own name with how many have it, the strongest first.
    """

    definition: DefinitionSet
    full: int
    like: int
    either: int
    working: int
    none: int
    unknown: int
    by_class: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """How many centres were asked about."""
        return self.full + self.like + self.either + self.working + self.none + self.unknown


def sets_in_force(day: dt.date, *, actor: Actor = NOBODY, place: Place | None = None) -> list[SetInForce]:
    """The definitions that hold on `day`: reference data, then authorities' own, by name. One query.

    Of authorities' own those of the actor's, and of every authority of the county and municipality where `place` lies.
    """
    sets = visible_definition_sets(actor) | definition_sets_of(place)
    begun = Q(definition__valid_from__isnull=True) | Q(definition__valid_from__lte=day)
    rows = ClassDefinition.objects.filter(begun, definition__in=sets).select_related("definition__authority")
    return _in_force(rows.order_by("number"))


def _in_force(rows: Iterable[ClassDefinition]) -> list[SetInForce]:
    """Of each series of each authority, the version that began last."""
    found: dict[int, SetInForce] = {}
    for row in rows:
        found.setdefault(row.definition_id, SetInForce(row.definition, [])).classes.append(row)
    latest: dict[tuple[int | None, str], SetInForce] = {}
    for one in sorted(found.values(), key=lambda one: one.definition.valid_from or dt.date.min):
        latest[one.definition.authority_id, one.definition.series] = one
    return sorted(
        latest.values(), key=lambda one: (one.definition.authority_id is not None, sort_key(one.definition.name))
    )


def classes_of(centre: FamilyCentre, day: dt.date, sets: Sequence[SetInForce] | None = None) -> list[CentreUnderSet]:
    """A centre on `day` under each definition, side by side: two queries, one more where `sets` are not given."""
    facts = facts_of(centre, day=day)
    return [
        CentreUnderSet(one.definition, classify(facts, set_facts(one.definition, one.classes)))
        for one in (sets_in_force(day) if sets is None else sets)
    ]


def country_classes(day: dt.date, sets: Sequence[SetInForce] | None = None) -> list[SetCount]:
    """How many of the published centres that are there on `day` each definition counts: four queries at most.

    A centre that is closed for a while is there; one that is planned or has closed for good is not.
    """
    there = public_centres().filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day), opened_on__lte=day)
    facts = facts_of_all(list(there.values_list("pk", flat=True)), day=day)
    alike = Counter(_without_names(centre) for centre in facts.values())
    return [_counted(one, alike) for one in (sets_in_force(day) if sets is None else sets)]


def _without_names(centre: CentreFacts) -> CentreFacts:
    """What decides the class: centres that are alike in it are judged once."""
    legs = sorted(
        (replace(row, party="") for row in centre.legs), key=lambda row: (row.leg, row.degree, row.place or "")
    )
    return replace(centre, legs=tuple(legs))


def _counted(one: SetInForce, centres: Counter[CentreFacts]) -> SetCount:
    definition = set_facts(one.definition, one.classes)
    found: Counter[tuple[Answer, ClassFacts | None]] = Counter()
    for centre, times in centres.items():
        found[class_kind(centre, definition)] += times
    kinds: Counter[str] = Counter()
    for (answer, met), times in found.items():
        kinds[met.kind if met else "unknown" if answer is Answer.UNKNOWN else "none"] += times
    by_class = [(asked.name, found[Answer.YES, asked]) for asked in definition.classes]
    counts = {name: kinds[name] for name in (*(kind.value for kind in Kind), "none", "unknown")}
    return SetCount(one.definition, **counts, by_class=by_class)


# --- one definition --------------------------------------------------------------------------------


@dataclass(frozen=True)
class SetPage:
    """A definition with its classes and every version of it. `begun` tells that it never changes again."""

    definition: DefinitionSet
    classes: list[ClassDefinition]
    versions: list[DefinitionSet]
    begun: bool

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed the definition or given it a new version."""
        return set_mark(self.definition, self.classes, self.versions)


def set_page(definition: DefinitionSet, day: dt.date) -> SetPage:
    """A definition, its classes and its versions from the oldest: three queries."""
    one = DefinitionSet.objects.select_related("authority", "based_on").get(pk=definition.pk)
    classes = list(ClassDefinition.objects.filter(definition=one).order_by("number"))
    versions = DefinitionSet.objects.filter(authority=one.authority_id, series=one.series)
    ordered = sorted(versions, key=lambda version: version.valid_from or dt.date.min)
    return SetPage(one, classes, ordered, has_begun(one, day=day))


def set_mark(definition: DefinitionSet, classes: Iterable[ClassDefinition], versions: Iterable[DefinitionSet]) -> str:
    """A mark of a definition and of its versions, another as soon as somebody has changed something."""
    facts = [repr(one) for one in set_facts(definition, classes).classes]
    words = (definition.name, definition.version, definition.reading, str(definition.valid_from))
    return mark_of(*words, *facts, *(version.pk for version in versions))
