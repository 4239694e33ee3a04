"""Asking the owners of activities whether what everybody reads of them is still so."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from famn.domain.activities.models import StaleActivityLetter
from famn.domain.activities.reads.stale import StaleActivity, untold_activities
from famn.domain.centres import notices
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.reads.stale import keepers_of
from famn.domain.centres.rules import may_ask_owners
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, Capability
from famn.ground import trail
from famn.ground.verdict import require


@transaction.atomic
def ask_planners(*, by: Actor, at: dt.datetime) -> int:
    """Ask by letter whether activities that nobody has confirmed for long are still so. Returns how many letters.

    Each is asked about once when its time has come, once when the reader begins to be warned and once when it leaves
    the public pages; one letter tells all of a centre. Safe to run again, and twice at once: each centre is taken under
    a lock. Where nobody is there to get a letter it waits.
    """
    require(may_ask_owners(by))
    centres = sorted({one.activity.centre_id for one in untold_activities(timezone.localdate(at))})
    return sum(_ask(number, by=by, at=at) for number in centres)


def _ask(number: int, *, by: Actor, at: dt.datetime) -> int:
    """Ask those who own the old activities of one centre. Returns how many letters."""
    today = timezone.localdate(at)
    rows = FamilyCentre.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    centre = rows.filter(pk=number).first()
    if centre is None:
        return 0  # another clock has it
    told: defaultdict[User, list[StaleActivity]] = defaultdict(list)
    for one in untold_activities(today, centre=number):
        owners = keepers_of(one.activity.unit_id, centre, today, Capability.PLAN_ACTIVITIES)
        if not owners:
            continue
        since = one.activity.confirmed_on
        StaleActivityLetter.objects.create(activity=one.activity, stage=one.stage, since=since, sent_at=at)
        for person in owners:
            told[person].append(one)
    for person, some in told.items():
        notices.ask_if_so(person, centre, some, at=at)
    if told:
        trail.record("ask_if_so", centre, by=by, at=at)
    return len(told)
