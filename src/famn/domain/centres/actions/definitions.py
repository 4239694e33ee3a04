"""Writes of definitions. One that has begun to hold never changes: a change is a new version from a later day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.holding import named
from famn.domain.centres.classify import LEGS, ClassFacts
from famn.domain.centres.models import CentreLeg, ClassDefinition, DefinitionSet
from famn.domain.centres.reads.classes import set_page
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

MOST_CLASSES: Final = 6  # as many as one sees at a glance


@transaction.atomic
def copy_definition_set(
    definition: DefinitionSet, *, by: Actor, at: dt.datetime, name: str, valid_from: dt.date
) -> DefinitionSet:
    """Make a copy of a definition that one's authority may change, holding from a day that has not come yet.

    Raises Refused where the authority has a copy of that definition, or one of that name.
    """
    require(rules.may_copy_set(by, definition))
    authority = _lock_authority(by)
    _not_begun(valid_from, at)
    name = _free_name(name, authority, series="")
    series = f"{definition.series}-{authority.code}" if definition.authority_id is None else f"{definition.series}-ny"
    if DefinitionSet.objects.filter(authority=authority, series=series).exists():
        raise Refused(_("Ni har redan en kopia av den definitionen. Ändra den i stället."), field="name")
    copy = DefinitionSet.objects.create(
        series=series[:60],
        name=name,
        version=_version(valid_from),
        source=definition.source,
        reading=definition.reading,
        authority=authority,
        based_on=definition,
        valid_from=valid_from,
    )
    _put(copy, rules.set_facts(definition, rules.classes_of_set(definition)).classes)
    trail.record("copy_definition_set", copy, by=by, at=at, about={"definition_set": definition.pk})
    return copy


@transaction.atomic
def change_definition_set(
    definition: DefinitionSet,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    reading: str,
    valid_from: dt.date,
    classes: Sequence[ClassFacts],
    seen: str,
) -> DefinitionSet:
    """Let an own definition say this from a day that has not come yet. Returns the version that says so.

    One that has not begun is changed. One that has stays as it is, and a new version of its series begins on the day.
    `classes` are given the strongest first, and numbered here. `seen` is the mark of what the person saw
    (reads.SetPage.mark). Raises Refused where somebody changed it since, where the series has a version from that day,
    and for classes that ask for nothing or for what cannot be.
    """
    authority = _lock_authority(by)
    definition = DefinitionSet.objects.select_for_update(of=("self",), no_key=True).get(pk=definition.pk)
    require(rules.may_change_set(by, definition))
    today = timezone.localdate(at)
    not_stale(seen, set_page(definition, today).mark)
    _not_begun(valid_from, at)
    name, asked = _free_name(name, authority, series=definition.series), _whole(classes)
    others = DefinitionSet.objects.filter(authority=authority, series=definition.series, valid_from=valid_from)
    if others.exclude(pk=definition.pk).exists():
        raise Refused(_("Det finns redan en version som gäller från den dagen."), field="valid_from")
    begun = rules.has_begun(definition, day=today)
    version = _next(definition, authority) if begun else definition
    version.name, version.reading = name, reading.strip()
    version.version, version.valid_from = _version(valid_from), valid_from
    version.save()
    _put(version, asked)
    trail.record("change_definition_set", version, by=by, at=at, about={"definition_set": definition.pk})
    return version


def _next(definition: DefinitionSet, authority: Authority) -> DefinitionSet:
    """A new version of a definition, not kept yet."""
    return DefinitionSet(series=definition.series, source=definition.source, authority=authority, based_on=definition)


def _lock_authority(by: Actor) -> Authority:
    """One's authority under a lock: of two who do the same at once, the second sees what the first did."""
    return Authority.objects.select_for_update(no_key=True).get(pk=standing(by).authority_id)


def _not_begun(day: dt.date, at: dt.datetime) -> None:
    if day <= timezone.localdate(at):
        raise Refused(_("Välj en dag som inte har kommit än. Det som redan gäller ändras aldrig."), field="valid_from")


def _version(day: dt.date) -> str:
    return _("från %(day)s") % {"day": day.isoformat()}


def _free_name(name: str, authority: Authority, *, series: str) -> str:
    name = named(name, DefinitionSet)
    if DefinitionSet.objects.filter(authority=authority, name__iexact=name).exclude(series=series).exists():
        raise Refused(_("Ni har redan en definition som heter så. Välj ett annat namn."), field="name")
    return name


def _put(definition: DefinitionSet, classes: Sequence[ClassFacts]) -> None:
    """Let a definition that has not begun have these classes and no others."""
    ClassDefinition.objects.filter(definition=definition).delete()
    ClassDefinition.objects.bulk_create(
        ClassDefinition(definition=definition, **rules.class_values(one)) for one in classes
    )


def _whole(classes: Sequence[ClassFacts]) -> list[ClassFacts]:
    """The classes as kept, numbered from 1, each asking for something that can be."""
    if not 1 <= len(classes) <= MOST_CLASSES:
        raise Refused(_("En definition har mellan en och %(most)d klasser.") % {"most": MOST_CLASSES})
    return [replace(_sound(one, number), number=number) for number, one in enumerate(classes, start=1)]


def _sound(one: ClassFacts, number: int) -> ClassFacts:
    name = squeeze(one.name)[:120]
    if not name:
        raise Refused(_("Skriv vad klassen heter."), field=f"name_{number}")
    degrees = {*CentreLeg.Degree.values}
    legs_are_known = {*one.all_of, *one.any_of} <= set(LEGS)
    if one.kind not in ClassDefinition.Kind.values or one.least_degree not in degrees or not legs_are_known:
        raise Refused(_("Klassen frågar efter något som inte finns."), field=f"kind_{number}")
    if one.any_degree not in {"", *degrees}:
        raise Refused(_("Klassen frågar efter något som inte finns."), field=f"any_degree_{number}")
    if not one.all_of and not one.any_count:
        raise Refused(_("Välj minst en verksamhet som klassen kräver."), field=f"all_of_{number}")
    if not 0 <= one.any_count <= len(one.any_of):
        raise Refused(_("Klassen kräver fler verksamheter än de som går att välja på."), field=f"any_count_{number}")
    if one.most_legs is not None and not max(one.any_count, 1) <= one.most_legs <= len(LEGS):
        raise Refused(_("Klassen tillåter färre verksamheter än den kräver."), field=f"most_legs_{number}")
    return replace(one, name=name)
