"""What this room tells people by letter."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.people.models import Membership
from famn.ground import mail


def tell_joined(membership: Membership, *, is_new: bool, at: dt.datetime) -> None:
    """Tell a person for which unit she may act now, and how to get in the first time."""
    later = membership.from_date if membership.from_date > timezone.localdate(at) else None
    mail.post(
        to=membership.user.email,
        subject=_("Du kan arbeta för %(unit)s i Famn") % {"unit": membership.unit.name},
        template="mail/people/joined",
        context={"name": membership.user.name, "unit": membership.unit.name, "is_new": is_new, "from_date": later},
        at=at,
    )
