"""Who sees and who may change the ladders that initiatives climb."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import Ladder, LadderStep
from famn.domain.establishment.rules.initiatives import may_start
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

MOST_STEPS: Final = 8  # as many as a drawing has room for


def visible_ladders(actor: Actor) -> QuerySet[Ladder]:
    """Reference ladders and the own authority's copies, for a role that reads initiatives."""
    if not actor.can(Capability.READ_INITIATIVES):
        return Ladder.objects.none()
    return usable_ladders(actor)


def usable_ladders(actor: Actor) -> QuerySet[Ladder]:
    """The ladders an initiative may climb: reference data, and the authority's own copies."""
    return Ladder.objects.filter(authority__isnull=True) | Ladder.objects.filter(authority_id=actor.authority_id or 0)


def ladder_for(actor: Actor) -> QuerySet[LadderStep]:
    """The steps, from the lowest, of the ladder that a new initiative climbs: one's own copy before reference data."""
    first = usable_ladders(actor).order_by("authority_id", "pk").values("pk")[:1]
    return LadderStep.objects.filter(ladder__in=first).order_by("number")


def may_copy_ladder(actor: Actor, ladder: Ladder) -> Verdict:
    """Whether one may make a copy of a ladder for one's authority: of reference data, and of its own."""
    return first_no(may_start(actor), _not_of_others(actor, ladder))


def may_change_ladder(actor: Actor, ladder: Ladder) -> Verdict:
    """Whether one may change a ladder: the own authority's copy, never reference data that all share."""
    shared = no(_("Den här trappan delas av alla. Gör en egen kopia om ni vill ändra den."))
    return first_no(may_start(actor), _not_of_others(actor, ladder), YES if ladder.authority_id is not None else shared)


def _not_of_others(actor: Actor, ladder: Ladder) -> Verdict:
    is_ours = ladder.authority_id in {None, actor.authority_id}
    return YES if is_ours else no(_("Trappan hör till en annan myndighet."))
