"""Beginning the agreement that follows an old one: the same parties, words, commitments and costs, to be gone over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.actions.holding import add_version, lock_letter
from famn.domain.agreements.actions.letters import PartyFacts, start_letter
from famn.domain.agreements.drafting.course import end_after
from famn.domain.agreements.models import (
    AgreementTerms,
    Commitment,
    CostRow,
    JointLetter,
    LetterParty,
    LetterTemplate,
    LetterVersion,
)
from famn.domain.agreements.reads import (
    commitments_of,
    content_of,
    cost_rows_of,
    course_of,
    full_letter,
    newest_version,
    parties_of,
    terms_of,
)
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import Refused, require

_DAY = dt.timedelta(days=1)


@transaction.atomic
def follow_agreement(old: JointLetter, *, by: Actor, at: dt.datetime) -> JointLetter:
    """Begin the agreement that follows this one: it begins the day after the old one ends, and is as long.

    The headings are those of the template as it is now, with the old words where the heading was there before.
    Raises Refused where one has been begun that is not taken back, and where no template of agreements holds now.
    """
    old = lock_letter(old)
    require(rules.may_follow(by, old))
    if followers(old):
        raise Refused(_("Det finns redan ett avtal som följer det här."))
    version = newest_version(old)
    before = content_of(version)
    new = start_letter(
        by=by,
        at=at,
        template=_template(old, by),
        aim=before.aim,
        parties=[PartyFacts(one.name, one.kind, tuple(one.legs), one.authority) for one in _parties(old)],
        values=before.values,
        place=full_letter(old).place,
        matter=old.matter,
        follows=old,
    )
    new = lock_letter(new)
    content = content_of(newest_version(new))
    told = {one.key: one for one in before.sections}
    sections = [replace(one, text=told[one.key].text) if one.key in told else one for one in content.sections]
    mine = {one.key for one in content.sections}
    more = [one for one in before.sections if one.key not in mine]
    _copy_rows(old, new, today=timezone.localdate(at))
    words = replace(content, title=before.title, sections=(*sections, *more), values=dict(before.values))
    add_version(new, words, cause=LetterVersion.Cause.TERMS, by=by, at=at)
    trail.record("follow_agreement", new, by=by, at=at, about={"letter_of_intent": old.pk})
    return new


def followers(letter: JointLetter) -> list[JointLetter]:
    """The agreements begun after this one that are not taken back."""
    rows = JointLetter.objects.filter(terms__follows=letter).exclude(state=JointLetter.State.WITHDRAWN)
    return list(rows.order_by("pk"))


def _parties(letter: JointLetter) -> list[LetterParty]:
    known = {one.pk: one for one in LetterParty.objects.filter(letter=letter).select_related("authority")}
    return [known[one.pk] for one in parties_of(letter)]


def _template(old: JointLetter, by: Actor) -> LetterTemplate:
    """The old one's template as it is now, else the first that one may use."""
    usable = rules.usable_templates(by).filter(kind=old.kind)
    same = usable.filter(name=old.template.name, authority=old.template.authority_id).first()
    found = same or usable.order_by("authority_id", "pk").first()
    if found is None:
        raise Refused(_("Ingen mall för samverkansavtal gäller nu."))
    return found


def _copy_rows(old: JointLetter, new: JointLetter, *, today: dt.date) -> None:
    parties = {one.name: one for one in parties_of(new)}
    before = terms_of(old)
    ends_on = course_of(old, today=today).ends_on
    begins = ends_on + _DAY if ends_on else None
    AgreementTerms.objects.filter(letter=new).update(
        from_date=begins,
        to_date=_as_long(before, ends_on),
        notice_months=before.notice_months,
        prolong_months=before.prolong_months,
        under=before.under,
        split=before.split,
        cost=before.cost,
    )
    Commitment.objects.bulk_create(
        Commitment(
            letter=new,
            party=parties[one.party.name],
            number=number,
            kind=one.kind,
            amount=one.amount,
            per=one.per,
            what=one.what,
        )
        for number, one in enumerate(commitments_of(old), start=1)
    )
    CostRow.objects.bulk_create(
        CostRow(
            letter=new,
            party=parties[one.party.name],
            number=number,
            what=one.what,
            percent=one.percent,
            yearly=one.yearly,
        )
        for number, one in enumerate(cost_rows_of(old), start=1)
    )


def _as_long(terms: AgreementTerms, ends_on: dt.date | None) -> dt.date | None:
    """The last day of a time as long as the first one of the old agreement, in whole months."""
    if terms.from_date is None or terms.to_date is None or ends_on is None:
        return None
    after = terms.to_date + _DAY
    months = (after.year - terms.from_date.year) * 12 + after.month - terms.from_date.month
    return end_after(ends_on, months, 1) if months else None
