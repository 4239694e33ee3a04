"""What this room tells people by letter. A letter links to what it is about; it never holds its words."""

from famn.domain.agreements.notices.agreements import tell_agreement_nears
from famn.domain.agreements.notices.signing import (
    tell_asked,
    tell_declined,
    tell_finished,
    tell_reminded,
    tell_spared,
    tell_voided,
)

__all__ = [
    "tell_agreement_nears",
    "tell_asked",
    "tell_declined",
    "tell_finished",
    "tell_reminded",
    "tell_spared",
    "tell_voided",
]
