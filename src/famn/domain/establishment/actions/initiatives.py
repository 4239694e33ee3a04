"""The only writes of initiatives: from a confirmed document to the steps of their ladder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import notices, reads, rules
from famn.domain.establishment.actions.holding import lock_authority, lock_initiative
from famn.domain.establishment.actions.steps import begin_on_step
from famn.domain.establishment.models import (
    Initiative,
    InitiativeMatter,
    InitiativeParty,
    Ladder,
)
from famn.domain.matters.actions import open_matter, start_matter
from famn.domain.matters.facts import Facts, cut, full_date
from famn.domain.matters.models import Document, IncomingFile, Matter
from famn.domain.people.models import Authority, Leg, Place
from famn.domain.people.reads import place_by_name
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

FORM_FIELDS: Final = {"title": "initiative.title", "move_by": "initiative.move_by", "step": "initiative.step"}


@dataclass(frozen=True)
class Confirmed:
    """What came of a confirmed document. `initiative` is None where none was asked for."""

    document: Document
    matter: Matter
    initiative: Initiative | None


# --- from a document -------------------------------------------------------------------------------


@transaction.atomic
def confirm_reading(incoming: IncomingFile, *, by: Actor, at: dt.datetime, facts: Facts, version: int) -> Confirmed:
    """Confirm what was read: the document gets its matter and, if asked for, an initiative; people are told.

    Where an initiative is under way at the place already, the matter is tied to that one instead. Raises Refused
    with the field of the form, and then nothing at all has happened.
    """
    document = open_matter(incoming, by=by, at=at, facts=facts, version=version)
    initiative = _initiative_of(document, facts, by=by, at=at) if facts.initiative.start else None
    notices.tell_confirmed(document, initiative, by=by, at=at)
    return Confirmed(document, document.matter, initiative)


def _initiative_of(document: Document, facts: Facts, *, by: Actor, at: dt.datetime) -> Initiative:
    """The initiative at the document's place: the one under way, or a new one."""
    require(rules.may_start(by))
    authority = lock_authority(by)
    place = _place_of(facts)
    running = reads.open_initiative_for(place, authority_id=authority.pk) if place else None
    if running is not None:
        return tie_matter(running, by=by, at=at, matter=document.matter, document=document)
    ladder = reads.default_ladder(by)
    if ladder is None:
        raise Refused(_("Det finns ingen trappa än. Be den som sköter systemet att läsa in grunddata."))
    try:
        return start_initiative(
            by=by,
            at=at,
            title=facts.initiative.title,
            place=place,
            place_name=place.short_name if place else facts.area,
            trigger=facts.initiative.trigger,
            move_by=_day(facts.initiative.move_by, field="initiative.move_by"),
            ladder=ladder,
            parties=rules.share_legs(facts.parties, facts.legs),
            step=facts.initiative.step,
            reached_on=_reached_on(facts, at),
            matter=document.matter,
            document=document,
        )
    except Refused as refused:
        raise Refused(refused.reason, field=FORM_FIELDS.get(refused.field or "", refused.field)) from None


def _place_of(facts: Facts) -> Place | None:
    """The place that the person chose, else the one that the document names."""
    if facts.initiative.place_code:
        place = Place.objects.filter(code=facts.initiative.place_code).first()
        if place is None:
            raise Refused(_("Platsen finns inte."), field="initiative.place_code")
        return place
    return place_by_name(facts.area) if facts.area else None


def _reached_on(facts: Facts, at: dt.datetime) -> dt.date:
    """The day from which the step is known to be reached: the document's own day, if it has passed, else today."""
    today = timezone.localdate(at)
    day = full_date(facts.date)
    return day if day is not None and day <= today else today


# --- an initiative ---------------------------------------------------------------------------------


@transaction.atomic
def start_initiative(
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    place: Place | None,
    place_name: str,
    trigger: str,
    move_by: dt.date | None,
    ladder: Ladder,
    parties: Iterable[tuple[str, Sequence[str]]],
    step: int | None = None,
    reached_on: dt.date | None = None,
    matter: Matter | None = None,
    document: Document | None = None,
) -> Initiative:
    """Start an initiative for one's authority, perhaps on a step of its ladder and with its first matter.

    `parties` are names, each with the legs it would bring; `reached_on` is the day of `step`, today where it is
    not known. Raises Refused without a title or a place name, or with somebody else's ladder.
    """
    require(rules.may_start(by))
    here = standing(by)
    name = squeeze(place_name) or (place.short_name if place else "")
    if not squeeze(title):
        raise Refused(_("Skriv en rubrik för initiativet."), field="title")
    if not name:
        raise Refused(_("Skriv vilken plats initiativet gäller."), field="place")
    if not rules.usable_ladders(by).filter(pk=ladder.pk).exists():
        raise Refused(_("Välj en trappa som er myndighet får använda."), field="ladder")
    initiative = Initiative.objects.create(
        authority_id=here.authority_id,
        unit_id=here.unit_id,
        place=place,
        place_name=cut(name, 80),
        title=cut(squeeze(title), 200),
        trigger=trigger.strip(),
        move_by=move_by,
        ladder=ladder,
        started_by_id=here.user_id,
        started_at=at,
    )
    trail.record("start_initiative", initiative, by=by, at=at)
    for party, legs in parties:
        add_party(initiative, by=by, at=at, name=party, legs=legs)
    if step is not None:
        begin_on_step(initiative, by=by, at=at, number=step, reached_on=reached_on or timezone.localdate(at))
    if matter is not None:
        tie_matter(initiative, by=by, at=at, matter=matter, document=document)
    return initiative


@transaction.atomic
def change_initiative(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    place: Place | None,
    place_name: str,
    trigger: str,
    move_by: dt.date | None,
) -> Initiative:
    """Change what an initiative says of itself. What is shown to everybody keeps its title and its place."""
    initiative = lock_initiative(initiative)
    require(rules.may_drive(by, initiative))
    name = squeeze(place_name) or (place.short_name if place else "")
    if not squeeze(title):
        raise Refused(_("Skriv en rubrik för initiativet."), field="title")
    if not name or (initiative.is_public and place is None):
        raise Refused(_("Skriv vilken plats initiativet gäller."), field="place")
    initiative.title, initiative.place, initiative.place_name = cut(squeeze(title), 200), place, cut(name, 80)
    initiative.trigger, initiative.move_by = trigger.strip(), move_by
    initiative.save(update_fields=["title", "place", "place_name", "trigger", "move_by"])
    trail.record("change_initiative", initiative, by=by, at=at)
    return initiative


@transaction.atomic
def start_matter_of(initiative: Initiative, *, by: Actor, at: dt.datetime, **facts: Any) -> Matter:
    """Begin a matter that belongs to an initiative. `facts` and what is refused are those of `start_matter`."""
    matter = start_matter(by=by, at=at, **facts)
    tie_matter(initiative, by=by, at=at, matter=matter)
    return matter


@transaction.atomic
def tie_matter(
    initiative: Initiative, *, by: Actor, at: dt.datetime, matter: Matter, document: Document | None = None
) -> Initiative:
    """Let a matter belong to an initiative, because of `document` if there is one. Safe to do twice."""
    initiative = lock_initiative(initiative)
    require(rules.may_tie(by, initiative, matter))
    tie, is_new = InitiativeMatter.objects.get_or_create(
        initiative=initiative, matter=matter, defaults={"document": document}
    )
    if is_new:
        trail.record("tie_matter", initiative, by=by, at=at, about={"matter": tie.matter_id})
    return initiative


# --- parties ---------------------------------------------------------------------------------------


@transaction.atomic
def add_party(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    legs: Sequence[str],
    authority: Authority | None = None,
) -> InitiativeParty:
    """Let a party join, with the legs it would bring. Raises Refused where it has joined, or a leg is unknown."""
    initiative = lock_initiative(initiative)
    require(rules.may_drive(by, initiative))
    name = cut(squeeze(name), 160)
    if not name:
        raise Refused(_("Skriv vad parten heter."), field="name")
    if any(leg not in Leg.values for leg in legs):
        raise Refused(_("Välj bland de fyra benen."), field="legs")
    if InitiativeParty.objects.filter(initiative=initiative, name__iexact=name).exists():
        raise Refused(_("Parten är redan med."), field="name")
    party = InitiativeParty.objects.create(
        initiative=initiative,
        name=name,
        legs=[leg for leg in Leg.values if leg in legs],
        authority=authority or _own(initiative, name),
    )
    trail.record("add_party", initiative, by=by, at=at, about={"initiative_party": party.pk})
    return party


@transaction.atomic
def remove_party(party: InitiativeParty, *, by: Actor, at: dt.datetime) -> Initiative:
    """Record that a party is not with it any more. Safe to do twice."""
    initiative = lock_initiative(Initiative(pk=party.initiative_id))
    require(rules.may_drive(by, initiative))
    gone, _rows = InitiativeParty.objects.filter(pk=party.pk).delete()
    if gone:
        trail.record("remove_party", initiative, by=by, at=at, about={"initiative_party": party.pk})
    return initiative


# --- shown to everybody, resting, ended ------------------------------------------------------------


@transaction.atomic
def publish_initiative(initiative: Initiative, *, by: Actor, at: dt.datetime) -> Initiative:
    """Show an initiative to everybody: its place, title, legs and steps."""
    initiative = lock_initiative(initiative)
    require(rules.may_publish(by, initiative))
    return _show(initiative, shown=True, verb="publish_initiative", by=by, at=at)


@transaction.atomic
def unpublish_initiative(initiative: Initiative, *, by: Actor, at: dt.datetime) -> Initiative:
    """Stop showing an initiative to everybody."""
    initiative = lock_initiative(initiative)
    require(rules.may_unpublish(by, initiative))
    return _show(initiative, shown=False, verb="unpublish_initiative", by=by, at=at)


@transaction.atomic
def rest_initiative(initiative: Initiative, *, by: Actor, at: dt.datetime) -> Initiative:
    """Let an initiative rest."""
    return _go(initiative, Initiative.State.RESTING, "rest_initiative", by=by, at=at)


@transaction.atomic
def end_initiative(initiative: Initiative, *, by: Actor, at: dt.datetime) -> Initiative:
    """End an initiative. What it reached stays on record, and it can be woken."""
    return _go(initiative, Initiative.State.ENDED, "end_initiative", by=by, at=at)


@transaction.atomic
def wake_initiative(initiative: Initiative, *, by: Actor, at: dt.datetime) -> Initiative:
    """Let an initiative that rests or has ended go on."""
    return _go(initiative, Initiative.State.ACTIVE, "wake_initiative", by=by, at=at)


# --- taking hold of rows ---------------------------------------------------------------------------


def _own(initiative: Initiative, name: str) -> Authority | None:
    """The initiative's own authority, if that is what the party is called."""
    return initiative.authority if initiative.authority.name.casefold() == name.casefold() else None


def _show(initiative: Initiative, *, shown: bool, verb: str, by: Actor, at: dt.datetime) -> Initiative:
    initiative.is_public = shown
    initiative.save(update_fields=["is_public"])
    trail.record(verb, initiative, by=by, at=at)
    return initiative


def _go(initiative: Initiative, state: str, verb: str, *, by: Actor, at: dt.datetime) -> Initiative:
    initiative = lock_initiative(initiative)
    require(rules.may_go(by, initiative, state))
    initiative.state = state
    initiative.save(update_fields=["state"])
    trail.record(verb, initiative, by=by, at=at)
    return initiative


def _day(text: str, *, field: str) -> dt.date | None:
    """A whole day. Raises Refused for a month or a year alone, or for no date."""
    try:
        day = full_date(text)
    except ValueError:
        day = None
    if text and day is None:
        raise Refused(_("Skriv hela dagen, till exempel 2021-12-31."), field=field)
    return day
