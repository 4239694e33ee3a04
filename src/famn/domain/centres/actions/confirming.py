"""That what is shown is still so: said by a click, and asked for by letter when nobody has said it for long."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import notices, rules
from famn.domain.centres.actions.holding import lock_centre, lock_leg
from famn.domain.centres.models import CentreLeg, CentrePerson, CentreText, FamilyCentre, Part, StaleLetter
from famn.domain.centres.reads.stale import Stale, centres_to_ask, owners_of, part_rows, untold
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def confirm_centre(centre: FamilyCentre, *, by: Actor, at: dt.datetime) -> FamilyCentre:
    """Say that all of a centre is so: what is said of it in all its parts, its legs and its people.

    A leg that another authority runs answers for itself, for its people and for its texts
    (reads.freshness.leg_confirmed).
    """
    centre, today = lock_centre(centre.pk), timezone.localdate(at)
    require(rules.may_describe(by, centre))
    centre.confirmed_on = today
    centre.save(update_fields=["confirmed_on"])
    of_others = Q(leg__unit__isnull=False) & ~Q(leg__unit__area__authority=centre.kept_by_id)
    people = CentrePerson.objects.filter(centre=centre, to_date__isnull=True)
    people.filter(pk__in=people.exclude(of_others)).update(confirmed_on=today)
    for part in Part:
        rows = part_rows(part, today).filter(centre=centre)
        ours = rows.exclude(of_others) if part == Part.TEXTS else rows
        rows.filter(pk__in=ours.values("pk")).update(confirmed_on=today)
    trail.record("confirm_centre", centre, by=by, at=at)
    return centre


@transaction.atomic
def confirm_leg(leg: CentreLeg, *, by: Actor, at: dt.datetime) -> CentreLeg:
    """Say that a leg is as it stands: its hours, its telephone, what it is called and who is shown as working in it."""
    leg, today = lock_leg(leg), timezone.localdate(at)
    require(rules.may_change_leg(by, leg))
    leg.confirmed_on = today
    leg.save(update_fields=["confirmed_on"])
    CentrePerson.objects.filter(leg=leg, to_date__isnull=True).update(confirmed_on=today)
    CentreText.objects.filter(leg=leg).update(confirmed_on=today)
    trail.record("confirm_leg", leg, by=by, at=at, about={"family_centre": leg.centre_id})
    return leg


@transaction.atomic
def confirm_part(
    centre: FamilyCentre, *, by: Actor, at: dt.datetime, part: str, leg: CentreLeg | None = None
) -> FamilyCentre:
    """Say that one part of what everybody reads is so, of the centre itself or of a leg: all its rows at once.

    Raises Refused for a part that there is not.
    """
    centre, today = lock_centre(centre.pk), timezone.localdate(at)
    if part not in Part.values or (leg is not None and part != Part.TEXTS):
        raise Refused(_("Den delen finns inte."))
    require(rules.may_keep(by, centre, lock_leg(leg) if leg else None))
    rows = part_rows(part, today).filter(centre=centre)
    if part == Part.TEXTS:
        rows = rows.filter(leg=leg)
    rows.model._default_manager.filter(pk__in=rows.values("pk")).update(confirmed_on=today)
    about = {"family_centre": centre.pk}
    trail.record("confirm_part", leg or centre, by=by, at=at, reason=part, about=about)
    return centre


@transaction.atomic
def confirm_person(person: CentrePerson, *, by: Actor, at: dt.datetime) -> CentrePerson:
    """Say that somebody still works there as it stands."""
    lock_centre(person.centre_id)
    rows = CentrePerson.objects.defer("photo").select_related("centre", "leg__centre", "leg__unit__area")
    person = rows.get(pk=person.pk)
    require(rules.may_keep_person(by, person))
    person.confirmed_on = timezone.localdate(at)
    person.save(update_fields=["confirmed_on"])
    trail.record("confirm_person", person, by=by, at=at, about={"family_centre": person.centre_id})
    return person


@transaction.atomic
def ask_owners(*, by: Actor, at: dt.datetime) -> int:
    """Ask by letter whether what has not been confirmed for long is still so. Returns how many letters.

    Each row is asked about once when its time has come, once when the reader begins to be warned and once when it
    leaves the public pages. One letter tells all of a centre that its owner is asked about. Safe to run again, and
    twice at once: each centre is taken under a lock. Where nobody is there to get a letter it waits.
    """
    require(rules.may_ask_owners(by))
    return sum(_ask(centre, by=by, at=at) for centre in centres_to_ask(timezone.localdate(at)))


def _ask(centre: FamilyCentre, *, by: Actor, at: dt.datetime) -> int:
    """Ask those who own what has grown old of one centre. Returns how many letters."""
    today = timezone.localdate(at)
    rows = FamilyCentre.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    if rows.filter(pk=centre.pk).first() is None:
        return 0  # another clock has it
    told: defaultdict[User, list[Stale]] = defaultdict(list)
    for one in untold(FamilyCentre.objects.filter(pk=centre.pk), today):
        owners = owners_of(one, today)
        if not owners:
            continue
        StaleLetter.objects.create(
            centre=centre,
            leg=one.leg,
            person=one.person,
            part=one.part,
            stage=one.stage,
            since=one.since,
            sent_at=at,
        )
        for person in owners:
            told[person].append(one)
    for person, some in told.items():
        notices.ask_if_so(person, centre, some, at=at)
    if told:
        trail.record("ask_if_so", centre, by=by, at=at)
    return len(told)
