"""What this room tells people by letter. Nothing about a family."""

from famn.domain.establishment.notices.confirming import tell_confirmed
from famn.domain.establishment.notices.groups import (
    tell_group_assignment_answered,
    tell_group_assignment_due,
    tell_group_assignment_given,
    tell_handed_over_all,
    tell_wheel,
)

__all__ = [
    "tell_confirmed",
    "tell_group_assignment_answered",
    "tell_group_assignment_due",
    "tell_group_assignment_given",
    "tell_handed_over_all",
    "tell_wheel",
]
