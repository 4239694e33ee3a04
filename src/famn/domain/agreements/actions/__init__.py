"""The only writes of letters of intent and agreements, their templates and their signing."""

from famn.domain.agreements.actions.agreement_settings import (
    LevelFacts,
    choose_reminders,
    set_levels,
)
from famn.domain.agreements.actions.esign import collect_order, order_signature
from famn.domain.agreements.actions.following import (
    follow_agreement,
)
from famn.domain.agreements.actions.governance import (
    AssignmentFacts,
    close_shortfall,
    end_paid_assignment,
    follow_up_shortfall,
    give_notice,
    note_shortfall,
    record_paid_assignment,
    take_back_notice,
)
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
from famn.domain.agreements.actions.reminding import (
    remind_of_agreements,
)
from famn.domain.agreements.actions.sealing import seal_letters
from famn.domain.agreements.actions.signers import (
    Signer,
    claim_link,
    enrol_signer,
    invite_signer,
    name_signer,
    name_signers,
    remind_signers,
    revoke_link,
    send_letter,
)
from famn.domain.agreements.actions.signing import decline_letter, record_paper, sign_letter
from famn.domain.agreements.actions.templates import change_letter_template, copy_letter_template
from famn.domain.agreements.actions.terms import (
    CommitmentFacts,
    Term,
    add_commitment,
    add_cost_row,
    drop_commitment,
    drop_cost_row,
    set_split,
    set_terms,
)

__all__ = [
    "AssignmentFacts",
    "CommitmentFacts",
    "LevelFacts",
    "PartyFacts",
    "Signer",
    "Term",
    "Words",
    "add_commitment",
    "add_cost_row",
    "add_letter_party",
    "change_letter_template",
    "choose_reminders",
    "cite_letter_goals",
    "claim_link",
    "close_shortfall",
    "collect_order",
    "copy_letter_template",
    "decline_letter",
    "drop_commitment",
    "drop_cost_row",
    "drop_letter_party",
    "end_paid_assignment",
    "enrol_signer",
    "follow_agreement",
    "follow_up_shortfall",
    "give_notice",
    "invite_signer",
    "name_signer",
    "name_signers",
    "note_shortfall",
    "order_signature",
    "record_paid_assignment",
    "record_paper",
    "remind_of_agreements",
    "remind_signers",
    "revoke_link",
    "save_letter",
    "seal_letters",
    "send_letter",
    "set_levels",
    "set_split",
    "set_terms",
    "sign_letter",
    "start_letter",
    "take_back_notice",
    "withdraw_letter",
]
