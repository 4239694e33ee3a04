"""Copying a term into another, and a week into another week. What would clash or fall on a day off does not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.actions.holding import once_in_a_room
from famn.domain.activities.actions.series import columns, rows_of
from famn.domain.activities.models import Occurrence, Series, Term
from famn.domain.activities.planning import monday_of
from famn.domain.activities.reads.copying import term_copy, week_copy
from famn.domain.centres.actions.holding import lock_centre
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def copy_term(
    source: Term, target: Term, *, by: Actor, at: dt.datetime, only: Collection[str] | None = None
) -> list[Series]:
    """Copy the series of one term into another of the same centre, as `reads.term_copy` shows it beforehand.

    `only`: the codes of those to copy, None for all. One that is in the target already does not come twice. Whoever
    plans for one leg copies what that leg answers for. Raises Refused where nothing comes.
    """
    centre = lock_centre(source.centre_id)
    require(rules.may_plan(by, centre))
    if target.centre_id != centre.pk or target.pk == source.pk:
        raise Refused(_("Välj en annan termin på samma familjecentral."), field="target")
    target.centre = centre
    found = term_copy(source, target, legs=_legs(by, centre)).series
    chosen = [one for one in found if one.comes and (only is None or one.source.code in only)]
    if not chosen:
        raise Refused(_("Ingenting att kopiera. Välj minst en aktivitet."))
    made = Series.objects.bulk_create(
        Series(activity=one.source.activity, **columns(one.plan)) for one in chosen if one.plan is not None
    )
    rows = [
        row
        for series, one in zip(made, chosen, strict=True)
        for row in rows_of(series, series.activity, one.slots, at=at)
    ]
    with once_in_a_room():
        Occurrence.objects.bulk_create(rows)
    trail.record("copy_term", target, by=by, at=at, about={"family_centre": centre.pk, "term": source.pk})
    return made


@transaction.atomic
def copy_week(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    week_of: dt.date,
    to_week_of: dt.date,
    only: Collection[str] | None = None,
) -> list[Occurrence]:
    """Copy what is planned in the week of one day into the week of another, each as a time of its own.

    `only`: the codes of the occurrences to copy, None for all. Raises Refused where nothing comes.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_plan(by, centre))
    monday, other = monday_of(week_of), monday_of(to_week_of)
    if monday == other:
        raise Refused(_("Välj en annan vecka."), field="to_week")
    found = week_copy(centre, monday, other, legs=_legs(by, centre))
    rows = [
        Occurrence(
            centre=centre,
            activity=one.source.activity,
            starts_at=one.slot.starts_at,
            ends_at=one.slot.ends_at,
            day=one.slot.day,
            room_id=one.slot.room_id,
            leader_id=one.slot.leader_id,
            changed_at=at,
        )
        for one in found
        if one.comes and (only is None or one.source.code in only)
    ]
    if not rows:
        raise Refused(_("Ingenting att kopiera. Välj minst en aktivitet."))
    with once_in_a_room():
        Occurrence.objects.bulk_create(rows)
    trail.record("copy_week", centre, by=by, at=at, about={"occurrence": rows[0].pk})
    return rows


def _legs(by: Actor, centre: FamilyCentre) -> frozenset[str]:
    """The legs whose activities one plans at a centre."""
    return frozenset(Leg.values) if rules.may_keep_house(by, centre) else rules.legs_run_by(by, centre)
