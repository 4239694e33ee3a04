"""Who may sign, decline, name the signers and record a paper. Nobody signs for somebody else.

Signing here is a recorded approval with a second factor. Paper signed in ink is recorded as what it is.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.agreements.models import SIGNATURE_STATES, JointLetter, Signature, SignatureLine, SignerLink
from famn.domain.agreements.rules.letters import may_keep
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

MOST_REMINDERS: Final = 3
_State = JointLetter.State
_BEING_SIGNED: Final = (_State.SIGNING, _State.DECLINED)


def signatures_of(actor: Actor) -> QuerySet[Signature]:
    """What one has been asked to sign oneself, whoever keeps the letter, but for what was taken from one."""
    if actor.user_id is None:
        return Signature.objects.none()
    return Signature.objects.filter(user_id=actor.user_id).exclude(Q(state="voided") & ~Q(voided_by="text"))


def may_sign(actor: Actor, signature: Signature) -> Verdict:
    """Whether one may approve the version that one was asked about. Needs `version__letter` and `line` selected."""
    return _may_answer(actor, signature, Signature.State.SIGNED)


def may_decline(actor: Actor, signature: Signature) -> Verdict:
    """Whether one may decline to sign, with a reason. Needs `version__letter` and `line` selected."""
    return _may_answer(actor, signature, Signature.State.DECLINED)


def holds(signature: Signature) -> bool:
    """Whether it was given on the words that the letter has now. Needs `version__letter` selected."""
    return signature.state == Signature.State.SIGNED and _is_newest(signature)


def may_name_signer(actor: Actor, line: SignatureLine) -> Verdict:
    """Whether one may say who signs on a line, as long as nobody has. Needs `letter` selected with the line."""
    letter = line.letter
    gone = no(_("Raden finns inte längre i dokumentet."))
    is_open = letter.state == _State.DRAFT or letter.state in _BEING_SIGNED
    return first_no(
        may_keep(actor, letter),
        YES if line.dropped_at is None else gone,
        YES if is_open else no(_("Dokumentet väntar inte längre på någon.")),
        no(_("Raden är redan undertecknad. En given underskrift står kvar.")) if _is_given(line) else YES,
    )


def may_invite(actor: Actor, line: SignatureLine) -> Verdict:
    """Whether one may send the signer of a line a new link. Needs `letter` selected with the line."""
    return first_no(
        may_keep(actor, line.letter),
        YES if line.is_outside else no(_("Den som skriver under loggar in och behöver ingen länk.")),
        YES if line.letter.state in _BEING_SIGNED else no(_("Skicka dokumentet för underskrift först.")),
    )


def may_revoke(actor: Actor, link: SignerLink) -> Verdict:
    """Whether one may take back a link. Needs `line__letter` selected with it."""
    return first_no(
        may_keep(actor, link.line.letter),
        YES if link.revoked_at is None else no(_("Länken är redan återkallad.")),
    )


def link_holds(link: SignerLink, *, at: dt.datetime) -> Verdict:
    """Whether a personal link opens its letter at this moment. Needs `line` selected with it."""
    if link.revoked_at is not None or link.line.dropped_at is not None:
        return no(_("Länken gäller inte längre. Leta efter ett nyare mejl, eller be den som bjöd in dig om en ny."))
    if link.expires_at <= at:
        return no(_("Länken har gått ut. Be den som bjöd in dig om en ny."))
    return YES


def may_record_paper(actor: Actor, letter: JointLetter) -> Verdict:
    """Whether one may record that some have signed the newest version in ink."""
    being_signed = YES if letter.state in _BEING_SIGNED else no(_("Skicka dokumentet för underskrift först."))
    return first_no(may_keep(actor, letter), being_signed)


def may_remind(actor: Actor) -> Verdict:
    """Whether one may send the reminders of signatures: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def may_seal(actor: Actor) -> Verdict:
    """Whether one may seal what all have signed: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def _may_answer(actor: Actor, signature: Signature, end: str) -> Verdict:
    letter = signature.version.letter
    is_mine = actor.user_id is not None and signature.user_id == actor.user_id
    changed = no(_("Texten har ändrats sedan du fick den. Du får en ny fråga när den är klar."))
    rests = no(_("En av dem som skulle skriva under har avstått. Vänta tills samordnaren har tagit ställning."))
    over = no(_("Dokumentet väntar inte längre på någon."))
    return first_no(
        YES if is_mine else no(_("Någon annan ska skriva under här.")),
        YES if _is_newest(signature) else changed,
        SIGNATURE_STATES.may_go(signature.state, end),
        rests if letter.state == _State.DECLINED else YES,
        YES if letter.state == _State.SIGNING else over,
    )


def _is_newest(signature: Signature) -> bool:
    return signature.version.number == signature.version.letter.revision


def _is_given(line: SignatureLine) -> bool:
    given = Signature.objects.filter(line=line, state=Signature.State.SIGNED)
    return given.filter(version__number=line.letter.revision).exists()
