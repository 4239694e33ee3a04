"""Who may do what with what an agreement has besides its words, and with what happens to it once it is signed."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.agreements.models import (
    AgreementNotice,
    AssignmentLevel,
    JointLetter,
    LetterKind,
    PaidAssignment,
    Shortfall,
)
from famn.domain.agreements.rules.letters import may_keep, may_start_letter, may_write, visible_letters
from famn.domain.people.models import Authority, Principal
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

State = JointLetter.State


def visible_agreements(actor: Actor) -> QuerySet[JointLetter]:
    """The cooperation agreements one sees: as for letters of intent."""
    return visible_letters(actor).filter(kind=LetterKind.COOPERATION)


def visible_shortfalls(actor: Actor) -> QuerySet[Shortfall]:
    """What was not kept of the agreements one sees."""
    return Shortfall.objects.filter(commitment__letter__in=visible_agreements(actor))


def may_write_terms(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may change the term, the commitments or the costs. It voids what was approved before."""
    return first_no(may_write(actor, letter), _is_agreement(letter))


def may_follow(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may begin an agreement that follows this one."""
    return first_no(may_keep(actor, letter), may_start_letter(actor), _is_agreement(letter), _is_signed(letter))


def may_give_notice(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may record that a party has given notice. Needs `terms` selected with the letter."""
    terms = letter.terms
    ends = no(_("Avtalet upphör av sig självt på sin sista dag. Det går inte att säga upp."))
    goes_on = terms.to_date is None or terms.prolong_months is not None
    return first_no(may_keep(actor, letter), _is_agreement(letter), _is_signed(letter), YES if goes_on else ends)


def may_take_back_notice(actor: Actor, notice: AgreementNotice) -> Verdict:
    """Whether one may record that a notice is taken back. Needs `letter` selected with it."""
    over = no(_("Uppsägningen är redan tillbakatagen."))
    return first_no(may_keep(actor, notice.letter), YES if notice.taken_back_at is None else over)


def may_note_shortfall(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may note that a commitment is not kept: whoever keeps agreements for one of its authorities."""
    return first_no(_takes_part(actor, letter), _is_signed(letter))


def may_settle_shortfall(actor: Actor, shortfall: Shortfall) -> Verdict:
    """Whether one may follow up or close what was noted. Needs `commitment__letter` selected with it."""
    over = no(_("Anteckningen är avslutad."))
    return first_no(
        may_note_shortfall(actor, shortfall.commitment.letter), YES if shortfall.closed_at is None else over
    )


def may_record_assignment(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may record the region's paid assignment to a unit of a party: as for what was not kept."""
    gone = no(_("Dokumentet är återtaget."))
    return first_no(_takes_part(actor, letter), gone if letter.state == State.WITHDRAWN else YES)


def may_end_assignment(actor: Actor, assignment: PaidAssignment) -> Verdict:
    """Whether one may record the last day of a paid assignment. Needs `letter` selected with it."""
    over = no(_("Uppdraget har redan en sista dag."))
    return first_no(_takes_part(actor, assignment.letter), YES if assignment.ended_at is None else over)


def is_condition_met(letter: JointLetter) -> bool:
    """Whether the region may pay: when all parties have signed the agreement."""
    return letter.state == State.SIGNED


def levels_for(letter: JointLetter) -> QuerySet[AssignmentLevel]:
    """The levels of the paid assignment: of a region that is a party of the agreement, else what all share."""
    regions = letter.parties.filter(dropped_at__isnull=True, authority__principal__kind=Principal.Kind.REGION)
    own = AssignmentLevel.objects.filter(authority__in=regions.values("authority"))
    return (own if own.exists() else AssignmentLevel.objects.filter(authority__isnull=True)).order_by("number", "pk")


def may_shape_levels(actor: Actor) -> Verdict:
    """Whether one may say what the levels of one's own region are."""
    region = Authority.objects.filter(pk=actor.authority_id or 0, principal__kind=Principal.Kind.REGION)
    return first_no(
        actor.can(Capability.SHAPE_AGREEMENTS),
        actor.acts_for_a_unit(),
        YES if region.exists() else no(_("Nivåerna hålls av regionen.")),
    )


def may_choose_reminders(actor: Actor) -> Verdict:
    """Whether one may say how long before a day the keepers of one's authority are reminded."""
    return first_no(actor.can(Capability.SHAPE_AGREEMENTS), actor.acts_for_a_unit())


def may_remind_of_agreements(actor: Actor) -> Verdict:
    """Whether one may send the reminders of agreements: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def _takes_part(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one keeps agreements for the authority that holds this one, or for one that is a party of it."""
    seen = visible_agreements(actor).filter(pk=letter.pk).exists()
    may = actor.can(Capability.KEEP_AGREEMENTS)
    return first_no(may, YES if seen else no(_("Avtalet hör till andra parter.")), _is_agreement(letter))


def _is_agreement(letter: JointLetter) -> Verdict:
    return YES if letter.kind == LetterKind.COOPERATION else no(_("Det här är ingen överenskommelse med villkor."))


def _is_signed(letter: JointLetter) -> Verdict:
    return YES if letter.state == State.SIGNED else no(_("Alla parter har inte skrivit under än."))
