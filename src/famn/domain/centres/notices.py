"""What this room tells people by letter: that their unit is said to be part of a centre, and to look at what is old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.reads.freshness import Freshness
from famn.domain.centres.reads.stale import STAGES, Old
from famn.domain.people.models import Membership, Role, User
from famn.domain.people.rules import Actor, in_force
from famn.ground import mail


def tell_leg_added(leg: CentreLeg, *, by: Actor, at: dt.datetime) -> int:
    """Tell the managers of a unit that another authority has put it in at a centre. Returns how many were told.

    Needs `centre` and `unit__area` loaded. Nobody is told of what one's own authority does.
    """
    if leg.unit is None or leg.unit.area.authority_id == by.authority_id:
        return 0
    rows = Membership.objects.filter(in_force(timezone.localdate(at)), unit=leg.unit, role=Role.MANAGER)
    people = {row.user_id: row.user for row in rows.select_related("user").order_by("user_id")}
    for person in people.values():
        mail.post(
            to=person.email,
            subject=_("Er enhet är med i %(centre)s") % {"centre": leg.centre.name},
            template="mail/centres/leg",
            context={
                "name": person.name,
                "by": by.name,
                "authority": by.authority_name,
                "centre": leg.centre,
                "unit": leg.unit,
                "leg": leg.get_leg_display(),
                "degree": leg.get_degree_display() if leg.degree else "",
            },
            at=at,
        )
    return len(people)


def ask_if_so(person: User, centre: FamilyCentre, stale: Sequence[Old], *, at: dt.datetime) -> None:
    """Ask somebody whether what nobody has confirmed for long is still so; all of one centre in one letter."""
    subject = _("Stämmer det som står om %(centre)s?") % {"centre": centre.name}
    if any(one.stage == Freshness.HIDE for one in stale):
        subject = _("Uppgifter om %(centre)s visas inte längre") % {"centre": centre.name}
    mail.post(
        to=person.email,
        subject=subject,
        template="mail/centres/stale",
        context={
            "name": person.name,
            "centre": centre,
            "groups": [
                {"words": words, "titles": titles}
                for stage, words in STAGES.items()
                if (titles := [one.title for one in stale if one.stage == stage])
            ],
        },
        at=at,
    )
