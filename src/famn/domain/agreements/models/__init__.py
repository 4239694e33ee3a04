"""The tables of what parties agree on: letters of intent, their templates, and signing."""

from famn.domain.agreements.models.letters import (
    INTENT_STATES,
    LetterGoal,
    LetterOfIntent,
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
from famn.domain.agreements.models.templates import LetterTemplate

__all__ = [
    "INTENT_STATES",
    "SIGNATURE_STATES",
    "LetterGoal",
    "LetterOfIntent",
    "LetterParty",
    "LetterScan",
    "LetterTemplate",
    "LetterVersion",
    "SealedLetter",
    "Signature",
    "SignatureLine",
    "SignerLink",
]
