"""The tables of what parties agree on: letters of intent and agreements, their templates, and signing."""

from famn.domain.agreements.models.esign import SignedFile
from famn.domain.agreements.models.esign_orders import ORDER_STATES, SigningOrder
from famn.domain.agreements.models.governance import (
    AgreementNotice,
    AgreementReminder,
    AssignmentLevel,
    PaidAssignment,
    ReminderDays,
    Shortfall,
    ShortfallFollowUp,
)
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
from famn.domain.agreements.models.terms import AgreementTerms, Commitment, CostRow

__all__ = [
    "INTENT_STATES",
    "ORDER_STATES",
    "SIGNATURE_STATES",
    "AgreementNotice",
    "AgreementReminder",
    "AgreementTerms",
    "AssignmentLevel",
    "Commitment",
    "CostRow",
    "JointLetter",
    "LetterGoal",
    "LetterKind",
    "LetterParty",
    "LetterScan",
    "LetterTemplate",
    "LetterVersion",
    "PaidAssignment",
    "ReminderDays",
    "SealedLetter",
    "Shortfall",
    "ShortfallFollowUp",
    "Signature",
    "SignatureLine",
    "SignedFile",
    "SignerLink",
    "SigningOrder",
]
