"""Reminding the keepers of agreements of what comes near: the last day for notice, and the end."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from famn.domain.agreements import notices, rules
from famn.domain.agreements.models import AgreementReminder, JointLetter
from famn.domain.agreements.reads import keepers_of, to_remind
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import require


@transaction.atomic
def remind_of_agreements(*, by: Actor, at: dt.datetime) -> int:
    """Write to the keepers of the signed agreements of which a day comes near. Returns how many letters.

    Each day is told once for each of the authority's numbers of days before it; where several have passed by
    unnoticed, one letter is enough. Safe to run again, and twice at once: each agreement is taken under a lock, and
    what was told is kept. Where nobody is there to get the letter it waits.
    """
    require(rules.may_remind_of_agreements(by))
    today = timezone.localdate(at)
    return sum(
        _remind(letter, before, day, days, today=today, by=by, at=at)
        for letter, before, day, days in to_remind(today=today)
    )


def _remind(
    letter: JointLetter,
    before: str,
    day: dt.date,
    days: list[int],
    *,
    today: dt.date,
    by: Actor,
    at: dt.datetime,
) -> int:
    rows = JointLetter.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    people = keepers_of(letter, today=today)
    if not people or rows.filter(pk=letter.pk).first() is None:
        return 0  # nobody is there, or another clock has it: it waits until the next minute
    known = AgreementReminder.objects.filter(letter=letter, before=before, day=day).values_list("days", flat=True)
    fresh = sorted(set(days) - set(known))
    if not fresh:
        return 0
    AgreementReminder.objects.bulk_create(
        AgreementReminder(letter=letter, before=before, day=day, days=one, sent_at=at) for one in fresh
    )
    for person in people:
        notices.tell_agreement_nears(person, letter, before=before, day=day, today=today, at=at)
    trail.record("remind_of_agreement", letter, by=by, at=at, reason=before)
    return len(people)
