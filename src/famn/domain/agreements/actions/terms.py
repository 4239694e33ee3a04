"""The term of an agreement, what its parties commit themselves to, and who pays what. Each change is a new version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.actions.holding import add_version, lock_letter, party_of
from famn.domain.agreements.models import (
    AgreementTerms,
    Commitment,
    CostRow,
    JointLetter,
    LetterParty,
    LetterVersion,
)
from famn.domain.agreements.reads import content_of, newest_version
from famn.domain.matters import rules as matters
from famn.domain.matters.facts import cut
from famn.domain.matters.models import SteeringDocument
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

MOST_MONTHS = 240  # twenty years: more is a slip of the finger
MOST = Decimal(100_000_000)
Split = AgreementTerms.Split


@dataclass(frozen=True, slots=True)
class Term:
    """For how long an agreement holds, how it ends, when it is gone through, and what it comes under."""

    from_date: dt.date | None = None
    to_date: dt.date | None = None
    notice_months: int | None = None
    prolong_months: int | None = None
    review_on: dt.date | None = None
    under: SteeringDocument | None = None


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """A commitment to add. `amount` is hours, posts, rooms or SEK, by `kind`; `per` a `Commitment.Per`."""

    party: LetterParty
    kind: str
    amount: Decimal
    per: str
    what: str


@transaction.atomic
def set_terms(letter: JointLetter, *, by: Actor, at: dt.datetime, term: Term) -> AgreementTerms:
    """Say for how long the agreement holds. Raises Refused for days in the wrong order and months beyond reason.

    What is missing may be said later: it stops the signing, not the writing.
    """
    letter = lock_letter(letter)
    require(rules.may_write_terms(by, letter))
    _check_term(term, by)
    terms = AgreementTerms.objects.select_for_update().get(letter=letter)
    terms.from_date, terms.to_date, terms.review_on = term.from_date, term.to_date, term.review_on
    terms.notice_months, terms.prolong_months, terms.under = term.notice_months, term.prolong_months, term.under
    terms.save()
    trail.record("set_terms", letter, by=by, at=at)
    _version(letter, by=by, at=at)
    return terms


@transaction.atomic
def add_commitment(letter: JointLetter, *, by: Actor, at: dt.datetime, facts: CommitmentFacts) -> Commitment:
    """Add what a party commits itself to. Raises Refused for a party that is none, nothing, or no words."""
    letter = lock_letter(letter)
    require(rules.may_write_terms(by, letter))
    what = cut(squeeze(facts.what), 200)
    if facts.kind not in Commitment.Kind.values:
        raise Refused(_("Välj vad parten bidrar med."), field="kind")
    if facts.per not in Commitment.Per.values:
        raise Refused(_("Välj hur ofta."), field="per")
    if not 0 < facts.amount < MOST:
        raise Refused(_("Skriv hur mycket, till exempel 12,5."), field="amount")
    if not what:
        raise Refused(_("Skriv vad det gäller."), field="what")
    commitment = Commitment.objects.create(
        letter=letter,
        party=party_of(letter, facts.party),
        number=_next(Commitment.objects.filter(letter=letter).values_list("number", flat=True)),
        kind=facts.kind,
        amount=facts.amount,
        per=facts.per,
        what=what,
    )
    trail.record("add_commitment", letter, by=by, at=at, about={"commitment": commitment.pk})
    _version(letter, by=by, at=at)
    return commitment


@transaction.atomic
def drop_commitment(commitment: Commitment, *, by: Actor, at: dt.datetime) -> JointLetter:
    """Take a commitment out of the agreement; versions that were signed still tell it."""
    letter = lock_letter(JointLetter.objects.get(pk=commitment.letter_id))
    require(rules.may_write_terms(by, letter))
    Commitment.objects.filter(pk=commitment.pk).delete()
    trail.record("drop_commitment", letter, by=by, at=at)
    _version(letter, by=by, at=at)
    return letter


@transaction.atomic
def set_split(letter: JointLetter, *, by: Actor, at: dt.datetime, split: str, cost: int | None) -> AgreementTerms:
    """Say how costs are split, and what they are (whole SEK a year). Another way of splitting empties the rows."""
    letter = lock_letter(letter)
    require(rules.may_write_terms(by, letter))
    if split not in Split.values:
        raise Refused(_("Välj hur kostnaderna delas."), field="split")
    terms = AgreementTerms.objects.select_for_update().get(letter=letter)
    if split != terms.split:
        CostRow.objects.filter(letter=letter).delete()
    terms.split, terms.cost = split, cost if split != Split.OWN else None
    terms.save(update_fields=["split", "cost"])
    trail.record("set_split", letter, by=by, at=at)
    _version(letter, by=by, at=at)
    return terms


@transaction.atomic
def add_cost_row(
    letter: JointLetter,
    *,
    by: Actor,
    at: dt.datetime,
    party: LetterParty,
    what: str = "",
    percent: Decimal | None = None,
    yearly: int | None = None,
) -> CostRow:
    """Add a part of the cost: a share in percent, or a post in whole SEK a year, as the split is.

    That the parts are the whole is not asked for here: it is told on the page, and stops the signing.
    """
    letter = lock_letter(letter)
    require(rules.may_write_terms(by, letter))
    split = AgreementTerms.objects.get(letter=letter).split
    there = CostRow.objects.filter(letter=letter)
    if split == Split.OWN:
        raise Refused(_("Välj först hur kostnaderna delas."), field="split")
    if split == Split.SHARE:
        what, yearly = "", None
        if percent is None or not 0 < percent <= 100:
            raise Refused(_("Skriv en andel mellan 0 och 100 procent."), field="percent")
        if there.filter(party=party).exists():
            raise Refused(_("Parten har redan en andel. Ta bort den först."), field="party")
    else:
        what, percent = cut(squeeze(what), 160), None
        if not what:
            raise Refused(_("Skriv vad posten gäller."), field="what")
        if yearly is None:
            raise Refused(_("Skriv vad posten kostar om året."), field="yearly")
    row = CostRow.objects.create(
        letter=letter,
        party=party_of(letter, party),
        number=_next(there.values_list("number", flat=True)),
        what=what,
        percent=percent,
        yearly=yearly,
    )
    trail.record("add_cost_row", letter, by=by, at=at, about={"cost_row": row.pk})
    _version(letter, by=by, at=at)
    return row


@transaction.atomic
def drop_cost_row(row: CostRow, *, by: Actor, at: dt.datetime) -> JointLetter:
    """Take a part of the cost out of the agreement; versions that were signed still tell it."""
    letter = lock_letter(JointLetter.objects.get(pk=row.letter_id))
    require(rules.may_write_terms(by, letter))
    CostRow.objects.filter(pk=row.pk).delete()
    trail.record("drop_cost_row", letter, by=by, at=at)
    _version(letter, by=by, at=at)
    return letter


def _check_term(term: Term, by: Actor) -> None:
    if term.from_date and term.to_date and term.to_date < term.from_date:
        raise Refused(_("Avtalet kan inte sluta innan det börjar."), field="to_date")
    for field in ("notice_months", "prolong_months"):
        months = getattr(term, field)
        if months is not None and not 1 <= months <= MOST_MONTHS:
            raise Refused(_("Skriv ett antal månader, högst %(most)d.") % {"most": MOST_MONTHS}, field=field)
    if term.under is not None and not matters.visible_steering(by).filter(pk=term.under.pk).exists():
        raise Refused(_("Välj bland överenskommelserna i listan."), field="under")


def _version(letter: JointLetter, *, by: Actor, at: dt.datetime) -> None:
    add_version(letter, content_of(newest_version(letter)), cause=LetterVersion.Cause.TERMS, by=by, at=at)


def _next(numbers: Iterable[int]) -> int:
    return max(numbers, default=0) + 1
