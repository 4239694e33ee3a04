"""What this room tells people by letter. Nothing about a family."""

from famn.domain.establishment.notices.confirming import tell_confirmed

__all__ = [
    "tell_confirmed",
]
