"""The only writes of letters of intent, their templates and their signing."""

from famn.domain.agreements.actions.letters import (
    PartyFacts,
    Words,
    add_letter_party,
    cite_letter_goals,
    drop_letter_party,
    save_letter,
    start_letter,
    withdraw_letter,
)
from famn.domain.agreements.actions.sealing import seal_letters
from famn.domain.agreements.actions.signers import (
    Signer,
    claim_link,
    enrol_signer,
    invite_signer,
    name_signer,
    remind_signers,
    revoke_link,
    send_letter,
)
from famn.domain.agreements.actions.signing import decline_letter, record_paper, sign_letter
from famn.domain.agreements.actions.templates import change_letter_template, copy_letter_template

__all__ = [
    "PartyFacts",
    "Signer",
    "Words",
    "add_letter_party",
    "change_letter_template",
    "cite_letter_goals",
    "claim_link",
    "copy_letter_template",
    "decline_letter",
    "drop_letter_party",
    "enrol_signer",
    "invite_signer",
    "name_signer",
    "record_paper",
    "remind_signers",
    "revoke_link",
    "save_letter",
    "seal_letters",
    "send_letter",
    "sign_letter",
    "start_letter",
    "withdraw_letter",
]
