"""What an authority chooses for its agreements: when to be reminded, and a region the levels of its assignment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.models import AssignmentLevel, ReminderDays
from famn.domain.matters.facts import cut
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

MOST_DAYS = 1_000


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A level of the paid assignment: its name, what it asks for, and what it pays a year in whole SEK."""

    name: str
    what: str
    yearly: int | None = None


@transaction.atomic
def set_levels(*, by: Actor, at: dt.datetime, levels: Iterable[LevelFacts]) -> list[AssignmentLevel]:
    """Say what the three levels of one's region are, the lowest first. Assignments already recorded keep theirs.

    Raises Refused without three levels that each have a name.
    """
    require(rules.may_shape_levels(by))
    here = _take_turns(by)
    wanted = list(levels)
    if len(wanted) != 3 or not all(squeeze(one.name) for one in wanted):
        raise Refused(_("Ge var och en av de tre nivåerna ett namn."))
    rows = []
    for number, one in enumerate(wanted, start=1):
        values = {"name": cut(squeeze(one.name), 80), "what": cut(squeeze(one.what), 300), "yearly": one.yearly}
        row, _made = AssignmentLevel.objects.update_or_create(authority=here, number=number, defaults=values)
        rows.append(row)
    trail.record("set_levels", here, by=by, at=at)
    return rows


@transaction.atomic
def choose_reminders(*, by: Actor, at: dt.datetime, days: Mapping[str, Iterable[int]]) -> list[ReminderDays]:
    """Say how many days before the last day for notice and before the end one's authority is reminded.

    Raises Refused for none at all, and for days beyond reason.
    """
    require(rules.may_choose_reminders(by))
    here = _take_turns(by)
    wanted = {before: sorted(set(days.get(before, ())), reverse=True) for before in ReminderDays.Before.values}
    for before, chosen in wanted.items():
        if not chosen or not all(1 <= one <= MOST_DAYS for one in chosen):
            raise Refused(_("Skriv minst ett antal dagar, till exempel 180, 90 och 30."), field=before)
    ReminderDays.objects.filter(authority=here).delete()
    rows = ReminderDays.objects.bulk_create(
        ReminderDays(authority=here, before=before, days=one) for before, chosen in wanted.items() for one in chosen
    )
    trail.record("choose_reminders", here, by=by, at=at)
    return rows


def _take_turns(by: Actor) -> Authority:
    """Let those who choose for one authority do so one at a time."""
    return Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id)
