"""Who sees letters of intent, and who may write, send and take them back. A signed letter is never changed."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.agreements.models import INTENT_STATES, JointLetter
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

State = JointLetter.State


def visible_letters(actor: Actor) -> QuerySet[JointLetter]:
    """The letters one's authority keeps and, once they are sent, those it is a party of; for a role that reads them."""
    if actor.authority_id is None or not actor.can(Capability.READ_AGREEMENTS):
        return JointLetter.objects.none()
    as_party = JointLetter.objects.filter(
        parties__authority_id=actor.authority_id, parties__dropped_at__isnull=True
    ).exclude(state=State.DRAFT)
    return JointLetter.objects.filter(Q(authority_id=actor.authority_id) | Q(pk__in=as_party.values("pk")))


def may_start_letter(actor: Actor) -> Verdict:
    """Whether one may begin a letter of intent for one's authority."""
    return first_no(actor.can(Capability.KEEP_AGREEMENTS), actor.acts_for_a_unit())


def may_write(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may change the words, the parties or the goals of a letter. It voids what was approved before."""
    return first_no(may_keep(actor, letter), _is_open(letter))


def may_send(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may ask those named on the lines to sign."""
    return first_no(may_keep(actor, letter), INTENT_STATES.may_go(letter.state, State.SIGNING), _is_draft(letter))


def may_withdraw(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may take a letter back for good, before all have signed."""
    return first_no(may_keep(actor, letter), INTENT_STATES.may_go(letter.state, State.WITHDRAWN))


def may_keep(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether a letter is in one's hands at all: one's own authority's, and one's role lets one."""
    if letter.authority_id != actor.authority_id:
        return no(_("Dokumentet hör till en annan myndighet."))
    return actor.can(Capability.KEEP_AGREEMENTS)


def may_change_parties(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may add or take away parties: as the words may be changed."""
    return may_write(actor, letter)


def _is_open(letter: JointLetter) -> Verdict:
    if letter.state == State.SIGNED:
        return no(_("Det som alla har skrivit under kan aldrig ändras. Börja på ett nytt dokument."))
    if letter.state == State.WITHDRAWN:
        return no(_("Dokumentet är återtaget. Börja ett nytt."))
    return YES


def _is_draft(letter: JointLetter) -> Verdict:
    if letter.state == State.DRAFT:
        return YES
    return no(_("Dokumentet är redan skickat. Välj en annan person på raden som väntar, eller ändra texten."))
