"""What happens to a signed agreement: notice, commitments that were not kept, and the region's paid assignment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.actions.holding import lock_letter, party_of
from famn.domain.agreements.models import (
    AgreementNotice,
    AssignmentLevel,
    Commitment,
    JointLetter,
    LetterParty,
    PaidAssignment,
    Shortfall,
    ShortfallFollowUp,
)
from famn.domain.agreements.reads import terms_of
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def give_notice(
    letter: JointLetter, *, by: Actor, at: dt.datetime, party: LetterParty, given_on: dt.date, reason: str = ""
) -> AgreementNotice:
    """Record that a party has given notice. When the agreement then ends is computed. The text is not changed.

    Raises Refused for a party that is none or has given notice before, and for a day that is not yet.
    """
    letter = lock_letter(letter)
    letter.terms = terms_of(letter)
    require(rules.may_give_notice(by, letter))
    party = party_of(letter, party)
    if given_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte varit än."), field="given_on")
    if given_on < timezone.localdate(letter.state_at):
        raise Refused(_("Den dagen hade alla inte skrivit under avtalet än."), field="given_on")
    if AgreementNotice.objects.filter(letter=letter, party=party, taken_back_at__isnull=True).exists():
        raise Refused(_("Parten har redan sagt upp avtalet."), field="party")
    notice = AgreementNotice.objects.create(
        letter=letter,
        party=party,
        given_on=given_on,
        reason=reason.strip(),
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("give_notice", letter, by=by, at=at, about={"agreement_notice": notice.pk, "letter_party": party.pk})
    return notice


@transaction.atomic
def take_back_notice(notice: AgreementNotice, *, by: Actor, at: dt.datetime) -> AgreementNotice:
    """Record that a notice no longer stands, since the parties have agreed so or it was recorded by mistake."""
    lock_letter(JointLetter.objects.get(pk=notice.letter_id))
    notice = AgreementNotice.objects.select_related("letter").get(pk=notice.pk)
    require(rules.may_take_back_notice(by, notice))
    notice.taken_back_by_id, notice.taken_back_at = standing(by).user_id, at
    notice.save(update_fields=["taken_back_by", "taken_back_at"])
    trail.record("take_back_notice", notice.letter, by=by, at=at, about={"agreement_notice": notice.pk})
    return notice


# --- what was not kept ------------------------------------------------------------------------------


@transaction.atomic
def note_shortfall(
    commitment: Commitment,
    *,
    by: Actor,
    at: dt.datetime,
    seen_on: dt.date,
    text: str,
    follow_up_on: dt.date | None = None,
) -> Shortfall:
    """Note that a commitment was not kept: what was seen, and when it is to be followed up.

    Raises Refused without words, for a day that is not yet, and for a follow-up before what was seen.
    """
    letter = lock_letter(JointLetter.objects.get(pk=commitment.letter_id))
    require(rules.may_note_shortfall(by, letter))
    if not text.strip():
        raise Refused(_("Skriv vad som syntes. Skriv inget om enskilda familjer."), field="text")
    if seen_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte varit än."), field="seen_on")
    if follow_up_on is not None and follow_up_on < seen_on:
        raise Refused(_("Följ upp efter dagen då det syntes."), field="follow_up_on")
    shortfall = Shortfall.objects.create(
        commitment=commitment,
        seen_on=seen_on,
        text=text.strip(),
        follow_up_on=follow_up_on,
        noted_by_id=standing(by).user_id,
        noted_at=at,
    )
    about = {"letter_of_intent": letter.pk, "commitment": commitment.pk}
    trail.record("note_shortfall", shortfall, by=by, at=at, about=about)
    return shortfall


@transaction.atomic
def follow_up_shortfall(
    shortfall: Shortfall, *, by: Actor, at: dt.datetime, text: str, follow_up_on: dt.date | None = None
) -> ShortfallFollowUp:
    """Note what came of asking, and when to ask again. Raises Refused without words."""
    shortfall = _lock_shortfall(shortfall)
    require(rules.may_settle_shortfall(by, shortfall))
    if not text.strip():
        raise Refused(_("Skriv vad som kom fram."), field="text")
    note = ShortfallFollowUp.objects.create(
        shortfall=shortfall, text=text.strip(), noted_by_id=standing(by).user_id, noted_at=at
    )
    shortfall.follow_up_on = follow_up_on
    shortfall.save(update_fields=["follow_up_on"])
    trail.record("follow_up_shortfall", shortfall, by=by, at=at, about={"shortfall_follow_up": note.pk})
    return note


@transaction.atomic
def close_shortfall(shortfall: Shortfall, *, by: Actor, at: dt.datetime, outcome: str) -> Shortfall:
    """Close what was noted, with how it ended. Raises Refused without words."""
    shortfall = _lock_shortfall(shortfall)
    require(rules.may_settle_shortfall(by, shortfall))
    if not outcome.strip():
        raise Refused(_("Skriv hur det slutade."), field="text")
    shortfall.closed_by_id, shortfall.closed_at, shortfall.outcome = standing(by).user_id, at, outcome.strip()
    shortfall.save(update_fields=["closed_by", "closed_at", "outcome"])
    trail.record("close_shortfall", shortfall, by=by, at=at)
    return shortfall


# --- the region's paid assignment ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """The region's assignment to a care unit of a party: what it is called, at which level, and for how long."""

    party: LetterParty
    unit_name: str
    name: str
    level: AssignmentLevel
    from_date: dt.date
    to_date: dt.date | None = None


@transaction.atomic
def record_paid_assignment(
    letter: JointLetter, *, by: Actor, at: dt.datetime, facts: AssignmentFacts
) -> PaidAssignment:
    """Record a paid assignment of the region. Raises Refused without a unit or a name, and for days in the wrong order.

    A unit may have assignments under several agreements: it may belong to several centres.
    """
    letter = lock_letter(letter)
    require(rules.may_record_assignment(by, letter))
    unit_name, name = cut(squeeze(facts.unit_name), 120), cut(squeeze(facts.name), 160)
    if not unit_name:
        raise Refused(_("Skriv vilken mottagning uppdraget gäller."), field="unit_name")
    if not name:
        raise Refused(_("Skriv vad uppdraget heter."), field="name")
    if not rules.levels_for(letter).filter(pk=facts.level.pk).exists():
        raise Refused(_("Välj en av nivåerna."), field="level")
    if facts.to_date is not None and facts.to_date < facts.from_date:
        raise Refused(_("Uppdraget kan inte sluta innan det börjar."), field="to_date")
    row = PaidAssignment.objects.create(
        letter=letter,
        party=party_of(letter, facts.party),
        unit_name=unit_name,
        name=name,
        level=facts.level.number,
        level_name=facts.level.name,
        yearly=facts.level.yearly,
        from_date=facts.from_date,
        to_date=facts.to_date,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("record_paid_assignment", letter, by=by, at=at, about={"paid_assignment": row.pk})
    return row


@transaction.atomic
def end_paid_assignment(assignment: PaidAssignment, *, by: Actor, at: dt.datetime, to_date: dt.date) -> PaidAssignment:
    """Record the last day of a paid assignment. A new level is a new row from the day after."""
    lock_letter(JointLetter.objects.get(pk=assignment.letter_id))
    row = PaidAssignment.objects.select_related("letter").get(pk=assignment.pk)
    require(rules.may_end_assignment(by, row))
    if to_date < row.from_date:
        raise Refused(_("Uppdraget kan inte sluta innan det börjar."), field="to_date")
    row.to_date, row.ended_by_id, row.ended_at = to_date, standing(by).user_id, at
    row.save(update_fields=["to_date", "ended_by", "ended_at"])
    trail.record("end_paid_assignment", row.letter, by=by, at=at, about={"paid_assignment": row.pk})
    return row


def _lock_shortfall(shortfall: Shortfall) -> Shortfall:
    rows = Shortfall.objects.select_for_update(of=("self",)).select_related("commitment__letter")
    return rows.get(pk=shortfall.pk)
