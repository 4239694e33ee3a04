"""What this room tells people by letter. A letter links to the matter; it never holds anything about a family."""

from famn.domain.matters.notices.casework import (
    tell_answered,
    tell_case_officer,
    tell_due,
    tell_handed_over,
    tell_overdue,
)
from famn.domain.matters.notices.dispatching import tell_recipient
from famn.domain.matters.notices.reports import (
    tell_attested,
    tell_attester,
    tell_decided,
    tell_moved,
    tell_returned,
    tell_voided,
    tell_way,
)

__all__ = [
    "tell_answered",
    "tell_attested",
    "tell_attester",
    "tell_case_officer",
    "tell_decided",
    "tell_due",
    "tell_handed_over",
    "tell_moved",
    "tell_overdue",
    "tell_recipient",
    "tell_returned",
    "tell_voided",
    "tell_way",
]
