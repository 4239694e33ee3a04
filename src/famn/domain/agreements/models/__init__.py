"""The tables of what parties agree on: letters of intent, their templates, and signing."""

from famn.domain.agreements.models.letters import (
    INTENT_STATES,
    JointLetter,
    LetterGoal,
    LetterParty,
    LetterVersion,
)
from famn.domain.agreements.models.sealing import SealedLetter
from famn.domain.agreements.models.signing import (
    SIGNATURE_STATES,
    LetterScan,
    Signature,
    SignatureLine,
    SignerLink,
)
from famn.domain.agreements.models.templates import LetterKind, LetterTemplate

__all__ = [
    "INTENT_STATES",
    "SIGNATURE_STATES",
    "JointLetter",
    "LetterGoal",
    "LetterKind",
    "LetterParty",
    "LetterScan",
    "LetterTemplate",
    "LetterVersion",
    "SealedLetter",
    "Signature",
    "SignatureLine",
    "SignerLink",
]
