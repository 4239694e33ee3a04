"""What this room tells people by letter. A letter links to the letter of intent; it never holds its words."""

from famn.domain.agreements.notices.signing import (
    tell_asked,
    tell_declined,
    tell_finished,
    tell_reminded,
    tell_spared,
    tell_voided,
)

__all__ = ["tell_asked", "tell_declined", "tell_finished", "tell_reminded", "tell_spared", "tell_voided"]
