"""Who sees and who may describe centres, whose leg is whose, and what class a centre has on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from famn.domain.centres.classify import CentreFacts, ClassFacts, Classification, LegFacts, SetFacts, classify
from famn.domain.centres.models import (
    CENTRE_STATES,
    CentreLeg,
    ClassDefinition,
    DefinitionSet,
    FamilyCentre,
    OpeningHours,
    Premises,
)
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor, Capability
from famn.ground import periods
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_centres(actor: Actor) -> QuerySet[FamilyCentre]:
    """The centres that one's own authority keeps up to date, or has a leg in, today or earlier."""
    if actor.authority_id is None or not actor.can(Capability.READ_CENTRES):
        return FamilyCentre.objects.none()
    own_leg = CentreLeg.objects.filter(centre=OuterRef("pk"), unit__area__authority_id=actor.authority_id)
    return FamilyCentre.objects.filter(kept_by_id=actor.authority_id) | FamilyCentre.objects.filter(Exists(own_leg))


def public_centres() -> QuerySet[FamilyCentre]:
    """The centres that everybody may see: published, also when one has closed since."""
    return FamilyCentre.objects.filter(is_public=True)


def visible_definition_sets(actor: Actor) -> QuerySet[DefinitionSet]:
    """The definitions that are reference data, and every version of those of one's own authority."""
    shared = DefinitionSet.objects.filter(authority__isnull=True)
    if actor.authority_id is None:
        return shared
    return shared | DefinitionSet.objects.filter(authority_id=actor.authority_id)


def definition_sets_of(place: Place | None) -> QuerySet[DefinitionSet]:
    """Every version of the own definitions of the authorities of a place, of its municipality and of its county.

    The code of a place begins with its municipality's, and that with its county's: 01, 0180, 0180-ostermalm.
    """
    if place is None:
        return DefinitionSet.objects.none()
    around = {place.code, place.code[:4], place.code[:2]}
    return DefinitionSet.objects.filter(authority__place__code__in=around)


def public_definition_sets() -> QuerySet[DefinitionSet]:
    """Every definition: by what a centre is judged is no secret."""
    return DefinitionSet.objects.all()


# --- what one may do -------------------------------------------------------------------------------


def may_open(actor: Actor) -> Verdict:
    """Whether one may put in a centre, which one's authority then keeps up to date."""
    return first_no(actor.can(Capability.RUN_CENTRES), actor.acts_for_a_unit())


def may_describe(actor: Actor, centre: FamilyCentre) -> Verdict:
    """Whether one may change what is said of a centre: the authority that keeps it up to date."""
    if centre.kept_by_id != actor.authority_id:
        return no(_("En annan myndighet håller uppgifterna om familjecentralen aktuella."))
    return actor.can(Capability.RUN_CENTRES)


def may_change_leg(actor: Actor, leg: CentreLeg) -> Verdict:
    """Whether one may change a leg: who keeps the centre, or the authority whose unit runs the leg.

    Needs `centre` and `unit__area` loaded.
    """
    runs_it = leg.unit is not None and leg.unit.area.authority_id == actor.authority_id
    if runs_it:
        return actor.can(Capability.RUN_CENTRES)
    return may_describe(actor, leg.centre)


def may_unpublish(actor: Actor, centre: FamilyCentre) -> Verdict:
    """Whether one may stop showing a centre to everybody."""
    return first_no(may_describe(actor, centre), YES if centre.is_public else no(_("Den visas inte för alla.")))


def may_go(actor: Actor, centre: FamilyCentre, state: str) -> Verdict:
    """Whether one may let a centre open, pause or close: go to `state`."""
    return first_no(may_describe(actor, centre), CENTRE_STATES.may_go(centre.state, state))


def may_copy_set(actor: Actor, definition: DefinitionSet) -> Verdict:
    """Whether one may make a copy of a definition for one's authority: of reference data, and of its own."""
    return first_no(actor.can(Capability.DEFINE_CLASSES), actor.acts_for_a_unit(), _not_of_others(actor, definition))


def may_change_set(actor: Actor, definition: DefinitionSet) -> Verdict:
    """Whether one may change a definition: the own authority's. One that has begun to hold gets a new version."""
    shared = no(_("Den här definitionen delas av alla. Gör en egen kopia om ni vill ändra den."))
    return first_no(may_copy_set(actor, definition), YES if definition.authority_id is not None else shared)


def has_begun(definition: DefinitionSet, *, day: dt.date) -> bool:
    """Whether a definition holds on `day` or has held before: then it never changes again."""
    return definition.valid_from is None or definition.valid_from <= day


def _not_of_others(actor: Actor, definition: DefinitionSet) -> Verdict:
    is_ours = definition.authority_id in {None, actor.authority_id}
    return YES if is_ours else no(_("Definitionen hör till en annan myndighet."))


# --- what class a centre has -----------------------------------------------------------------------


def classify_centre(centre: FamilyCentre, definition: DefinitionSet, *, day: dt.date) -> Classification:
    """The class of a centre on `day` under one definition, explained leg by leg."""
    return classify(facts_of(centre, day=day), set_facts(definition, classes_of_set(definition)))


def facts_of(centre: FamilyCentre, *, day: dt.date) -> CentreFacts:
    """What is known of a centre on `day`: two queries."""
    return facts_of_all([centre.pk], day=day)[centre.pk]


def facts_of_all(numbers: Sequence[int], *, day: dt.date) -> dict[int, CentreFacts]:
    """What is known on `day` of each centre, by its number: two queries, however many they are."""
    rows = (
        CentreLeg.objects.filter(periods.on(day), centre__in=numbers)
        .annotate(houses=Count("centre__premises"))
        .values_list("centre_id", "leg", "degree", "premises_id", "houses", "party_name", "hours_per_week")
        .order_by("centre_id", "leg", "party_name", "pk")
    )
    legs: dict[int, list[LegFacts]] = {number: [] for number in numbers}
    for centre, leg, degree, house, houses, party, hours in rows:
        legs[centre].append(LegFacts(leg, degree, _place(house, houses), party, hours))
    hours_open = _open_hours(numbers, day)
    return {number: CentreFacts(tuple(legs[number]), hours_open.get(number)) for number in numbers}


def _place(house: int | None, houses: int) -> str | None:
    """The key of the house a leg is in: a centre without several houses is one house."""
    if houses < 2:
        return ""
    return None if house is None else str(house)


def _open_hours(numbers: Iterable[int], day: dt.date) -> dict[int, Decimal]:
    """The hours of a week when any leg of a centre is open, by centre; a centre without hours is not there."""
    rows = OpeningHours.objects.filter(periods.on(day), periods.on(day, via="leg__"), leg__centre__in=numbers)
    spans: dict[int, list[tuple[int, int]]] = {}
    for centre, weekday, opens, closes in rows.values_list("leg__centre_id", "weekday", "opens", "closes"):
        spans.setdefault(centre, []).append((_minute(weekday, opens), _minute(weekday, closes)))
    return {centre: Decimal(_covered(some)) / 60 for centre, some in spans.items()}


def _minute(weekday: int, time: dt.time) -> int:
    return (weekday * 24 + time.hour) * 60 + time.minute


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    """How much the spans cover together, each stretch counted once."""
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def classes_of_set(definition: DefinitionSet) -> list[ClassDefinition]:
    """The classes of a definition, the strongest first."""
    return list(ClassDefinition.objects.filter(definition=definition).order_by("number"))


def set_facts(definition: DefinitionSet, classes: Iterable[ClassDefinition]) -> SetFacts:
    """A definition as the classifier reads it."""
    return SetFacts(definition.name, tuple(class_facts(row) for row in classes))


def class_facts(row: ClassDefinition) -> ClassFacts:
    """One class as the classifier reads it."""
    return ClassFacts(
        number=row.number,
        kind=row.kind,
        name=row.name,
        all_of=tuple(row.all_of),
        any_of=tuple(row.any_of),
        any_count=row.any_count,
        most_legs=row.most_legs,
        least_degree=row.least_degree,
        any_degree=row.any_degree,
        every_party=row.every_party,
        one_place=row.one_place,
        min_open_hours=row.min_open_hours,
        min_social_hours=row.min_social_hours,
    )


def class_values(one: ClassFacts) -> dict[str, Any]:
    """The columns of a class, from what the classifier reads."""
    values = {part.name: getattr(one, part.name) for part in fields(one)}
    return values | {"all_of": list(one.all_of), "any_of": list(one.any_of)}


def houses_of(centre: FamilyCentre) -> QuerySet[Premises]:
    """The houses of a centre, the main one first."""
    return Premises.objects.filter(centre=centre).order_by("-is_main", "pk")
